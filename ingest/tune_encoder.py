"""Tune the encoder's own layers to readers' questions, with a map of questions and one of units behind it.

Maps alone (`contrastive.py`) can only weigh what the encoder tells of a question. Here its layers learn with them, by the same
loss, to tell what readers ask for; units stay as the encoder gave them, so that nothing but a question goes through the tuned
layers. Word vectors and positions stay as they are. On a graphics card it takes two minutes for 165,000 questions, on two cores
most of a day: docs/decisions/0016-readers-questions.md has the figures.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.backends.sentence_model import SentenceModel
from assistant.backends.tuned_model import TunedMaps, write_tuned
from assistant.domain.ports import Matrix, TextEncoder
from assistant.retrieval.adapter import SHARPNESS
from ingest.contrastive import LATE_STEPS, SEED, batches, farness, half_rounded, held_against, principal, vectors_of
from ingest.corpus import Corpus
from ingest.learn_adapter import as_searched, targets_of, topic_means

EPOCHS = 13
BATCH = 1024
RATE = 2e-4
"""Of the layers; it rises over the first `WARM_UP` steps and falls in a straight line to `LAST_RATE` of itself."""
MAP_RATE = 3e-3
WARM_UP = 60
LAST_RATE = 0.03
DECAY = 0.01
"""Weight decay of the layers (AdamW, Loshchilov and Hutter, ICLR 2019)."""
LARGEST_STEP = 1.0
"""Norm to which the gradient of the layers is cut."""


@dataclass(frozen=True, slots=True)
class WordPieces:
    """Texts as the tokenizer cuts them, special tokens included: text t has the `ids` from bounds[t] to bounds[t + 1]."""

    ids: NDArray[np.int64]
    bounds: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tuned:
    """The `layers` by their names in the transformer, and the maps behind them, each of shape (dimension, rank)."""

    layers: dict[str, NDArray[np.float32]]
    question_map: NDArray[np.float32]
    unit_map: NDArray[np.float32]


def tune_and_keep(corpus: Corpus, units: Matrix, encoder: TextEncoder, model: SentenceModel, file: Path) -> None:
    """Tune the layers of the `model` that `encoder` runs to the corpus' questions, held against its unit vectors (units,
    dimension), and write them to a file. Says on standard error how far it is."""
    import torch

    texts = as_searched(corpus.questions, corpus, encoder)
    targets, topics = targets_of(corpus, len(units))
    means = topic_means(vectors_of(texts, encoder), targets, len(units), len(topics))
    pieces = model.word_pieces(texts)
    ids = np.fromiter((number for text in pieces for number in text), dtype=np.int64)
    bounds = np.cumsum([0, *map(len, pieces)], dtype=np.int64)
    transformer = model.transformer.to("cuda" if torch.cuda.is_available() else "cpu")

    def told(epoch: int, loss: float) -> None:
        print(f"epoch {epoch} of {EPOCHS}: loss {loss:.3f}", file=sys.stderr)

    tuned = tune(transformer, WordPieces(ids, bounds), targets, units, means, on_epoch=told)
    write_tuned(file, tuned.layers, TunedMaps(encoder.fingerprint, tuned.question_map, tuned.unit_map))


def tune(
    transformer: Any,
    questions: WordPieces,
    targets: Sequence[Sequence[int]],
    units: Matrix,
    topics: Matrix,
    *,
    epochs: int = EPOCHS,
    on_epoch: Callable[[int, float], None] = lambda _number, _loss: None,
) -> Tuned:
    """Tune the `encoder` layers of a BERT-like `transformer` (`transformers.BertModel`), where it lies, so that each question
    is near the units with the rows of its `targets`; rows from `len(units)` on are `topics`. `on_epoch` hears the number of
    each epoch and its mean loss."""
    import torch
    from torch.nn.functional import normalize

    torch.manual_seed(SEED)
    random = torch.Generator().manual_seed(SEED)
    where = next(transformer.parameters()).device
    shown, own_rows = held_against(targets, units, topics)
    start = principal(np.concatenate([units, topics]))
    rows = torch.from_numpy(shown).to(where)
    question_map, unit_map = (torch.tensor(start, device=where, requires_grad=True) for _ in range(2))
    names, layers = zip(*transformer.encoder.named_parameters(), strict=True)
    transformer.requires_grad_(False)
    transformer.encoder.requires_grad_()
    transformer.train()
    learned = [*layers, question_map, unit_map]
    averages = [one.detach().clone() for one in learned]
    optimizer = torch.optim.AdamW(
        [
            {"params": list(layers), "lr": RATE, "weight_decay": DECAY},
            {"params": [question_map, unit_map], "lr": MAP_RATE, "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
    )
    ids, bounds = torch.from_numpy(questions.ids).to(where), torch.from_numpy(questions.bounds)
    lengths = bounds.diff()
    last = epochs * -(-len(lengths) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, last))
    steps = 0
    for number in range(epochs):
        losses: list[torch.Tensor] = []
        for batch in batches(lengths, BATCH, random):
            texts, told = _padded(ids, bounds[batch].to(where), lengths[batch].to(where))
            with torch.autocast(where.type, torch.bfloat16, enabled=where.type == "cuda"):
                tokens = transformer(input_ids=texts, attention_mask=told).last_hidden_state
            asked = (tokens.float() * told[..., None]).sum(1)
            scores = SHARPNESS * normalize(asked @ question_map, dim=1) @ normalize(rows @ unit_map, dim=1).T
            loss = farness(scores, [own_rows[question] for question in batch.tolist()])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call] # torch
            torch.nn.utils.clip_grad_norm_(layers, LARGEST_STEP)
            optimizer.step()
            schedule.step()
            steps += 1
            torch._foreach_lerp_(averages, [one.detach() for one in learned], LATE_STEPS / (steps + 10))
            losses.append(loss.detach())
        on_epoch(number + 1, float(torch.stack(losses).mean()))
    *kept, questions_by, units_by = (average.cpu().numpy() for average in averages)
    return Tuned(dict(zip(names, kept, strict=True)), half_rounded(questions_by), half_rounded(units_by))


def _rate(step: int, last: int) -> float:
    """Share of the full rate at a step of `last` ones."""
    return min(1.0, (step + 1) / WARM_UP) * max(LAST_RATE, 1 - step / last)


def _padded(ids: Any, starts: Any, lengths: Any) -> tuple[Any, Any]:
    """Word pieces of some texts, shape (texts, tokens), and which of them are theirs."""
    import torch

    places = torch.arange(int(lengths.max()), device=ids.device)[None]
    told = places < lengths[:, None]
    return torch.where(told, ids[(starts[:, None] + places).clamp(max=len(ids) - 1)], 0), told.long()
