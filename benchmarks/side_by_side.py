"""Archway beside LangChain's tutorial pipeline, in one run on the same files with the same model.

The tutorial pipeline is RecursiveCharacterTextSplitter(1000, 200), langchain-chroma and `similarity_search`: it only finds
chunks, while Archway's times include the whole answer. Figures are ratios, since machines differ and are shared. Making the
ONNX graph, once a machine and model, is not part of Archway's ingest time.

    python -m benchmarks.side_by_side [CORPUS]
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from assistant import Archway
from assistant.backends.model_files import PACKAGED
from assistant.backends.sentence_model import SentenceModel
from assistant.settings import read_settings
from assistant.wiring import text_encoder
from ingest.build_index import ingest
from ingest.load import read_corpus

QUESTIONS = Path("tests/quality/golden/tune.jsonl")
ROUNDS = 3


def main(corpus: Path) -> None:
    files = [file for file in read_corpus([corpus])[0] if not file.holds_questions]
    questions = [json.loads(line)["question"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        encoder = text_encoder(work, read_settings(), make_graph=True)
        encoder.encode(["warm up"])
        texts = [file.text for file in files]
        characters = sum(len(text) for text in texts)
        ours, theirs = [], []
        for number in range(ROUNDS):
            ours.append(timed(partial(ingest, [corpus], work / f"ours-{number}", encoder, model_name=PACKAGED))[0])
            seconds, store = timed(partial(tutorial_store, texts, work / f"theirs-{number}"))
            theirs.append(seconds)
        again, _ = timed(partial(ingest, [corpus], work / "ours-0", encoder, model_name=PACKAGED))
        shutil.copytree(work / "encoder", work / "ours-0" / "encoder")
        archway = Archway.open(work / "ours-0")
        archway.warm()
        store.similarity_search("warm up", k=4)
        answers, searches = [], []
        for question in questions:
            answers.append(milliseconds(partial(archway.ask, question)))
            searches.append(milliseconds(partial(store.similarity_search, question, k=4)))
        cold = cold_start(work / "ours-0")
    report("ingest, best of 3", f"{min(ours):.1f} s", f"{min(theirs):.1f} s", min(theirs) / min(ours))
    print(f"  {characters / min(ours) / 1000:.0f} against {characters / min(theirs) / 1000:.0f} thousand characters a second")
    print(f"re-ingest with nothing changed: {again:.2f} s")
    for what, place in (("time", 0), ("processor time", 1)):
        for percent in (50, 95):
            ours_ms, theirs_ms = (quantile([pair[place] for pair in pairs], percent) for pairs in (answers, searches))
            name = f"whole answer against bare search, {what}, p{percent}"
            report(name, f"{ours_ms:.1f} ms", f"{theirs_ms:.1f} ms", ours_ms / theirs_ms)
    report("`archway ask` cold against loading the model", f"{cold[0]:.2f} s", f"{cold[1]:.2f} s", cold[0] / cold[1])


def tutorial_store(texts: list[str], folder: Path) -> Any:
    """LangChain's own pipeline over the same texts."""
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).create_documents(texts)
    embeddings = HuggingFaceEmbeddings(model_name=str(SentenceModel().folder), model_kwargs={"device": "cpu"})
    store = Chroma(collection_name="tutorial", embedding_function=embeddings, persist_directory=str(folder))
    store.add_documents(chunks)
    return store


def cold_start(index: Path) -> tuple[float, float]:
    """Seconds of a whole `archway ask` process, and of one that imports torch and sentence-transformers and loads the model."""
    ask = [sys.executable, "-m", "assistant.surfaces.cli.__main__", "ask", "What is an AI architect?", "--index", str(index)]
    load = [sys.executable, "-c", "import torch, sentence_transformers as s; from assistant.backends.sentence_model import "
            "SentenceModel as M; s.SentenceTransformer(str(M().folder), device='cpu')"]  # fmt: skip
    best = [min(timed(partial(subprocess.run, command, capture_output=True, check=True))[0] for _ in range(ROUNDS))
            for command in (ask, load)]  # fmt: skip
    return best[0], best[1]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that `work` took, and its result."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def milliseconds(work: Callable[[], Any]) -> tuple[float, float]:
    """Time that `work` took, and the processor time of all threads: the latter tells more on a machine that others use."""
    started, spent = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - started) * 1000, (time.process_time() - spent) * 1000


def quantile(values: list[float], percent: int) -> float:
    """The given percentile."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def report(what: str, ours: str, theirs: str, ratio: float) -> None:
    """One line of the result."""
    print(f"{what}: {ours} against {theirs}, ratio {ratio:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "corpus"))
