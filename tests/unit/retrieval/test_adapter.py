"""Passages that only the adapter finds, and the topics that a corpus is known not to hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from assistant.answering.evidence import gather_evidence
from assistant.domain.ports import EncodedText, Matrix
from assistant.retrieval.adapter import Adapter, mapped
from assistant.retrieval.listed_questions import NEAREST_UNITS, ListedQuestions, packed
from assistant.retrieval.question_map import QuestionMap
from assistant.retrieval.retrieve import ADAPTED_WEIGHT, ASKED_WEIGHT, Part, Retriever
from tests.fake_encoder import FAKE_DIMENSION, FakeEncoder
from tests.unit.answering.builders import make_library, make_retriever, page, read

LIBRARY = make_library(
    page("Services", "Caches", "A cache keeps copies.", "Caches expire."),
    page("Services", "Queues", "A queue keeps messages in order."),
    page("Pay", "Base pay", "An architect earns well."),
)
ASKED = "what do I take home"
PAY = 3
ROUNDED = 0.01
"""What a cosine with a listed question may be off, since these are kept in 8 bits."""


def vector(text: str) -> Matrix:
    return FakeEncoder().encode([text])[0].vector


PLAIN_MAP = QuestionMap(
    np.eye(FAKE_DIMENSION, dtype=np.float32)[None],
    np.zeros((1, FAKE_DIMENSION, 1), dtype=np.float32),
    np.zeros((1, 1, FAKE_DIMENSION, FAKE_DIMENSION), dtype=np.float32),
)
"""Leaves a question where the encoder puts it."""


def encoded(text: str) -> EncodedText:
    return FakeEncoder().encode([text])[0]


def taught(unit: int, topics: tuple[str, ...] = (), listed: str = "some other question") -> Adapter:
    """An adapter under which `ASKED` and the unit fall together, and each topic with its own words; readers asked `listed` of
    the unit, and of each topic its name."""
    units = np.zeros((len(LIBRARY.units), FAKE_DIMENSION), dtype=np.float32)
    units[unit] = vector(ASKED)
    missing = np.stack([vector(topic) for topic in topics]) if topics else np.zeros((0, FAKE_DIMENSION), dtype=np.float32)
    return Adapter(
        questions=PLAIN_MAP,
        units=units,
        missing=missing,
        topics=topics,
        listed=ListedQuestions(
            *packed(np.concatenate([vector(listed)[None], missing])),
            group_starts=np.arange(1 + len(topics), dtype=np.int32),
            answering=np.array([unit], dtype=np.int32),
            unit_starts=np.zeros(1, dtype=np.int32),
            unit_groups=np.zeros(1, dtype=np.int32),
        ),
    )


def with_adapter(adapter: Adapter, near: list[int]) -> Retriever:
    return replace(make_retriever(LIBRARY, near=near), adapter=adapter)


def test_maps_give_rows_of_unit_length_side_by_side_and_leave_nothing_as_nothing() -> None:
    doubled = 2 * np.eye(3, 2, dtype=np.float32)
    rows = np.array([[3.0, 4.0, 9.0], [0.0, 0.0, 1.0]], dtype=np.float32)

    assert np.allclose(mapped(rows, np.stack([doubled, doubled[:, ::-1]])), [[0.6, 0.8, 0.8, 0.6], [0.0, 0.0, 0.0, 0.0]])


def test_a_unit_is_as_near_as_the_mean_of_the_maps_says_and_a_listed_question_as_the_first() -> None:
    one = taught(PAY, listed=ASKED)
    turned = np.roll(PLAIN_MAP.whole, 1, axis=2)
    both = QuestionMap(
        np.concatenate([PLAIN_MAP.whole, turned]), *(np.concatenate([m, m]) for m in (PLAIN_MAP.attention, PLAIN_MAP.parts))
    )
    adapter = replace(one, questions=both, units=np.concatenate([one.units, one.units], axis=1))

    said = adapter.of(encoded(ASKED))

    assert said.units[PAY] == pytest.approx((1 + np.roll(vector(ASKED), 1) @ vector(ASKED)) / 2, abs=1e-6)
    assert said.asked[PAY] == pytest.approx(1.0, abs=ROUNDED)


def test_a_passage_is_raised_by_its_best_unit_under_the_adapter() -> None:
    plain = make_retriever(LIBRARY).propose([Part(ASKED)], None).scores
    near = float(vector("what do I take") @ vector(ASKED))
    raised = with_adapter(taught(PAY, listed="what do I take"), [0, 1, 2]).propose([Part(ASKED)], None).scores

    assert raised == {
        0: plain[0],
        1: plain[1],
        2: pytest.approx(plain[2] + ADAPTED_WEIGHT + ASKED_WEIGHT * near, abs=ROUNDED * ASKED_WEIGHT),
    }


def test_a_unit_is_as_near_as_the_nearest_listed_question_that_it_answers() -> None:
    adapter = Adapter(
        questions=PLAIN_MAP,
        units=np.zeros((4, FAKE_DIMENSION), dtype=np.float32),
        listed=ListedQuestions(
            *packed(np.stack([vector("one"), vector(ASKED), vector("two")])),
            group_starts=np.array([0, 2], dtype=np.int32),
            answering=np.array([0, 1, 3], dtype=np.int32),
            unit_starts=np.array([0, 1, 2], dtype=np.int32),
            unit_groups=np.array([0, 1, 1, 0], dtype=np.int32),
        ),
    )

    said = adapter.of(encoded(ASKED)).asked

    assert said[0] == pytest.approx(1.0, abs=ROUNDED)
    assert said[1] == pytest.approx(float(vector("two") @ vector(ASKED)), abs=ROUNDED)
    assert said[2] == 0.0
    assert said[3] == pytest.approx(1.0, abs=ROUNDED)  # answers those of both groups


def test_questions_are_looked_at_where_their_units_lie_near() -> None:
    count = NEAREST_UNITS + 1
    listed = ListedQuestions(
        *packed(np.ones((count, 1), dtype=np.float32)),
        group_starts=np.arange(count, dtype=np.int32),
        answering=np.arange(count, dtype=np.int32),
        unit_starts=np.arange(count, dtype=np.int32),
        unit_groups=np.arange(count, dtype=np.int32),
    )
    units = np.linspace(0, 1, count, dtype=np.float32)

    by_unit, about_topics = listed.nearest(np.ones(1, dtype=np.float32), units, np.zeros(0, dtype=np.float32))

    assert by_unit[0] == 0.0  # the unit farthest away
    assert np.allclose(by_unit[1:], 1.0, atol=ROUNDED)
    assert about_topics == 0.0


def test_evidence_carries_the_units_own_cosine_and_comes_first_by_it() -> None:
    question = read(ASKED, LIBRARY)
    retriever = with_adapter(taught(PAY), [0, 1, 2])
    found = retriever.rerank(retriever.propose([Part(question.search_text)], None), 3)
    evidence = gather_evidence(question, found, LIBRARY)

    assert evidence[0].unit.position == PAY
    assert [round(e.adapted, 5) for e in evidence] == [1.0, 0.0, 0.0, 0.0]


def test_the_nearest_missing_topic_is_named_and_a_corpus_without_any_names_none() -> None:
    found = taught(PAY, ("bonus at signing", "holidays")).of(encoded("bonus at signing"))

    assert (found.topic, round(found.missing, 5), round(found.missing_asked, 2)) == ("bonus at signing", 1.0, 1.0)
    alone = taught(PAY).of(encoded("holidays"))
    assert (alone.topic, alone.missing, alone.missing_asked) == ("", 0.0, 0.0)


def test_without_an_adapter_retrieval_says_nothing_of_it() -> None:
    retriever = make_retriever(LIBRARY)
    found = retriever.rerank(retriever.propose([Part(ASKED)], None), 3)

    assert not retriever.adapter.learned
    assert (found.adapted.units.size, found.adapted.asked.size, found.adapted.topic) == (0, 0, "")
    assert {candidate.adapted for candidate in found.candidates} == {0.0}


def test_a_later_turn_is_held_against_the_units_and_the_listed_questions_by_its_readings() -> None:
    retriever = with_adapter(taught(PAY, listed=ASKED), [0, 1, 2])
    other = "something quite different"
    found = retriever.rerank(retriever.propose([Part(other), Part(ASKED, reading=1.0)], None), 3).adapted

    assert found.units[PAY] == pytest.approx(1.0)
    assert found.asked[PAY] == pytest.approx(1.0, abs=ROUNDED)
    assert retriever.rerank(retriever.propose([Part(other)], None), 3).adapted.units[PAY] < 0.9


def test_every_part_of_a_later_turn_is_searched_with_what_its_readings_tell() -> None:
    retriever = with_adapter(taught(PAY, listed=ASKED), [0, 1, 2])
    other = "something quite different"

    alone = retriever.propose([Part(other)], None).scores
    read = retriever.propose([Part(other), Part(ASKED, weight=0.0, reading=1.0)], None).scores

    nearer = 1.0 - float(vector(other) @ vector(ASKED))
    assert read[2] - alone[2] == pytest.approx((ADAPTED_WEIGHT + ASKED_WEIGHT) * nearer, abs=ROUNDED)


def test_several_readings_are_asked_where_their_weighted_mean_lies() -> None:
    adapter = taught(PAY, ("holidays",), listed=ASKED)
    readings = [(encoded(ASKED), 3.0), (encoded("holidays"), 1.0)]
    place = 0.75 * vector(ASKED) + 0.25 * vector("holidays")

    found = adapter.of_readings(readings)

    assert found.units[PAY] == pytest.approx(place @ vector(ASKED), abs=1e-6)
    assert found.asked[PAY] == pytest.approx(place @ vector(ASKED), abs=ROUNDED)
    assert found.missing == pytest.approx(place @ vector("holidays"), abs=1e-6)
    assert adapter.of_readings([(encoded(ASKED), 9.0)]).units == pytest.approx(adapter.of(encoded(ASKED)).units)
    assert Adapter().of_readings(readings).units.size == 0


def test_in_a_talk_what_is_learned_counts_more_than_the_words() -> None:
    question = read(ASKED, LIBRARY)
    retriever = with_adapter(taught(PAY), [0, 1, 2])
    retrieval = retriever.rerank(retriever.propose([Part(question.search_text)], None), 3)

    alone, in_talk = (
        {e.unit.position: e.score for e in gather_evidence(question, retrieval, LIBRARY, in_talk=talk)}
        for talk in (False, True)
    )

    ahead = [scores[PAY] / max(score for position, score in scores.items() if position != PAY) for scores in (alone, in_talk)]
    assert in_talk[PAY] > 1.0
    assert ahead[1] > 1.2 * ahead[0]


def test_texts_are_mapped_together_as_each_is_alone() -> None:
    random = np.random.default_rng(3)
    size = FAKE_DIMENSION
    whole, attention, parts = (
        random.normal(size=(2, size, 4)),
        random.normal(size=(2, size, 3)),
        random.normal(size=(2, 3, size, 4)),
    )
    maps = QuestionMap(*(one.astype(np.float32) for one in (whole, attention, parts)))
    texts = [encoded(text) for text in (ASKED, "caches", "queues of messages")]

    together = maps.of_pieces(texts)

    assert together.shape == (3, 2, 4)
    np.testing.assert_allclose(together, np.stack([maps.of(text) for text in texts]), atol=1e-6)


def test_a_question_is_read_by_the_encoder_that_was_tuned_for_the_maps() -> None:
    units = np.eye(FAKE_DIMENSION, dtype=np.float32)[:3]
    plain = Adapter(QuestionMap(np.eye(FAKE_DIMENSION, dtype=np.float32)[None]), units)
    tuned = replace(plain, encoder=Backwards())
    question = replace(FakeEncoder().encode(["live"])[0], text="live")
    other = FakeEncoder().encode(["evil"])[0]

    assert np.allclose(tuned.of(question).units, plain.of(other).units)
    assert np.allclose(tuned.of_readings([(question, 1.0)]).units, plain.of(other).units)
    assert not np.allclose(plain.of(question).units, plain.of(other).units)
    assert np.allclose(tuned.mapped([tuned.seen(question)]), plain.mapped([other]))


class Backwards(FakeEncoder):
    """Reads every text from its end."""

    def encode(self, texts: Sequence[str]) -> list[EncodedText]:
        return super().encode([text[::-1] for text in texts])
