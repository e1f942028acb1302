"""The readers of Gephi Lite, run in Node.js, see the labels and weights of what is exported."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from milchannels.network import build, export
from milchannels.network.safe import plain
from milchannels.store import Store

FOLDER = Path(__file__).parent.parent / "node"
NODE = shutil.which("node")

pytestmark = [
    pytest.mark.node,
    pytest.mark.skipif(NODE is None, reason="Node.js is not installed"),
    pytest.mark.skipif(
        not (FOLDER / "node_modules" / "graphology").is_dir(), reason="run `npm install` in tests/node first"
    ),
]


@pytest.mark.parametrize("suffix", ["gexf", "graphml"])
@pytest.mark.parametrize("level", ["person", "post", "country"])
@pytest.mark.parametrize("multi", [False, True])
def test_graphology_reads(store: Store, tmp_path: Path, suffix: str, level: str, multi: bool) -> None:
    path = tmp_path / f"n.{suffix}"
    export(store, path, level=level, multi=multi)
    assert NODE is not None
    run = subprocess.run([NODE, str(FOLDER / "read.mjs"), str(path)], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    seen = json.loads(run.stdout)
    graph = build(store, level=level, multi=multi).graph
    assert {node["id"]: node["label"] for node in seen["nodes"]} == {
        node: plain(data["label"]) for node, data in graph.nodes(data=True)
    }
    assert all(node["color"] and node["size"] > 0 for node in seen["nodes"])
    expected = sorted((*sorted((a, b)), float(weight)) for a, b, weight in graph.edges(data="weight"))
    found = sorted((*sorted((e["source"], e["target"])), float(e["weight"])) for e in seen["edges"])
    assert found == expected
    assert all(edge["label"] for edge in seen["edges"])
