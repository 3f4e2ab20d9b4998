"""`archway search`: ranked passages."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from assistant.surfaces.answer_json import scored_passage_to_dict
from assistant.surfaces.cli.ask import check_text, parse_filters
from assistant.wiring import Archway


def search(query: str, k: int, filters: Sequence[str], opening: Callable[[], Archway], *, as_json: bool) -> int:
    """Print the passages, best first."""
    check_text(query)
    wanted = parse_filters(filters)
    found = opening().search(query, k, filters=wanted)
    if as_json:
        print(json.dumps([scored_passage_to_dict(scored) for scored in found], ensure_ascii=False, indent=2))
        return 0
    for place, scored in enumerate(found, 1):
        heading = " › ".join((scored.document.title, *scored.passage.section))
        print(f"{place}. {heading}  ({scored.score:.3f}, {scored.passage.id})\n   {scored.passage.text}\n")
    return 0
