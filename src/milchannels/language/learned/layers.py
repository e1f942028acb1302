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


def beside(x: Floats) -> tuple[Floats, Floats]:
    """For each row the one before it and the one behind it, zeros where there is none."""
    nothing = np.zeros((1, x.shape[1]), np.float32)
    return np.concatenate([nothing, x[:-1]]), np.concatenate([x[1:], nothing])
