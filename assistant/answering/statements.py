"""What an answer is made of before it is written: statements, each resting on units of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.domain.answers import Chart, Citation, Notice, SourceReference, Table
from assistant.domain.evidence import Evidence
from assistant.domain.passages import Source
from assistant.language.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence (or list item) and the evidence it states. `bullet` puts it on a line of its own with a dash;
    `heading` is bold text before it, held by the evidence."""

    text: str
    evidence: tuple[Evidence, ...]
    bullet: bool = False
    heading: str = ""


@dataclass(frozen=True, slots=True)
class TableDraft:
    """A table whose rows each rest on evidence."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    evidence: tuple[tuple[Evidence, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartDraft:
    """A Vega-Lite specification as JSON text, what it shows in words, and the facts that it draws."""

    vega_lite: str
    alt: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """A notice and the evidence it rests on."""

    kind: str
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A composed answer, not yet numbered."""

    statements: tuple[Statement, ...]
    tables: tuple[TableDraft, ...] = ()
    charts: tuple[ChartDraft, ...] = ()

    @property
    def evidence(self) -> list[Evidence]:
        """What its statements and its tables rest on, in order."""
        stated = [e for statement in self.statements for e in statement.evidence]
        return [*stated, *(e for table in self.tables for row in table.evidence for e in row)]


def without_lone_bullet(draft: Draft) -> Draft:
    """The draft with its only bullet as a sentence among the others: one item is no list."""
    if len(draft.statements) == 1 or sum(s.bullet for s in draft.statements) != 1:
        return draft
    return replace(draft, statements=tuple(s if s.heading else replace(s, bullet=False) for s in draft.statements))


def without_lone_colons(draft: Draft) -> Draft:
    """The draft with a stop behind each statement that announces what does not follow."""
    if not draft.statements:
        return draft
    following = (*(statement.bullet for statement in draft.statements[1:]), bool(draft.tables))
    told = tuple(
        s if follows or not s.text.endswith(":") else replace(s, text=f"{s.text[:-1]}.")
        for s, follows in zip(draft.statements, following, strict=True)
    )
    return replace(draft, statements=told)


def joined(drafts: Sequence[Draft]) -> Draft:
    """Several parts as one draft; a statement or a table of an earlier part is not given again."""
    if len(drafts) == 1:
        return drafts[0]
    statements: dict[tuple[int, ...], Statement] = {}
    for draft in drafts:
        for statement in draft.statements:
            statements.setdefault(tuple(e.unit.position for e in statement.evidence), replace(statement, bullet=True))
    tables = tuple({(table.caption, table.rows): table for draft in drafts for table in draft.tables}.values())
    charts = tuple(chart for draft in drafts for chart in draft.charts)
    return Draft(tuple(statements.values()), tables, charts)


@dataclass(slots=True)
class Numbering:
    """Gives each quoted unit its citation number, in order of first use."""

    sources: dict[str, Source]
    citations: list[Citation] = field(default_factory=list)
    _numbers: dict[int, int] = field(default_factory=dict)

    def number(self, evidence: Evidence) -> int:
        """The citation number of a unit."""
        known = self._numbers.get(evidence.unit.position)
        if known is not None:
            return known
        n = len(self.citations) + 1
        self._numbers[evidence.unit.position] = n
        span = evidence.unit.span
        references = tuple(
            SourceReference(s.id, s.title, s.publisher, s.url, s.checked)
            for s in (self.sources.get(i) for i in evidence.unit.sources)
            if s is not None
        )
        self.citations.append(
            Citation(
                n=n,
                document_id=evidence.document.id,
                title=evidence.document.title,
                section=" › ".join(evidence.passage.section),
                source_path=evidence.document.source_path,
                url=next((r.url for r in references if r.url), None),
                as_of=evidence.document.as_of,
                quote=evidence.document.text[span.start : span.end],
                start=span.start,
                end=span.end,
                sources=references,
            )
        )
        return n


def write_markdown(draft: Draft, numbering: Numbering) -> str:
    """The draft as Markdown with `[n]` markers, sentences joined to a paragraph, bullets on lines of their own."""
    lines: list[str] = []
    paragraph: list[str] = []
    for statement in draft.statements:
        marks = "".join(f"[{numbering.number(e)}]" for e in statement.evidence)
        heading = f"**{escape_markdown(statement.heading)}** — " if statement.heading else ""
        sentence = heading + " ".join(f"{escape_markdown(s)} {marks}".rstrip() for s in _sentences(statement.text))
        if statement.bullet:
            if paragraph:
                lines.append(" ".join(paragraph))
                paragraph = []
            lines.append(f"- {sentence}")
        else:
            paragraph.append(sentence)
    if paragraph:
        lines.append(" ".join(paragraph))
    return _join(lines)


def number_tables(drafts: tuple[TableDraft, ...], numbering: Numbering) -> tuple[Table, ...]:
    """Tables with the citation numbers of their rows."""
    return tuple(
        Table(t.caption, t.columns, t.rows, tuple(tuple(numbering.number(e) for e in row) for row in t.evidence))
        for t in drafts
    )


def number_charts(drafts: tuple[ChartDraft, ...], numbering: Numbering) -> tuple[Chart, ...]:
    """Charts with their citation numbers."""
    return tuple(Chart(c.vega_lite, c.alt, tuple(numbering.number(e) for e in c.evidence)) for c in drafts)


def number_notices(drafts: tuple[NoticeDraft, ...], numbering: Numbering) -> tuple[Notice, ...]:
    """Notices with their citation numbers."""
    return tuple(
        Notice(n.kind, n.text, tuple(numbering.number(e) for e in n.evidence))  # type: ignore[arg-type] # kinds are fixed where drafted
        for n in drafts
    )


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it stands; brackets are escaped so that "[3]" in a source is no citation."""
    return "".join("\\" + c if c in "\\`*[]<>" else c for c in text)


def _sentences(text: str) -> list[str]:
    """The sentences of a statement, each of which gets its markers."""
    return [text[span.start : span.end] for span in split_sentences(text)]


def _join(lines: list[str]) -> str:
    text = ""
    for line in lines:
        if not text:
            text = line
        elif line.startswith("- ") and text.rsplit("\n", 1)[-1].startswith("- "):
            text += "\n" + line
        else:
            text += "\n\n" + line
    return text
