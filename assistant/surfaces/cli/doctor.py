"""`archway doctor`: the state of the installation, and the command that mends each fault."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import assistant
from assistant.backends.chroma_index import check_chroma
from assistant.backends.generation_store import current_generation, read_manifest, verify_files
from assistant.backends.sentence_model import SentenceModel
from assistant.domain.errors import ArchwayError
from assistant.settings import Settings, read_settings

_PACKAGES = ("chromadb", "sentence-transformers", "torch", "bm25s", "langchain", "streamlit", "tiktoken")


def doctor(index: Path | None) -> int:
    """Print one line a check; 1 when any failed."""
    settings = read_settings(index=index)
    print(f"archway {assistant.__version__} on Python {platform.python_version()}")
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("packages", _packages),
        ("model", lambda: _model(settings)),
        ("index", lambda: _index(settings)),
        ("llm", lambda: _llm(settings)),
    )
    faults = 0
    for name, check in checks:
        try:
            print(f"ok    {name}: {check()}")
        except ArchwayError as error:
            faults += 1
            print(f"FAULT {name}: {error}")
    return 1 if faults else 0


def _packages() -> str:
    found = []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            raise ArchwayError(f"{name} is not installed. Run `make run`, or `pip install -c constraints.txt .`") from None
    return ", ".join(found)


def _model(settings: Settings) -> str:
    model = SentenceModel(settings.embedding_model, allow_download=settings.allow_download)
    return f"{settings.embedding_model}, fingerprint {model.fingerprint[:16]}, in {model.folder or 'the hub cache'}"


def _index(settings: Settings) -> str:
    folder = current_generation(settings.index)
    manifest = read_manifest(folder)
    verify_files(folder, manifest)
    check_chroma(folder / "chroma", manifest.passages + manifest.units)
    model = SentenceModel(settings.embedding_model, allow_download=settings.allow_download)
    if model.fingerprint != manifest.model:
        raise ArchwayError(f"{folder} was built with {manifest.model_name!r}, another model. Run `archway ingest`.")
    return (
        f"{folder}, built {manifest.created}: {manifest.documents} documents, {manifest.passages} passages, "
        f"{manifest.units} units, {manifest.facts} facts; every checksum holds"
    )


def _llm(settings: Settings) -> str:
    if not settings.llm:
        return "none; answers are extractive (set ARCHWAY_LLM to add one)"
    from assistant.backends.langchain_model import LangChainModel

    model = LangChainModel(settings.llm, settings.llm_base_url, settings.llm_api_key, settings.llm_timeout_seconds)
    model.complete("Reply with the word ok.", "ok?")
    return f"{settings.llm} answers at {settings.llm_base_url or 'its provider'}"
