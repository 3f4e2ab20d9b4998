"""Write out what people type in haste: clipped words, forms without their apostrophe, signs that stand for words.

Closed-class words and chat abbreviations alone; words of a subject are spelled by its corpus (vocabulary.py).
"""

from __future__ import annotations

import re

from assistant.language.sentences import ABBREVIATIONS

_WORDS = {
    "abt": "about", "adn": "and", "arent": "aren't", "b4": "before", "bc": "because", "bcs": "because", "cant": "can't",
    "cert": "certificate", "certs": "certificates", "cld": "could",
    "coz": "because", "cuz": "because", "didnt": "didn't", "diff": "difference",
    "doesnt": "doesn't", "dont": "don't",
    "gonna": "going to", "gotta": "have to", "hasnt": "hasn't", "hav": "have", "havent": "haven't", "hte": "the",
    "hrs": "hours", "hv": "have", "hw": "how", "im": "I'm", "isnt": "isn't", "ive": "I've", "mch": "much", "mins": "minutes",
    "mny": "many", "n": "and",
    "pct": "percent", "ppl": "people", "shd": "should", "shouldnt": "shouldn't", "tel": "tell", "teh": "the", "thats": "that's",
    "theres": "there's", "tmrw": "tomorrow", "tmw": "tomorrow", "u": "you", "ur": "your", "waht": "what", "wanna": "want to",
    "wasnt": "wasn't", "wat": "what", "wats": "what is", "wen": "when", "whats": "what is", "whcih": "which",
    "wheres": "where is",
    "whn": "when", "whos": "who is", "wht": "what", "wich": "which", "wld": "would", "wnat": "want", "wont": "won't",
    "wouldnt": "wouldn't", "yrs": "years",
}  # fmt: skip
_COMMON = """about after also before between cost could does from have hours long many month much need only should since than
that their there these they this what when where which while with without would year years your""".split()  # noqa: SIM905
_REAL = frozenset({"cots", "dose", "form", "three"})
"""Words that are right as they stand, though two letters exchanged make another."""
_EXCHANGED = {
    word[:place] + word[place + 1] + word[place] + word[place + 2 :]: word
    for word in _COMMON
    for place in range(len(word) - 1)
    if word[place] != word[place + 1]
}
"""The commonest words with two neighbouring letters exchanged ("lnog", "mcuh"): too short to be told from names by likeness."""
_MEANT = {typed: word for typed, word in _EXCHANGED.items() if typed not in _REAL and typed not in _COMMON} | _WORDS
_CLIPPED = re.compile(rf"(?<![\w'’/.+-])(?:{'|'.join(_MEANT)})(?![\w'’/+-])(?!\.\w)")
"""In lower case alone: capitals are names ("R", "BC")."""
_WHAT = re.compile(r"\bwtf(?= (?:is|are|was|were|does|do)\b)")
_ARE = re.compile(r"\b(we|they|you|how|what|who|where|there|these|those) r\b")
_BE = re.compile(r"\b(to|can|will|must|should) b\b")
_YEARS = re.compile(r"\b(\d{1,2})\s?(?:y|yr)\b")
_WITHOUT = re.compile(r"(?<!\S)w/o(?=\s)")
_WITH = re.compile(r"(?<!\S)w/\s?(?=\w)")
_PLUS = re.compile(r"(?<=[\w?!)])\s+(?:\+|&)\s+(?=[a-z]{2})")
_ARROW = re.compile(r"\s+(?:[-=]+>|→)\s+(?=[a-z])")
_LOWER_NEXT = re.compile(r"(?<![\w.])([a-z'’]{3,}|[A-Z]{4,}|['\"][\w-]+['\"])(\. +)([a-z])(?=[a-z'’]* )")
"""A stop behind a whole word before a word without its capital: who writes so begins every sentence so."""
_ENDS_NONE = ABBREVIATIONS | {"approx", "etc", "max", "min"}
_YES_OR_NO = re.compile(r"[\s,;(]*\b(?:y/n|yes/no|yes or no|y or n)\b\)?(?=\W*$)", re.IGNORECASE)


def written_out(text: str) -> str:
    """The text with its clipped words and signs written out; all else, and all in capitals, as it stands."""
    text = _CLIPPED.sub(lambda found: _MEANT[found.group()], text)
    text = _WHAT.sub("what", text)
    text = _BE.sub(r"\1 be", _ARE.sub(r"\1 are", text))
    text = _YEARS.sub(r"\1 years", _WITH.sub("with ", _WITHOUT.sub("without", text)))
    text = _LOWER_NEXT.sub(_with_capital, text)
    text = _ARROW.sub(": ", _PLUS.sub(" and ", text))
    return _YES_OR_NO.sub("", text) or text


def _with_capital(found: re.Match[str]) -> str:
    word, stop, letter = found.groups()
    return found.group() if word.lower() in _ENDS_NONE else f"{word}{stop}{letter.upper()}"
