"""From all that an article says of a person to one rank, role, office and country.

In: a person and the facts that stand round his mentions. Out: the fields of the `Official`, set in place.
"""

from __future__ import annotations

import re
from collections import Counter

from .. import lexicons
from ..records import MILITARY_OFFICES
from .annotations import Official, Title
from .roles import grammar
from .surroundings import Fact

ORGANISATIONS = ("NATO", "EU", "UN", "AU")
#: Posts that an officer can hold without being one who acts for the forces.
_CIVIL = frozenset(
    {"minister", "secretary", "senator", "president", "ambassador", "governor", "envoy", "adviser", "advisor", "aide"}
)
#: A minister in headlines, but the chief of defence where he has a rank.
_DEFENSE_CHIEF = re.compile(r"(?i)defen[cs]e chief$")


def choose(person: Official, facts: list[Fact]) -> None:
    """Sets what is said: a present post before a past one, then one of the forces before a civil one."""
    titles = [f.title for f in facts if f.title is not None]
    ranks = [f.rank for f in facts if f.rank is not None]
    if person.rank is None and ranks:
        person.rank = ranks[0]

    def order(title: Title) -> tuple[bool, bool, bool]:
        return (
            title.office is None,
            title.past and any(not t.past for t in titles),
            title.office not in MILITARY_OFFICES,
        )

    for title in sorted(titles, key=order):
        if person.office is None:
            person.office, person.role, person.past = title.office, title.text, title.past
            person.spokes = title.spokes
        if person.country is None and title.country is not None and title.office == person.office:
            person.country = title.country
    counts = Counter(f.country for f in facts if f.country) + Counter(t.country for t in titles if t.country)
    if person.country is None and counts:
        person.country = counts.most_common(1)[0][0]
    if person.office == "international_official" and counts:
        person.country = next((c for c in counts if c in ORGANISATIONS), person.country)
    if person.office is None and person.rank is None and person.country in ORGANISATIONS:
        person.office = "international_official"
    if person.office is None and any(f.retired for f in facts):
        person.past = True
    if person.office == "other_official" and person.rank and not person.spokes and not _civil(person.role):
        person.office = "military_officer"


def settle(person: Official) -> None:
    """Sets what depends on the country: titles that mean another office there, and ranks that are written alike."""
    if person.role and person.country and "office" not in person.inferred:
        person.office = grammar().office_in(person.role, person.country) or person.office
    if person.rank and person.office == "defense_minister" and _DEFENSE_CHIEF.search(person.role or ""):
        person.office = "chief_of_defense"
    if person.rank == "General of the Army":
        person.rank = lexicons.canonical_rank("Army Gen.", person.country)


def _civil(role: str | None) -> bool:
    return bool(role) and not _CIVIL.isdisjoint((role or "").lower().replace("-", " ").split())
