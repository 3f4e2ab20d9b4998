"""Greetings, thanks and questions about the assistant itself: answered calmly, without searching for a quote."""

from __future__ import annotations

import re

from assistant.answering.library import Library

ANSWER = "Ask me about my corpus, and I answer with exact quotes."
REASON = "That was no question about the corpus. Questions that it answers are offered below."
_SMALL_TALK = re.compile(
    r"^\W*(?:(?:hi|hello|hey|hiya|howdy|good (?:morning|afternoon|evening|day)|thanks?(?: you)?(?: (?:so|very) much| a lot)?|"
    r"cheers|ok(?:ay)?|great|cool|nice|bye|goodbye|see you|how are you(?: (?:doing|today))?|who are you|what are you|test|"
    r"help(?: me)?|what (?:can|do) you (?:do|know|help(?: me)? with|answer)(?: about)?|what can i ask(?: you)?|there|archway|"
    r"again|please|all|everyone)[\s,.!?]*)+$",
    re.IGNORECASE,
)


def is_small_talk(text: str) -> bool:
    """True for a message that holds nothing but greetings, thanks, or a question about the assistant."""
    return _SMALL_TALK.match(text) is not None


def offers(library: Library, limit: int = 3) -> tuple[str, ...]:
    """Questions that the corpus answers: headings that are questions, from documents spread over the corpus."""
    step = max(1, len(library.headings) // limit)
    return library.headings[::step][:limit]
