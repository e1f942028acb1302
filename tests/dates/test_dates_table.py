"""Words and anchors in, the date expression's text and EDTF out.

A row is `sentence | words found | EDTF`, "-" for None or nothing found. Unless its table says otherwise, an article
was published on Thursday, 22 March 2018.
"""

from __future__ import annotations

import datetime as dt

import pytest

from milchannels.dates import Anchors, Tense, find, resolve

PUBLISHED = dt.date(2018, 3, 22)


def rows(table: str) -> list[tuple[str, ...]]:
    """The rows of a table, blank lines left out."""
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.splitlines() if line.strip()]


def check(sentence: str, words: str, edtf: str, anchors: Anchors) -> None:
    found = find(sentence)
    if words == "-":
        assert [e.text for e in found] == []
        return
    assert words in [e.text for e in found]
    expression = next(e for e in found if e.text == words)
    resolved = resolve(expression, anchors)
    assert (resolved.edtf if resolved else "-") == edtf


FULL = """
They met on 2 June 2022 in Paris | 2 June 2022 | 2022-06-02
They met on June 2, 2022, in Paris | June 2, 2022 | 2022-06-02
They met on June 2 2022 | June 2 2022 | 2022-06-02
1988, May 29. Yazov in Moscow | 1988, May 29 | 1988-05-29
- 1994, June 3–5: a visit | 1994, June 3–5 | 1994-06-03/1994-06-05
2009, August. A trip | 2009, August | 2009-08
2001, autumn: nobody came | 2001, autumn | 2001-09/2001-11
It was 2 Jun 22 | 2 Jun 22 | 2022-06-02
It was 2 Jun 98 when | 2 Jun 98 | 1998-06-02
of Nov. 17, 2011 | Nov. 17, 2011 | 2011-11-17
on Sept 7, 2011 | Sept 7, 2011 | 2011-09-07
on 7 Sept. 2011 | 7 Sept. 2011 | 2011-09-07
on July 4, 1776, when | July 4, 1776 | 1776-07-04
dated 2014-04-28. | 2014-04-28 | 2014-04-28
dated 28/04/2014 | 28/04/2014 | 2014-04-28
dated 04/28/2014 | 04/28/2014 | 2014-04-28
dated 06/06/2014 | 06/06/2014 | 2014-06-06
dated 02/06/2022 | - | -
dated 28.04.2014 | 28.04.2014 | 2014-04-28
dated 2.6.2022 in Bonn | 2.6.2022 | 2022-06-02
on the 4th of March, 2015 | the 4th of March, 2015 | 2015-03-04
on the fourth of March 2015 | the fourth of March 2015 | 2015-03-04
on the twenty-fourth day of March 2015 | the twenty-fourth day of March 2015 | 2015-03-24
on March 3rd, 2015 | March 3rd, 2015 | 2015-03-03
on 3rd March 2015 | 3rd March 2015 | 2015-03-03
on Monday, March 20, 2017 | Monday, March 20, 2017 | 2017-03-20
on Monday 20 March 2017 | Monday 20 March 2017 | 2017-03-20
on Mon, 20 Mar 2017 | Mon, 20 Mar 2017 | 2017-03-20
APRIL 19, 2018 | APRIL 19, 2018 | 2018-04-19
on 12th AUGUST, 2013 | 12th AUGUST, 2013 | 2013-08-12
on February 30, 2015 | February 30, 2015 | -
on February 29, 2016 | February 29, 2016 | 2016-02-29
in November 2005 | November 2005 | 2005-11
in Nov. 2005 | Nov. 2005 | 2005-11
in November, 2005 | November, 2005 | 2005-11
in November of 2005 | November of 2005 | 2005-11
in early June 2014 | early June 2014 | 2014-06-01/2014-06-10
in mid-June 2014 | mid-June 2014 | 2014-06-11/2014-06-20
in late February 2016 | late February 2016 | 2016-02-21/2016-02-29
at the beginning of June 2014 | the beginning of June 2014 | 2014-06-01/2014-06-10
at the end of June 2014 | the end of June 2014 | 2014-06-21/2014-06-30
in the first half of June 2014 | the first half of June 2014 | 2014-06-01/2014-06-15
in the second half of June 2014 | the second half of June 2014 | 2014-06-16/2014-06-30
in the first week of June 2014 | the first week of June 2014 | 2014-06-01/2014-06-07
in the last week of June 2014 | the last week of June 2014 | 2014-06-24/2014-06-30
since 2011, when | 2011 | 2011
in 2004 they | 2004 | 2004
the 2014 agreement | 2014 | 2014
the accord (2014) | 2014 | 2014
in the week of June 11, 2014 | the week of June 11, 2014 | 2014-06-09/2014-06-15
the week beginning 9 June 2014 | the week beginning 9 June 2014 | 2014-06-09/2014-06-15
in late 2011 | late 2011 | 2011-09/2011-12
in early 2011 | early 2011 | 2011-01/2011-04
in mid-2011 | mid-2011 | 2011-05/2011-08
by the end of 2011 | the end of 2011 | 2011-11/2011-12
the second half of 2019 | the second half of 2019 | 2019-07/2019-12
the third quarter of 2019 | the third quarter of 2019 | 2019-07/2019-09
in Q3 2019 | Q3 2019 | 2019-07/2019-09
in the 1990s | the 1990s | 1990/1999
in the late 1990s | the late 1990s | 1997/1999
the early 2000s | the early 2000s | 2000/2003
in the mid-1980s | the mid-1980s | 1984/1986
in the '90s | the '90s | 1990/1999
in spring 2017 | spring 2017 | 2017-03/2017-05
in the summer of 2013 | the summer of 2013 | 2013-06/2013-08
in the fall of 2013 | the fall of 2013 | 2013-09/2013-11
the winter of 2013-14 | the winter of 2013-14 | 2013-12/2014-02
in late summer 2013 | late summer 2013 | 2013-08
on Christmas Eve 2013 | Christmas Eve 2013 | 2013-12-24
"""

