"""Logistic regression with a ridge penalty: observations in, weights out. What `calibrate.py`,
`train.py` and `train_dates.py` share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np


def fit(x: np.ndarray, y: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    """The weights of the columns of `x`, by Newton's method; `penalty` is the ridge of each column."""
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w


def fit_features(
    rows: Sequence[Mapping[str, float]], right: Sequence[bool], ridge: float, least: int
) -> dict[str, float]:
    """The weight of each feature that at least `least` rows have, in the order of the names."""
    counts = Counter(name for row in rows for name, value in row.items() if value)
    names = sorted(name for name, n in counts.items() if n >= least)
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                x[i, column[name]] = value
    w = fit(x, np.array(right, dtype=float), np.full(len(names), ridge))
    return {name: round(float(w[i]), 3) for name, i in column.items()}
