"""Another provider's counterpart of what a talk is about."""

from __future__ import annotations

import pytest

from assistant.answering.counterpart import counterpart_asked, counterpart_of_named, names_a_provider_alone
from assistant.domain.facts import Term
from tests.unit.answering.builders import evidence, fact, make_library, page, read, table

CLOUDS = make_library(
    page(
        "Facts",
        "",
        fact("Kinesis", "former name", "Kinesis was once Stream.", provider="AWS"),
        fact("Kinesis", "streaming", "For streaming AWS offers Kinesis.", provider="AWS"),
        fact("Event Hubs", "former name", "Event Hubs was once Bus.", provider="Microsoft Azure"),
        fact("Event Hubs", "streaming", "For streaming Azure offers Event Hubs.", provider="Microsoft Azure"),
        fact("Kinesis", "price", "Kinesis costs USD 1.", provider="AWS"),
        fact("Snowpipe", "loading", "For loading Snowflake offers Snowpipe.", provider="Snowflake"),
    ),
    terms=(
        Term("AWS", "provider"),
        Term("Microsoft Azure", "provider", aliases=("Azure",)),
        Term("Snowflake", "provider"),
        Term("Kinesis", "service"),
        Term("Event Hubs", "service"),
        Term("Snowpipe", "service"),
    ),
)


def asked(own: str, root: str, *, moved_on: bool = False) -> str:
    return counterpart_asked(read(own, CLOUDS), read(root, CLOUDS), moved_on, CLOUDS, lambda _: ())


@pytest.mark.parametrize("own", ["and on Azure?", "Azure's version?", "the one of azure", "what does Azure have for that"])
def test_a_turn_that_names_a_provider_alone_asks_for_what_does_the_same_there(own: str) -> None:
    assert names_a_provider_alone(read(own, CLOUDS), CLOUDS)
    assert asked(own, "What is Kinesis?") == "What does Microsoft Azure offer for streaming?"


@pytest.mark.parametrize("own", ["and is Azure cheaper?", "Event Hubs?", "AWS or Azure?"])
def test_a_turn_that_says_more_or_names_a_thing_does_not(own: str) -> None:
    assert not names_a_provider_alone(read(own, CLOUDS), CLOUDS)


def test_a_question_about_one_side_of_the_thing_is_asked_on_unless_the_turn_says_what_it_wants() -> None:
    assert asked("and Azure?", "What does Kinesis cost per month?") == ""
    assert (
        asked("Azure's counterpart?", "What does Kinesis cost per month?") == "What does Microsoft Azure offer for streaming?"
    )


def test_after_another_question_the_turn_must_say_what_it_wants() -> None:
    assert asked("and on Azure?", "What is Kinesis?", moved_on=True) == ""
    assert asked("Azure equivalent?", "What is Kinesis?", moved_on=True) == "What does Microsoft Azure offer for streaming?"


@pytest.mark.parametrize(
    ("own", "root"),
    [
        ("and AWS?", "What is Kinesis?"),  # its own
        ("and Snowflake?", "What is Kinesis?"),  # no fact on it
        ("and Azure?", "What is Snowpipe?"),  # a capability of one provider
        ("and Azure?", "Kinesis, Event Hubs?"),  # two things
        ("and Azure?", "What is it?"),  # none
    ],
)
def test_without_a_capability_of_both_nothing_is_asked(own: str, root: str) -> None:
    assert asked(own, root) == ""


@pytest.mark.parametrize(
    "own", ["azure equivalent of Kinesis", "What is Azure's answer to Kinesis?", "Kinesis counterpart on Azure"]
)
def test_a_question_may_name_the_thing_itself(own: str) -> None:
    assert counterpart_of_named(read(own, CLOUDS), CLOUDS, lambda _: ()) == "What does Microsoft Azure offer for streaming?"


@pytest.mark.parametrize(
    "own",
    [
        "Kinesis on Azure",  # nothing that asks for a counterpart
        "the AWS version of Kinesis",  # its own
        "price of the azure equivalent of Kinesis",  # more
        "azure equivalent of Kinesis and Snowpipe",  # two things
    ],
)
def test_a_question_that_asks_for_anything_else_is_left(own: str) -> None:
    assert counterpart_of_named(read(own, CLOUDS), CLOUDS, lambda _: ()) == ""


TABLED = make_library(
    page(
        "Firing on Mist and Hail",
        "",
        *table(("Cloud", "Service", "Tools"), ("Mist", "Mist Steam", "Mist Kiln"), ("Hail", "Hail Ice", "Pot")),
    ),
    page(
        "Rebates compared",
        "",
        *table(("Cloud", "Service", "Lots"), ("Mist", "Mist Steam", "big lots"), ("Hail", "Hail Ice", "carts")),
    ),
    terms=(
        *(Term(name, "provider") for name in ("Mist", "Hail", "Snow")),
        *(Term(name, "service") for name in ("Mist Steam", "Mist Kiln", "Hail Ice")),
    ),
)


@pytest.mark.parametrize(
    ("own", "root", "offer"),
    [
        ("and on Hail?", "What is Mist Kiln?", "What does Hail offer for Tools?"),
        ("and on Hail?", "Mist Steam?", "What does Hail offer for Firing?"),
        ("the Hail ones?", "Are big lots or small lots of Mist Steam cheaper?", "What does Hail offer for Rebates?"),
        ("the Hail ones?", "Is Mist Steam cheaper at night?", ""),
        ("the Hail equivalent?", "Is Mist Steam cheaper at night?", "What does Hail offer for Firing?"),
        ("what would that be on Hail?", "Is Mist Steam cheaper at night?", "What does Hail offer for Firing?"),
        ("what is Hail's thing called?", "Is Mist Kiln cheaper at night?", "What does Hail offer for Tools?"),
        ("and on Snow?", "Mist Steam?", ""),
        ("and on Hail?", "Hail Ice?", ""),
        ("and on Hail?", "a pot?", ""),
    ],
)
def test_what_facts_do_not_state_a_table_with_rows_of_both_may(own: str, root: str, offer: str) -> None:
    rows = evidence(TABLED, dict.fromkeys(range(len(TABLED.units)), 1.0))

    assert counterpart_asked(read(own, TABLED), read(root, TABLED), False, TABLED, lambda _: rows) == offer


def test_the_thing_named_may_stand_in_a_table_too() -> None:
    rows = evidence(TABLED, dict.fromkeys(range(len(TABLED.units)), 1.0))
    named = read("Hail equivalent of Mist Kiln", TABLED)

    assert counterpart_of_named(named, TABLED, lambda _: rows) == "What does Hail offer for Tools?"
    assert counterpart_of_named(named, TABLED, lambda _: ()) == ""
    assert counterpart_of_named(read("What does Hail offer for Mist Kiln?", TABLED), TABLED, lambda _: rows) == ""
