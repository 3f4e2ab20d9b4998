"""A later turn keeps some of what the last answer lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.kept import keep, wanted
from assistant.answering.select import state
from assistant.answering.statements import Draft, TableDraft
from assistant.domain.facts import Term
from tests.unit.answering.builders import evidence, fact, make_library, page, read, table

LIBRARY = replace(
    make_library(
        page(
            "Rules",
            "",
            *table(("Rule", "From"), ("Clay Act of Texas", "1 May 2025"), ("Kiln Act of Norway", "1 June 2027")),
            fact("Kiln", "price", "The Kiln of Mist costs USD 5.", provider="Mist"),
            fact("Pot", "price", "The Pot of Hail costs USD 6.", provider="Hail"),
            "Pots are old.",
        ),
        terms=(*(Term(name, "provider") for name in ("Mist", "Hail")), Term("Kiln", "service"), Term("Pot", "service")),
    ),
    today=date(2026, 11, 1),
)
FOUND = {e.unit.position: e for e in evidence(LIBRARY, dict.fromkeys(range(len(LIBRARY.units)), 1.0))}
ROWS = TableDraft("Rules", ("Rule", "From"), tuple(LIBRARY.units[p].cells for p in (1, 2)), tuple((FOUND[p],) for p in (1, 2)))
TABLED = Draft((state(FOUND[5]),), (ROWS,))
PRICED = Draft(tuple(state(FOUND[p], bullet=True) for p in (3, 4)))


def kept(only: str, draft: Draft, *, again: bool = False) -> list[str]:
    left = keep(draft, wanted(read(only, LIBRARY), read("Which rules are there?", LIBRARY), LIBRARY), LIBRARY, again=again)
    return [] if left is None else [statement.text for statement in left.statements]


@pytest.mark.parametrize(
    ("only", "draft", "left"),
    [
        ("those after today", TABLED, ["Rule: Kiln Act of Norway; From: 1 June 2027."]),
        ("those already in force", TABLED, ["Rule: Clay Act of Texas; From: 1 May 2025."]),
        ("the US ones", TABLED, ["Rule: Clay Act of Texas; From: 1 May 2025."]),
        ("Norway", TABLED, ["Rule: Kiln Act of Norway; From: 1 June 2027."]),
        ("in Peru", TABLED, []),
        ("Hail", PRICED, ["The Pot of Hail costs USD 6."]),
        ("Hail or cheap pots", PRICED, []),
        ("cheap pots", PRICED, []),
        ("those under 6 dollars", PRICED, ["The Kiln of Mist costs USD 5."]),
        ("the 1 May 2025 ones", TABLED, ["Rule: Clay Act of Texas; From: 1 May 2025."]),
        ("the exams", PRICED, []),
    ],
)
def test_only_what_a_provider_a_place_or_a_day_tells_is_kept(only: str, draft: Draft, left: list[str]) -> None:
    assert kept(only, draft) == left


def test_one_statement_is_no_list_unless_it_was_kept_before() -> None:
    one = Draft((state(FOUND[4]),))

    assert kept("Hail", one) == []
    assert kept("Hail", one, again=True) == ["The Pot of Hail costs USD 6."]
