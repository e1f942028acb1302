"""The lexicon of countries: complete, without contradiction, and right on the words that news uses."""

from __future__ import annotations

import datetime as dt
import re

import pycountry
import pytest

from milchannels import lexicons

#: Parts of ISO 3166-1 that are no states: their forces and diplomats are those of another.
DEPENDENCIES = set(
    re.findall(
        r"\w{3}",
        "ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD IMN "
        "IOT JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR WLF",
    )
)
HISTORIC = {"SUN", "YUG", "DDR", "CSK"}
BODIES = {"NATO", "EU", "UN", "AU"}
STATES = sorted(set(lexicons.countries()) - BODIES)


def test_every_state_of_iso_3166_is_there_and_no_other() -> None:
    iso = {country.alpha_3 for country in pycountry.countries}
    assert set(STATES) == (iso - DEPENDENCIES) | HISTORIC | {"XKX"}
    assert {c.alpha_3 for c in pycountry.historic_countries} >= HISTORIC


@pytest.mark.parametrize("code", STATES)
def test_iso2_is_that_of_iso_3166(code: str) -> None:
    found = pycountry.countries.get(alpha_3=code) or pycountry.historic_countries.get(alpha_3=code)
    # CS was reused for Serbia and Montenegro, and XK is user-assigned: ISO lists neither under these codes.
    expected = {"XKX": "XK", "SUN": "SU", "YUG": "YU", "DDR": "DD", "CSK": "CS"}.get(code) or found.alpha_2
    assert lexicons.countries()[code].iso2 == expected


@pytest.mark.parametrize("code", STATES)
def test_every_state_has_name_adjective_and_capital(code: str) -> None:
    country = lexicons.countries()[code]
    assert country.names
    assert country.adjectives
    # Moscow, Belgrade and Prague are their successors'; `code_at` maps them back.
    assert country.capitals or code in {c.succeeds[0] for c in lexicons.countries().values() if c.succeeds}


@pytest.mark.parametrize("code", sorted(set(STATES) - HISTORIC - {"XKX"}))
def test_a_name_that_iso_uses_is_known(code: str) -> None:
    iso = pycountry.countries.get(alpha_3=code)
    names = [getattr(iso, field, None) for field in ("name", "common_name", "official_name")]
    names += [re.sub(r"^(.+), (.+)$", r"\2 \1", iso.name), re.sub(r" \(.+\)$", "", iso.name)]
    assert any(code in lexicons.lookup(name) for name in names if name), names


def test_no_word_stands_for_two_countries() -> None:
    assert lexicons._collect()[1] == []


def test_no_word_is_listed_twice_for_a_country_in_one_kind() -> None:
    for code, country in lexicons.countries().items():
        listed = list(country.surfaces())
        assert len(listed) == len(set(listed)), (code, sorted(w for w in listed if listed.count(w) > 1))


def test_words_are_clean() -> None:
    for country in lexicons.countries().values():
        for word, _ in country.surfaces():
            assert isinstance(word, str)
            assert word == " ".join(word.split()) != ""


def test_phrases_that_name_no_country_are_no_terms() -> None:
    assert set(lexicons.not_countries()) & set(lexicons.country_terms()) == set()
    lengths = [len(phrase) for phrase in lexicons.not_countries()]
    assert lengths == sorted(lengths, reverse=True)


def test_ambiguous_words_name_known_codes_and_have_a_kind() -> None:
    for term, policy in lexicons.ambiguous().items():
        assert set(policy.codes) <= set(lexicons.countries()), term
        assert policy.default is None or policy.default in policy.codes, term
        assert policy.rule
        if policy.default is None:
            assert term not in lexicons.country_terms()
        else:
            assert lexicons.country_terms()[term].code == policy.default


@pytest.mark.parametrize("word", ["Sofia", "Milan", "Medina", "German", "French", "Jordan", "Chad", "Washington"])
def test_words_that_are_persons_too_say_so(word: str) -> None:
    assert lexicons.ambiguous()[word].person


