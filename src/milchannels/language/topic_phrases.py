"""How far a topic reaches: from the head of a phrase to the phrases a record holds.

`phrases(head)` takes the token a word of discussing points to and gives the spans of the topics under it: coordinations
split, words of no content looked through ("concerns about X" is X), asides left out, quotes kept. `text_of` gives the words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ..lexicons._spellings import read
from .annotations import annotations_of


class TopicWords:
    """The words of `lexicons/topics.yaml`, as sets."""

    def __init__(self) -> None:
        source = read("topics.yaml")
        self.verbs: dict[str, dict[str, object]] = source["verbs"]
        self.nouns = frozenset(source["nouns"])
        self.nouns_of = frozenset(source["nouns_of"])
        self.manners = frozenset(source["manners"])
        self.noun_prepositions = frozenset(source["noun_prepositions"])
        self.adjectives = frozenset(source["adjectives"])
        self.topic_nouns = frozenset(source["topic_nouns"])
        self.plain_topic_nouns = frozenset(source["plain_topic_nouns"])
        self.definite = frozenset(source["definite"])
        self.agendas = frozenset(source["agendas"])
        self.standing_verbs = frozenset(source["standing_verbs"])
        self.standing_phrases = {k: frozenset(v) for k, v in source["standing_phrases"].items()}
        self.foremost = frozenset(source["foremost"])
        self.occupying = frozenset(source["occupying"])
        self.times = frozenset(source["times"])
        self.fronting = frozenset(source["fronting"])
        self.fronting_nouns = frozenset(source["fronting_nouns"])
        self.meals = frozenset(source["meals"])
        self.never = frozenset(source["never"])
        self.stop_heads = frozenset(source["stop_heads"])
        self.aims = frozenset(source["aims"])
        self.aim_words = frozenset(source["aim_words"])
        self.participles = {k: frozenset(v) for k, v in source["participles"].items()}
        self.with_infinitive = frozenset(source["with_infinitive"])
        self.agreeing = frozenset(source["agreeing"])
        self.saying = frozenset(source["saying"])
        self.telling = frozenset(source["telling"])
        self.courtesies = frozenset(source["courtesies"])
        self.transparent = frozenset(source["transparent"])
        self.feelings = frozenset(source["feelings"])
        self.quantities = frozenset(source["quantities"])
        self.idioms: dict[str, dict[str, list[str]]] = source["idioms"]
        self.transparent_prepositions = frozenset(source["transparent_prepositions"])
        self.boilerplate = frozenset(source["boilerplate"])
        self.outer_prepositions = frozenset(source["outer_prepositions"])
        self.contact_words = frozenset(source["contact_words"])
        self.publics = frozenset(source["publics"])

    def after(self, lemma: str) -> frozenset[str]:
        """The particles and prepositions behind which the topic of a verb stands."""
        found = self.verbs[lemma].get("after", ())
        return frozenset(str(w) for w in found) if isinstance(found, list) else frozenset()


@functools.cache
def words() -> TopicWords:
    """The lexicon, loaded once."""
    return TopicWords()


#: "Issues of mutual interest" is all the text tells; "the issue of prisoners" is about prisoners.
_INTEREST = frozenset({"interest", "concern", "importance", "region", "day", "moment", "nature"})
_OF_QUANTITY = frozenset({"of", "such", "like", "including"})
_ASIDES = frozenset({"cc", "punct", "preconj", "parataxis", "npadvmod", "advcl", "appos", "nsubj"})
_DAY = re.compile(r"(?i)((mon|tues|wednes|thurs|fri|satur|sun)day|\d.*|(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?|january|february|march|april|may|june|july|august|september|october|november|december|today|yesterday|tomorrow|tonight)$")  # fmt: skip


def is_date(token: Token) -> bool:
    """Whether a token is a day, a month or another point in time."""
    return token.ent_type_ in ("DATE", "TIME") or bool(_DAY.match(token.text))


def phrases(head: Token) -> Iterator[tuple[int, int]]:
    """The (start, end) of each topic under `head`, the head's own first."""
    if head.pos_ in ("VERB", "AUX"):
        yield from _clauses(head)
        return
    parts = _parts(head)
    for part in parts:
        yield from _noun(part, parts)


def _parts(head: Token) -> list[Token]:
    """A head with its conjuncts; nouns joined as one ("peace and tranquility in the region") stay one."""
    parts = [head]
    for token in head.children:
        if token.dep_ == "conj" and token.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "VERB") and token.i > head.i:
            if token.pos_ == "VERB" and token.tag_ not in ("VBG", "VBN"):
                continue
            parts.extend(_parts(token))
        elif token.dep_ == "appos" and token.pos_ in ("NOUN", "PROPN") and _lists(head, token):
            parts.extend(_parts(token))
    return parts


