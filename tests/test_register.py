"""The register of office-holders: who held what when, names to persons, and files that are malformed."""

from __future__ import annotations

import csv
import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from milchannels import register as registers
from milchannels.errors import RegisterError
from milchannels.name_keys import bare_names
from milchannels.register import Register, default, fold
from milchannels.resources import data

MINISTER, CHIEF = "defense_minister", "chief_of_defense"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture(scope="module")
def register() -> Register:
    return default()


HELD = [
    ("USA", MINISTER, "1989-03-01", "William Howard Taft IV"),
    ("USA", MINISTER, "1991-01-17", "Dick Cheney"),
    ("USA", MINISTER, "1993-06-01", "Les Aspin"),
    ("USA", MINISTER, "1996-05-01", "William Perry"),
    ("USA", MINISTER, "2006-12-17", "Donald Rumsfeld"),
    ("USA", MINISTER, "2006-12-19", "Robert Gates"),
    ("USA", MINISTER, "2011-06-30", "Robert Gates"),
    ("USA", MINISTER, "2011-07-02", "Leon Panetta"),
    ("USA", MINISTER, "2013-02-26", "Leon Panetta"),
    ("USA", MINISTER, "2013-02-28", "Chuck Hagel"),
    ("USA", MINISTER, "2015-02-18", "Ashton Carter"),
    ("USA", MINISTER, "2018-12-30", "James Mattis"),
    ("USA", MINISTER, "2019-02-01", "Patrick Shanahan"),
    ("USA", MINISTER, "2020-11-08", "Mark Esper"),
    ("USA", MINISTER, "2020-11-10", "Christopher Miller"),
    ("USA", MINISTER, "2025-01-19", "Lloyd Austin"),
    ("USA", MINISTER, "2025-01-26", "Pete Hegseth"),
    ("USA", CHIEF, "1990-08-02", "Colin Powell"),
    ("USA", CHIEF, "2011-09-30", "Mike Mullen"),
    ("USA", CHIEF, "2011-10-01", "Martin Dempsey"),
    ("USA", CHIEF, "2015-10-02", "Joseph Dunford"),
    ("USA", CHIEF, "2019-10-01", "Mark Milley"),
    ("USA", CHIEF, "2023-10-01", "Charles Q. Brown Jr."),
    ("USA", CHIEF, "2025-03-01", "Christopher Grady"),
    ("USA", CHIEF, "2025-05-01", "Dan Caine"),
    ("SUN", MINISTER, "1991-08-18", "Dmitry Yazov"),
    ("SUN", MINISTER, "1991-10-01", "Yevgeny Shaposhnikov"),
    ("SUN", CHIEF, "1990-10-01", "Mikhail Moiseyev"),
    ("RUS", MINISTER, "1996-06-17", "Pavel Grachev"),
    ("RUS", MINISTER, "1997-05-21", "Igor Rodionov"),
    ("RUS", MINISTER, "2001-03-27", "Igor Sergeyev"),
    ("RUS", MINISTER, "2012-11-05", "Anatoly Serdyukov"),
    ("RUS", MINISTER, "2012-11-07", "Sergei Shoigu"),
    ("RUS", MINISTER, "2024-05-11", "Sergei Shoigu"),
    ("RUS", MINISTER, "2024-05-15", "Andrei Belousov"),
    ("RUS", CHIEF, "2012-11-08", "Nikolai Makarov"),
    ("RUS", CHIEF, "2022-02-24", "Valery Gerasimov"),
    ("CHN", MINISTER, "2013-03-15", "Liang Guanglie"),
    ("CHN", MINISTER, "2014-04-08", "Chang Wanquan"),
    ("CHN", MINISTER, "2018-03-20", "Wei Fenghe"),
    ("CHN", MINISTER, "2023-06-03", "Li Shangfu"),
    ("CHN", MINISTER, "2024-05-31", "Dong Jun"),
    ("GBR", MINISTER, "2014-07-16", "Michael Fallon"),
    ("GBR", MINISTER, "2023-08-30", "Ben Wallace"),
    ("GBR", MINISTER, "2023-09-02", "Grant Shapps"),
    ("GBR", CHIEF, "2012-01-01", "David Richards"),
    ("GBR", CHIEF, "2022-05-01", "Tony Radakin"),
    ("FRA", MINISTER, "2015-11-20", "Jean-Yves Le Drian"),
    ("FRA", MINISTER, "2022-05-21", "Sébastien Lecornu"),
    ("FRA", CHIEF, "2017-07-18", "Pierre de Villiers"),
    ("DEU", MINISTER, "2013-12-16", "Thomas de Maizière"),
    ("DEU", MINISTER, "2013-12-18", "Ursula von der Leyen"),
    ("DEU", MINISTER, "2023-01-20", "Boris Pistorius"),
    ("DEU", CHIEF, "2023-03-18", "Carsten Breuer"),
    ("IND", MINISTER, "2012-06-06", "A. K. Antony"),
    ("IND", MINISTER, "2020-09-04", "Rajnath Singh"),
    ("IND", CHIEF, "2021-12-07", "Bipin Rawat"),
    ("PAK", CHIEF, "2000-01-01", "Pervez Musharraf"),
    ("PAK", MINISTER, "2015-01-01", "Khawaja Muhammad Asif"),
    ("ISR", MINISTER, "1995-11-03", "Yitzhak Rabin"),
    ("ISR", MINISTER, "2014-05-01", "Moshe Ya'alon"),
    ("ISR", MINISTER, "2024-11-07", "Yoav Gallant"),
    ("ISR", CHIEF, "2023-10-07", "Herzi Halevi"),
    ("TUR", MINISTER, "2023-06-02", "Hulusi Akar"),
    ("TUR", CHIEF, "2016-07-01", "Hulusi Akar"),
    ("JPN", MINISTER, "2009-09-20", "Toshimi Kitazawa"),
    ("JPN", MINISTER, "2014-04-06", "Itsunori Onodera"),
    ("KOR", MINISTER, "2013-10-01", "Kim Kwan-jin"),
    ("KOR", MINISTER, "2024-12-03", "Kim Yong-hyun"),
    ("KOR", MINISTER, "2025-03-01", "Kim Seon-ho"),
    ("UKR", MINISTER, "2014-03-10", "Ihor Tenyukh"),
    ("UKR", MINISTER, "2023-09-04", "Oleksii Reznikov"),
    ("UKR", CHIEF, "2024-02-07", "Valerii Zaluzhnyi"),
    ("UKR", CHIEF, "2024-02-09", "Oleksandr Syrskyi"),
    ("POL", MINISTER, "2014-04-17", "Tomasz Siemoniak"),
    ("POL", MINISTER, "2001-03-01", "Bronisław Komorowski"),
    ("IRN", MINISTER, "2010-01-01", "Ahmad Vahidi"),
    ("IRN", CHIEF, "2020-01-03", "Mohammad Bagheri"),
    ("EGY", MINISTER, "2012-08-11", "Mohamed Hussein Tantawi"),
    ("EGY", MINISTER, "2013-07-03", "Abdel Fattah el-Sisi"),
    ("SAU", MINISTER, "2016-01-01", "Mohammad bin Salman"),
    ("AUS", MINISTER, "2021-09-15", "Peter Dutton"),
    ("CAN", MINISTER, "1993-05-01", "Kim Campbell"),
    ("CAN", CHIEF, "2016-01-01", "Jonathan Vance"),
    ("ITA", MINISTER, "1995-06-01", "Domenico Corcione"),
    ("ITA", MINISTER, "2021-01-01", "Lorenzo Guerini"),
    ("SYR", MINISTER, "2012-07-01", "Dawoud Rajiha"),
    ("NATO", "international_official", "2014-04-01", "Anders Fogh Rasmussen"),
    ("NATO", "international_official", "2022-02-24", "Jens Stoltenberg"),
    ("RUS", "head_of_state", "2010-04-08", "Dmitry Medvedev"),
    ("USA", "foreign_minister", "2014-04-17", "John Kerry"),
    ("CHN", "head_of_state", "2004-01-01", "Hu Jintao"),
]


