"""An ordinal means an item of the last answer, or one of the things that the question before named."""

from __future__ import annotations

import pytest

from assistant.conversation.condense import condense
from assistant.conversation.ordinals import one_of_those_named, only_of_it, picks, thing_named
from assistant.domain.conversation import Turn
from assistant.domain.facts import Term
from assistant.language.glossary import Glossary
from tests.unit.conversation.talks import GLOSSARY, asked

ON_AWS = "How is vector search billed on AWS?"
LISTED = """RAND names three causes: [1]

- **Missing data**: There is too little of it. [2]
- Weak tools: They break. [3]
- Vague aims [4]"""


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("tell me more about the second one", "Weak tools: They break"),
        ("What is meant by the first point?", "Missing data: There is too little of it"),
        ("and the last?", "Vague aims"),
        ("And the last of the three, what of it?", "Vague aims"),
        ("number two, please?", "Weak tools: They break"),
        ("How is point 3 meant?", "Vague aims"),
    ],
)
def test_an_item_is_meant_by_its_number(question: str, item: str) -> None:
    assert asked("Why do projects fail?", question, answer=LISTED).text == f"{item} — {question}"


@pytest.mark.parametrize(
    "question", ["tell me more about the fifth one", "What happens in the first year?", "and number 7?", "and in 2 years?"]
)
def test_a_number_without_such_an_item_means_none(question: str) -> None:
    assert not asked("Why do projects fail?", question, answer=LISTED).text.startswith(("Missing", "Weak", "Vague"))


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("and the second one?", "and the ML engineer?"),
        ("and the first one, what for?", "and the AI architect, what for?"),
    ],
)
def test_an_ordinal_means_one_of_the_things_that_the_question_before_named(question: str, meant: str) -> None:
    found = asked("Do I hire an AI architect or an ML engineer?", question)

    assert (found.text, found.own) == (meant, question)
    assert found.talk == f"{meant} (Do I hire an AI architect or an ML engineer?)"


def test_a_question_that_is_whole_with_what_its_ordinal_means_is_asked_alone() -> None:
    found = asked("Do I hire an AI architect or an ML engineer?", "what is the latter paid in London?")

    assert (found.text, found.own, found.talk) == ("what is the ML engineer paid in London?", found.text, "")


def test_things_that_the_question_before_named_come_before_items_of_the_answer_but_for_its_points() -> None:
    named = "Do I hire an AI architect or an ML engineer?"

    assert asked(named, "what does the second one cost?", answer=LISTED).text == "what does the ML engineer cost?"
    assert asked(named, "what is the second point?", answer=LISTED).text.startswith("Weak tools")


def test_a_thing_named_twice_stands_where_it_was_named_first() -> None:
    root = "Do I hire an AI architect or an ML engineer, if the AI architect is dear?"

    assert one_of_those_named("what does the second one cost?", root, (), GLOSSARY) == "what does the ML engineer cost?"


def test_concepts_are_meant_where_they_stand_side_by_side() -> None:
    glossary = Glossary([Term("lathe work", "concept"), Term("resume", "concept")])

    assert one_of_those_named("is the second one better?", "lathe work or a resume?", (), glossary) == "is the resume better?"
    assert not one_of_those_named("is the second one better?", "Does lathe work belong on my resume?", (), glossary)


@pytest.mark.parametrize("first", ["Should it be a lathe or a steam press, and why?", "a lathe or a steam press"])
def test_two_things_side_by_side_need_no_glossary(first: str) -> None:
    assert asked(first, "what does the second one cost?", answer=LISTED).text == "what does the steam press cost?"


def test_an_ordinal_beyond_what_was_named_means_none_of_it() -> None:
    assert "the third one" in asked("Do I hire an AI architect or an ML engineer?", "what does the third one cost?").text


SERIES = "A firm has three ways to pay for it: a licence, a fee per use and a share of the savings. [1]"


@pytest.mark.parametrize(
    ("question", "item"),
    [("What about the first one?", "a licence"), ("the last one sounds good, what is the catch?", "a share of the savings")],
)
def test_an_item_of_a_counted_series_is_meant_too(question: str, item: str) -> None:
    assert asked("How can one pay?", question, answer=SERIES).text == f"{item} — {question}"


