"""Tokens, stems and content terms."""

from __future__ import annotations

from assistant.language.words import content_terms, names_in, search_terms, stem, tokens


def test_compound_names_are_one_token() -> None:
    assert tokens("MLS-C01, C++ and AI/ML (scikit-learn)") == ["mls-c01", "c++", "and", "ai/ml", "scikit-learn"]


def test_a_curly_apostrophe_equals_a_straight_one() -> None:
    assert tokens("the architect’s") == tokens("the architect's")


def test_forms_of_a_word_share_a_stem() -> None:
    assert {stem("architect"), stem("architects"), stem("Architects")} == {"architect"}


def test_a_compound_is_found_by_itself_and_by_its_parts() -> None:
    assert search_terms("the AI/ML models") == ["ai/ml", "ai", "ml", "model"]


def test_content_terms_drop_the_words_of_asking() -> None:
    assert content_terms("What is the difference between AWS and AWS Bedrock?") == ["aw", "bedrock"]


def test_names_are_told_by_capitals_and_digits() -> None:
    assert names_in("The model runs on Amazon SageMaker and an H200. It is fast.") == ["Amazon", "SageMaker", "H200"]


def test_capitals_of_chatter_are_no_names() -> None:
    assert names_in("OK. And BTW, what does Zyntrix pay ASAP?") == ["Zyntrix"]


def test_initials_in_the_plural_share_the_stem_of_the_singular() -> None:
    assert [stem(word) for word in ("LLMs", "gpus", "KPIs", "SLAs")] == [stem(word) for word in ("LLM", "gpu", "KPI", "SLA")]
    assert stem("class") != stem("clas")


def test_letters_beyond_english_belong_to_their_word() -> None:
    assert tokens("Pay in Zürich, São Paulo or 東京") == ["pay", "in", "zürich", "são", "paulo", "or", "東京"]
    assert names_in("pay in Zürich") == ["Zürich"]
