"""Fits the weights of `language/confidence.py` to the annotated articles and writes `lexicons/confidence.yaml`.

    python scripts/calibrate.py [GOLD] [--check]

Logistic regression with a ridge penalty, by Newton's method. Prints the expected calibration error (ten bins) of
predictions made by leaving out every fifth article in turn; `--check` prints and writes nothing.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from logistic import fit
from milchannels.evaluation.likeness import best_pairs, contact_likeness
from milchannels.language import confidence, pipeline
from milchannels.language.annotations import Annotations
from milchannels.language.events import to_contact
from milchannels.records import Article

ROOT = Path(__file__).resolve().parent.parent
RIDGE = 2.0


def observations(folder: Path) -> list[tuple[int, list[float], float]]:
    """(article number, features, whether right) of every contact that is found in the annotated articles."""
    nlp = pipeline.load()
    rows = []
    for number, path in enumerate(sorted(folder.glob("*.json"))):
        gold = json.loads(path.read_text(encoding="utf-8"))
        article = Article.model_validate({k: gold[k] for k in ("id", "title", "published", "text")})
        doc = nlp.make_doc(article.text)
        doc._.mil = Annotations(published=article.published, title=article.title)
        drafts = nlp(doc)._.mil.drafts
        found = [to_contact(doc, draft).model_dump(mode="json") for draft in drafts]
        right = {j: gold["contacts"][i] for i, j in best_pairs(gold["contacts"], found, contact_likeness)}
        for j, draft in enumerate(drafts):
            gold_contact = right.get(j)
            if gold_contact is None and found[j]["track"] == "political":
                continue
            if gold_contact is not None and (gold_contact["track"] == "political" or gold_contact.get("optional")):
                continue
            rows.append(
                (
                    number,
                    [confidence.features(draft)[name] for name in confidence.FEATURES],
                    float(gold_contact is not None),
                )
            )
    return rows


def fit_with_constant(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights, the intercept last."""
    x = np.hstack([x, np.ones((len(x), 1))])
    return fit(x, y, np.array([RIDGE] * (x.shape[1] - 1) + [0.01]))


def predict(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-(x @ w[:-1] + w[-1]))))


def calibration_error(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """The mean gap between what is said and what is true, weighted by the number in each tenth."""
    place = np.minimum((p * bins).astype(int), bins - 1)
    gaps = [
        abs(p[place == b].mean() - y[place == b].mean()) * (place == b).sum() for b in range(bins) if (place == b).any()
    ]
    return float(sum(gaps) / len(p))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="?", default=ROOT / "data" / "gold")
    parser.add_argument("--check", action="store_true", help="print the figures and write nothing")
    args = parser.parse_args()
    rows = observations(args.gold)
    number = np.array([row[0] for row in rows])
    x = np.array([row[1] for row in rows], dtype=float)
    y = np.array([row[2] for row in rows], dtype=float)
    left_out = np.zeros(len(y))
    for fold in range(5):
        test = number % 5 == fold
        left_out[test] = predict(x[test], fit_with_constant(x[~test], y[~test]))
    brier = float(((left_out - y) ** 2).mean())
    print(
        f"{len(y)} contacts, {int(y.sum())} right; left out: calibration error {calibration_error(left_out, y):.3f}, Brier {brier:.3f}"
    )
    for limit in (0.5, 0.6, 0.7, 0.8, 0.9):
        kept = left_out >= limit
        if kept.any():
            print(f"  at {limit:.1f} and above: {int(kept.sum())} contacts, {y[kept].mean():.3f} right")
    if not args.check:
        lines = [
            f"  {name}: {weight:.3f}"
            for name, weight in zip([*confidence.FEATURES, "constant"], fit_with_constant(x, y), strict=True)
        ]
        head = "# Weights of language/confidence.py, written by scripts/calibrate.py. Do not edit by hand.\nweights:\n"
        (ROOT / "src/milchannels/lexicons/confidence.yaml").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
