"""A corpus of any size out of the sentences of a smaller one, with vectors that need no model.

Documents hold sections of a few sentences drawn at random, below headings drawn at random; glossary, sources and some of the
facts are the smaller corpus' own. A sentence keeps its unit vector and its token vectors with a little noise, and a passage's
vector is the mean of its units', so that questions find passages about as they do in the smaller corpus.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.backends.generation_store import Generation
from assistant.domain.passages import Passage, Unit, UnitKind
from assistant.domain.ports import Matrix
from ingest.corpus import Corpus, build_corpus
from ingest.embed import PassageVectors
from ingest.load import read_corpus

SECTIONS = 24
"""Sections of a document; each becomes a passage."""
LENGTHS = (1, 2, 2)
"""Sentences of a section, drawn evenly: about as many units a passage as in the corpus of this project."""
FACTS = 300
"""Most fact rows: every size holds the same ones, so that only the number of passages grows, and they fit the smallest."""
NOISE = 0.02
"""Standard deviation of each number of a vector: copies of a sentence come out at a cosine of about .93."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """The units of the smaller corpus by their text, and what synthetic documents are made of."""

    generation: Generation
    places: dict[str, int]
    sentences: tuple[str, ...]
    headings: tuple[str, ...]

    @classmethod
    def of(cls, generation: Generation) -> Sentences:
        """The sentences of an opened generation."""
        units = list(generation.units)
        plain = tuple(u.text for u in units if u.kind is UnitKind.SENTENCE and u.text[-1] in ".!?" and "*" not in u.text)
        headings = dict.fromkeys(p.section[-1] for p in generation.passages if p.section)
        return cls(generation, {u.text: u.position for u in units}, plain, tuple(headings))


def synthetic_corpus(sentences: Sentences, data: Path, folder: Path, passages: int) -> Corpus:
    """Write documents below `folder` until they, with the data files of the corpus `data`, hold about `passages` passages."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("glossary.yaml", "sources.yaml"):
        shutil.copy(data / name, folder / name)
    _copy_facts(data / "facts", folder / "facts")
    held = len(build_corpus(*read_corpus([folder])).passages)
    chance = random.Random(passages)
    for number in range(max(0, passages - held) // SECTIONS):
        (folder / f"document-{number:05}.md").write_text(_document(sentences, chance, number), encoding="utf-8")
    return build_corpus(*read_corpus([folder]))


def _copy_facts(source: Path, target: Path) -> None:
    target.mkdir()
    rows = 0
    for path in sorted(source.glob("*.yaml")):
        held = sum(line.startswith("- ") for line in path.read_text(encoding="utf-8").splitlines())
        if rows + held <= FACTS:
            rows += held
            shutil.copy(path, target / path.name)


def _document(sentences: Sentences, chance: random.Random, number: int) -> str:
    sections = (
        f"## {chance.choice(sentences.headings)}\n\n{' '.join(chance.sample(sentences.sentences, chance.choice(LENGTHS)))}\n"
        for _ in range(SECTIONS)
    )
    return f"---\ntitle: Collected notes {number}\nkind: article\n---\n\n" + "\n".join(sections)


def synthetic_vectors(sentences: Sentences, corpus: Corpus) -> list[PassageVectors]:
    """Vectors of every passage, in order."""
    chance = np.random.default_rng(len(corpus.passages))
    return [_passage_vectors(sentences, passage, corpus.units, chance) for passage in corpus.passages]


def _passage_vectors(
    sentences: Sentences, passage: Passage, units: tuple[Unit, ...], chance: np.random.Generator
) -> PassageVectors:
    known = sentences.generation
    places = [sentences.places.get(units[u].text, u % len(known.units)) for u in passage.units]
    rows = [_token_rows(known, place) for place in places]
    tokens = np.concatenate([known.token_vectors[r] for r in rows])
    vectors = _unit_length(known.unit_vectors[places] + chance.normal(0, NOISE, (len(places), known.manifest.dimension)))
    return PassageVectors(
        passage=_unit_length(vectors.mean(axis=0, keepdims=True))[0],
        units=vectors,
        tokens=np.clip(tokens + chance.integers(-2, 3, tokens.shape), -127, 127).astype(np.int8),
        scales=np.concatenate([known.token_scales[r] for r in rows]),
        token_units=np.concatenate([np.full(len(r), number, dtype=np.int32) for number, r in enumerate(rows)]),
    )


def _token_rows(known: Generation, place: int) -> np.ndarray:
    """Rows of the token arrays that belong to the unit at `place`."""
    passage = int(known.unit_owners[place])
    left, right = int(known.token_bounds[passage]), int(known.token_bounds[passage + 1])
    return np.flatnonzero(known.token_units[left:right] == place) + left


def _unit_length(rows: np.ndarray) -> Matrix:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)
