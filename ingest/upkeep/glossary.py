"""Checks of names: entities and terms that nothing mentions, names that two terms share, and the life of names and facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.markup import readable
from assistant.language.words import stem, tokens
from ingest.blocks import BlockKind
from ingest.upkeep.corpus_view import CorpusView, Page
from ingest.upkeep.findings import Finding, Kind, Place, error, warning

_ENDED = frozenset({"retired", "renamed"})
_LIFE = frozenset({"status", "former name"})
_BRACKETS = re.compile(r"\s*\([^)]*\)")


def unmentioned_entities(view: CorpusView) -> Iterator[Finding]:
    """Entities of a front matter that their document calls by none of their names."""
    for page in view.pages:
        named = _terms_on(page, view)
        words = _stems(page.file.text[page.head.body_start :])
        for entity in page.head.entities:
            if view.term_of(entity) not in named and _stems(entity) not in words:
                message = f"the document never mentions its entity `{entity}`"
                fix = "mention it, or remove it from `entities`"
                yield error(Kind.UNMENTIONED, page.key_place("entities"), message, fix)


def unmentioned_terms(view: CorpusView) -> Iterator[Finding]:
    """Glossary terms that no document and no fact calls by any name."""
    named = {mention.term for row in view.facts for mention in row.mentions}
    named |= {view.term_of(row.fact.subject) for row in view.facts}
    for page in view.pages:
        named |= _terms_on(page, view)
    for number, row in enumerate(view.terms):
        if number not in named:
            message = f"no document and no fact mentions `{row.term.name}` by any of its names"
            fix = "use the term where it belongs, add the name in use to `aliases`, or remove it"
            yield error(Kind.UNMENTIONED, row.place, message, fix)


def ambiguous_names(view: CorpusView) -> Iterator[Finding]:
    """Names that two terms claim: questions would find the first of them only."""
    owners: dict[tuple[str, ...], tuple[int, Place]] = {}
    for number, row in enumerate(view.terms):
        former = [entry.name for entry in row.term.former_names]
        for name in (row.term.name, *row.term.aliases, *former):
            key = "aliases" if name in row.term.aliases else "former_names" if name in former else "term"
            place = row.key_place(key)
            owner, first = owners.setdefault(tuple(tokens(name)), (number, place))
            if owner != number:
                message = f"the name `{name}` belongs to `{view.terms[owner].term.name}` in {first} too"
                yield error(Kind.AMBIGUOUS_NAME, place, message, "keep it at one term or make it longer")


def undated_endings(view: CorpusView) -> Iterator[Finding]:
    """Retirements and renamings without their day; `from: null` or `until: null` says that nobody knows it, and is enough."""
    for row in view.facts:
        if row.fact.status in _ENDED and row.fact.attribute in _LIFE and "from" not in row.lines:
            message = f"fact `{row.fact.id}` says that something was {row.fact.status}, but not since when"
            yield warning(Kind.LIFECYCLE, row.place, message, "add `from:` with the day, or `from: null` where it is not known")
    for term in view.terms:
        for name in term.undated:
            message = f"the former name `{name}` has no `until`"
            fix = "add the last day of its use, or `until: null` where it is not known"
            yield warning(Kind.LIFECYCLE, term.key_place("former_names"), message, fix)


def renames_out_of_step(view: CorpusView) -> Iterator[Finding]:
    """Former names that a table or a fact lists and the glossary lacks, and those of the same kinds the other way round."""
    former = {tuple(tokens(entry.name)): number for number, row in enumerate(view.terms) for entry in row.term.former_names}
    if not view.terms:
        return
    listed: dict[tuple[str, ...], tuple[str, Place]] = {}
    for name, place in _listed_renames(view):
        listed.setdefault(tuple(tokens(name)), (name, place))
    for words, (name, place) in listed.items():
        if words not in former:
            message = f"the former name `{name}` is not in the glossary"
            yield error(Kind.LIFECYCLE, place, message, "add it to `former_names` of the term that carries the new name")
    kinds = {view.terms[former[words]].term.kind for words in listed if words in former}
    for words, number in former.items():
        row = view.terms[number]
        if row.term.kind in kinds and words not in listed:
            name = next(entry.name for entry in row.term.former_names if tuple(tokens(entry.name)) == words)
            message = f"the former name `{name}` of `{row.term.name}` is in no list of renames"
            yield warning(
                Kind.LIFECYCLE,
                row.key_place("former_names"),
                message,
                "add a fact of attribute `former name`, or a row to the table",
            )


def nameless_subjects(view: CorpusView) -> Iterator[Finding]:
    """Subjects of facts that no name of the glossary finds: such facts are missed by most questions."""
    seen: set[str] = set()
    for row in view.facts if view.terms else ():
        subject = row.fact.subject
        if subject not in seen and view.term_of(subject) < 0:
            message = f"no name of the glossary finds the subject `{subject}`"
            yield warning(Kind.LIFECYCLE, row.key_place("subject"), message, "add a term or an alias to glossary.yaml")
        seen.add(subject)


def _stems(text: str) -> str:
    """The words' stems between blanks, so that one run of words can be looked for in another."""
    return f" {' '.join(stem(word) for word in tokens(text))} "


def _terms_on(page: Page, view: CorpusView) -> set[int]:
    named = {mention.term for statement in page.statements for mention in statement.mentions}
    texts = [page.document.title, *(heading.text for heading in page.headings)]
    texts += [" ".join(block.columns) for block in page.blocks if block.kind is BlockKind.HEADER]
    return named | {mention.term for text in texts for mention in view.glossary.find(readable(text))}


def _listed_renames(view: CorpusView) -> Iterator[tuple[str, Place]]:
    """(former name, place) of each row under a header "Former name", and of each fact of attribute `former name`."""
    for statement in view.statements():
        columns = [column.casefold() for column in statement.unit.columns]
        if "former name" in columns and any(column.startswith(("current name", "new name")) for column in columns):
            cell = _BRACKETS.sub("", statement.unit.cells[columns.index("former name")])
            yield from ((name.strip(), statement.place) for name in cell.split(",") if name.strip())
    for row in view.facts:
        if row.fact.attribute == "former name" and row.fact.value:
            yield row.fact.value, row.place
