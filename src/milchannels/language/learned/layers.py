"""The layers of which the networks are made: rows of numbers in, rows of numbers out. Computing is numpy's.

Weights are stored under the names that PyTorch gives them ("begin.weight"), as halves, in a file beside this one.
"""

from __future__ import annotations

from importlib import resources

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class Layers:
    """The weights of a network by name (`arrays`), and the layers that they make."""

    def __init__(self, file: str) -> None:
        with resources.files(__package__).joinpath(file).open("rb") as stored, np.load(stored) as found:
            #: Words that the file lists beside its numbers: the labels that its columns stand for.
            self.lists: dict[str, list[str]] = {n: found[n].tolist() for n in found.files if found[n].dtype.kind == "U"}
            self.arrays: dict[str, Floats] = {
                n: np.asarray(found[n], dtype=np.float32) for n in found.files if n not in self.lists
            }

    def __getitem__(self, name: str) -> Floats:
        return self.arrays[name]

    def __contains__(self, name: str) -> bool:
        return name in self.arrays

    def linear(self, name: str, x: Floats) -> Floats:
        """Each row times a matrix, plus a row."""
        found: Floats = np.matmul(x, self[f"{name}.weight"].T)
        found += self[f"{name}.bias"]
        return found

    def normal(self, name: str, x: Floats) -> Floats:
        """Each row moved and scaled to mean 0 and spread 1, then scaled and moved as the weights say."""
        centred: Floats = x - x.mean(1, keepdims=True)
        centred /= np.sqrt((centred**2).mean(1, keepdims=True) + np.float32(1e-5))
        centred *= self[f"{name}.weight"]
        centred += self[f"{name}.bias"]
        return centred


def neighbours(x: Floats) -> Floats:
    """Each row between the one before it and the one behind it, with zeros at the ends (rows x 3 widths)."""
    n, width = x.shape
    found: Floats = np.zeros((n, 3 * width), np.float32)
    found[1:, :width] = x[:-1]
    found[:, width : 2 * width] = x
    found[:-1, 2 * width :] = x[1:]
    return found