RANGES = """
from February 10 to 13, 2019 | from February 10 to 13, 2019 | 2019-02-10/2019-02-13
on 14–17 April 2015 | 14–17 April 2015 | 2015-04-14/2015-04-17
on April 14-17, 2015 | April 14-17, 2015 | 2015-04-14/2015-04-17
on April 14 - 17, 2015 | April 14 - 17, 2015 | 2015-04-14/2015-04-17
on 2-4 June | 2-4 June | 2017-06-02/2017-06-04
on 5 and 6 July | 5 and 6 July | 2017-07-05/2017-07-06
on Dec. 14-16 | Dec. 14-16 | 2017-12-14/2017-12-16
from August 2 to 4 | from August 2 to 4 | 2017-08-02/2017-08-04
on June 5, 6 and 7, 2014 | June 5, 6 and 7, 2014 | 2014-06-05/2014-06-07
on 5, 6 and 7 June 2014 | 5, 6 and 7 June 2014 | 2014-06-05/2014-06-07
between March 5 and 7 | between March 5 and 7 | 2018-03-05/2018-03-07
Feb 28–March 2 | Feb 28–March 2 | 2018-02-28/2018-03-02
from December 30 to January 2 | from December 30 to January 2 | 2017-12-30/2018-01-02
from December 30, 2014 to January 2, 2015 | from December 30, 2014 to January 2, 2015 | 2014-12-30/2015-01-02
from 30 December to 2 January 2015 | from 30 December to 2 January 2015 | 2014-12-30/2015-01-02
from 3 May until 5 June 2015 | from 3 May until 5 June 2015 | 2015-05-03/2015-06-05
between 3 May and 5 June 2015 | between 3 May and 5 June 2015 | 2015-05-03/2015-06-05
from 2014-04-28 to 2014-05-02 | from 2014-04-28 to 2014-05-02 | 2014-04-28/2014-05-02
Between early November and mid-January | Between early November and mid-January | 2017-11/2018-01
between late February and early March | between late February and early March | 2018-02/2018-03
from March to May 2015 | from March to May 2015 | 2015-03/2015-05
January–March 2009 | January–March 2009 | 2009-01/2009-03
from November to January | from November to January | 2017-11/2018-01
in June and July | June and July | 2017-06/2017-07
between 2003 and 2005 | between 2003 and 2005 | 2003/2005
from 2014 to 2016 | from 2014 to 2016 | 2014/2016
as minister in 2013-14 | 2013-14 | 2013/2014
in the war (1879-1883) | 1879-1883 | 1879/1883
on Tuesday and Wednesday | Tuesday and Wednesday | 2018-03-20/2018-03-21
from Monday through Wednesday | from Monday through Wednesday | 2018-03-19/2018-03-21
from Friday to Sunday | from Friday to Sunday | 2018-03-16/2018-03-18
on June 9 and June 11 | June 9 | 2017-06-09
on Monday and Thursday | Thursday | 2018-03-22
"""

