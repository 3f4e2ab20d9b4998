"""Spelling correction and rarity."""

from __future__ import annotations

import pytest

from assistant.language.vocabulary import count_vocabulary

VOCABULARY = count_vocabulary(["The architect designs systems", "Architects earn salaries", "A certification costs money"])
ENGLISH = frozenset({"desires", "money", "sister"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what does an archtect do", "what does an architect do"),
        ("Certifcation cost?", "certification cost?"),
        ("archtect or ARCHITECTS", "architect or ARCHITECTS"),
        ("the archtects archtect", "the architects architect"),
        ("how many archits", "how many architects"),
    ],
)
def test_a_misspelt_word_becomes_the_closest_word_of_the_corpus(typed: str, meant: str) -> None:
    assert VOCABULARY.correct(typed, ENGLISH) == meant


@pytest.mark.parametrize(
    "text", ["my sister desires money", "designing", "MLS-C01", "AI", "zzzzzzz", "Saalries2", "İstanbul's weather"]
)
def test_known_words_codes_and_strangers_are_left_alone(text: str) -> None:
    assert VOCABULARY.correct(text, ENGLISH) == text


def test_a_word_inside_another_one_is_not_replaced() -> None:
    assert VOCABULARY.correct("xarchtect archtect", ENGLISH).endswith(" architect")


def test_a_rare_stem_weighs_more_than_a_common_one() -> None:
    assert VOCABULARY.rarity("certif") > VOCABULARY.rarity("architect")


def test_another_form_of_a_word_is_known() -> None:
    assert VOCABULARY.knows("Architect's")
    assert not VOCABULARY.knows("chemist")


def test_a_code_of_a_known_family_that_the_corpus_never_uses_is_new() -> None:
    vocabulary = count_vocabulary(["DP-100 is over, AI-300 costs 800 and GPT-5.2 answers; ISO 42001 holds."])

    assert vocabulary.is_new_code("DP-800")
    assert not vocabulary.is_new_code("DP-100")
    assert not vocabulary.is_new_code("ISO-42001")
    assert not vocabulary.is_new_code("top-800")
