"""What the clauses of a question ("how many pages and what goes on top") add to the answer to it as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.further import announces
from assistant.answering.repetition import repeats, says_nothing_new
from assistant.answering.select import WIDE_BUDGET, is_whole_list, size
from assistant.answering.statements import Draft
from assistant.answering.write import Reply
from assistant.domain.evidence import Evidence
from assistant.language.words import content_terms

LEAST_NEW = 3
"""Content terms of a statement that says something new."""


def is_told(reply: Reply, said: Sequence[Evidence]) -> bool:
    """True where most of what the reply begins with, a statement or a list, stands among what is said, or says little."""
    if reply.draft is None or reply.closest or not reply.draft.statements:
        return True
    known = {e.unit.position for e in said}
    first, *items = reply.draft.evidence
    listed = [e for e in items if e.unit.list_id >= 0] if announces(first.unit) else [first]
    if announces(first.unit) and any(e.unit.list_id >= 0 for e in said):
        return True  # one list is enough
    new = [e for e in listed if e.unit.position not in known and not repeats(e, said) and not says_nothing_new(e, said)]
    return 2 * sum(len(content_terms(e.unit.text)) >= LEAST_NEW for e in new) <= len(listed)


def opening(reply: Reply) -> Reply:
    """The reply cut down to its first statement, or to the list that this announces."""
    if reply.draft is None or announces(reply.draft.statements[0].evidence[0].unit):
        return reply
    return replace(reply, draft=Draft(reply.draft.statements[:1]))


def shortened(whole: Reply, new: Sequence[Reply]) -> Reply:
    """The reply to a question as a whole without its last statements, where what is told beside it needs their room."""
    if whole.draft is None or is_whole_list(whole.draft.statements):
        return whole
    kept = list(whole.draft.statements)
    beside = sum(size(reply.draft.statements) for reply in new if reply.draft)
    while len(kept) > 1 and size(kept) + beside > WIDE_BUDGET:
        kept.pop()
    return replace(whole, draft=replace(whole.draft, statements=tuple(kept)))
