"""Pack the best units into a short answer: each adds something, none repeats another, neighbours read in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.fitness import question_answered
from assistant.answering.further import announces, beside, further
from assistant.answering.repetition import REPEATS, repeats, told_by
from assistant.answering.statements import Draft, Statement
from assistant.domain.evidence import Evidence, learned
from assistant.domain.passages import Unit, UnitKind
from assistant.domain.questions import Question, Shape
from assistant.language.glossary import Glossary
from assistant.language.numbers import figures, has_figure
from assistant.language.polarity import covers_all
from assistant.language.words import content_terms

WORD_BUDGET = 74
"""Words of an answer to a question; 60–80 passed most often on unseen ones, and no longer answers to "how" or "why" do."""
WIDE_BUDGET = 98
"""Words where a question asks for a comparison, or for all of something."""
KEEP = 0.8
"""A further unit must score at least this share of the best one."""
KEEP_PLAIN = 0.7
"""The same where no readers' questions were learned: the words alone lift one unit far above its neighbours that go on."""
KEEP_BESIDE = 0.5
"""The same for the sentence right before or behind the best one, which often says what "this" is or how it goes on."""
KEEP_BEHIND_FACT = 0.85
"""The same behind a fact that states the attribute asked for."""
_QUESTION_LABEL = re.compile(r"\?(?=:\s| —)")
MAX_UNITS = 5
_NEVER_ADDED = frozenset({UnitKind.TERM, UnitKind.ROW})
"""Kinds that do not fill an answer; nor do facts beside a table that compares, since each is about one side alone."""
_SENTENCES = frozenset({UnitKind.SENTENCE, UnitKind.FACT, UnitKind.TERM})
BEST_UNITS = 2
BEST_NEAR = 0.9
"""How many of the best units an answer of any shape states, and the share of the best score that they must reach."""
LEAST_SENTENCE = 5
"""Words that a sentence has at least behind the label of an item."""
BESIDE_WORDS = 30
"""Words for a part of a message whose answer an earlier part gave already."""
WHOLE_LIST = 3
"""Items of one list from which a draft is that list and is not cut."""


def word_budget(question: Question) -> int:
    """Words that an answer to the question may have."""
    wide = question.shape is Shape.COMPARISON or (question.shape is Shape.LIST and covers_all(question.text))
    return question.max_words or (WIDE_BUDGET if wide else WORD_BUDGET)


def fill(question: Question, draft: Draft, evidence: Sequence[Evidence]) -> Draft:
    """The draft with the best units that it does not say yet, up to the question's budget of words."""
    said = draft.evidence
    room = word_budget(question) - size(draft.statements)
    most = max(0, MAX_UNITS + 2 - len(said))
    never = _NEVER_ADDED | {UnitKind.FACT} if question.shape is Shape.COMPARISON and draft.tables else _NEVER_ADDED
    whole = is_whole_list(draft.statements)
    least = (KEEP if whole else _keep(evidence)) * evidence[0].score
    fitting = [e for e in evidence if e.unit.kind not in never and e.score >= least]
    if whole:
        fitting = [e for e in fitting if not _sums_up(e, draft.statements, question)]
    added = further(question, fitting, said, room, most)
    return replace(draft, statements=(*draft.statements, *(state(e) for e in in_reading_order(added))))


def with_best(question: Question, draft: Draft, evidence: Sequence[Evidence]) -> Draft:
    """The draft with the best units in front (behind a definition) that its shape left out; what repeats them and what scores
    least gives way to them. A whole list stays as it is, and gets one of them where there is room."""
    said = draft.evidence
    positions = {e.unit.position for e in said}
    missing: list[Evidence] = []
    for e in evidence[:BEST_UNITS]:
        fitting = e.score >= BEST_NEAR * evidence[0].score and _tells(question, e)
        in_table = bool(draft.tables) and e.unit.kind is UnitKind.ROW
        told = e.unit.position in positions or repeats(e, [*said, *missing], question.terms)
        if fitting and not in_table and not told:
            missing.append(e)
    if not missing:
        return draft
    if is_whole_list(draft.statements):
        room = word_budget(question) - words(missing)
        if size(draft.statements) > room or _sums_up(missing[0], draft.statements, question):
            return draft
        return replace(draft, statements=(state(missing[0]), *draft.statements))
    kept = _making_room(question, draft.statements, missing)
    while kept is None and len(missing) > 1:
        missing = missing[:-1]
        kept = _making_room(question, draft.statements, missing)
    if kept is None:
        return draft
    bullets = bool(kept) and all(statement.bullet for statement in kept)
    first = 1 if question.shape is Shape.DEFINITION else 0  # what a thing is stands before all else that is said of it
    if draft.tables and kept and all(s.evidence[0].unit.kind is UnitKind.FACT for s in kept):
        first = len(kept)  # and so do amounts that a table sets side by side
    best = (state(e, bullet=bullets) for e in in_reading_order(missing))
    return replace(draft, statements=(*kept[:first], *best, *kept[first:]))


