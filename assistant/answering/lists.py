"""Give a list whole when a question wants one, or when most of the best units are items of one list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.fitness import LEAD_PENALTY, name_of
from assistant.answering.library import Library
from assistant.answering.select import size, standing, state, word_budget, words
from assistant.answering.statements import Draft, Statement
from assistant.domain.evidence import Evidence, learned
from assistant.domain.passages import Unit, UnitKind
from assistant.domain.questions import Question, Shape
from assistant.language.numbers import figures
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


_GOES_ON = re.compile(r"(?:it|they|this|these|each|both|all)\b", re.IGNORECASE)
"""What a sentence begins with that goes on about what the one before was about."""


def compose_list(question: Question, evidence: Sequence[Evidence], library: Library) -> Draft | None:
    """The best list as a draft, or None when no list fits the question."""
    if question.shape not in LIST_SHAPES:
        return None
    if _one_item_asked(question, evidence):
        return None
    found = _best_list(question, evidence, library)
    if found is None:
        return None
    members = _members(found, library)
    items: dict[int, list[Unit]] = {}
    for unit in members:
        items.setdefault(unit.item, []).append(unit)
    if len(items) < 2:
        return None
    by_position = {e.unit.position: e for e in evidence}
    statements: list[Statement] = []
    statements += [state(_evidence(lead, found, library, by_position)) for lead in _leads(found, members, library)]
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
        members = _members(found, library)
        lead = _lead(found, members, library)
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
            wanted = question.shape is Shape.LIST and score >= near * best and _is_lead(e, library)
        if wanted:
            fitting.append((score, e))
    return max(fitting, key=lambda pair: (pair[0], -pair[1].unit.position))[1] if fitting else None


def _is_lead(evidence: Evidence, library: Library) -> bool:
    """True for a sentence that introduces a list."""
    return evidence.unit.list_id < 0 and _first_item_behind(evidence.unit, evidence.document.id, library) is not None


def _first_item_behind(unit: Unit, document: str, library: Library) -> Unit | None:
    """The first item of the list that a sentence introduces: one with a colon or the last one before the list, or the one
    before that where it says how many items there are, or is what the last one goes on about ("The file … It must hold:")."""
    behind = _units_from(unit.position + 1, document, library, limit=2)
    if behind and behind[0].kind is UnitKind.ITEM:
        return behind[0] if behind[0].lead == unit.span else None
    if len(behind) < 2 or behind[1].kind is not UnitKind.ITEM or behind[1].lead != behind[0].span:  # sentence, item
        return None
    if behind[0].passage != unit.passage:
        return None
    items = {u.item for u in _units_from(behind[1].position, document, library, limit=200) if u.list_id == behind[1].list_id}
    goes_on = behind[0].text.endswith(":") and _GOES_ON.match(behind[0].text) is not None
    return behind[1] if goes_on or len(items) in figures(unit.text) else None


def _in_list(evidence: Evidence) -> bool:
    return evidence.unit.kind is UnitKind.ITEM and evidence.unit.list_id >= 0


def _members(found: Evidence, library: Library) -> list[Unit]:
    """All units of the list in document order; for a lead, of the list behind it."""
    first = found.unit
    document = found.document.id
    list_id = first.list_id
    if list_id < 0:
        following = _first_item_behind(first, document, library)
        if following is None:
            return []
        list_id = following.list_id
    start = first.position
    while start > 0 and _same_list(library.units[start - 1], document, list_id, library):
        start -= 1
    reachable = _units_from(start, document, library, limit=200)
    return [u for u in reachable if u.list_id == list_id and u.kind is UnitKind.ITEM and u.position not in library.withheld]


def _units_from(start: int, document: str, library: Library, limit: int = 40) -> list[Unit]:
    units: list[Unit] = []
    for position in range(start, min(start + limit, len(library.units))):
        unit = library.units[position]
        if library.passages[unit.passage].document_id != document:
            break
        units.append(unit)
    return units


def _same_list(unit: Unit, document: str, list_id: int, library: Library) -> bool:
    return unit.list_id == list_id and library.passages[unit.passage].document_id == document


def _leads(found: Evidence, members: list[Unit], library: Library) -> list[Unit]:
    """What stands before the list: the sentence that introduces it, and a further one between with a colon."""
    last = _lead(found, members, library)
    if found.unit.list_id >= 0 or last is None or last.position == found.unit.position:
        return [] if last is None else [last]
    return [found.unit, last] if last.text.endswith(":") else [found.unit]


def _lead(found: Evidence, members: list[Unit], library: Library) -> Unit | None:
    span = members[0].lead
    if span is None:
        return None
    for position in range(members[0].position - 1, max(-1, members[0].position - 4), -1):
        unit = library.units[position]
        if unit.span == span and library.passages[unit.passage].document_id == found.document.id:
            return unit
    return None


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
