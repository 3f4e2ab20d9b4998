"""The reference encoder, without loading a model."""

from __future__ import annotations

import threading
import time

from assistant.backends.sentence_model import SentenceModel


class SlowModel(SentenceModel):
    """Counts its loadings, each long enough for another thread to come in between."""

    loadings = 0

    def _load(self) -> object:
        self.loadings += 1
        time.sleep(0.05)
        return object()


def test_two_threads_load_the_model_once() -> None:
    model = SlowModel()
    threads = [threading.Thread(target=lambda: model._model) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert model.loadings == 1
