"""Short remarks that belong beside an answer: retired things, names out of use, claims that are contested or overdue.

Each rests on typed facts of the day's library, so that a remark follows from data and not from how a sentence is worded. Only
a name out of use can be proved by prose too, where a corpus holds no facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.answering.figures import amount, same_subject
from assistant.answering.library import Library, subject_as_quoted
from assistant.answering.statements import NoticeDraft
from assistant.answering.validity import names_any, names_of
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact
from assistant.domain.questions import Mention, Question
from assistant.language.endings import tells_ending
from assistant.language.numbers import figures
from assistant.language.words import content_terms

CLOSEST = "The corpus may not answer this directly; these are its closest statements."
UNVERIFIED = "This rests on a statement that no primary source confirms."
LIMIT = 3
_CONTESTED = frozenset({"disputed", "unverified"})
ABOUT_SAME = 0.3
"""Share of a contested fact's words that a sentence with the fact's figures must hold to be about it."""


def notices(question: Question, used: Sequence[Evidence], library: Library) -> tuple[NoticeDraft, ...]:
    """At most `LIMIT` notices, one a kind and thing; of a statement that the answer holds already they give the short form."""
    drafts: dict[tuple[str, str], NoticeDraft] = {}
    retired = list(_retired(question, used, library))
    ended = " ".join(draft.text for draft in retired).lower()
    for draft in (
        *retired,
        *_former_names(question, used, library, ended),
        *_contested(used, library),
        *_overdue(used, library),
    ):
        drafts.setdefault((draft.kind, draft.text), draft)
    return tuple(drafts.values())[:LIMIT]


def _former_names(question: Question, used: Sequence[Evidence], library: Library, ended: str) -> Iterator[NoticeDraft]:
    """A name out of use in the question: the fact of its renaming, else a unit that holds both names.

    What `ended`, the text of other remarks, already calls over needs no remark on its name.
    """
    said = {e.unit.position for e in used}
    for mention in question.mentions:
        if not mention.former or not _out_of_use(mention, library) or mention.surface.lower() in ended:
            continue
        current = library.glossary.terms[mention.term].name
        short = f"“{mention.surface}” is now {current}."
        proof = _renaming(mention, current, library)
        if proof is None:
            continue
        evidence = library.evidence(proof)
        told = proof in said or any(_holds_both(e.unit.text, mention.surface, current) for e in used)
        whole = proof in library.facts and not told
        yield NoticeDraft("outdated", library.units[proof].text if whole else short, (evidence,))


def _out_of_use(mention: Mention, library: Library) -> bool:
    """False while the name was still in use on the library's day."""
    known = library.glossary.former_name(mention)
    return known is None or known.until is None or known.until < library.today


def _renaming(mention: Mention, current: str, library: Library) -> int | None:
    """The unit that proves the renaming, or None."""

    def both(position: int) -> bool:
        return _holds_both(library.units[position].text, mention.surface, current)

    renamed = (p for p in library.by_status.get("renamed", ()) if library.facts[p].subject.lower() == current.lower())
    fact = next((p for p in renamed if both(p)), None)
    if fact is not None:
        return fact
    return next((u.position for u in library.units if u.position not in library.withheld and both(u.position)), None)


def _holds_both(text: str, former: str, current: str) -> bool:
    lowered = text.lower()
    return former.lower() in lowered and current.lower() in lowered


def _retired(question: Question, used: Sequence[Evidence], library: Library) -> Iterator[NoticeDraft]:
    """What the question or the answer names and a fact calls retired; a sentence that tells the end itself names it freely."""
    said = {e.unit.position for e in used}
    silent = " \n".join(e.unit.text for e in used if not tells_ending(e.unit.text))
    subjects = {fact.subject for e in used if (fact := library.facts.get(e.unit.position)) is not None}
    named = {library.glossary.terms[m.term].name.lower() for m in question.mentions}
    for position in library.by_status.get("retired", ()):
        fact = library.facts[position]
        if fact.attribute != "status" or fact.variant:
            continue
        names = names_of(fact, library)
        asked = names & named or names_any(question.text, names) or fact.subject in subjects
        if not asked and not names_any(silent, names):
            continue
        short = f"{fact.subject}: {fact.value}." if fact.value else f"{fact.subject} is retired."
        told = position in said or any(_tells_end(e, names, short) for e in used)
        yield NoticeDraft("retired", short if told else fact.statement, (library.evidence(position),))


