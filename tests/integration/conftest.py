"""The assistant over the cloud corpus, indexed once for all tests that only ask it."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answerer import Answerer
from assistant.conversation.condense import Standalone
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


@pytest.fixture
def texts_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were answered as questions since, in order."""
    texts: list[str] = []
    reply = Answerer.reply

    def noted(self: Answerer, standalone: Standalone, *args: Any, **options: Any) -> Any:
        texts.append(standalone.text)
        return reply(self, standalone, *args, **options)

    monkeypatch.setattr(Answerer, "reply", noted)
    return texts
