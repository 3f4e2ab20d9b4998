"""Check of how money is written: "USD 180,000" and "EUR 35 million", so that figures can be found and compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.numbers import figures
from ingest.upkeep.corpus_view import CorpusView
from ingest.upkeep.findings import Finding, Kind, Place, error
from ingest.upkeep.quantities import CURRENCIES

_CODES = "|".join(CURRENCIES)
_FOREIGN = re.compile(
    rf"""[$€£₹]\s?\d[\d,.]*(?:\s?(?:[kmb]|bn|mn)\b)?              # $180K, €35m
    | \b(?:{_CODES})\d[\d,.]*                                    # USD180
    | \b(?:{_CODES})\s?\d[\d,.]*\s?(?:[kmb]|bn|mn)\b             # EUR 35m
    | \b(?:{_CODES})\s\d{{5,}}(?![\d,])                          # USD 180000
    | (?<![\w,.$-])\d{{1,3}}(?:,\d{{3}})+\s(?:{_CODES}|dollars|euros)\b(?!\s\d) # 180,000 USD
    | (?<![\w,.$-])\d{{2,3}}[kK](?:[–-]\d{{2,3}}[kK])?(?![\w-])  # 180k""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETED = re.compile(r"\(([^()]*)\)")
_MEND = "write the currency's code and grouped digits (USD 180,000) or the scale in words (EUR 35 million)"


def foreign_forms(view: CorpusView) -> Iterator[Finding]:
    """Money in another form; a short form in brackets behind the same figure in the house form is fine."""
    texts = [
        *((statement.unit.text, statement.place) for statement in view.statements()),
        *((row.fact.statement, row.key_place("statement")) for row in view.facts),
        *((row.term.definition, row.key_place("definition")) for row in view.terms),
    ]
    for text, place in texts:
        yield from _forms(text, place)


def _forms(text: str, place: Place) -> Iterator[Finding]:
    glosses = [match.span(1) for match in _BRACKETED.finditer(text)]
    outside = figures(_BRACKETED.sub(" ", text), words=False)
    for match in _FOREIGN.finditer(text):
        glossed = any(left <= match.start() and match.end() <= right for left, right in glosses)
        if not (glossed and figures(match.group(), words=False) <= outside):
            yield error(Kind.FIGURE_FORM, place, f"“{match.group().strip()}” is not the house form of a figure", _MEND)