@pytest.mark.parametrize(("country", "office", "on", "person"), HELD)
def test_the_holder_on_a_day(register: Register, country: str, office: str, on: str, person: str) -> None:
    found = register.holder(country, office, day(on))
    assert found is not None
    assert (found.person, found.certain) == (person, True)


@pytest.mark.parametrize(
    ("country", "office", "on"),
    [
        ("CHN", CHIEF, "2014-04-08"),  # two vice chairmen
        ("USA", MINISTER, "2013-02-27"),  # the day of a handover
        ("CHN", MINISTER, "2023-11-15"),  # vacant
        ("RUS", MINISTER, "1991-01-01"),  # still the Soviet Union
        ("SUN", MINISTER, "1993-01-01"),  # no more
        ("USA", "commander", "2014-04-08"),  # many at once
        ("USA", "deputy_defense_minister", "2014-08-08"),
        ("ZZZ", MINISTER, "2014-04-08"),
    ],
)
def test_no_single_holder(register: Register, country: str, office: str, on: str) -> None:
    assert register.holder(country, office, day(on)) is None


@pytest.mark.parametrize(
    ("post", "person"),
    [("joint chiefs", "James Winnefeld"), ("no such words", None)],
)
def test_words_of_the_post_tell_shared_offices_apart(register: Register, post: str, person: str | None) -> None:
    found = register.holder("USA", "deputy_chief_of_defense", day("2014-04-08"), post=post)
    assert (found.person if found else None) == person


