"""A follow-up becomes a question that stands alone."""

from __future__ import annotations

import pytest

from assistant.conversation.condense import Standalone, condense, is_follow_up, may_lean, stands_alone
from assistant.domain.conversation import Turn
from assistant.domain.facts import Term
from assistant.language.glossary import Glossary
from tests.unit.conversation.talks import GLOSSARY, asked

ON_AWS = "How is vector search billed on AWS?"


def test_a_first_question_is_taken_as_it_is() -> None:
    first = "And what about it?"

    assert asked(first) == Standalone(first, first, root=first)


def test_a_named_thing_replaces_its_counterpart_of_the_same_kind() -> None:
    assert asked(ON_AWS, "What about Azure?").text == "How is vector search billed on Azure?"


@pytest.mark.parametrize("name", ["Azure?", "Azure's", "microsoft azure"])
def test_the_bare_name_of_a_counterpart_takes_its_place(name: str) -> None:
    assert asked(ON_AWS, name).text in {f"How is vector search billed on {azure}?" for azure in ("Azure", "microsoft azure")}
    assert asked("What is drift?", name).text == name


@pytest.mark.parametrize("question", ["What is Azure?", "Explain Azure", "Why do embedding models hallucinate facts?"])
def test_a_question_about_a_counterpart_or_a_reason_stands_alone(question: str) -> None:
    assert asked(ON_AWS, question).text == question


def test_a_named_thing_without_a_counterpart_is_put_behind_the_question() -> None:
    assert asked("What is a vector index?", "And on Azure?").text == "What is a vector index — And on Azure?"


@pytest.mark.parametrize("place", ["on Azure?", "with Azure", "at microsoft azure"])
def test_a_thing_behind_a_preposition_is_what_the_talk_is_asked_on_for(place: str) -> None:
    assert asked("What is a vector index?", place).text == f"What is a vector index — {place}"
    assert asked("What is a vector index?", "On Azure, is drift watched?").text == "On Azure, is drift watched?"


def test_a_level_replaces_the_level_of_the_question_before() -> None:
    assert asked("What does a junior AI architect earn?", "And for a senior?").text == "What does a senior AI architect earn?"


def test_a_level_is_added_to_a_question_without_one() -> None:
    assert asked("What does an AI architect earn?", "and for seniors?").text == "What does an AI architect earn (seniors)?"


@pytest.mark.parametrize("more", ["Tell me more", "go on", "More details please", "What else?", "Can you elaborate?"])
def test_a_request_for_more_asks_the_same_again_and_says_so(more: str) -> None:
    found = asked(ON_AWS, more, answer="By the hour.")

    assert found == Standalone(ON_AWS, more, ON_AWS, continues=True, answers=("By the hour.",))


@pytest.mark.parametrize("question", ["more engineers instead?", "more than ten of them?"])
def test_more_of_something_is_no_request_for_more(question: str) -> None:
    assert not asked("What is an AI architect?", question).continues


def test_a_follow_up_carries_the_answer_before_it() -> None:
    assert asked(ON_AWS, "Who says that?", answer="By the hour.") == Standalone(
        "How is vector search billed on AWS — Who says that?",
        "Who says that?",
        ON_AWS,
        asked="Who says that?",
        answers=("By the hour.",),
        talk=f"Who says that? ({ON_AWS})",
    )


def test_a_question_with_a_subject_of_its_own_takes_nothing_over() -> None:
    new = "What does an ML engineer earn in Switzerland?"

    assert asked(ON_AWS, new, answer="By the hour.") == Standalone(new, new, root=new)


def test_a_chain_of_follow_ups_keeps_the_topic() -> None:
    assert asked(ON_AWS, "What about Azure?", "and GCP?").text == "How is vector search billed on GCP?"


def test_a_new_topic_ends_the_chain() -> None:
    chain = (ON_AWS, "What about Azure?", "What does a junior AI architect earn?", "And for a senior?")

    assert asked(*chain).text == "What does a senior AI architect earn?"


