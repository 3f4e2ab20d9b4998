"""Find and read corpus files. Knows encodings, suffixes and front matter; knows nothing of splitting."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import yaml

from assistant.domain.errors import CorpusError, UsageError
from ingest.blocks import line_starts

TEXT_SUFFIXES = frozenset({".md", ".markdown", ".txt", ".text"})
_DATE_VALUE = re.compile(r":\s*\d{4}-\d{2}-\d{2}\s*$")
DATA_SUFFIXES = frozenset({".yaml", ".yml"})
DATA_NAMES = frozenset({"facts", "glossary", "sources"})
QUESTIONS_FOLDER = "questions"
LEARNED_FILE = "learned.npz"
"""What was learned from a folder of readers' questions, kept beside them (see ingest/learn_adapter.py)."""
ENCODER_FILE = "encoder.npz"
"""The encoder's layers as tuned to them (see ingest/tune_encoder.py)."""
DATA_FOLDERS = frozenset({"facts", QUESTIONS_FOLDER})
"""A YAML file counts when it has one of these names or lies in one of these folders; others belong to other programs."""


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A readable file: `id` is its path below the root without suffix, `shown` the path to print, `folder` the name of the
    folder that it lies in, `path` where it was read."""

    id: str
    shown: str
    suffix: str
    text: str
    folder: str = ""
    path: Path = field(default_factory=Path)

    @property
    def holds_questions(self) -> bool:
        """True for a file of readers' questions."""
        return self.suffix in DATA_SUFFIXES and self.folder == QUESTIONS_FOLDER


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that was left out, and why."""

    shown: str
    reason: str


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML head of a document; `body_start` is the offset of the first character behind it."""

    body_start: int = 0
    title: str = ""
    kind: str = ""
    entities: tuple[str, ...] = ()
    as_of: date | None = None
    review_by: date | None = None
    sources: tuple[str, ...] = ()


def read_corpus(paths: Sequence[Path]) -> tuple[list[CorpusFile], list[Rejected]]:
    """Read every supported file below `paths`, sorted by id; the rest comes back with reasons.

    A file that two paths lead to is read once. Raises UsageError for a path that does not exist.
    """
    files: dict[str, CorpusFile] = {}
    rejected: list[Rejected] = []
    seen: set[Path] = set()
    for root in paths:
        if not root.exists():
            raise UsageError(f"{root}: no such file or folder. Give a folder of .md and .txt files.")
        for path in _walk(root, rejected):
            if path.resolve() in seen or path.name in {LEARNED_FILE, ENCODER_FILE}:
                continue
            seen.add(path.resolve())
            document_id = path.relative_to(root if root.is_dir() else root.parent).with_suffix("").as_posix()
            outcome = _read(path, document_id, named=path == root)
            if isinstance(outcome, Rejected):
                rejected.append(outcome)
            elif document_id in files:
                rejected.append(Rejected(outcome.shown, f"same document id as {files[document_id].shown}; rename one"))
            else:
                files[document_id] = outcome
    return [files[key] for key in sorted(files)], rejected


