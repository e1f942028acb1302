"""EDTF arithmetic, qualifiers, bases, kinds, datelines and running references."""

from __future__ import annotations

import datetime as dt

import pytest

from milchannels.dates import (
    Anchors,
    contains,
    dateline,
    days_in,
    find,
    find_and_resolve,
    narrower,
    overlap,
    parse_edtf,
    resolve,
    to_edtf,
)

D = dt.date


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2014-04-28", D(2014, 4, 28), D(2014, 4, 28)),
        ("2014-04", D(2014, 4, 1), D(2014, 4, 30)),
        ("2016-02", D(2016, 2, 1), D(2016, 2, 29)),
        ("2013", D(2013, 1, 1), D(2013, 12, 31)),
        ("2013~", D(2013, 1, 1), D(2013, 12, 31)),
        ("2014-04-21/2014-04-27", D(2014, 4, 21), D(2014, 4, 27)),
        ("2014-04-21/2014-05", D(2014, 4, 21), D(2014, 5, 31)),
        ("2014/..", D(2014, 1, 1), D.max),
        ("../2014", D.min, D(2014, 12, 31)),
        ("2014-21", D(2014, 3, 1), D(2014, 5, 31)),
        ("2014-24", D(2014, 12, 1), D(2015, 2, 28)),
        ("199X", D(1990, 1, 1), D(1999, 12, 31)),
        ("2014-04-XX", D(2014, 4, 1), D(2014, 4, 30)),
    ],
)
def test_edtf_is_read(value: str, first: dt.date, last: dt.date) -> None:
    assert parse_edtf(value) == (first, last)


@pytest.mark.parametrize("value", ["", "soon", "2014-13", "2014-02-30", "2014-05/2014-04", "14-04-28", "2014-04-28T10"])
def test_what_is_no_edtf_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_edtf(value)


@pytest.mark.parametrize(
    ("first", "last", "value"),
    [
        (D(2014, 4, 28), D(2014, 4, 28), "2014-04-28"),
        (D(2014, 4, 1), D(2014, 4, 30), "2014-04"),
        (D(2014, 1, 1), D(2014, 12, 31), "2014"),
        (D(2014, 3, 1), D(2014, 5, 31), "2014-03/2014-05"),
        (D(1990, 1, 1), D(1999, 12, 31), "1990/1999"),
        (D(2014, 4, 21), D(2014, 4, 27), "2014-04-21/2014-04-27"),
    ],
)
def test_edtf_is_written(first: dt.date, last: dt.date, value: str) -> None:
    assert to_edtf(first, last) == value
    assert parse_edtf(value) == (first, last)


@pytest.mark.parametrize(
    ("a", "b", "shared", "inside", "narrow"),
    [
        ("2014-04", "2014-04-28", 1 / 30, True, "2014-04-28"),
        ("2014-04-28", "2014-04-28", 1.0, True, "2014-04-28"),
        ("2014-04-01/2014-04-10", "2014-04-06/2014-04-15", 5 / 15, False, "2014-04-01/2014-04-10"),
        ("2013", "2014", 0.0, False, "2013"),
    ],
)
def test_two_dates(a: str, b: str, shared: float, inside: bool, narrow: str) -> None:
    assert overlap(a, b) == overlap(b, a) == pytest.approx(shared)
    assert contains(a, b) is inside
    assert narrower(a, b) == narrow
    assert narrower(None, a) == narrower(a, None) == a
    assert days_in("2014-04") == 30


@pytest.mark.parametrize(
    ("sentence", "qualifier", "phrase", "approximate"),
    [
        ("have not spoken since April 14", "since", "since April 14", False),
        ("ever since last May", "since", "ever since last May", False),
        ("had to leave by Friday", "by", "by Friday", False),
        ("on Friday they", None, "on Friday", False),
        ("until the end of March", "until", "until the end of March", False),
        ("before March 5", "before", "before March 5", False),
        ("from February 10 to 13, 2019", "from", "from February 10 to 13, 2019", False),
        ("between 2003 and 2005", "between", "between 2003 and 2005", False),
        ("for about two weeks ago", None, "for about two weeks ago", True),
        ("more than a year ago", None, "more than a year ago", True),
        ("Monday", None, "Monday", False),
    ],
)
def test_words_before_a_date(sentence: str, qualifier: str | None, phrase: str, approximate: bool) -> None:
    (found,) = find(sentence)
    assert found.qualifier == qualifier
    assert sentence[found.phrase_start : found.end] == phrase
    assert found.approximate is approximate


@pytest.mark.parametrize(
    ("sentence", "kind", "basis"),
    [
        ("on June 2, 2017", "day", "stated"),
        ("on June 2", "day", "publication"),
        ("in June 2017", "month", "stated"),
        ("in 2017", "year", "stated"),
        ("in the 1990s", "decade", "stated"),
        ("in spring 2017", "season", "stated"),
        ("the third quarter of 2017", "quarter", "stated"),
        ("on 5-6 June 2017", "interval", "stated"),
        ("on Monday", "weekday", "publication"),
        ("on the 20th.", "day_of_month", "contact"),
        ("yesterday", "relative_day", "publication"),
        ("last week", "relative_period", "publication"),
        ("two weeks ago", "ago", "publication"),
        ("in the past two weeks", "window", "publication"),
        ("in the afternoon", "time_of_day", "publication"),
        ("two days later", "relative_to_reference", "contact"),
    ],
)
def test_kind_and_basis(sentence: str, kind: str, basis: str) -> None:
    (found,) = find(sentence)
    resolved = resolve(found, Anchors(D(2018, 3, 22), reference="2018-01-10"))
    assert found.kind == kind
    assert resolved is not None
    assert resolved.basis == basis


