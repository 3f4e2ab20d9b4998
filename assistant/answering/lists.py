"""Give a list whole when a question wants one, or when most of the best units are items of one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.fitness import LEAD_PENALTY, name_of
from assistant.answering.library import Library
from assistant.answering.list_units import by_item, is_lead, lead_of, leads_of, list_units
from assistant.answering.select import size, standing, state, word_budget, words
from assistant.answering.statements import Draft, Statement
from assistant.domain.evidence import Evidence, learned
from assistant.domain.passages import Unit, UnitKind
from assistant.domain.questions import Question, Shape
from assistant.language.references import references

LIST_SHAPES = frozenset({Shape.LIST, Shape.HOW, Shape.OPEN, Shape.DEFINITION, Shape.WHY})
WORD_LIMIT = 84
SHORT_LIMIT = 78
"""Words from which a list is given by its labels, each with its citation; the lower limit where no list was asked for."""
NEAR_BEST = 0.9
MOST_NEAR_BEST = 0.8
LEAD_NEAR_BEST = 0.96
LEAD_NEAR_BEST_PLAIN = 0.75
"""A list answers when its best unit or lead reaches this share of the best unit's score: `MOST_NEAR_BEST` where a list is
asked for and most of the best units are its items; where no readers' questions were learned, a passage counts for more and
so units of one passage lie closer together."""
TELLS_NEAR_BEST = 0.95
"""Share of the best unit's score from which an item of a list too long to give keeps its sentence."""
TOP = 6
SHORT = 3
"""Items up to which a list is told whole or not at all."""
SIBLINGS_WORDS = 20
"""Words beyond an answer's budget that the rest of a short list may take."""
SHARE = 4
"""Outside LIST questions, at least this many of the `TOP` best units must belong to the list."""


def compose_list(question: Question, evidence: Sequence[Evidence], library: Library) -> Draft | None:
    """The best list as a draft, or None when no list fits the question."""
    if question.shape not in LIST_SHAPES:
        return None
    if _one_item_asked(question, evidence):
        return None
    found = _best_list(question, evidence, library)
    if found is None:
        return None
    members = list_units(found, library)
    items = by_item(members)
    if len(items) < 2:
        return None
    by_position = {e.unit.position: e for e in evidence}
    statements: list[Statement] = []
    statements += [state(_evidence(lead, found, library, by_position)) for lead in leads_of(found, members, library)]
    limit = WORD_LIMIT if question.shape is Shape.LIST else SHORT_LIMIT
    budget = limit - sum(len(s.text.split()) for s in statements)
    too_long = sum(len(units[0].text.split()) for units in items.values()) > budget
    if too_long and question.shape is not Shape.LIST and not all(name_of(units[0]) for units in items.values()):
        return None
    statements += _item_statements(items, budget, found, library, by_position)
    return Draft(tuple(statements))


def with_siblings(question: Question, draft: Draft, evidence: Sequence[Evidence], library: Library) -> Draft:
    """The draft with the rest of a short list of which it states a part ("has two successors:"), which would pass for all.

    Only where the list's lead is near what answers best, and where there is room once what scores least gave way; the first
    statement stays. `evidence` is best first.
    """
    near = {e.unit.position for e in evidence[:TOP] if e.score >= NEAR_BEST * evidence[0].score}
    known = {e.unit.position: e for e in evidence}
    for found in [s.evidence[0] for s in draft.statements if _in_list(s.evidence[0])]:
        members = list_units(found, library)
        lead = lead_of(found, members, library)
        if lead is not None and lead.position in near and len({unit.item for unit in members}) <= SHORT:
            whole = _told_together(question, draft, [_evidence(unit, found, library, known) for unit in members])
            if whole is not None:
                return whole
    return draft


def _told_together(question: Question, draft: Draft, members: Sequence[Evidence]) -> Draft | None:
    """The draft with all members of a list, where its first one stood; None where it tells them all or there is no room."""
    own = {e.unit.position for e in members}
    told = {s.evidence[0].unit.position: s for s in draft.statements if s.evidence[0].unit.position in own}
    missing = [e for e in members if e.unit.position not in told]
    most = word_budget(question) + SIBLINGS_WORDS - words(missing)
    kept = list(draft.statements)
    while size(kept) > most and (spare := [s for s in kept[1:] if s.evidence[0].unit.position not in own]):
        kept.remove(min(reversed(spare), key=standing))
    if not missing or size(kept) > most:
        return None
    place = next(n for n, s in enumerate(kept) if s.evidence[0].unit.position in own)
    bullet = kept[place].bullet
    whole = [told.get(e.unit.position) or state(e, bullet=bullet) for e in members]
    others = [s for s in kept if s.evidence[0].unit.position not in own]
    return replace(draft, statements=(*others[:place], *whole, *others[place:]))


