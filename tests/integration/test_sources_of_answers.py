"""Asked where its last answer comes from, the assistant says again what it said, with the sources and the day of the check."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain.answers import Answer
from assistant.domain.conversation import Turn
from assistant.evaluation.score import broken_rules
from assistant.wiring import Archway
from ingest.build_index import ingest
from tests.fake_encoder import FakeEncoder
from tests.small_index import open_small_index

PAY = "How much does a senior AI architect earn?"


def after(archway: Archway, question: str, said: str | None = None) -> tuple[Answer, Answer]:
    """The answer about pay, and that to a question after it (or after `said` in its place)."""
    first = archway.ask(PAY)
    talk = [Turn("user", PAY), Turn("assistant", first.answer if said is None else said)]
    return first, archway.ask(question, talk)


@pytest.mark.parametrize("question", ["source?", "Who says so, and is the number solid?", "isn't that outdated?"])
def test_what_was_said_is_said_again_with_its_sources(archway: Archway, question: str) -> None:
    first, then = after(archway, question)
    assert then.status == "answered"
    assert then.confidence >= first.confidence
    assert then.citations[0].quote in [citation.quote for citation in first.citations]
    where = next(notice.text for notice in then.notices if notice.kind == "scope")
    assert all(source.title in where for citation in then.citations for source in citation.sources)
    assert broken_rules(then, archway.document) == []


def test_asked_again_it_still_traces_the_answer_that_was_given(archway: Archway) -> None:
    first, then = after(archway, "source?")
    talk = [Turn("user", PAY), Turn("assistant", first.answer)]
    talk += [Turn("user", "source?"), Turn("assistant", then.answer)] * 400
    assert archway.ask("are you sure?", talk).citations[0].quote == then.citations[0].quote


def test_thanks_in_between_are_passed_over(archway: Archway) -> None:
    first, then = after(archway, "source?")
    talk = [Turn("user", PAY), Turn("assistant", first.answer)]
    talk += [Turn("user", "thanks!"), Turn("assistant", archway.ask("thanks!", talk).answer)]
    assert archway.ask("source?", talk).citations == then.citations


def test_an_answer_in_other_words_is_traced_to_what_it_says(archway: Archway) -> None:
    first, then = after(archway, "source?", said="A senior AI architect makes quite a sum.")
    assert {citation.quote for citation in then.citations} & {citation.quote for citation in first.citations}


def test_an_abstention_has_no_source(archway: Archway) -> None:
    unknown = "How much does Zyntrix charge in Budapest?"
    talk = [Turn("user", unknown), Turn("assistant", archway.ask(unknown).answer)]
    assert archway.ask("source?", talk).abstained


def test_without_a_talk_there_is_nothing_to_trace(archway: Archway) -> None:
    assert not any("Where this stands" in notice.text for notice in archway.ask("source?").notices)


@pytest.mark.parametrize(
    ("head", "where"),
    [
        ("", "Where this stands: “Parking rules”."),
        (
            "---\ntitle: Parking rules\nkind: service\nas_of: 2026-11-20\n---\n\n",
            "Where this stands: “Parking rules”. Checked on 2026-11-20.",
        ),
    ],
)
def test_of_an_index_without_sources_the_documents_are_named(tmp_path: Path, head: str, where: str) -> None:
    page = tmp_path / "docs" / "parking.md"
    page.parent.mkdir()
    page.write_text(f"{head}# Parking rules\n\nA parking permit costs 40 euros a year.\n", encoding="utf-8")
    ingest([page.parent], tmp_path / "index", FakeEncoder(), model_name="fake")
    archway = open_small_index(tmp_path / "index")
    question = "What does a parking permit cost?"
    first = archway.ask(question)
    then = archway.ask("when was that checked?", [Turn("user", question), Turn("assistant", first.answer)])
    assert [notice.text for notice in then.notices if notice.kind == "scope"] == [where]