NEAR = """
on March 21 | March 21 | 2018-03-21
on 6 November | 6 November | 2017-11-06
on Nov. 17 | Nov. 17 | 2017-11-17
on March 23 | March 23 | 2018-03-23
on the 4th of March | the 4th of March | 2018-03-04
on March 31 of last year | March 31 of last year | 2017-03-31
on June 12 of this year | June 12 of this year | 2018-06-12
March 14, a Wednesday | March 14, a Wednesday | 2018-03-14
on Tuesday, March 13 | Tuesday, March 13 | 2018-03-13
on 13 March (Tuesday) | 13 March (Tuesday) | 2018-03-13
on Wednesday, November 16 | Wednesday, November 16 | 2016-11-16
on Monday (12) | Monday (12) | 2018-03-12
on Tuesday the 20th | Tuesday the 20th | 2018-03-20
will end on the 20th, he | the 20th | 2018-03-20
on the 5th of this month | the 5th of this month | 2018-03-05
on the 5th of last month | the 5th of last month | 2018-02-05
in March | March | 2018-03
in October | October | 2017-10
back in December | December | 2017-12
In September, he | September | 2017-09
last December | last December | 2017-12
last March | last March | 2017-03
In May the two spoke | May | 2017-05
In early May he | early May | 2017-05-01/2017-05-10
May the two meet | - | -
this past May | this past May | 2017-05
this July | this July | 2018-07
in January this year | January this year | 2018-01
in November last year | November last year | 2017-11
March of last year | March of last year | 2017-03
in late October | late October | 2017-10-21/2017-10-31
in mid-March | mid-March | 2018-03-11/2018-03-20
early in August | early in August | 2017-08-01/2017-08-10
at the beginning of March | the beginning of March | 2018-03-01/2018-03-10
the first week of March | the first week of March | 2018-03-01/2018-03-07
the December summit | December | 2017-12
last summer | last summer | 2017-06/2017-08
in the spring | spring | 2018-03/2018-05
last fall | last fall | 2017-09/2017-11
in the third quarter | the third quarter | 2017-07/2017-09
the first half of last year | the first half of last year | 2017-01/2017-06
last year | last year | 2017
this year | this year | 2018
late last year | late last year | 2017-09/2017-12
the end of last year | the end of last year | 2017-11/2017-12
earlier this year | earlier this year | 2018-01-01/2018-03-22
the year before last | the year before last | 2016
on Monday | Monday | 2018-03-19
on Thursday | Thursday | 2018-03-22
on Friday | Friday | 2018-03-16
said Sunday that | Sunday | 2018-03-18
Saturday's session | Saturday | 2018-03-17
on Monday morning | Monday morning | 2018-03-19
on Friday night | Friday night | 2018-03-16
late Wednesday | late Wednesday | 2018-03-21
late on Wednesday | late on Wednesday | 2018-03-21
last Friday | last Friday | 2018-03-16
last Thursday | last Thursday | 2018-03-15
next Tuesday | next Tuesday | 2018-03-27
this Friday | this Friday | 2018-03-23
this past Tuesday | this past Tuesday | 2018-03-20
Monday of last week | Monday of last week | 2018-03-12
on Monday last week | Monday last week | 2018-03-12
Tuesday next week | Tuesday next week | 2018-03-27
last week on Tuesday | last week on Tuesday | 2018-03-13
earlier this week, on Monday | earlier this week, on Monday | 2018-03-19
a week ago on Friday | a week ago on Friday | 2018-03-16
around 1 a.m. Saturday | Saturday | 2018-03-17
today | today | 2018-03-22
yesterday | yesterday | 2018-03-21
yesterday morning | yesterday morning | 2018-03-21
tomorrow | tomorrow | 2018-03-23
tonight | tonight | 2018-03-22
this morning | this morning | 2018-03-22
this afternoon | this afternoon | 2018-03-22
last night | last night | 2018-03-21
the day before yesterday | the day before yesterday | 2018-03-20
the day after tomorrow | the day after tomorrow | 2018-03-24
earlier in the day | earlier in the day | 2018-03-22
earlier today | earlier today | 2018-03-22
talked overnight | overnight | 2018-03-21/2018-03-22
last week | last week | 2018-03-12/2018-03-18
this week | this week | 2018-03-19/2018-03-22
next week | next week | 2018-03-26/2018-04-01
earlier this week | earlier this week | 2018-03-19/2018-03-22
later this week | later this week | 2018-03-22/2018-03-25
late last week | late last week | 2018-03-15/2018-03-18
the week before last | the week before last | 2018-03-05/2018-03-11
earlier this month | earlier this month | 2018-03-01/2018-03-22
later this month | later this month | 2018-03-22/2018-03-31
last month | last month | 2018-02
late last month | late last month | 2018-02-21/2018-02-28
next month | next month | 2018-04
early next month | early next month | 2018-04-01/2018-04-10
two weeks ago | two weeks ago | 2018-03-05/2018-03-11
a week ago | a week ago | 2018-03-12/2018-03-18
a fortnight ago | a fortnight ago | 2018-03-05/2018-03-11
a couple of weeks ago | a couple of weeks ago | 2018-03-05/2018-03-11
ten days ago | ten days ago | 2018-03-12
48 hours ago | 48 hours ago | 2018-03-20
three months ago | three months ago | 2017-12
eleven months ago | eleven months ago | 2017-04
five years ago | five years ago | 2013
25 years ago | 25 years ago | 1993
two years ago today | two years ago today | 2016-03-22
over the weekend | over the weekend | 2018-03-17/2018-03-18
at the weekend | at the weekend | 2018-03-17/2018-03-18
last weekend | last weekend | 2018-03-17/2018-03-18
next weekend | next weekend | 2018-03-24/2018-03-25
in the past two weeks | the past two weeks | 2018-03-08/2018-03-22
over the last three months | the last three months | 2017-12-22/2018-03-22
within 48 hours | within 48 hours | 2018-03-20/2018-03-22
recently | recently | -
in recent weeks | in recent weeks | -
a few days ago | a few days ago | -
several months later | several months later | -
the previous day | the previous day | -
in two weeks | two weeks | -
"""

