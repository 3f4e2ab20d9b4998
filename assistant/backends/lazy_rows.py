"""Rows of a JSON-lines file as a sequence that reads a row when it is asked for.

A hundred thousand passages and their units as Python objects cost hundreds of megabytes and seconds of every start; a
question looks at some dozens of them.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")

REMEMBERED = 16_384
"""Rows kept as objects, about a kilobyte each: all of an ordinary corpus, and what is asked for often of a large one."""
_BLOCK = 1 << 22


class LazyRows(Sequence[T]):
    """The rows of `path`, each made by `make` from its JSON object when first asked for. Safe to share between threads.

    The file is mapped and must not change; a generation's files never do.
    """

    def __init__(self, path: Path, make: Callable[[dict[str, Any]], T]) -> None:
        self._make = make
        self._starts = _starts(path)
        with path.open("rb") as file:
            self._text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(self._starts) > 1 else b""
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._read)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> list[T]: ...

    def __getitem__(self, place: int | slice) -> T | list[T]:
        """One row, or a list of some. Raises IndexError behind the last row."""
        if isinstance(place, slice):
            return [self._remembered(i) for i in range(*place.indices(len(self)))]
        return self._remembered(place)

    def __iter__(self) -> Iterator[T]:
        """All rows in order. They are not remembered: a walk over a large corpus would forget what is asked for often."""
        return map(self._read, range(len(self)))

    def _read(self, place: int) -> T:
        wanted = place + len(self) if place < 0 else place
        if not 0 <= wanted < len(self):
            raise IndexError(f"row {place} of {len(self)}")
        return self._make(json.loads(self._text[int(self._starts[wanted]) : int(self._starts[wanted + 1])]))


def _starts(path: Path) -> NDArray[np.int64]:
    """Where each line begins, and the end of the file: lines + 1 places; one place for an empty file."""
    ends: list[NDArray[np.int64]] = [np.zeros(1, dtype=np.int64)]
    read = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            ends.append(np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == ord("\n")) + read + 1)
            read += len(block)
    return np.concatenate(ends)
