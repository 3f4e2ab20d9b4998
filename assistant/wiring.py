"""The only place that chooses backends: settings and an index to a ready `Archway`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answering.followups import as_question
from assistant.answering.generative import Composer
from assistant.answering.library import Library, home_regions
from assistant.answering.surplus import trees
from assistant.answering.validity import library_on
from assistant.backends.bm25_index import Bm25Index
from assistant.backends.chroma_index import ChromaIndex
from assistant.backends.generation_store import Generation, current_generation, open_generation
from assistant.backends.graph_cache import encoder_with_graph
from assistant.backends.langchain_model import LangChainModel
from assistant.backends.lazy_rows import REMEMBERED
from assistant.backends.recent_texts import RecentTexts
from assistant.backends.sentence_model import SentenceModel
from assistant.backends.threads import multiply_on_one_thread
from assistant.backends.tiktoken_counter import TiktokenCounter
from assistant.backends.tuned_model import question_encoder
from assistant.domain.answers import Answer, Suggestion
from assistant.domain.conversation import Turn
from assistant.domain.errors import IndexDamagedError, UsageError
from assistant.domain.passages import Document, ScoredPassage
from assistant.domain.ports import TextEncoder
from assistant.language.glossary import split_glossary
from assistant.pipeline import Pipeline
from assistant.retrieval.document_vectors import DocumentVectors
from assistant.retrieval.late_interaction import TokenStore
from assistant.retrieval.retrieve import Retriever
from assistant.settings import Settings, read_settings

FILTERS = ("kind", "document", "entity", "title")
_SUGGESTIONS = (
    Suggestion("Hiring manager", "How do I evaluate an AI/ML solutions architect?"),
    Suggestion("Hiring manager", "How does an AI/ML solutions architect differ from an ML engineer?"),
    Suggestion("Candidate", "How much does a senior AI/ML solutions architect earn?"),
    Suggestion("Candidate", "Which AWS certification replaces the Machine Learning Specialty?"),
    Suggestion("Portal team", "When do the high-risk duties of the EU AI Act apply?"),
    Suggestion("Portal team", "Compare vector search on AWS, Azure and Google Cloud"),
)


class Archway:
    """Questions over one opened index. Safe to share between threads: only the day's view of the corpus is kept anew."""

    def __init__(self, generation: Generation, pipeline: Pipeline, clock: Callable[[], date]) -> None:
        self._generation = generation
        self._timeless = pipeline
        self._clock = clock
        self._pipeline_of_day = pipeline

    @classmethod
    def open(
        cls,
        index: Path | str | None = None,
        settings: Settings | None = None,
        encoder: TextEncoder | None = None,
        clock: Callable[[], date] | None = None,
    ) -> Archway:
        """Open the current generation of an index. `clock` tells the day on which answers are given; the default is the
        setting `today`, else the machine's day.

        Raises IndexMissingError without an index, IndexDamagedError when a file is not what was built or the index was built
        with another embedding model, ModelMissingError without the model. The model's weights load at the first question;
        call `warm` to load them now.
        """
        settings = settings or read_settings()
        place = Path(index).expanduser() if index is not None else settings.index
        folder = current_generation(place)
        generation = open_generation(folder)
        encoder = encoder or text_encoder(place, settings)
        if encoder.fingerprint != generation.manifest.model:
            raise IndexDamagedError(
                f"{folder} was built with the embedding model {generation.manifest.model_name!r}; this process uses "
                f"{settings.embedding_model!r}. Run `archway ingest`, or set ARCHWAY_EMBEDDING_MODEL back."
            )
        reader: TextEncoder | None = None
        if generation.layers is not None:
            name, allow = settings.embedding_model, settings.allow_download
            reader = question_encoder(place, generation.layers, name, allow_download=allow)
        return cls(generation, _pipeline(generation, encoder, reader, settings), clock or _clock(settings))

    def warm(self) -> None:
        """Load what was learned, touch the index and read its passages, as many as are kept, so that the first questions are
        as quick as the others, and let matrix products of this process run on one thread each."""
        multiply_on_one_thread()
        trees()
        self.search("warm up", 1)
        for rows in (self._generation.passages, self._generation.units):
            _ = rows[:REMEMBERED]

    def ask(
        self,
        question: str,
        history: Sequence[Turn | Mapping[str, str]] = (),
        *,
        filters: Mapping[str, str] | None = None,
        on_stage: Callable[[str], None] | None = None,
    ) -> Answer:
        """Answer a question. `history` is oldest first. Raises QuestionError and UsageError for unusable input."""
        return self.pipeline.ask(question, _turns(history), self._allowed(filters), on_stage or (lambda _: None))

    def search(
        self,
        query: str,
        k: int = 10,
        *,
        filters: Mapping[str, str] | None = None,
        history: Sequence[Turn | Mapping[str, str]] = (),
    ) -> list[ScoredPassage]:
        """The `k` best passages, best first, for a query that follows `history` (oldest first)."""
        if k < 1:
            raise UsageError(f"k is {k}; it must be at least 1")
        return self.pipeline.search(query, k, self._allowed(filters), _turns(history))

    def document(self, document_id: str) -> Document | None:
        """A document by id, or None."""
        return self._generation.documents.get(document_id)

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Questions to begin with: our own where the corpus holds roles, else headings of the corpus at hand."""
        if "roles/ai-ml-solutions-architect" in self._generation.documents:
            return _SUGGESTIONS
        offers: dict[str, None] = {}
        for passage in self._generation.passages:
            if passage.section:
                title = self._generation.documents[passage.document_id].title
                offers.setdefault(as_question(passage.section[-1], title))
            if len(offers) == 6:
                break
        return tuple(Suggestion("This corpus", offer) for offer in offers)

    def as_retriever(self, k: int = 5) -> Any:
        """A LangChain `BaseRetriever` over `search`; each document's metadata holds ids, section, offsets and score."""
        from assistant.backends.langchain_retriever import make_retriever

        return make_retriever(self, k)

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline behind `ask` and `search`, over the corpus as it stands today."""
        today = self._clock()
        pipeline = self._pipeline_of_day
        if pipeline.library.today != today:
            pipeline = replace(self._timeless, library=library_on(self._timeless.library, today))
            self._pipeline_of_day = pipeline
        return pipeline

    @property
    def llm(self) -> str:
        """Name of the composing language model, "" without one."""
        return self._timeless.composer.name if self._timeless.composer else ""

    @property
    def generation(self) -> str:
        """Id of the open index generation."""
        return self._generation.id

    @property
    def documents(self) -> int:
        """Number of documents."""
        return len(self._generation.documents)

    @property
    def passages(self) -> int:
        """Number of passages."""
        return len(self._generation.passages)

    def _allowed(self, filters: Mapping[str, str] | None) -> Callable[[int], bool] | None:
        if not filters:
            return None
        for key in filters:
            if key not in FILTERS:
                raise UsageError(f"filter {key!r} is not known; allowed: {', '.join(FILTERS)}")
        wanted = {key: value.lower() for key, value in filters.items()}
        fitting = {d.id for d in self._generation.documents.values() if _fits(d, wanted)}
        return lambda position: self._generation.passages[position].document_id in fitting


def text_encoder(index: Path, settings: Settings, *, make_graph: bool = False) -> TextEncoder:
    """The embedding model of the settings, run by ONNX Runtime where its graph lies beside `index`, else by
    sentence-transformers; with `make_graph`, a missing graph is made first."""
    reference = SentenceModel(settings.embedding_model, allow_download=settings.allow_download)
    return encoder_with_graph(index, reference, make=make_graph) or reference


def _turns(history: Sequence[Turn | Mapping[str, str]]) -> list[Turn]:
    return [turn if isinstance(turn, Turn) else as_turn(turn) for turn in history]


def as_turn(data: Mapping[str, str]) -> Turn:
    """A turn from `{"role", "content"}`. Raises UsageError for any other form."""
    role, content = (data.get("role"), data.get("content")) if isinstance(data, Mapping) else (None, None)
    if role not in {"user", "assistant"} or not isinstance(content, str):
        raise UsageError('a turn of the history must be {"role": "user" or "assistant", "content": text}')
    return Turn(role, content)  # type: ignore[arg-type] # checked above


def _fits(document: Document, wanted: Mapping[str, str]) -> bool:
    entities = {entity.lower() for entity in document.entities}
    return all(
        (key == "kind" and document.kind.lower() == value)
        or (key == "document" and document.id.lower() == value)
        or (key == "title" and value in document.title.lower())
        or (key == "entity" and value in entities)
        for key, value in wanted.items()
    )


def _pipeline(generation: Generation, encoder: TextEncoder, reader: TextEncoder | None, settings: Settings) -> Pipeline:
    rows = len(generation.passages) + len(generation.units)
    tokens = TokenStore(generation.token_vectors, generation.token_scales, generation.token_bounds, generation.token_units)
    retriever = Retriever(
        passages=generation.passages,
        passage_vectors=generation.passage_vectors,
        document_vectors=DocumentVectors(generation.document_vectors, generation.passage_documents),
        unit_vectors=generation.unit_vectors,
        tokens=tokens,
        encoder=RecentTexts(encoder),
        unit_owners=generation.unit_owners,
        vectors=ChromaIndex(generation.folder / "chroma", rows),
        keywords=Bm25Index(generation.folder / "bm25"),
        rarity=generation.vocabulary.rarity,
        adapter=replace(generation.adapter, encoder=RecentTexts(reader) if reader else None),
        everyday=generation.everyday,
    )
    glossary, attributes = split_glossary(generation.terms, generation.facts)
    library = Library(
        documents=generation.documents,
        passages=generation.passages,
        units=generation.units,
        unit_vectors=generation.unit_vectors,
        token_units=generation.token_units,
        token_bounds=generation.token_bounds,
        facts={fact.unit: fact for fact in generation.facts},
        glossary=glossary,
        attributes=attributes,
        vocabulary=generation.vocabulary,
        home_regions=home_regions(generation.facts),
        background=generation.manifest.background,
    )
    return Pipeline(
        retriever=retriever,
        library=library,
        sources=generation.sources,
        max_question_characters=settings.max_question_characters,
        composer=_composer(settings),
    )


def _clock(settings: Settings) -> Callable[[], date]:
    today = settings.today
    return date.today if today is None else lambda: today


def _composer(settings: Settings) -> Composer | None:
    if not settings.llm:
        return None
    model = LangChainModel(settings.llm, settings.llm_base_url, settings.llm_api_key, settings.llm_timeout_seconds)
    return Composer(model, TiktokenCounter(), settings.llm_max_prompt_tokens)
