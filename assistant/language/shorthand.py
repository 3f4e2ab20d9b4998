"""Write out what people type in haste: clipped words, forms without their apostrophe, signs that stand for words.

Closed-class words and chat abbreviations alone; words of a subject are spelled by its corpus (vocabulary.py).
"""

from __future__ import annotations

import re

from assistant.language.sentences import ABBREVIATIONS

_WORDS = {
    "abt": "about", "adn": "and", "arent": "aren't", "b4": "before", "bc": "because", "bcs": "because", "cant": "can't",
    "cld": "could", "coz": "because", "cuz": "because", "didnt": "didn't", "diff": "difference",
    "doesnt": "doesn't", "dont": "don't",
    "gonna": "going to", "gotta": "have to", "hasnt": "hasn't", "hav": "have", "havent": "haven't", "hte": "the",
    "hv": "have", "hw": "how", "im": "I'm", "isnt": "isn't", "ive": "I've", "mch": "much", "mny": "many", "n": "and",
    "ppl": "people", "shd": "should", "shouldnt": "shouldn't", "tel": "tell", "teh": "the", "thats": "that's",
    "theres": "there's", "tmrw": "tomorrow", "tmw": "tomorrow", "u": "you", "ur": "your", "waht": "what", "wanna": "want to",
    "wasnt": "wasn't", "wat": "what", "wats": "what is", "wen": "when", "whats": "what is", "whcih": "which",
    "wheres": "where is",
    "whn": "when", "whos": "who is", "wht": "what", "wich": "which", "wld": "would", "wnat": "want", "wont": "won't",
    "wouldnt": "wouldn't", "yrs": "years",
}  # fmt: skip
_CLIPPED = re.compile(rf"(?<![\w'’/.+-])(?:{'|'.join(_WORDS)})(?![\w'’/+-])(?!\.\w)")
"""In lower case alone: capitals are names ("R", "BC")."""
_ARE = re.compile(r"\b(we|they|you|how|what|who|where|there|these|those) r\b")
_BE = re.compile(r"\b(to|can|will|must|should) b\b")
_YEARS = re.compile(r"\b(\d{1,2})\s?(?:y|yr)\b")
_WITHOUT = re.compile(r"(?<!\S)w/o(?=\s)")
_WITH = re.compile(r"(?<!\S)w/\s?(?=\w)")
_PLUS = re.compile(r"(?<=[\w?!)])\s+(?:\+|&)\s+(?=[a-z]{2})")
_ARROW = re.compile(r"\s+(?:[-=]+>|→)\s+(?=[a-z])")
_LOWER_NEXT = re.compile(r"(?<![\w.])([a-z'’]{3,})(\. +)([a-z])(?=[a-z'’]* )")
"""A stop behind a whole word before a word without its capital: who writes so begins every sentence so."""
_ENDS_NONE = ABBREVIATIONS | {"approx", "etc", "max", "min"}
_YES_OR_NO = re.compile(r"[\s,;(]*\b(?:y/n|yes/no|yes or no|y or n)\b\)?(?=\W*$)", re.IGNORECASE)


def written_out(text: str) -> str:
    """The text with its clipped words and signs written out; all else, and all in capitals, as it stands."""
    text = _CLIPPED.sub(lambda found: _WORDS[found.group()], text)
    text = _BE.sub(r"\1 be", _ARE.sub(r"\1 are", text))
    text = _YEARS.sub(r"\1 years", _WITH.sub("with ", _WITHOUT.sub("without", text)))
    text = _LOWER_NEXT.sub(_with_capital, text)
    text = _ARROW.sub(": ", _PLUS.sub(" and ", text))
    return _YES_OR_NO.sub("", text) or text


def _with_capital(found: re.Match[str]) -> str:
    word, stop, letter = found.groups()
    return found.group() if word in _ENDS_NONE else f"{word}{stop}{letter.upper()}"
