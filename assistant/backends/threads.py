"""How many threads a matrix product takes; the only place that knows threadpoolctl."""

from __future__ import annotations


def multiply_on_one_thread() -> None:
    """Let each matrix product of this process run on one thread from now on.

    A question's products are small, and threads that wait for one another take more time than they spare: on two processors
    answers took a quarter less without them.
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")
