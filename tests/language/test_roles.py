"""Titles in words and the offices they mean: the examples of `lexicons/roles.yaml`, and a table of titles by country."""

from __future__ import annotations

from typing import get_args

import pytest
import yaml

from milchannels import resources
from milchannels.language.roles import grammar
from milchannels.records import Office


def examples() -> list[tuple[str, str, str]]:
    """(rule, example, office) for each example of each rule."""
    with resources.lexicon("roles.yaml").open(encoding="utf-8") as file:
        rules = yaml.safe_load(file)["rules"]
    return [(rule["id"], example, rule["office"]) for rule in rules for example in rule.get("for", ())]


@pytest.mark.parametrize(("rule", "words", "office"), examples(), ids=lambda value: value.replace(" ", "_"))
def test_each_rule_reads_its_examples(rule: str, words: str, office: str) -> None:
    found = grammar().rule_for(words)
    assert found is not None
    assert (found.id, found.office) == (rule, office)


def test_offices_are_those_of_the_records() -> None:
    assert {rule.office for rule in grammar().rules} <= set(get_args(Office))


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("Former Defense Secretary", "defense_minister"),
        ("ex-defence minister", "defense_minister"),
        ("then-head of military", "chief_of_defense"),
        ("defense ministers", "defense_minister"),
        ("commanders of military area commands", "commander"),
        ("chief of staff of the united states air force", "service_chief"),
        ("commander of forces in abroad", "commander"),
        ("pentagon press secretary", "other_official"),
        ("chairman of the joint chiefs of staff", "chief_of_defense"),
        ("deputy foreign minister", "other_official"),
        ("chief accountant of the opera", "other_official"),
        ("opera singer", None),
    ],
)
def test_titles(words: str, office: str | None) -> None:
    assert grammar().classify(words) == office


@pytest.mark.parametrize(
    ("role", "country", "office"),
    [
        ("Chief of the General Staff", "GBR", "service_chief"),
        ("Chief of the General Staff", "RUS", None),
        ("Chief of the Defence Staff", "GBR", None),
        ("Defence Secretary", "IND", "defense_official"),
        ("Defence Secretary", "GBR", None),
        ("army chief", "ISR", "chief_of_defense"),
        ("army chief", "PAK", None),
        ("Lebanese Army Commander", "LBN", "chief_of_defense"),
        ("Supreme Commander", "SWE", "chief_of_defense"),
    ],
)
def test_titles_that_mean_another_office_in_a_country(role: str, country: str, office: str | None) -> None:
    assert grammar().office_in(role, country) == office


@pytest.mark.parametrize(
    ("role", "country"),
    [
        ("Surgeon General", "USA"),
        ("the Secretary of Defense", "USA"),
        ("Deputy Secretary of State", "USA"),
        ("External Affairs Minister", "IND"),
        ("Defence Secretary", None),
        ("Minister of Defence", None),
    ],
)
def test_titles_of_one_country(role: str, country: str | None) -> None:
    assert grammar().country_of(role) == country


@pytest.mark.parametrize(
    ("role", "country", "foreign"),
    [
        ("Minister of Defence", "USA", True),
        ("Defense Secretary", "USA", False),
        ("Secretary of Defense", "CHN", True),
        ("Prime Minister", "GBR", False),
        ("King", "FRA", False),
        (None, "USA", False),
    ],
)
def test_titles_that_a_country_does_not_have(role: str | None, country: str, foreign: bool) -> None:
    assert grammar().is_foreign(role, country) is foreign


@pytest.mark.parametrize(("role", "vague"), [("Chief of Staff", True), ("Secretary", True), ("navy chief", False)])
def test_titles_that_do_not_tell_the_post(role: str, vague: bool) -> None:
    assert grammar().is_vague(role) is vague