def _making_room(question: Question, statements: Sequence[Statement], best: Sequence[Evidence]) -> list[Statement] | None:
    """The statements that may stay beside the best units in the question's words; None where a better one would have to go, or
    a fact where the question asks for several attributes."""
    kept = [s for s in statements if not any(repeats(e, best) for e in s.evidence)]
    several = len(question.attributes) > 1
    while kept and size(kept) + words(best) > word_budget(question):
        spare = [s for s in kept if not (several and any(e.unit.kind is UnitKind.FACT for e in s.evidence))]
        least = min(reversed(spare), key=standing, default=None)
        if least is None or standing(least) > best[-1].score:
            return None
        kept.remove(least)
    return kept


def words(units: Sequence[Evidence]) -> int:
    """Words of units."""
    return sum(len(e.unit.text.split()) for e in units)


def within(units: Sequence[Evidence], room: int) -> list[Evidence]:
    """The first units that have room in so many words together, one at least where there is any."""
    kept: list[Evidence] = []
    for unit in units:
        if kept and words([*kept, unit]) > room:
            break
        kept.append(unit)
    return kept


def size(statements: Sequence[Statement]) -> int:
    """Words of statements with their headings."""
    return sum(len(f"{s.heading} {s.text}".split()) for s in statements)


def standing(statement: Statement) -> float:
    """The best score of what a statement rests on."""
    return max((e.score for e in statement.evidence), default=0.0)


def _sums_up(unit: Evidence, statements: Sequence[Statement], question: Question) -> bool:
    """True for a sentence that says in a row what the statements say one by one."""
    terms = set(content_terms(unit.unit.text)) - set(question.terms)
    said = {term for statement in statements for term in content_terms(statement.text)}
    return len(terms & said) >= REPEATS * len(terms)


def is_whole_list(statements: Sequence[Statement]) -> bool:
    """True for the items of one list, which are not cut."""
    items = [s.evidence[0] for s in statements if s.bullet]
    lists = {(e.document.id, e.unit.list_id) for e in items}
    return len(items) >= WHOLE_LIST and len(lists) == 1 and items[0].unit.list_id >= 0


def states_one_of_each(statements: Sequence[Statement]) -> bool:
    """True for what facts state of several things alike, each of another; a fact stands under its subject and attribute."""
    items = [s.evidence[0] for s in statements if s.bullet]
    if len(items) < WHOLE_LIST or not all(e.unit.kind is UnitKind.FACT and len(e.passage.section) > 1 for e in items):
        return False
    return len({e.passage.section[-1] for e in items}) == 1 and len({e.passage.section[0] for e in items}) == len(items)


def pack(question: Question, evidence: Sequence[Evidence], budget: int = 0) -> tuple[Statement, ...]:
    """Statements of the packed answer. `evidence` is best first; the best unit is always taken. Behind a fact that states
    the attribute asked for, less is added."""
    telling = [e for e in evidence if _tells(question, e)] or list(evidence)
    best = telling[0]
    told = evidence[0].unit.kind is UnitKind.FACT and bool(question.attributes)
    least = (KEEP_BEHIND_FACT if told else _keep(evidence)) * best.score
    room = (budget or word_budget(question)) - len(best.unit.text.split())
    defines = question.shape is Shape.DEFINITION
    around = () if learned(evidence) else beside(best)
    near = [
        e
        for e in telling[1:]
        if e.score >= (KEEP_BESIDE * best.score if e.unit.position in around else least)
        and (defines or e.unit.kind is not UnitKind.TERM)
    ]
    added = further(question, near, [best], room, MAX_UNITS - 1)
    return tuple(state(e) for e in in_reading_order([best, *added]))


def _keep(evidence: Sequence[Evidence]) -> float:
    """The share of the best score from which a unit is added."""
    return KEEP if learned(evidence) else KEEP_PLAIN


