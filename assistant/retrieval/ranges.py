"""Rows that belong together stand in a range: the rows of several ranges at once, and the highest value in each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.domain.ports import Vector

Numbers = NDArray[np.int64]


def rows_in(firsts: Numbers, lengths: Numbers) -> tuple[Numbers, Numbers]:
    """All rows of ranges (ranges,), one behind the other, and where each range begins among them."""
    begins = np.cumsum(lengths) - lengths
    return np.repeat(firsts - begins, lengths) + np.arange(int(lengths.sum())), begins


def highest_in(values: Vector, begins: Numbers, lengths: Numbers, least: float) -> Vector:
    """The highest of the `values`, one a row of `rows_in`, in each range, and at least `least`, which an empty one gets."""
    highest = np.full(len(lengths), least, dtype=np.float32)
    filled = lengths > 0
    if filled.any():
        highest[filled] = np.maximum(np.maximum.reduceat(values, begins[filled]), least)
    return highest
