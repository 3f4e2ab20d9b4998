"""The embedding model with layers tuned to readers' questions: reads a question for the learned maps, and nothing else.

Such layers lie in one file beside the questions, and in each generation that was built with them: whole numbers of 8 bits, a
scale a row, 10 MB instead of 42. The word vectors stay those of the model that they were tuned from, which the file names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.backends.graph_cache import encoder_with_graph
from assistant.backends.model_files import ModelFiles, file_digest
from assistant.backends.sentence_model import SentenceModel
from assistant.domain.errors import ModelMissingError
from assistant.domain.ports import TextEncoder

FOLDER = "question-encoder"
"""Folder of an index that holds the graph."""
_LAYER, _SCALES = "layer ", "scales "
_LARGEST = 127


@dataclass(frozen=True, slots=True)
class TunedMaps:
    """What lies behind tuned layers: the maps of questions and of units, shape (dimension, rank); `base` is the fingerprint of
    the model that the layers were tuned from."""

    base: str
    question_map: NDArray[np.float32]
    unit_map: NDArray[np.float32]


class TunedFiles(ModelFiles):
    """A model's files with a file of tuned `layers`."""

    def __init__(self, name: str, layers: Path, *, allow_download: bool = False) -> None:
        super().__init__(name, allow_download=allow_download)
        self.layers = layers

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the file of layers, which names the model that they were tuned from."""
        return file_digest(self.layers)


class TunedModel(SentenceModel):
    """The model `name` with the layers of a file in place of its own."""

    def __init__(self, name: str, layers: Path, *, allow_download: bool = False) -> None:
        super().__init__(name, allow_download=allow_download)
        self.files: ModelFiles = TunedFiles(name, layers, allow_download=allow_download)
        self._layers = layers

    def _load(self) -> Any:
        import torch

        model = super()._load()
        tuned = {name: torch.from_numpy(values) for name, values in read_layers(self._layers).items()}
        try:
            model[0].auto_model.encoder.load_state_dict(tuned)
        except (AttributeError, RuntimeError) as error:
            cause = str(error).partition("\n")[0]
            raise ModelMissingError(f"{self._layers} does not hold the layers of {self.files.name!r}: {cause}") from error
        return model


def question_encoder(
    index: Path, layers: Path, name: str, *, allow_download: bool = False, make_graph: bool = False
) -> TextEncoder:
    """The model `name` with tuned layers, run by ONNX Runtime where its graph lies beside `index`, else by
    sentence-transformers; with `make_graph`, a missing graph is made first."""
    reference = TunedModel(name, layers, allow_download=allow_download)
    return encoder_with_graph(index, reference, make=make_graph, folder=FOLDER) or reference


def write_tuned(file: Path, layers: Mapping[str, NDArray[np.float32]], maps: TunedMaps) -> None:
    """Write tuned layers, by their names in the transformer's encoder, and the maps behind them."""
    kept: dict[str, NDArray[Any]] = {}
    for name, values in layers.items():
        if values.ndim == 1:
            kept[_LAYER + name] = values
            continue
        scales = np.maximum(np.abs(values).max(axis=1), 1e-9).astype(np.float32) / _LARGEST
        kept[_LAYER + name] = np.rint(values / scales[:, None]).astype(np.int8)
        kept[_SCALES + name] = scales
    maps_kept = {"question_map": maps.question_map.astype(np.float16), "unit_map": maps.unit_map.astype(np.float16)}
    with file.open("wb") as opened:
        np.savez_compressed(opened, base=np.array(maps.base), **maps_kept, **kept)  # type: ignore[arg-type] # names of arrays


def read_layers(file: Path) -> dict[str, NDArray[np.float32]]:
    """The layers of a file by their names. Raises ModelMissingError where it cannot be read."""
    with _stored(file, "run `archway ingest --rebuild`") as stored:
        names = [key.removeprefix(_LAYER) for key in stored if key.startswith(_LAYER)]
        rows = {name: stored[_LAYER + name].astype(np.float32) for name in names}
        return {n: r * stored[_SCALES + n][:, None] if _SCALES + n in stored else r for n, r in rows.items()}


def read_maps(file: Path) -> TunedMaps:
    """The maps of a file. Raises ModelMissingError where it cannot be read."""
    with _stored(file, "delete it, or tune the encoder anew: archway corpus learn --encoder") as stored:
        question_map, unit_map = (stored[name].astype(np.float32) for name in ("question_map", "unit_map"))
        return TunedMaps(str(stored["base"]), question_map, unit_map)


@contextmanager
def _stored(file: Path, mend: str) -> Iterator[Mapping[str, NDArray[Any]]]:
    """The arrays of a file. Raises ModelMissingError, which says how to `mend` it, where one cannot be read."""
    try:
        with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as stored:
            yield stored
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise ModelMissingError(f"{file} cannot be read ({error}); {mend}") from error
