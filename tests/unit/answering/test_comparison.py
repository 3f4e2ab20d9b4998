"""Two things side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.comparison import compose_comparison, side_by_side, told_in_words
from assistant.answering.library import Library
from assistant.answering.sides import comparison_sides
from assistant.answering.statements import Draft
from assistant.domain.facts import ATTRIBUTE, Term
from assistant.domain.passages import Unit
from assistant.domain.questions import Shape
from tests.unit.answering.builders import evidence, item, make_library, page, pay, read, table

TERMS = (
    Term("AWS", "provider"),
    Term("Microsoft Azure", "provider", aliases=("Azure",)),
    Term("Google Cloud", "provider"),
    Term("vector search", "concept"),
)
CLOUDS = make_library(
    page(
        "Clouds",
        "Vector search",
        *table(("Provider", "Service"), ("AWS", "OpenSearch"), ("Azure", "AI Search"), ("Google Cloud", "Vertex")),
    ),
    page("Amazon", "Search", "AWS bills by the hour."),
    page("Microsoft", "Search", "For small shops the bill of Azure counts units."),
    page("Remarks", "", "Prices change often."),
    terms=TERMS,
)
HEADER, AWS_ROW, AZURE_ROW, GOOGLE_ROW, ON_AWS, ON_AZURE, OTHER = range(7)
ASKED = "Compare vector search on AWS and Azure"


def composed(asked: str, scores: dict[int, float], library: Library = CLOUDS) -> Draft:
    question = read(asked, library)
    assert question.shape is Shape.COMPARISON
    draft = compose_comparison(question, evidence(library, scores), library)
    assert draft is not None
    return draft


def test_the_table_s_rows_of_the_two_sides_are_shown_and_no_others() -> None:
    draft = composed(ASKED, {AWS_ROW: 1.0, ON_AWS: 0.9, ON_AZURE: 0.8})

    (shown,) = draft.tables
    assert (shown.caption, shown.columns) == ("Vector search", ("Provider", "Service"))
    assert shown.rows == (("AWS", "OpenSearch"), ("Azure", "AI Search"))


def test_a_row_that_was_not_retrieved_rests_on_its_own_unit_all_the_same() -> None:
    (shown,) = composed(ASKED, {AWS_ROW: 1.0, ON_AWS: 0.9}).tables

    assert [proof[0].unit.position for proof in shown.evidence] == [AWS_ROW, AZURE_ROW]


def test_a_table_that_holds_one_side_only_is_not_shown() -> None:
    library = make_library(
        page("Clouds", "Search", *table(("Provider", "Service"), ("AWS", "OpenSearch"))),
        page("M", "", "Azure bills."),
        terms=TERMS,
    )

    assert composed("AWS vs Azure", {1: 1.0, 2: 0.9}, library).tables == ()


def test_each_side_is_stated_on_a_line_of_its_own_in_the_order_asked() -> None:
    draft = composed("Azure vs AWS", {ON_AWS: 1.0, ON_AZURE: 0.9})

    assert [(s.text, s.bullet) for s in draft.statements] == [
        ("For small shops the bill of Azure counts units.", True),
        ("AWS bills by the hour.", True),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (0, ["AWS bills by the hour.", "AWS stores for free.", "Azure counts units.", "Azure rents by month."]),
        (12, ["AWS bills by the hour.", "AWS stores for free.", "Azure counts units."]),
        (5, ["AWS bills by the hour.", "Azure counts units."]),
    ],
)
def test_second_sentences_of_the_sides_give_way_where_there_is_no_room(words: int, said: list[str]) -> None:
    library = make_library(
        page("A", "", "AWS bills by the hour.", "AWS stores for free."),
        page("M", "", "Azure counts units.", "Azure rents by month."),
        terms=TERMS,
    )
    question = replace(read("AWS vs Azure", library), max_words=words)
    draft = compose_comparison(question, evidence(library, {0: 1.0, 1: 0.9, 2: 0.95, 3: 0.8}), library)

    assert draft is not None
    assert [statement.text for statement in draft.statements] == said


def test_a_side_is_named_before_a_sentence_that_names_it_late() -> None:
    library = make_library(
        page("A", "", "AWS bills by the hour."), page("M", "", "Small shops pay Microsoft Azure by unit."), terms=TERMS
    )

    draft = composed("AWS vs Azure", {0: 1.0, 1: 0.9}, library)

    assert [statement.heading for statement in draft.statements] == ["", "Microsoft Azure"]


def test_a_side_is_not_named_where_the_quote_does_not_hold_the_name() -> None:
    terms = (TERMS[0], Term("Microsoft Azure", "provider", aliases=("Redmond",)))
    library = make_library(
        page("A", "", "AWS bills by the hour."), page("M", "", "Small shops pay Redmond by unit."), terms=terms
    )

    draft = composed("AWS vs Redmond", {0: 1.0, 1: 0.9}, library)

    assert (draft.statements[1].text, draft.statements[1].heading) == ("Small shops pay Redmond by unit.", "")


def test_a_sentence_about_both_sides_comes_first() -> None:
    library = make_library(page("A", "", "AWS bills hours.", "Unlike AWS, Azure bills units."), terms=TERMS)

    draft = composed("AWS vs Azure", {0: 1.0, 1: 0.9}, library)

    assert draft.statements[0].text == "Unlike AWS, Azure bills units."


def test_a_side_that_the_evidence_lacks_leaves_the_other_standing() -> None:
    draft = composed("AWS vs Azure", {ON_AWS: 1.0, OTHER: 0.9})

    assert [statement.text for statement in draft.statements] == ["AWS bills by the hour."]


def test_without_any_side_in_the_evidence_there_is_no_comparison() -> None:
    question = read("AWS vs Azure", CLOUDS)

    assert compose_comparison(question, evidence(CLOUDS, {OTHER: 1.0}), CLOUDS) is None


def test_a_question_with_one_side_is_no_comparison() -> None:
    assert compose_comparison(read("How does AWS differ?", CLOUDS), evidence(CLOUDS, {ON_AWS: 1.0}), CLOUDS) is None


def rows_of(draft: Draft) -> list[Unit]:
    return [proof[0].unit for proof in draft.tables[0].evidence]


def test_three_sides_are_three_rows() -> None:
    draft = composed("Compare AWS, Azure and Google Cloud", {AWS_ROW: 1.0, ON_AWS: 0.9})

    assert [unit.cells[0] for unit in rows_of(draft)] == ["AWS", "Azure", "Google Cloud"]


def first_of(scores: dict[int, float]) -> str:
    library = make_library(
        page("A", "", "AWS and Azure bill hours.", "Azure bills units, but AWS bills days.", "AWS pays."), terms=TERMS
    )
    return composed("AWS vs Azure", scores, library).statements[0].text


def test_a_sentence_that_sets_the_sides_apart_stands_before_a_better_one_that_lists_them() -> None:
    assert first_of({0: 1.0, 1: 0.8}) == "Azure bills units, but AWS bills days."


def test_a_contrast_far_behind_the_best_unit_does_not_stand_first() -> None:
    assert first_of({0: 1.0, 1: 0.7}) == "AWS and Azure bill hours."


def test_two_conditions_set_the_sides_apart() -> None:
    conditions = "Take AWS if you build, and Azure if you buy."
    library = make_library(page("A", "", "AWS and Azure bill hours.", conditions), terms=TERMS)

    assert composed("AWS vs Azure", {0: 1.0, 1: 0.8}, library).statements[0].text == conditions


def test_an_item_that_names_both_sides_is_no_contrast() -> None:
    library = make_library(
        page("A", "", "AWS bills hours.", "Notes:", item("Azure is small but AWS is not.", 0), item("Rest.", 1)), terms=TERMS
    )

    assert composed("AWS vs Azure", {2: 1.0, 0: 0.9}, library).statements[0].text == "AWS bills hours."


def test_numbered_parts_of_one_kind_are_sides() -> None:
    library = make_library(page("Act", "", "Article 12 asks for logs.", "Article 14 asks for people."))

    assert comparison_sides(read("How does Article 12 differ from Art. 14?", library), library) == {
        "Article 12": frozenset({"article 12"}),
        "Article 14": frozenset({"article 14"}),
    }
    draft = composed("How does Article 12 differ from Art. 14?", {1: 1.0, 0: 0.9}, library)
    assert [s.text for s in draft.statements] == ["Article 12 asks for logs.", "Article 14 asks for people."]


def test_the_pay_of_two_roles_stands_side_by_side_unless_one_sentence_tells_of_both() -> None:
    pays = [pay("Guide", 50_000, 60_000, level="", subject="Potter"), pay("Guide", 70_000, 80_000, level="", subject="Baker")]
    terms = (Term("Potter", "role"), Term("Baker", "role"), Term("annual pay", ATTRIBUTE, aliases=("earn",)))
    library = make_library(page("Pay", "", *pays, "The pay of a potter and a baker is hard to compare."), terms=terms)
    question = read("How much does a potter and a baker earn?", library)

    apart = side_by_side(question, evidence(library, {0: 1.0, 1: 0.9}), library)
    assert apart is not None
    assert apart.rows == (("Annual pay", "USD 50,000–60,000", "USD 70,000–80,000"),)
    assert side_by_side(question, evidence(library, {2: 1.0, 0: 0.9, 1: 0.8}), library) is None


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Which earns more, a potter or a baker?", "Baker"),
        ("Who is cheaper, a baker or a potter?", "Potter"),
        ("What do a potter and a baker earn?", "Potter"),
        ("What do a baker and a potter earn?", "Baker"),
    ],
)
def test_the_amount_comes_first_of_which_is_asked_which_has_it(asked: str, first: str) -> None:
    pays = [pay("Guide", 50_000, 60_000, level="", subject="Potter"), pay("Guide", 70_000, 80_000, level="", subject="Baker")]
    terms = (Term("Potter", "role"), Term("Baker", "role"), Term("annual pay", ATTRIBUTE, aliases=("earn", "earns", "cheaper")))
    library = make_library(page("Pay", "", *pays), terms=terms)
    question = read(asked, library)
    table = side_by_side(question, evidence(library, {0: 1.0, 1: 0.9}), library)

    assert table is not None
    assert first in told_in_words(table, question, library).statements[0].text
