"""Records in, the words for them in tables and text out: who, when and how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..records import Contact, Participant

if TYPE_CHECKING:
    from ..queries import Channel
    from ..queries.holders import HolderPair


def who(participants: Iterable[Participant]) -> str:
    """The participants of a contact: `Chuck Hagel (USA) – defense minister [Sergei Shoigu] (RUS)`.

    What was inferred and not said stands in square brackets.
    """
    return " – ".join(map(_one, participants))


def _one(participant: Participant) -> str:
    said = participant.name or participant.role or (participant.office or "unnamed").replace("_", " ")
    inferred = f" [{participant.identity}]" if participant.identity and not participant.name else ""
    return f"{said}{inferred} ({participant.country or '?'})"


def when(contact: Contact) -> str:
    """The date of a contact, else the words for it."""
    if contact.date:
        return contact.date
    return f"undated ({contact.date_text})" if contact.date_text else "undated"


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
    """Headings and rows of a table of channels. The column of silence is there where it was asked for, that of
    cuts where all lines are cut, that of the
    holders of posts where there are some."""
    posts = any(channel.holders for channel in channels)
    silence = any(channel.silence is not None for channel in channels)
    cut = bool(channels) and all(channel.cut for channel in channels)
    headings = [
        "FROM",
        "TO",
        "HELD",
        "FIRST",
        "LAST",
        *(["DAYS SINCE"] if silence else []),
        *(["CUT SINCE"] if cut else []),
        *(["HOLDERS"] if posts else ["MODES"]),
        "ELSE",
        "ARTICLES",
    ]
    rows: list[Sequence[object]] = []
    for channel in channels:
        modes = ", ".join(f"{number} {mode.replace('_', ' ')}" for mode, number in channel.modes.items())
        others = ", ".join(f"{number} {status}" for status, number in channel.statuses.items() if status != "held")
        # A contact after the day that is counted to has no days of silence yet, and not fewer than none.
        silent = channel.silence if channel.silence is not None and channel.silence >= 0 else None
        days: list[object] = [silent] if silence else []
        days += [channel.cut.since] if cut and channel.cut else []
        ends = [f"{end.label} ({end.country})" if end.kind == "person" else end.label for end in (channel.a, channel.b)]
        along = "; ".join(map(holders, channel.holders)) if posts else modes
        rows.append([*ends, channel.contacts, channel.first, channel.last, *days, along, others, channel.sources])
    return headings, rows


def holders(pair: HolderPair) -> str:
    """Two holders of posts: `Robert Gates – [Anatoly Serdyukov]`; who comes from the register stands in brackets."""
    return " – ".join(f"[{one.name}]" if one.inferred else one.name or "unnamed" for one in (pair.a, pair.b))


def person_channel_rows(channels: Sequence[Channel]) -> tuple[Sequence[str], list[Sequence[object]]]:
    """Headings and rows of the lines of one end, which fit 80 columns: the other end, how often, when, and how."""
    rows: list[Sequence[object]] = []
    for channel in channels:
        label = f"{channel.b.label} ({channel.b.country})" if channel.b.kind == "person" else channel.b.label
        modes = ", ".join(f"{number} {mode.replace('_', ' ')}" for mode, number in channel.modes.items())
        others = ", ".join(f"{number} {status}" for status, number in channel.statuses.items() if status != "held")
        rows.append([label, channel.contacts, channel.first, channel.last, ", ".join(filter(None, [modes, others]))])
    return ("WHO", "HELD", "FIRST", "LAST", "HOW"), rows


def names(codes: Iterable[str]) -> str:
    """Countries by name: `United States, Canada`."""
    from ..queries.labels import country_name

    return ", ".join(map(country_name, codes))


def count(number: int, thing: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
