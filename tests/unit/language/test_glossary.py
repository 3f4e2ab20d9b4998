"""Terms found by any of their names."""

from __future__ import annotations

import pytest

from assistant.domain.facts import FormerName, Term
from assistant.language.glossary import Glossary

TERMS = (
    Term("Amazon SageMaker AI", "service", aliases=("SageMaker",), former_names=(FormerName("Amazon SageMaker"),)),
    Term("data scientist", "role", aliases=("DS",)),
    Term("vector database", "concept"),
    Term("policy", "concept"),
    Term("C++", "language"),
)


def found(text: str) -> list[tuple[str, str, bool]]:
    glossary = Glossary(TERMS)
    return [(TERMS[mention.term].name, mention.surface, mention.former) for mention in glossary.find(text)]


def test_an_alias_names_its_term() -> None:
    assert found("Is sagemaker any good?") == [("Amazon SageMaker AI", "sagemaker", False)]


def test_the_longest_name_wins() -> None:
    assert found("Use Amazon SageMaker AI") == [("Amazon SageMaker AI", "Amazon SageMaker AI", False)]


def test_a_former_name_is_marked_as_such() -> None:
    assert found("Use Amazon SageMaker now") == [("Amazon SageMaker AI", "Amazon SageMaker", True)]


def test_plurals_are_found() -> None:
    assert [name for name, _, _ in found("Vector databases and policies")] == ["vector database", "policy"]


def test_a_short_acronym_counts_in_capitals_only() -> None:
    assert found("A DS works with ds files") == [("data scientist", "DS", False)]


def test_a_question_all_in_lower_case_may_write_an_acronym_so() -> None:
    assert found("what does a ds do") == [("data scientist", "ds", False)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What does a ds do? Is ds hard?", ["data scientist", "data scientist"]),
        ("How does aws differ from Azure", ["AWS"]),
        ("Will it do us good?", []),
        ("WILL IT DO US GOOD?", []),
        ("Is it fine in the us?", ["United States"]),
    ],
)
def test_a_telephone_s_capitals_hide_no_short_name_and_a_pronoun_is_none(text: str, names: list[str]) -> None:
    glossary = Glossary((*TERMS, Term("AWS", "provider"), Term("United States", "place", ("US",))))

    assert [glossary.terms[mention.term].name for mention in glossary.find(text)] == names


def test_a_name_inside_another_word_is_not_found() -> None:
    assert found("The policymaker reads") == []


def test_signs_belong_to_a_name() -> None:
    assert found("Write C++ code") == [("C++", "C++", False)]


def test_all_names_of_a_term_are_listed_the_current_one_first() -> None:
    assert Glossary(TERMS).names(0) == ("Amazon SageMaker AI", "SageMaker", "Amazon SageMaker")


def test_an_empty_glossary_finds_nothing() -> None:
    assert Glossary(()).find("Amazon SageMaker AI") == []


def test_an_abbreviation_of_the_glossary_stands_for_its_words_inside_longer_names_too() -> None:
    terms = (
        Term("Machine learning", "concept", ("ML",)),
        Term("Machine Learning Engineer", "role"),
        Term("ML Specialty", "exam"),
    )
    glossary = Glossary(terms)

    assert [m.term for m in glossary.find("An ML engineer takes the Machine Learning Specialty")] == [1, 2]


def test_a_name_goes_without_its_provider_where_nothing_else_has_that_name() -> None:
    cloud = Term("Potter Cloud", "provider", ("Potter",))
    glossary = Glossary(
        (cloud, Term("Potter Kiln Search", "service"), Term("Potter Glaze", "service"), Term("Glaze", "colour"))
    )

    assert [m.term for m in glossary.find("Kiln Search with Glaze")] == [1, 3]


PLACES = Glossary((Term("United States", "place", ("US",)),))


@pytest.mark.parametrize("text", ["can they fine us", "CAN THEY FINE US", "can they fine us in oslo"])
def test_a_stop_word_in_text_of_one_letter_case_is_no_short_name(text: str) -> None:
    assert PLACES.find(text) == []


@pytest.mark.parametrize(
    "text", ["what is paid in the us", "salaries in us", "WHAT IS PAID IN THE US", "rules across us states"]
)
def test_a_stop_word_behind_a_word_that_a_place_follows_is_a_name_in_any_letter_case(text: str) -> None:
    assert [mention.surface.lower() for mention in PLACES.find(text)] == ["us"]


def test_a_stop_word_in_capitals_among_small_letters_is_a_name_wherever_it_stands() -> None:
    assert [mention.surface for mention in PLACES.find("Does US law fine us?")] == ["US"]


def test_former_names_stand_for_one_another_and_not_for_the_name_in_use() -> None:
    glossary = Glossary(
        [Term("New Act", "regulation", aliases=("Act",), former_names=(FormerName("Old Act"), FormerName("SB 1")))]
    )

    assert glossary.former_names_like("SB 1") == {"old act", "sb 1"}
    assert glossary.former_names_like("New Act") == frozenset()
    assert glossary.former_names_like("Kiln") == frozenset()
