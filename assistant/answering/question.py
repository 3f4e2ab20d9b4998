"""Read a question: its shape from closed-class words, its terms through the glossary, its spelling from the corpus."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from itertools import pairwise

from assistant.domain.questions import Mention, Question, Shape
from assistant.language.glossary import Glossary, behind_providers
from assistant.language.manners import sentences_allowed, without_manners
from assistant.language.numbers import figures
from assistant.language.quantities import OF_NO_PRICE
from assistant.language.vocabulary import Vocabulary
from assistant.language.words import content_terms, names_in, tokens

_VERB = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|shall|should|will|would|need|needs|"
    r"go|belong|come|count|apply|exist|matter|help|fall|fit|remain|stay|i|we|you|they|he|she|of|in|on|at|for|from|with|that|who)"
)
"""Closed-class words, and the commonest verbs that agree with a plural, that end the noun phrase behind "which" or "what"."""
_NOT_PLURAL = r"(?!\w*(?:ss|us|is|as)\b)(?!access\b|business\b|process\b|does\b|has\b|this\b)"
_NO_FIGURES = r"(?!(?:ranges|bands|limits|rates|figures|levels|amounts|brackets)\b)"
"""What is listed of a cost or a wage that is no figure: its blocks, models, drivers."""
_SHAPES: tuple[tuple[Shape, re.Pattern[str]], ...] = (
    (
        Shape.COMPARISON,
        re.compile(
            r"\b(vs\.?|versus|compar(?:e|es|ed|ing|ison|isons)|differ(?:s|ed|ence|ences)?|different (?:from|to|than)|"
            r"the same .{3,80} as|how (?:is|are) .{3,60} different|distinguish\w*|as opposed to|better than|"
            r"rather than|or should i)\b|"
            r"\b(which|who|what)\b.{0,40}\b(better|cheaper|more|higher|faster|harder)\b.{0,80}\bor\b",
            re.IGNORECASE,
        ),
    ),
    (
        Shape.WHY,
        re.compile(
            r"(?:^|[.!?;:]\s)\W*(?:\w+\W+){0,3}why\b|\bhow come\b|\breasons? (for|why)\b|\bwhat for\b", re.IGNORECASE
        ),
    ),
    (
        Shape.LIST,
        re.compile(
            r"^\W*(?:all|every|everything) \w|\b(name|list|enumerate) (them|all|each|every|everything)\b|"
            r"\b(?:complete|full|whole) (?:(?:check-?)?list|menu|overview|set)\b|\bin one list\b|"
            r"\bhow many\b.{2,80}(?:\band|,) (?:which|what)(?: ones| are they)?\W*$|"
            r"\b(?:which|what)(?: are)?(?: all)?(?: of)?(?: the)? (?:cost|price|pricing|pay|salary|fee|budget) "
            rf"{_NO_FIGURES}{_NOT_PLURAL}(?-i:[a-z-]+s)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Shape.FIGURE,
        re.compile(
            r"\bhow (much|many|long|big|large|fast|often|high|low|old)\b|\b(salar\w*|wage\w*|earn\w*|pay|paid|compensation|"
            r"cost(?!um)\w*|charges?(?!\s+for\b(?!\s+(?:an?|the|one)\b))|pric(?!k)\w+|"
            r"fee|fees|rate|rates|number of|"
            r"percent\w*|share of|score|duration|limit|limits|budget|maximum|minimum|fines?(?!-)|penalt\w+)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Shape.TIME,
        re.compile(
            r"\b(?:since|until|till|by|from) when\b|"
            r"\bwhen (?:is|are|was|were|do|does|did|will|can|could|may|must|shall|has|have)\b|"
            r"\b(what|which) (date|year|day|month)\b|\bdeadline\b|^\W*when\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        Shape.LIST,
        re.compile(
            r"\b(list|name|enumerate|give me|gather)\b.{0,20}\b(all|the|every|everything|some)\b|\bwhat are\b|"
            rf"\b(?:which|what)(?: of the)? (?:(?!{_VERB}\b)[\w/-]+ ){{0,3}}?{_NOT_PLURAL}(?-i:[a-z-]+s) {_VERB}\b|"
            rf"\bwhich of the\b|\bwhich {_NOT_PLURAL}(?-i:[a-z-]+s)\b|"
            r"\bwhat (?:must|should|shall) \S.{2,60}\bdo\b|"
            r"\b(responsibilities|duties|skills|criteria|steps|types|kinds|options|"
            r"requirements|examples|tasks|qualifications|components|domains|phases|stages)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Shape.HOW,
        re.compile(
            r"(?<!know-)\bhow (do|does|to|can|should|would|is|are|did|could)\b|\bways? to\b|\bsteps\b", re.IGNORECASE
        ),
    ),
    (
        Shape.DEFINITION,
        re.compile(
            r"\bwhat(?:'s|’s| is| exactly is|s) (an?|the)?\b|\bwho (is|are)\b|\bdefin\w+\b|\bmeaning\b|\bmean(s)?\b|"
            r"\bstand(s)? for\b|\bwhat (are|is) \w+\?$|\bwhat (?:does|do) .{2,50}? do\b",
            re.IGNORECASE,
        ),
    ),
    (
        Shape.YES_NO,
        re.compile(
            r"^(so |but |and )?(is|are|was|were|do|does|did|can|could|should|must|has|have|will|would|may|am)\b", re.IGNORECASE
        ),
    ),
)  # fmt: skip
_LEVELS = {
    "entry": ("entry", "beginner", "graduate", "starting", "junior", "juniors", "newcomer", "starter"),
    "mid": ("mid", "middle", "intermediate"),
    "senior": ("senior", "experienced", "seniors"),
    "principal": ("principal", "staff"),
    "top": ("top",),
}
_WHAT_ARE = re.compile(r"\bwhat are (?:these |those |the )?$", re.IGNORECASE)
_HOW_LONG = "how long"
_CLAUSE_END = re.compile(r"[,;:?!.]|\b(?:and|or|but)\b")
_NO_ATTRIBUTE = re.compile(rf"how much{OF_NO_PRICE}|pay(?:ing|s)? (?:for|by|per|than|off|attention)\b")
"""Words that name an attribute elsewhere: no price is asked for with "how much knowledge", no wage with "pay by the token"."""
_OR = re.compile(r"\W*or(?: (?:an?|the))?\W*", re.IGNORECASE)
_SEVERAL = 3
"""Things of one kind from which a question that asks for no other shape wants them side by side."""
_YEARS = re.compile(r"\b(\d{1,2})\+? ?(?:years?|yrs?)\b", re.IGNORECASE)
_ASKED_FOR = (
    (
        re.compile(
            r"\bhow much (?:is|are|does|do|will|would|for)\b(?!.*\b(?:earn|make|paid|pay)\b)|\bexpensive\b", re.IGNORECASE
        ),
        "price",
    ),
    (re.compile(r"\b(?:earn|make|paid|salar\w+|wages?)\b", re.IGNORECASE), "pay"),
    (re.compile(r"\bhow long\b", re.IGNORECASE), "duration"),
)
"""Attributes that a question asks for without naming them."""
_INITIALS_IN_PLURAL = re.compile(r"\b([A-Z]{2,}|[A-Z]+\d+)s\b")


def read_question(
    text: str,
    glossary: Glossary,
    vocabulary: Vocabulary,
    english: Container[str] = frozenset(),
    attributes: Glossary | None = None,
) -> Question:
    """Understand one question. `english` holds words that are spelled correctly though the corpus may not use them;
    `attributes` finds the attributes of typed facts by the words with which people ask for them."""
    asked, text = text, without_manners(text)
    mentions = glossary.find(text)
    covered = [(m.start, m.end) for m in mentions]
    corrected = _correct_outside(text, covered, lambda piece: vocabulary.correct(piece, english))
    if corrected != text:
        mentions = glossary.find(corrected)
    names = [name for name in names_in(_sentence_case(corrected)) if not _inside(name, corrected, mentions)]
    offered = (name for name in behind_providers(corrected, mentions, glossary) if not vocabulary.begins(name))
    names = list(dict.fromkeys((*names, *offered)))
    return Question(
        text=corrected,
        asked=asked,
        search_text=_with_aliases(corrected, mentions, glossary),
        shape=_shape(corrected, mentions, glossary),
        terms=tuple(content_terms(corrected)),
        mentions=tuple(mentions),
        unknown_names=tuple(name for name in names if not _known(name, vocabulary)),
        figures=figures(corrected),
        level=level_of(corrected),
        attributes=_attributes(corrected, mentions, attributes),
        years=years_of(corrected),
        max_sentences=sentences_allowed(asked),
    )


def _shape(text: str, mentions: list[Mention], glossary: Glossary) -> Shape:
    shape = shape_of(text)
    if shape is Shape.LIST and _asks_what_they_are(text, mentions, glossary):
        return Shape.DEFINITION
    if _either_or(text, mentions, glossary):
        return Shape.COMPARISON
    kinds = [glossary.terms[term].kind for term in dict.fromkeys(m.term for m in mentions)]
    several = any(kinds.count(kind) >= _SEVERAL for kind in kinds)
    return Shape.COMPARISON if several and shape is Shape.OPEN else shape


def _asks_what_they_are(text: str, mentions: list[Mention], glossary: Glossary) -> bool:
    """True for "what are embeddings", which asks for no list of them, where the glossary says what one is."""
    return any(glossary.terms[m.term].definition and _WHAT_ARE.search(text[: m.start]) for m in mentions)


def _either_or(text: str, mentions: list[Mention], glossary: Glossary) -> bool:
    """True for "A or B" with two things of one kind, which wants them side by side."""
    return any(
        glossary.are_alike(one, other) and _OR.fullmatch(text[one.end : other.start]) for one, other in pairwise(mentions)
    )


def _attributes(text: str, mentions: list[Mention], attributes: Glossary | None) -> tuple[str, ...]:
    """The attributes that the text names; a word of a longer name ("Agent Platform") asks for none, nor does "how long" where
    its clause goes on to say of what ("how long is it valid")."""
    if attributes is None:
        return ()
    lowered = text.lower()
    found = [m for m in attributes.find(lowered) if not (_part_of_a_name(m, mentions) or _NO_ATTRIBUTE.match(lowered, m.start))]
    found = [m for m in found if not (m.surface == _HOW_LONG and _goes_on_to_say(m, found, lowered))]
    named = sorted(found, key=lambda m: m.surface.startswith("how "))  # "how much" says less than "retake"
    return tuple(dict.fromkeys(attributes.terms[m.term].name for m in named))


def _goes_on_to_say(asking: Mention, found: list[Mention], text: str) -> bool:
    """True where another attribute stands behind one in its clause."""
    clause = _CLAUSE_END.split(text[asking.end :])[0]
    return any(m.term != asking.term and asking.end <= m.start < asking.end + len(clause) for m in found)


def _part_of_a_name(found: Mention, mentions: list[Mention]) -> bool:
    length = found.end - found.start
    return any(m.start <= found.start and found.end <= m.end and length < m.end - m.start for m in mentions)


def shape_of(text: str) -> Shape:
    """The first shape whose words occur; OPEN without any."""
    stripped = text.strip()
    if _SHAPES[-1][1].search(stripped) and not _SHAPES[0][1].search(stripped):
        return Shape.YES_NO
    return next((shape for shape, pattern in _SHAPES if pattern.search(stripped)), Shape.OPEN)


def level_of(text: str) -> str:
    """A seniority level that the text names, or ""."""
    told = levels_in(text)
    return next((level for level in _LEVELS if level in told), "")


def levels_in(text: str) -> frozenset[str]:
    """Every seniority level that the text names."""
    words = set(re.split(r"[^a-z]+", text.lower()))
    return frozenset(level for level, names in _LEVELS.items() if words & set(names))


def years_of(text: str) -> int | None:
    """Years of experience that the text names, or None."""
    found = _YEARS.search(text)
    return int(found.group(1)) if found else None


def asks_attributes_alone(question: Question, attributes: Glossary) -> bool:
    """True for attributes without a subject, of whatever the talk is about ("price and passing score?")."""
    told = {term for mention in attributes.find(question.text) for term in content_terms(mention.surface)}
    return bool(question.attributes) and not question.mentions and set(question.terms) <= told


def is_a_name(question: Question) -> bool:
    """True for nothing but the name of one thing ("Terraform?"): what it is is the first that can be asked of it."""
    text = question.text
    for mention in reversed(question.mentions):
        text = text[: mention.start] + text[mention.end :]
    named = len({m.term for m in question.mentions}) == 1 and not content_terms(text)
    return named and question.shape is Shape.OPEN


def _correct_outside(text: str, covered: list[tuple[int, int]], correct: Callable[[str], str]) -> str:
    pieces: list[str] = []
    place = 0
    for start, end in covered:
        pieces += [correct(text[place:start]), text[start:end]]
        place = end
    return "".join((*pieces, correct(text[place:])))


def _with_aliases(text: str, mentions: list[Mention], glossary: Glossary) -> str:
    lowered = text.lower()
    extra = [word for pattern, word in _ASKED_FOR if pattern.search(text) and word not in lowered]
    for mention in mentions:
        name = glossary.terms[mention.term].name
        if name.lower() not in lowered and name not in extra:
            extra.append(name)
    return f"{text} ({', '.join(extra)})" if extra else text


def _sentence_case(text: str) -> str:
    """SHOUTED text carries no names in its capitals."""
    letters = [c for c in text if c.isalpha()]
    shouted = len(letters) > 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters)
    return text.lower() if shouted else text


def _inside(name: str, text: str, mentions: list[Mention]) -> bool:
    place = text.find(name)
    return any(m.start <= place < m.end for m in mentions)


def _known(name: str, vocabulary: Vocabulary) -> bool:
    name = _INITIALS_IN_PLURAL.sub(r"\1", name)
    return not vocabulary.is_new_code(name) and all(
        vocabulary.knows(part) or part.isdigit()
        for token in tokens(name)
        for part in re.split(r"[/&.'-]", token.removesuffix("'s"))
        if part
    )
