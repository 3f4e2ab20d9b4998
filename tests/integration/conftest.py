"""The assistant over the cloud corpus, indexed once for all tests that only ask it."""

from __future__ import annotations

import pytest

from assistant.wiring import Archway
from ingest.build_index import ingest
from tests.fake_encoder import FakeEncoder
from tests.integration.cloud_corpus import write_cloud_corpus
from tests.small_index import open_small_index


@pytest.fixture(scope="session")
def archway(tmp_path_factory: pytest.TempPathFactory) -> Archway:
    """The assistant over the cloud corpus."""
    folder = tmp_path_factory.mktemp("clouds")
    ingest([write_cloud_corpus(folder)], folder / "index", FakeEncoder(), model_name="fake")
    return open_small_index(folder / "index")