@pytest.mark.parametrize(
    ("country", "first", "last", "person", "certain"),
    [
        ("USA", "2014-04-01", "2014-04-30", "Chuck Hagel", True),
        ("USA", "2013-02-01", "2013-03-31", None, None),  # a handover within
        ("RUS", "2012-11-01", "2012-11-30", None, None),
        ("RUS", "2012-11-06", "2013-11-30", "Sergei Shoigu", False),  # a first day shared with the man before
        ("IND", "2019-11-01", "2020-03-01", "Rajnath Singh", True),
    ],
)
def test_intervals(
    register: Register, country: str, first: str, last: str, person: str | None, certain: bool | None
) -> None:
    found = register.holder(country, MINISTER, (day(first), day(last)))
    assert (found and found.person, found and found.certain) == (person, certain)


def test_two_posts_of_one_person_in_a_row_are_one_holder(register: Register) -> None:
    found = register.holder("IND", CHIEF, (day("2019-12-01"), day("2020-01-31")))
    assert found is not None
    assert (found.person, found.certain) == ("Bipin Rawat", True)


def test_an_interval_that_ends_before_it_starts_is_refused(register: Register) -> None:
    with pytest.raises(RegisterError, match="ends before it starts"):
        register.holder("USA", MINISTER, (day("2014-02-01"), day("2014-01-01")))


def test_an_open_end_is_certain_up_to_the_day_it_is_known(register: Register) -> None:
    before = register.holder("RUS", CHIEF, day("2025-01-01"))
    after = register.holder("RUS", CHIEF, day("2030-01-01"))
    assert before is not None
    assert after is not None
    assert (before.person, before.certain) == ("Valery Gerasimov", True)
    assert (after.person, after.certain) == ("Valery Gerasimov", False)


def test_several_holders_are_all_given(register: Register) -> None:
    people = [row.person for row in register.holders("CHN", CHIEF, day("2014-04-08"))]
    assert sorted(people) == ["Fan Changlong", "Xu Qiliang"]


