"""A process killed at any instant of an ingest leaves the old corpus or the new one, whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.backends.generation_store import current_generation, open_generation
from assistant.wiring import Archway
from ingest.build_index import ingest
from tests.fake_encoder import FakeEncoder

KILLS = 20
DOCUMENTS = 60
INGEST = """
import sys
from pathlib import Path
from ingest.build_index import ingest
from tests.fake_encoder import FakeEncoder
print("ready", flush=True)
ingest([Path(sys.argv[1])], Path(sys.argv[2]), FakeEncoder())
"""


@pytest.fixture
def versions(tmp_path: Path) -> dict[str, Path]:
    """Two versions of one corpus: half of the documents differ in name, all in text."""
    folders = {}
    for version in ("old", "new"):
        folders[version] = tmp_path / version
        folders[version].mkdir()
        for number in range(DOCUMENTS):
            name = f"d{number}" if number % 2 else f"{version}{number}"
            text = f"# {name}\n\nThe {version} text of document {number} speaks of topic{number}.\n" * 3
            (folders[version] / f"{name}.md").write_text(text)
    return folders


def start(corpus: Path, index: Path) -> subprocess.Popen[bytes]:
    """A second process that ingests; it is past its imports when this returns."""
    process = subprocess.Popen([sys.executable, "-c", INGEST, str(corpus), str(index)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def served(index: Path) -> set[str]:
    """Titles that a search over everything returns, the texts' version included."""
    archway = Archway.open(index, encoder=FakeEncoder())
    hits = archway.search("text of document speaks of topic", 10 * DOCUMENTS)
    return {hit.document.id + (":new" if "The new" in hit.passage.text else ":old") for hit in hits}


def expected(folder: Path) -> set[str]:
    return {f"{path.stem}:{folder.name}" for path in folder.iterdir()}


def duration(versions: dict[str, Path], index: Path) -> float:
    """Seconds that an undisturbed ingest takes, the shorter of two."""
    seconds = []
    for version in ("new", "old"):
        began = time.monotonic()
        start(versions[version], index).communicate()
        seconds.append(time.monotonic() - began)
    return min(seconds)


def killed_after(seconds: float, corpus: Path, index: Path) -> bool:
    """Kill an ingest after so many seconds; False when it was done before."""
    process = start(corpus, index)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


@pytest.mark.slow
def test_a_kill_at_any_instant_leaves_the_old_documents_or_the_new_ones(versions: dict[str, Path], tmp_path: Path) -> None:
    index, instants = tmp_path / "index", random.Random(20)
    ingest([versions["old"]], index, FakeEncoder())
    longest = duration(versions, index)
    old, new = versions["old"], versions["new"]
    kills = switches = 0

    while kills < KILLS:
        before = current_generation(index).name
        killed = killed_after(instants.uniform(0, longest), new, index)
        switched = current_generation(index).name != before
        kills, switches = kills + killed, switches + (killed and switched)
        assert open_generation(current_generation(index)).manifest.documents == DOCUMENTS
        assert served(index) == expected(new if switched else old)

        ingest([new], index, FakeEncoder())
        assert served(index) == expected(new)
        old, new = new, old

    print(f"ingest {longest:.2f} s; of {kills} kills in flight {switches} left the new documents, {kills - switches} the old")
