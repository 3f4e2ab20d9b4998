"""From a message to what corrects it: its claims, the evidence about each, and the contradiction, if there is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.evidence import gather_evidence
from assistant.answering.expected import ROLE
from assistant.answering.library import Library
from assistant.answering.premises.claims import Claim, Contradiction
from assistant.answering.premises.closeness import NAMED
from assistant.answering.premises.contradict import contradiction, differs_from
from assistant.answering.premises.presuppose import OWN, claims_in
from assistant.answering.premises.relations import OWNER, TURNED, turned_round, wrong_exclusion, wrong_owner, wrong_relation
from assistant.answering.repetition import repeats
from assistant.answering.select import state
from assistant.answering.statements import Draft, NoticeDraft, Statement
from assistant.domain.evidence import Evidence
from assistant.domain.questions import Question
from assistant.language.sentences import split_sentences
from assistant.retrieval.retrieve import Part, Retriever

PASSAGES = 12
"""Passages reranked for a claim."""
CORRECTED_WORDS = 76
"""Words of an answer with what corrects its question."""
BEARS_ON = 0.78
"""The share of the best score that what contradicts a message must reach among the evidence on it: all of 92 corrections of
false premises do, and a third of those of 194 messages that took nothing false for granted do not."""
_OWN_STORY = re.compile(r"^\W*(?:our|my)\b.{0,80}\b(?:has|have|had)(?:n't| not| never)\b", re.IGNORECASE)
"""What somebody or something of the asker's has not done: the corpus cannot know better."""
REMARK = "The source does not bear out the question's premise: the first statement is what it says."


def find_contradiction(
    text: str,
    read: Callable[[str], Question],
    retriever: Retriever,
    library: Library,
    allowed: Callable[[int], bool] | None = None,
    own: str = "",
    answers: Sequence[Sequence[Evidence]] | None = None,
) -> Contradiction | None:
    """What contradicts a claim of the message, or None; `allowed` filters passage positions. Of a follow-up, `own` are the
    user's own words, which alone claim anything: what the talk began with was looked at then.

    Of `answers`, the evidence on each question of the message, what is near the best must hold the contradiction. A message
    that claims nothing, or whose claims nothing there differs from, costs no search.
    """
    own = own or text
    near = None if answers is None else [e for evidence in answers for e in _near_best(evidence)]
    for claim in claims_in(own):
        found = _against(claim, text, read, retriever, library, allowed, near)
        if found is not None and _is_allowed(found, allowed) and (near is None or _bears_on(found, near)):
            return found
    beside = (wrong_owner(own, library), *(turned_round(own[s.start : s.end], library) for s in split_sentences(own)))
    sound = (found for found in beside if found is not None and _is_allowed(found, allowed))
    return next((found for found in sound if near is None or _bears_on(found, near)), None)


def _is_allowed(found: Contradiction, allowed: Callable[[int], bool] | None) -> bool:
    return allowed is None or all(allowed(e.passage.position) for e in found.evidence)


def _against(
    claim: Claim,
    text: str,
    read: Callable[[str], Question],
    retriever: Retriever,
    library: Library,
    allowed: Callable[[int], bool] | None,
    near: Sequence[Evidence] | None,
) -> Contradiction | None:
    """What contradicts one claim: facts on relations first, then what a search for the claim itself finds."""
    found = wrong_relation(claim, library)
    question = _read_with_names(claim, text, read, library) if found is None else None
    if question is None:
        return found
    alone = wrong_exclusion(claim, question, library)
    if alone is not None:
        return alone
    if near is not None and not any(differs_from(claim, question, e, library) for e in near):
        return None
    proposed = retriever.propose([Part(question.search_text)], allowed)
    evidence = gather_evidence(question, retriever.rerank(proposed, PASSAGES), library)
    return contradiction(claim, question, evidence, library)


def _read_with_names(claim: Claim, text: str, read: Callable[[str], Question], library: Library) -> Question | None:
    """The claim as a question, with the names of the message where it names neither a thing nor a role ("it", "we must …");
    None for what the asker tells of a thing of theirs."""

    def named(question: Question) -> list[str]:
        return [m.surface for m in question.mentions if library.glossary.terms[m.term].kind in NAMED]

    if _OWN_STORY.match(claim.text):
        return None
    question = read(claim.text)
    if named(question) or any(library.glossary.terms[m.term].kind == ROLE for m in question.mentions):
        return question
    if OWN.match(claim.text):
        return None
    names = named(read(text))
    return read(f"{claim.text} ({', '.join(dict.fromkeys(names))})") if names else question


def _near_best(evidence: Sequence[Evidence]) -> list[Evidence]:
    return [e for e in evidence if e.score >= BEARS_ON * evidence[0].score]


def _bears_on(found: Contradiction, near: Sequence[Evidence]) -> bool:
    """True when what contradicts a message is among what is `near` the best evidence on it: a remark on something told beside
    is not, but whose a thing is, and which came after which, concerns every question that names them."""
    against = {e.unit.position for e in found.evidence}
    return found.test in {OWNER, TURNED} or any(e.unit.position in against for e in near)


def corrected(draft: Draft, found: Contradiction) -> Draft:
    """The draft behind what corrects the question: the first statement decides, nothing is said twice, and what the answer
    holds beyond `CORRECTED_WORDS` gives way, its first statement apart."""
    first = tuple(state(e) for e in found.evidence)
    words = sum(len(statement.text.split()) for statement in first)
    kept: list[Statement] = []
    for statement in draft.statements:
        if any(repeats(e, found.evidence) for e in statement.evidence):
            continue
        words += len(statement.text.split())
        if kept and words > CORRECTED_WORDS:
            break
        kept.append(statement)
    return replace(draft, statements=(*first, *kept))


def remark(found: Contradiction) -> NoticeDraft:
    """The notice beside a corrected answer, which begins with what contradicts the question; it cites that."""
    return NoticeDraft("premise", REMARK, found.evidence[:1])
