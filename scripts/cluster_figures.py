"""Prints how well linking puts together what belongs together: B-cubed on the sets in data/clusters.

    python3 scripts/cluster_figures.py [--errors] [FOLDER]

Needs the package installed (or `src` on PYTHONPATH). `--errors` tells what went wrong, save in the held sets.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from milchannels.evaluation.clusters import figures, linked, mistakes, read_clusters

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "data" / "clusters")
    parser.add_argument("--errors", action="store_true", help="tell what went wrong, save in the held sets")
    given = parser.parse_args()
    found = read_clusters(given.folder)
    answers = linked(found)
    print(f"{'set':<16} {'groups':>6} {'items':>6} {'precision':>10} {'recall':>8} {'F1':>8}")
    for name, one in figures(answers).items():
        print(f"{name:<16} {one.groups:>6} {one.items:>6} {one.precision:>10.3f} {one.recall:>8.3f} {one.f1:>8.3f}")
    if given.errors:
        open_parts = frozenset(item.part for item in found.items if not item.part.endswith("-held"))
        for line in mistakes(answers, open_parts):
            print(line)


if __name__ == "__main__":
    main()
