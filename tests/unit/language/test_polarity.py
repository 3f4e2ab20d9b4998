"""Yes and no in clauses."""

from __future__ import annotations

import pytest

from assistant.language.polarity import (
    clauses,
    covers_all,
    excludes_others,
    is_limited,
    is_universal,
    refutes,
    sets_against,
    sign,
    stances,
    told_clauses,
)


def test_a_sentence_is_cut_where_what_it_says_may_turn() -> None:
    assert clauses("Trainium can be rented, whereas Maia runs in the fleet, not as a VM.") == (
        "Trainium can be rented",
        "whereas Maia runs in the fleet",
        "not as a VM.",
    )


@pytest.mark.parametrize(
    ("clause", "expected"),
    [("it can be rented", 1), ("it can't be rented", -1), ("it is not without cost", 1), ("not only AWS has it", 1)],
)
def test_an_odd_number_of_negations_turns_a_clause(clause: str, expected: int) -> None:
    assert sign(clause) == expected


@pytest.mark.parametrize(
    ("clause", "concept", "expected"),
    [
        ("the exam is active", "availability", 1),
        ("the exam was retired", "availability", -1),
        ("they retire the exam", "availability", -1),
        ("the exam is not retired", "availability", 1),
        ("the letter is non-binding", "law", -1),
        ("it has no prerequisite", "duty", -1),
        ("one has to pass it", "duty", 1),
        ("architects rarely write code", "amount", -1),
    ],
)
def test_words_of_opposite_meaning_say_yes_or_no_to_one_concept(clause: str, concept: str, expected: int) -> None:
    assert stances(clause)[concept] == expected


def test_a_claim_that_its_own_sentence_calls_wrong_is_turned() -> None:
    text = "One blog says that no chip can be rented, which is wrong: both are rentable."

    assert [turned for _, turned in told_clauses(text)] == [-1, -1, 1]


def test_a_statement_about_some_or_only_limits_one_about_all() -> None:
    assert is_universal("All certificates can be prolonged")
    assert is_limited("The path exists only for some certificates")
    assert not covers_all("It is renewed every 3 years only by exam")
    assert excludes_others("It runs on CPU only")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SAA-C04 does not exist.", True),
        ("Some pages give 39 controls, whereas the standard has 38.", True),
        ("The standard has 38 controls.", False),
    ],
)
def test_a_denial_is_told_from_a_statement(text: str, expected: bool) -> None:
    assert refutes(text) is expected


def test_what_a_clause_is_said_to_mean_is_a_clause_of_its_own() -> None:
    assert clauses("The tools are closed, that is no longer open to new customers.")[0] == "The tools are closed"


@pytest.mark.parametrize("text", ["A bakes, while B cuts.", "Take A if it rains, and B if it snows.", "Unlike A, B is old."])
def test_a_statement_may_set_two_things_against_each_other(text: str) -> None:
    assert sets_against(text)
    assert not sets_against("A and B are crafts, of which A is old.")
