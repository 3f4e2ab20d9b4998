"""One ingest, start to end: read, split, embed what is new, build, verify, switch."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.backends.bm25_index import build_bm25
from assistant.backends.chroma_index import build_chroma, check_chroma
from assistant.backends.generation_store import (
    FORMAT,
    Generation,
    Manifest,
    current_generation,
    open_generation,
    read_manifest,
    verify_files,
)
from assistant.backends.model_files import PACKAGED, file_digest
from assistant.backends.sentence_model import SentenceModel
from assistant.backends.tuned_model import question_encoder
from assistant.domain.errors import ArchwayError, IndexDamagedError, IndexMissingError, UsageError
from assistant.domain.ports import TextEncoder
from ingest.background import CALIBRATION_VERSION, background_odds, everyday_vectors
from ingest.corpus import Corpus, build_corpus
from ingest.embed import PassageVectors, embed_passages, embedding_key
from ingest.generations import exclusive, new_folder, seal, switch, write_arrays
from ingest.learn_adapter import LEAST_QUESTIONS, Learned, TunedReader, keep, learn_anew, learned_for, tuned_layers
from ingest.load import ENCODER_FILE, LEARNED_FILE, Rejected, read_corpus
from ingest.split import SPLITTER_VERSION
from ingest.tune_encoder import tune_and_keep

Progress = Callable[[str, int, int], None]
"""Hears (stage, done, total) as each stage advances."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did. `switched` is False when the corpus was unchanged and the old generation stays."""

    generation: str
    switched: bool
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    documents: int
    passages: int
    units: int
    facts: int
    embedded: int
    seconds: float
    folder: Path = field(default_factory=Path)


def ingest(
    paths: Sequence[Path],
    index: Path,
    encoder: TextEncoder,
    *,
    model_name: str = "",
    rebuild: bool = False,
    on_progress: Progress | None = None,
) -> Report:
    """Bring the index up to date with the files below `paths`.

    With `rebuild`, nothing is taken over from the generation in use. Raises CorpusError for mistakes in corpus
    files and ArchwayError when nothing readable is left; in both cases the old generation keeps serving.
    """
    started = time.monotonic()
    on_progress = on_progress or _silent
    with exclusive(index):
        on_progress("read", 0, 1)
        files, rejected = read_corpus(paths)
        digests = {f.shown: hashlib.sha256(f"{f.id}\n{f.text}".encode()).hexdigest() for f in files}
        manifest = None if rebuild else _usable_manifest(index, encoder)
        before = manifest.corpus if manifest else {}
        on_progress("read", 1, 1)
        if manifest is not None and before == digests:
            folder = current_generation(index)
            return _report(folder, False, before, digests, rejected, manifest, 0, started)
        if not files:
            raise ArchwayError(_nothing_left(paths, rejected))
        corpus = build_corpus(files, rejected)
        if not corpus.passages:
            raise ArchwayError(_nothing_left(paths, rejected))
        previous = open_generation(current_generation(index), verify=False) if manifest else None
        folder, new_manifest, embedded = _build(index, corpus, encoder, model_name, previous, digests, on_progress)
        return _report(folder, True, before, digests, rejected, new_manifest, embedded, started)


def _build(
    index: Path,
    corpus: Corpus,
    encoder: TextEncoder,
    model_name: str,
    previous: Generation | None,
    digests: dict[str, str],
    on_progress: Progress,
) -> tuple[Path, Manifest, int]:
    total = len(corpus.passages)
    keys = [embedding_key(entry, encoder.fingerprint) for entry in corpus.inputs]
    known = set(previous.keys) if previous else set()
    embedded = sum(key not in known for key in keys)
    vectors = embed_passages(corpus.inputs, keys, encoder, previous, lambda done: on_progress("embed", done, total))
    on_progress("learn", 0, 1)
    tuned = _tuned(index, corpus, encoder, model_name)
    learned = learned_for(corpus, np.concatenate([v.units for v in vectors]), encoder, previous, tuned)
    on_progress("learn", 1, 1)
    return *write_generation(index, corpus, vectors, keys, learned, encoder, model_name, digests, on_progress), embedded


