"""A thread beside the one that answers: what waits for no Python code runs there while the question goes on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

AHEAD = ThreadPoolExecutor(thread_name_prefix="ahead")
"""For passes through a model and searches of the vector index, which leave the interpreter to others."""
