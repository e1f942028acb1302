"""A store whose persons are linked in, linked contacts brought up to date out.

Only what can concern the new tellings is read. Of each level (`windows`) those are placed afresh that are new, or lie
within the days of something placed afresh at a more exact level, with all that hangs together with them at their own.
What is more exact and lies within their days is taken as the store has it: it does not depend on them. So the answer
is the same as if all tellings were placed at once, level by level, and the order and the batches of ingest do not matter.

Rules make clusters, kept in the column `cluster`; what users say is one is put together of these, in `linked`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from ..store import tables as t
from ..store.chunks import chunks
from . import tellings as loading
from .contacts import Cluster, Clustering, Unit, cluster_id, units_of
from .judgements import Judgement, Rulings, obeying, rulings, settle
from .tellings import Telling, widened
from .windows import SPANS, Level
from .write_contacts import Linked, write

#: About as many new tellings are worked on at a time: memory stays small, queries few.
_SLICE = 4000


def link_contacts(connection: Connection) -> tuple[int, int]:
    """Link all that is marked; gives how many contacts as told that were, and the judgements added."""
    c = t.contacts.c
    waiting = connection.execute(select(c.key, c.sides).where(c.dirty).order_by(c.sides, c.key)).all()
    ruled = rulings(connection, "contact")
    decided = 0
    for keys in _slices((row.key, row.sides) for row in waiting):
        decided += _Work(connection, ruled).run(keys)
    for chunk in chunks(row.key for row in waiting):
        connection.execute(t.contacts.update().where(c.key.in_(chunk)).values(dirty=False))
    return len(waiting), decided


def _slices(waiting: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """Keys in portions; the tellings of some countries all in one."""
    portion: list[str] = []
    last = ""
    for key, sides in waiting:
        if len(portion) >= _SLICE and sides != last:
            yield portion
            portion = []
        portion.append(key)
        last = sides
    if portion:
        yield portion


class _Work:
    """One portion of new tellings, put in their places."""

    def __init__(self, connection: Connection, ruled: Rulings) -> None:
        self._connection = connection
        self._ruled = ruled
        self._known: dict[str, Telling] = {}
        self._placed: set[str] = set()
        self._by_sides: dict[str, Clustering] = {}
        self._stored: dict[str, Cluster] = {}
        self._judged: list[Judgement] = []
        self._done: list[Cluster] = []

    def run(self, keys: list[str]) -> int:
        """Place, write, and record; gives the number of judgements added."""
        new = defaultdict(list)
        for one in self._take(loading.load(self._connection, keys)):
            new[one.level].append(one)
        afresh: list[Telling] = []
        for level in SPANS:
            again = self._hanging_together([*new[level], *self._take(self._reached(afresh, level))], level)
            self._add_context(again, level)
            self._place(again, level)
            afresh += again
        for level in (Level.LONG, Level.NEWS, Level.RUN):
            self._place_apart(self._hanging_together(new[level], level), level)
        self._place_alone(new[Level.ALONE])
        return self._finish()

    def _take(self, tellings: Iterable[Telling]) -> list[Telling]:
        """The tellings, known from now on."""
        taken = list(tellings)
        self._known.update((one.key, one) for one in taken)
        return taken

    def _reached(self, afresh: list[Telling], level: Level) -> list[Telling]:
        """Tellings of a level that hang on what was placed afresh at more exact ones."""
        return loading.within(self._connection, (widened(one, level) for one in afresh), self._known)

    def _hanging_together(self, seeds: list[Telling], level: Level) -> list[Telling]:
        """The seeds with all of their level that bears on them, and all that bears on that."""
        found = {one.key: one for one in seeds}
        frontier: list[Telling] = seeds
        while frontier:
            wanted = {widened(one, level) for one in frontier}
            frontier = self._take(loading.within(self._connection, wanted, self._known))
            found.update((one.key, one) for one in frontier)
        return [found[key] for key in sorted(found)]

    def _add_context(self, again: list[Telling], level: Level) -> None:
        """The more exact contacts on which the tellings can be hung, as the store has them."""
        if not again or level is Level.DAY:
            return
        lower = [one for one in SPANS if one < level]
        wanted = {widened(one, each) for one in again for each in lower}
        near = self._take(loading.within(self._connection, wanted, self._known))
        ids = {one.cluster for one in near if one.cluster}
        c = t.contacts.c
        keys: set[str] = set()
        for chunk in chunks(ids):
            query = select(c.key).where(c.cluster.in_(chunk), c.level < int(level))
            keys.update(self._connection.scalars(query))
        near += self._take(loading.load(self._connection, keys - self._known.keys()))
        self._restore(near)

    def _restore(self, tellings: list[Telling]) -> None:
        """Put tellings into the clusters that they have in the store."""
        members: dict[str, list[Telling]] = defaultdict(list)
        for one in tellings:
            members[one.cluster or one.key].append(one)
        for id_, told in sorted(members.items()):
            home = self._stored.get(id_)
            if home is None:
                home = self._stored[id_] = Cluster(id=id_)
                self._clustering(told[0].sides).clusters.append(home)
            for unit in units_of(told, self._ruled):
                home.add(unit)

    def _clustering(self, sides: str) -> Clustering:
        if sides not in self._by_sides:
            self._by_sides[sides] = Clustering(self._ruled)
        return self._by_sides[sides]

    def _place(self, again: list[Telling], level: Level) -> None:
        self._placed.update(one.key for one in again)
        for sides, told in _grouped(again).items():
            self._clustering(sides).place(told, level)

    def _place_apart(self, again: list[Telling], level: Level) -> None:
        """Runs, undated tellings and long spans are compared with their like alone."""
        self._placed.update(one.key for one in again)
        for told in _grouped(again).values():
            clustering = Clustering(self._ruled)
            clustering.place(told, level)
            self._done += clustering.clusters
            self._judged += clustering.judged

    def _place_alone(self, tellings: list[Telling]) -> None:
        self._placed.update(one.key for one in tellings)
        for one in tellings:
            self._done.append(Cluster([Unit([one])], {one.article}))

    def _finish(self) -> int:
        for clustering in self._by_sides.values():
            self._done += clustering.clusters
            self._judged += clustering.judged
        touched = [one for one in self._done if not self._placed.isdisjoint(_keys(one))]
        left = {self._known[key].cluster for key in self._placed}
        # What a telling has left has to be written again too.
        touched += [one for one in self._done if one.id in left and self._placed.isdisjoint(_keys(one))]
        for one in touched:
            one.id = cluster_id(one.tellings)
        groups = self._as_users_say(touched)
        homes = {key: one.linked for key, one in self._known.items() if one.linked}
        homes.update((telling.key, group.id) for group in groups for telling in group.tellings)
        write(self._connection, touched, groups)
        return settle(self._connection, "contact", homes, self._judged, self._placed)

    def _as_users_say(self, touched: list[Cluster]) -> list[Linked]:
        """Clusters as they are to be shown: those of rules, and what users say is one put together."""
        clusters = {one.id: one for one in touched}
        frontier = list(touched)
        while frontier:
            keys = self._bound(frontier) - {key for one in clusters.values() for key in _keys(one)}
            frontier = self._stored_clusters(keys)
            clusters.update((one.id, one) for one in frontier)
        ordered = [clusters[id_] for id_ in sorted(clusters)]
        if not self._ruled.join:
            return [Linked(one.id, one.tellings) for one in ordered]
        told = {telling.key: telling for one in ordered for telling in one.tellings}
        groups = obeying([_keys(one) for one in ordered], self._ruled)
        found = [[told[key] for key in sorted(group)] for group in groups]
        return [Linked(cluster_id(tellings), tellings) for tellings in found]

    def _bound(self, clusters: list[Cluster]) -> set[str]:
        """Keys of all that users have said to be one with these, or that was shown as one with them until now."""
        keys = {mate for one in clusters for key in _keys(one) for mate in self._ruled.mates(key)}
        shown = {telling.linked for one in clusters for telling in one.tellings if telling.linked}
        c = t.contacts.c
        for chunk in chunks(shown):
            keys.update(self._connection.scalars(select(c.key).where(c.linked.in_(chunk))))
        return keys

    def _stored_clusters(self, keys: set[str]) -> list[Cluster]:
        """The clusters of rules, as the store has them, to which these keys belong."""
        c = t.contacts.c
        ids: set[str] = set()
        for chunk in chunks(keys):
            ids.update(self._connection.scalars(select(c.cluster).where(c.key.in_(chunk), c.cluster.is_not(None))))
        members: dict[str, list[Telling]] = defaultdict(list)
        for chunk in chunks(ids):
            found = list(self._connection.scalars(select(c.key).where(c.cluster.in_(chunk))))
            for one in self._take(loading.load(self._connection, found)):
                members[one.cluster or one.key].append(one)
        return [Cluster([Unit([one]) for one in told], id=id_) for id_, told in sorted(members.items())]


def _keys(one: Cluster) -> list[str]:
    return [telling.key for unit in one.units for telling in unit.tellings]


def _grouped(tellings: list[Telling]) -> dict[str, list[Telling]]:
    by_sides: dict[str, list[Telling]] = defaultdict(list)
    for one in tellings:
        by_sides[one.sides].append(one)
    return by_sides
