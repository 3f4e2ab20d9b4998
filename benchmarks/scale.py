"""How answer time and memory grow with the corpus: the real query path over indexes of 1,000, 10,000 and 100,000 passages.

The indexes are built once below a work folder, from the sentences of an index at hand (benchmarks/synthetic.py), in the real
format; the largest takes some minutes and about 4 GB. Times are taken in one process that asks all sizes each question in
turn, after as many other questions; memory in a process of its own for each size.

    python -m benchmarks.scale WORK [--index .archway/index] [--passages 1000 10000 100000]
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from assistant.backends.generation_store import current_generation, open_generation
from assistant.settings import read_settings
from assistant.wiring import Archway, text_encoder
from benchmarks.side_by_side import QUESTIONS, quantile, timed
from benchmarks.synthetic import Sentences, synthetic_corpus, synthetic_vectors
from ingest.build_index import write_generation
from ingest.learn_adapter import Learned

ASKED = 60
"""Questions that are timed, after as many others that warm up."""


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--index", type=Path, default=Path(".archway/index"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--passages", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure is not None:
        print(json.dumps(memory(options.measure)))
        return
    folders = {size: options.work / str(size) for size in options.passages}
    for size, folder in folders.items():
        if not (folder / "CURRENT").is_file():
            build(options.index, options.corpus, folder, size)
    for size, folder in folders.items():
        command = [sys.executable, "-m", "benchmarks.scale", str(options.work), "--measure", str(folder)]
        shown = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        print(f"{size:>7} passages:", ", ".join(f"{name} {value}" for name, value in shown.items()), flush=True)
    times = answer_times(folders)
    smallest = min(times)
    for size, found in times.items():
        ratios = [quantile(found, p) / quantile(times[smallest], p) for p in (50, 95)]
        print(
            f"{size:>7} passages: p50 {quantile(found, 50):.1f} ms, p95 {quantile(found, 95):.1f} ms; "
            f"{ratios[0]:.2f} and {ratios[1]:.2f} × those at {smallest}"
        )


def build(index: Path, corpus: Path, folder: Path, size: int) -> None:
    """Build an index of about `size` passages in `folder`, with the encoder's graph of `index` beside it."""
    encoder = text_encoder(index, read_settings())
    sentences = Sentences.of(open_generation(current_generation(index)))
    started = time.perf_counter()
    synthetic = synthetic_corpus(sentences, corpus, folder / "documents", size)
    vectors = synthetic_vectors(sentences, synthetic)
    keys = [f"synthetic {number}" for number in range(len(vectors))]
    folder.mkdir(parents=True, exist_ok=True)
    _, manifest = write_generation(folder, synthetic, vectors, keys, Learned(), encoder, "synthetic", {}, lambda *_: None)
    if (index / "encoder").is_dir():
        shutil.copytree(index / "encoder", folder / "encoder", dirs_exist_ok=True)
    shutil.rmtree(folder / "documents")
    print(f"{manifest.passages} passages, {manifest.units} units built in {time.perf_counter() - started:.0f} s", flush=True)


def memory(folder: Path) -> dict[str, float | int]:
    """Seconds to open an index, and this process's megabytes behind that and behind the questions.

    What it holds itself stands apart from the pages of mapped files that it has touched, which the system takes back when
    somebody else needs the room.
    """
    seconds, archway = timed(partial(Archway.open, folder))
    archway.warm()
    shown: dict[str, float | int] = {"seconds to open": round(seconds, 2)}
    shown |= {f"{name} MB opened": value for name, value in megabytes().items()}
    for question in read_questions()[:ASKED]:
        archway.ask(question)
    return shown | {f"{name} MB after {ASKED} questions": value for name, value in megabytes().items()}


def answer_times(folders: dict[int, Path]) -> dict[int, list[float]]:
    """Milliseconds of each timed question, by size."""
    assistants = {size: Archway.open(folder) for size, folder in folders.items()}
    times: dict[int, list[float]] = {size: [] for size in folders}
    for number, question in enumerate(read_questions()[: 2 * ASKED]):
        for size, archway in assistants.items():
            seconds, _ = timed(partial(archway.ask, question))
            if number >= ASKED:
                times[size].append(seconds * 1000)
    return times


def read_questions() -> list[str]:
    """The tuning questions."""
    return [json.loads(line)["question"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def megabytes() -> dict[str, int]:
    """Memory of this process in use now: its own, and mapped pages of files (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    lines = dict(line.split(":", 1) for line in status.splitlines())
    return {name: int(lines[key].split()[0]) // 1000 for name, key in (("own", "RssAnon"), ("mapped", "RssFile"))}


if __name__ == "__main__":
    main(sys.argv[1:])
