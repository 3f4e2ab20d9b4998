"""Archway's search beside other pipelines: the same files, the same model, the same questions, one run.

Prints nDCG@10 and recall@5 of every pipeline on every set, and of the conversations' later turns alone. A pipeline that
knows no conversation is asked twice, with the last question and with the last two turns of the user, and the better figure
counts. Chunks are asked for 50 deep, so that ten documents are among them.

    python -m benchmarks.retrieval_peers SETS [--work FOLDER] [--only NAME …] [--golden FILE …] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from statistics import fmean

from assistant.settings import read_settings
from assistant.wiring import text_encoder
from benchmarks.peers.archway_search import build as build_archway
from benchmarks.peers.bench import Bench, Chunk, Peer, Vectors
from benchmarks.retrieval_sets import Judged, RetrievalSet, golden_set, outside_set

PEERS = {
    "LangChain tutorial": ("langchain_tutorial", "build"),
    "LangChain ensemble": ("langchain_ensemble", "build"),
    "LlamaIndex default": ("llama_index_default", "build"),
    "BM25, stemmed": ("stemmed_bm25", "build"),
    "rank fusion": ("stemmed_bm25", "build_fusion"),
    "txtai hybrid": ("txtai_hybrid", "build"),
}
OURS = "Archway"
DEPTH = 50
Figures = dict[str, tuple[float, float]]
"""nDCG@10 and recall@5 by question id."""


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sets", type=Path, help="folder of sets in BEIR form")
    parser.add_argument("--work", type=Path, default=Path(".archway/retrieval"), help="indexes and vectors are kept here")
    parser.add_argument("--only", action="append", help="a pipeline or set to run; repeatable")
    parser.add_argument("--golden", type=Path, action="append", help="golden questions with passages; repeatable")
    parser.add_argument("--json", type=Path, help="write every question's figures there")
    arguments = parser.parse_args()
    golden = arguments.golden or [Path("tests/quality/golden/tune.jsonl")]
    sets = [golden_set(path, Path("corpus")) for path in golden]
    sets += [outside_set(folder, arguments.work) for folder in sorted(arguments.sets.iterdir()) if folder.is_dir()]
    names = [*PEERS, OURS]
    only = set(arguments.only or ())
    results: dict[str, dict[str, Figures]] = {}
    for one in sets:
        if only & {s.name for s in sets} and one.name not in only:
            continue
        for name in names:
            if not only & set(names) or name in only:
                results.setdefault(one.name, {})[name] = run(name, one, arguments.work / one.name)
                print(f"{one.name}: {name} done", flush=True)
    if arguments.json:
        shown = {s.name: results[s.name] for s in sets if s.name in results and not s.locked}
        arguments.json.write_text(json.dumps(shown, indent=1), encoding="utf-8")
    print(table(results, sets))


def run(name: str, one: RetrievalSet, work: Path) -> Figures:
    """Every question of a set asked of one pipeline."""
    work.mkdir(parents=True, exist_ok=True)
    if name == OURS:
        ours = build_archway(one.folder, work / "index", text_encoder(work.parent, read_settings(), make_graph=True))
        return ask_all(ours, one.questions, lambda q: ours.search_after(q.question, DEPTH, q.history))
    vectors = Vectors(work)
    module, function = PEERS[name]
    peer: Peer = getattr(import_module(f"benchmarks.peers.{module}"), function)(Bench(one.texts, work, vectors))
    figures = ask_all(peer, one.questions, lambda q: peer.search(q.question, DEPTH))
    if any(q.history for q in one.questions):
        joined = ask_all(peer, one.questions, lambda q: peer.search(with_turn_before(q), DEPTH))
        figures = max(figures, joined, key=lambda f: fmean(gain for gain, _ in f.values()))
    vectors.keep()
    return figures


def ask_all(peer: Peer, questions: Sequence[Judged], search: Callable[[Judged], list[Chunk]]) -> Figures:
    """Figures of every question."""
    return {question.id: question.score(search(question), peer.chunks) for question in questions}


def with_turn_before(question: Judged) -> str:
    """The user's last two turns as one text."""
    said = [turn.content for turn in question.history if turn.role == "user"]
    return " ".join((*said[-1:], question.question))


def table(results: dict[str, dict[str, Figures]], sets: Sequence[RetrievalSet]) -> str:
    """A Markdown table a measure: pipelines down, sets across; later turns of conversations have a column of their own."""
    columns: list[tuple[str, str, set[str]]] = []
    for one in sets:
        if one.name in results:
            later = {q.id for q in one.questions if q.history}
            columns.append((one.name, one.name, {q.id for q in one.questions}))
            if later:
                columns.append((f"{one.name}, later turns ({len(later)})", one.name, later))
    parts: list[str] = []
    for place, measure in enumerate(("nDCG@10", "recall@5")):
        head = " | ".join(f"{label} ({len(ids)})" if label == name else label for label, name, ids in columns)
        parts.append(f"| {measure} | {head} |\n|---|{'---|' * len(columns)}")
        for system in dict.fromkeys(system for figures in results.values() for system in figures):
            cells = [_mean(results[name].get(system, {}), ids, place) for _, name, ids in columns]
            parts.append(f"| {system} | {' | '.join(cells)} |")
        parts.append("")
    return "\n".join(parts)


def _mean(figures: Figures, ids: set[str], place: int) -> str:
    values = [figures[name][place] for name in ids if name in figures]
    return f"{fmean(values):.4f}" if values else "–"


if __name__ == "__main__":
    main()
