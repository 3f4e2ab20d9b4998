"""Questions with what answers them, in one form for every set: places of a corpus, or whole documents.

An outside set names relevant documents; the golden questions quote the passages that answer, and a chunk counts when it
holds the middle character of such a quote. All pipelines get the files of one folder, as they stand on disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.conversation import Turn
from assistant.evaluation.beir import read_beir
from assistant.evaluation.golden import PassageLabel, read_golden_set
from assistant.evaluation.labels import NDCG_DEPTH, RECALL_DEPTH
from assistant.evaluation.outside import write_documents
from assistant.evaluation.outside_run import score_documents
from assistant.evaluation.ranking import ndcg_at, recall_at
from benchmarks.peers.bench import Chunk
from ingest.load import read_corpus


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the documents (and grades) or the places (document, character) that answer it."""

    id: str
    question: str
    history: tuple[Turn, ...] = ()
    documents: tuple[tuple[str, int], ...] = ()
    places: tuple[tuple[str, int], ...] = ()

    def score(self, found: Sequence[Chunk], everything: Sequence[Chunk]) -> tuple[float, float]:
        """nDCG@10 and recall@5 of a ranking by a system that can return `everything`.

        Documents are ranked by their best chunk. Where places are wanted, the best possible ranking begins with every chunk
        of this system that holds one.
        """
        if self.documents:
            recall, ndcg = score_documents(list(dict.fromkeys(chunk.document for chunk in found)), self.documents)
            return ndcg, recall
        hits = [self._held(chunk) for chunk in found]
        possible = sum(bool(self._held(chunk)) for chunk in everything)
        gains = [float(bool(hit)) for hit in hits]
        return ndcg_at(NDCG_DEPTH, gains, [1.0] * possible), recall_at(RECALL_DEPTH, hits, len(self.places))

    def _held(self, chunk: Chunk) -> frozenset[int]:
        return frozenset(i for i, (document, place) in enumerate(self.places) if chunk.holds(document, place))


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """A named set: the folder of its documents, their texts by id, and its questions that can be answered.

    Of a `locked` set only means may be shown.
    """

    name: str
    folder: Path
    texts: dict[str, str]
    questions: tuple[Judged, ...]
    locked: bool = False


def outside_set(folder: Path, work: Path) -> RetrievalSet:
    """A set in BEIR form, its documents written below `work`. Raises UsageError for a folder of another form."""
    outside = read_beir(folder)
    documents = work / folder.name / "documents"
    write_documents(outside.documents, documents)
    questions = tuple(Judged(q.id, q.question, q.history, documents=q.grades) for q in outside.questions if q.grades)
    return RetrievalSet(folder.name, documents, _texts(documents), questions)


def golden_set(path: Path, corpus: Path) -> RetrievalSet:
    """The golden questions of a file that name the passages which answer them.

    Raises ValueError for a quote that its document does not hold.
    """
    texts = _texts(corpus)
    golden = read_golden_set(path)
    questions = tuple(
        Judged(q.id, q.question, q.history, places=tuple(_place(texts, label) for label in q.passages))
        for q in golden.questions
        if q.passages
    )
    return RetrievalSet(f"golden-{path.stem}", corpus, texts, questions, golden.locked)


def _place(texts: dict[str, str], label: PassageLabel) -> tuple[str, int]:
    start = texts.get(label.document, "").find(label.quote)
    if start < 0:
        raise ValueError(f"{label.document} does not hold {label.quote!r}; correct the label or the document")
    return label.document, start + len(label.quote) // 2


def _texts(folder: Path) -> dict[str, str]:
    files, _ = read_corpus([folder])
    return {file.id: file.text for file in files}
