"""A false premise is corrected by what contradicts it, and a true one is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.premises.check import BEARS_ON, REMARK, corrected, find_contradiction, remark
from assistant.answering.premises.claims import Contradiction
from assistant.answering.statements import Draft, Statement
from assistant.domain.evidence import Evidence
from assistant.domain.facts import FormerName, Term
from tests.unit.answering.builders import fact, make_library, make_retriever, page, read

TERMS = (
    Term("Alpha Exam", "certification", ("AL-101",)),
    Term("Beta Exam", "certification", ("BE-201",)),
    Term("Gamma Exam", "certification", ("GA-301",)),
    Term("Delta Search", "service", (), (FormerName("Old Search"),)),
    Term("Omega Board", "organisation"),
    Term("Sigma", "organisation"),
    Term("Sigma Badge", "certification", ("SIG",)),
    Term("Vault Store", "service"),
    Term("AWS", "provider"),
    Term("Azure", "provider"),
    Term("price", "attribute", ("costs", "cost")),
    Term("status", "attribute", ("retired",)),
    Term("successor", "attribute", ("replaced",)),
    Term("validity", "attribute", ("valid", "expire", "expires")),
    Term("vector search", "attribute"),
)
LIBRARY = make_library(
    page(
        "Facts",
        "",
        fact("Alpha Exam", "price", "Alpha Exam (AL-101) costs USD 100.", code="AL-101", low=100, high=100),
        fact("Alpha Exam", "status", "Alpha Exam (AL-101) was retired on 1 June 2026.", code="AL-101", status="retired"),
        fact("Alpha Exam", "successor", "Alpha Exam (AL-101) was replaced by Beta Exam (BE-201).", code="AL-101",
             value="Beta Exam (BE-201)"),
        fact("Beta Exam", "validity", "Beta Exam (BE-201) is valid for 2 years.", code="BE-201"),
        fact("Beta Exam", "status", "Beta Exam (BE-201) is active.", code="BE-201"),
        fact("Vault Store", "storage", "AWS offers Vault Store.", provider="AWS"),
        fact("Delta Search", "former name", "Old Search is now called Delta Search.", status="renamed", value="Old Search"),
        fact("Azure Index", "vector search", "For vector search Azure offers Azure Index.", provider="Azure"),
        fact("S3 Vectors", "vector search", "For vector search AWS offers S3 Vectors.", provider="AWS"),
        fact("Sigma Badge", "price", "Sigma Badge costs USD 600."),
    ),
    page(
        "Delta Search",
        "Limits",
        "Delta Search does not train models on customer prompts.",
        "Delta Search holds four index levels.",
    ),
    page("Gamma Exam", "Renewal", "Gamma Exam is renewed online.", "Gamma Exam has 50–60 questions."),
    terms=TERMS,
)  # fmt: skip


COSTS_MORE = "Since Alpha Exam costs 150 dollars, is there a discount?"
Answers = tuple[tuple[Evidence, ...], ...]


def _found(question: str, own: str = "", answers: Answers | None = None) -> str:
    found = find_contradiction(
        question, lambda text: read(text, LIBRARY), make_retriever(LIBRARY), LIBRARY, own=own, answers=answers
    )
    return found.evidence[0].unit.text if found else ""


def test_a_follow_up_claims_what_the_user_writes_and_not_what_the_talk_began_with() -> None:
    began, goes_on = "Since Alpha Exam costs 150 dollars, is there a discount", "how long is it valid?"

    assert _found(f"{began} — {goes_on}")
    assert not _found(f"{began} — {goes_on}", own=goes_on)
    assert _found("Is Alpha Exam dear — it costs 150 dollars, right?", own="it costs 150 dollars, right?")


@pytest.mark.parametrize(
    ("question", "correction"),
    [
        ("Since Alpha Exam costs 150 dollars, is there a discount?", "Alpha Exam (AL-101) costs USD 100."),
        ("Alpha Exam is active and can be taken, right?", "Alpha Exam (AL-101) was retired on 1 June 2026."),
        ("Beta Exam never expires, correct?", "Beta Exam (BE-201) is valid for 2 years."),
        ("As Delta Search trains models on customer prompts, how do we opt out?",
         "Delta Search does not train models on customer prompts."),
        ("What are the six index levels of Delta Search?", "Delta Search holds four index levels."),
        ("Since Alpha Exam was replaced by Gamma Exam, what is new?",
         "Alpha Exam (AL-101) was replaced by Beta Exam (BE-201)."),
        ("Since BE-202 replaced BE-201, where is the guide?", "Beta Exam (BE-201) is active."),
        ("Old Search was renamed Gamma Exam, wasn't it?", "Old Search is now called Delta Search."),
        ("Although only Azure offers vector search, can I use AWS?", "For vector search AWS offers S3 Vectors."),
        ("What does Omega Board want for its Sigma Badge?", "Sigma Badge costs USD 600."),
        ("What are the limits of Azure's Vault Store?", "AWS offers Vault Store."),
        ("When did they retire Beta Exam?", "Beta Exam (BE-201) is active."),
        ("Since AL-101 replaced BE-201, is it longer?", "Alpha Exam (AL-101) was replaced by Beta Exam (BE-201)."),
        ("Why was Beta Exam replaced by Alpha Exam?", "Alpha Exam (AL-101) was replaced by Beta Exam (BE-201)."),
        ("Why did they replace Beta Exam with Alpha Exam?", "Alpha Exam (AL-101) was replaced by Beta Exam (BE-201)."),
        ("Is Alpha Exam the successor of Beta Exam?", "Alpha Exam (AL-101) was replaced by Beta Exam (BE-201)."),
        ("What was the reason to rename Delta Search into Old Search?", "Old Search is now called Delta Search."),
    ],
)  # fmt: skip
def test_what_contradicts_a_claim_is_found(question: str, correction: str) -> None:
    assert _found(question) == correction


@pytest.mark.parametrize(
    "question",
    [
        "Since Alpha Exam costs 100 dollars, is there a discount?",
        "Alpha Exam was retired, right?",
        "As Delta Search does not train models on customer prompts, what is stored?",
        "What are the four index levels of Delta Search?",
        "Since Gamma Exam has 55 questions, how long is it?",
        "Since Alpha Exam was replaced by Beta Exam, what is new?",
        "Old Search was renamed Delta Search, wasn't it?",
        "Old Search was renamed this spring, wasn't it?",
        "Why did Beta Exam replace Alpha Exam?",
        "Is Beta Exam, which replaced Alpha Exam, harder than Alpha Exam was?",
        "Which exam replaced Alpha Exam?",
        "What was the reason to rename Old Search into Delta Search?",
        "What does Sigma want for its Sigma Badge?",
        "What are the limits of AWS's Vault Store?",
        "azure vault store",
        "Exam taker here, 150 dollars paid for Alpha Exam. What now?",
        "never took Alpha Exam for 150 dollars. what is it?",
        "Since Zeta Exam costs 150 dollars, is there a discount?",
    ],
)
def test_a_claim_that_holds_or_of_which_nothing_is_known_is_left_alone(question: str) -> None:
    assert _found(question) == ""


KILN = make_library(
    page(
        "Kiln Studio",
        "Use",
        "A quota in Kiln Studio is not the same as available capacity.",
        "A potter should use Kiln Studio for clay.",
    ),
    terms=(Term("Kiln Studio", "service"),),
)


@pytest.mark.parametrize(
    "question",
    [
        "Since the quota in Kiln Studio is available capacity, when may I start?",
        "Since potters never use Kiln Studio for clay, what do they use?",
        "Our best potter has never used Kiln Studio for clay. Is that a gap?",
    ],
)
def test_what_should_be_and_what_is_told_apart_contradict_nothing(question: str) -> None:
    assert find_contradiction(question, lambda text: read(text, KILN), make_retriever(KILN), KILN) is None


def test_the_same_denial_in_the_same_words_is_no_contradiction() -> None:
    library = make_library(
        page("Law", "", "The kingdom of kilns (KL) has no kiln act and leaves potters to its old rules."),
        terms=(Term("Kiln Act", "regulation"),),
    )
    question = "As the KL has no kiln act of its own, what governs potters there?"

    assert find_contradiction(question, lambda text: read(text, library), make_retriever(library), library) is None


def test_what_the_asker_tells_of_somebody_of_theirs_is_not_corrected() -> None:
    denied = make_library(
        page("Kiln Studio", "Use", "Potters have used Kiln Studio for clay since 2020."),
        terms=(Term("Kiln Studio", "service"),),
    )
    story = "Since our potters have never used Kiln Studio for clay, is that a gap?"

    assert find_contradiction(story, lambda text: read(text, denied), make_retriever(denied), denied) is None


def test_the_correction_comes_first_and_is_not_said_twice() -> None:
    price, status, successor = (LIBRARY.evidence(position) for position in (0, 1, 2))
    draft = Draft((Statement(price.unit.text, (price,)), Statement(successor.unit.text, (successor,))))

    texts = [s.text for s in corrected(draft, Contradiction((status, successor), "polarity")).statements]

    assert texts == [status.unit.text, successor.unit.text, price.unit.text]


def test_the_notice_cites_what_contradicts_and_leaves_saying_it_to_the_answer() -> None:
    status = LIBRARY.evidence(1)

    notice = remark(Contradiction((status,), "polarity"))

    assert (notice.kind, notice.text, notice.evidence) == ("premise", REMARK, (status,))


@pytest.mark.parametrize(("share", "bears"), [(1.0, True), (BEARS_ON + 0.01, True), (BEARS_ON - 0.01, False)])
def test_a_contradiction_counts_that_is_near_what_answers_the_message(share: float, bears: bool) -> None:
    best, price = replace(LIBRARY.evidence(1), score=10.0), replace(LIBRARY.evidence(0), score=10.0 * share)

    assert bool(_found(COSTS_MORE, answers=((best, price),))) is bears


def test_what_is_told_the_wrong_way_round_counts_whatever_answers_the_message() -> None:
    assert _found("Why was Beta Exam replaced by Alpha Exam?", answers=((replace(LIBRARY.evidence(9), score=10.0),),))


@pytest.mark.parametrize(
    "answers", [(), ((),), ((replace(LIBRARY.evidence(1), score=10.0),),), ((replace(LIBRARY.evidence(4), score=10.0),),)]
)
def test_what_the_evidence_does_not_hold_bears_on_nothing(answers: Answers) -> None:
    assert not _found(COSTS_MORE, answers=answers)


def test_a_claim_that_nothing_near_the_answer_differs_from_is_not_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.answering.premises.check.gather_evidence", lambda *_: pytest.fail("a search"))

    assert not _found(COSTS_MORE, answers=((replace(LIBRARY.evidence(4), score=10.0),),))