def _one_item_asked(question: Question, evidence: Sequence[Evidence]) -> bool:
    """True when the best unit is the only item of its list with the numbered part that the question names."""
    asked, best = references(question.text), evidence[0].unit
    if not asked or best.list_id < 0:
        return False
    items = [e.unit for e in evidence if (e.document.id, e.unit.list_id) == (evidence[0].document.id, best.list_id)]
    return [unit for unit in items if asked & references(f"{unit.label} {unit.text}")] == [best]


def _best_list(question: Question, evidence: Sequence[Evidence], library: Library) -> Evidence | None:
    """The evidence whose list to give: an item, or a lead that ends in a colon. Best first, the earlier on a tie."""
    best = evidence[0].score
    near = LEAD_NEAR_BEST if learned(evidence) else LEAD_NEAR_BEST_PLAIN
    counts: dict[tuple[str, int], int] = {}
    for e in evidence[:TOP]:
        if _in_list(e):
            key = (e.document.id, e.unit.list_id)
            counts[key] = counts.get(key, 0) + 1
    fitting: list[tuple[float, Evidence]] = []
    for e in evidence:
        if _in_list(e):
            score = e.score
            count = counts.get((e.document.id, e.unit.list_id), 0)
            listed = question.shape is Shape.LIST
            several = listed and count >= 2 and e.score >= LEAD_NEAR_BEST * best
            least = MOST_NEAR_BEST if listed else NEAR_BEST
            wanted = (score >= least * best and count >= SHARE) or several
        else:
            score = e.score + (LEAD_PENALTY if e.unit.text.endswith(":") else 0.0)
            wanted = question.shape is Shape.LIST and score >= near * best and is_lead(e, library)
        if wanted:
            fitting.append((score, e))
    return max(fitting, key=lambda pair: (pair[0], -pair[1].unit.position))[1] if fitting else None


def _in_list(evidence: Evidence) -> bool:
    return evidence.unit.kind is UnitKind.ITEM and evidence.unit.list_id >= 0


def _item_statements(
    items: dict[int, list[Unit]],
    budget: int,
    found: Evidence,
    library: Library,
    known: dict[int, Evidence],
) -> list[Statement]:
    """Whole items while they fit; then first sentences; then labels, with the sentences of the items that answer best as far
    as there is room."""
    ordered = list(items.values())
    whole = sum(_size(units) for units in ordered)
    first = sum(_size(units[:1]) for units in ordered)
    told = {units[0].position for units in ordered}
    if first > budget:
        told = _told_whole(ordered, budget, known)
    statements: list[Statement] = []
    for units in ordered:
        evidence = _evidence(units[0], found, library, known)
        if units[0].position not in told:
            statements.append(Statement(name_of(units[0]), (evidence,), bullet=True))
            continue
        statements.append(state(evidence, bullet=True, in_list=True))
        for unit in units[1:] if whole <= budget else []:
            statements.append(Statement(unit.text, (_evidence(unit, found, library, known),), bullet=True))
    return statements


def _size(units: Sequence[Unit]) -> int:
    """Words of an item's units, its dash among them."""
    return 1 + sum(len(unit.text.split()) for unit in units)


def _told_whole(items: Sequence[list[Unit]], budget: int, known: dict[int, Evidence]) -> set[int]:
    """Positions of the items that are given with their sentence: all without a label, and of the others those that fit among
    the best units, so that a sentence stands where it answers and not where there happens to be room."""
    labelled = [units[0] for units in items if name_of(units[0])]
    told = {units[0].position for units in items if not name_of(units[0])}
    room = budget - sum(_size(units[:1]) for units in items if not name_of(units[0]))
    room -= sum(1 + len(unit.label.split()) for unit in labelled)
    least = TELLS_NEAR_BEST * max((e.score for e in known.values()), default=0.0)
    telling = [u for u in labelled if u.position in known and known[u.position].score >= least]
    for unit in sorted(telling, key=lambda u: (-known[u.position].score, u.position)):
        more = len(unit.text.split()) - len(unit.label.split())
        if more <= room:
            room -= more
            told.add(unit.position)
    return told


def _evidence(unit: Unit, found: Evidence, library: Library, known: dict[int, Evidence]) -> Evidence:
    """The unit's own evidence, or one that borrows the scores of the list it belongs to."""
    return known.get(unit.position) or library.evidence(unit.position, found)
