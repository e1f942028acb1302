"""The generated store by which speed is measured is a store like others, and the same each time."""

from __future__ import annotations

from pathlib import Path

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


def test_it_is_the_same_each_time(where: Path) -> None:
    written = []
    for name in ("a", "b"):
        with Store(where / f"{name}.db", create=False) as store:
            [path] = export(store, where / f"{name}.gexf")
            written.append(path.read_bytes())
    assert written[0] == written[1]
