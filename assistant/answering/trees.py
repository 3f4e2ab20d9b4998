"""Boosted regression trees (Friedman, Annals of Statistics 2001) as numbers in a file, so that answering needs no library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees one after the other, node by node: the root of tree t is node roots[t].

    A node asks whether the number in its column (`columns`) is at most its threshold (`thresholds`) and goes on to `left`, else
    to `right`; a leaf has column -1 and a value (`values`). `start` is the log-odds before any tree, `names` (columns,) tell
    what the columns hold.
    """

    start: float
    names: tuple[str, ...]
    roots: NDArray[np.int32]
    columns: NDArray[np.int16]
    thresholds: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    values: NDArray[np.float32]

    def probabilities(self, rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
        """The probability of each row, which holds the columns in the order of `names`; shape (rows,)."""
        table = np.asarray(rows, dtype=np.float32).reshape(len(rows), len(self.names))
        own = np.arange(len(table))[:, None]
        at = np.broadcast_to(self.roots, (len(table), len(self.roots)))
        while (asks := self.columns[at]).max(initial=-1) >= 0:
            goes_left = table[own, asks] <= self.thresholds[at]
            at = np.where(asks < 0, at, np.where(goes_left, self.left[at], self.right[at]))
        odds = self.start + self.values[at].sum(axis=1, dtype=np.float64)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)))


def read_trees(file: Path) -> Trees:
    """The trees of a file that `write_trees` wrote."""
    with np.load(file) as stored:
        start, names = float(stored["start"]), tuple(str(name) for name in stored["names"])
        return Trees(start, names, *(stored[part] for part in _PARTS))


def write_trees(trees: Trees, file: Path) -> None:
    """Write trees to a file; the same trees give the same bytes."""
    arrays = {part: getattr(trees, part) for part in _PARTS}
    np.savez_compressed(file, start=np.float64(trees.start), names=np.array(trees.names), **arrays)


_PARTS = ("roots", "columns", "thresholds", "left", "right", "values")