def _tells(question: Question, evidence: Evidence) -> bool:
    """False for a sentence that only introduces what follows; one that states how many follow answers "how many"."""
    counts = question.shape is Shape.FIGURE and bool(figures(evidence.unit.text))
    return counts or not announces(evidence.unit)


def state(evidence: Evidence, *, bullet: bool = False, heading: str = "", in_list: bool = False) -> Statement:
    """A unit as a statement; a sentence without a closing stop gets one when it stands in a paragraph. A question that the text
    answers itself stands before the answer as its heading, and one that labels an item or a row is joined to what it labels, so
    that neither is a sentence of its own. Away from its list an item is
    stated without its label, where what is left is a sentence."""
    answered = question_answered(evidence.unit)
    if answered:
        heading = ": ".join(part for part in (heading, answered.rstrip("?").replace("? ", "; ")) if part)
    text = evidence.unit.text if in_list else _without_label(evidence.unit)
    text = _QUESTION_LABEL.sub("", text.removeprefix(answered).lstrip(" -–—") if answered else text)
    if (not bullet and text[-1] not in '.!?…:"”)') or (not bullet and text[-1] in '"”)' and text[-2:-1] not in ".!?"):
        text += "."
    return Statement(text, (evidence,), bullet=bullet, heading=heading)


def _without_label(unit: Unit) -> str:
    label, _, rest = unit.text.partition(": ")
    whole = rest[:1].isupper() and rest.endswith(".") and len(rest.split()) >= LEAST_SENTENCE
    spare = unit.kind is UnitKind.ITEM and whole and label == unit.label and not has_figure(label)
    return rest if spare else unit.text


def without_repetitions(drafts: Sequence[Draft], parts: Sequence[tuple[Question, Sequence[Evidence]]]) -> list[Draft]:
    """Drafts of the parts of a message without statements that repeat what an earlier part says; a whole list stays whole.

    A part of which nothing would be left is told by the next best of its evidence, as far as the whole has room; `parts` are
    their questions and evidence, best first. Where there is none either, the part stays as it is.
    """
    told: list[Evidence] = []
    left: list[Draft] = []
    for draft, (question, evidence) in zip(drafts, parts, strict=True):
        if not is_whole_list(draft.statements):
            new = tuple(s for s in draft.statements if not any(repeats(e, told) for e in s.evidence))
            if len(new) < len(draft.statements) and not draft.tables:
                best_said = max(draft.statements, key=standing) not in new
                room = size(draft.statements) if new else min(BESIDE_WORDS, WORD_BUDGET - words(told))
                new = (_beside_told(question, evidence, told, room) if best_said else ()) or new
            draft = replace(draft, statements=new or draft.statements)
        left.append(draft)
        told += [e for statement in draft.statements for e in statement.evidence]
    return left


def without_what_others_hold(draft: Draft, glossary: Glossary) -> Draft:
    """The draft without sentences of which another says all and more ("lasts 180 minutes" beside "lasts 180 minutes and costs
    USD 300"); items and rows stay, since a list or a table without one would pass for whole."""
    sentences = [s for s in draft.statements if s.evidence[0].unit.kind in _SENTENCES and not s.heading]
    if len(sentences) < 2:
        return draft
    told = [told_by(s.text, glossary) for s in sentences]
    held = [s for s, own in zip(sentences, told, strict=True) if any(own < other for other in told)]
    return replace(draft, statements=tuple(s for s in draft.statements if not any(s is one for one in held)))


def _beside_told(
    question: Question, evidence: Sequence[Evidence], told: Sequence[Evidence], room: int
) -> tuple[Statement, ...]:
    """The best that the evidence says beside what was told, in `room` words; nothing where it is not near."""
    positions = {e.unit.position for e in told}
    fitting = [
        e
        for e in evidence
        if e.score >= _keep(evidence) * evidence[0].score
        and e.unit.position not in positions
        and words([e]) <= room
        and not repeats(e, told)
        and _tells(question, e)
    ]
    return pack(question, fitting, room) if fitting else ()


def in_reading_order(chosen: Sequence[Evidence]) -> list[Evidence]:
    """The best unit's passage first; inside a passage as the document has it."""
    order: dict[int, int] = {}
    for evidence in chosen:
        order.setdefault(evidence.passage.position, len(order))
    return sorted(chosen, key=lambda e: (order[e.passage.position], e.unit.position))
