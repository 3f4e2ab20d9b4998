"""How a user wants an answer given: greetings, politeness, length and listener. None of it is what a question is about."""

from __future__ import annotations

import re

from assistant.language.words import content_terms

_MANNERS = re.compile(
    r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening))\b(?: there| all| everyone)?[\s,.!]+|"
    r"[,\s]*\b(?:in (?:one|two|three|a few|\d)(?: or \w+)? sentences?|in (?:plain|simple) (?:words|english|terms|language)|"
    r"in short|in a nutshell|in brief|briefly|for me|please|pls|plz|thanks|thank you|step by step|"
    r"(?:to me )?like i(?:'|’)?m \w+(?: to .*)?|eli5|tl;?dr|for dummies|(?:no|without) (?:jargon|buzzwords)|"
    r"(?:(?:can|could) you )?(?:explain|put|say|keep|make) (?:it|that|this) (?:to me )?(?:very |really |as )?"
    r"(?:simply|simple|short|brief(?:ly)?|easy|clearly)(?: as possible)?|(?:short|quick|brief|simple) (?:answer|version)|"
    r"if (?:you|u) (?:can|could)|all day(?: long)?|day[- ]to[- ]day|on a daily basis)\b[,\s]*",
    re.IGNORECASE,
)
_LISTENER = re.compile(
    r"(\b(?:explain|describe)\b.{2,80}?)\s+to (?:an?|my|our|the|some) (?:[\w-]+ ){0,2}?"
    r"(?:managers?|boss|board|child|kids?|lay(?:man|person|people)|beginners?|newcomers?|non-?experts?|executives?|ceo|cfo|"
    r"colleagues?|clients?|customers?|team|mother|father|grandm\w+)\b",
    re.IGNORECASE,
)
"""The person to whom an explanation will be told."""
_SENTENCES = re.compile(r"\bin (?:just |only )?(a|one|two|three|[1-3]) (?:single |short )?sentences?\b", re.IGNORECASE)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}


def without_manners(text: str) -> str:
    """The text without its manners; as it stands where nothing else is in it."""
    shorter = _left(text)
    return shorter if content_terms(shorter) else text


def is_manners(text: str) -> bool:
    """True for a sentence that says no more than how to answer ("explain it simply please")."""
    return bool(content_terms(text)) and not content_terms(_left(text))


def sentences_allowed(text: str) -> int:
    """Sentences in which the user wants the answer, 0 for any number."""
    found = _SENTENCES.search(text)
    return 0 if found is None else _COUNTS.get(found.group(1).lower()) or int(found.group(1))


def _left(text: str) -> str:
    return _LISTENER.sub(r"\1", _MANNERS.sub(" ", text)).strip()
