"""Short remarks beside an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.library import Library
from assistant.answering.notices import notices
from assistant.answering.select import state
from assistant.answering.statements import Draft, NoticeDraft
from assistant.answering.write import Reply, write_answer
from assistant.domain.facts import FormerName, Term
from tests.unit.answering.builders import Line, fact, make_library, page, pay, read

FOUNDRY = Term("Microsoft Foundry", "service", former_names=(FormerName("Azure AI Foundry"),))
HUB = Term("Vertex Hub", "service", former_names=(FormerName("AI Hub"),))
SPECIALTY = Term("ML Specialty", "certification", aliases=("MLS-C01",))
RETIRED = fact("ML Specialty", "status", "ML Specialty was retired on 31 March 2026.", status="retired", code="MLS-C01")
LIBRARY = make_library(
    page("Services", "", "Microsoft Foundry hosts agents.", "Microsoft Foundry was called Azure AI Foundry until 2025."),
    page("Exams", "", RETIRED),
    page("Pay", "", pay("S1", 230_000, 270_000), pay("S2", 165_000, 245_000), pay("S3", 230_000, 270_000)),
    terms=(FOUNDRY, HUB, SPECIALTY),
)
HOSTS, RENAMED, STATUS, PAY, OTHER_PAY, SAME_PAY = range(6)


def remarks(asked: str, used: Sequence[int] = (), library: Library = LIBRARY) -> list[NoticeDraft]:
    return list(notices(read(asked, library), [library.evidence(position) for position in used], library))


def test_a_former_name_is_said_with_a_quote_that_holds_both_names() -> None:
    (remark,) = remarks("What does Azure AI Foundry host?", [HOSTS])

    assert (remark.kind, remark.text) == ("outdated", "“Azure AI Foundry” is now Microsoft Foundry.")
    assert [e.unit.position for e in remark.evidence] == [RENAMED]


def test_a_former_name_that_no_quote_proves_is_not_said() -> None:
    assert remarks("What is AI Hub?") == []


def test_a_current_name_needs_no_remark() -> None:
    assert remarks("What does Microsoft Foundry host?", [HOSTS]) == []


def test_what_the_answer_says_already_is_said_again_in_short_alone() -> None:
    (remark,) = remarks("How hard is MLS-C01?", [STATUS])

    assert (remark.kind, remark.text) == ("retired", "ML Specialty is retired.")


def test_a_retired_thing_named_by_any_name_is_called_retired_in_the_fact_s_own_words() -> None:
    (remark,) = remarks("How hard is MLS-C01?", [HOSTS])

    assert (remark.kind, remark.text) == ("retired", "ML Specialty was retired on 31 March 2026.")
    assert [e.unit.position for e in remark.evidence] == [STATUS]


@pytest.mark.parametrize(("own", "kinds"), [("", ["retired"]), ("And agents?", []), ("And MLS-C01?", ["retired"])])
def test_a_follow_up_is_remarked_on_by_what_the_user_writes(own: str, kinds: list[str]) -> None:
    draft = Draft((state(LIBRARY.evidence(HOSTS)),))
    question = read("How hard is MLS-C01 — and agents?", LIBRARY)
    reply = Reply(question, [LIBRARY.evidence(HOSTS)], draft, 0.9, own=read(own, LIBRARY) if own else None)

    answer = write_answer([reply], "And agents?", None, LIBRARY, {}, None)

    assert [remark.kind for remark in answer.notices] == kinds


def test_a_retired_thing_that_the_answer_is_about_is_called_retired() -> None:
    price = fact("ML Specialty", "price", "It cost USD 300.")
    library = make_library(page("Exams", "", RETIRED, price))

    assert [remark.kind for remark in remarks("What did it cost?", [1], library)] == ["retired"]


def test_a_retired_variant_does_not_retire_the_thing() -> None:
    beta = fact("ML Specialty", "status", "The beta of ML Specialty is over.", status="retired", variant="beta")

    assert remarks("How hard is ML Specialty?", library=make_library(page("Exams", "", beta), terms=(SPECIALTY,))) == []


def test_sources_that_differ_are_named_with_both_quotes() -> None:
    (remark,) = remarks("How much does a senior AI architect earn?", [PAY])

    assert remark.kind == "disagreement"
    assert remark.text.startswith("Sources differ on the annual pay here")
    assert [e.unit.position for e in remark.evidence] == [PAY, OTHER_PAY]


def test_sources_that_do_not_rest_on_the_same_basis_are_called_so() -> None:
    base, total = (
        fact("AI Architect", "annual pay", f"{b} is {n}.", f"S{n}", level="senior", low=float(n), high=float(n), basis=b)
        for n, b in ((1, "base pay"), (2, "total compensation"))
    )

    (remark,) = remarks("What does a senior AI architect earn?", [0], make_library(page("Pay", "", base, total)))

    assert remark.text.endswith("they do not rest on the same basis.")


def test_sources_that_state_the_same_do_not_differ() -> None:
    library = make_library(page("Pay", "", pay("S1", 1, 2), pay("S3", 1, 2)))

    assert remarks("How much does a senior AI architect earn?", [0], library) == []


def test_figures_of_other_levels_do_not_differ() -> None:
    library = make_library(page("Pay", "", pay("S1", 1, 2), pay("S2", 3, 4, level="junior")))

    assert remarks("How much does a senior AI architect earn?", [0], library) == []


def test_there_are_at_most_three_remarks() -> None:
    former = [Term(f"New{n}", "service", former_names=(FormerName(f"Old{n}"),)) for n in "ABCDE"]
    lines = [f"New{n} was Old{n}." for n in "ABCDE"]
    library = make_library(page("Names", "", *lines), terms=former)

    assert len(remarks("Are OldA, OldB, OldC, OldD and OldE the same?", library=library)) == 3


def lasts(statement: str) -> Line:
    return fact("Exam A", "duration", statement, status="disputed", low=90.0, high=90.0, currency_unit="minutes")


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (lasts("Exam A lasts 90 minutes, says a blog."), "Disputed: duration of Exam A, 90 minutes."),
        (lasts("It lasts 90 minutes, says a blog."), "This is disputed: 90 minutes."),
        (fact("Exam A", "status", "Exam A is over, says a blog.", status="disputed", value="over"), "This is disputed: over."),
        (fact("Exam A", "status", "Exam A is over, says a blog.", status="disputed"), "Exam A is over, says a blog."),
    ],
)
def test_a_disputed_claim_that_the_answer_states_is_told_of_what_it_is(claim: Line, text: str) -> None:
    (remark,) = remarks("How long is it?", [0], make_library(page("Exams", "", claim)))

    assert (remark.kind, remark.text) == ("disagreement", text)


def test_prose_that_repeats_the_figures_of_a_contested_claim_carries_its_rival() -> None:
    claim = fact("AI projects", "failure rate", "A says 85% of AI projects fail.", "S1", status="disputed", low=85.0, high=85.0)
    origin = fact("AI projects", "failure rate", "B says that nobody measured it.", "S2", value="never measured")
    library = make_library(page("Facts", "", claim, origin), page("AI projects", "", "Some say that 85% of AI projects fail."))

    (remark,) = remarks("Do AI projects fail?", [2], library)

    assert (remark.kind, remark.text) == ("disagreement", "B says that nobody measured it.")


def test_a_claim_that_nobody_confirmed_is_called_so() -> None:
    growth = fact("AI demand", "growth", "Demand grows by 156%.", status="unverified", low=156.0, high=156.0)

    (remark,) = remarks("How does demand grow?", [0], make_library(page("Facts", "", growth)))

    assert (remark.kind, [e.unit.position for e in remark.evidence]) == ("scope", [0])


def test_a_thing_that_the_answer_names_without_saying_that_it_is_over_is_called_retired() -> None:
    library = make_library(page("Exams", "", RETIRED), page("Plan", "", "Take ML Specialty first."), terms=(SPECIALTY,))

    assert [remark.kind for remark in remarks("Which exam first?", [1], library)] == ["retired"]


def test_a_document_past_its_review_is_named_once() -> None:
    library = make_library(page("Stores", "", "A store keeps.", "A store serves."))
    old = replace(library.documents["stores"], review_by=date(2026, 1, 1))
    library = replace(library, documents={"stores": old}, today=date(2026, 6, 1))

    (remark,) = remarks("What is a store?", [0, 1], library)

    assert (remark.kind, remark.text) == ("outdated", "Overdue for review, so check before relying on it: Stores.")


def test_an_old_name_that_was_still_in_use_needs_no_remark() -> None:
    term = Term("New Hub", "service", former_names=(FormerName("Old Hub", date(2026, 3, 31)),))
    library = make_library(page("Hubs", "", "New Hub was Old Hub."), terms=(term,))

    assert remarks("What is Old Hub?", library=replace(library, today=date(2026, 3, 31))) == []
    assert len(remarks("What is Old Hub?", library=replace(library, today=date(2026, 4, 1)))) == 1


def test_what_is_said_of_a_law_does_not_call_the_one_retired_that_it_took_the_place_of() -> None:
    terms = (Term("New Act", "regulation", former_names=(FormerName("Old Act"),)),)
    over = fact("Old Act", "status", "The Old Act was repealed by the New Act.", status="retired")
    library = make_library(page("Acts", "", over, "The New Act asks for logs.", "The Old Act asked for less."), terms=terms)

    assert remarks("Who enforces it?", [1], library) == []
    assert [remark.kind for remark in remarks("Who enforces it?", [2], library)] == ["retired"]
    assert [remark.kind for remark in remarks("Is the Old Act in force?", [1], library)][:1] == ["retired"]
