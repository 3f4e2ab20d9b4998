"""Text to vectors with ONNX Runtime; the only place that knows onnxruntime and tokenizers.

Runs a graph that `sentence_model.py` wrote of its own model, so both give the same vectors (to about 3e-7). Imports no
torch: a process that only answers starts in a fraction of the time and a quarter of the memory.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from assistant.backends.model_files import ModelFiles
from assistant.domain.errors import ModelMissingError
from assistant.domain.ports import EncodedText

_FEW = 3
"""Up to this many texts, the questions of a conversation, are encoded one after the other in the calling thread."""


class OnnxModel:
    """A `TextEncoder` over the ONNX `graph` of the model in `files`, loaded at the first `encode`.

    Every text goes through alone on one thread, and many texts on as many threads as there are processors: no padding is
    computed, a text's vectors do not depend on those beside it, and 71 passages a second of one processor's time were
    encoded against 55 in batches. Texts are cut behind `max_tokens` word pieces.
    """

    def __init__(self, files: ModelFiles, graph: Path, max_tokens: int) -> None:
        self.files = files
        self.graph = graph
        self._max_tokens = max_tokens
        self._loading = threading.Lock()
        self._loaded: tuple[Any, Any, list[str]] | None = None

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the weights and the tokenizer that the graph was made from."""
        return self.files.fingerprint

    @property
    def words(self) -> frozenset[str]:
        """Whole words of the tokenizer's vocabulary."""
        return self.files.words

    def encode(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encode texts in the order given. Raises ModelMissingError when the graph or the tokenizer cannot be loaded."""
        if len(texts) <= _FEW:
            return [self._encode(text) for text in texts]
        with ThreadPoolExecutor(_processors()) as pool:
            return list(pool.map(self._encode, texts))

    def _encode(self, text: str) -> EncodedText:
        tokenizer, session, names = self._parts()
        encoding = tokenizer.encode(text)
        rows = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        tokens, vectors = session.run(["tokens", "vector"], {name: np.array([rows[name]], dtype=np.int64) for name in names})
        kept = ~np.array(encoding.special_tokens_mask, dtype=bool)
        places = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)[kept]
        return EncodedText(
            vector=vectors[0],
            tokens=tokens[0][kept],
            offsets=places,
            words=tuple(text[left:right].lower() for left, right in places),
            text=text,
        )

    def _parts(self) -> tuple[Any, Any, list[str]]:
        """Tokenizer, session and the names of its inputs, loaded once however many threads ask first."""
        if self._loaded is None:
            with self._loading:
                if self._loaded is None:
                    self._loaded = self._load()
        return self._loaded

    def _load(self) -> tuple[Any, Any, list[str]]:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            tokenizer = Tokenizer.from_file(str(self.files.tokenizer))
            session = onnxruntime.InferenceSession(str(self.graph), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # neither library gives its errors a base of their own
            raise ModelMissingError(
                f"{self.graph} cannot be loaded: {error}. Delete it and run `archway ingest`, which makes it anew."
            ) from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(self._max_tokens)
        return tokenizer, session, [node.name for node in session.get_inputs()]


def runtime_version() -> str:
    """The installed ONNX Runtime, as `onnxruntime 1.31.1`."""
    return f"onnxruntime {metadata.version('onnxruntime')}"


def _processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
