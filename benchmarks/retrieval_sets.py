"""Questions with what answers them, in one form for every set: places of a corpus, or whole documents.

An outside set names relevant documents; the golden questions quote the passages that answer, and a chunk counts when it
holds the middle character of such a quote. All pipelines get the files of one folder, as they stand on disk.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain.conversation import Turn
from benchmarks.outside_sets import read_questions, write_documents
from benchmarks.peers.bench import Chunk
from benchmarks.retrieval_measures import ndcg, recall
from ingest.load import read_corpus


@dataclass(frozen=True, slots=True)
class Ranked:
    """A question with the places (document, character) or documents (character None) that answer it."""

    id: str
    question: str
    history: tuple[Turn, ...]
    wanted: tuple[tuple[str, int | None], ...]

    def score(self, found: Sequence[Chunk], everything: Sequence[Chunk]) -> tuple[float, float]:
        """nDCG@10 and recall@5 of a ranking by a system that can return `everything`.

        Whole documents are ranked by their best chunk.
        """
        if all(place is None for _, place in self.wanted):
            documents = list(dict.fromkeys(chunk.document for chunk in found))
            held = [[i for i, (wanted, _) in enumerate(self.wanted) if wanted == document] for document in documents]
            possible = len(self.wanted)
        else:
            held = [self._held(chunk) for chunk in found]
            about = {document for document, _ in self.wanted}
            possible = sum(1 for chunk in everything if chunk.document in about and self._held(chunk))
        return ndcg([bool(things) for things in held], possible), recall(held, len(self.wanted))

    def _held(self, chunk: Chunk) -> list[int]:
        return [i for i, (document, place) in enumerate(self.wanted) if place is not None and chunk.holds(document, place)]


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """A named set: the folder of its documents, their texts by id, and its questions that can be answered."""

    name: str
    folder: Path
    texts: dict[str, str]
    questions: list[Ranked] = field(default_factory=list)


def outside_set(folder: Path, work: Path) -> RetrievalSet:
    """A set in BEIR form, its documents written below `work`."""
    documents = write_documents(folder, work)
    questions = [
        Ranked(q.id, q.question, q.history, tuple((document, None) for document in q.documents))
        for q in read_questions(folder)
        if not q.unanswerable
    ]
    return RetrievalSet(folder.name, documents, _texts(documents), questions)


def golden_set(path: Path, corpus: Path) -> RetrievalSet:
    """The golden questions of a file that name the passages which answer them.

    Raises ValueError for a quote that its document does not hold.
    """
    texts = _texts(corpus)
    questions: list[Ranked] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted = tuple((p["document"], _middle(texts, p["document"], p["quote"])) for p in row.get("passages", ()))
        if wanted:
            history = tuple(Turn(turn["role"], turn["content"]) for turn in row["history"])
            questions.append(Ranked(row["id"], row["question"], history, wanted))
    return RetrievalSet(f"golden {path.stem}", corpus, texts, questions)


def _middle(texts: dict[str, str], document: str, quote: str) -> int:
    start = texts.get(document, "").find(quote)
    if start < 0:
        raise ValueError(f"{document} does not hold {quote!r}; correct the label or the document")
    return start + len(quote) // 2


def _texts(folder: Path) -> dict[str, str]:
    files, _ = read_corpus([folder])
    return {file.id: file.text for file in files}
