"""What denies that the thing exists that a question is about."""

from __future__ import annotations

import pytest

from assistant.answering.premises.deny import NEAR, denying
from assistant.domain.facts import Term
from tests.unit.answering.builders import evidence, make_library, page, read

LIBRARY = make_library(
    page(
        "Law",
        "",
        "Norland (NL) has no AI act and leaves AI to its courts.",
        "The harbour office keeps no lists, and Norland has few.",
        "The harbour office publishes fees.",
        "The tunnel has no toll for bicycles.",
        *(f"Line {n} of the register." for n in range(NEAR)),
    ),
    terms=[Term("Norland", "place", ("NL",)), Term("Sudland", "place")],
)
NO_ACT, NO_TOLL = 0, 3


@pytest.mark.parametrize(
    ("asked", "denied"),
    [
        ("What fines does Norland's AI act foresee?", NO_ACT),
        ("Who enforces the AI act of NL?", NO_ACT),  # by another name
        ("What fines does Sudland's AI act foresee?", None),
        ("What fines does Norland's bicycle act foresee?", None),  # another act
        ("What fines does Norland's library act foresee for AI?", None),
        ("How high is the toll of the tunnel?", NO_TOLL),
        ("How long is the tunnel?", None),
    ],
)
def test_evidence_denies_what_the_question_names_of_its_owner(asked: str, denied: int | None) -> None:
    found = denying(read(asked, LIBRARY), evidence(LIBRARY, {place: 1.0 - place / 100 for place in range(4)}), LIBRARY.glossary)

    assert (found.unit.position if found else None) == denied


@pytest.mark.parametrize(
    ("asked", "denied"),
    [
        ("What is the fine for breaking the Kiln Code?", 1),
        ("Which penalties does the Kiln Code have?", 1),
        ("Who wrote the Kiln Code?", None),
        ("What is the fine for breaking the Clay Code?", None),
        ("What is the fine for breaking the Glaze Code?", 3),
    ],
)
def test_what_binds_nobody_has_no_penalties(asked: str, denied: int | None) -> None:
    library = make_library(
        page(
            "Codes",
            "",
            "The Clay Code is not voluntary.",
            "Following the Kiln Code is voluntary, yet courts give it weight.",
            "The Clay Code fines potters, while the Kiln Code is voluntary.",
            "The Glaze Code is non-binding.",
        ),
        terms=[Term(f"{name} Code", "regulation") for name in ("Clay", "Kiln", "Glaze")],
    )
    found = denying(read(asked, library), evidence(library, {place: 1.0 - place / 100 for place in range(4)}), library.glossary)

    assert (found.unit.position if found else None) == denied


def test_only_the_best_of_the_evidence_denies() -> None:
    scores = {NO_ACT: 0.1, **dict.fromkeys(range(4, 4 + NEAR), 1.0)}

    assert (
        denying(read("What fines does Norland's AI act foresee?", LIBRARY), evidence(LIBRARY, scores), LIBRARY.glossary) is None
    )
