"""A small store in, graphs and files out; every file is read back by strict readers."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from milchannels.errors import MilchannelsError, UsageError
from milchannels.network import Network, build, edges, export
from milchannels.network.looks import colour, size
from milchannels.network.safe import cell, plain, writing, xml
from milchannels.store import LinkedContact, Store

GEXF = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
FORBIDDEN = {"type", "id", "label", "start", "end", "weight"}


def test_edges_at_each_level(store: Store) -> None:
    found = {(e.source, e.target): e for e in edges(store, "country")}
    line = found["RUS", "USA"]
    assert (line.weight, line.held) == (4, 3)
    assert (str(line.first), str(line.last)) == ("2022-10-21", "2022-12-01")
    assert line.statuses == ("held", "refused")
    assert found["RUS", "TUR"].weight == 1
    assert ("CHN", "USA") in found
    posts = {(e.source, e.target): e.weight for e in edges(store, "post")}
    assert posts["FRA defense_minister", "USA defense_minister"] == 1
    assert not any("CHN" in f"{pair}" for pair in posts), "a delegation holds no post"


def test_people_of_one_country_are_not_linked_by_a_meeting(store: Store) -> None:
    graph = Network.of(store).graph
    label = {data["label"]: node for node, data in graph.nodes(data=True)}
    assert not graph.has_edge(label["Lloyd Austin"], label["Mark Milley"])
    assert graph.has_edge(label["Mark Milley"], label["Sergei Shoigu"])
    assert graph[label["Lloyd Austin"]][label["Sergei Shoigu"]]["weight"] == 4
    assert graph.nodes[label["French defense minister"]]["kind"] == "post"
    assert graph.nodes[label["Ben Wallace"]]["kind"] == "person"


def test_multi_has_one_edge_a_contact(store: Store) -> None:
    graph = build(store, level="country", multi=True).graph
    assert isinstance(graph, nx.MultiGraph)
    assert graph.number_of_edges("USA", "RUS") == 4
    keys = [key for _, _, key in graph.edges(keys=True)]
    assert len(set(keys)) == len(keys)
    [french] = graph["USA"]["FRA"]
    assert french == graph["USA"]["FRA"][french]["contacts"][0], "the contact's id is the key"


def test_filters_narrow_the_network(store: Store) -> None:
    graph = build(store, level="country", filters={"status": "refused", "mode": None}).graph
    assert set(graph.nodes) == {"RUS", "USA"}
    with pytest.raises(UsageError, match="nonsense"):
        build(store, filters={"nonsense": 1})


@pytest.mark.parametrize("level", ["person", "post", "country"])
@pytest.mark.parametrize("multi", [False, True])
def test_gexf(store: Store, tmp_path: Path, level: str, multi: bool) -> None:
    export(store, tmp_path / "n.gexf", level=level, multi=multi)
    root = etree.parse(tmp_path / "n.gexf").getroot()
    graph = build(store, level=level, multi=multi).graph
    nodes = {node.get("id"): node for node in root.iterfind(".//g:node", GEXF)}
    found = root.findall(".//g:edge", GEXF)
    assert set(nodes) == set(graph.nodes)
    assert len(found) == graph.number_of_edges()
    assert len({edge.get("id") for edge in found}) == len(found)
    titles = {a.get("title") for a in root.iterfind(".//g:attribute", GEXF)}
    assert not titles & FORBIDDEN
    assert {"country", "first", "last", "modes", "statuses"} <= titles
    declared = {a.get("id") for a in root.iterfind(".//g:attribute", GEXF)}
    assert {v.get("for") for v in root.iterfind(".//g:attvalue", GEXF)} <= declared
    for id_, node in nodes.items():
        assert node.get("label") == plain(graph.nodes[id_]["label"])
        assert node.find("viz:color", GEXF) is not None
        assert float(node.find("viz:size", GEXF).get("value")) == size(graph.nodes[id_]["strength"])
    for edge in found:
        assert float(edge.get("weight")) >= 1
        assert edge.get("label")
        spells = [(spell.get("start"), spell.get("end")) for spell in edge.iterfind(".//g:spell", GEXF)]
        assert all(start < end for start, end in spells)
        assert spells == sorted(spells)


@pytest.mark.parametrize("level", ["person", "post", "country"])
@pytest.mark.parametrize("multi", [False, True])
def test_graphml(store: Store, tmp_path: Path, level: str, multi: bool) -> None:
    export(store, tmp_path / "n.graphml", level=level, multi=multi)
    graph = build(store, level=level, multi=multi).graph
    read = nx.read_graphml(tmp_path / "n.graphml", force_multigraph=multi)
    assert set(read.nodes) == set(graph.nodes)
    assert read.number_of_edges() == graph.number_of_edges()
    for node, data in read.nodes(data=True):
        assert data["label"] == plain(graph.nodes[node]["label"])
    weights = {frozenset(pair[:2]): pair[2] for pair in graph.edges(data="weight")}
    assert all(data["weight"] == weights[frozenset((a, b))] for a, b, data in read.edges(data=True))
    keys = [key.get("id") for key in etree.parse(tmp_path / "n.graphml").iterfind(".//{*}key")]
    assert len(set(keys)) == len(keys)
    assert not any(key[1:].isdigit() for key in keys)


def test_csv(store: Store, tmp_path: Path) -> None:
    written = export(store, tmp_path / "n.csv")
    assert [path.name for path in written] == ["n.csv", "n.nodes.csv"]
    with written[1].open(encoding="utf-8", newline="") as file:
        nodes = list(csv.DictReader(file))
    with written[0].open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    ids = {node["Id"] for node in nodes}
    assert {line["Source"] for line in lines} | {line["Target"] for line in lines} == ids
    assert {line["Type"] for line in lines} == {"Undirected"}
    assert max(int(line["Weight"]) for line in lines) == 4
    assert "'=HYPERLINK(1) Smith" in {node["Label"] for node in nodes}
    told = [value for row in (*nodes, *lines) for name, value in row.items() if name not in "XY"]
    assert not any(value.startswith(("=", "+", "-", "@")) for value in told)


def test_jsonl(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "n.jsonl", filters={"since": "2022-10-21", "until": "2022-10-21"})
    [line] = (tmp_path / "n.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    LinkedContact.model_validate(told)
    assert told["id"].startswith("c-")
    assert {(source["article"], source["contact"]) for source in told["sources"]} == {("a", "a-0"), ("b", "b-0")}
    assert all(party["person"] for party in told["participants"])
    export(store, tmp_path / "all.jsonl")
    parties = [p for line in (tmp_path / "all.jsonl").open(encoding="utf-8") for p in json.loads(line)["participants"]]
    assert all((party["person"] is None) == (party["name"] is None) for party in parties)
    assert any(party["person"] is None for party in parties)


@pytest.mark.parametrize("suffix", ["gexf", "graphml", "csv", "jsonl"])
def test_the_same_bytes_again(store: Store, tmp_path: Path, suffix: str) -> None:
    first = [path.read_bytes() for path in export(store, tmp_path / f"one.{suffix}")]
    again = [path.read_bytes() for path in export(store, tmp_path / f"two.{suffix}")]
    assert first == again


@pytest.mark.parametrize("name", ["n.pdf", "n", "gexf"])
def test_an_unknown_ending_is_refused(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"\.gexf"):
        export(store, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(store: Store, tmp_path: Path) -> None:
    with pytest.raises(MilchannelsError, match="cannot write"):
        export(store, tmp_path / "no" / "n.gexf")


def test_a_write_that_fails_leaves_what_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("before")

    def half() -> None:
        with writing(tmp_path / "a", tmp_path / "b") as [one, _]:
            one.write("half")
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        half()
    assert (tmp_path / "a").read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a\x00b\x1fc", "abc"),
        ("\ud800x", "x"),
        ("<&>\"'", "&lt;&amp;&gt;&quot;'"),
        ("a\nb\tc\r", "a&#10;b&#9;c&#13;"),
        ("🪖\u202e", "🪖\u202e"),
        ("]]>", "]]&gt;"),
    ],
)
def test_xml_text(text: str, safe: str) -> None:
    assert xml(text) == safe
    assert etree.fromstring(f'<a b="{xml(text)}">{xml(text)}</a>').get("b") == plain(text)


@pytest.mark.parametrize(
    ("value", "told"),
    [("=1+1", "'=1+1"), (" @x", "' @x"), ("+x", "'+x"), ("-x", "'-x"), (-3, "-3"), (None, ""), ("a=b", "a=b")],
)
def test_cells(value: object, told: str) -> None:
    assert cell(value) == told


def test_colours_are_those_of_countries() -> None:
    assert colour("RUS") == colour("RUS") != colour("USA")
    assert all(0 <= part <= 255 for code in ("RUS", "USA", None, "") for part in colour(code))
