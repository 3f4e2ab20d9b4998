"""Learn maps under which questions lie near the statements that answer them.

A map of questions, with attention to their tokens, and a linear one of units, both of rank `RANK`, are fitted by gradient
descent (Adam) on the contrastive loss: a question shall be nearer to one of the units that answer it than to any other unit
(InfoNCE, van den Oord and others 2018, with the sum over the positives as in Miech and others 2020, since a question may have
several answers). Topics that the corpus does not hold take part as units of their own, so that a question about one of them
lies near none of the corpus.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.domain.ports import Matrix, TextEncoder
from assistant.retrieval.adapter import SHARPNESS
from assistant.retrieval.question_map import QuestionMap

if TYPE_CHECKING:
    import torch

RANK = 128
HEADS = 16
"""Heads of attention over a question's tokens; 8 find less, 24 no more."""
EPOCHS = 8
BATCH = 512
RATE = 3e-3
ATTENTION = 6.0
"""Factor of the attention's scores while it is learned, which makes its steps as much larger."""
LATE_STEPS = 9.0
"""What is learned is the mean of the maps after every step, since those of one step depend more on the order of the last
batches; step t weighs `LATE_STEPS` / (t + 10) against those before it, so that late steps count more (polynomial decay
averaging, Shamir and Zhang, ICML 2013)."""
MOST_UNITS = 20_000
"""Units that a question is held against; of a larger corpus those that answer questions, and a fixed choice of the rest."""
MAPS = 3
"""Pairs of maps, each learned from another random beginning; by their mean the answer is the best unit for one or two questions
more in a hundred."""
SEED = 0
_AT_ONCE = 1024
_SORTED_TOGETHER = 40
"""So many batches' questions are sorted by length together: few enough that a batch is drawn anew in every epoch."""


@dataclass(frozen=True, slots=True)
class EncodedQuestions:
    """Questions through the encoder: `vectors` (questions, dimension), and of question q the rows bounds[q]:bounds[q + 1] of
    `tokens` (tokens, dimension), in half precision."""

    vectors: Matrix
    tokens: NDArray[np.float16]
    bounds: NDArray[np.int64]

    def tokens_of(self, question: int) -> NDArray[np.float16]:
        """The tokens of one question, shape (tokens, dimension)."""
        return self.tokens[self.bounds[question] : self.bounds[question + 1]]


def encoded_questions(texts: Sequence[str], encoder: TextEncoder) -> EncodedQuestions:
    """Texts, one or more, through the encoder, with their tokens."""
    vectors: list[Matrix] = []
    tokens: list[NDArray[np.float16]] = []
    counts: list[int] = []
    for start in range(0, len(texts), _AT_ONCE):
        found = encoder.encode(texts[start : start + _AT_ONCE])
        vectors.append(np.stack([encoded.vector for encoded in found]))
        tokens.append(np.concatenate([encoded.tokens for encoded in found]).astype(np.float16))
        counts += [len(encoded.tokens) for encoded in found]
    return EncodedQuestions(np.concatenate(vectors), np.concatenate(tokens), np.concatenate([[0], np.cumsum(counts)]))


def vectors_of(texts: Sequence[str], encoder: TextEncoder) -> Matrix:
    """The vectors of texts, one or more, shape (texts, dimension), without their tokens."""
    starts = range(0, len(texts), _AT_ONCE)
    return np.stack([encoded.vector for start in starts for encoded in encoder.encode(texts[start : start + _AT_ONCE])])