FUTURE = """
on Tuesday | Tuesday | 2018-03-27
on Thursday | Thursday | 2018-03-22
next Friday | next Friday | 2018-03-23
this Friday | this Friday | 2018-03-23
this Monday | this Monday | 2018-03-26
the coming Monday | the coming Monday | 2018-03-26
in October | October | 2018-10
in March | March | 2018-03
for May | May | 2018-05
next May | next May | 2018-05
in February | February | 2019-02
in early May | early May | 2018-05-01/2018-05-10
on 12 November | 12 November | 2018-11-12
on March 20 | March 20 | 2018-03-20
on February 3 | February 3 | 2019-02-03
on 14-15 April | 14-15 April | 2018-04-14/2018-04-15
from December 30 to January 2 | from December 30 to January 2 | 2018-12-30/2019-01-02
in the summer | summer | 2018-06/2018-08
in two weeks | two weeks | 2018-04-02/2018-04-08
in three days' time | three days' time | 2018-03-25
two weeks from now | two weeks from now | 2018-04-02/2018-04-08
within 48 hours | within 48 hours | 2018-03-22/2018-03-24
over the next two weeks | the next two weeks | 2018-03-22/2018-04-05
this week | this week | 2018-03-19/2018-03-25
this month | this month | 2018-03
this weekend | this weekend | 2018-03-24/2018-03-25
Tuesday and Wednesday | Tuesday and Wednesday | 2018-03-27/2018-03-28
on the 28th. | the 28th | 2018-03-28
by the end of the year | the end of the year | 2018-11/2018-12
"""

UNKNOWN = """
on June 2-4 | June 2-4 | 2018-06-02/2018-06-04
on Oct. 1 | Oct. 1 | 2017-10-01
on April 20 | April 20 | 2018-04-20
in December | December | 2017-12
in May | May | 2018-05
on Tuesday | Tuesday | 2018-03-20
"""

#: sentence | reference | words | EDTF
REFERENCE = """
the previous day | 2018-03-13 | the previous day | 2018-03-12
the next day | 2018-03-13 | the next day | 2018-03-14
the following day | 2018-03-13 | the following day | 2018-03-14
the day before. | 2018-03-13 | the day before | 2018-03-12
a day later | 2018-02-28 | a day later | 2018-03-01
two days later | 2018-03-13 | two days later | 2018-03-15
Twelve days earlier | 2018-03-13 | Twelve days earlier | 2018-03-01
Five days on, he | 2018-03-13 | Five days on | 2018-03-18
the same day | 2018-03-13 | the same day | 2018-03-13
later on the same day | 2018-03-13 | later on the same day | 2018-03-13
that day | 2018-03-12/2018-03-13 | that day | 2018-03-12/2018-03-13
that evening | 2018-03-13 | that evening | 2018-03-13
the following morning | 2018-03-13 | the following morning | 2018-03-14
the night before | 2018-03-13 | the night before | 2018-03-12
the following week | 2018-03-13 | the following week | 2018-03-19/2018-03-25
the previous week | 2018-03-13 | the previous week | 2018-03-05/2018-03-11
that week | 2018-03-13 | that week | 2018-03-12/2018-03-18
later that week | 2018-03-13 | later that week | 2018-03-13/2018-03-18
earlier in the week | 2018-03-17 | earlier in the week | 2018-03-12/2018-03-17
three weeks later | 2018-02-13 | three weeks later | 2018-03-05/2018-03-11
a month earlier | 2018-03-13 | a month earlier | 2018-02
that month | 2016-05-04 | that month | 2016-05
the same month | 2016-05 | the same month | 2016-05
later that month | 2016-05-04 | later that month | 2016-05-04/2016-05-31
two months later | 2016-11 | two months later | 2017-01
the following year | 2016-11 | the following year | 2017
a year earlier | 2016 | a year earlier | 2015
ten years later | 2001-09-11 | ten years later | 2011
a week earlier | 2016 | a week earlier | -
the next day | 2016-05 | the next day | -
the following April | 2016-11 | the following April | 2017-04
the previous December | 2016-11 | the previous December | 2015-12
in that April | 2016-11 | that April | 2016-04
the following Monday | 2018-03-13 | the following Monday | 2018-03-19
the previous Friday | 2018-03-13 | the previous Friday | 2018-03-09
in May of that year | 2016-11 | May of that year | 2016-05
in May of the following year | 2016-11 | May of the following year | 2017-05
on the 20th, they | 2016-11-03 | the 20th | 2016-11-20
the next day | ../2016 | the next day | -
"""