def test_what_follows_an_event_is_left_to_the_caller() -> None:
    (found,) = find("the day after the talks in Vienna")
    assert (found.text, found.kind) == ("the day after", "relative_to_event")
    assert find_and_resolve(found.text + " the talks", Anchors(reference="2018-03-13"))[0][1] is None
    resolved = resolve(found, Anchors(reference="2018-03-13"))
    assert resolved is not None
    assert (resolved.edtf, resolved.basis) == ("2018-03-14", "contact")


@pytest.mark.parametrize(
    ("anchors", "edtf"),
    [
        (Anchors(D(2018, 3, 22)), "2018-03-22"),
        (Anchors(D(2018, 3, 22), dateline=D(2018, 3, 21)), "2018-03-21"),
        (Anchors(D(2018, 3, 22), dateline=D(2017, 3, 21)), "2018-03-22"),
        (Anchors(D(2018, 3, 22), statement=D(2018, 3, 19)), "2018-03-19"),
        (Anchors(dateline=D(2018, 3, 21)), "2018-03-21"),
    ],
)
def test_today_is_that_of_statement_dateline_publication(anchors: Anchors, edtf: str) -> None:
    (found,) = find("today")
    resolved = resolve(found, anchors)
    assert resolved is not None
    assert resolved.edtf == edtf


def test_a_year_set_by_the_passage_goes_before_publication() -> None:
    (found,) = find("on September 26")
    resolved = resolve(found, Anchors(D(2021, 5, 1), year=1983))
    assert resolved is not None
    assert resolved.edtf == "1983-09-26"


def test_a_malformed_reference_is_refused() -> None:
    (found,) = find("the next day")
    with pytest.raises(ValueError, match="EDTF"):
        resolve(found, Anchors(reference="soon"))


def test_each_date_is_the_reference_of_the_next() -> None:
    text = "On June 6, 2020, they met; envoys had talked the day before. On June 22 they met. In that month all hoped."
    answers = [(e.text, r.edtf if r else None) for e, r in find_and_resolve(text, Anchors())]
    assert answers == [
        ("June 6, 2020", "2020-06-06"),
        ("the day before", "2020-06-05"),
        ("June 22", "2020-06-22"),
        ("that month", "2020-06"),
    ]


def test_a_wide_date_is_no_reference() -> None:
    text = "On 5 May 2014 they met. It had been so since 2011. A day later they met again."
    assert [r.edtf for _, r in find_and_resolve(text, Anchors()) if r] == ["2014-05-05", "2011", "2014-05-06"]


@pytest.mark.parametrize(
    ("text", "published", "place", "day"),
    [
        ("MOSCOW, March 21. /TASS/. Syria was", D(2018, 3, 22), "MOSCOW", D(2018, 3, 21)),
        ("MOSCOW, March 21. /TASS/. Syria was", None, "MOSCOW", None),
        ("TEL AVIV, December 31. /TASS/. What", D(2019, 1, 1), "TEL AVIV", D(2018, 12, 31)),
        ("SEOUL, July 17 (Yonhap) -- The South", D(2017, 7, 17), "SEOUL", D(2017, 7, 17)),
        ("BEIJING, July 31 (Xinhua) -- Ten", D(2015, 7, 31), "BEIJING", D(2015, 7, 31)),
        ("WASHINGTON, Dec 16 (Reuters) - The", D(2020, 12, 16), "WASHINGTON", D(2020, 12, 16)),
        ("February 3, 2022 – Riga, Latvia – Minister", None, "Riga, Latvia", D(2022, 2, 3)),
        ("Ljubljana, 14 March (STA) - Two", D(2019, 3, 14), "Ljubljana", D(2019, 3, 14)),
        ("KABUL (AP) _ The army", None, "KABUL", None),
        ("BELGRADE, Yugoslavia (AP) — Two", None, "BELGRADE, Yugoslavia", None),
        ("(ANSA) - ROME, OCT 10 - The ministry", D(2024, 10, 10), "ROME", D(2024, 10, 10)),
        ("HELSINKI, Finland, Oct. 21, 2008 – For", None, "HELSINKI, Finland", D(2008, 10, 21)),
        ("A headline of a kind\n\nLAHORE - The talks", None, "LAHORE", None),
        ("MOSCOW, March 21. /TASS/. Syria", D(2018, 9, 22), "MOSCOW", None),
        ("The ministers met on March 21 (Wednesday) - again", D(2018, 3, 22), None, None),
        ("NOTE: This text is a translation", None, None, None),
        ("", None, None, None),
    ],
)
def test_dateline(text: str, published: dt.date | None, place: str | None, day: dt.date | None) -> None:
    assert dateline(text, published) == (place, day)