def half_rounded(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """As a file keeps it, so that what is learned now equals what is read."""
    return matrix.astype(np.float16).astype(np.float32)


def learn(
    questions: EncodedQuestions, targets: Sequence[Sequence[int]], units: Matrix, topics: Matrix
) -> tuple[QuestionMap, NDArray[np.float32]]:
    """Maps of questions and maps of units, of shape (maps, dimension, rank), under which each of `questions` lies near the
    units with the rows of its `targets`; rows from `len(units)` on are `topics`. The same again on one machine."""
    shown, own_rows = held_against(targets, units, topics)
    start = principal(np.concatenate([questions.vectors, units, topics]))
    pairs = [_one_pair(questions, own_rows, shown, start, SEED + number) for number in range(MAPS)]
    whole, attention, parts, unit_maps = (np.stack(kind) for kind in zip(*pairs, strict=True))
    return QuestionMap(whole, attention, parts), unit_maps


def _one_pair(
    questions: EncodedQuestions, answers_of: Sequence[Sequence[int]], shown: Matrix, start: Matrix, seed: int
) -> list[NDArray[np.float32]]:
    """One map of questions (its whole, attention and parts) and one of units, held against the rows `shown`, of which
    `answers_of` names each question's own; they begin at `start`, shape (dimension, rank)."""
    import torch
    from torch.nn.functional import normalize

    rows = torch.from_numpy(shown)
    vectors = torch.from_numpy(np.ascontiguousarray(questions.vectors))
    lengths = torch.from_numpy(np.diff(questions.bounds))
    random = torch.Generator().manual_seed(seed)
    dimension, rank = start.shape
    whole, unit_map = (torch.tensor(start, requires_grad=True) for _ in range(2))
    attention = torch.randn(dimension, HEADS, generator=random).mul_(0.1).requires_grad_()
    parts = torch.randn(HEADS, dimension, rank, generator=random).mul_(0.01).requires_grad_()
    maps = [whole, attention, parts, unit_map]
    averages = [one.detach().clone() for one in maps]
    optimizer = torch.optim.Adam(maps, lr=RATE)
    steps = 0
    for _ in range(EPOCHS):
        for batch in batches(lengths, BATCH, random):
            numbers = batch.tolist()
            tokens = torch.nn.utils.rnn.pad_sequence(
                [torch.from_numpy(questions.tokens_of(q).astype(np.float32)) for q in numbers], batch_first=True
            )
            beyond = torch.arange(tokens.shape[1])[None, :] >= lengths[batch][:, None]
            weights = torch.softmax((ATTENTION * (tokens @ attention)).masked_fill(beyond[..., None], -1e9), 1)
            means = torch.einsum("qth,qtd->qhd", weights, tokens)
            asked = vectors[batch] @ whole + torch.einsum("qhd,hdr->qr", means, parts)
            scores = SHARPNESS * normalize(asked, dim=1) @ normalize(rows @ unit_map, dim=1).T
            loss = farness(scores, [answers_of[q] for q in numbers])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call] # torch
            optimizer.step()
            steps += 1
            for average, one in zip(averages, maps, strict=True):
                average.lerp_(one.detach(), LATE_STEPS / (steps + 10))
    averages[1] *= ATTENTION
    return [half_rounded(average.numpy()) for average in averages]


def farness(scores: torch.Tensor, answers_of: Sequence[Sequence[int]]) -> torch.Tensor:
    """The loss of a batch: how far, of all rows that questions are held against, their own are behind the others. `scores`
    (questions, rows) are the cosines times `SHARPNESS`, `answers_of` names each question's own rows."""
    import torch

    lines = torch.tensor([line for line, own in enumerate(answers_of) for _ in own], device=scores.device)
    answers = scores[lines, torch.tensor([row for own in answers_of for row in own], device=scores.device)]
    near = torch.zeros(len(answers_of), device=scores.device).index_add(0, lines, answers.exp())
    return (torch.logsumexp(scores, 1) - near.log()).mean()


def batches(lengths: torch.Tensor, size: int, random: torch.Generator) -> Iterator[torch.Tensor]:
    """All questions once in random order, in batches of like numbers of tokens (`lengths`), which spares most padding."""
    import torch

    found: list[torch.Tensor] = []
    for some in torch.randperm(len(lengths), generator=random).split(size * _SORTED_TOGETHER):  # type: ignore[no-untyped-call] # torch
        found += some[lengths[some].argsort(stable=True)].split(size)
    for number in torch.randperm(len(found), generator=random).tolist():
        yield found[number]


def held_against(targets: Sequence[Sequence[int]], units: Matrix, topics: Matrix) -> tuple[Matrix, list[list[int]]]:
    """The rows of `units`, and `topics` behind them, that questions are held against, and each question's own among them."""
    rows = _taken({row for target in targets for row in target}, len(units) + len(topics))
    places = {int(row): place for place, row in enumerate(rows)}
    return np.concatenate([units, topics])[rows], [[places[row] for row in target] for target in targets]


def _taken(answering: Collection[int], rows: int) -> NDArray[np.int64]:
    """The rows, of so many, that questions are held against, in rising order."""
    rest = np.array([row for row in range(rows) if row not in answering], dtype=np.int64)
    room = max(0, MOST_UNITS - len(answering))
    if len(rest) > room:
        rest = np.random.default_rng(SEED).permutation(rest)[:room]
    return np.sort(np.concatenate([np.array(sorted(answering), dtype=np.int64), rest]))


def principal(vectors: Matrix) -> Matrix:
    """The first principal directions, shape (dimension, rank): where learning starts from."""
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(directions[:, ::-1][:, :RANK], dtype=np.float32)
