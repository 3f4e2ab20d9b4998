"""How sure the assistant would be about questions that have nothing to do with a corpus.

Odds do not transfer between corpora: the smaller a corpus is, the less close its best passage comes to any question at all.
So an ingest asks a fixed set of everyday questions and notes the level that they reach; where a corpus lists what it does not
hold, that tells more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np

from assistant.answering.abstain import PLAIN, log_odds
from assistant.answering.evidence import gather_evidence
from assistant.answering.library import Library, home_regions
from assistant.answering.question import read_question
from assistant.answering.signals import read_signals
from assistant.backends.bm25_index import Bm25Index
from assistant.backends.model_files import PACKAGED
from assistant.domain.ports import EncodedText, Matrix, TextEncoder, Vector
from assistant.domain.questions import Question
from assistant.language.glossary import split_glossary
from assistant.language.vocabulary import count_vocabulary
from assistant.retrieval.document_vectors import document_vectors
from assistant.retrieval.late_interaction import TokenStore
from assistant.retrieval.retrieve import Part, Retriever
from ingest.corpus import Corpus
from ingest.embed import PassageVectors

CALIBRATION_VERSION = 7
"""To be raised with every change of how sure an answer is held to be: indexes measured otherwise are built anew."""
QUANTILE = 0.9


class ExactIndex:
    """A `VectorIndex` by the plain product: exact, and built in no time."""

    def __init__(self, vectors: Matrix) -> None:
        self._vectors = vectors

    def nearest(self, vector: Vector, k: int) -> list[tuple[int, float]]:
        """Up to `k` (row, cosine) pairs, best first."""
        scores = self._vectors @ vector
        best = np.argsort(-scores, kind="stable")[:k]
        return [(int(row), float(scores[row])) for row in best]


def background_odds(corpus: Corpus, vectors: list[PassageVectors], bm25: Path, encoder: TextEncoder) -> float:
    """The `QUANTILE` of the log-odds over off-topic questions. `bm25` is the folder of the new keyword index."""
    passages = np.stack([v.passage for v in vectors])
    units = np.concatenate([v.units for v in vectors])
    owners = np.concatenate(
        [np.where(v.token_units >= 0, v.token_units + p.first_unit, -1) for v, p in zip(vectors, corpus.passages, strict=True)]
    ).astype(np.int32)
    bounds = np.cumsum([0, *(len(v.scales) for v in vectors)], dtype=np.int64)
    vocabulary = count_vocabulary(entry.text for entry in corpus.inputs)
    tokens = TokenStore(
        np.concatenate([v.tokens for v in vectors]), np.concatenate([v.scales for v in vectors]), bounds, owners
    )
    retriever = Retriever(
        passages=corpus.passages,
        passage_vectors=passages,
        document_vectors=document_vectors(corpus.passages, passages),
        unit_vectors=units,
        tokens=tokens,
        encoder=encoder,
        unit_owners=np.array([unit.passage for unit in corpus.units], dtype=np.int32),
        vectors=ExactIndex(np.concatenate([passages, units])),
        keywords=Bm25Index(bm25),
        rarity=vocabulary.rarity,
    )
    glossary, attributes = split_glossary(corpus.terms, corpus.facts)
    library = Library(
        documents={d.id: d for d in corpus.documents},
        passages=corpus.passages,
        units=corpus.units,
        unit_vectors=units,
        token_units=owners,
        token_bounds=bounds,
        facts={fact.unit: fact for fact in corpus.facts},
        glossary=glossary,
        attributes=attributes,
        vocabulary=vocabulary,
        home_regions=home_regions(corpus.facts),
    )
    questions = [read_question(text, glossary, vocabulary, encoder.words, attributes) for text in off_topic_questions()]
    together = _Encoded(encoder, [question.search_text for question in questions])
    searcher = replace(retriever, encoder=together)
    return float(np.quantile([_odds(question, searcher, library) for question in questions], QUANTILE))


def off_topic_questions() -> list[str]:
    """The few everyday questions that are asked of every corpus, as shipped."""
    return _lines("off_topic.txt")


def everyday_vectors(encoder: TextEncoder, model_name: str, dimension: int) -> Matrix:
    """Vectors of the many everyday questions that a question is held against, shape (questions, dimension); none for another
    model than the packaged one, whose cosines mean something else."""
    if model_name != PACKAGED:
        return np.zeros((0, dimension), dtype=np.float32)
    return np.stack([encoded.vector for encoded in encoder.encode([*off_topic_questions(), *_lines("everyday.txt")])])


def _lines(name: str) -> list[str]:
    return files("ingest").joinpath(name).read_text(encoding="utf-8").splitlines()


def _odds(question: Question, retriever: Retriever, library: Library) -> float:
    retrieval = retriever.rerank(retriever.propose([Part(question.search_text)], None), 20)
    evidence = gather_evidence(question, retrieval, library)
    return log_odds(read_signals(question, retrieval, evidence, library), PLAIN)


class _Encoded:
    """A `TextEncoder` for texts known beforehand, encoded in one go."""

    def __init__(self, encoder: TextEncoder, texts: Sequence[str]) -> None:
        self.fingerprint = encoder.fingerprint
        self.words = encoder.words
        self._known = dict(zip(texts, encoder.encode(texts), strict=True))

    def encode(self, texts: Sequence[str]) -> list[EncodedText]:
        """The texts' vectors; each must be one of those given at the start."""
        return [self._known[text] for text in texts]
