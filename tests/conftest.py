"""Fixtures that several folders of tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.corpus import Corpus, build_corpus
from ingest.load import read_corpus
from tests.fake_encoder import FakeEncoder

PROJECT = Path(__file__).parents[1]


@pytest.fixture
def encoder() -> FakeEncoder:
    """An encoder that has seen nothing yet."""
    return FakeEncoder()


@pytest.fixture(scope="session")
def project_corpus() -> Corpus:
    """The project's own corpus, read and split once."""
    return build_corpus(*read_corpus([PROJECT / "corpus"]))