NAMES = [
    ("Sergei Shoigu", "2014-01-01", "Sergei Shoigu"),
    ("Sergey Shoygu", None, "Sergei Shoigu"),
    ("SHOYGU", "2014-01-01", "Sergei Shoigu"),
    ("Shoigu", None, "Sergei Shoigu"),
    ("al-Sisi", "2013-07-01", "Abdel Fattah el-Sisi"),
    ("Sisi", "2013-07-01", "Abdel Fattah el-Sisi"),
    ("Gen. Abdel-Fattah el-Sissi", None, "Abdel Fattah el-Sisi"),
    ("Ya'alon", "2014-01-01", "Moshe Ya'alon"),
    ("Yaalon", "2014-01-01", "Moshe Ya'alon"),
    ("Moshe Ya’alon", None, "Moshe Ya'alon"),
    ("Mike Mullen", None, "Mike Mullen"),
    ("Adm. Michael G. Mullen", None, "Mike Mullen"),
    ("Chang Wanquan", None, "Chang Wanquan"),
    ("Gen. Chang", "2014-01-01", "Chang Wanquan"),
    ("Hagel's", "2014-01-01", "Chuck Hagel"),
    ("C. Hagel", None, "Chuck Hagel"),
    ("General Martin E. Dempsey", None, "Martin Dempsey"),
    ("Ash Carter", None, "Ashton Carter"),
    ("CQ Brown", None, "Charles Q. Brown Jr."),
    ("C.Q. Brown Jr.", None, "Charles Q. Brown Jr."),
    ("Joe Dunford", None, "Joseph Dunford"),
    ("Bob Gates", None, "Robert Gates"),
    ("von der Leyen", "2014-06-01", "Ursula von der Leyen"),
    ("Le Drian", "2014-06-01", "Jean-Yves Le Drian"),
    ("Mohammed bin Salman", None, "Mohammad bin Salman"),
    ("Valeriy Zaluzhny", None, "Valerii Zaluzhnyi"),
    ("Kim Kwan Jin", None, "Kim Kwan-jin"),
    ("Lipkin-Shahak", "1996-01-01", "Amnon Lipkin-Shahak"),
    ("Phùng Quang Thanh", None, "Phung Quang Thanh"),
    ("Yasar Guler", None, "Yaşar Güler"),
    ("Kosiniak-Kamysz", "2024-05-01", "Władysław Kosiniak-Kamysz"),
    ("Dmitri Yazov", None, "Dmitry Yazov"),
]


@pytest.mark.parametrize(("name", "on", "person"), NAMES)
def test_the_best_person_for_a_name(register: Register, name: str, on: str | None, person: str) -> None:
    found = register.named(name, on=day(on) if on else None)
    assert [row.person for row in found[:1]] == [person]


@pytest.mark.parametrize("name", ["", "Xyzzy Plugh", "Wanquan Hagel", "Ivan Shoigu", "General", "X. Hagel"])
def test_names_that_mean_nobody(register: Register, name: str) -> None:
    assert register.named(name) == []


def test_a_bare_surname_means_those_of_its_time(register: Register) -> None:
    assert register.named("Hagel", on=day("1995-01-01")) == []
    assert {row.person for row in register.named("Hagel", on=day("2015-12-01"))} == {"Chuck Hagel"}
    assert register.named("Chuck Hagel", on=day("1995-01-01"))[0].certain is False


def test_country_and_office_narrow_a_name(register: Register) -> None:
    assert {row.country for row in register.named("Carter", on=day("2015-06-01"))} == {"USA", "GBR"}
    narrowed = register.named("Carter", on=day("2015-06-01"), country="USA", office=MINISTER)
    assert [row.person for row in narrowed] == ["Ashton Carter"]


def test_posts_of_a_person_come_in_order(register: Register) -> None:
    posts = [(row.office, row.start) for row in register.posts_of("Sergey Shoygu")]
    assert posts == [(MINISTER, "2012-11-06"), ("national_security_adviser", "2024-05-12")]
    assert register.posts_of("Nobody Known") == []


def test_names_for_recognisers(register: Register) -> None:
    assert {"hagel", "chang", "le drian", "sisi", "kosiniak kamysz"} <= register.surnames()
    assert register.full_names()["sergey shoygu"] == ("Sergei Shoigu",)
    assert all(name == fold(name) for name in register.surnames() | set(register.full_names()))


@pytest.mark.parametrize(
    ("name", "country", "bare"),
    [
        ("Chang Wanquan", "CHN", "chang"),
        ("Kim Kwan-jin", "KOR", "kim"),
        ("Jean-Yves Le Drian", "FRA", "le drian"),
        ("Abdel Fattah el-Sisi", "EGY", "sisi"),
        ("Joseph F. Dunford, Jr.", "USA", "dunford"),
        ("Abiy Ahmed Ali", "ETH", "abiy"),
        ("Moeldoko", "IDN", "moeldoko"),
        ("Fernando García Sánchez", "ESP", "garcia sanchez"),
    ],
)
def test_bare_names(name: str, country: str, bare: str) -> None:
    assert bare in bare_names(name, country)


