"""Whether a text tells a run of contacts and not a single one, and how many there were.

In: an event. Out: its `recurring` and `count`. A word of `lexicons/recurrence.yaml` counts only where it hangs on the word for
the contact or on the verb that carries it: "who has repeatedly criticised Moscow" says nothing of the call that X made.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from .. import dates as grammar
from ..lexicons._spellings import read
from .annotations import annotations_of
from .events import Event
from .quantities import NUMBER, number_of
from .status import governors

_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "conj", "parataxis", "csubj"})
#: Words that count acts, wherever they stand behind the verb: "talked to X, the minister, numerous times".
_TIMES = re.compile(r"(?i)\b(?:times|occasions|twice|thrice)\b")
_NUMBER = re.compile(rf"(?i){NUMBER}\b")
_NUMBER_OF_TIMES = re.compile(rf"(?i)({NUMBER}) (?:\w+ )?(?:times|occasions)|(twice|thrice)")


@dataclass(frozen=True)
class RunWords:
    """The whole of `recurrence.yaml`."""

    often: re.Pattern[str]
    many: re.Pattern[str]
    habits: re.Pattern[str]
    latest: re.Pattern[str]
    lists: dict[str, frozenset[str]]


@functools.cache
def words() -> RunWords:
    """The lexicon, loaded once."""
    source = dict(read("recurrence.yaml"))

    def pattern(name: str) -> re.Pattern[str]:
        joined = "|".join(f"(?:{form})" for form in source.pop(name))
        return re.compile(rf"(?i)\b(?:{joined})\b".replace("{number}", NUMBER))

    return RunWords(
        often=pattern("often"),
        many=pattern("many"),
        habits=pattern("habits"),
        latest=pattern("latest"),
        lists={name: frozenset(members) for name, members in source.items()},
    )


def read_run(doc: Doc, event: Event) -> None:
    """Sets `recurring` and `count`: a stated run of contacts."""
    if event.status not in ("held", "refused"):
        return
    token = event.trigger.head
    found = _counted_noun(event) if _is_plural(token) else None
    found = found or _how_often(token) or _in_touch(token) or _habit(token)
    if found is not None:
        event.recurring, event.count = True, found.count
    elif (
        event.status == "held"
        and event.trigger.noun
        and _is_plural(token)
        and event.trigger.rule.lemma not in words().lists["once_plural"]
        and not event.anaphoric
        and len(event.actors) == 2
        and not event.distributed
        and not (event.date and grammar.days_in(event.date) == 1)
    ):
        event.recurring = True


def latest_of_run(doc: Doc, event: Event) -> Event | None:
    """The single contact that is told with a run: "six times this year, most recently on Monday in London"."""
    sent = event.trigger.head.sent
    match = words().latest.search(sent.text) if event.recurring else None
    if match is None:
        return None
    span = doc.char_span(sent.start_char + match.start(), sent.start_char + match.end(), alignment_mode="expand")
    dated = next((d for d in annotations_of(doc).dates if span is not None and 0 <= d.start - span.end <= 2), None)
    if span is None or dated is None:
        return None
    single = replace(event, recurring=False, count=None, date=None, date_text=None, basis="unknown", place=None)
    single.reach, single.anchor = (span.start, sent.end), span.end - 1
    return single


@dataclass(frozen=True, slots=True)
class _Run:
    count: int | None = None


def _is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")


def _counted_noun(event: Event) -> _Run | None:
    """ "half a dozen meetings", "a series of calls", "regular contacts", but one each with several partners."""
    token = event.trigger.head
    if event.distributed or event.anaphoric:
        return None
    lex = words()
    if any(c.lower_ in lex.lists["regular"] and c.dep_ == "amod" for c in token.children):
        return _Run()
    before = token.doc[max(token.sent.start, token.i - 9) : token.i].text
    for match in lex.many.finditer(before):
        between = before[match.end() :].split()
        if len(between) > 2 or any(not re.fullmatch(r"[\w-]+", w) for w in between):
            continue
        if event.trigger.rule.lemma in lex.lists["once_plural"] and not re.search(
            r"(?i)(?:rounds|series|string) of$", match[0]
        ):
            continue
        number = _NUMBER.match(match[0])
        count = number_of(number[0]) if number is not None else None
        return None if count == 1 else _Run(count)
    return None


def _how_often(token: Token) -> _Run | None:
    """ "regularly", "six times", "every week", where it hangs on the trigger."""
    sent = token.sent
    for match in _often_in(sent.text):
        span = sent.doc.char_span(
            sent.start_char + match.start(), sent.start_char + match.end(), alignment_mode="expand"
        )
        if span is None or not _hangs_on(span, token):
            continue
        times = _NUMBER_OF_TIMES.fullmatch(match[0])
        rate = re.match(r"(?i)\s*(?:an?|every|each|per)\b", sent.text[match.end() :])
        as_much = re.match(r"(?i)\s*(?:as|the|more|over)\b", sent.text[match.end() :])
        if as_much and times:
            continue  # "twice as long", "three times more"
        return _Run(number_of(times[1] or times[2]) if times is not None and rate is None else None)
    return None


@functools.lru_cache(maxsize=16)
def _often_in(text: str) -> list[re.Match[str]]:
    """The words of how often in a sentence, looked for once for all its triggers."""
    return list(words().often.finditer(text))


def _in_touch(token: Token) -> _Run | None:
    """ "is in close touch", "keeps in contact": a state is a run, "got in touch" is one act."""
    lex = words().lists
    if token.lemma_ not in lex["in_touch"]:
        return None
    if any(c.lower_ in lex["regular"] and c.dep_ == "amod" for c in token.children):
        return _Run()
    verb = next(iter(governors(token)), None)
    if token.head.lower_ == "in" and token.lemma_ in ("touch", "contact", "communication"):
        return _Run() if verb is None or verb.lemma_ in lex["keeping"] else None
    return None


def _habit(token: Token) -> _Run | None:
    """ "used to call", "got into the habit of writing"."""
    before = token.doc[max(token.sent.start, token.i - 6) : token.i].text
    return _Run() if words().habits.search(before) else None


def _hangs_on(span: Span, token: Token) -> bool:
    """Whether words of how often hang on the trigger or the verb that carries it, by the parse or by standing right at it."""
    carriers = {token.i}
    if token.pos_ not in ("VERB", "AUX"):
        carriers |= {v.i for v in governors(token)[:1]}
    near = token.doc[min(span.end, token.i + 1) : max(span.start, token.i)]
    if len(near) <= 1 and all(t.pos_ in ("ADV", "ADP", "AUX", "PART", "DET") for t in near):
        return True
    node = span.root
    for _ in range(6):
        if node.i in carriers:
            return True
        if node.dep_ == "xcomp":
            return False  # "agreed to talk every week"
        outside = not span.start <= node.i < span.end
        if node.head == node or (outside and (node.pos_ in ("NOUN", "PROPN") or node.dep_ in _CLAUSES)):
            break
        node = node.head
    return (
        span.end > token.i
        and _TIMES.search(span.text) is not None
        and not any(t.pos_ in ("VERB", "AUX") for t in token.doc[token.i + 1 : span.start])
    )
