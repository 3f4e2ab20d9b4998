"""The everyday questions of an index."""

from __future__ import annotations

from assistant.backends.model_files import PACKAGED
from ingest.background import everyday_vectors, off_topic_questions
from tests.fake_encoder import FAKE_DIMENSION, FakeEncoder


def test_everyday_questions_are_kept_for_the_packaged_model_each_once() -> None:
    encoder = FakeEncoder()

    vectors = everyday_vectors(encoder, PACKAGED, FAKE_DIMENSION)

    assert vectors.shape == (len(encoder.encoded), FAKE_DIMENSION)
    assert set(off_topic_questions()) < set(encoder.encoded)
    assert len({text.lower() for text in encoder.encoded}) == len(encoder.encoded)


def test_another_model_has_none_since_its_cosines_mean_something_else() -> None:
    encoder = FakeEncoder()

    assert everyday_vectors(encoder, "another-model", FAKE_DIMENSION).shape == (0, FAKE_DIMENSION)
    assert not encoder.encoded
