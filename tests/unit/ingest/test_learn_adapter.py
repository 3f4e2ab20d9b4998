"""Learning from readers' questions: what comes closer, when nothing is learned, and what is kept beside the questions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.backends.tuned_model import TunedMaps, write_tuned
from assistant.domain.errors import CorpusError
from assistant.domain.ports import EncodedText, Matrix, Vector
from assistant.retrieval.adapter import mapped
from assistant.retrieval.question_map import QuestionMap
from ingest.contrastive import EncodedQuestions, learn
from ingest.corpus import Corpus, build_corpus
from ingest.learn_adapter import LEAST_QUESTIONS, Learned, TunedReader, keep, learn_anew, learned_for, tuned_layers
from ingest.load import ENCODER_FILE, LEARNED_FILE, read_corpus
from ingest.reader_questions import ReaderQuestion
from tests.fake_encoder import FakeEncoder

SECTIONS = 12
DIMENSION = 24
RANDOM = np.random.default_rng(5)


def unit_rows(count: int) -> Matrix:
    rows = RANDOM.normal(size=(count, DIMENSION)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def questions_of(vectors: Matrix) -> EncodedQuestions:
    """Questions of one token each, which is their vector."""
    return EncodedQuestions(vectors, vectors.astype(np.float16), np.arange(len(vectors) + 1))


def encoded(vector: Vector, tokens: Matrix) -> EncodedText:
    return EncodedText(vector, tokens, np.zeros((len(tokens), 2), dtype=np.int32), ("x",) * len(tokens))


def nearest(questions: Matrix, maps: tuple[QuestionMap, NDArray[np.float32]], units: Matrix) -> list[int]:
    placed = np.stack([maps[0].of(encoded(vector, vector[None])).reshape(-1) for vector in questions])
    return list((placed @ mapped(units, maps[1]).T).argmax(axis=1))


def asked_elsewhere(units: Matrix, times: int) -> tuple[Matrix, list[int]]:
    """Questions that lie, all in the same way, far from the units that answer them."""
    turn = np.linalg.qr(RANDOM.normal(size=(DIMENSION, DIMENSION)))[0].astype(np.float32)
    answers = [number % len(units) for number in range(times * len(units))]
    noise = 0.1 * RANDOM.normal(size=(len(answers), DIMENSION)).astype(np.float32)
    return units[answers] @ turn + noise, answers


def test_new_questions_lie_near_their_answers_after_learning() -> None:
    units = unit_rows(SECTIONS)
    questions, answers = asked_elsewhere(units, 500)
    shown, held = slice(0, 450 * SECTIONS), slice(450 * SECTIONS, None)

    maps = learn(
        questions_of(questions[shown]), [(a,) for a in answers[shown]], units, np.zeros((0, DIMENSION), dtype=np.float32)
    )

    right = np.mean(np.equal(nearest(questions[held], maps, units), answers[held]))
    before = np.mean(np.equal(list((questions[held] @ units.T).argmax(axis=1)), answers[held]))
    assert right > 0.9 > 0.5 > before


def test_a_question_about_what_is_missing_lies_nearer_to_its_topic_than_to_any_unit() -> None:
    places = unit_rows(SECTIONS)
    units, topics = places[:10], places[10:]
    questions, answers = asked_elsewhere(places, 400)

    maps = learn(questions_of(questions), [(a,) for a in answers], units, topics)

    found = nearest(questions, maps, np.concatenate([units, topics]))
    assert np.mean([f >= 10 for f, a in zip(found, answers, strict=True) if a >= 10]) > 0.9


def test_attention_finds_the_token_that_tells_what_is_asked() -> None:
    units = unit_rows(SECTIONS)
    hint = unit_rows(SECTIONS)  # the token that stands for each unit, among tokens that say nothing
    answers = [number % SECTIONS for number in range(500 * SECTIONS)]
    tokens = np.stack([np.concatenate([hint[a][None], 2.0 * unit_rows(5)]) for a in answers])
    tokens[:, 0] += 2.0 * np.eye(DIMENSION, dtype=np.float32)[0]
    asked = EncodedQuestions(
        tokens.mean(axis=1), tokens.reshape(-1, DIMENSION).astype(np.float16), np.arange(0, 6 * len(answers) + 1, 6)
    )
    shown = slice(0, 450 * SECTIONS)
    part = EncodedQuestions(asked.vectors[shown], asked.tokens, asked.bounds[: 450 * SECTIONS + 1])

    with_tokens, unit_map = learn(part, [(a,) for a in answers[shown]], units, np.zeros((0, DIMENSION), dtype=np.float32))

    rest, placed = range(450 * SECTIONS, len(answers)), mapped(units, unit_map)
    whole_only = QuestionMap(with_tokens.whole, with_tokens.attention, 0 * with_tokens.parts)
    right = [
        np.mean(
            [int((by.of(encoded(asked.vectors[q], tokens[q])).reshape(-1) @ placed.T).argmax()) == answers[q] for q in rest]
        )
        for by in (with_tokens, whole_only)
    ]
    assert right[0] > 0.9 > right[1]


def test_a_question_without_tokens_is_mapped_by_its_vector_alone() -> None:
    eye = np.eye(3, dtype=np.float32)
    by = QuestionMap(eye[None], np.zeros((1, 3, 2), dtype=np.float32), np.ones((1, 2, 3, 3), dtype=np.float32))

    assert np.allclose(by.of(encoded(eye[1], np.zeros((0, 3), dtype=np.float32))), eye[1])


def test_learning_twice_gives_the_same() -> None:
    units = unit_rows(SECTIONS)
    questions, answers = asked_elsewhere(units, 30)
    targets = [(a,) for a in answers]
    nothing = np.zeros((0, DIMENSION), dtype=np.float32)

    (first, first_units), (second, second_units) = (learn(questions_of(questions), targets, units, nothing) for _ in range(2))

    assert np.array_equal(first_units, second_units)
    assert all(np.array_equal(getattr(first, name), getattr(second, name)) for name in ("whole", "attention", "parts"))


def many_questions(folder: Path, count: int = LEAST_QUESTIONS) -> Corpus:
    """A corpus of two sections and one missing topic with so many questions."""
    (folder / "kilns.md").write_text("# Kilns\n\nA kiln fires clay.\n\n## Heat\n\nA kiln is hot.\n", encoding="utf-8")
    (folder / "questions").mkdir(exist_ok=True)
    targets = ("document: kilns", "document: kilns\n  section: Heat", "topic: weight")
    rows = [f'- {targets[n % 3]}\n  asked: ["question {n} on it"]\n' for n in range(count)]
    (folder / "questions" / "a.yaml").write_text("".join(rows), encoding="utf-8")
    return build_corpus(*read_corpus([folder]))


def vectors_of(corpus: Corpus) -> Matrix:
    return np.stack([encoded.vector for encoded in FakeEncoder().encode([unit.text for unit in corpus.units])])


def same(one: Learned, other: Learned) -> bool:
    names = ("unit_map", "missing", "asked", "hashes")
    equal = all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)
    maps = ("whole", "attention", "parts")
    equal = equal and all(np.array_equal(getattr(one.question_map, n), getattr(other.question_map, n)) for n in maps)
    return equal and (one.topics, one.digest) == (other.topics, other.digest)


def test_few_questions_teach_nothing_and_the_adapter_says_so(tmp_path: Path) -> None:
    corpus = many_questions(tmp_path, LEAST_QUESTIONS - 1)
    learned = learned_for(corpus, vectors_of(corpus), FakeEncoder(), None)

    assert learned.digest == ""
    assert not learned.adapter(vectors_of(corpus), corpus.questions).learned


def test_what_was_learned_is_kept_beside_the_questions_and_read_from_there(tmp_path: Path) -> None:
    corpus = many_questions(tmp_path)
    learned = learn_anew(corpus, vectors_of(corpus), FakeEncoder())
    keep(learned, tmp_path / "questions" / LEARNED_FILE)

    kept = learned_for(corpus, np.full_like(vectors_of(corpus), np.nan), FakeEncoder(), None)  # unusable to learn from

    assert same(kept, learned)
    assert learned.topics == ("weight",)
    assert (
        kept.adapter(vectors_of(corpus), corpus.questions).of(FakeEncoder().encode(["question 2 on it"])[0]).topic == "weight"
    )
    assert not read_corpus([tmp_path])[1]


def test_what_was_learned_from_other_questions_is_not_used(tmp_path: Path) -> None:
    corpus = many_questions(tmp_path)
    keep(replace(learn_anew(corpus, vectors_of(corpus), FakeEncoder()), digest="other"), tmp_path / "questions" / LEARNED_FILE)

    assert same(
        learned_for(corpus, vectors_of(corpus), FakeEncoder(), None), learn_anew(corpus, vectors_of(corpus), FakeEncoder())
    )


def test_listed_questions_stand_with_the_units_that_they_ask_for(tmp_path: Path) -> None:
    corpus = many_questions(tmp_path)
    adapter = learn_anew(corpus, vectors_of(corpus), FakeEncoder()).adapter(vectors_of(corpus), corpus.questions)
    question = next(number for number, q in enumerate(corpus.questions) if q.units == (1,))
    said = adapter.of(FakeEncoder().encode([corpus.questions[question].text])[0])

    assert list(adapter.listed.answering) == list(adapter.listed.unit_groups) == [0, 1]
    assert len(adapter.listed.group_starts) == 3  # two sections and a topic
    assert said.asked[1] == pytest.approx(1.0, abs=0.02)


def test_a_question_that_other_facts_bring_is_mapped_as_the_others_were(tmp_path: Path) -> None:
    corpus = many_questions(tmp_path)
    keep(learn_anew(corpus, vectors_of(corpus), FakeEncoder()), tmp_path / "questions" / LEARNED_FILE)
    more = replace(corpus, questions=(ReaderQuestion("question on another", (0,)), *corpus.questions))

    found = learned_for(more, vectors_of(corpus), FakeEncoder(), None)

    assert len(found.asked) == len(found.hashes) == len(more.questions)
    placed = found.question_map.of(FakeEncoder().encode(["question on another"])[0])[0]
    assert np.allclose(found.asked[0] * found.scales[0].astype(np.float32), placed, atol=0.005)  # rounded to 8 bits
    assert np.array_equal(found.asked[1:], learned_for(corpus, vectors_of(corpus), FakeEncoder(), None).asked)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04broken"])
def test_a_broken_file_is_named_with_its_remedy(tmp_path: Path, content: bytes) -> None:
    corpus = many_questions(tmp_path)
    (tmp_path / "questions" / LEARNED_FILE).write_bytes(content)

    with pytest.raises(CorpusError, match="delete it, or write it anew: archway corpus learn"):
        learned_for(corpus, vectors_of(corpus), FakeEncoder(), None)


def tuned_beside(corpus_folder: Path, corpus: Corpus, base: str = "fake") -> TunedReader | None:
    """Layers beside the questions of a corpus, tuned from the encoder `base`, as an ingest finds them."""
    maps = TunedMaps(base, *(np.eye(32, 8, dtype=np.float32) for _ in range(2)))
    write_tuned(corpus_folder / "questions" / ENCODER_FILE, {}, maps)
    found = tuned_layers(corpus, FakeEncoder())
    return TunedReader(found[0], "digest", found[1], FakeEncoder("tuned")) if found else None


def test_behind_tuned_layers_the_maps_are_theirs_and_their_encoder_reads_the_questions(tmp_path: Path) -> None:
    corpus = many_questions(tmp_path)
    tuned = tuned_beside(tmp_path, corpus)
    assert tuned is not None

    learned = learn_anew(corpus, vectors_of(corpus), FakeEncoder(), tuned)

    assert np.array_equal(learned.question_map.whole[0], tuned.maps.question_map)
    assert np.array_equal(learned.unit_map[0], tuned.maps.unit_map)
    assert not learned.question_map.parts.size
    assert learned.layers == tmp_path / "questions" / ENCODER_FILE
    asked = FakeEncoder().encode([corpus.questions[0].text])[0]
    assert np.allclose(learned.asked[0] * learned.scales[0].astype(np.float32), learned.question_map.of(asked)[0], atol=0.01)
    assert not read_corpus([tmp_path])[1]


def test_what_was_learned_behind_tuned_layers_is_kept_for_these_alone(tmp_path: Path) -> None:
    corpus = many_questions(tmp_path)
    tuned = tuned_beside(tmp_path, corpus)
    assert tuned is not None
    learned = learn_anew(corpus, vectors_of(corpus), FakeEncoder(), tuned)
    keep(learned, tmp_path / "questions" / LEARNED_FILE)

    kept = learned_for(corpus, np.full_like(vectors_of(corpus), np.nan), FakeEncoder(), None, tuned)
    others = learned_for(corpus, vectors_of(corpus), FakeEncoder(), None, replace(tuned, digest="another"))

    assert same(kept, learned)
    assert kept.layers == learned.layers
    assert others.digest != learned.digest


def test_layers_tuned_from_another_encoder_are_not_used(tmp_path: Path) -> None:
    assert tuned_beside(tmp_path, many_questions(tmp_path), base="another") is None


def test_layers_that_cannot_be_read_are_named_with_their_remedy(tmp_path: Path) -> None:
    corpus = many_questions(tmp_path)
    (tmp_path / "questions" / ENCODER_FILE).write_bytes(b"broken")

    with pytest.raises(CorpusError, match="archway corpus learn --encoder"):
        tuned_layers(corpus, FakeEncoder())
