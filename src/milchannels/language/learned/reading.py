"""What the network says of a document, in the terms of the contact reader.

In: a document with its triggers, their statuses and parties by grammar. Out: `Guide`: which words tell of a contact, of which
mode and status, and who likely takes part in what a word tells.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from ..annotations import Actor, annotations_of
from ..arguments import Sides
from ..triggers import Trigger
from .features import MODES, STATUSES, Features
from .network import Reading, fits

# Set on annotated articles that the weights were not fitted to (thirds of data/gold in turn, the folders `scored`).
#: The chance from which a word of no lexicon tells of a contact.
SURE = 0.8
#: The chance below which a word of the lexicons whose sentence leaves a side open tells of none.
POSSIBLE = 0.3
#: The chance from which somebody takes part, and that from which he does where there must be a second side.
TAKES_PART, MAY_TAKE_PART = 0.5, 0.25


class Guide:
    """Chances for the words of one document."""

    def __init__(self, features: Features) -> None:
        self._features = features
        self._reading = Reading(features)
        self._telling: dict[int, float] = dict(
            zip(features.candidates.tolist(), self._reading.telling.tolist(), strict=True)
        )

    def surely_tells(self, i: int) -> bool:
        """Whether token `i` tells of a contact, whatever the rules say."""
        return self._telling.get(i, 0.0) >= SURE

    def may_tell(self, i: int) -> bool:
        """Whether token `i`, a word of the lexicons, can tell of a contact."""
        return self._telling.get(i, 0.0) >= POSSIBLE

    def mode(self, i: int) -> str:
        """The likeliest mode of what token `i` tells."""
        return MODES[int(self._reading.modes(i).argmax())]

    def status(self, i: int) -> str:
        """The likeliest status of what token `i` tells."""
        return STATUSES[int(self._reading.statuses(i).argmax())]

    def recurring(self, i: int) -> bool:
        """Whether what token `i` tells is a run of contacts."""
        return self._reading.recurring(i) > 0.5

    def parties(self, i: int) -> list[Actor]:
        """Who takes part in what token `i` tells, in the order of the mentions that say so; where those who surely do are of
        one country, the likeliest of another with them."""
        f = self._features
        found: list[tuple[int, Actor]] = []
        countries: set[str | None] = set()
        for number, mention, chance in sorted(self._reading.parties(i), key=lambda one: (-one[2], one[1])):
            if chance < MAY_TAKE_PART or (chance < TAKES_PART and len(countries) > 1):
                break
            actor = next(a for a in f.mentions[mention].actors if a.key == f.actors[number].key)
            speaks = actor.person is not None and actor.person.spokes
            if actor.country and not speaks and (chance >= TAKES_PART or actor.country not in countries):
                found.append((mention, actor))
                countries.add(actor.country)
        return [actor for _, actor in sorted(found, key=lambda one: one[0])]


def guide_of(
    doc: Doc, triggers: Mapping[int, Trigger], statuses: Mapping[int, str | None], sides: Mapping[int, Sides]
) -> Guide | None:
    """The guide to a document; None where it names fewer than two countries' people, or was parsed by another model than the
    weights were fitted to."""
    countries = {a.country for m in annotations_of(doc).mentions for a in m.actors}
    if len(countries - {None}) < 2 or not fits(doc):
        return None
    return Guide(Features(doc, triggers, statuses, sides))
