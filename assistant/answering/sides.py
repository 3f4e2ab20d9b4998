"""What a question sets side by side, and which of it the corpus does not hold at all."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answering.expected import LIKE_SUBJECT, ROLE, subject_overlap
from assistant.answering.library import Library, places_told
from assistant.answering.signals import NEAR
from assistant.answering.unknown_names import UnknownNames
from assistant.domain.evidence import Evidence
from assistant.domain.questions import Mention, Question, Shape
from assistant.language.gazetteer import BETWEEN_PLACES, Place, is_told, place_spans, places_in
from assistant.language.glossary import Glossary
from assistant.language.references import references
from assistant.language.words import STOP_WORDS, TOKEN, content_terms

_TWO_THINGS = re.compile(
    r"(?:between|compare|is)?\s*(?:an?|the)?\s*([\w/&.+ -]{2,40}?)\s+(?:vs\.?|versus|and|or|with|to|from|than)\s+"
    r"(?:an?|the)?\s*([\w/&.+ -]{2,40}?)[?.!]*$",
    re.IGNORECASE,
)
_CHOICE = r"\s+(?:or|vs\.?|versus|instead of|rather than|as opposed to)\s+"
_ALTERNATIVES = re.compile(rf"{_CHOICE}|,\s+(?=(?:[\w.&/+-]+\s+){{1,4}}or\b)", re.IGNORECASE)
_COMPARED = re.compile(
    rf"{_CHOICE}|\s+(?:and|over|(?:[a-z]+er )?than|(?:compare[sd]?|differs?|different) (?:from|than|to|with))\s+|"
    r",\s+(?:and\s+|or\s+)?",
    re.IGNORECASE,
)
"""What stands between two things to choose from, and between two that are compared."""
_ARTICLE = re.compile(r"(?:an?|the)\s+", re.IGNORECASE)
_ASKS_TO_CHOOSE = re.compile(
    r"\W*(?:\b(?:so|and|but|or|now|then|should|shall|would|could|we|i|us|you|one|my|our|the|a|an|team|company|which|what|is|better|best|"
    r"to|use|using|take|choose|choice|pick|go|start|build|run|with|on|for|prefer|recommend|suggest|between|buy|adopt|get|decide|"
    r"deciding|torn|either|do|want|need)\b\W*)*",
    re.IGNORECASE,
)
"""What may stand before two things in a sentence that asks which of them to take."""
_CIRCUMSTANCES = re.compile(
    r"\s*(?:[?!.:;,–—(-]|(?:for|in|on|at|as|if|when|where|while|with|without|given|under|to)\b|$)", re.IGNORECASE
)
"""What the circumstances of the asker begin with behind them."""
SIDE_WORDS = 4
"""Words that the name of a side has at most."""


@dataclass(frozen=True, slots=True)
class OneSided:
    """A question about several things without those of which the corpus says nothing: `rest`, and their `names`."""

    rest: str
    names: tuple[str, ...]


def comparison_sides(question: Question, library: Library) -> dict[str, frozenset[str]]:
    """What is compared: shown name to the lower-cased names it goes by. Glossary terms first, then "X vs Y" phrases."""
    sides: dict[str, frozenset[str]] = {}
    terms: dict[int, str] = {}
    for mention in question.mentions:
        if mention.term not in terms:
            terms[mention.term] = mention.surface
    kinds: dict[str, list[int]] = {}
    for term in terms:
        kinds.setdefault(library.glossary.terms[term].kind, []).append(term)
    same_kind = max(kinds.values(), key=len, default=[])
    chosen = same_kind if len(same_kind) >= 2 else list(terms) if len(terms) == 2 else []
    for term in chosen:
        names = frozenset(name.lower() for name in library.glossary.names(term))
        sides[library.glossary.terms[term].name] = names | {terms[term].lower()}
    if len(sides) >= 2:
        return _with_like_roles(sides, library)
    numbered = sorted(references(question.text))
    if len(numbered) >= 2 and len({word for word, _ in numbered}) == 1:
        return {f"{word.capitalize()} {number.upper()}": frozenset({f"{word} {number}"}) for word, number in numbered}
    phrase = _TWO_THINGS.search(question.text)
    if phrase is None:
        return {}
    left, right = (_tail(phrase.group(1)), phrase.group(2).strip())
    return {left: frozenset({left.lower()}), right: frozenset({right.lower()})} if left and right else {}


def _with_like_roles(sides: dict[str, frozenset[str]], library: Library) -> dict[str, frozenset[str]]:
    """Roles also go by titles of their kind ("AI Architect", "AI/ML Solutions Architect"), unless one of these is compared."""
    roles = [term.name for term in library.glossary.terms if term.kind == ROLE]

    def like(name: str) -> frozenset[str]:
        near = [r for r in roles if r not in sides and subject_overlap(name, r) == LIKE_SUBJECT]
        return frozenset(r.lower() for r in near if all(subject_overlap(o, r) < LIKE_SUBJECT for o in sides if o != name))

    return {name: forms | like(name) if name in roles else forms for name, forms in sides.items()}


def _tail(text: str) -> str:
    """The noun phrase at the end of the words before "vs": what stands behind the last function word."""
    words = text.strip().split()
    kept: list[str] = []
    for word in reversed(words):
        if not content_terms(word) or len(kept) >= 4:
            break
        kept.append(word)
    return " ".join(reversed(kept))


def one_sided(
    question: Question, evidence: Sequence[Evidence], library: Library, english: Container[str] = frozenset()
) -> OneSided | None:
    """The question without the things beside a known one ("A or B", in a comparison also "A and B") whose name no text of the
    corpus uses; None where there are none. `english` holds ordinary words, which name nothing."""
    text = question.text
    names: dict[str, None] = {}
    ends: set[int] = set()
    behind_known: set[int] = set()
    cuts: list[tuple[int, int, str]] = []
    words = UnknownNames(library, english)
    for between in (_COMPARED if question.shape is Shape.COMPARISON or question.attributes else _ALTERNATIVES).finditer(text):
        left, right = _before(text, between.start()), _behind(text, between.end())
        chosen_from = "," not in between.group() or _ALTERNATIVES.match(text, between.start()) is not None
        for run, other in ((left, right), (right, left)):
            name = words.next_to_it(run, other, at_end=run is left, in_any_case=chosen_from)
            if not name or name[-1].end() in ends | behind_known or _told_of(_places(name), evidence, library):
                continue
            goes_on = run is right and bool(left) and left[-1].end() in behind_known
            if goes_on or _is_known(other, question, evidence, library):
                names[text[name[0].start() : name[-1].end()]] = None
                (ends if run is left else behind_known).add(name[-1].end())
                cuts += _without(text, name, between, left, first=run is left)
    if not names:
        cuts = _untold_places(text, evidence, library, words)
        names = dict.fromkeys(name for _, _, name in cuts)
        cuts = [(start, end, "") for start, end, _ in cuts]
    last = len(text)
    for start, end, instead in sorted(cuts, reverse=True):
        text = text[:start] + instead + text[min(end, last) :]
        last = start
    return OneSided(text, tuple(names)) if names else None


def _without(
    text: str, name: Sequence[re.Match[str]], between: re.Match[str], left: Sequence[re.Match[str]], *, first: bool
) -> list[tuple[int, int, str]]:
    """What to cut, and what to put in its place, so that a text goes on without a name beside another one; the last two of a
    series that lost its end are joined as that was ("A, B or C" becomes "A or B")."""
    if first:
        return [(name[0].start(), between.end(), "")]
    cuts = [(between.start(), name[-1].end(), "")]
    comma = left[0].start() - 2 if left else 0
    if text[max(0, comma) : comma + 2] == ", " and "," not in between.group():
        cuts.append((comma, comma + 2, between.group()))
    return cuts


def _untold_places(
    text: str, evidence: Sequence[Evidence], library: Library, words: UnknownNames
) -> list[tuple[int, int, str]]:
    """What to cut of places named side by side ("in Zurich and Toronto") of which some are told of and some not at all, each
    with its name."""
    spans = place_spans(text)
    cuts: list[tuple[int, int, str]] = []
    for (start, end), (begins, ends) in pairwise(spans):
        one, two = text[start:end], text[begins:ends]
        if BETWEEN_PLACES.fullmatch(text[end:begins]) is None:
            continue
        told = [_told_of(places_in(name), evidence, library) for name in (one, two)]
        if told == [False, True] and words.are_unknown(one):
            cuts.append((start, begins, one))
        elif told == [True, False] and words.are_unknown(two):
            cuts.append((end, ends, two))
    return cuts


def bare_choice(text: str, mentions: Sequence[Mention], glossary: Glossary) -> str:
    """The bare "A or B?" of a question that asks which of two things of one kind to take in the asker's circumstances; "" for
    others, and where there are none."""
    for one, other in pairwise(mentions):
        between = _ALTERNATIVES.match(text, one.end)
        joined = between is not None and not text[between.end() : other.start].strip() and glossary.are_alike(one, other)
        before = text[: one.start].rpartition(". ")[2].rpartition("? ")[2].rpartition("! ")[2]
        rest = f"{one.surface} or {other.surface}?"
        if joined and _ASKS_TO_CHOOSE.fullmatch(before) and _CIRCUMSTANCES.match(text, other.end) and len(rest) < len(text):
            return rest
    return ""


def is_bare_choice(question: Question, glossary: Glossary) -> bool:
    """True for nothing but two things of one kind to choose from ("A or B?")."""
    text = question.text
    for mention in reversed(question.mentions):
        text = text[: mention.start] + text[mention.end :]
    two = len(question.mentions) == 2 and glossary.are_alike(*question.mentions)
    return two and question.shape is Shape.COMPARISON and not content_terms(text)


def still_compares(rest: Question, library: Library) -> bool:
    """True when two sides or more are left of a comparison."""
    return rest.shape is Shape.COMPARISON and len(comparison_sides(rest, library)) > 1


def _before(text: str, end: int) -> list[re.Match[str]]:
    """Up to `SIDE_WORDS` words that stand right before a place, back to the first function word or punctuation."""
    run: list[re.Match[str]] = []
    for found in reversed(list(TOKEN.finditer(text, 0, end))):
        gap = text[found.end() : run[0].start() if run else end]
        if gap.strip() or (run and not gap) or not _may_name(found) or len(run) == SIDE_WORDS:
            break
        run.insert(0, found)
    return run


def _behind(text: str, start: int) -> list[re.Match[str]]:
    """The same right behind a place, an article skipped."""
    article = _ARTICLE.match(text, start)
    last = article.end() if article else start
    run: list[re.Match[str]] = []
    for found in TOKEN.finditer(text, last):
        if text[last : found.start()].strip() or not _may_name(found) or len(run) == SIDE_WORDS:
            break
        run.append(found)
        last = found.end()
    return run


def _may_name(word: re.Match[str]) -> bool:
    return word.group().lower() not in STOP_WORDS


def _is_known(run: Sequence[re.Match[str]], question: Question, evidence: Sequence[Evidence], library: Library) -> bool:
    """True when a run names a thing of the glossary or a place of which the evidence tells."""
    if not run:
        return False
    start, end = run[0].start(), run[-1].end()
    return any(m.start < end and start < m.end for m in question.mentions) or _told_of(_places(run), evidence, library)


def _places(words: Sequence[re.Match[str]]) -> frozenset[Place]:
    return places_in(" ".join(word.group() for word in words))


def _told_of(places: frozenset[Place], evidence: Sequence[Evidence], library: Library) -> bool:
    told = frozenset(told for e in evidence[:NEAR] for told in places_told(e, library))
    return any(is_told(place, told) for place in places)
