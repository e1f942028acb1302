"""What forms a date takes in the press: patterns over token classes, each with the reader of its words.

`RULES` is read by `find`. Of two matches of one length the rule that stands first wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .readers import (
    Reader,
    ago,
    ahead,
    before_last,
    calendar,
    date_range,
    deictic,
    full,
    holiday,
    hours,
    in_the_unit,
    same,
    shifted,
    short_year,
    short_year_range,
    time_of_day,
    today,
    vague,
    week_of,
    weekend,
    window,
    year_end,
)
from .tokens import compile_pattern

MON = "(?:MONTH|ABBR)"
DNUM = "(?:NUM|ORD)"
WD = "(?:WDAY|WABBR)"
UNIT = "(?:DAY|DAYS|WEEK|WEEKS|MONTHU|MONTHS|YEARU|YEARS|HOUR|HOURS|FORTNIGHT|DECADE|DECADES)"
COUNT = "(?:CARD|NUM|BIG|A|A COUPLE OF|CARD DASH? CARD)"
SEP = "(?:DASH|TO|UNTIL)"
#: "of last year", ", 2014", "this year": what gives a month or a day its year.
YEARISH = "(?:COMMA?YEAR|OF YEAR|COMMA?OF?(?:THIS|LAST|PAST|NEXT|COMING|THAT|THE?SAME|THE?PREVIOUS|THE?FOLLOWING)YEARU)"
PART = (
    "(?:(?:EARLY|MID|LATE|EARLIER|LATER)(?:DASH|IN)?"
    "|THE?(?:BEGIN|MIDDLE|END)OF|THE?(?:ORDW|ORD|LAST)(?:HALF|WEEK)(?:OF|IN))"
)
WHICH = (
    "(?:LAST|NEXT|THIS PAST|THIS LAST|THIS COMING|THIS|THE?PAST|THE?COMING|THE?FOLLOWING|THE?PREVIOUS|THAT|THE?SAME)"
)
#: The same without "that", which is most often a conjunction: "he said that Monday was too early".
WHICH_PLAIN = WHICH.replace("|THAT", "")
#: Words after which a bare month or year stands as a date.
BEFORE_MONTH = "[IN SINCE UNTIL BY BEFORE AFTER FROM DURING OF FOR BACK BETWEEN OVER THAN AS ABOUT]"
BEFORE_YEAR = "[IN SINCE UNTIL BY BEFORE AFTER FROM DURING OF FOR BACK YEARU ABOUT THAN AS]"
CLAUSE_END = "(?=[COMMA DOT OPEN CLOSE BREAK OTHER AND OR TO IN ON AT BY FOR FROM THAT THIS]|DASH|$)"


@dataclass(frozen=True)
class Rule:
    """A named pattern and the reader of what it matches."""

    name: str
    pattern: re.Pattern[str]
    read: Reader


_SOURCES: list[tuple[str, str, Reader]] = [
    ("full", "FULL", full),
    (
        "month-day",
        f"(?:{WD} MORN? COMMA?)? {MON} THE? (?:{DNUM}|ORDW) {YEARISH}? (?:OPEN {WD} CLOSE)?",
        calendar("day"),
    ),
    (
        "day-month",
        f"(?:{WD} MORN? COMMA? ON? THE?)? {DNUM} OF? {MON} {YEARISH}? (?:OPEN {WD} CLOSE)?",
        calendar("day"),
    ),
    (
        "ordinal-month",
        f"(?:{WD} MORN? COMMA?)? THE? (?:ORD|(?:CARD DASH)? ORDW) (?:DAY)? OF {MON} {YEARISH}?",
        calendar("day"),
    ),
    (
        "week-of-day",
        f"THE WEEK (?:OF|BEGIN ON?) (?:{WD} COMMA?)? (?:{MON} {DNUM}|THE? {DNUM} OF? {MON}) {YEARISH}?",
        week_of,
    ),
    ("month-day-a-weekday", f"(?:{MON} {DNUM}|{DNUM} {MON}) COMMA A? WDAY", calendar("day")),
    ("short-year", "NUM ABBR (?:NUM|BIG)(?!DASH|TO)", short_year),
    ("weekday-day", f"WDAY MORN? (?:OPEN {DNUM} {MON}? CLOSE|COMMA? THE ORD(?! OF))", calendar("weekday")),
    (
        "month-days",
        f"(?:FROM|BETWEEN)? (?P<a>{MON} {DNUM}) (?:COMMA {DNUM})* COMMA? (?:{SEP}|AND|OR) (?P<b>{DNUM}) "
        f"(?P<y>{YEARISH})?",
        date_range,
    ),
    # chronologies: "1996, April 27–29", "2006, June", "2014, spring"
    ("year-month-days", f"(?P<y>YEAR) COMMA (?P<a>{MON} {DNUM}) {SEP} (?P<b>{DNUM})", date_range),
    ("year-month-day", f"YEAR COMMA {MON} {DNUM} (?=[DOT DASH CLOSE BREAK OTHER]|$)", calendar("day")),
    ("year-month", f"YEAR COMMA {MON} (?=[DOT DASH CLOSE BREAK OTHER]|$)", calendar("month")),
    ("year-season", "YEAR COMMA SEASON (?=[DOT DASH CLOSE BREAK OTHER]|$)", calendar("season")),
    (
        "days-month",
        f"(?:FROM|BETWEEN)? THE? (?P<a>{DNUM}) (?:COMMA {DNUM})* (?:{SEP}|AND|OR) THE? (?P<b>{DNUM} OF? "
        f"{MON} {YEARISH}?)",
        date_range,
    ),
    ("day-to-day-m", f"FROM? (?P<a>{MON} {DNUM} (?:COMMA?YEAR)?) {SEP} (?P<b>{MON} {DNUM} {YEARISH}?)", date_range),
    (
        "day-to-day-d",
        f"FROM? (?P<a>THE? {DNUM} OF? {MON} YEAR?) {SEP} (?P<b>THE? {DNUM} OF? {MON} {YEARISH}?)",
        date_range,
    ),
    (
        "between-days-m",
        f"BETWEEN (?P<a>{MON} {DNUM} (?:COMMA?YEAR)?) COMMA? AND (?P<b>{MON} {DNUM} {YEARISH}?)",
        date_range,
    ),
    ("between-days-d", f"BETWEEN (?P<a>{DNUM} OF? {MON} YEAR?) AND (?P<b>{DNUM} OF? {MON} {YEARISH}?)", date_range),
    ("full-to-full", f"(?:FROM|BETWEEN)? (?P<a>FULL) (?:{SEP}|AND|SLASH) (?P<b>FULL)", date_range),
    (
        "months-year",
        f"(?:FROM|BETWEEN)? (?P<a>{PART}? {MON} YEAR?) (?:{SEP}|AND|SLASH) (?P<b>{PART}? {MON} {YEARISH})",
        date_range,
    ),
    ("months", f"(?:FROM (?P<a>{PART}? {MON}) {SEP} (?P<b>{PART}? {MON}))", date_range),
    ("months-part", f"(?P<a>{PART} {MON}) {SEP} (?P<b>{PART} {MON})", date_range),
    ("months-between", f"(?:BETWEEN (?P<a>{PART}? {MON} YEAR?) AND (?P<b>{PART}? {MON} {YEARISH}?))", date_range),
    (
        "months-in",
        f"(?<=[IN DURING]) (?P<a>{MON}) (?P<joined>AND|OR|DASH|TO|SLASH) (?P<b>{MON} {YEARISH}?)",
        date_range,
    ),
    ("years", "(?:FROM (?P<a>YEAR) (?:DASH|TO|UNTIL) (?P<b>YEAR))", date_range),
    ("years-between", "(?:BETWEEN (?P<a>YEAR) AND (?P<b>YEAR))", date_range),
    (
        "years-dash",
        f"(?:(?<={BEFORE_YEAR})|(?<=OPEN)|(?<=[THE A])) (?P<a>YEAR) (?:DASH|SLASH|TO) (?P<b>YEAR)",
        date_range,
    ),
    ("years-and", "(?<=[IN DURING]) (?P<a>YEAR) (?P<joined>AND) (?P<b>YEAR)", date_range),
    (
        "years-short",
        f"(?:(?<={BEFORE_YEAR})|(?<=OPEN)|(?<=[THE A])) YEAR (?:DASH|SLASH) (?:NUM|BIG)",
        short_year_range,
    ),
    ("weekdays", f"FROM? (?P<a>(?:{WHICH})? WDAY) MORN? {SEP} (?P<b>WDAY) MORN?", date_range),
    ("weekdays-between", "BETWEEN (?P<a>WDAY) MORN? AND (?P<b>WDAY) MORN?", date_range),
    (
        "weekdays-joined",
        f"(?P<a>(?:{WHICH})? WDAY) MORN? (?P<joined>AND|OR|DASH|SLASH) (?P<b>WDAY) MORN?",
        date_range,
    ),
    ("month-year", f"{PART}? {MON} (?:COMMA?YEAR|COMMA? OF YEAR|{YEARISH})", calendar("month")),
    ("which-month", f"(?:{PART}? {WHICH_PLAIN}|(?<=[IN OF BY]) THAT) {MON} (?!{DNUM})", calendar("month")),
    ("part-month", f"{PART} {MON} (?!{DNUM})", calendar("month")),
    ("bare-month", f"(?<={BEFORE_MONTH}) {MON} (?!{DNUM})", calendar("month")),
    ("month-noun", "(?<=[THE A HIS POSS]) MONTH (?=LOW|DASH LOW)|MONTH (?=POSS LOW)", calendar("month")),
    ("year", f"(?<={BEFORE_YEAR}) YEAR (?!POSS? (?:HOURS|LOCAL|MORN))", calendar("year")),
    ("year-noun", "(?<=[THE A]) YEAR (?=POSS? (?:LOW|CAP|DASH LOW))", calendar("year")),
    ("year-brackets", "(?<=OPEN) YEAR (?=CLOSE)", calendar("year")),
    ("part-year", f"{PART} YEAR", calendar("year")),
    ("decade", f"THE? {PART}? TENS", calendar("decade")),
    (
        "season-year",
        f"(?:THE)? {PART}? THE? SEASON (?:YEAR (?:(?:DASH|SLASH)(?:NUM|BIG|YEAR))?|COMMA? OF YEAR "
        f"(?:(?:DASH|SLASH)(?:NUM|BIG|YEAR))?|{YEARISH})",
        calendar("season"),
    ),
    ("which-season", f"{PART}? {WHICH_PLAIN} SEASON", calendar("season")),
    (
        "bare-season",
        f"(?:(?<=IN)|(?<=IN THE)|(?<=DURING THE)|(?<=BY)|(?<=SINCE)|(?<=SINCE THE)) {PART}? SEASON (?!OF)",
        calendar("season"),
    ),
    ("part-season", "(?:EARLY|MID|LATE) DASH? SEASON (?!OF)", calendar("season")),
    (
        "quarter",
        f"(?:THE? (?:ORDW|ORD|LAST) (?:QUARTER|HALF)|QNUM) (?:{YEARISH}|OF THE YEARU|OF YEAR)",
        calendar("quarter"),
    ),
    ("part-of-year", "THE? (?:ORDW|LAST) HALF OF (?:THIS|LAST|NEXT|THE) YEARU", calendar("quarter")),
    ("bare-quarter", "THE (?:ORDW|ORD) QUARTER (?!OF)", calendar("quarter")),
    ("year-end", "YEARU (?:POSS|DASH) END", year_end),
    (
        "weekday",
        f"(?:(?:EARLY|LATE|LATER|EARLIER) ON?)? (?:{WHICH_PLAIN}|(?<=ON)THAT)? WDAY MORN? (?!OF {MON})",
        calendar("weekday"),
    ),
    ("day-of-month", "THE ORD (?:OF THIS MONTHU|OF (?:LAST|NEXT|THAT|THE) MONTHU)", calendar("day_of_month")),
    (
        "the-nth",
        "(?<=[ON SINCE UNTIL BY]) THE ORD (?=[COMMA DOT BREAK CLOSE OTHER AND IN AT TO WITH AFTER BEFORE BY FOR]|$)",
        calendar("day_of_month"),
    ),
    (
        "today",
        "(?:EARLY|LATE|EARLIER|LATER)? TODAY MORN?|THE DAY (?:BEFORE|AFTER) TODAY|THIS MORN|LAST MORN"
        "|EARLIER (?:THIS|TODAY) MORN?",
        today,
    ),
    (
        "deictic",
        f"(?:{WD} COMMA? (?:OF|IN)?)? {PART}? (?P<w>LAST|THIS PAST|THIS|NEXT|THE? COMING) "
        "(?P<u>WEEK|MONTHU|YEARU|QUARTER|DECADE) (?:COMMA? ON WDAY)?",
        deictic,
    ),
    ("deictic-day", "(?P<w>LAST|THIS|NEXT) (?P<u>WEEK|MONTHU|YEARU) POSS? WDAY", deictic),
    ("before-last", "(?P<w>THE) (?P<u>WEEK|MONTHU|YEARU) BEFORE LAST", before_last),
    (
        "in-unit",
        "(?:EARLIER|LATER|LATE|EARLY) (?:ON)? (?:IN THE|ON THE SAME|THE SAME|IN THE SAME|THAT SAME|THAT"
        "|ON THAT|IN THAT) (?:DAY|WEEK|MONTHU|YEARU)",
        in_the_unit,
    ),
    ("end-of-unit", "(?:THE)? (?:BEGIN|MIDDLE|END) OF (?:THE|THAT|THE SAME) (?:WEEK|MONTHU|YEARU)", in_the_unit),
    (
        "weekend",
        "(?:OVER|AT|ON|DURING|FOR)? (?:THE|THIS PAST|THIS COMING|THE PAST|THE COMING|THIS|LAST|NEXT|THAT) WEEKEND",
        weekend,
    ),
    ("ago", f"(?P<n>{COUNT}) (?P<u>{UNIT}) AGO (?:COMMA? ON? (?:THIS)? WDAY|COMMA? TODAY)?", ago),
    ("from-now", f"(?P<n>{COUNT}) (?P<u>{UNIT}) FROM (?:NOW|TODAY)", ago),
    ("in-n", f"(?<=IN) (?P<n>{COUNT}) (?P<u>{UNIT}) POSS? (?:TIMEW)? (?!LOW|CAP|OF|AND)", ahead),
    ("later", f"(?P<n>{COUNT}) (?P<u>{UNIT}) (?P<dir>LATER|EARLIER|PREVIOUS|ON(?=[COMMA DOT CLOSE]))", shifted),
    ("before-end", f"(?P<n>{COUNT}) (?P<u>{UNIT}) (?P<dir>BEFORE|AFTER) (?:{CLAUSE_END})", shifted),
    (
        "before-event",
        f"(?P<n>{COUNT}) (?P<u>{UNIT}) (?P<dir>BEFORE|AFTER) (?P<event>)(?=[THE A LOW CAP HIS MONTH ABBR WDAY])",
        shifted,
    ),
    ("the-day-before", f"THE (?P<u>DAY|WEEK|MONTHU|YEARU) (?P<dir>BEFORE|AFTER) (?:{CLAUSE_END})", shifted),
    (
        "the-day-before-event",
        "THE (?P<u>DAY|WEEK|MONTHU|YEARU) (?P<dir>BEFORE|AFTER) (?P<event>) (?=[THE A LOW CAP HIS MONTH ABBR WDAY])",
        shifted,
    ),
    ("the-next-day", "THE (?P<dir>NEXT|FOLLOWING|PREVIOUS) (?P<u>DAY|WEEK|MONTHU|YEARU)", shifted),
    ("next-day", "(?P<dir>NEXT) (?P<u>DAY)", shifted),
    ("n-following", f"(?:THE) (?:FOLLOWING|PREVIOUS) (?:CARD|NUM) (?P<u>{UNIT})", vague),
    ("same", "(?:THE|THAT|THIS)? SAME (?:DAY|WEEK|MONTHU|YEARU)|THAT (?:DAY|WEEK|MONTHU|YEARU)", same),
    (
        "window",
        f"(?:THE (?:PAST|LAST|NEXT|COMING)) "
        f"(?:(?P<n>{COUNT})|(?<=[IN OVER DURING WITHIN FOR] THE [PAST LAST NEXT COMING])) "
        f"(?P<u>{UNIT}) (?!OF)",
        window,
    ),
    ("within", f"WITHIN (?:ABOUT|THE)? (?:NEXT|COMING|LAST|PAST)? (?P<n>{COUNT}) (?P<u>{UNIT}) (?!OF)", window),
    (
        "vague",
        "IN (?:THE)? (?:MORE)? RECENT (?:DAYS|WEEKS|MONTHS|YEARS)|RECENTLY|(?:THE|A) (?:LAST|PAST|NEXT"
        "|COMING|PREVIOUS|FOLLOWING)? FEW (?:DAYS|WEEKS|MONTHS|YEARS|HOURS) (?:AGO|LATER|EARLIER|AFTER"
        "|BEFORE)?",
        vague,
    ),
    (
        "vague-few",
        "(?:A? FEW|ABOUT)? (?:DAYS|WEEKS|MONTHS|YEARS|DECADES) (?:AGO|LATER|EARLIER|AFTER|BEFORE)|(?:IN"
        "|OVER) THE? (?:COMING|NEXT|PAST|LAST) (?:FEW)? (?:DAYS|WEEKS|MONTHS|YEARS)",
        vague,
    ),
    ("hours", "(?:A? FEW|ABOUT|CARD|A)? (?:HOUR|HOURS) (?:LATER|EARLIER|BEFORE|AFTER|AGO)", hours),
    (
        "time-of-day",
        "(?<=IN) THE MORN|(?:THE|THAT|THE SAME|THAT SAME) (?:NEXT|FOLLOWING|PREVIOUS) MORN|(?:THAT|THE "
        "SAME|THAT SAME) MORN|THE MORN (?:BEFORE|AFTER)",
        time_of_day,
    ),
    (
        "christmas",
        "CHRISTMAS (?:DAY|EVE) (?:COMMA? YEAR)?|NEWYEAR (?:YEARU|YEARS) POSS? (?:DAY|EVE) (?:COMMA? YEAR)?",
        holiday,
    ),
]

RULES: list[Rule] = [Rule(name, compile_pattern(source), read) for name, source, read in _SOURCES]
