"""A store of a few contacts, some told with names that no file form likes."""

from __future__ import annotations

import pytest

from factories import contact, telling
from milchannels.store import Store

HOSTILE = [
    "Quote \" and ' Smith",
    "<script>alert(1)</script> Smith",
    "Ampersand & Sons",
    "Bell \x07 and null \x00 Smith",
    "Right \u202eto left\u202c Smith",
    "Emoji 🪖 Smith",
    "=HYPERLINK(1) Smith",
    "]]> Smith",
    "Line\nbreak\tand tab Smith",
    "N" * 10_000 + " Smith",
    "Non \ufffe character \uffff Smith",
    "Шойгу Сергей",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("n") / "s.db")
    a, s = "Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm"
    call = contact(a, s, date="2022-10-21")
    for article, extraction in [
        telling("a", call, contact(a, s, date="2022-10-23"), contact(a, s, date="2022-12-01", status="refused")),
        telling("b", call, contact(a, "/FRA/dm", date="2022-10-24")),
        telling("c", contact(a, "Mark Milley/USA/cd", s, "Hulusi Akar/TUR/dm", date="2022-11", mode="meeting")),
        telling("d", contact(a, "/CHN", mode="talks")),
        telling("e", contact(a, "=Ben Wallace/GBR/dm", date="2022-09")),
    ]:
        store.ingest(article, extraction)
    for n, name in enumerate(HOSTILE):
        party = contact(a, "/DEU/mo", date="2020-01-01").participants[1]
        hostile = party.model_copy(update={"name": name, "kind": "person"})
        told = contact(a, "/DEU/mo", date="2020-01-01", quote=name or "q")
        told.participants[1] = hostile
        store.ingest(*telling(f"h{n}", told, published="2020-01-02", title=name))
    store.link()
    return store
