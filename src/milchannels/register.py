"""The register of office-holders: CSV rows in, the person who held an office on a day out; and names to posts.

A register is a folder with `holders.csv` (one row, one term of one holder) and `persons.csv` (spellings and
bare names); `docs/register.md` describes both. Dates are EDTF days, months or years, so a term has an outer
span, in which it may have run, and an inner one, in which it surely ran. An open end is sure up to `known_to`.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import os
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, get_args

from .errors import MilchannelsError, RegisterError
from .name_keys import NameIndex, fold, full_names, without_titles
from .records import Office
from .resources import data

__all__ = ["Holding", "Register", "default", "depends", "fold", "in_use", "use"]

Cached = TypeVar("Cached")

#: Offices of which a country has several at once: the one holder follows from the post's words only.
SHARED_OFFICES = frozenset(get_args(Office)) - {
    "defense_minister",
    "chief_of_defense",
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "national_security_adviser",
    "intelligence_chief",
    "international_official",
}
#: Part of an interval that a person must have held the office for to stand for the whole of it.
MOSTLY = 0.9
#: A bare surname means a holder whose term lies within a year of the day asked for.
NEAR = dt.timedelta(days=366).days
_FAR = dt.date.max.toordinal()
#: The environment variable that names users' files, as PATH names folders.
VARIABLE = "MILCHANNELS_REGISTER"
_COLUMNS = ("country", "office", "person", "start", "end", "known_to", "post", "wikidata", "source")
_OFFICES = frozenset(get_args(Office))

When = dt.date | tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Holding:
    """One term of one person in one post.

    `start` and `end` are EDTF (day, month or year); `end` None is open. `certain` says whether the term surely
    ran on the day that was asked for; where no day was asked for, whether the term is known to be closed.
    """

    person: str
    country: str
    office: str
    post: str
    start: str
    end: str | None
    certain: bool
    wikidata: str | None
    source: str = field(default="", compare=False)
    #: ordinals of the days: earliest and latest start, earliest and latest end
    span: tuple[int, int, int, int] = field(default=(1, 1, _FAR, _FAR), repr=False, compare=False)

    def distance(self, first: int, last: int) -> int:
        """Days between the outer span of the term and the days `first` to `last`; 0 where they overlap."""
        return max(0, self.span[0] - last, first - self.span[3])

    def sure_days(self, first: int, last: int) -> int:
        """How many of the days `first` to `last` the term surely ran."""
        return max(0, min(last, self.span[2]) - max(first, self.span[1]) + 1)

    def possible_days(self, first: int, last: int) -> int:
        """How many of the days `first` to `last` the term may have run."""
        return max(0, min(last, self.span[3]) - max(first, self.span[0]) + 1)

    def at(self, first: int, last: int) -> Holding:
        """This term with `certain` told for the days `first` to `last`."""
        certain = self.sure_days(first, last) == last - first + 1
        return self if certain == self.certain else replace(self, certain=certain)


class Register:
    """Who held which office when. `Register.load` reads one; `default()` is the one that comes with the program."""

    def __init__(
        self,
        holdings: Iterable[Holding],
        spellings: Mapping[str, Iterable[str]] | None = None,
        bare: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """Index `holdings`; `spellings` and `bare` give, for a person, further full names and bare names."""
        self._spellings = {person: tuple(names) for person, names in (spellings or {}).items()}
        self._bare = {person: tuple(names) for person, names in (bare or {}).items()}
        posts: defaultdict[tuple[str, str], list[Holding]] = defaultdict(list)
        for holding in holdings:
            posts[holding.country, holding.office].append(holding)
        self._by_post = {post: _close_open_ends(rows) for post, rows in posts.items()}
        by_person: defaultdict[str, list[Holding]] = defaultdict(list)
        for holding in self:
            by_person[holding.person].append(holding)
        self._by_person = dict(by_person)

    def __iter__(self) -> Iterator[Holding]:
        """All terms, by post and start."""
        for rows in self._by_post.values():
            yield from rows

    def __len__(self) -> int:
        """The number of terms."""
        return sum(map(len, self._by_post.values()))

    @classmethod
    def load(cls, path: Path | None = None, extra: Iterable[Path] = ()) -> Register:
        """Read the register in folder `path` (None: the program's own) and add the users' files in `extra`.

        An extra is a folder of the same form or a single file with the columns of `holders.csv`. Raises
        `RegisterError` with file and line where a row is malformed.
        """
        try:
            folder = data("register") if path is None else path
        except MilchannelsError as error:
            raise RegisterError(str(error)) from error
        holdings: list[Holding] = []
        spellings: defaultdict[str, list[str]] = defaultdict(list)
        bare: defaultdict[str, list[str]] = defaultdict(list)
        for source in (folder, *extra):
            holdings += _read_holders(source / "holders.csv" if source.is_dir() else source)
            persons = source / "persons.csv"
            if source.is_dir() and persons.exists():
                for _, (person, family, names) in _rows(persons, ("person", "family", "spellings"), required=1):
                    spellings[person] += _parts(names)
                    bare[person] += _parts(family)
        return cls(holdings, spellings, bare)

    def holders(self, country: str, office: str, on: When | None, *, post: str | None = None) -> list[Holding]:
        """All terms in the office that may have run on a day or within an interval (None: all), oldest first.

        `post` keeps those whose post has all of its words ("navy"). `certain` is told for the days asked for.
        """
        rows = self._by_post.get((country, office), [])
        if post is not None:
            wanted = set(fold(post).split())
            rows = [row for row in rows if wanted <= set(fold(row.post).split())]
        if on is None:
            return list(rows)
        first, last = _days(on)
        return [row.at(first, last) for row in rows if row.possible_days(first, last)]

    def holder(self, country: str, office: str, on: When | None, *, post: str | None = None) -> Holding | None:
        """The one person who held the office on that day, or for nine tenths of that interval or more.

        None where nobody is known, where several are possible (two vice chairmen, a handover on that day or
        within the interval), where the day is not known (`on` None) and the register has more than one holder,
        and for offices of which a country has several (deputies, service chiefs, commanders) without `post`.
        `certain` is False where the term is only known to have been open earlier (`known_to`), where the days
        of its start or end are not known, or where it does not cover the whole interval.
        """
        if office in SHARED_OFFICES and post is None:
            return None
        rows = self.holders(country, office, on, post=post)
        if on is None:
            return rows[0] if len({row.person for row in rows}) == 1 else None
        first, last = _days(on)
        length = last - first + 1
        sure: defaultdict[str, int] = defaultdict(int)
        possible: defaultdict[str, int] = defaultdict(int)
        for row in rows:
            sure[row.person] += row.sure_days(first, last)
            possible[row.person] += row.possible_days(first, last)
        if not possible:
            return None
        best = max(possible, key=lambda person: (sure[person], possible[person]))
        others = sum(days for person, days in possible.items() if person != best)
        if possible[best] < MOSTLY * length or others > (1 - MOSTLY) * length:
            return None
        if others and sure[best] < MOSTLY * length:
            return None
        term = max((row for row in rows if row.person == best), key=lambda row: row.possible_days(first, last))
        return replace(term, certain=sure[best] >= length and not others)

    def posts_of(self, person: str) -> list[Holding]:
        """All terms of a person (the register's spelling or another full one), oldest first; [] if unknown."""
        if person in self._by_person:
            people: tuple[str, ...] = (person,)
        else:
            people = self.full_names().get(fold(person), ())
        return sorted((row for name in people for row in self._by_person[name]), key=lambda row: row.span)

    def named(
        self, name: str, *, on: dt.date | None = None, country: str | None = None, office: str | None = None
    ) -> list[Holding]:
        """The terms that a name can mean, the best first.

        A name is a full name, another spelling of it, a short form ("Mike Mullen", "C. Hagel"), or a bare
        surname, with or without rank or title; accents, case and hyphens make no difference. Better names
        come first, then terms nearer to `on` (without it: later terms). A bare surname means only holders
        whose term lies within a year of `on`, where it is given. `country` and `office` keep what fits them.
        """
        words = without_titles(name)
        first, last = _days(on) if on is not None else (0, _FAR)
        found: list[tuple[float, int, int, Holding]] = []
        for person, score in self._names.people(words).items():
            for row in self._by_person[person]:
                if (country is not None and row.country != country) or (office is not None and row.office != office):
                    continue
                away = row.distance(first, last)
                if score < 2 and away > NEAR:
                    continue
                found.append((-score, away, -row.span[0], row.at(first, last) if on is not None else row))
        found.sort(key=lambda item: item[:3])
        return [row for *_, row in found]

    def surnames(self) -> frozenset[str]:
        """The bare names of all holders, folded (`fold`)."""
        return self._names.bare

    def full_names(self) -> Mapping[str, tuple[str, ...]]:
        """All full spellings, folded (`fold`), each with the persons (as the register spells them) it can mean."""
        return self._full

    @cached_property
    def fingerprint(self) -> str:
        """A short text that is the same for registers that hold the same."""
        digest = hashlib.sha256()
        for row in sorted((*map(str, (h.country, h.office, h.post, h.person, h.start, h.end, h.span)),) for h in self):
            digest.update("\t".join(row).encode())
        for names in (self._spellings, self._bare):
            digest.update(repr(sorted((person, sorted(own)) for person, own in names.items())).encode())
        return digest.hexdigest()[:20]

    @cached_property
    def _full(self) -> Mapping[str, tuple[str, ...]]:
        # Apart from the index, which takes ten times as long and which who asks for whole names does not need.
        return full_names(self._by_person, self._spellings)

    @cached_property
    def _names(self) -> NameIndex:
        homes = {person: rows[0].country for person, rows in self._by_person.items()}
        return NameIndex(homes, self._full, self._spellings, self._bare)


#: The users' files of this process; None where the environment says which.
_chosen: tuple[Path, ...] | None = None


def default() -> Register:
    """The register that comes with the program, with the users' files of `use` or `MILCHANNELS_REGISTER`; read once."""
    return _with(in_use())


def in_use() -> tuple[Path, ...]:
    """The users' files that `default` adds to the program's register."""
    if _chosen is not None:
        return _chosen
    return tuple(Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name)


def use(files: Iterable[Path] | None) -> None:
    """Let `default` be the program's register with these files added; None goes back to what the environment says.

    Raises `RegisterError` where a file is malformed; then all is as it was.
    """
    global _chosen
    before, known = _chosen, in_use()
    _chosen = None if files is None else tuple(Path(name).absolute() for name in files)
    try:
        if in_use():
            default()
    except RegisterError:
        _chosen = before
        raise
    if in_use() != known:
        for cached in _dependent:
            cached.cache_clear()


#: Functions with a memory whose answers come from the register.
_dependent: list[Any] = []


def depends(cached: Cached) -> Cached:
    """Mark a function with a memory (`lru_cache`) whose answers come from `default`: it forgets when that changes."""
    _dependent.append(cached)
    return cached


@cache
def _with(files: tuple[Path, ...]) -> Register:
    return Register.load(extra=files)


def _days(on: When) -> tuple[int, int]:
    """The ordinals of the first and last day asked for."""
    first, last = on if isinstance(on, tuple) else (on, on)
    if last < first:
        raise RegisterError(f"interval {first}/{last} ends before it starts: give the earlier day first")
    return first.toordinal(), last.toordinal()


def _close_open_ends(rows: list[Holding]) -> list[Holding]:
    """Sort one office's terms; an open end ends when another person follows in the same office and post.

    The day up to which an open term is known (`known_to`) stays: two that are known at once both stand.
    """
    rows = sorted(rows, key=lambda row: (row.span, row.post, row.person))
    if rows[0].office in SHARED_OFFICES:
        groups: defaultdict[str, list[Holding]] = defaultdict(list)
        for row in rows:
            groups[row.post].append(row)
    else:
        groups = defaultdict(list, {"": rows})
    closed: dict[int, Holding] = {}
    for group in groups.values():
        starts = [row.span[0] for row in group]
        for row in group:
            if row.end is None:
                later = islice(group, bisect_right(starts, row.span[1]), None)
                follower = next((other for other in later if other.person != row.person), None)
                if follower is not None:
                    until = max(row.span[2], follower.span[1]) if row.span[2] != _FAR else _FAR
                    closed[id(row)] = replace(row, span=(*row.span[:3], until))
    return [closed.get(id(row), row) for row in rows]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


@cache
def _edtf(text: str) -> tuple[int, int]:
    """First and last day of an EDTF day, month or year, as ordinals; ValueError for anything else."""
    parts = text.split("-")
    if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]) or not all(map(str.isdecimal, parts)):
        raise ValueError(f"{text!r} is no date")
    year, month, day = (*map(int, parts), 0, 0)[:3]
    first = dt.date(year, month or 1, day or 1)
    if day:
        return first.toordinal(), first.toordinal()
    following = dt.date(year + 1, 1, 1) if month in (0, 12) else dt.date(year, month + 1, 1)
    return first.toordinal(), following.toordinal() - 1


