"""Texts that were encoded lately are not encoded again."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from assistant.backends.recent_texts import RecentTexts
from assistant.domain.ports import EncodedText
from tests.fake_encoder import FakeEncoder


class Counting(FakeEncoder):
    """Notes what it was asked to encode."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> list[EncodedText]:
        self.asked.append(list(texts))
        return super().encode(texts)


def words(encoded: list[EncodedText]) -> list[str]:
    return [" ".join(text.words) for text in encoded]


def test_only_new_texts_reach_the_encoder_and_all_come_in_their_order() -> None:
    behind = Counting()
    recent = RecentTexts(behind)

    assert words(recent.encode(["one", "two", "one"])) == ["one", "two", "one"]
    assert words(recent.encode(["three", "two"])) == ["three", "two"]
    assert behind.asked == [["one", "two"], ["three"]]


def test_what_was_asked_longest_ago_gives_way() -> None:
    behind = Counting()
    recent = RecentTexts(behind, remembered=2)
    for text in ("one", "two", "one", "three"):
        recent.encode([text])

    recent.encode(["one"])
    recent.encode(["two"])

    assert behind.asked == [["one"], ["two"], ["three"], ["two"]]


def test_more_texts_at_once_than_are_kept_are_all_encoded() -> None:
    assert words(RecentTexts(Counting(), remembered=1).encode(["one", "two", "three"])) == ["one", "two", "three"]


def test_it_stands_for_the_encoder_behind_it() -> None:
    behind = FakeEncoder()
    recent = RecentTexts(behind)

    assert (recent.fingerprint, recent.words, recent.encode([])) == (behind.fingerprint, behind.words, [])


def test_threads_get_what_they_asked_for() -> None:
    recent = RecentTexts(Counting(), remembered=3)
    texts = [f"text {number % 7}" for number in range(400)]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: recent.encode([text])[0], texts))

    assert words(found) == texts
