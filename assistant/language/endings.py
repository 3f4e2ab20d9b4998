"""Words with which a text tells that a thing is over, or what came after it. Whether it is right is not judged."""

from __future__ import annotations

import re

_ENDING = re.compile(
    r"""\b(?:now|no[ ]longer|former(?:ly)?|previous(?:ly)?|called|older|earlier|renam(?:e|es|ed|ing)|retir(?:e|es|ed|ing)|
    retirements?|replac(?:e|es|ed|ing|ement|ements)|success(?:or|ors)|succeed(?:s|ed)?|predecessor|supersed(?:e|es|ed)|
    repeal(?:s|ed)?|end(?:s|ed)|clos(?:ed|es|ing|ure)|deprecat(?:ed|ion)|discontinued|withdrawn|expired|legacy|historic|became|
    becomes|obsolete|sunset|out[ ]of[ ]date|outdated|any[ ]more|shuts?|shut[ ]?down|last|over[ ]since)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def tells_ending(text: str) -> bool:
    """True when the text speaks of something as over or succeeded."""
    return _ENDING.search(text) is not None
