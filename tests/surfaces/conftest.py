"""A process-wide service over the fake assistant, put back after each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.surfaces import service
from tests.fakes import FakeArchway


@pytest.fixture
def archway() -> Iterator[FakeArchway]:
    """The fake that every surface of this process asks."""
    fake = FakeArchway()
    service.install(service.Service(lambda: fake))
    yield fake
    service.install(None)
