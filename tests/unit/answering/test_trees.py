"""Boosted trees as numbers in a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.answering.trees import Trees, read_trees, write_trees

TREES = Trees(
    start=-1.0,
    names=("height", "weight"),
    roots=np.array([0, 3], dtype=np.int32),
    columns=np.array([0, -1, -1, 1, -1, 0, -1, -1], dtype=np.int16),
    thresholds=np.array([2.0, 0, 0, 5.0, 0, 1.0, 0, 0], dtype=np.float32),
    left=np.array([1, 1, 2, 4, 4, 6, 6, 7], dtype=np.int32),
    right=np.array([2, 1, 2, 5, 4, 7, 6, 7], dtype=np.int32),
    values=np.array([0, 0.5, 2.0, 0, 1.0, 0, -3.0, 4.0], dtype=np.float32),
)
"""Height up to 2 gives 0.5, else 2; weight up to 5 gives 1, else height up to 1 gives -3, else 4."""


@pytest.mark.parametrize(
    ("height", "weight", "log_odds"), [(2.0, 5.0, 0.5), (2.1, 5.0, 2.0), (1.0, 5.1, -3.5), (1.5, 6.0, 3.5), (3.0, 6.0, 5.0)]
)
def test_each_tree_adds_the_value_of_the_leaf_that_a_row_comes_to(height: float, weight: float, log_odds: float) -> None:
    (probability,) = TREES.probabilities([(height, weight)])

    assert probability == pytest.approx(1 / (1 + np.exp(-log_odds)))


def test_rows_do_not_depend_on_those_beside_them() -> None:
    rows = [(2.0, 5.0), (3.0, 6.0), (1.0, 5.1)]

    assert TREES.probabilities(rows).tolist() == [TREES.probabilities([row])[0] for row in rows]
    assert TREES.probabilities([]).shape == (0,)


def test_trees_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_trees(TREES, tmp_path / "trees.npz")
    read = read_trees(tmp_path / "trees.npz")

    assert (read.start, read.names) == (TREES.start, TREES.names)
    assert read.probabilities([(3.0, 6.0)]) == TREES.probabilities([(3.0, 6.0)])
    write_trees(read, tmp_path / "again.npz")
    assert (tmp_path / "again.npz").read_bytes() == (tmp_path / "trees.npz").read_bytes()