def _lists(head: Token, member: Token) -> bool:
    """Whether what the parser takes for an apposition is the next of a list: "Libya, the fight against smugglers and a radar"."""
    if member.nbor(-1).text not in (",", ";") and member.left_edge.nbor(-1).text not in (",", ";"):
        return False
    end = member.right_edge.i
    if any(c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN") for c in member.children):
        return True
    holders = (head, head.head) if head.dep_ in ("dobj", "nsubjpass", "nsubj", "pobj") else (head,)
    return any(c.dep_ == "cc" and c.i > end and c.lower_ == "and" for h in holders for c in h.children) and any(
        c.dep_ in ("conj", "dep") and c.pos_ in ("NOUN", "PROPN") and c.i > end for h in holders for c in h.children
    )


def _together(head: Token, conjunct: Token) -> bool:
    """Whether two nouns share their modifiers: "military spending and potential", "peace and tranquility in the region"."""
    if conjunct.head != head or conjunct.i - head.i != 2 or head.pos_ == "PROPN" or conjunct.pos_ != "NOUN":
        return False
    if conjunct.lemma_.lower() in words().with_infinitive | words().transparent:
        return False
    own = [c for c in conjunct.children if c.dep_ == "prep"]
    shared = [c for c in head.children if c.dep_ in ("amod", "poss", "compound", "det") and c.i < head.i]
    return bool(own) != bool(shared) or bool(own and shared)


def _noun(head: Token, parts: list[Token]) -> Iterator[tuple[int, int]]:
    lex = words()
    lemma = head.lemma_.lower()
    if any(_together(other, head) for other in parts if other != head):
        return
    if lemma in lex.transparent | lex.quantities and head.pos_ != "PROPN":
        deeper = list(_beneath(head))
        if deeper:
            for token in deeper:
                yield from phrases(token)
            return
    if head.pos_ == "PRON" or is_date(head) or head.lower_ in lex.never or lemma in lex.never:
        return
    if lemma in lex.stop_heads and not any(
        c.dep_ in ("prep", "relcl", "acl", "amod", "compound", "xcomp") and not is_date(c) for c in head.children
    ):
        return
    listed = [c for c in head.children if c.dep_ == "appos" and c.i > head.i]
    if listed and (lemma in lex.transparent or lemma in lex.stop_heads):
        for token in listed:
            yield from phrases(token)
        return
    if lemma in lex.with_infinitive and head.right_edge.lower_ in ("them", "it", "these", "this"):
        return  # "military ties and ways of enhancing them"
    if head.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "VERB", "X"):
        yield _bounds(head)


def _beneath(head: Token) -> Iterator[Token]:
    """What a noun of no content points to."""
    lex = words()
    for child in head.children:
        bare = child.lower_ == "of" and any(g.lemma_.lower() in _INTEREST for g in child.children)
        wanted = _OF_QUANTITY if head.lemma_.lower() in lex.quantities else lex.transparent_prepositions | {"such"}
        if head.lemma_.lower() in lex.feelings:
            wanted = wanted | {"at"}
        if child.dep_ in ("prep", "acl") and child.lower_ in wanted and not bare and child.i > head.i:
            prepositions = [child, *(g for g in child.children if g.dep_ == "prep")]
            for p in prepositions:
                yield from (g for g in p.children if g.dep_ in ("pobj", "pcomp", "dobj") and not is_date(g))


def _clauses(head: Token) -> Iterator[tuple[int, int]]:
    """A gerund or a clause of how, what, whether: kept whole, or its object where it only says that it be done."""
    inner = sorted(t.i for t in head.subtree if t.dep_ != "punct")
    first = head.doc[inner[0]]
    if head.tag_ == "VBG" or first.tag_ in ("WRB", "WP", "WDT", "WP$") or first.lower_ == "whether":
        drop = {
            t.i
            for c in head.children
            if (c.dep_ in ("conj", "cc") and head.tag_ == "VBG")
            or c.dep_ in ("advcl", "parataxis")
            or c.lower_ in ("according", "during")
            for t in c.subtree
        }
        yield _run(
            head,
            {i for i in inner if i not in drop}
            | {t.i for t in head.subtree if t.dep_ == "punct" and t.text in "\"“”'’‘-"},
        )
        if head.tag_ == "VBG":
            for c in head.children:
                if c.dep_ == "conj" and c.tag_ == "VBG":
                    yield from _clauses(c)


def _outside(child: Token, head: Token) -> bool:
    """Whether a part of a phrase belongs to what is told around it, not to the topic."""
    lex = words()
    if child.dep_ in _ASIDES and not (child.dep_ == "punct" and child.text in "-\"“”'’‘"):
        return not (child.dep_ in ("nsubj", "npadvmod", "advcl") and head.pos_ == "VERB")
    if child.dep_ in ("relcl", "acl") and child.i > head.i:
        left = child.left_edge.i
        return left > 0 and child.doc[left - 1].text in (",", "—", "–", ";", "(")
    if child.dep_ in ("prep", "agent") and child.i > head.i:
        before = child.nbor(-1).text
        if child.lower_ in lex.outer_prepositions or before in (",", "—", ";"):
            return True
        objects = [g for g in child.children if g.dep_ in ("pobj", "pcomp")]
        if child.lower_ in ("over", "at") and any(g.lemma_.lower() in lex.meals for g in objects):
            return True
        if any(is_date(g) or g.lower_ in ("phone", "telephone") for g in objects):
            return True
        if child.lower_ in ("in", "at") and any(g.ent_type_ in ("GPE", "FAC") for g in objects):
            # "border posts in Amman on Monday": where and when the contact was
            stop = child.right_edge.i + 1
            return stop + 1 < len(child.doc) and child.doc[stop].lower_ == "on" and is_date(child.doc[stop + 1])
        if child.lower_ == "with":
            return any(
                m.start <= g.i < m.end and m.form in ("name", "office", "counterpart", "group", "pronoun")
                for g in objects
                for m in annotations_of(child.doc).mentions
            )
    return False


