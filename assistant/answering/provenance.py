"""Answer where the last answer comes from and how sure it is: what it said, what the corpus says of that, and the sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.evidence import told_in
from assistant.answering.further import announces
from assistant.answering.library import Library
from assistant.answering.repetition import repeats
from assistant.answering.select import in_reading_order, state, within
from assistant.answering.statements import Draft, NoticeDraft
from assistant.domain.evidence import Evidence
from assistant.domain.passages import Source
from assistant.language.numbers import figures
from assistant.language.words import content_terms

WORDS = 50
"""Words of what the last answer said that are said again."""
WORDS_BEYOND = 40
"""Words of what the corpus says of it."""
NEAR_BEST = 0.9
"""The share of the best score that this must reach."""
MOST_NAMED = 4
"""Sources that are named; the citations hold them all."""


def compose_provenance(said: Sequence[Evidence], answer: str, evidence: Sequence[Evidence]) -> Draft:
    """What `answer`, the last one, `said` (not empty) once more, with what the evidence on the question about it, best first,
    tells beyond it of the same figures or in the same sections."""
    again = within(told_in(answer, said) or _likest(said, answer), WORDS)
    numbers = figures(answer, words=False).union(*(figures(e.unit.text, words=False) for e in again))
    sections = {(e.document.id, e.passage.section) for e in again}
    beyond = [
        e
        for e in evidence
        if e.score >= NEAR_BEST * evidence[0].score
        and not announces(e.unit)
        and not repeats(e, again)
        and (figures(e.unit.text, words=False) & numbers or (e.document.id, e.passage.section) in sections)
    ]
    told = {e.unit.position: e for e in (*again, *within(beyond, WORDS_BEYOND)[:1])}
    return Draft(tuple(state(e) for e in in_reading_order(list(told.values()))))


def sources_of(draft: Draft, library: Library, sources: Mapping[str, Source]) -> NoticeDraft:
    """The publications that a draft rests on, each with how it was read, or its documents where these name none; and the day
    on which all of it was known to hold."""
    used = [e for statement in draft.statements for e in statement.evidence]
    known = dict.fromkeys(s for e in used for s in e.unit.sources if s in sources)
    named = [_named(sources[s]) for s in known] or list(dict.fromkeys(f"“{e.document.title}”" for e in used))
    more = len(named) - MOST_NAMED
    text = "; ".join(named[:MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")
    facts = [library.facts.get(e.unit.position) for e in used]
    days = [(fact.as_of if fact else None) or e.document.as_of for fact, e in zip(facts, used, strict=True)]
    held = min((day for day in days if day), default=None)
    return NoticeDraft("scope", f"Where this stands: {text}." + (f" Checked on {held.isoformat()}." if held else ""))


def _named(source: Source) -> str:
    publisher = f", {source.publisher}" if source.publisher and source.publisher not in source.title else ""
    return f"“{source.title}”{publisher} ({source.checked})" if source.checked else f"“{source.title}”{publisher}"


def _likest(said: Sequence[Evidence], answer: str) -> list[Evidence]:
    """What was said, that with most of the answer's words first: an answer in other words than its quotes."""
    terms = set(content_terms(answer))

    def likeness(unit: Evidence) -> float:
        own = set(content_terms(unit.unit.text))
        return len(terms & own) / max(1, len(terms | own))

    return sorted(said, key=lambda unit: -likeness(unit))
