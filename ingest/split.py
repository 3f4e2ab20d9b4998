"""Blocks to passages and units of evidence.

A passage is at most about `PASSAGE_WORDS` words below one heading; a unit is what may be quoted. What is
embedded for a passage is its heading path and its units' readable text; `unit_ranges` says where each unit
stands in that text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from assistant.domain.passages import Document, Passage, Span, Unit, UnitKind
from assistant.language.markup import readable, source_ids
from assistant.language.sentences import MAX_UNIT_CHARACTERS, MAX_UNIT_WORDS, asks, split_clauses, split_sentences
from ingest.blocks import LINE_END, Block, BlockKind
from ingest.masthead import ends_title
from ingest.tables import row_text

SPLITTER_VERSION = 7
"""To be raised with every change of how texts are split into passages or words: indexes split otherwise are built anew."""
PASSAGE_WORDS = 95
"""About 120 word pieces: the passage length that retrieved best on four outside question sets."""
_LABEL_MAX_WORDS = 9
_TAGS = re.compile(r"\s*(?:\[\^[A-Za-z][\w-]*\]\s*)+")
_BRIEF = 3
"""Words up to which an answer, or the opening of an item, goes with the sentence behind it."""
_YES_NO = re.compile(
    r"(?:yes|no|not|never|rarely|hardly|sometimes|usually|always|maybe|perhaps|partly|both|neither)\b", re.IGNORECASE
)
_BOLD_QUESTION = re.compile(r"(\*\*|__)[^*_\r\n]+\?\1")
_NAME_COLUMN = re.compile(r"\S+(?: \S+){0,5}(?=[ \t]{3,}\S)")
_STATED = re.compile(r"[.!?…:;][\"'”’)\]*_]*$")
"""What stands before source tags that close a statement."""


_Tagged = tuple[Span, tuple[str, ...]]
"""A sentence with the source tags behind it."""


@dataclass(slots=True)
class Draft:
    """A passage in the making: its section, and its units in order."""

    section: tuple[str, ...]
    units: list[Unit] = field(default_factory=list)
    words: int = 0


@dataclass(frozen=True, slots=True)
class EmbeddingInput:
    """The text embedded for a passage and the character range of each of its units in it."""

    text: str
    unit_ranges: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SplitDocument:
    """A document with its passages and units; positions count from zero inside the document."""

    document: Document
    passages: tuple[Passage, ...]
    units: tuple[Unit, ...]
    inputs: tuple[EmbeddingInput, ...]


def split_document(document: Document, blocks: list[Block]) -> SplitDocument:
    """Split one document; a document without any text has no passages."""
    drafts: list[Draft] = []
    path: list[tuple[int, str]] = []
    lead: Span | None = None
    asked = False
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            title = readable(document.text[block.span.start : block.span.end])
            path = [entry for entry in path if entry[0] < block.level] + [(block.level, title)]
            lead = None
            asked = title.endswith("?")
            continue
        section = tuple(text for level, text in path if not (level == path[0][0] == 1 and ends_title(text, document.title)))
        units = _units(document, block, lead, answers=asked)
        if not units:
            continue
        asked = False
        _place(drafts, section, units)
        if block.kind is BlockKind.PARAGRAPH:
            lead = units[-1].span
    return assemble(document, drafts)


def assemble(document: Document, drafts: list[Draft]) -> SplitDocument:
    """Number the passages and units of a document and lay out what is embedded."""
    passages: list[Passage] = []
    units: list[Unit] = []
    inputs: list[EmbeddingInput] = []
    for draft in drafts:
        first = len(units)
        heading = ". ".join(part.rstrip(".?:") for part in (document.title, *draft.section) if part)
        text = heading + "." if heading else ""
        ranges: list[Span] = []
        for unit in draft.units:
            text += ("\n" if text else "") + unit.text
            ranges.append(Span(len(text) - len(unit.text), len(text)))
            units.append(_renumber(unit, len(units), len(passages)))
        span = Span(min(u.span.start for u in draft.units), max(u.span.end for u in draft.units))
        passages.append(
            Passage(
                id=f"{document.id}#{len(passages) + 1}",
                position=len(passages),
                document_id=document.id,
                section=draft.section,
                text="\n".join(u.text for u in draft.units),
                span=span,
                first_unit=first,
                last_unit=len(units),
            )
        )
        inputs.append(EmbeddingInput(text, tuple(ranges)))
    return SplitDocument(document, tuple(passages), tuple(units), tuple(inputs))


def make_unit(
    kind: UnitKind,
    text: str,
    span: Span,
    *,
    block: Block | None = None,
    label: str = "",
    lead: Span | None = None,
    lead_text: str = "",
    sources: tuple[str, ...] = (),
) -> Unit:
    """A unit not yet numbered."""
    return Unit(
        position=-1,
        passage=-1,
        kind=kind,
        text=text,
        span=span,
        label=label,
        list_id=block.list_id if block else -1,
        item=block.item if block else -1,
        lead=lead,
        lead_text=lead_text,
        columns=block.columns if block else (),
        cells=block.cells if block else (),
        sources=sources,
    )


def _units(document: Document, block: Block, lead: Span | None, *, answers: bool) -> list[Unit]:
    """The units of a block; `answers` marks the first one below a heading that asks."""
    text = document.text
    if block.kind is BlockKind.ROW:
        line_end = LINE_END.search(text, block.span.end)
        tags = source_ids(text[block.span.start : line_end.start() if line_end else len(text)])
        return [
            make_unit(
                UnitKind.ROW, row_text(block.columns, block.cells), block.span, block=block,
                label=block.cells[0] if block.cells else "", lead=block.lead, sources=tags or document.sources[:1],
            )
        ]  # fmt: skip
    if block.kind is BlockKind.HEADER:
        return [make_unit(UnitKind.HEADER, " | ".join(column for column in block.columns if column), block.span, block=block)]
    kind = UnitKind.ITEM if block.kind is BlockKind.ITEM else UnitKind.SENTENCE
    item_lead = lead if kind is UnitKind.ITEM else None
    lead_text = readable(text[item_lead.start : item_lead.end]) if item_lead else ""
    label = _label(text, block.span) if kind is UnitKind.ITEM else ""
    units: list[Unit] = []
    for sentence, asked, tags in _with_their_questions(
        text, _tagged_sentences(text, block.span), opens=answers or kind is UnitKind.ITEM
    ):
        for clause in [sentence] if asked else split_clauses(text, sentence):
            shown = readable(text[clause.start : clause.end])
            if any(c.isalnum() for c in shown):
                named = asked or label
                units.append(
                    make_unit(kind, shown, clause, block=block, label=named, lead=item_lead, lead_text=lead_text, sources=tags)
                )
    return units


def _with_their_questions(text: str, sentences: list[_Tagged], *, opens: bool) -> list[tuple[Span, str, tuple[str, ...]]]:
    """Sentences, each with the question in front of it that it answers ("Is it encrypted? On the wire, yes."), which is given
    too: without it the answer is not understood, and nobody quotes a question for an answer.

    A word or two that answer ("Yes.") or, where a block `opens` with them, name what an item is about ("The canary.") say
    nothing without the sentence behind them either. What has a source tag of its own is a statement.
    """
    found: list[tuple[Span, str, tuple[str, ...]]] = []
    run: list[_Tagged] = []
    for place, (span, tags) in enumerate(sentences):
        run.append((span, tags))
        shown = readable(text[span.start : span.end])
        first = place == 0 and (opens or _YES_NO.match(shown) is not None)
        answers = place > 0 and _asks(text, sentences[place - 1][0])
        goes_on = place + 1 < len(sentences) and not _asks(text, sentences[place + 1][0])
        brief = (first or answers) and goes_on and len(shown.split()) <= _BRIEF
        if tags or not (brief or _asks(text, span)):
            found += _joined(text, run)
            run = []
    return found + _joined(text, run)


def _joined(text: str, run: list[_Tagged]) -> list[tuple[Span, str, tuple[str, ...]]]:
    """A run of sentences as one with the questions that it begins with; one by one where they are nothing but questions, or
    too long together."""
    asking = [_asks(text, span) for span, _ in run]
    whole = Span(run[0][0].start, run[-1][0].end) if run else Span(0, 0)
    long = len(text[whole.start : whole.end].split()) > MAX_UNIT_WORDS or whole.end - whole.start > MAX_UNIT_CHARACTERS
    if all(asking) or long:
        return [(span, "", tags) for span, tags in run]
    questions = asking.index(False)
    bold = _BOLD_QUESTION.match(text, whole.start, whole.end)
    asked = bold.group() if bold else text[whole.start : run[questions - 1][0].end] if questions else ""
    return [(whole, readable(asked), tuple(tag for _, tags in run for tag in tags))]


def _asks(text: str, span: Span) -> bool:
    return asks(readable(text[span.start : span.end]))


def _tagged_sentences(text: str, span: Span) -> list[tuple[Span, tuple[str, ...]]]:
    """Sentences with the source tags that stand behind them; such tags belong to no sentence's span.

    Tags behind a closing mark end a statement whatever the sentence rules say; tags inside a sentence stay there.
    """
    found: list[tuple[Span, tuple[str, ...]]] = []
    left = span.start
    for tags in _TAGS.finditer(text, span.start, span.end):
        closes = tags.end() == span.end or _STATED.search(text, max(left, tags.start() - 8), tags.start()) is not None
        if closes and text[left : tags.start()].strip():
            found += _sentences(text, left, tags.start(), source_ids(tags.group()))
        elif closes and found:
            found[-1] = (found[-1][0], found[-1][1] + source_ids(tags.group()))
        if closes:
            left = tags.end()
    return found + _sentences(text, left, span.end, ())


def _sentences(text: str, left: int, right: int, closing: tuple[str, ...]) -> list[tuple[Span, tuple[str, ...]]]:
    """Sentences with the tags inside each; those that close the stretch belong to its last sentence."""
    spans = split_sentences(text, left, right)
    tagged = [(span, source_ids(text[span.start : span.end])) for span in spans]
    return [*tagged[:-1], *((span, inner + closing) for span, inner in tagged[-1:])]


def _label(text: str, span: Span) -> str:
    """The words before an item's first colon or dash, or in a column of their own, when they are few: its name."""
    aligned = _NAME_COLUMN.match(text, span.start, span.end)
    if aligned:
        return readable(aligned.group())
    shown = readable(text[span.start : span.end])
    for mark in (": ", " – ", " — ", " - "):
        head, separator, tail = shown.partition(mark)
        if separator and tail.strip() and 0 < len(head.split()) <= _LABEL_MAX_WORDS and not head.endswith("."):
            return head.strip()
    return ""


def _place(drafts: list[Draft], section: tuple[str, ...], units: list[Unit]) -> None:
    """Add one block's units to the open passage, or begin the next one; a long block is cut between units."""
    block_words = sum(len(unit.text.split()) for unit in units)
    for place, unit in enumerate(units):
        words = len(unit.text.split())
        open_draft = drafts[-1] if drafts and drafts[-1].section == section else None
        whole = block_words if place == 0 and block_words <= PASSAGE_WORDS else words
        if open_draft is None or (open_draft.words and open_draft.words + whole > PASSAGE_WORDS):
            open_draft = Draft(section)
            drafts.append(open_draft)
        open_draft.units.append(unit)
        open_draft.words += words


def _renumber(unit: Unit, position: int, passage: int) -> Unit:
    return replace(unit, position=position, passage=passage)
