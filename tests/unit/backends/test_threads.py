"""Matrix products on one thread."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits

from assistant.backends.threads import multiply_on_one_thread


def blas_threads() -> set[int]:
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}


def test_products_run_on_one_thread_from_then_on() -> None:
    with threadpool_limits(limits=2, user_api="blas"):
        multiply_on_one_thread()
        np.ones((8, 8)) @ np.ones((8, 8))

        assert blas_threads() == {1}