def front_matter(file: CorpusFile) -> FrontMatter:
    """Parse the head between two `---` lines; a file without one has an empty head.

    Raises CorpusError, with the line, for YAML that does not parse and for values of the wrong form.
    """
    starts = line_starts(file.text)
    lines = [file.text[left:right].rstrip("\r\n") for left, right in pairwise(starts)]
    if file.suffix not in {".md", ".markdown"} or lines[0].rstrip() != "---":
        return FrontMatter()
    closing = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if closing is None:
        raise CorpusError(file.shown, 1, "the front matter is not closed; add a line `---` behind it")
    head = "\n".join(lines[1:closing])
    try:
        data = yaml.safe_load(head) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark is not None else 1
        raise CorpusError(file.shown, line, f"the front matter is not valid YAML: {_problem(error)}") from error
    except ValueError as error:  # a date such as 2026-13-01, which YAML reads itself
        line = next((i + 1 for i, text in enumerate(lines[:closing]) if _DATE_VALUE.search(text) and not _is_date(text)), 1)
        raise CorpusError(file.shown, line, f"the front matter holds a date that does not exist: {error}") from error
    if not isinstance(data, dict):
        raise CorpusError(file.shown, 2, "the front matter must be `key: value` lines")

    def place(key: str) -> int:
        return next((i + 1 for i, line in enumerate(lines[:closing]) if line.startswith(f"{key}:")), 1)

    def words(key: str) -> tuple[str, ...]:
        value = data.get(key) or []
        if not isinstance(value, list):
            raise CorpusError(file.shown, place(key), f"`{key}` must be a list, for instance `{key}: [S1, S2]`")
        return tuple(str(item) for item in value)

    return FrontMatter(
        body_start=starts[closing + 1],
        title=str(data.get("title") or ""),
        kind=str(data.get("kind") or ""),
        entities=words("entities"),
        as_of=parse_date(data.get("as_of"), file.shown, place("as_of"), "as_of"),
        review_by=parse_date(data.get("review_by"), file.shown, place("review_by"), "review_by"),
        sources=words("sources"),
    )


def parse_date(value: object, shown: str, line: int, key: str) -> date | None:
    """A date, or None for an empty value. Raises CorpusError for anything else."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise CorpusError(shown, line, f"`{key}: {value}` is not a date; write it as 2026-11-20") from error


def _walk(root: Path, rejected: list[Rejected]) -> Iterator[Path]:
    """Files below `root` in a fixed order, hidden ones left out; folders that cannot be entered go to `rejected`."""
    if not root.is_dir():
        yield root
        return

    def refuse(error: OSError) -> None:
        rejected.append(Rejected(_shown(Path(error.filename)), f"cannot be read: {error.strerror}; check its permissions"))

    for folder, names, files in os.walk(root, onerror=refuse, followlinks=False):
        names[:] = sorted(n for n in names if not n.startswith("."))
        links = [Path(folder) / name for name in names if (Path(folder) / name).is_symlink()]
        rejected += [Rejected(_shown(link), "a link to a folder is not followed; give the folder itself") for link in links]
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(folder) / name


def _read(path: Path, document_id: str, *, named: bool) -> CorpusFile | Rejected:
    shown = _shown(path)
    suffix = path.suffix.lower()
    if suffix not in TEXT_SUFFIXES | DATA_SUFFIXES:
        allowed = ", ".join(sorted(TEXT_SUFFIXES | DATA_SUFFIXES))
        return Rejected(shown, f"files of type {suffix or 'without a suffix'} are not read; allowed: {allowed}")
    if suffix in DATA_SUFFIXES and not (named or path.stem in DATA_NAMES or path.parent.resolve().name in DATA_FOLDERS):
        folders, names = " and ".join(f"`{name}`" for name in sorted(DATA_FOLDERS)), ", ".join(sorted(DATA_NAMES))
        return Rejected(shown, f"YAML is read in folders {folders} and under the names {names}; move or rename it")
    try:
        if path.exists() and not path.is_file():
            return Rejected(shown, "is no regular file")
        raw = path.read_bytes()
    except OSError as error:
        return Rejected(shown, f"cannot be read: {error.strerror or error}; check its permissions")
    if b"\x00" in raw:
        return Rejected(shown, "not UTF-8 text (binary, or UTF-16); save it as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        byte = raw[error.start]
        return Rejected(shown, f"line {line}: byte 0x{byte:02x} is not UTF-8; save the file as UTF-8")
    if not text.strip():
        return Rejected(shown, "is empty")
    return CorpusFile(document_id, shown, suffix, text, path.parent.resolve().name, path)


def _shown(path: Path) -> str:
    try:
        return Path(os.path.abspath(path)).relative_to(Path.cwd()).as_posix()  # a link keeps its own name
    except ValueError:
        return path.as_posix()


def _is_date(line: str) -> bool:
    try:
        date.fromisoformat(line.partition(":")[2].strip())
    except ValueError:
        return False
    return True


def _problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or error)