@pytest.mark.parametrize(
    "answer",
    [
        "Four ways lead there, in order of effort: Buy one, Rent one, Build and keep one, Do without. [1]",
        "A lathe, a press, buying and selling, and a saw are common in such shops. [1]",
    ],
)
def test_an_item_may_hold_an_and_of_its_own(answer: str) -> None:
    item = asked("What is there?", "what is meant by the third one?", answer=answer).text.partition(" — ")[0]

    assert item in {"Build and keep one", "buying and selling"}


def test_a_series_that_is_not_counted_has_no_items() -> None:
    series = "It rests on work: planning, building and running it. [1]"
    assert not asked("What is it?", "and the first one?", answer=series).text.startswith("planning")


def test_an_item_is_one_of_the_last_answer_that_tells_of_what_is_named() -> None:
    history = [
        Turn("user", "What is there on AWS?"),
        Turn("assistant", "- AWS has a kiln. [1]\n- AWS has a lathe. [2]"),
        Turn("user", "What is there on Azure?"),
        Turn("assistant", "- Azure has a press. [1]\n- Azure has a saw. [2]"),
    ]

    assert condense("Back to AWS: is the first one good?", history, GLOSSARY).text.startswith("AWS has a kiln — ")
    assert condense("is the first one good?", history, GLOSSARY).text.startswith("Azure has a press — ")


@pytest.mark.parametrize(
    ("root", "answer", "named"),
    [
        ("an AI architect or an ML engineer?", "", "the Azure version of the ML engineer?"),
        ("What is there?", "- AWS has Press. [1]\n- AWS has Kiln. [2]", "the Azure version of Kiln?"),
        ("What is there?", "- A kiln. [1]\n- A lathe. [2]", "the Azure version of the second?"),
    ],
)
def test_a_thing_is_named_in_the_place_of_its_ordinal(root: str, answer: str, named: str) -> None:
    glossary = Glossary([*GLOSSARY.terms, Term("Kiln", "service"), Term("Press", "service")])

    assert thing_named("the Azure version of the second?", root, answer, glossary).rstrip("?") == named.rstrip("?")


@pytest.mark.parametrize(
    "question", ["Which of those needs a bank?", "which one is cheaper", "which is still to come", "all of them?"]
)
def test_a_turn_may_pick_from_what_was_said(question: str) -> None:
    assert picks(question)


@pytest.mark.parametrize("question", ["Which laws are there?", "What comes next?", "one more, please"])
def test_other_turns_do_not_pick(question: str) -> None:
    assert not picks(question)


@pytest.mark.parametrize(
    ("turns", "text"),
    [
        (("Azure?", "AWS?", "difference?"), "What is the difference between Azure and AWS?"),
        (("What is Azure?", "What is AWS?", "how do they differ?"), "What is the difference between Azure and AWS?"),
        ((ON_AWS, "and on Azure?", "which is better?"), "How is vector search billed on AWS and Azure — which is better?"),
        (
            ("Who watches drift in Norway?", "and in Peru?", "compare both"),
            "Who watches drift in Norway and Peru — compare both",
        ),
        (("Azure?", "AWS?", "which one watches drift?"), "Azure and AWS — which one watches drift?"),
    ],
)
def test_what_sets_things_against_each_other_means_those_named_last(turns: tuple[str, ...], text: str) -> None:
    assert asked(*turns).text == text


@pytest.mark.parametrize("turns", [("AWS or Azure?", "which is better?"), ("AWS?", "difference?"), ("drift?", "AWS?", "both?")])
def test_nothing_is_put_beside_two_things_or_one_of_another_kind(turns: tuple[str, ...]) -> None:
    *_, topic, last = turns
    assert asked(*turns).text == f"{topic.rstrip('?')} — {last}"


@pytest.mark.parametrize(
    ("turn", "kept"),
    [
        ("only AWS", "AWS"),
        ("and just those after today", "after today"),
        ("show me only the US ones", "US ones"),
        ("ok, only the ones in Texas please", "in Texas please"),
        ("only", ""),
        ("what if it is only AWS?", ""),
        ("just to be sure, do we need all of these in our two regions?", ""),
    ],
)
def test_a_turn_may_keep_only_some_of_an_answer(turn: str, kept: str) -> None:
    assert only_of_it(turn) == kept


