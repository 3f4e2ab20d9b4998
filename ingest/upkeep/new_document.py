"""Starts a document: front matter with its dates, headings as questions, and a hint below each. Writes one new file."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path

from assistant.domain.errors import UsageError
from ingest.upkeep.templates import HINT, TEMPLATES, Template, kind_of_folder, lead_hint, template_of

_NOT_DOCUMENTS = frozenset({"facts"})


def new_document(corpus: Path, kind: str, title: str, today: date) -> Path:
    """Write the template of `kind` (a folder's name, or its singular) below `corpus` and return the new file's path.

    Raises UsageError for a corpus that is not there, an unknown kind, a title without letters or digits, and a file that
    exists already, which is never overwritten.
    """
    folder = _folder(corpus, kind)
    slug = title_slug(title)
    if not slug:
        raise UsageError(f"the title {title!r} holds no letter or digit; give the document's title in quotes.")
    path = corpus / folder / f"{slug}.md"
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(_document(folder, " ".join(title.split()), template_of(folder), today))
    except FileExistsError as error:
        raise UsageError(f"{path} exists already and was left as it is. Edit it, or give another title.") from error
    return path


def title_slug(title: str) -> str:
    """The file name of a title: small ASCII letters and digits, one hyphen between words; "" when nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")


def _folder(corpus: Path, kind: str) -> str:
    """The folder of a kind; a corpus without folders may begin with any that has a template."""
    if not corpus.is_dir():
        raise UsageError(f"{corpus}: no such folder. Name the corpus with --corpus.")
    present = (path.name for path in corpus.iterdir() if path.is_dir() and not path.name.startswith("."))
    folders = sorted(set(present) - _NOT_DOCUMENTS) or list(TEMPLATES)
    wanted = kind.strip().strip("/").lower()
    for folder in folders:
        if wanted in {folder, kind_of_folder(folder)}:
            return folder
    raise UsageError(f"{kind!r} is no kind of document in {corpus}; allowed: {', '.join(map(kind_of_folder, folders))}.")


def _document(folder: str, title: str, template: Template, today: date) -> str:
    subject = title.rstrip("?!.: ")
    lines = [
        "---",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"kind: {kind_of_folder(folder)}",
        "entities: []",
        f"as_of: {today}",
        f"review_by: {today + timedelta(days=template.review_days)}",
        "sources: []",
        "---",
        "",
        f"# {title}",
        "",
        _hint(lead_hint(subject)),
    ]
    for question, hint in template.sections:
        lines += ["", f"## {question.format(title=subject)}", "", _hint(hint)]
    return "\n".join(lines) + "\n"


def _hint(text: str) -> str:
    return f"{HINT} {text.replace('--', '—')} -->"
