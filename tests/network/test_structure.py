"""Exported XML against what GEXF 1.3 and GraphML allow: elements, their children and order, attributes and their values.

The published schemas come with no package that could be installed here, so the parts that the program writes are told again
in two tables of facts: of each element its attributes (those with `!` must be there) with the form of their values, and its
children in the order that they must have. `*` is any number, `?` at most one, none of these exactly one.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from pathlib import Path

import pytest
from lxml import etree

from milchannels.network import export
from milchannels.store import Store

TEXT = r"(?s).*"
NUMBER = r"-?\d+(\.\d+)?([eE]-?\d+)?"
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"
BYTE = r"25[0-5]|2[0-4]\d|1?\d?\d"
TYPES = {
    "integer": r"-?\d+",
    "long": r"-?\d+",
    "int": r"-?\d+",
    "double": NUMBER,
    "float": NUMBER,
    "boolean": "true|false",
    "string": TEXT,
}

Rules = dict[str, tuple[dict[str, str], list[str]]]

GEXF: Rules = {
    "gexf": ({"version!": r"1\.3"}, ["meta?", "graph"]),
    "meta": ({"lastmodifieddate": r"\d{4}-\d\d-\d\d"}, ["creator?", "keywords?", "description?"]),
    "creator": ({}, []),
    "description": ({}, []),
    "graph": (
        {
            "mode": "static|dynamic",
            "defaultedgetype": "directed|undirected|mutual",
            "timeformat": "date|dateTime|integer|double",
            "timerepresentation": "interval|timestamp",
        },
        ["attributes*", "nodes", "edges"],
    ),
    "attributes": ({"class!": "node|edge", "mode": "static|dynamic"}, ["attribute*"]),
    "attribute": ({"id!": r"\w+", "title!": ".+", "type!": "integer|long|double|float|boolean|string"}, []),
    "nodes": ({"count": r"\d+"}, ["node*"]),
    "node": ({"id!": r"(?s).+", "label": TEXT}, ["attvalues?", "spells?", "color?", "position?", "size?"]),
    "edges": ({"count": r"\d+"}, ["edge*"]),
    "edge": (
        {"id": r"(?s).+", "source!": r"(?s).+", "target!": r"(?s).+", "weight": NUMBER, "label": TEXT},
        ["attvalues?", "spells?"],
    ),
    "attvalues": ({}, ["attvalue*"]),
    "attvalue": ({"for!": r"\w+", "value!": TEXT}, []),
    "spells": ({}, ["spell*"]),
    "spell": ({"start": MOMENT, "end": MOMENT}, []),
    "color": ({"r!": BYTE, "g!": BYTE, "b!": BYTE}, []),
    "position": ({"x!": NUMBER, "y!": NUMBER, "z": NUMBER}, []),
    "size": ({"value!": NUMBER}, []),
}
GRAPHML: Rules = {
    "graphml": ({"schemaLocation": TEXT}, ["key*", "graph*"]),
    "key": (
        {
            "id!": r"[A-Za-z_]\w*",
            "for": "node|edge|graph|all",
            "attr.name": ".+",
            "attr.type": "boolean|int|long|float|double|string",
        },
        [],
    ),
    "graph": ({"edgedefault!": "directed|undirected"}, ["node*", "edge*"]),
    "node": ({"id!": r"(?s).+"}, ["data*"]),
    "edge": ({"id": r"(?s).+", "source!": r"(?s).+", "target!": r"(?s).+"}, ["data*"]),
    "data": ({"key!": r"[A-Za-z_]\w*"}, []),
}
VIZ = {"color", "position", "size"}


def check(root: etree._Element, rules: Rules, space: str) -> None:
    """Every element is one of the rules, in its namespace, with its attributes and its children in their order."""
    for element in root.iter():
        name = etree.QName(element).localname
        assert etree.QName(element).namespace == (
            f"{space}/viz" if space == "http://gexf.net/1.3" and name in VIZ else space
        )
        attributes, children = rules[name]
        forms = {key.rstrip("!"): form for key, form in attributes.items()}
        told = {etree.QName(key).localname: value for key, value in element.attrib.items()}
        assert told.keys() <= forms.keys(), (name, told)
        assert {key.rstrip("!") for key in attributes if key.endswith("!")} <= told.keys(), (name, told)
        for key, value in told.items():
            assert re.fullmatch(forms[key], value), (name, key, value)
        order = "".join(f"(?:{one.rstrip('*?')} ){one[-1] if one[-1] in '*?' else ''}" for one in children)
        assert re.fullmatch(order, "".join(f"{etree.QName(child).localname} " for child in element)), name


def once(values: list[str | None]) -> set[str | None]:
    """The values as a set; each may occur once, as the schemas ask of what others refer to."""
    assert len(set(values)) == len(values)
    return set(values)


@pytest.mark.parametrize("multi", [False, True])
@pytest.mark.parametrize("level", ["person", "post", "country"])
def test_gexf_has_the_structure_of_1_3(store: Store, tmp_path: Path, level: str, multi: bool) -> None:
    export(store, tmp_path / "n.gexf", level=level, multi=multi)
    root = etree.parse(tmp_path / "n.gexf").getroot()
    check(root, GEXF, "http://gexf.net/1.3")
    g = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    assert root.find("g:graph", g).get("timeformat") == "dateTime"  # type: ignore[union-attr]
    ids = once([node.get("id") for node in root.iterfind(".//g:node", g)])
    once([edge.get("id") for edge in root.iterfind(".//g:edge", g)])
    for kind in ("node", "edge"):
        told = root.find(f".//g:{kind}s", g)
        assert told is not None
        assert told.get("count", str(len(told))) == str(len(told))
        declared = root.findall(f".//g:attributes[@class='{kind}']/g:attribute", g)
        once([one.get("id") for one in declared])
        types = {one.get("id"): one.get("type") for one in declared}
        for element in root.iterfind(f".//g:{kind}", g):
            once([value.get("for") for value in element.iterfind(".//g:attvalue", g)])
            for value in element.iterfind(".//g:attvalue", g):
                assert re.fullmatch(TYPES[types[value.get("for")]], value.get("value") or "")
            spells = [(s.get("start"), s.get("end")) for s in element.iterfind(".//g:spell", g)]
            assert all(dt.datetime.fromisoformat(a or "") < dt.datetime.fromisoformat(b or "") for a, b in spells)
            assert all(a[1] < b[0] for a, b in itertools.pairwise(spells))  # type: ignore[operator]
    for edge in root.iterfind(".//g:edge", g):
        assert {edge.get("source"), edge.get("target")} <= ids
    places = {(p.get("x"), p.get("y")) for p in root.iterfind(".//viz:position", g)}
    assert len(places) == len(ids)


@pytest.mark.parametrize("multi", [False, True])
@pytest.mark.parametrize("level", ["person", "post", "country"])
def test_graphml_has_the_structure_of_its_schema(store: Store, tmp_path: Path, level: str, multi: bool) -> None:
    export(store, tmp_path / "n.graphml", level=level, multi=multi)
    root = etree.parse(tmp_path / "n.graphml").getroot()
    check(root, GRAPHML, "http://graphml.graphdrawing.org/xmlns")
    g = {"g": "http://graphml.graphdrawing.org/xmlns"}
    keys = {key.get("id"): key for key in root.iterfind("g:key", g)}
    once([key.get("id") for key in root.iterfind("g:key", g)])
    # Gephi takes a key called d3 for the label: ours have names.
    assert not any(re.fullmatch(r"d\d+", key or "") for key in keys)
    ids = once([node.get("id") for node in root.iterfind(".//g:node", g)])
    once([edge.get("id") for edge in root.iterfind(".//g:edge", g)])
    for element in root.iterfind("g:graph/*", g):
        once([data.get("key") for data in element])
        for data in element:
            key = keys[data.get("key")]
            assert key.get("for") == etree.QName(element).localname
            assert re.fullmatch(TYPES[key.get("attr.type") or ""], data.text or "")
    for edge in root.iterfind(".//g:edge", g):
        assert {edge.get("source"), edge.get("target")} <= ids


@pytest.mark.parametrize("suffix", [".gexf", ".graphml", ".csv", ".jsonl", ".ftm"])
def test_the_same_store_gives_the_same_bytes(store: Store, tmp_path: Path, suffix: str) -> None:
    written = [export(store, tmp_path / f"{name}{suffix}") for name in "ab"]
    assert [[path.read_bytes() for path in paths] for paths in written[:1]] == [
        [path.read_bytes() for path in paths] for paths in written[1:]
    ]


def test_colours_by_bloc(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "n.gexf", level="country", by_bloc=True)
    root = etree.parse(tmp_path / "n.gexf").getroot()
    g = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    colours = {n.get("id"): tuple(n.find("viz:color", g).attrib.values()) for n in root.iterfind(".//g:node", g)}  # type: ignore[union-attr]
    assert colours["USA"] == colours["FRA"] == colours["TUR"]
    assert len({colours["USA"], colours["RUS"], colours["CHN"]}) == 3
