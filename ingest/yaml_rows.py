"""YAML lists of flat rows, with the exact place of every value, so that a row can be quoted and a mistake named."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from assistant.domain.errors import CorpusError
from assistant.domain.passages import Span
from ingest.load import CorpusFile

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's reader where PyYAML was built with it: ten times as quick, with the same positions."""


@dataclass(frozen=True, slots=True)
class Row:
    """One mapping: parsed `values`, the span of each value inside the file's text, and its first line."""

    values: dict[str, object]
    spans: dict[str, Span]
    lines: dict[str, int]
    line: int
    span: Span


def read_rows(file: CorpusFile) -> list[Row]:
    """Rows of a YAML list of mappings. Raises CorpusError for anything else."""
    root = _compose(file)
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise CorpusError(file.shown, root.start_mark.line + 1, "expected a list of rows, each beginning with `- `")
    rows: list[Row] = []
    for node in root.value:
        if not isinstance(node, yaml.MappingNode):
            raise CorpusError(file.shown, node.start_mark.line + 1, "expected a row of `key: value` lines")
        rows.append(_row(file, node))
    return rows


def read_mapping(file: CorpusFile) -> dict[str, Row]:
    """Rows of a YAML mapping of mappings, by key. Raises CorpusError for a key that stands twice."""
    root = _compose(file)
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise CorpusError(file.shown, root.start_mark.line + 1, "expected `ID:` followed by indented `key: value` lines")
    rows: dict[str, Row] = {}
    for key, node in root.value:
        if not isinstance(node, yaml.MappingNode):
            raise CorpusError(file.shown, key.start_mark.line + 1, f"`{key.value}` needs indented `key: value` lines")
        if key.value in rows:
            raise CorpusError(file.shown, key.start_mark.line + 1, f"`{key.value}` stands twice; keep one")
        rows[key.value] = _row(file, node)
    return rows


def quoted(file: CorpusFile, row: Row, key: str) -> tuple[str, Span]:
    """A text value and its span, exact to the character.

    Raises CorpusError when the value is missing, or written so that its text differs from the file's
    characters (several lines, escapes): it could not be quoted.
    """
    value = row.values.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CorpusError(file.shown, row.line, f"the row has no `{key}`; add one plain sentence")
    span = row.spans[key]
    raw = file.text[span.start : span.end]
    if raw[:1] in {'"', "'"} and raw[-1:] == raw[:1]:
        span = Span(span.start + 1, span.end - 1)
        raw = raw[1:-1]
    if raw != value:
        raise CorpusError(file.shown, row.lines[key], f"write `{key}` on one line, without escapes")
    return value, span


def _compose(file: CorpusFile) -> yaml.Node | None:
    try:
        return yaml.compose(file.text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 0
        raise CorpusError(file.shown, line, f"not valid YAML: {getattr(error, 'problem', None) or error}") from error


def _row(file: CorpusFile, node: yaml.MappingNode) -> Row:
    values: dict[str, object] = {}
    spans: dict[str, Span] = {}
    lines: dict[str, int] = {}
    loader = yaml.SafeLoader("")
    for key, value in node.value:
        if key.value in values:
            raise CorpusError(file.shown, key.start_mark.line + 1, f"`{key.value}` stands twice in one row; keep one")
        try:
            values[key.value] = loader.construct_object(value, deep=True)
        except (yaml.YAMLError, ValueError) as error:
            raise CorpusError(file.shown, key.start_mark.line + 1, f"`{key.value}` cannot be read: {error}") from error
        spans[key.value] = Span(value.start_mark.index, value.end_mark.index)
        lines[key.value] = key.start_mark.line + 1
    return Row(values, spans, lines, node.start_mark.line + 1, Span(node.start_mark.index, node.end_mark.index))