def write_generation(
    index: Path,
    corpus: Corpus,
    vectors: list[PassageVectors],
    keys: Sequence[str],
    learned: Learned,
    encoder: TextEncoder,
    model_name: str,
    digests: dict[str, str],
    on_progress: Progress,
) -> tuple[Path, Manifest]:
    """Write a corpus with its vectors (one entry a passage) as a new generation and make it the current one."""
    dimension = len(vectors[0].passage)
    everyday = everyday_vectors(encoder, model_name, dimension)
    building = new_folder(index)
    write_arrays(building, corpus, vectors, learned, everyday)
    (building / "keys.txt").write_text("".join(f"{key}\n" for key in keys), encoding="utf-8")
    on_progress("keyword index", 0, 1)
    build_bm25([entry.text for entry in corpus.inputs], building / "bm25")
    on_progress("keyword index", 1, 1)
    on_progress("calibrate", 0, 1)
    background = None if learned.digest else background_odds(corpus, vectors, building / "bm25", encoder)
    on_progress("calibrate", 1, 1)
    everything = np.concatenate([np.stack([v.passage for v in vectors]), *(v.units for v in vectors)])
    build_chroma(everything, building / "chroma", lambda done: on_progress("Chroma", done, len(everything)))
    manifest = Manifest(
        format=FORMAT,
        splitter=SPLITTER_VERSION,
        calibration=CALIBRATION_VERSION,
        model=encoder.fingerprint,
        model_name=model_name,
        dimension=dimension,
        documents=len(corpus.documents),
        passages=len(corpus.passages),
        units=len(corpus.units),
        facts=len(corpus.facts),
        background=None if background is None else round(background, 4),
        questions=learned.digest,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        corpus=digests,
        files={},
    )
    on_progress("verify", 0, 1)
    seal(building, manifest)
    sealed = read_manifest(building)
    verify_files(building, sealed)
    check_chroma(building / "chroma", len(everything))
    name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    folder = switch(index, building, name)
    on_progress("verify", 1, 1)
    return folder, sealed


def learn_and_keep(
    path: Path, index: Path, encoder: TextEncoder, model_name: str, tuned_from: SentenceModel | None = None
) -> list[Path]:
    """Learn from the questions of the corpus below `path`, and write it beside them; with a model to be `tuned_from`, tune its
    layers first. Graphs lie beside `index`. Gives the files written.

    Raises CorpusError for mistakes in corpus files, UsageError where there are too few questions to learn from.
    """
    corpus = build_corpus(*read_corpus([path]))
    if len(corpus.questions) < LEAST_QUESTIONS:
        raise UsageError(
            f"{path} lists {len(corpus.questions)} readers' questions; from {LEAST_QUESTIONS} on there is something to learn."
        )
    keys = [embedding_key(entry, encoder.fingerprint) for entry in corpus.inputs]
    vectors = embed_passages(corpus.inputs, keys, encoder, None, lambda _: None)
    units = np.concatenate([v.units for v in vectors])
    folder = next(f.path for f in corpus.files if f.holds_questions).parent
    written: list[Path] = []
    if tuned_from is not None:
        tune_and_keep(corpus, units, encoder, tuned_from, folder / ENCODER_FILE)
        written.append(folder / ENCODER_FILE)
    keep(learn_anew(corpus, units, encoder, _tuned(index, corpus, encoder, model_name)), folder / LEARNED_FILE)
    return [*written, folder / LEARNED_FILE]


def _tuned(index: Path, corpus: Corpus, encoder: TextEncoder, model_name: str) -> TunedReader | None:
    """The layers tuned to the corpus' questions, and the encoder that has them."""
    found = tuned_layers(corpus, encoder)
    if found is None:
        return None
    layers, maps = found
    encoder_of_questions = question_encoder(index, layers, model_name or PACKAGED, make_graph=True)
    return TunedReader(layers, file_digest(layers), maps, encoder_of_questions)


def _usable_manifest(index: Path, encoder: TextEncoder) -> Manifest | None:
    """The current manifest when its generation is whole and its vectors can be taken over, else None."""
    try:
        folder = current_generation(index)
        manifest = read_manifest(folder)
        verify_files(folder, manifest)
        check_chroma(folder / "chroma", manifest.passages + manifest.units)
    except (IndexMissingError, IndexDamagedError):
        return None
    versions = (manifest.model, manifest.splitter, manifest.calibration)
    return manifest if versions == (encoder.fingerprint, SPLITTER_VERSION, CALIBRATION_VERSION) else None


def _silent(stage: str, done: int, total: int) -> None:
    """No progress shown."""


def _report(
    folder: Path,
    switched: bool,
    before: dict[str, str],
    after: dict[str, str],
    rejected: Sequence[Rejected],
    manifest: Manifest,
    embedded: int,
    started: float,
) -> Report:
    return Report(
        generation=folder.name,
        switched=switched,
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(k for k in after.keys() & before.keys() if after[k] != before[k])),
        unchanged=tuple(sorted(k for k in after.keys() & before.keys() if after[k] == before[k])),
        removed=tuple(sorted(before.keys() - after.keys())),
        rejected=tuple(rejected),
        documents=manifest.documents,
        passages=manifest.passages,
        units=manifest.units,
        facts=manifest.facts,
        embedded=embedded,
        seconds=time.monotonic() - started,
        folder=folder,
    )


def _nothing_left(paths: Sequence[Path], rejected: Sequence[Rejected]) -> str:
    where = ", ".join(str(path) for path in paths)
    reasons = "".join(f"\n  {r.shown}: {r.reason}" for r in rejected[:10])
    return f"No readable document below {where}.{reasons}\nGive a folder with .md or .txt files."
