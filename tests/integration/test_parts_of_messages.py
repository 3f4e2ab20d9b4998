"""What one part of a message lacks, the part before it may give; what none answers leaves its room to the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from assistant.answerer import Answerer
from assistant.answering.select import WORD_BUDGET
from assistant.conversation.condense import Standalone
from assistant.domain.evidence import Evidence
from assistant.domain.questions import Question, Shape
from assistant.pipeline import LEANS_FROM, PARTS_WORDS, SURE_ALONE, SURER, WHOLE_AHEAD
from assistant.wiring import Archway

PRICE = "What did the exam of the ML Specialty cost?"
LEANS = "Was the practice exam of the specialty dear?"


def sure_of(alone: float, behind: float) -> Callable[..., float]:
    """How sure an answer is: of the leaning question alone, behind the one before it, and of everything else."""

    def confidence(
        question: Question, _retrieval: object, evidence: Sequence[Evidence], _library: object, **_: object
    ) -> float:
        if question.text == LEANS:
            return alone
        return behind if question.text.endswith(LEANS) else 0.9

    return confidence


@pytest.mark.parametrize(
    ("alone", "behind", "answered"),
    [(LEANS_FROM + 0.01, 0.9, True), (LEANS_FROM - 0.01, 0.9, False), (LEANS_FROM + 0.01, 0.3, False)],
)
def test_a_part_without_an_answer_is_read_behind_the_one_before(
    archway: Archway, monkeypatch: pytest.MonkeyPatch, alone: float, behind: float, answered: bool
) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", sure_of(alone, behind))

    answer = archway.ask(f"{PRICE} {LEANS}")

    assert (answer.status == "answered") is answered
    assert (f"Not in the corpus: {LEANS}" in [notice.text for notice in answer.notices]) is not answered


@pytest.mark.parametrize(
    ("alone", "behind", "leans"),
    [
        (SURE_ALONE - 0.01, SURE_ALONE - 0.01 + SURER, True),
        (SURE_ALONE - 0.01, SURE_ALONE - 0.02 + SURER, False),
        (SURE_ALONE + 0.01, 1.0, False),
    ],
)
def test_a_part_that_is_surer_behind_the_one_before_is_answered_there(
    archway: Archway, monkeypatch: pytest.MonkeyPatch, alone: float, behind: float, leans: bool
) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", sure_of(alone, behind))

    answer = archway.ask(f"{PRICE} {LEANS}")

    assert answer.confidence == pytest.approx(min(0.9, behind if leans else alone))


@pytest.mark.parametrize(
    ("behind", "read_behind"), [(0.9, True), (0.91 - WHOLE_AHEAD, True), (0.89 - WHOLE_AHEAD, False), (0.0, False)]
)
def test_the_first_part_is_read_behind_what_the_message_tells(
    archway: Archway, monkeypatch: pytest.MonkeyPatch, behind: float, read_behind: bool
) -> None:
    told = "Our team took the ML Specialty exam in spring."

    def confidence(question: Question, *_: object, **__: object) -> float:
        return behind if question.text.startswith(told) else 0.9

    monkeypatch.setattr("assistant.answerer.confidence", confidence)
    answer = archway.ask(f"{told} {PRICE} Who is an AI architect?")

    assert answer.confidence == pytest.approx(min(0.9, behind if read_behind else 0.9))


@pytest.mark.parametrize(("behind", "alone_too"), [(1.01 - WHOLE_AHEAD, False), (0.99 - WHOLE_AHEAD, True)])
def test_a_first_part_that_is_sure_behind_what_is_told_is_not_read_alone(
    archway: Archway, monkeypatch: pytest.MonkeyPatch, texts_read: list[str], behind: float, alone_too: bool
) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", lambda *_, **__: behind)

    archway.ask(f"Our team took the ML Specialty exam in spring. {PRICE} Who is an AI architect?")

    assert (PRICE in texts_read) is alone_too


@pytest.mark.parametrize(("alone", "room"), [(0.9, PARTS_WORDS // 2), (LEANS_FROM - 0.01, WORD_BUDGET)])
def test_a_part_without_an_answer_leaves_its_room_to_the_others(
    archway: Archway, monkeypatch: pytest.MonkeyPatch, alone: float, room: int
) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", sure_of(alone, alone))
    rooms: dict[str, int] = {}
    reply = Answerer.reply

    def noted(self: Answerer, standalone: Any, *args: Any, **options: Any) -> Any:
        rooms[standalone.text] = options["room"]
        return reply(self, standalone, *args, **options)

    monkeypatch.setattr(Answerer, "reply", noted)
    archway.ask(f"{PRICE} {LEANS}")

    assert rooms[PRICE] == room


def test_the_sentence_that_asks_says_the_shape(archway: Archway) -> None:
    message = "We compare salaries for an advert. Must an architect know the cloud? We hire in Bonn."
    understood = archway.pipeline.answerer.understood(Standalone(message, message))
    assert understood.shape is Shape.YES_NO
    assert understood.text == message


@pytest.mark.parametrize(("turn", "shape"), [("Which first?", Shape.OPEN), ("and in a bank?", Shape.COMPARISON)])
def test_a_whole_question_takes_over_no_shape(archway: Archway, turn: str, shape: Shape) -> None:
    began = "What is the difference between an AI architect and an AI engineer"
    assert archway.pipeline.answerer.understood(Standalone(f"{began} — {turn}", turn)).shape is shape


@pytest.mark.parametrize(("clause", "parts"), [(SURE_ALONE + 0.01, 2), (SURE_ALONE - 0.01, 1)])
def test_a_clause_that_is_sure_and_not_told_of_is_added(
    archway: Archway, monkeypatch: pytest.MonkeyPatch, clause: float, parts: int
) -> None:
    def confidence(question: Question, *_: object, **__: object) -> float:
        return clause if question.text.startswith("ML Specialty — ") else 0.9

    monkeypatch.setattr("assistant.answerer.confidence", confidence)
    monkeypatch.setattr("assistant.pipeline.is_told", lambda reply, said: not reply.question.text.startswith("ML Specialty — "))
    written: list[int] = []
    monkeypatch.setattr("assistant.pipeline.find_contradiction", lambda *_, **__: None)
    write = archway.pipeline.__class__._replies

    def noted(*args: Any) -> Any:
        replies = write(*args)
        written.append(len(replies))
        return replies

    monkeypatch.setattr(archway.pipeline.__class__, "_replies", noted)
    archway.ask("ML Specialty, which day was its last and how much did it cost")

    assert written == [parts]


def test_a_sentence_that_wants_all_makes_a_list(archway: Archway) -> None:
    message = "How can I tell a good architect? Every sign you have."
    assert archway.pipeline.answerer.understood(Standalone(message, message)).shape is Shape.LIST


def test_a_message_that_is_sure_as_a_whole_is_read_once(
    archway: Archway, monkeypatch: pytest.MonkeyPatch, texts_read: list[str]
) -> None:
    asks = "How much does a senior AI architect earn?"
    message = f"We hire in Bonn. {asks}"
    for sure, texts in ((1.0 - WHOLE_AHEAD, [message]), (0.99 - WHOLE_AHEAD, [message, asks])):
        monkeypatch.setattr("assistant.answerer.confidence", lambda *_, sure=sure, **__: sure)
        texts_read.clear()
        archway.ask(message)
        assert texts_read == texts
