"""Outside question sets, indexed by Archway like any other folder of documents; `assistant.evaluation` reads their forms."""

from __future__ import annotations

from pathlib import Path

from assistant.backends.model_files import PACKAGED
from assistant.domain.ports import TextEncoder
from assistant.evaluation.beir import read_beir
from assistant.evaluation.outside import OutsideQuestion, write_documents
from assistant.wiring import Archway
from ingest.build_index import ingest


def open_set(folder: Path, work: Path, encoder: TextEncoder) -> Archway:
    """Index a set's corpus below `work` (once) and open it. Document ids are those that `read_questions` names."""
    source, index = work / folder.name / "documents", work / folder.name / "index"
    write_documents(read_beir(folder).documents, source)
    ingest([source], index, encoder, model_name=PACKAGED)
    return Archway.open(index, encoder=encoder)


def read_questions(folder: Path) -> list[OutsideQuestion]:
    """The set's questions in file order."""
    return list(read_beir(folder).questions)