HEADER = "country,office,person,start,end,known_to\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("country,office,person\n", r":1: column 'start' is missing"),
        (HEADER + "USA,defense_minister,A B,2001\n", r":2: 4 cells where the first line names 6"),
        (HEADER + "USA,defense_minister,,2001,,\n", r":2: 'person' is empty"),
        (HEADER + "usa,defense_minister,A B,2001,,\n", r":2: country 'usa' is no code"),
        (HEADER + "USA,war_lord,A B,2001,,\n", r":2: office 'war_lord' is not known"),
        (HEADER + "USA,defense_minister,A B,2001-13,,\n", r":2: .*YYYY-MM-DD"),
        (HEADER + "USA,defense_minister,A B,01/02/2001,,\n", r":2: '01/02/2001' is no date"),
        (HEADER + "USA,defense_minister,A B,2001-02-30,,\n", r":2: .*YYYY-MM-DD"),
        (HEADER + "\nUSA,defense_minister,A B,2001,2000,\n", r":3: the term ends \(2000\) before it starts"),
        (HEADER + "USA,defense_minister,A B,2001,,2000-01-01\n", r":2: the term ends"),
    ],
)
def test_malformed_files_are_told_with_their_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError, match=told):
        Register.load(extra=[path])


def test_a_missing_file_and_one_of_another_encoding_are_told(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"none\.csv"):
        Register.load(extra=[tmp_path / "none.csv"])
    latin = tmp_path / "latin.csv"
    latin.write_bytes(HEADER.encode() + "USA,defense_minister,Jos\xe9 B,2001,,\n".encode("latin-1"))
    with pytest.raises(RegisterError, match="UTF-8"):
        Register.load(extra=[latin])


