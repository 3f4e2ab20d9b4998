"""`archway doctor`: the state of the installation, and the command that mends each fault."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import assistant
from assistant.backends.chroma_index import check_chroma
from assistant.backends.generation_store import current_generation, read_manifest, verify_files
from assistant.backends.model_files import ModelFiles
from assistant.backends.onnx_model import OnnxModel
from assistant.domain.errors import ArchwayError, LanguageModelError
from assistant.settings import Settings, read_settings
from assistant.wiring import text_encoder

PACKAGES = ("chromadb", "sentence-transformers", "torch", "onnxruntime", "bm25s", "langchain", "streamlit", "tiktoken")


def doctor(index: Path | None) -> int:
    """Print one line a check; 1 when any failed."""
    settings = read_settings(index=index)
    print(f"archway {assistant.__version__} on Python {platform.python_version()}")
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("packages", lambda: check_packages(PACKAGES)),
        ("model", lambda: check_model(settings)),
        ("index", lambda: check_index(settings)),
        ("llm", lambda: check_llm(settings)),
    )
    faults = 0
    for name, check in checks:
        try:
            print(f"ok    {name}: {check()}", flush=True)
        except ArchwayError as error:
            faults += 1
            print(f"FAULT {name}: {error}", flush=True)
    return 1 if faults else 0


def check_packages(names: tuple[str, ...]) -> str:
    """Names and versions of installed distributions. Raises ArchwayError for the first that is missing."""
    found = []
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            raise ArchwayError(f"{name} is not installed. Run `make run`, or `pip install -c constraints.txt .`") from None
    return ", ".join(found)


def check_model(settings: Settings) -> str:
    """Name, fingerprint and place of the embedding model and what runs it, once it has encoded a word."""
    model = text_encoder(settings.index, settings)
    dimension = len(model.encode(["ready"])[0].vector)
    where = ModelFiles(settings.embedding_model, allow_download=settings.allow_download).folder or "the hub cache"
    runner = "ONNX Runtime" if isinstance(model, OnnxModel) else "sentence-transformers (`archway ingest` makes a quicker form)"
    return f"{settings.embedding_model}, {dimension} dimensions, fingerprint {model.fingerprint[:16]}, in {where}, by {runner}"


def check_index(settings: Settings) -> str:
    """What the index holds, once every checksum holds and its vectors are those of the embedding model."""
    folder = current_generation(settings.index)
    manifest = read_manifest(folder)
    verify_files(folder, manifest)
    check_chroma(folder / "chroma", manifest.passages + manifest.units)
    model = ModelFiles(settings.embedding_model, allow_download=settings.allow_download)
    if model.fingerprint != manifest.model:
        raise ArchwayError(f"{folder} was built with {manifest.model_name!r}, another model. Run `archway ingest`.")
    return (
        f"{folder}, built {manifest.created}: {manifest.documents} documents, {manifest.passages} passages, "
        f"{manifest.units} units, {manifest.facts} facts; every checksum holds"
    )


def check_llm(settings: Settings) -> str:
    """Which chat model replies, or that none is set. Raises LanguageModelError for one that does not reply."""
    if not settings.llm:
        return "none; answers are extractive (set ARCHWAY_LLM to add one)"
    from assistant.backends.langchain_model import LangChainModel

    model = LangChainModel(settings.llm, settings.llm_base_url, settings.llm_api_key, settings.llm_timeout_seconds)
    try:
        model.complete("Reply with the word ok.", "ok?")
    except LanguageModelError as error:
        raise LanguageModelError(
            f"{error}. Start its server, or set ARCHWAY_LLM, ARCHWAY_LLM_BASE_URL and ARCHWAY_LLM_API_KEY right; "
            "until then answers are extractive."
        ) from error
    return f"{settings.llm} answers at {settings.llm_base_url or 'its provider'}"
