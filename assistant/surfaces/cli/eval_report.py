"""The report of `archway eval` as one HTML page: no scripts, nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.evaluation.score import Verdict
from assistant.surfaces.cli.text import answer_text

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24 }
pre { white-space: pre-wrap; background: #f4f5f7; padding: .75rem; border-radius: .4rem }
summary { cursor: pointer } .failed > summary { color: #a4262c; font-weight: 600 }
"""


def report_html(gates: Sequence[str], verdicts: Sequence[Verdict]) -> str:
    """The gates, then every question with its answer; those that failed stand first and open."""
    passed = sum(verdict.passed for verdict in verdicts)
    ordered = sorted(verdicts, key=lambda verdict: verdict.passed)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Archway evaluation</title>'
        f"<style>{_STYLE}</style></head><body>\n"
        f"<h1>Archway evaluation</h1>\n<p>{passed} of {len(verdicts)} questions passed.</p>\n"
        f"<pre>{escape(chr(10).join(gates))}</pre>\n"
        f"<h2>Questions</h2>\n{chr(10).join(_question(verdict) for verdict in ordered)}\n</body></html>\n"
    )


def _question(verdict: Verdict) -> str:
    state = '<details class="passed">' if verdict.passed else '<details class="failed" open>'
    return f"{state}<summary>{escape(str(verdict))}</summary><pre>{escape(answer_text(verdict.answer))}</pre></details>"