def test_a_follow_up_that_asks_something_new_keeps_its_own_words() -> None:
    text = asked(ON_AWS, "And what does it cost on Azure?").text

    assert text == "How is vector search billed on AWS — And what does it cost on Azure?"


def test_empty_turns_are_passed_over() -> None:
    history = [Turn("user", "  "), Turn("user", ON_AWS), Turn("assistant", ""), Turn("user", "\n")]

    assert condense("What about Azure?", history, GLOSSARY).text == "How is vector search billed on Azure?"


@pytest.mark.parametrize(
    "question", ["Why?", "What on AWS?", "And 2023?", "Is that still so?", "source?", "How much?", "The second one?"]
)
def test_a_question_without_a_subject_is_a_follow_up(question: str) -> None:
    assert is_follow_up(question, GLOSSARY)


@pytest.mark.parametrize(
    "question", ["What is AWS?", "Which skills does hiring weigh most?", "Explain retrieval augmented generation"]
)
def test_a_question_with_a_subject_is_none(question: str) -> None:
    assert not is_follow_up(question, GLOSSARY)


def test_a_long_chain_does_not_grow_the_question() -> None:
    chain = (ON_AWS, *("And why is that so, exactly?" for _ in range(40)))

    assert len(asked(*chain).text) < 120


def test_a_follow_up_with_words_of_its_own_leaves_the_things_behind_whose_place_it_takes() -> None:
    text = asked(ON_AWS, "And what does GCP offer?").text

    assert "AWS" not in text
    assert "vector search" in text
    assert "GCP" in text


MOVED = Glossary([*GLOSSARY.terms, Term("Kendra", "service"), Term("Lex", "service"), Term("Polly", "service")])


def after(answer: str, question: str) -> str:
    """The text of `question` after one about banks that was answered with `answer`."""
    history = (Turn("user", "Which tool do banks use for search?"), Turn("assistant", answer))
    return condense(question, history, MOVED).text


def test_a_follow_up_asks_about_the_one_thing_that_the_last_answer_brought_up() -> None:
    assert after("Banks use Kendra.", "How old is it?") == "Kendra (Which tool do banks use for search) — How old is it?"


def test_two_things_of_the_last_answer_stand_beside_the_question_before() -> None:
    told = "Which tool do banks use for search (Kendra, Lex) — How old is it?"

    assert after("Banks use Kendra or Lex.", "How old is it?") == told


@pytest.mark.parametrize(
    ("answer", "question"),
    [
        ("Banks use Kendra, Lex or Polly.", "How old is it?"),
        ("Banks use none.", "How old is it?"),
        ("Banks use Kendra.", "And on AWS, is it dear?"),
        ("Banks use none, says Kendra Group.", "How old is it?"),
    ],
)
def test_many_things_none_or_a_thing_named_anew_leave_the_topic_where_it_is(answer: str, question: str) -> None:
    assert "Kendra" not in after(answer, question)


def test_a_question_without_words_of_its_own_keeps_the_question_before() -> None:
    assert after("Banks use Kendra.", "Since when?") == "Which tool do banks use for search (Kendra) — Since when?"


@pytest.mark.parametrize(
    ("question", "depends"),
    [
        ("Does that also hold for products of AWS with search inside?", True),
        ("Why is it billed by the hour on AWS machines?", True),
        ("Is it the AI architect who signs the contract of AWS?", False),
    ],
)
def test_a_subject_that_refers_back_makes_a_follow_up_of_a_long_question(question: str, depends: bool) -> None:
    assert is_follow_up(question, GLOSSARY) is depends


