"""Component `milchannels_channel_events`: what the article says of a standing line between two sides as such.

In: countries, mentions, drafts, dates, the parse. Out: `doc._.mil.channel_events`. `channel_lines` finds the nouns for lines
and `channel_actions` what is told of them; here it is found between whom a line runs, and when it happened.
"""

from __future__ import annotations

from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc, Token

from .. import dates as grammar
from ..records import Action, ChannelEvent
from .annotations import Annotations, annotations_of
from .channel_actions import read_actions
from .channel_lines import REACH, Line, find_lines, lemma, phrase_of, words

#: International bodies that hold lines of their own.
_BODIES = ("NATO", "UN")
_PLACES = frozenset({"capital", "city", "seat"})
_SIDE_PREPOSITIONS = frozenset({"between", "with", "to", "among"})


class Sides:
    """Finds between whom a line runs: its phrase, the clause around it, and the countries that the article is about."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mil: Annotations = annotations_of(doc)
        self.salience: Counter[str] = Counter(c.code for c in self.mil.countries)
        #: The countries of each contact that the text tells plainly.
        self.told = sorted({tuple(sorted(d.countries)) for d in self.mil.drafts if not d.events[0].likely})
        for pair in self.told:
            self.salience.update(dict.fromkeys(pair, 2))

    def codes(self, indices: set[int], places: bool = True) -> list[str]:
        """The countries told by tokens, in the order of the text; towns only where `places` says so."""
        scenes = (
            set()
            if places
            else {c.start for c in self.mil.countries if c.kind in _PLACES or self._located(c.start, indices)}
        )
        scenes |= {c.start for c in self.mil.countries if self._hosts_a_force(c.end)}
        outside = {c.code for c in self.mil.countries if c.start in scenes and c.start in indices}
        found: list[tuple[int, str]] = [(c.start, c.code) for c in self.mil.countries if c.start in indices - scenes]
        found += [(t, code) for t in indices for code in self._short(self.doc[t])]
        for m in self.mil.mentions:
            if m.head in indices - scenes:
                found += [
                    (m.start, a.country)
                    for a in m.actors
                    if a.country and (a.country not in outside or len(m.actors) == 1)
                ]
        ordered = [code for _, code in sorted(found, key=lambda f: f[0]) if len(code) == 3 or code in _BODIES]
        return list(dict.fromkeys(ordered))

    def _hosts_a_force(self, end: int) -> bool:
        """Whether a country that ends at a token is where a force of others is: "Kosovo's NATO-led force"."""
        return self.doc[end : end + 1].text in ("'s", "’s") and self.doc[end + 2 : end + 4].text == "-led"

    def _located(self, index: int, indices: set[int]) -> bool:
        """Whether a country is where the thing is and no party to it: "over Syria", "the Russian forces in Ukraine"."""
        top = self.doc[index]
        while top.dep_ in ("conj", "compound", "amod", "nmod", "poss") and top.head.i in indices:
            top = top.head
        return top.dep_ == "pobj" and top.head.lower_ in words().sets["located"] and top.head.i in indices

    def _short(self, token: Token) -> list[str]:
        """Codes of words that are no names of countries but stand for sides here: "Sino-", "the two Koreas", "the North"."""
        codes = words().sides.get(token.lower_, [])
        if token.lower_ in ("north", "south"):
            nxt = token.nbor(1).lower_ if token.i + 1 < len(self.doc) else ""
            korea = (
                self.salience["PRK"]
                and token.text[0].isupper()
                and nxt not in ("korea", "korean", "koreans", "china", "atlantic")
                and token.dep_ != "compound"
            )
            return codes if korea else []
        return codes

    def of(self, line: Line, word: Token) -> list[str]:
        """The two sides of a line under `word`, or [] where they are not told."""
        inside = {t.i for t in line.phrase}
        parties: set[int] = set()
        clauses = [word, *(a for a in word.ancestors if a.sent == word.sent and a.pos_ in ("VERB", "AUX"))][:4]
        for verb in clauses[:2]:
            for c in verb.children:
                if (c.dep_ == "prep" and c.lower_ in _SIDE_PREPOSITIONS) or (
                    c.dep_ in ("agent", "dobj", "dative") and lemma(c) != lemma(line.token)
                ):
                    parties |= {t.i for t in c.subtree if abs(t.i - c.i) < REACH}
        subjects: list[set[int]] = []
        for verb in clauses:
            named = [c for c in verb.children if c.dep_ == "nsubj"]
            subjects += [{t.i for t in phrase_of(c, whole=True)} for c in sorted(named, key=lambda c: -c.i)]
        subjects = [s for s in subjects if self.codes(s)]  # "Moscow said it would": "it" tells no country
        found: list[str] = []
        clause = {t.i for t in line.token.sent if t.dep_ == "relcl" and t.head.i in inside for t in t.subtree}
        steps = [
            (inside, False),
            (clause, False),
            (parties, False),
            *((s, True) for s in subjects[:1]),
            (inside, True),
            (parties | clause, True),
            *((s, True) for s in subjects[1:]),
        ]
        for indices, places in steps:
            found = list(dict.fromkeys([*found, *self.codes(indices, places)]))
            if len(found) >= 2:
                return found[:2]
        if line.like is not None:
            alike = self.of(line.like, line.like.token.head)
            if set(found) <= set(alike):
                return alike
        return self._fill(found, line.token)

    def _fill(self, found: list[str], token: Token) -> list[str]:
        """The sides that the sentence leaves out: the likeliest by the sentences around and by the whole article."""
        sent = token.sent
        score = Counter(self.salience)
        for code in self.codes(set(range(sent.start, sent.end))):
            score[code] += 4
        before = self.doc[max(0, sent.start - 60) : sent.start]
        for code in self.codes(set(range(before.start, before.end))):
            score[code] += 3
        for pair in self.told:
            if found and found[0] in pair:
                score.update(dict.fromkeys(pair, 3))
        for m in self.mil.mentions:
            countries = {a.country for a in m.actors if a.country}
            if found and sent.start <= m.start < sent.end and len(countries) == 2 and found[0] in countries:
                score.update(dict.fromkeys(countries, 5))
        if self.mil.home:
            score[self.mil.home] += 2
        ranked = [c for c, _ in score.most_common() if c not in found and (len(c) == 3 or c == "NATO")]
        both = [*found, *ranked][:2]
        return both if len(both) == 2 else []


def read_date(mil: Annotations, line: Line, word: Token) -> str | None:
    """When the act took place: the date nearest to the word that tells it, in its clause or else in its sentence."""
    sent = line.token.sent
    dated = [d for d in mil.dates if sent.start <= d.start < sent.end]
    clause = {t.i for t in word.subtree}
    for d in sorted(dated, key=lambda d: (d.start not in clause, abs(d.start - word.i))):
        anchors = grammar.Anchors(published=mil.published, dateline=mil.dateline, tense="past")
        resolved = grammar.resolve(d.expression, anchors)
        if resolved is not None:
            return resolved.edtf
    return None


@Language.factory("milchannels_channel_events")
class ChannelEvents:
    """Fills `doc._.mil.channel_events`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        mil = annotations_of(doc)
        sides = Sides(doc)
        seen: dict[tuple[tuple[str, ...], Action, str | int], str | None] = {}
        for line in find_lines(doc):
            for action, word in read_actions(line):
                countries = sides.of(line, word)
                date = read_date(mil, line, word)
                # told again of the same kind of line, or by the same word of several lines, it is one event
                pair = tuple(sorted(countries))
                keys: set[tuple[tuple[str, ...], Action, str | int]] = {
                    (pair, action, lemma(line.token)),
                    (pair, action, word.i),
                }
                if action == "maintained":  # "the hotline is one of the few lines left" tells of one
                    keys.add((pair, action, f"sentence {line.token.sent.start}"))
                if len(countries) < 2 or any(_same_act(k, seen[k], date) for k in keys & seen.keys()):
                    continue
                seen.update(dict.fromkeys(keys, date))
                mil.channel_events.append(_record(line, action, countries, date))
        return doc


def _same_act(key: tuple[tuple[str, ...], Action, str | int], known: str | None, told: str | None) -> bool:
    """Whether two tellings can be of one act: by one word, or of days that do not speak against it."""
    if isinstance(key[2], int) or key[1] in ("maintained", "proposed"):
        return True
    return known is None or told is None or grammar.overlap(known, told) > 0


def _record(line: Line, action: Action, countries: list[str], date: str | None) -> ChannelEvent:
    sent = line.token.sent
    text = sent.text.strip()
    start = sent.start_char + sent.text.index(text) if text else sent.start_char
    named = line.phrase if line.like is None else line.like.phrase
    phrase = line.token.doc[named[0].i : named[-1].i + 1].text
    return ChannelEvent(
        countries=countries,
        action=action,
        channel=phrase,
        date=date,
        evidence=text,
        start=start,
        end=start + len(text),
    )