def _rows(path: Path, columns: tuple[str, ...], required: int) -> Iterator[tuple[int, list[str]]]:
    """Lines of a CSV file, each with its number and its cells in the order of `columns` ("" where there is none).

    Raises `RegisterError` where the file, one of the first `required` columns, or one of their cells is missing.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream)
            header = next(reader, [])
            for name in columns[:required]:
                if name not in header:
                    raise RegisterError(f"{path}:1: column {name!r} is missing: name the columns in the first line")
            width = len(header)
            places = [header.index(name) if name in header else width for name in columns]
            for cells in reader:
                if not cells:
                    continue
                line = reader.line_num
                if len(cells) != width:
                    told = f"{len(cells)} cells where the first line names {width}"
                    raise RegisterError(f"{path}:{line}: {told}: quote cells that hold a comma")
                cells.append("")
                row = [cells[place] for place in places]
                if "" in row[:required]:
                    raise RegisterError(f"{path}:{line}: {columns[row.index('')]!r} is empty: fill it in")
                yield line, row
    except OSError as error:
        raise RegisterError(f"{path}: {error.strerror or error}: give a readable CSV file") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise RegisterError(f"{path}: not a CSV file in UTF-8 ({error}): save it as one") from error


def _read_holders(path: Path) -> list[Holding]:
    """The terms in a file with the columns of `holders.csv`; `RegisterError` with file and line."""
    holdings = []
    for line, row in _rows(path, _COLUMNS, required=4):
        country, office, person, start, end, known, post, wikidata, source = row
        where = f"{path}:{line}:"
        if not (2 <= len(country) <= 4 and country.isascii() and country.isupper()):
            raise RegisterError(f"{where} country {country!r} is no code: use ISO 3166-1 alpha-3, or NATO, EU, UN, AU")
        if office not in _OFFICES:
            raise RegisterError(f"{where} office {office!r} is not known: use one of {', '.join(sorted(_OFFICES))}")
        try:
            begins = _edtf(start)
            ends = _edtf(end) if end else (_edtf(known)[1] if known else _FAR, _FAR)
        except ValueError as error:
            raise RegisterError(f"{where} {error}: write YYYY-MM-DD, YYYY-MM or YYYY") from error
        if ends[1] < begins[0] or (known and not end and ends[0] < begins[0]):
            raise RegisterError(f"{where} the term ends ({end or known}) before it starts ({start}): mend one of them")
        span = (*begins, *ends)
        holdings.append(
            Holding(person, country, office, post, start, end or None, bool(end), wikidata or None, source, span)
        )
    return holdings