@pytest.mark.parametrize(
    "question",
    [
        "Back to AWS: how would vector search cope with a busy chatbot?",
        "Which of the two providers bills vector search longer?",
        "How long does the whole thing usually take an AI architect?",
        "Does the first provider you listed bill an AI architect by the hour?",
        "no, I meant an AI architect who works by the day",
    ],
)
def test_words_that_lean_on_the_talk_make_a_follow_up_of_a_question_that_names_things(question: str) -> None:
    assert is_follow_up(question, GLOSSARY)


def test_of_the_two_means_the_two_that_a_question_names_itself() -> None:
    assert not is_follow_up("Which of the two clouds suits vector search, AWS or Azure?", GLOSSARY)


def test_a_follow_up_is_held_against_listed_questions_with_the_last_three_before_it() -> None:
    found = asked("What is a kiln?", ON_AWS, "Why?", "Since when?", "Who says that?")

    assert found.talk == f"Who says that? (Since when?; Why?; {ON_AWS})"
    assert asked(ON_AWS, "Why?", "What about Azure?").talk == f"What about Azure? (Why?; {ON_AWS})"
    assert not asked(ON_AWS, "Tell me more").talk


@pytest.mark.parametrize(
    "opening",
    [
        "ok thanks. other topic, ",
        "different topic: ",
        "Another question: ",
        "New subject – ",
        "so, changing the topic: ",
        "OK, something else: ",
        "moving on: ",
    ],
)
def test_a_topic_that_is_left_in_so_many_words_is_left(opening: str) -> None:
    found = asked(ON_AWS, f"{opening}and what does it cost?")

    assert found.text == found.own == "and what does it cost?"


@pytest.mark.parametrize(
    "question", ["Is that another topic?", "And the next question in the interview?", "Something else I need?"]
)
def test_a_topic_that_is_only_spoken_of_is_not_left(question: str) -> None:
    assert asked(ON_AWS, question).own == question


def test_a_question_that_looks_as_if_it_stood_alone_can_be_read_as_one_that_leans_on_the_talk() -> None:
    question = "A website says 150 dollars and 85 questions"
    history = [Turn("user", ON_AWS)]

    assert condense(question, history, GLOSSARY).text == question
    assert condense(question, history, GLOSSARY, leans=True).text == f"{ON_AWS.rstrip('?')} — {question}"


@pytest.mark.parametrize(
    ("question", "may"),
    [
        ("AWS?", True),
        ("AWS regions?", False),
        ("How much cheaper, and what is the catch?", True),
        ("Who found that out for AI architects?", True),
        ("What does an AI architect earn?", False),
    ],
)
def test_a_turn_may_lean_on_the_talk_that_refers_back_or_names_nothing_known(question: str, may: bool) -> None:
    assert may_lean(question, GLOSSARY) is may


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("and what would the AI architect cost us in Germany?", True),
        ("and what would that AI architect cost in Germany?", False),
        ("and what would anybody pay for rent in Germany?", False),
        ("and the AI architect?", False),
    ],
)
def test_a_follow_up_may_stand_alone_that_names_its_subject_and_refers_to_nothing(question: str, alone: bool) -> None:
    assert stands_alone(question, GLOSSARY) is alone


@pytest.mark.parametrize(
    ("first", "later", "meant"),
    [
        ("Do we need an AI architect?", "and how much does the architect earn?", "the AI architect"),
        ("Do we need an AI architect?", "and what does the ML engineer do on such a project?", "the ML engineer"),
        ("Do we need an AI architect?", "and how much does the engineer earn?", "the engineer"),
    ],
)
def test_a_thing_named_by_the_end_of_its_name_is_named_in_full(first: str, later: str, meant: str) -> None:
    found = asked(first, later).text

    assert meant in found
    assert found.count("the AI architect") == (meant == "the AI architect")


def test_the_end_of_two_names_of_the_topic_is_not_filled_in() -> None:
    both = Glossary([*GLOSSARY.terms, Term("data engineer", "role")])

    later = condense("and what does the engineer earn?", (Turn("user", "ML engineer or data engineer?"),), both)

    assert "the engineer" in later.own
