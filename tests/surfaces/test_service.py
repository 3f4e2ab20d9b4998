"""Opening, reopening and failing of the process's one assistant."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from assistant.domain.errors import IndexDamagedError, IndexMissingError
from assistant.surfaces import service
from assistant.surfaces.service import Service, generation_marker
from tests.fakes import FakeArchway


class Opener:
    """Counts openings, and fails while `error` is set."""

    def __init__(self) -> None:
        self.count = 0
        self.error: Exception | None = None

    def __call__(self) -> FakeArchway:
        self.count += 1
        if self.error:
            raise self.error
        return FakeArchway()


def test_the_assistant_opens_once_for_many_callers() -> None:
    opener = Opener()
    shared = Service(opener)
    assert shared.assistant() is shared.assistant()
    assert opener.count == 1


def test_callers_at_the_same_time_wait_for_one_opening() -> None:
    opener, seen = Opener(), []
    shared = Service(opener)
    threads = [threading.Thread(target=lambda: seen.append(shared.assistant())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opener.count == 1
    assert len({id(assistant) for assistant in seen}) == 1


def test_a_new_generation_is_opened() -> None:
    opener, generation = Opener(), ["g-1"]
    shared = Service(opener, lambda: generation[0])
    first = shared.assistant()
    generation[0] = "g-2"
    assert shared.assistant() is not first
    assert opener.count == 2


def test_the_old_generation_answers_while_the_new_one_opens() -> None:
    generation, release, entered = ["g-1"], threading.Event(), threading.Event()

    def open_slowly() -> FakeArchway:
        if generation[0] == "g-2":
            entered.set()
            release.wait(5)
        return FakeArchway()

    shared = Service(open_slowly, lambda: generation[0])
    first = shared.assistant()
    generation[0] = "g-2"
    opening = threading.Thread(target=shared.assistant)
    opening.start()
    entered.wait(5)
    assert shared.assistant() is first
    release.set()
    opening.join()
    assert shared.assistant() is not first


def test_a_failure_is_repeated_for_a_moment_without_another_attempt() -> None:
    opener = Opener()
    opener.error = IndexMissingError("No index. Run `archway ingest`.")
    shared = Service(opener)
    for _ in range(3):
        with pytest.raises(IndexMissingError, match="archway ingest"):
            shared.assistant()
    assert opener.count == 1


def test_a_failure_ends_as_soon_as_an_index_appears() -> None:
    opener, generation = Opener(), [""]
    opener.error = IndexMissingError("No index. Run `archway ingest`.")
    shared = Service(opener, lambda: generation[0])
    with pytest.raises(IndexMissingError):
        shared.assistant()
    opener.error, generation[0] = None, "g-1"
    assert shared.assistant().generation == "g-0001"


def test_the_generation_marker_is_the_text_of_the_pointer_file(tmp_path: Path) -> None:
    assert generation_marker(tmp_path) == ""
    (tmp_path / "CURRENT").write_text("g-7\n", encoding="utf-8")
    assert generation_marker(tmp_path) == "g-7"


def test_a_pointer_file_that_is_not_text_gives_no_marker(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_bytes(b"\xff\xfeg-7")
    assert generation_marker(tmp_path) == ""


@pytest.mark.parametrize("error", [IndexDamagedError("Damaged. Run `archway ingest --rebuild`."), OSError("disk")])
def test_an_open_index_answers_on_when_a_newer_one_cannot_be_opened(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    opener, generation = Opener(), ["g-1"]
    shared = Service(opener, lambda: generation[0])
    first = shared.assistant()
    opener.error, generation[0] = error, "g-2"
    assert [shared.assistant() for _ in range(3)] == [first] * 3
    assert opener.count == 2
    assert caplog.messages == [f"The index changed and cannot be opened; the one before answers on: {error}"]


def test_a_reopening_that_failed_is_tried_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "RETRY_SECONDS", 0.0)  # in place of waiting
    opener, generation = Opener(), ["g-1"]
    shared = Service(opener, lambda: generation[0])
    first = shared.assistant()
    opener.error, generation[0] = IndexDamagedError("Damaged. Run `archway ingest --rebuild`."), "g-2"
    assert shared.assistant() is first
    opener.error = None
    assert shared.assistant() is not first


def test_a_service_that_was_installed_is_the_shared_one() -> None:
    mine = Service(FakeArchway)
    service.install(mine)
    try:
        assert service.shared() is mine
    finally:
        service.install(None)
