"""Words of a text: tokens, stems and the content terms that carry its topic.

The stop list is closed-class English only; nothing in it depends on a corpus or a set of questions.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import Stemmer

from assistant.language.numbers import with_plain_figures

TOKEN = re.compile(r"[^\W_]+(?:[.+#/&'’-][^\W_]+)*[+#]*")
_JOINED = re.compile(r"[/&]")
"""What joins words that are topics of their own."""

STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being below
    between both but by can could did do does doing down during each either else ever every few for from further
    get gets give given had has have having he her here hers him his how however i if in into is it its itself just
    let like made make many may me might more most much must my need needs no nor not now of off on once one only or
    other our out over own please per rather same shall she should since so some such than that the their them then
    there these they thing things this those through to together too under until up upon us use used using very want
    was we were what when where which while who whom whose why will with within without would yes yet you your
    tell know explain describe show list say says said mean means it's what's who's i'm i'd there's don't doesn't
    etc e.g i.e vs versus compare compared difference differences differ""".split()  # noqa: SIM905 # three hundred quotation marks would hide the words
)
"""Closed-class words plus the verbs and nouns with which people phrase a request."""


_PLURAL_INITIALS = re.compile(r"\A([b-df-hj-np-tv-xz]{2,}[a-rt-z])s\Z")
"""Of four letters or more and without a vowel before the last letter of the singular, where Snowball takes no plural off."""


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Snowball English stem of one word; initials in the plural ("LLMs", "GPUs", "KPIs") have that of the singular, too."""
    return str(_stemmer().stemWord(_PLURAL_INITIALS.sub(r"\1", word.lower())))


def tokens(text: str) -> list[str]:
    """Lower-cased word tokens in order; "MLS-C01", "c++" and "ai/ml" stay whole."""
    return TOKEN.findall(text.lower().replace("’", "'"))


def search_terms(text: str) -> list[str]:
    """Stems for keyword search: every token without its possessive, and the parts of compound tokens too."""
    terms: list[str] = []
    for token in tokens(with_plain_figures(text)):
        bare = token.removesuffix("'s")
        if bare in STOP_WORDS:
            continue
        terms.append(stem(bare))
        parts = re.split(r"[.+#/&'-]", bare)
        if len(parts) > 1:
            terms.extend(stem(part) for part in parts if part and part not in STOP_WORDS)
    return terms


def content_terms(text: str) -> list[str]:
    """Distinct stems of the words that carry the topic, in order of first use."""
    return list(_content_terms(text))


@lru_cache(maxsize=32_768)
def _content_terms(text: str) -> tuple[str, ...]:
    """Remembered, since every question meets the same units again."""
    return tuple(dict.fromkeys(term for token in tokens(with_plain_figures(text)) for term in _topics(token)))


@lru_cache(maxsize=65_536)
def _topics(token: str) -> tuple[str, ...]:
    """Stems of a token's parts without those of the stop list."""
    parts = _JOINED.split(token.removesuffix("'s"))
    return tuple(stem(part) for part in parts if part and part not in STOP_WORDS)


_NO_NAMES = frozenset({"OK", "TL", "DR", "FYI", "ASAP", "BTW", "IMO", "PS", "RE", "FW"})
"""Capitals that name nothing."""


def names_in(text: str) -> list[str]:
    """Name-like tokens: with a capital after the first word of a sentence, all capitals, or letters before digits."""
    found: list[str] = []
    for match in TOKEN.finditer(text):
        token = match.group()
        inner_capital = token[0].isalpha() and any(c.isupper() for c in token[1:])
        mixed = token[0].isalpha() and any(c.isdigit() for c in token)
        starts = match.start() == 0 or re.search(r"[.!?:]\s*[\"'“(*]*$", text[: match.start()]) is not None
        if token in _NO_NAMES:
            continue
        if inner_capital or mixed or (token[0].isupper() and not starts):
            found.append(token)
    return found


def capitalised(text: str) -> str:
    """The text with a capital first letter, the others as they are ("ML pipelines" keeps its own)."""
    return text[:1].upper() + text[1:]