def test_users_add_their_own_holders(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("country,office,person,start\nRUS,defense_minister,Ivan Testov,2031-05\n", encoding="utf-8")
    register = Register.load(extra=[mine])
    for on, person, certain in (("2031-08-01", "Ivan Testov", True), ("2029-01-01", "Andrei Belousov", False)):
        found = register.holder("RUS", MINISTER, day(on))
        assert found is not None
        assert (found.person, found.certain) == (person, certain)
    assert register.named("Testov", on=day("2031-08-01"))[0].country == "RUS"


def test_imprecise_terms_are_uncertain_at_their_edges(tmp_path: Path) -> None:
    rows = "USA,defense_minister,A Able,2001,2003-02,\nUSA,defense_minister,B Baker,2003-02,2004,\n"
    (tmp_path / "holders.csv").write_text(HEADER + rows, encoding="utf-8")
    register = Register.load(tmp_path)
    answers = {}
    for on in ("2001-06-01", "2002-06-01", "2003-02-10", "2003-06-01", "2004-06-01", "2005-01-01"):
        found = register.holder("USA", MINISTER, day(on))
        answers[on] = (found.person, found.certain) if found else None
    assert answers == {
        "2001-06-01": ("A Able", False),
        "2002-06-01": ("A Able", True),
        "2003-02-10": None,
        "2003-06-01": ("B Baker", True),
        "2004-06-01": ("B Baker", False),
        "2005-01-01": None,
    }


def test_overlaps_are_the_listed_ones(register: Register) -> None:
    with data("register/overlaps.csv").open(encoding="utf-8") as stream:
        listed = {(row["country"], row["office"]) for row in csv.DictReader(stream)}
    found = set()
    for country in {row.country for row in register}:
        for office in (MINISTER, CHIEF):
            for one, other in combinations(register.holders(country, office, None), 2):
                if one.person != other.person and one.sure_days(other.span[1], other.span[2]) > 31:
                    found.add((country, office))
    assert found == listed


#: The states most active in military diplomacy, whose ministers and chiefs of defence are to be known without gaps.
ACTIVE = (
    "USA RUS CHN GBR FRA DEU IND PAK ISR TUR JPN KOR PRK UKR POL IRN EGY SAU AUS CAN ITA ESP NLD NOR SWE FIN GRC ROU "
    "BLR IDN PHL SGP THA MYS VNM ARE QAT JOR IRQ SYR BRA ZAF NGA KAZ AZE ARM GEO NZL TWN CZE HUN"
).split()
FROM, TO = day("1990-01-01"), day("2025-06-30")
#: A post may be empty for so long before that counts as a gap: caretakers, and days that are known by month only.
EMPTY = 62


def gaps(register: Register, country: str, office: str) -> Iterator[tuple[str, str]]:
    """First and last month of each time since 1990 in which nobody is known to have held the office."""
    terms = register.holders(country, office, None)
    if country == "RUS":
        terms = [*terms, *register.holders("SUN", office, None)]
    reached = FROM.toordinal() - 1
    spans = sorted((term.span[0], term.span[3]) for term in terms)
    for first, last in [*spans, (TO.toordinal() + 1, TO.toordinal() + 1)]:
        if min(first, TO.toordinal() + 1) - reached - 1 > EMPTY:
            yield tuple(dt.date.fromordinal(n).isoformat()[:7] for n in (reached + 1, first - 1))  # type: ignore[misc]
        reached = max(reached, last)


def test_gaps_of_active_states_are_the_listed_ones(register: Register) -> None:
    with data("register/gaps.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert all(row["reason"] for row in rows)
    found = {
        (country, office, *gap)
        for country in ACTIVE
        for office in (MINISTER, CHIEF)
        for gap in gaps(register, country, office)
    }
    listed = {(row["country"], row["office"], row["first"], row["last"]) for row in rows}
    # A gap that is not listed is to be filled or explained, one that is filled is to leave the list.
    assert found == listed
    assert len(ACTIVE) >= 40


def test_a_gap_is_seen() -> None:
    text = "country,office,person,start,end\nUSA,defense_minister,A B,1990,1994-02-10\nUSA,defense_minister,C D,1994-05-01,2030\n"
    assert list(gaps(own_register(text), "USA", MINISTER)) == [("1994-02", "1994-04")]
    assert list(gaps(own_register(text.replace("1994-05-01", "1994-03")), "USA", MINISTER)) == []
    assert list(gaps(own_register(text), "USA", CHIEF)) == [("1990-01", "2025-06")]


def own_register(text: str) -> Register:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "holders.csv").write_text(text, encoding="utf-8")
        return Register.load(Path(folder))


def test_the_rows_are_tidy(register: Register) -> None:
    with data("register/holders.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len(register)
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    for row in rows:
        assert bool(row["known_to"]) == (not row["end"]), row
        assert row["source"] in {"wikidata", "hand", "wikidata+hand"}, row
        assert row["person"] == row["person"].strip(), row
    assert [row["country"] for row in rows] == sorted(row["country"] for row in rows)


def test_spellings_belong_to_holders(register: Register) -> None:
    holders = {row.person for row in register}
    with data("register/persons.csv").open(encoding="utf-8", newline="") as stream:
        strangers = [row["person"] for row in csv.DictReader(stream) if row["person"] not in holders]
    assert strangers == []


OWN = "country,office,person,start,end\nRUS,defense_minister,Ivan Testov,2031-05,2033\n"


@pytest.fixture
def program_register() -> Iterator[None]:
    yield
    registers.use(None)


@pytest.mark.usefixtures("program_register")
def test_a_users_file_is_in_use_until_it_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, other = tmp_path / "mine.csv", tmp_path / "other.csv"
    mine.write_text(OWN, encoding="utf-8")
    other.write_text(OWN.replace("Testov", "Proboff"), encoding="utf-8")
    monkeypatch.delenv(registers.VARIABLE, raising=False)
    assert not registers.default().named("Testov")
    registers.use([mine])
    assert registers.default().named("Testov")[0].country == "RUS"
    monkeypatch.setenv(registers.VARIABLE, os.pathsep.join([str(other), str(mine)]))
    assert not registers.default().named("Proboff")
    registers.use(None)
    assert registers.default().named("Proboff")
    assert registers.default().named("Testov")


@pytest.mark.usefixtures("program_register")
def test_a_bad_file_of_a_user_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, bad = tmp_path / "mine.csv", tmp_path / "bad.csv"
    mine.write_text(OWN, encoding="utf-8")
    bad.write_text(OWN.replace("RUS", "Russia"), encoding="utf-8")
    registers.use([mine])
    with pytest.raises(RegisterError, match=r"bad\.csv:2: country 'Russia'"):
        registers.use([bad])
    assert registers.in_use() == (mine,)
    assert registers.default().named("Testov")
    monkeypatch.setenv(registers.VARIABLE, str(bad))
    with pytest.raises(RegisterError):
        registers.use(None)
