"""Records in, the words for them in tables and text out: who, when and how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ..dates.words import in_words, span_in_words
from ..records import Contact, Participant

if TYPE_CHECKING:
    from ..queries import Channel, ChannelEnd
    from ..queries.holders import HolderPair


def who(participants: Iterable[Participant], *, codes: bool = False) -> str:
    """The participants of a contact: `Chuck Hagel (United States) – defense minister [Sergei Shoigu] (Russia)`.

    What was inferred and not said stands in square brackets. `codes` is for files: `Chuck Hagel (USA)`.
    """
    return " – ".join(parties(participants, codes=codes))


def parties(participants: Iterable[Participant], *, codes: bool = False) -> list[str]:
    """The participants one by one."""
    return [_one(participant, codes) for participant in participants]


def _one(participant: Participant, codes: bool) -> str:
    said = participant.name or participant.role or (participant.office or "unnamed").replace("_", " ")
    inferred = f" [{participant.identity}]" if participant.identity and not participant.name else ""
    return f"{said}{inferred} ({(participant.country or '?') if codes else nation(participant.country)})"


def nation(code: str | None) -> str:
    """A country by name; `?` where none is known."""
    from ..queries.labels import country_name

    return country_name(code) if code else "?"


def when(contact: Contact) -> str:
    """The date of a contact for people, else the words for it."""
    if contact.date:
        return in_words(contact.date)
    return f"undated ({contact.date_text})" if contact.date_text else "undated"


def day(value: dt.date | str | None) -> str:
    """A day, month or year for people: `13 May 2022`; `undated` for none."""
    return in_words(str(value) if value else None)


def differing(field: str, value: str) -> str:
    """A value on which articles differ, for people."""
    if field == "date":
        return in_words(value)
    return nation(value) if field == "initiator" else value.replace("_", " ") if field == "mode" else value


def how(contact: Contact) -> str:
    """Mode, and what is not the common case: `phone call, refused`, `visit, 24 times`."""
    words = [contact.mode.replace("_", " ")]
    if contact.status != "held":
        words.append(contact.status)
    if contact.count:
        words.append(f"{contact.count} times")
    elif contact.recurring:
        words.append("repeatedly")
    return ", ".join(words)


def channel_rows(channels: Sequence[Channel]) -> tuple[Sequence[str], list[Sequence[object]]]:
    """Headings and rows of a table of channels, which fit 80 columns; of lines between posts, with their holders."""
    posts = any(channel.holders for channel in channels)
    rows: list[Sequence[object]] = []
    for channel in channels:
        along = [*map(holders, channel.holders)] if posts else [modes(channel.modes)]
        along += filter(None, [_not_held(channel.statuses), count(channel.sources, "article")])
        ends = [end_name(channel.a), f"– {end_name(channel.b)}"]
        rows.append([ends, channel.contacts, _course(channel), along])
    return ("BETWEEN", "HELD", "WHEN", "HOLDERS" if posts else "HOW"), rows


def _course(channel: Channel) -> list[str]:
    """First and last day; how long nothing was held since, where that was asked for; since when the line is cut."""
    days = [day(one) for one in dict.fromkeys((channel.first, channel.last)) if one]
    # A contact after the day that is counted to has no days of silence yet, and not fewer than none.
    silent = channel.silence if channel.silence is not None and channel.silence >= 0 else None
    quiet = [f"silent {span_in_words(silent)}"] if silent is not None else []
    return days + quiet + ([f"cut {day(channel.cut.since)}"] if channel.cut is not None else [])


def end_name(end: ChannelEnd) -> str:
    """One end of a channel; posts and countries say their country themselves."""
    return f"{end.label} ({nation(end.country)})" if end.kind == "person" else end.label


def modes(counts: Mapping[str, int]) -> str:
    """`5 phone calls, 2 talks`, in the order of the counts."""
    return ", ".join(
        f"{number} {_several(mode) if number > 1 else mode.replace('_', ' ')}" for mode, number in counts.items()
    )


def _several(mode: str) -> str:
    return {"talks": "talks", "hotline": "hotline calls"}.get(mode, f"{mode.replace('_', ' ')}s")


def _not_held(statuses: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {status}" for status, number in statuses.items() if status != "held")


def holders(pair: HolderPair) -> str:
    """Two holders of posts: `Robert Gates – [Anatoly Serdyukov]`; who comes from the register stands in brackets."""
    return " – ".join(f"[{one.name}]" if one.inferred else one.name or "unnamed" for one in (pair.a, pair.b))


def person_channel_rows(channels: Sequence[Channel]) -> tuple[Sequence[str], list[Sequence[object]]]:
    """Headings and rows of the lines of one end, which fit 80 columns: the other end, how often, when, and how."""
    rows: list[Sequence[object]] = []
    for channel in channels:
        how_often = ", ".join(filter(None, [modes(channel.modes), _not_held(channel.statuses)]))
        first, last = (day(one) if one else None for one in (channel.first, channel.last))
        rows.append([end_name(channel.b), channel.contacts, first, last, how_often])
    return ("WHO", "HELD", "FIRST", "LAST", "HOW"), rows


def names(codes: Iterable[str]) -> str:
    """Countries by name: `United States, Canada`."""
    from ..queries.labels import country_name

    return ", ".join(map(country_name, codes))


def count(number: int, thing: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
