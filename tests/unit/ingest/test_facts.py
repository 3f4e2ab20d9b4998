"""Rows of facts, terms and sources, and each mistake with its file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.domain.errors import CorpusError
from ingest.corpus import Corpus, build_corpus
from ingest.load import read_corpus

FACT = """- id: pay-1
  subject: Architect
  attribute: annual pay
  low: 180000
  high: 230000
  unit: USD
  status: current
  as_of: 2026-11-20
  source: S1
  via: null
  statement: "Architects earn USD 180,000–230,000 a year."
"""
SOURCES = "S1:\n  title: One\n  publisher: P\n  url: null\n  date: x\n  checked: y\n"


def corpus(folder: Path, **files: str) -> Corpus:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return build_corpus(*read_corpus([folder]))


def mistake(folder: Path, **files: str) -> tuple[str, int, str]:
    with pytest.raises(CorpusError) as caught:
        corpus(folder, **files)
    return Path(caught.value.path).name, caught.value.line, caught.value.detail


def test_a_fact_is_typed_and_quotes_its_statement(tmp_path: Path) -> None:
    found = corpus(tmp_path, facts=FACT)
    fact, unit = found.facts[0], found.units[0]

    assert (fact.low, fact.high, fact.currency_unit, fact.as_of) == (180_000.0, 230_000.0, "USD", date(2026, 11, 20))
    assert FACT[unit.span.start : unit.span.end] == fact.statement == unit.text


def test_an_open_ended_fact_has_no_upper_end(tmp_path: Path) -> None:
    fact = corpus(tmp_path, facts=FACT.replace("  high: 230000\n", "  open_ended: true\n")).facts[0]

    assert (fact.low, fact.high, fact.open_ended) == (180_000.0, None, True)


@pytest.mark.parametrize(
    ("old", "new", "line", "detail"),
    [
        ("status: current", "status: gone", 7, "status `gone` is not known; allowed: current, retired, renamed, disputed, unv"),
        (
            '  statement: "Architects earn USD 180,000–230,000 a year."\n',
            "",
            1,
            "the fact has no `statement`; required: id, su",
        ),
        (
            '"Architects earn USD 180,000–230,000 a year."',
            '"Architects\n    earn."',
            11,
            "write `statement` on one line, witho",
        ),
        ('"Architects earn USD', '"Architects \\"earn\\" USD', 11, "write `statement` on one line, without escapes"),
        ("as_of: 2026-11-20", "as_of: 2026-13-01", 8, "`as_of` cannot be read: month must be in 1..12"),
        ("as_of: 2026-11-20", "as_of: soon", 8, "`as_of: soon` is not a date; write it as 2026-11-20"),
        ("low: 180000", "low: 180 K", 4, "`low: 180 K` is not a number; write digits without separators"),
        ("low: 180000", "lowest: 180000", 4, "`lowest` is not a key of a fact; allowed: as_of, attribute"),
        ("low: 180000", "replaced_by: pay-2", 4, "`replaced_by` is not a key of a fact; allowed: as_of, attribute"),
        ("low: 180000", "low: 1\n  low: 2", 5, "`low` stands twice in one row; keep one"),
        ("- id: pay-1", "- id: [pay", 2, "not valid YAML"),
        (FACT, "just words\n", 1, "expected a list of rows, each beginning with `- `"),
        (FACT, "- just words\n", 1, "expected a row of `key: value` lines"),
    ],
)
def test_a_mistake_in_a_fact_names_file_and_line(tmp_path: Path, old: str, new: str, line: int, detail: str) -> None:
    name, found_line, found = mistake(tmp_path, facts=FACT.replace(old, new))

    assert (name, found_line) == ("facts.yaml", line)
    assert found.startswith(detail)


def test_a_fact_id_stands_once_in_a_file(tmp_path: Path) -> None:
    assert mistake(tmp_path, facts=FACT + FACT) == ("facts.yaml", 12, "fact id `pay-1` was used in line 1; rename one")


def test_a_fact_id_stands_once_in_all_files(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    name, line, detail = mistake(tmp_path, **{"facts/a": FACT, "facts/b": FACT})

    assert (name, line) == ("b.yaml", 11)
    assert detail.endswith("a.yaml:11; rename one")


@pytest.mark.parametrize(("old", "new"), [("source: S1", "source: S9"), ("via: null", "via: S9")])
def test_a_source_that_nobody_described_is_a_mistake(tmp_path: Path, old: str, new: str) -> None:
    found = mistake(tmp_path, facts=FACT.replace(old, new), sources=SOURCES)

    assert found == ("facts.yaml", 11, "source `S9` is not in sources.yaml; add it or correct the id")


def test_a_source_tag_that_nobody_described_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# T\n\nFirst. [^S1]\n\nSecond. [^S9]\n")

    assert mistake(tmp_path, sources=SOURCES)[:2] == ("a.md", 5)


def test_a_footnote_of_the_document_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# T\n\nFirst.[^why]\n\n[^why]: Because it is so.\n")

    assert [u.text for u in corpus(tmp_path, sources=SOURCES).units] == ["First.", "Because it is so."]


def test_a_source_that_stands_twice_is_a_mistake(tmp_path: Path) -> None:
    assert mistake(tmp_path, sources=SOURCES + SOURCES) == ("sources.yaml", 7, "`S1` stands twice; keep one")


def test_a_term_has_names_and_a_quoted_definition(tmp_path: Path) -> None:
    text = "- term: SageMaker AI\n  kind: service\n  aliases: [SM]\n  former_names: [{name: SageMaker, until: 2024-12-03}]\n"
    found = corpus(tmp_path, glossary=text + '  definition: "SageMaker AI trains models."\n- term: Bare\n')
    term, bare = found.terms

    assert (term.name, term.aliases, term.former_names[0].until) == ("SageMaker AI", ("SM",), date(2024, 12, 3))
    assert found.units[term.unit].text == "SageMaker AI trains models."
    assert (bare.name, bare.unit) == ("Bare", -1)


def test_a_row_without_a_term_is_a_mistake(tmp_path: Path) -> None:
    assert mistake(tmp_path, glossary="- kind: role\n") == ("glossary.yaml", 1, "the row has no `term`")
