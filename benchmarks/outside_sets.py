"""Question sets in BEIR form (corpus, queries, qrels), indexed by Archway like any other folder of documents."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from assistant.backends.sentence_model import PACKAGED, SentenceModel
from assistant.domain.conversation import Role, Turn
from assistant.wiring import Archway
from ingest.build_index import ingest


@dataclass(frozen=True, slots=True)
class OutsideQuestion:
    """A question of an outside set; `documents` are the relevant ones, empty when it cannot be answered."""

    id: str
    question: str
    history: tuple[Turn, ...]
    documents: tuple[str, ...]
    gold_sentences: tuple[str, ...]
    answers: tuple[str, ...]
    unanswerable: bool


def open_set(folder: Path, work: Path, encoder: SentenceModel) -> Archway:
    """Index a set's corpus below `work` (once) and open it. Document ids are the set's ids."""
    source = write_documents(folder, work)
    ingest([source], work / folder.name / "index", encoder, model_name=PACKAGED)
    return Archway.open(work / folder.name / "index", encoder=encoder)


def write_documents(folder: Path, work: Path) -> Path:
    """The folder below `work` with one Markdown file a document of the set, written once."""
    source = work / folder.name / "documents"
    if not source.is_dir():
        source.mkdir(parents=True)
        for line in _lines(folder / "corpus.jsonl.gz"):
            row = json.loads(line)
            title = json.dumps(str(row.get("title") or row["id"]))
            (source / f"{safe(row['id'])}.md").write_text(f"---\ntitle: {title}\n---\n\n{row['text']}\n", encoding="utf-8")
    return source


def read_questions(folder: Path) -> list[OutsideQuestion]:
    """The set's questions in file order."""
    relevant: dict[str, list[str]] = {}
    for line in _lines(folder / "qrels.tsv.gz"):
        parts = line.rstrip("\n").split("\t")
        if len(parts) == 3 and parts[2].strip().isdigit() and int(parts[2]) > 0:
            relevant.setdefault(parts[0], []).append(safe(parts[1]))
    questions: list[OutsideQuestion] = []
    for line in _lines(folder / "queries.jsonl.gz"):
        row = json.loads(line)
        documents = tuple(relevant.get(row["id"], ()))
        history = tuple(Turn(*_turn(t)) for t in row.get("history") or ())
        questions.append(
            OutsideQuestion(
                id=row["id"],
                question=row["question"],
                history=history,
                documents=documents,
                gold_sentences=tuple(row.get("gold_sentences") or ()),
                answers=tuple(row.get("answers") or ()),
                unanswerable=bool(row.get("unanswerable")) or not documents,
            )
        )
    return questions


def safe(document_id: str) -> str:
    """A set's id as a file name."""
    return "".join(c if c.isalnum() or c in "-_" else "_" for c in document_id)


def _turn(turn: dict[str, str]) -> tuple[Role, str]:
    role = turn.get("role") or turn.get("speaker") or "user"
    return ("assistant" if role in {"assistant", "agent"} else "user", turn.get("content") or turn.get("text") or "")


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line for line in file if line.strip()]