#: the same, in an article without a day of publication
NO_PUBLICATION = """
on Monday | - | Monday | -
yesterday | - | yesterday | -
last week | - | last week | -
in May | - | May | -
on May 12 | - | May 12 | -
two years ago | - | two years ago | -
on May 12, 2019 | - | May 12, 2019 | 2019-05-12
on June 22 | 2020-06-05 | June 22 | 2020-06-22
in September | 2020-06-05 | September | 2020-09
on January 3 | 2014-12-28 | January 3 | 2015-01-03
on December 30 | 2015-01-04 | December 30 | 2014-12-30
the next day | 2020-06-05 | the next day | 2020-06-06
the end of the month | 2020-06-05 | the end of the month | 2020-06-21/2020-06-30
on 5 and 6 July | 2020-06-05 | 5 and 6 July | 2020-07-05/2020-07-06
"""

NO_DATES = """
The B-52 and the Su-27 flew together
the 7th fleet and the 1st Infantry Brigade
north of the 38th parallel
in 2000 soldiers were moved, a total of 1950 men
since the crisis began
it may be so, and they march on
the Sunday Times and the Sunday Telegraph
Black September and Bloody Sunday
the Long March was hard
It cost $2014 or 2,014 euros
at 1900 hours, at 10:30 and at 8 a.m.
the March 23 Movement holds the town
he is 45, and was the second man
every Monday and each Tuesday they met
the F-16s, the Boeing 2014-ER and the T-72
in the fall of Kabul
Resolution 2231 and Article 5
Friday prayers were held
in 1650 metres, in 1750 there
He said that the decade has no name
May I ask, said Mr. May
by May, Theresa May had left
Jan Kubis and April Glaspie spoke
wait a second
within 700 metres of the ship
one of the 10 days of talks
"""


@pytest.mark.parametrize(("sentence", "words", "edtf"), rows(FULL))
def test_told_in_full(sentence: str, words: str, edtf: str) -> None:
    check(sentence, words, edtf, Anchors())
    check(sentence, words, edtf, Anchors(PUBLISHED))


@pytest.mark.parametrize(("sentence", "words", "edtf"), rows(RANGES + NEAR))
def test_past(sentence: str, words: str, edtf: str) -> None:
    check(sentence, words, edtf, Anchors(PUBLISHED))


@pytest.mark.parametrize(
    ("tense", "sentence", "words", "edtf"),
    [("future", *row) for row in rows(FUTURE)] + [("unknown", *row) for row in rows(UNKNOWN)],
)
def test_other_tenses(tense: Tense, sentence: str, words: str, edtf: str) -> None:
    check(sentence, words, edtf, Anchors(PUBLISHED, tense=tense))


@pytest.mark.parametrize(("sentence", "reference", "words", "edtf"), rows(REFERENCE))
def test_counted_from_a_reference(sentence: str, reference: str, words: str, edtf: str) -> None:
    check(sentence, words, edtf, Anchors(PUBLISHED, reference=reference))


@pytest.mark.parametrize(("sentence", "reference", "words", "edtf"), rows(NO_PUBLICATION))
def test_without_publication(sentence: str, reference: str, words: str, edtf: str) -> None:
    check(sentence, words, edtf, Anchors(reference=None if reference == "-" else reference))


@pytest.mark.parametrize("sentence", NO_DATES.strip().splitlines())
def test_no_date(sentence: str) -> None:
    check(sentence, "-", "-", Anchors(PUBLISHED))