def _bounds(head: Token) -> tuple[int, int]:
    drop: set[int] = set()
    for child in head.children:
        if child.dep_ == "conj":
            if not _together(head, child):
                drop.update(t.i for t in child.subtree)
        elif child.dep_ == "cc":
            if not any(_together(head, c) for c in head.children if c.dep_ == "conj"):
                drop.add(child.i)
        elif _outside(child, head):
            drop.update(t.i for t in child.subtree)
    nested = {
        t.i
        for c in head.children
        if c.i not in drop and c.dep_ == "prep"
        for g in c.children
        for k in g.children
        if _outside(k, g) and k.dep_ != "punct" and k.dep_ != "cc"
        for t in k.subtree
    }
    start, end = _run(head, {t.i for t in head.subtree} - drop - nested)
    return start, _mended(head, end)


def _mended(head: Token, end: int) -> int:
    """The end of a phrase, where the parser hung an infinitive or "in Syria" on the verb instead."""
    doc = head.doc
    if end + 1 >= len(doc):
        return end
    after = doc[end]
    if after.lower_ == "to" and after.head.tag_ == "VB" and head.lemma_.lower() in words().with_infinitive:
        inner = {t.i for t in after.head.subtree} - {
            t.i for c in after.head.children if c.dep_ in ("conj", "advcl") for t in c.subtree
        }
        while end in inner and doc[end].text != ",":
            end += 1
    elif after.lower_ == "in" and after.head.pos_ == "VERB" and head.head == after.head:
        place = next(
            (
                c
                for c in annotations_of(doc).countries
                if c.start in (end + 1, end + 2) and c.kind in ("name", "country")
            ),
            None,
        )
        if place is not None and not (
            place.end + 1 < len(doc) and doc[place.end].lower_ == "on" and is_date(doc[place.end + 1])
        ):
            end = place.end
    return end


def _run(head: Token, inner: set[int]) -> tuple[int, int]:
    start = end = head.i
    while start - 1 in inner:
        start -= 1
    while end + 1 in inner:
        end += 1
    while (
        start > 1
        and head.doc[start - 1].text in ("-", "/")
        and not head.doc[start - 1].whitespace_
        and not head.doc[start - 2].whitespace_
    ):
        start -= 2
    while (
        end + 2 < len(head.doc)
        and head.doc[end + 1].text in ("-", "/")
        and not head.doc[end].whitespace_
        and not head.doc[end + 1].whitespace_
    ):
        end += 2
    return start, end + 1


_NUMBERS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
_TRAILING = re.compile(r",? (?:as well|alike|too|respectively|among others|and so on|there|with (?:him|her|them))$")
_NUMBERING = re.compile(r"^\(?(?:[a-z]|\d{1,2}|[ivx]{1,4})\)\s*")
_QUOTES = {"“": "”", '"': '"', "‘": "’"}


def text_of(doc: Doc, start: int, end: int) -> str | None:
    """The words of a topic, without article and loose marks; None where nothing of content is left."""
    while start < end and (
        (
            doc[start].pos_ in ("PUNCT", "CCONJ", "SPACE", "DET")
            and doc[start].text not in _QUOTES
            and doc[start].tag_ not in ("WDT", "WP")
        )
        or doc[start].lower_ in ("its", "his", "her", "their", "such")
    ):
        start += 1
    while end > start and (
        doc[end - 1].pos_ in ("CCONJ", "ADP", "SPACE")
        or (doc[end - 1].pos_ == "PUNCT" and doc[end - 1].text not in ("”", '"', "’", ")"))
    ):
        end -= 1
    text = _NUMBERING.sub("", " ".join(doc[start:end].text.split()))
    text = _TRAILING.sub("", text).strip(" ,.;:-")
    for opening, closing in _QUOTES.items():
        if (
            text.count(opening) != (text.count(closing) if opening != closing else text.count(opening) // 2 * 2)
            and closing != "’"
        ):
            text = text.replace(opening, "").replace(closing, "")
    tokens = re.findall(r"[\w’'-]+", text.lower())
    if not tokens or len(tokens) > 25 or all(t in words().boilerplate or t in _NUMBERS for t in tokens):
        return None
    lemmas = [t.lemma_.lower() for t in doc[start:end] if t.pos_ not in ("PUNCT", "SPACE", "DET")]
    if len(tokens) == 1 and {tokens[0], *lemmas} & (words().stop_heads | words().never):
        return None
    return text.strip()
