"""Which units make a list: its items, the sentences that introduce it, and the table of what its items say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from assistant.answering.fitness import name_of
from assistant.answering.library import Library
from assistant.answering.statements import Draft, Statement, TableDraft
from assistant.domain.evidence import Evidence
from assistant.domain.passages import Unit, UnitKind
from assistant.language.numbers import figures

LEAD_NEAR_BEST = 0.8
"""The share of the best score from which the lead of a list is what was asked for: shown blind with and without bare labels,
twelve answers above it were better with them and three below it without, one otherwise."""
COLUMNS = ("Point", "What it says")
_GOES_ON = re.compile(r"(?:it|they|this|these|each|both|all)\b", re.IGNORECASE)
"""What a sentence begins with that goes on about what the one before was about."""


def is_lead(evidence: Evidence, library: Library) -> bool:
    """True for a sentence that introduces a list."""
    return evidence.unit.list_id < 0 and first_item_behind(evidence.unit, evidence.document.id, library) is not None


def first_item_behind(unit: Unit, document: str, library: Library) -> Unit | None:
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


def list_units(found: Evidence, library: Library) -> list[Unit]:
    """All units of the list in document order; for a lead, of the list behind it."""
    first = found.unit
    document = found.document.id
    list_id = first.list_id
    if list_id < 0:
        following = first_item_behind(first, document, library)
        if following is None:
            return []
        list_id = following.list_id
    start = first.position
    while start > 0 and _same_list(library.units[start - 1], document, list_id, library):
        start -= 1
    reachable = _units_from(start, document, library, limit=200)
    return [u for u in reachable if u.list_id == list_id and u.kind is UnitKind.ITEM and u.position not in library.withheld]


def by_item(units: Iterable[Unit]) -> dict[int, list[Unit]]:
    """The units of a list by the item that they belong to."""
    items: dict[int, list[Unit]] = {}
    for unit in units:
        items.setdefault(unit.item, []).append(unit)
    return items


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


def leads_of(found: Evidence, members: list[Unit], library: Library) -> list[Unit]:
    """What stands before the list: the sentence that introduces it, and a further one between with a colon."""
    last = lead_of(found, members, library)
    if found.unit.list_id >= 0 or last is None or last.position == found.unit.position:
        return [] if last is None else [last]
    return [found.unit, last] if last.text.endswith(":") else [found.unit]


def lead_of(found: Evidence, members: list[Unit], library: Library) -> Unit | None:
    """The sentence that introduces a list of these members, or None."""
    span = members[0].lead
    if span is None:
        return None
    for position in range(members[0].position - 1, max(-1, members[0].position - 4), -1):
        unit = library.units[position]
        if unit.span == span and library.passages[unit.passage].document_id == found.document.id:
            return unit
    return None


def with_items_said(draft: Draft, library: Library, evidence: Sequence[Evidence]) -> Draft:
    """The draft with a table of what the items of a list say where it gives some of them by their labels alone.

    Beside items with their sentences such labels look like the end of a list that broke off: where the list is asked for, all
    its items are given by their labels. Where a point of it is asked for, the list's lead lies far behind the best of the
    `evidence`, which is best first: labels then stand in the table alone, and nothing announces a list.
    """
    bare: dict[tuple[str, int], list[Statement]] = {}
    told: set[tuple[str, int]] = set()
    for statement in draft.statements:
        unit = statement.evidence[0].unit
        key = (statement.evidence[0].document.id, unit.list_id)
        if statement.bullet and unit.kind is UnitKind.ITEM and statement.text == name_of(unit) != unit.text:
            bare.setdefault(key, []).append(statement)
        elif unit.list_id >= 0:
            told.add(key)
    if not bare:
        return draft
    of_a_point = [key for key, statements in bare.items() if key in told and not _is_asked_for(statements[0], evidence)]
    torn = [statement for key in of_a_point for statement in (*bare[key], *_announcing(bare[key][0], draft))]
    whole = (told & bare.keys()).difference(of_a_point)
    kept = tuple(_by_label(s, whole) for s in draft.statements if not any(s is one for one in torn))
    tables = (_items_said(statements[0].evidence[0], library) for statements in bare.values())
    return replace(draft, statements=kept, tables=(*draft.tables, *tables))


def _announcing(item: Statement, draft: Draft) -> list[Statement]:
    """The statements that introduce the list of an item."""
    found = item.evidence[0]
    told = ((s, s.evidence[0]) for s in draft.statements)
    return [s for s, e in told if (e.document.id, e.unit.span) == (found.document.id, found.unit.lead)]


def _by_label(statement: Statement, lists: Collection[tuple[str, int]]) -> Statement:
    """A statement by its label alone where it is a labelled item of one of the lists."""
    found = statement.evidence[0]
    label = name_of(found.unit) if (found.document.id, found.unit.list_id) in lists and statement.bullet else ""
    return replace(statement, text=label, heading="") if label else statement


def _is_asked_for(item: Statement, evidence: Sequence[Evidence]) -> bool:
    """True where what introduces the list of an item is near the best evidence, or nothing introduces it."""
    lead = item.evidence[0].unit.lead
    document = item.evidence[0].document.id
    near = max((e.score for e in evidence if e.document.id == document and e.unit.span == lead), default=0.0)
    return lead is None or near >= LEAD_NEAR_BEST * evidence[0].score


def _items_said(found: Evidence, library: Library) -> TableDraft:
    """All items of a list: some of them alone would pass for the whole."""
    items = by_item(list_units(found, library))
    rows = tuple((name_of(units[0]), _said(units)) for units in items.values())
    proofs = tuple(tuple(library.evidence(unit.position, found) for unit in units) for units in items.values())
    return TableDraft(found.passage.section[-1] if found.passage.section else found.document.title, COLUMNS, rows, proofs)


def _said(units: list[Unit]) -> str:
    """What an item says behind its label."""
    first = units[0].text.removeprefix(name_of(units[0])).lstrip(" :–—-")
    return " ".join((first, *(unit.text for unit in units[1:])))