def _tells_end(evidence: Evidence, names: frozenset[str], short: str) -> bool:
    """True for a sentence on the end of a thing with these names that holds the figures of its `short` form."""
    text = evidence.unit.text
    return tells_ending(text) and names_any(text, names) and figures(short, words=False) <= figures(text, words=False)


def _contested(used: Sequence[Evidence], library: Library) -> Iterator[NoticeDraft]:
    """Used figures that another source states differently, and claims that are disputed or that nobody could confirm."""
    said = {e.unit.position for e in used}
    told: set[tuple[str, str]] = set()
    for e in used:
        for position, fact in _touched(e, library):
            if (fact.attribute, fact.status) in told:
                continue
            told.add((fact.attribute, fact.status))
            others = ((p, library.facts[p]) for p in library.facts_of({fact.attribute}) if p != position)
            rival = next(((p, f) for p, f in others if _differs(fact, f, library)), None)
            if rival is not None:
                yield _difference(fact, rival[1], (library.evidence(position), library.evidence(rival[0])), rival[0] in said)
            elif fact.status == "disputed":
                text = _disputed(fact, library) if position in said else ""
                yield NoticeDraft("disagreement", text or fact.statement, (library.evidence(position),))
            elif fact.status == "unverified":
                yield NoticeDraft("scope", UNVERIFIED, (library.evidence(position),))


def _disputed(fact: Fact, library: Library) -> str:
    """A disputed claim that the answer states, in short: in its own words, or what of which the amount is; "" for none."""
    if fact.low is None:
        return f"This is disputed: {fact.value}." if fact.value else ""
    subject = subject_as_quoted(fact, library)
    return f"Disputed: {fact.attribute} of {subject}, {amount(fact)}." if subject else f"This is disputed: {amount(fact)}."


def _touched(evidence: Evidence, library: Library) -> list[tuple[int, Fact]]:
    """The fact that the evidence is, else the contested facts whose figures it repeats."""
    own = library.facts.get(evidence.unit.position)
    if own is not None:
        return [(evidence.unit.position, own)] if own.low is not None or own.status in _CONTESTED else []
    stated = figures(evidence.unit.text)
    terms = set(content_terms(evidence.context))
    contested = sorted(position for status in _CONTESTED for position in library.by_status.get(status, ()))
    return [(p, library.facts[p]) for p in contested if _repeats(library.facts[p], stated, terms)]


def _repeats(fact: Fact, stated: frozenset[float], terms: set[str]) -> bool:
    own, subject, words = _claim(fact)
    return bool(own) and own <= stated and subject <= terms and len(words & terms) >= ABOUT_SAME * len(words)


@lru_cache(maxsize=4096)
def _claim(fact: Fact) -> tuple[frozenset[float], frozenset[str], frozenset[str]]:
    """A contested fact's figures, and the stems of its subject and of its statement: the same for every question."""
    own = frozenset(value for value in (fact.low, fact.high) if value is not None) or figures(fact.value, words=False)
    return own, frozenset(content_terms(fact.subject)), frozenset(content_terms(fact.statement))


def _difference(fact: Fact, rival: Fact, evidence: tuple[Evidence, Evidence], rival_said: bool) -> NoticeDraft:
    """What the other source says, or, where the answer says both, that they differ."""
    if fact.status in _CONTESTED and not rival_said:
        return NoticeDraft("disagreement", rival.statement, (evidence[1],))
    text = f"Sources differ on the {fact.attribute} here; each figure stands with its source and none is an average"
    bases = fact.basis != rival.basis and fact.basis and rival.basis
    return NoticeDraft("disagreement", f"{text}, and they do not rest on the same basis." if bases else f"{text}.", evidence)


def _differs(one: Fact, other: Fact, library: Library) -> bool:
    same = (
        one.attribute == other.attribute
        and one.level == other.level
        and one.region == other.region
        and (one.source != other.source or one.statement != other.statement)
        and same_subject(one.subject, other.subject, library)
        and (bool(one.level) or one.variant == other.variant)
    )
    if not same or one.currency_unit != other.currency_unit:
        return False
    if one.low is not None and other.low is not None:
        return one.source != other.source and (one.low, one.high) != (other.low, other.high)
    return bool({one.status, other.status} & {"disputed"}) and one.subject == other.subject and one.value != other.value


def _overdue(used: Sequence[Evidence], library: Library) -> Iterator[NoticeDraft]:
    """One remark on the documents whose day of review has passed."""
    titles = {e.document.title: None for e in used if e.document.review_by is not None and e.document.review_by < library.today}
    if titles:
        yield NoticeDraft("outdated", f"Overdue for review, so check before relying on it: {'; '.join(titles)}.")
