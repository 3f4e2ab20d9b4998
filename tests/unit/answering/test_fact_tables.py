"""Tables made of typed facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.comparison import side_by_side
from assistant.answering.fact_tables import SILENT, by_attribute, by_place, by_provider
from assistant.answering.library import Library
from assistant.answering.sides import comparison_sides
from assistant.answering.statements import TableDraft
from assistant.domain.facts import ATTRIBUTE, Term
from tests.unit.answering.builders import Line, evidence, fact, make_library, page, read


def offer(provider: str, service: str, capability: str, value: str) -> Line:
    return fact(
        service, capability, f"{provider} offers {service} as its {capability}: {value}.", provider=provider, value=value
    )


CLOUDS = tuple(Term(name, "provider") for name in ("AWS", "Azure", "Snowflake"))
STORES = make_library(
    page("Facts", "", offer("AWS", "Stash", "feature store", "online and offline")),
    page("Facts", "", offer("Azure", "Larder", "feature store", "managed, on Redis")),
    page("Facts", "", offer("AWS", "Finder", "vector search", "cheap, on disk")),
    terms=CLOUDS,
)
EXAMS = make_library(
    page("A", "", fact("Exam A", "price", "Exam A costs USD 100.", low=100.0, high=100.0, currency_unit="USD")),
    page("A", "", fact("Exam A", "level", "Exam A is of associate level.", value="associate")),
    page("B", "", fact("Exam B", "price", "Exam B cost USD 50.", low=50.0, high=50.0, currency_unit="USD", status="retired")),
    page("B", "", fact("Exam B", "price", "Exam B costs USD 300.", low=300.0, high=300.0, currency_unit="USD")),
    page("B", "", fact("Exam B", "level", "Exam B is of expert level.", value="expert")),
    page("A", "", fact("Exam A", "validity", "Exam A is valid for 2 years.", value="2 years")),
    page("B", "", fact("Exam B", "validity", "Exam B is valid for 3 years.", value="3 years")),
    page("A", "", fact("Exam A", "deadline", "Exam A must be paid in May.", variant="payment", value="May")),
    page("B", "", fact("Exam B", "deadline", "Exam B ends in June.", variant="end", value="June")),
    page("B", "", fact("Exam B", "status", "Exam B is open.", value="open")),
    terms=(Term("Exam A", "certification"), Term("Exam B", "certification")),
)


def drawn(asked: str, library: Library) -> TableDraft | None:
    question = read(asked, library)
    found = evidence(library, {position: 1.0 - position / 10 for position in range(len(library.units))})
    sides = comparison_sides(question, library)
    return by_provider(question, sides, found, library) or by_attribute(question, sides, found, library)


def test_providers_stand_side_by_side_for_the_capability_asked_for() -> None:
    table = drawn("Compare the feature store of AWS and Azure", STORES)

    assert table is not None
    assert table.rows == (("AWS", "Stash", "online and offline"), ("Azure", "Larder", "managed, on Redis"))
    assert [[e.unit.position for e in row] for row in table.evidence] == [[0], [1]]


def test_a_provider_of_which_no_fact_speaks_is_named_in_the_caption_and_has_no_row() -> None:
    table = drawn("Compare the feature store of AWS, Azure and Snowflake", STORES)

    assert table is not None
    assert [row[0] for row in table.rows] == ["AWS", "Azure"]
    assert all(table.evidence)
    assert f"({SILENT}: Snowflake)" in table.caption


def test_a_provider_is_named_as_far_as_its_fact_names_it() -> None:
    offers = (
        fact("Pilot", "bot builder", "Pilot is the bot builder of Contoso.", provider="Contoso Cloud", value="for all"),
        fact("Stash", "bot builder", "AWS has Stash as its bot builder.", provider="AWS", value="for some"),
        fact("Larder", "bot builder", "Larder builds a bot.", provider="Contoso Cloud", value="for none"),
    )
    library = make_library(page("Facts", "", *offers), terms=(Term("AWS", "provider"), Term("Contoso Cloud", "provider")))

    table = drawn("Compare the bot builder of AWS and Contoso Cloud", library)

    assert table is not None
    assert [row[0] for row in table.rows] == ["AWS", "Contoso", ""]


def test_one_provider_alone_makes_no_comparison() -> None:
    assert drawn("Compare the vector search of AWS and Azure", STORES) is None


def test_two_subjects_stand_side_by_side_attribute_by_attribute() -> None:
    table = drawn("Compare Exam A and Exam B", EXAMS)

    assert table is not None
    assert table.columns == ("", "Exam A", "Exam B")
    assert table.rows == (
        ("Price", "USD 100", "USD 300"),
        ("Level", "associate", "expert"),
        ("Validity", "2 years", "3 years"),
    )


def test_an_attribute_that_the_question_names_stands_alone() -> None:
    table = drawn("Compare the price of Exam A and Exam B", EXAMS)

    assert table is not None
    assert [row[0] for row in table.rows] == ["Price"]


def test_beside_a_service_a_provider_stands_for_what_it_offers() -> None:
    offers = [
        offer(provider, service, capability, value)
        for provider, service in (("AWS", "Stash"), ("Azure", "Larder"), ("Azure", "Pantry"))
        for capability, value in (("feature store", f"{service} store"), ("registry", "yes"), ("batch", "nightly"))
    ]
    library = make_library(page("Facts", "", *offers), terms=(*CLOUDS, Term("Stash", "service")))

    table = drawn("Stash or Azure?", library)

    assert table is not None
    assert table.columns == ("", "Stash", "Azure")
    assert table.rows[0] == ("Feature store", "Stash store", "Larder store")


def paid(role: str, low: float, region: str, level: str = "", variant: str = "", status: str = "current") -> Line:
    told = f"{level} {role}s in {region} earn USD {low:,.0f} a year.".strip()
    return fact(
        role,
        "annual pay",
        told,
        low=low,
        high=low,
        currency_unit="USD",
        region=region,
        level=level,
        variant=variant,
        status=status,
    )


PAY = make_library(
    page("Pay", "", paid("AI Architect", 100.0, "Norway", level="entry"), paid("AI Architect", 150.0, "Norway", variant="all")),
    page("Pay", "", paid("AI Architect", 200.0, "Sweden"), paid("AI Architect", 999.0, "Sweden", status="disputed")),
    page("Pay", "", paid("ML Engineer", 120.0, "Norway", level="senior"), paid("ML Engineer", 80.0, "Sweden")),
    terms=(
        *(Term(name, "role") for name in ("AI Architect", "ML Engineer")),
        *(Term(name, "place") for name in ("Norway", "Sweden", "Finland")),
        Term("annual pay", ATTRIBUTE, ("pay", "earn")),
    ),
)


def test_places_stand_side_by_side_by_the_fact_of_each_that_holds_in_general() -> None:
    table = by_place(read("AI Architect pay: Norway or Sweden?", PAY), PAY)

    assert table is not None
    assert [row[:2] for row in table.rows] == [("Norway", "USD 150"), ("Sweden", "USD 200")]
    assert [[e.unit.position for e in row] for row in table.evidence] == [[1], [2]]


def test_a_place_of_which_nothing_is_held_is_named_in_the_caption() -> None:
    table = by_place(read("AI Architect pay in Norway, Finland and Sweden", PAY), PAY)

    assert table is not None
    assert [row[0] for row in table.rows] == ["Norway", "Sweden"]
    assert f"({SILENT}: Finland)" in table.caption


@pytest.mark.parametrize(
    "asked", ["AI Architect pay in Norway", "AI Architect and ML Engineer pay in Norway and Sweden", "AI Architects in Norway"]
)
def test_one_place_or_two_roles_make_no_table_of_places(asked: str) -> None:
    assert by_place(read(asked, PAY), PAY) is None


def test_roles_are_compared_at_the_place_asked_for_and_a_level_is_named() -> None:
    in_sweden = drawn("Compare the pay of an AI Architect and an ML Engineer in Sweden", PAY)
    in_norway = drawn("Compare the pay of an AI Architect and an ML Engineer in Norway", PAY)

    assert in_sweden is not None
    assert in_sweden.rows == (("Annual pay", "USD 200", "USD 80"),)
    assert in_norway is not None
    assert in_norway.rows == (("Annual pay", "USD 150", "USD 120 (senior)"),)


GUARDS = make_library(
    page("Facts", "", offer("AWS", "Bedrock Guardrails", "guardrails", "filters")),
    page("Facts", "", offer("Azure", "Foundry", "guardrails", "shields")),
    page("Facts", "", offer("AWS", "Bedrock", "model API", "many models")),
    terms=(*CLOUDS, Term("Bedrock", "service"), Term("Foundry", "service"), Term("Bedrock Guardrails", "service")),
)


def test_a_capability_of_the_services_named_is_compared_by_their_providers() -> None:
    table = drawn("Compare the guardrails of Bedrock and Foundry", GUARDS)

    assert table is not None
    assert table.rows == (("AWS", "Bedrock Guardrails", "filters"), ("Azure", "Foundry", "shields"))


@pytest.mark.parametrize(
    ("asked", "attributes", "row"),
    [
        ("What do Exam A and Exam B cost?", ("price",), ("Price", "USD 100", "USD 300")),
        ("What does Exam A cost?", ("price",), None),
        ("Of what level are Exam A and Exam B?", ("level",), None),
    ],
)
def test_the_amount_asked_for_of_several_exams_stands_side_by_side(
    asked: str, attributes: tuple[str, ...], row: tuple[str, ...] | None
) -> None:
    question = replace(read(asked, EXAMS), attributes=attributes)
    table = side_by_side(question, evidence(EXAMS, dict.fromkeys(range(len(EXAMS.units)), 1.0)), EXAMS)

    assert (table.rows[0] if table else None) == row


def test_what_is_stated_of_a_rule_of_a_law_is_stated_of_the_law() -> None:
    acts = (
        fact("Clay Act", "retention", "The Clay Act asks for 1 year.", low=1.0, high=1.0, currency_unit="years"),
        fact("Kiln Act Security Rule", "retention", "The rule asks for 6 years.", low=6.0, high=6.0, currency_unit="years"),
    )
    names = ("Clay Act", "Kiln Act", "Kiln Act Security Rule")
    terms = (*(Term(name, "regulation") for name in names), Term("retention", ATTRIBUTE))
    library = make_library(page("Acts", "", *acts), terms=terms)
    question = read("retention: Clay Act and Kiln Act", library)

    table = by_attribute(question, comparison_sides(question, library), evidence(library, {0: 1.0, 1: 0.9}), library)

    assert table is not None
    assert table.rows == (("Retention", "1 year", "6 years"),)
