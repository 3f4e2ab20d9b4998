"""Rows of several ranges at once, empty ranges among them."""

from __future__ import annotations

import numpy as np

from assistant.retrieval.ranges import highest_in, rows_in

FIRSTS, LENGTHS = np.array([4, 9, 0, 7]), np.array([3, 0, 1, 2])


def test_the_rows_of_ranges_follow_one_another() -> None:
    rows, begins = rows_in(FIRSTS, LENGTHS)

    assert (rows.tolist(), begins.tolist()) == ([4, 5, 6, 0, 7, 8], [0, 3, 3, 4])


def test_each_range_gets_its_highest_value_and_an_empty_one_the_least() -> None:
    begins = rows_in(FIRSTS, LENGTHS)[1]
    values = np.array([0.1, 0.9, 0.2, -3.0, 0.4, 0.3], dtype=np.float32)

    assert highest_in(values, begins, LENGTHS, -1.0).tolist() == np.array([0.9, -1.0, -1.0, 0.4], dtype=np.float32).tolist()


def test_no_ranges_and_only_empty_ones_have_no_rows() -> None:
    for lengths in (np.zeros(0, dtype=np.int64), np.zeros(2, dtype=np.int64)):
        rows, begins = rows_in(np.zeros_like(lengths), lengths)

        assert not rows.size
        assert highest_in(np.zeros(0, dtype=np.float32), begins, lengths, -1.0).tolist() == [-1.0] * len(lengths)
