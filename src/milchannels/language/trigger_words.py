"""The words of `lexicons/triggers.yaml` and `lexicons/idioms.yaml`, as rules. In: the files. Out: `lexicon()`, loaded once."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..lexicons._spellings import read


@dataclass(frozen=True)
class TriggerRule:
    """One line of a lexicon of triggers."""

    lemma: str
    kind: str
    mode: str
    prepositions: frozenset[str] = frozenset()
    object: bool = False
    plural: bool = False
    needs_person: bool = False
    hosts: bool = False
    guest: str = ""
    starts: str = ""
    status: str = ""
    weak: bool = False
    particle: frozenset[str] = frozenset()
    dobj: frozenset[str] = frozenset()
    medium: bool = False
    after: tuple[str, ...] = ()
    faint: bool = False
    company: bool = False
    house: frozenset[str] = frozenset()
    onward: bool = False
    partner: bool = False
    says: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Lexicon:
    """All words that tell of a contact."""

    verbs: dict[str, tuple[TriggerRule, ...]]
    idioms: dict[str, tuple[TriggerRule, ...]]
    faint: dict[str, TriggerRule]
    nouns: dict[str, TriggerRule]
    light: frozenset[str]
    motion: dict[str, frozenset[str]]
    neutral_ground: frozenset[str]
    media: dict[str, frozenset[str]]
    before: dict[str, str]
    media_phrases: dict[str, tuple[str, ...]]
    lines: re.Pattern[str]
    joining: dict[str, frozenset[str]]
    joining_phrases: dict[str, frozenset[str]]
    no_contact: dict[str, frozenset[str]]
    not_before: dict[str, tuple[str, ...]]
    not_behind: dict[str, tuple[str, ...]]

    @functools.cached_property
    def words(self) -> frozenset[str]:
        """All words, and lemmas, in small letters, at which a trigger can stand; of those with hyphens the last piece."""
        keys = {*self.verbs, *self.idioms, *self.faint, *self.nouns}
        return frozenset(keys | {key.rpartition("-")[2] for key in keys})


def _rules(lemma: str, lines: Any) -> tuple[TriggerRule, ...]:
    """The rules of a verb: one line, or several for several constructions."""
    return tuple(_rule(lemma, "verb", line) for line in (lines if isinstance(lines, list) else [lines]))


def _rule(lemma: str, kind: str, line: dict[str, Any]) -> TriggerRule:
    guest = line.get("guest", "")
    return TriggerRule(
        lemma=lemma,
        kind=kind,
        mode=line["mode"],
        prepositions=frozenset(line.get("with", ())),
        object=bool(line.get("object")),
        plural=bool(line.get("plural")),
        needs_person=line.get("needs") == "person",
        hosts=bool(line.get("hosts")),
        guest="subject" if guest is True else guest,
        starts=line.get("starts", ""),
        status=line.get("status", ""),
        weak=bool(line.get("weak")),
        particle=frozenset(line.get("particle", ())),
        dobj=frozenset(line.get("dobj", ())),
        medium=bool(line.get("medium")),
        company=bool(line.get("company")),
        after=tuple(line.get("after", ())),
        house=frozenset(line.get("house", ())),
        onward=bool(line.get("onward")),
        partner=bool(line.get("partner")),
        says=re.compile(line["says"]) if "says" in line else None,
    )


def _idioms(lines: list[dict[str, Any]]) -> Iterator[tuple[str, TriggerRule]]:
    """Each verb of each idiom with its rule, in the order of the file."""
    for line in lines:
        for verb in line["verb"]:
            yield verb, _rule(verb, "verb", line)


def _faint(source: dict[str, Any]) -> dict[str, TriggerRule]:
    """Dealings of two people: one rule a verb, for all the ways in which it may name the other one."""
    aimed, joint = source["interactions"], source["joint"]
    addressing, phrasal = source["addressing"], source["joint_phrasal"]
    return {
        k: TriggerRule(
            k,
            "verb",
            "talks",
            object=k in aimed,
            prepositions=frozenset(addressing.get(k, ())),
            needs_person=k in aimed or k in addressing,
            plural=k in joint or k in phrasal,
            particle=frozenset(phrasal.get(k, ())),
            faint=True,
        )
        for k in (*aimed, *joint, *addressing, *phrasal)
    }


@functools.cache
def lexicon() -> Lexicon:
    """The triggers, loaded once."""
    source = read("triggers.yaml")
    idioms: dict[str, tuple[TriggerRule, ...]] = {}
    for verb, rule in _idioms(read("idioms.yaml")["idioms"]):
        idioms[verb] = (*idioms.get(verb, ()), rule)
    lookalikes = source["lookalikes"]
    return Lexicon(
        verbs={k: _rules(k, v) for k, v in source["verbs"].items()},
        idioms=idioms,
        faint=_faint(source),
        nouns={k: _rule(k, "noun", v) for k, v in source["nouns"].items()},
        light=frozenset(source["light_verbs"]),
        neutral_ground=frozenset(source["neutral_ground"]),
        motion={k: frozenset(v) for k, v in source["motion_verbs"].items()},
        media={k: frozenset(v) for k, v in source["media"].items()},
        before={word: mode for mode, words in source["media_before_noun"].items() for word in words},
        media_phrases={k: tuple(v) for k, v in source["media_phrases"].items()},
        lines=re.compile("|".join(source["lines"])),
        joining={k: frozenset(v) for k, v in source["joining_verbs"].items()},
        joining_phrases={k: frozenset(v) for k, v in source["joining_phrases"].items()},
        no_contact={k: frozenset(v) for k, v in lookalikes["groups"].items()},
        not_before={k: tuple(v) for k, v in lookalikes["not_before"].items()},
        not_behind={k: tuple(v) for k, v in lookalikes["not_behind"].items()},
    )