@pytest.mark.parametrize(
    ("word", "code", "kind"),
    [
        ("Russia", "RUS", "name"),
        ("U.S.", "USA", "name"),
        ("Türkiye", "TUR", "name"),
        ("Turkiye", "TUR", "name"),
        ("Burma", "MMR", "name"),
        ("Côte d'Ivoire", "CIV", "name"),
        ("Cote d’Ivoire", "CIV", "name"),
        ("DPRK", "PRK", "name"),
        ("S. Korea", "KOR", "name"),
        ("South Sudan", "SSD", "name"),
        ("St. Lucia", "LCA", "name"),
        ("Soviet", "SUN", "adjective"),
        ("East German", "DDR", "adjective"),
        ("Nigerien", "NER", "adjective"),
        ("Nigerian", "NGA", "adjective"),
        ("Congolese", "COD", "adjective"),
        ("Danes", "DNK", "people"),
        ("Kiev", "UKR", "capital"),
        ("Kyiv", "UKR", "capital"),
        ("Nur-Sultan", "KAZ", "capital"),
        ("Bonn", "DEU", "capital"),
        ("The Hague", "NLD", "seat"),
        ("Rawalpindi", "PAK", "seat"),
        ("Tel Aviv", "ISR", "seat"),
        ("Panmunjom", "KOR", "city"),
        ("St. Petersburg", "RUS", "city"),
        ("Kremlin", "RUS", "government"),
        ("Elysee", "FRA", "government"),
        ("White House", "USA", "government"),
        ("Pentagon", "USA", "defense"),
        ("Hardthohe", "DEU", "defense"),
        ("U.S. Department of Defence", "USA", "defense"),
        ("People's Liberation Army", "CHN", "military"),
        ("People’s Liberation Army", "CHN", "military"),
        ("Israel Defence Forces", "ISR", "military"),
        ("Kenya Defence Forces", "KEN", "military"),
        ("US Army", "USA", "military"),
        ("US Central Command", "USA", "command"),
        ("United Nations Command", "USA", "command"),
        ("Southern Theatre Command", "CHN", "command"),
        ("Southern Military District", "RUS", "command"),
        ("14 Corps", "IND", "command"),
        ("MONUSCO", "UN", "military"),
        ("UNIFIL", "UN", "military"),
        ("Resolute Support", "NATO", "military"),
        ("SHAPE", "NATO", "command"),
        ("European Commission", "EU", "government"),
        ("AMISOM", "AU", "military"),
    ],
)
def test_what_a_word_stands_for(word: str, code: str, kind: str) -> None:
    assert lexicons.country_terms()[word] == lexicons.Term(code, kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "word", ["us", "america", "Male", "MoD", "Northern Command", "AFP", "Taliban", "Kashmir", "Army"]
)
def test_what_stands_for_no_country_by_itself(word: str) -> None:
    assert word not in lexicons.country_terms()


@pytest.mark.parametrize("phrase", ["South China Sea", "Washington Post", "Korean War", "Gulf of Guinea", "New Mexico"])
def test_phrases_that_name_no_country(phrase: str) -> None:
    assert phrase in lexicons.not_countries()


@pytest.mark.parametrize(
    ("term", "context", "code"),
    [
        ("Georgia", "The minister flew to Tbilisi.", "GEO"),
        ("Georgia", "Soldiers at Fort Benning near Columbus, Georgia.", None),
        ("Congolese", "Talks between the army and M23 near Goma.", "COD"),
        ("Congolese", "President Sassou met him in Brazzaville.", "COG"),
        ("Congo", "The minister said no more.", "COD"),
        ("Northern Command", "The IDF struck in Lebanon.", "ISR"),
        ("Northern Command", "Troops along the Line of Control, Udhampur said.", "IND"),
        ("Northern Command", "A general spoke.", None),
        ("Joint Chiefs of Staff", "Seoul said that South Korea had called.", "KOR"),
        ("Joint Chiefs of Staff", "A general spoke.", "USA"),
        ("Male", "The Maldivian minister spoke in Male.", "MDV"),
        ("Male", "Male soldiers.", None),
        ("National Guard", "BROKEN", "USA"),
        ("France", "", "FRA"),
        ("Atlantis", "", None),
    ],
)
def test_decide(term: str, context: str, code: str | None) -> None:
    assert lexicons.decide(term, context) == code


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("RUS", "1987-06-01", "SUN"),
        ("RUS", "1991-12-25", "SUN"),
        ("RUS", "1991-12-26", "RUS"),
        ("SRB", "1999-06-09", "YUG"),
        ("SRB", "2003-02-04", "SRB"),
        ("CZE", "1968-08-21", "CSK"),
        ("CZE", "1993-01-01", "CZE"),
        ("UKR", "1987-06-01", "UKR"),
        ("RUS", None, "RUS"),
        ("XXX", "1987-06-01", "XXX"),
    ],
)
def test_code_at(code: str, day: str | None, expected: str) -> None:
    assert lexicons.code_at(code, dt.date.fromisoformat(day) if day else None) == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("usa", ["USA"]),
        ("US", ["USA"]),
        ("u.s.", ["USA"]),
        ("American", ["USA"]),
        ("RUS", ["RUS"]),
        ("ru", ["RUS"]),
        ("russian", ["RUS"]),
        ("MOSCOW", ["RUS"]),
        ("the Netherlands", ["NLD"]),
        ("cote d'ivoire", ["CIV"]),
        ("turkiye", ["TUR"]),
        ("Niger", ["NER"]),
        ("Sudan", ["SDN"]),
        ("ireland", ["IRL"]),
        ("Tripoli", ["LBY"]),
        ("Northern Command", ["IND", "ISR", "USA"]),
        ("Georgia", ["GEO"]),
        ("dominican", ["DOM", "DMA"]),
        ("no", ["NOR"]),
        ("congo", ["COD", "COG"]),
        ("korea", ["KOR", "PRK"]),
        ("kremlin", ["RUS"]),
        ("nato", ["NATO"]),
        ("soviet union", ["SUN"]),
        ("sofia", ["BGR"]),
        ("", []),
        ("atlantis", []),
    ],
)
def test_lookup(text: str, codes: list[str]) -> None:
    assert lexicons.lookup(text) == codes