def test_what_is_kept_is_asked_without_the_word_that_says_so() -> None:
    assert asked(ON_AWS, "only in spring").text == "How is vector search billed on AWS — in spring"


@pytest.mark.parametrize(
    ("turn", "text"),
    [
        ("what does the latter cost?", "what does the Microsoft Azure cost?"),
        ("and the former?", "and the AWS?"),
        ("the microsoft one - by the hour?", "Microsoft Azure - by the hour?"),
    ],
)
def test_one_of_several_is_meant_by_its_place_or_its_owner(turn: str, text: str) -> None:
    found = asked("AWS vs Microsoft Azure?", turn)

    assert found.text == found.root == text


def test_an_owner_of_none_or_of_several_means_none() -> None:
    assert asked("AWS vs Microsoft Azure?", "the google one - by the hour?").text != "AWS - by the hour?"
    assert asked("What is AWS?", "the AWS one?").text.startswith("What is AWS")


def test_the_former_and_the_latter_may_be_named_in_two_turns() -> None:
    assert asked("AWS by the hour?", "Is Azure cheaper?", "and the former?").text == "and the AWS?"
    assert asked("AWS by the hour?", "Is Azure cheaper?", "the latter by night?").text == "the Azure by night?"


@pytest.mark.parametrize(
    ("first", "turn", "text"),
    [
        ("What is Azure?", "difference to AWS?", "What is the difference between Azure and AWS?"),
        ("Who watches drift in Peru?", "compared to Norway?", "Who watches drift in Peru and Norway — compared to Norway?"),
        ("Is Azure cheap at night?", "difference to AWS?", "Is Azure cheap at night — difference to AWS?"),
    ],
)
def test_what_a_turn_sets_against_the_topic_takes_no_one_s_place(first: str, turn: str, text: str) -> None:
    assert asked(first, turn).text == text


LISTED_FIRST = "AWS, Azure and Cloudera: which of them sorts?"


@pytest.mark.parametrize(
    ("first", "turn", "meant"),
    [
        (LISTED_FIRST, "the second", "Azure: which of them sorts?"),
        (LISTED_FIRST, "and the third one?", "Cloudera: which of them sorts?"),
        ("AWS vs Cloudera vs Azure, which is cheaper?", "the second one then", "Cloudera, which is cheaper?"),
        (LISTED_FIRST, "what does the third one cost?", "what does the Cloudera cost?"),
        ("Price and term of AWS, Azure and GCP?", "only the second", "Price and term of Azure?"),
        ("What is paid in Berlin, Paris and the US?", "and the second?", "What is paid in Paris?"),
        ("Which is better in a bank, AWS or Azure?", "the last again", "the Azure again"),
    ],
)
def test_an_ordinal_alone_asks_of_one_of_the_things_that_a_question_names_in_a_row(first: str, turn: str, meant: str) -> None:
    assert asked(first, turn).text == meant


def test_what_a_question_begins_with_is_a_list_where_one_of_it_at_least_is_known() -> None:
    assert asked("pots, pans and lids: which of them sorts?", "the second").text.startswith("pots, pans")


def test_an_ordinal_may_mean_what_an_earlier_question_named() -> None:
    turns = ("Do I hire an AI architect or an ML engineer?", "what does the second one do?")

    assert asked(*turns, "and who trains the first one?").text == "and who trains the AI architect?"


@pytest.mark.parametrize(
    ("turns", "answer", "meant"),
    [
        (("what does the second one do?",), "", "what is the AI architect paid?"),
        ((), "An AI architect draws. [1] An ML engineer trains. [2]", "what is the ML engineer paid?"),
        ((), "Both are paid well. [1]", ""),
    ],
)
def test_the_other_one_is_that_of_two_which_was_not_told_of(turns: tuple[str, ...], answer: str, meant: str) -> None:
    named = "Do I hire an AI architect or an ML engineer?"
    found = asked(named, *turns, "what is the other one paid?", answer=answer).text

    assert found == meant if meant else "the other one" in found
