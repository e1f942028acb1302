"""The generated store by which speed is measured is a store like others, and the same each time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from milchannels import queries
from milchannels.network import export
from milchannels.queries.rows import Filters, records
from milchannels.store import Store


@pytest.fixture
def where(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(root / "scripts"))
    import large_network

    for name in ("a.db", "b.db"):
        large_network.make(tmp_path / name, contacts=400, persons=60)
    return tmp_path


def test_a_generated_store_answers_as_others_do(where: Path) -> None:
    with Store(where / "a.db", create=False) as store:
        contacts = list(records(store, Filters()))
        assert len(contacts) == 400
        [line] = queries.channels(store, level="country", limit=1)
        told = queries.between(store, line.a.id, line.b.id, limit=5, most=2)
        assert (told.total, len(told.contacts), told.sources) == (sum(line.statuses.values()), 5, line.sources)
        assert queries.chosen(store, contacts[0].participants[0].name or "").id == contacts[0].participants[0].person


@pytest.mark.parametrize("level", queries.LEVELS)
@pytest.mark.parametrize(
    "filters",
    [{}, {"since": "2010", "mode": "meeting"}, {"min_confidence": 0.7, "min_sources": 2}, {"theme": "taiwan"}],
)
def test_what_the_database_counts_is_what_its_rows_tell(where: Path, level: str, filters: dict[str, Any]) -> None:
    """A limit that leaves nothing out changes nothing, whoever the two sides are."""
    with Store(where / "a.db", create=False) as store:
        for line in queries.channels(store, level=level, limit=3):
            sides = [_side(one) for one in (line.a, line.b)]
            whole = queries.between(store, *sides, **filters)
            assert queries.between(store, *sides, limit=1_000, most=1_000, **filters) == whole
            assert whole.total == len(whole.contacts)
            assert whole.sources == len({source.article for one in whole.contacts for source in one.sources})


def _side(end: queries.ChannelEnd) -> queries.Side:
    if end.kind == "country":
        return queries.Side(frozenset([end.id]))
    return queries.Side(person=end.id) if end.kind == "person" else queries.Side(post=end.id)


def test_it_is_the_same_each_time(where: Path) -> None:
    written = []
    for name in ("a", "b"):
        with Store(where / f"{name}.db", create=False) as store:
            [path] = export(store, where / f"{name}.gexf")
            written.append(path.read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize("form", [".gexf", ".graphml", ".csv"])
def test_two_processes_write_the_same_bytes(where: Path, tmp_path: Path, form: str) -> None:
    import large_network

    assert "the same bytes" in large_network.twice(str(where / "a.db"), tmp_path, form)
