"""Fact-by-fact coverage: what counts as stated, what is reported, what the command returns."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain.facts import FormerName, Term
from assistant.language.glossary import Glossary
from benchmarks.coverage import main, match, read_exceptions
from benchmarks.coverage_match import Cover, Verdict
from benchmarks.coverage_read import copied_runs, placed_units, read_lines, read_units
from benchmarks.coverage_text import Reader

EXAM = """---
title: "Example Certified Gardener (EXG-C01)"
kind: certification
sources: [S1, S2]
---

# Example Certified Gardener (EXG-C01)

## What does the exam cost?

The EXG-C01 exam costs USD 150 and lasts 130 minutes. [^S1] The pass mark of the EXG-C01 exam is 720. [^S1]

## When was the exam replaced?

The older gardener exam EXG-B07 retired on 31 March 2026. [^S2]

The Example Certified Gardener tests these three skills: [^S2]

- **Pruning**: Pruning of roses makes up 40% of the exam. [^S2]
- **Watering**: Watering of tomatoes makes up 35% of the exam. [^S2]
- **Composting**: Composting of leaves makes up 25% of the exam. [^S2]
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "gardener.md").write_text(EXAM, encoding="utf-8")
    return folder


def covers(tmp_path: Path, corpus: Path, *facts: str) -> list[Cover]:
    source = tmp_path / "facts.md"
    source.write_text("# Facts\n\n" + "".join(f"- {fact}\n" for fact in facts), encoding="utf-8")
    return match(read_lines([source]), read_units(corpus))


def test_a_fact_in_two_sentences_is_covered_by_both(tmp_path: Path, corpus: Path) -> None:
    [cover] = covers(tmp_path, corpus, "EXG-C01 costs USD 150, lasts 130 minutes, and its pass mark is 720. [S1]")
    assert cover.verdict is Verdict.COVERED
    assert [unit.place.rsplit("/", 1)[-1] for unit in cover.units] == ["gardener.md:11", "gardener.md:11"]


def test_a_figure_that_no_sentence_holds_is_named(tmp_path: Path, corpus: Path) -> None:
    [cover] = covers(tmp_path, corpus, "EXG-C01 costs USD 275 and lasts 130 minutes. [S1]")
    assert cover.verdict is Verdict.PARTLY
    assert cover.unfound[0] == "275"


def test_a_figure_of_another_matter_does_not_count(tmp_path: Path, corpus: Path) -> None:
    [cover] = covers(tmp_path, corpus, "Apprentices of a gardener wait 40 months for the spring ceremony of roses. [S2]")
    assert cover.verdict is not Verdict.COVERED
    assert "40" in cover.unfound


def test_a_date_must_be_found_with_its_day(tmp_path: Path, corpus: Path) -> None:
    right, wrong = covers(
        tmp_path,
        corpus,
        "The gardener exam EXG-B07 retired 31 March 2026. [S2]",
        "The gardener exam EXG-B07 retired 30 March 2026. [S2]",
    )
    assert (right.verdict, wrong.verdict) == (Verdict.COVERED, Verdict.PARTLY)


def test_a_list_covers_a_line_as_a_whole(tmp_path: Path, corpus: Path) -> None:
    [cover] = covers(tmp_path, corpus, "Exam: pruning roses 40%, watering tomatoes 35%, composting leaves 25%. [S2]")
    assert (cover.verdict, len(cover.units)) == (Verdict.COVERED, 1)


def test_an_unknown_subject_is_missing(tmp_path: Path, corpus: Path) -> None:
    [cover] = covers(tmp_path, corpus, "Submarines of the Zephyr class dive to 900 metres. [S2]")
    assert (cover.verdict, cover.units) == (Verdict.MISSING, ())


def test_units_without_the_source_are_marked(tmp_path: Path, corpus: Path) -> None:
    near, far = covers(tmp_path, corpus, "The EXG-C01 exam costs USD 150. [S1]", "The EXG-C01 exam costs USD 150. [S9]")
    assert (near.elsewhere, far.elsewhere) == (False, True)
    assert far.verdict is Verdict.COVERED


def test_every_name_of_a_term_is_the_same_name() -> None:
    term = Term("Garden Cloud AI", "service", aliases=("GCAI",), former_names=(FormerName("Garden Cloud"),))
    reader = Reader(Glossary([term]))
    assert reader.held("GCAI trains models.").names == reader.held("Garden Cloud trains models.").names == {"term:0"}


def test_dates_codes_and_figures_are_told_apart() -> None:
    stated = Reader(Glossary(())).stated("MLA-C02 costs USD 75 from 29 September 2026.")
    assert stated.hard == {"code:mla-c02", "figure:75", "day:09-29", "month:2026-09"}


def test_bullets_and_table_rows_are_facts_with_their_headings(tmp_path: Path) -> None:
    source = tmp_path / "facts.md"
    source.write_text(
        "# All\n## Pay\nProse.\n- Fifty euros. [S1] [S2]\n\n| a | b |\n|---|---|\n| x | y [S3] |\n", encoding="utf-8"
    )
    found = [(line.number, line.heading, line.text, line.sources) for line in read_lines([source])]
    assert found == [(4, "Pay", "Fifty euros.", ("S1", "S2")), (8, "Pay", "x; y", ("S3",))]


def test_a_conflict_is_compared_without_its_labels(tmp_path: Path) -> None:
    source = tmp_path / "conflicts.md"
    source.write_text("- C07 Exam. Old guides: paper. Truth: online. Confidence high. [S1]\n", encoding="utf-8")
    assert [line.claim for line in read_lines([source])] == ["Exam. Old guides: paper. online."]


def test_runs_of_the_same_words_are_found_whatever_their_case_and_punctuation(tmp_path: Path, corpus: Path) -> None:
    source = tmp_path / "facts.md"
    source.write_text("- Note: the pass mark of the EXG-C01 exam, is 720! [S1]\n", encoding="utf-8")
    texts = [(place, unit.text) for unit, place in placed_units(read_units(corpus))]
    assert [run.words for run in copied_runs(read_lines([source]), texts, 8)] == ["the pass mark of the exg c01 exam is 720"]
    assert copied_runs(read_lines([source]), texts, 11) == []


def test_the_command_fails_until_each_line_is_covered_or_excepted(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts, exceptions, report = tmp_path / "facts.md", tmp_path / "exceptions.yaml", tmp_path / "report.md"
    facts.write_text("- EXG-C01 costs USD 275. [S1]\n", encoding="utf-8")
    exceptions.write_text('"EXG-C01 costs USD 275.": the price is contested\n', encoding="utf-8")
    command = [str(facts), "--corpus", str(corpus), "--report", str(report)]
    assert main(command) == 1
    assert main([*command, "--exceptions", str(exceptions)]) == 0
    assert "1 lines: 0 covered, 1 partly, 0 missing" in capsys.readouterr().out
    assert "excepted: the price is contested" in report.read_text(encoding="utf-8")


def test_an_exceptions_file_of_another_form_names_the_form(tmp_path: Path) -> None:
    path = tmp_path / "exceptions.yaml"
    path.write_text("- a list\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="line id or text: reason"):
        read_exceptions(path)
