"""Sets in BEIR form: official and own rows, plain and gzipped; a mistake is named by file and line."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from assistant.domain.conversation import Turn
from assistant.domain.errors import UsageError
from assistant.evaluation.beir import read_beir
from assistant.evaluation.outside import OutsideDocument, OutsideQuestion, OutsideSet

CORPUS = '{"_id": "d/1", "title": "Caches", "text": "Redis is a cache."}\n{"_id": 2, "text": "Valkey\u2028too."}\n'
QUERIES = '{"_id": "q1", "text": "What is Redis?"}\n{"_id": "q2", "text": "Of another split?"}\n'
QRELS = "query-id\tcorpus-id\tscore\nq1\td/1\t2\nq1\t2\t1\nq2\t2\t0\n"
OFFICIAL = OutsideSet(
    "set",
    (OutsideDocument("d_1", "Caches", "Redis is a cache."), OutsideDocument("2", "", "Valkey\u2028too.")),
    (OutsideQuestion("q1", "What is Redis?", grades=(("d_1", 2), ("2", 1))),),
)


def write_set(
    folder: Path, *, corpus: str = CORPUS, queries: str = QUERIES, qrels: str = QRELS, qrels_at: str = "qrels/test.tsv"
) -> Path:
    """The folder of a set with these files."""
    root = folder / "set"
    (root / "qrels").mkdir(parents=True)
    for name, text in (("corpus.jsonl", corpus), ("queries.jsonl", queries), (qrels_at, qrels)):
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_the_official_form_is_read_with_grades_and_questions_of_other_splits_are_left_out(tmp_path: Path) -> None:
    assert read_beir(write_set(tmp_path)) == OFFICIAL


def test_gzipped_files_are_read_alike(tmp_path: Path) -> None:
    for name, text in (("corpus.jsonl", CORPUS), ("queries.jsonl", QUERIES), ("qrels.tsv", QRELS)):
        (tmp_path / "set").mkdir(exist_ok=True)
        (tmp_path / "set" / f"{name}.gz").write_bytes(gzip.compress(text.encode()))

    assert read_beir(tmp_path / "set") == OFFICIAL


def test_rows_may_hold_a_conversation_gold_sentences_answers_and_that_nothing_answers(tmp_path: Path) -> None:
    queries = (
        '{"id": "q1", "question": "And now?", "history": [{"speaker": "agent", "text": "Hello."}, {"role": "user", '
        '"content": "Hi."}], "gold_sentences": ["Redis is a cache."], "answers": ["a cache"]}\n'
        '{"id": "q3", "question": "Who?", "unanswerable": true}\n'
    )

    questions = read_beir(write_set(tmp_path, queries=queries, qrels="q1\td/1\t1\n", qrels_at="qrels.tsv")).questions

    assert questions == (
        OutsideQuestion(
            "q1",
            "And now?",
            (Turn("assistant", "Hello."), Turn("user", "Hi.")),
            (("d_1", 1),),
            ("Redis is a cache.",),
            ("a cache",),
        ),
        OutsideQuestion("q3", "Who?", unanswerable=True),
    )


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"corpus": '{"_id": "d"}\n'}, r'corpus\.jsonl:1: "text" is no text'),
        ({"corpus": CORPUS + "\n{\n"}, r"corpus\.jsonl:4: not JSON"),
        ({"corpus": "[]\n"}, r"corpus\.jsonl:1: not a JSON object"),
        ({"corpus": CORPUS + '{"title": "t", "text": "t"}\n'}, r'corpus\.jsonl:3: no "_id" and no "id"'),
        ({"corpus": CORPUS + '{"id": "d/1", "text": "t"}\n'}, r"corpus\.jsonl:3: the id 'd/1' is used twice"),
        ({"queries": '{"_id": "q1"}\n'}, r'queries\.jsonl:1: "text" is no text'),
        ({"queries": '{"_id": "q1", "text": "?", "answers": "a"}\n'}, r'queries\.jsonl:1: "answers" is no list of texts'),
        ({"queries": '{"_id": "q1", "text": "?", "history": "a"}\n'}, r"queries\.jsonl:1: history is no list"),
        ({"queries": '{"_id": "q1", "text": "?", "history": ["a"]}\n'}, r'queries\.jsonl:1: a turn of "history" holds no'),
        ({"qrels": QRELS + "q1 d/1 1\n"}, r"test\.tsv:5: expected query id, document id and a whole number"),
        ({"qrels": QRELS + "q1\td/1\tyes\n"}, r"test\.tsv:5: expected query id"),
        ({"qrels": QRELS + "q1\tnowhere\t1\n"}, r"test\.tsv:5: the corpus holds no document 'nowhere'"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_beir(write_set(tmp_path, **files))


def test_a_missing_file_is_named_with_the_form_of_a_set(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no corpus\.jsonl \(plain or \.gz\); a set in BEIR form has"):
        read_beir(tmp_path)
    with pytest.raises(UsageError, match=r"holds no qrels\.tsv and no qrels/test\.tsv"):
        read_beir(write_set(tmp_path, qrels_at="qrels/dev.tsv"))


def test_a_damaged_gzip_file_is_named(tmp_path: Path) -> None:
    root = write_set(tmp_path)
    (root / "corpus.jsonl").unlink()
    (root / "corpus.jsonl.gz").write_bytes(gzip.compress(CORPUS.encode())[:-9])

    with pytest.raises(UsageError, match=r"corpus\.jsonl\.gz cannot be read"):
        read_beir(root)
