"""Which places limit a question."""

from __future__ import annotations

import pytest

from assistant.answering.library import places_named
from assistant.domain.facts import Term
from tests.unit.answering.builders import make_library, page, read

LIBRARY = make_library(
    page("Pay", "", "Architects earn well."),
    terms=(Term("Germany", "place", ("German",)), Term("Act 5", "regulation")),
)


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ("What do architects earn in Germany?", [{"germany", "german"}]),
        ("What do architects earn in Munich?", [{"munich", "germany", "german"}]),
        ("What do architects in Munich, Germany earn?", [{"germany", "german"}]),
        ("What do architects earn in Tokyo?", [{"tokyo", "japan"}]),
        ("What do architects earn?", []),
        ("Does Act 5 hold in Germany?", []),
    ],
)
def test_a_place_is_known_by_its_names_and_a_city_by_its_country_too(asked: str, places: list[set[str]]) -> None:
    assert [set(names) for names in places_named(read(asked, LIBRARY), LIBRARY)] == places
