"""Turn a follow-up into a question that stands alone, without a language model.

A follow-up is recognised by what it lacks: a subject of its own. Where it names another thing of a kind that the
question before named ("what about Azure?"), that thing takes the other's place; otherwise the earlier question is put
before it. A question that stands alone takes nothing over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.conversation.ordinals import (
    LEAST_ITEMS,
    THINGS,
    has_ordinal,
    item_meant,
    moved_on_to,
    one_of_those_named,
    only_of_it,
    side_by_side,
    the_other_named,
)
from assistant.conversation.substitute import compares, corrected, in_another_place, replaced, without_counterparts
from assistant.domain.conversation import Turn
from assistant.domain.questions import Mention
from assistant.language.glossary import PLACE, PROVIDER, Glossary
from assistant.language.manners import without_manners
from assistant.language.words import content_terms

_REFERS = re.compile(
    r"\b(it|its|they|them|him|their|theirs|that|those|these|this|he|she|his|her|ones?|the same|"
    r"the (first|second|third|last|other|latter|former)|there|both|such|above|else|instead|other)\b",
    re.IGNORECASE,
)
_REFERS_FIRST = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|then)\W+)?(?:(?:how|why|when|where|what|who|which)\W+)?"
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|may|must|has|have)\W+"
    r"(?:it|they|that|this|these|those|he|she)\b(?!\W+(?:an?|the)\b)",
    re.IGNORECASE,
)
"""A question whose subject is a word that refers back: "does that also hold for …", "why is it …"."""
_REFERS_WHATEVER_IS_NAMED = re.compile(
    r"^\W*(?:(?:ok|okay|so|and|now|well|no|sorry)\W+)*(?:back to|i (?:meant|mean)|not the)\b|"
    r"\b(?:of|between) (?:the|those|these) (?:two|three|four|five)\b|\bthe whole (?:thing|process|lot)\b|"
    r"\byou(?:'ve| have)? (?:just )?(?:listed|named|said|mentioned|wrote|told me|gave)\b",
    re.IGNORECASE,
)
"""Words that lean on what was said, whatever else the question names: "back to AWS: …", "which of the two …"; one that names
two things itself may mean these."""
_SWITCHES = re.compile(
    r"^\W*(?:(?:ok|okay|thanks?|thank you|thx|great|good|fine|alright|all right|and|now|so|but|then|well|just)\W+)*"
    r"(?:(?:(?:an|on an?|one)\W*)?(?:other|another|different|new|next|separate|unrelated|change of|"
    r"(?:chang|switch)ing(?: the)?)\W+(?:topic|subject|question|thing|matter|issue)s?|"
    r"something (?:else|different|new)(?: (?:entirely|altogether))?|moving on)\s*[:;,.!–—-]",
    re.IGNORECASE,
)
"""Words that leave what was talked about ("ok thanks, other topic: …"); what follows them stands alone."""
_OPENS = re.compile(
    r"^\W*(and|but|so|or|also|only|just|what about|how about|what of|why|why not|more|tell me more|go on|sources?|who says|"
    r"says who|really|example|examples|for example|since when|until when|which one|same|then|ok and|okay and|what else|"
    r"anything else)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^\W*(tell me more|more details?|more(?= (?:please|pls|about|on|info\w*)\b|\W*$)|go on|continue|elaborate|"
    r"expand( on (that|it))?|what else|anything else|"
    r"can you (elaborate|expand|say more)|say more|keep going)\b[^?]*\??$",
    re.IGNORECASE,
)
TALK_TURNS = 3
"""Earlier questions of the user that a follow-up is understood with."""
MAX_TURN = 4000
"""Characters of an earlier turn that are read."""
_OWN_TERMS = 3
"""Content words from which a question without a back-reference counts as standing alone."""
_GOES_ON = re.compile(r"^\W*(?:and|but|or|why not)\b", re.IGNORECASE)
_GOES_ON_TERMS = 4
"""Content words up to which a question that begins with one of these, or ends with "too", goes on."""
_PLACED = re.compile(
    r"^\W*(?:(?:and|but)\W+)?(?:(?:what|how(?: much| many| long)?|who|which|where|when)\W+)?"
    r"(?:on|in|at|for|with|under|by|from|via)\b",
    re.IGNORECASE,
)
"""A place or a condition that the talk's question is to be answered for ("on AWS?", "what in New York?")."""
_TOO = re.compile(r"\b(?:too|as well|also|either|likewise)\W*$", re.IGNORECASE)
"""The end of a turn that asks for one thing more what was asked ("Lambda too?")."""
_NOT_BUT = re.compile(
    r"^\W*(?:no\W+)?not (?:(?:the|in|for|on|an?)\s){0,2}[\w./-]+(?:\s[\w./-]+)?\s*[,;:–—-]\s*(?:but\s)?(?=\w)", re.IGNORECASE
)
"""What is not meant, before what is ("not the US, London")."""
_PRONOUN = re.compile(r"\b(?:it|its|they|them|theirs?)\b", re.IGNORECASE)
"""What stands for the thing of the talk, whose place nothing else takes then ("do I need AIF-C01 before it?")."""
_WHAT_IS = re.compile(r"\W*(?:(?:and|so|ok|okay|but|then)\W+)*what(?:['’]?s| is| are)\s+(?:an?\s+)?", re.IGNORECASE)
_POSSESSIVE = re.compile(
    r"\W*(?:(?:only|just)\b\W*)*(?:['’]s)?\W*(?:(?:too|also|as well|then|please|pls|plz)\b\W*)*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Standalone:
    """`text` is the question to search and answer by; `own` what the user wrote.

    `root` is the question that opened the topic, with the thing put in its place that the talk has moved to, and `asked` what
    the latest turn that went on asked of it, "" where none did; `continues` is True for "tell me more"; `answers`, all of the
    talk, oldest first, are carried for a follow-up only, and so is `carried`, the question with words of the turn before
    (`carried.py`), "" where none are; `talk` is what the user wrote with the user's questions before it, the latest first.
    """

    text: str
    own: str
    root: str = ""
    asked: str = ""
    continues: bool = False
    answers: tuple[str, ...] = ()
    carried: str = ""
    talk: str = ""

    @property
    def last_answer(self) -> str:
        """The answer before a follow-up; "" for none."""
        return self.answers[-1] if self.answers else ""


def condense(question: str, history: Sequence[Turn], glossary: Glossary, *, leans: bool = False) -> Standalone:
    """Fold the user's turns, oldest first, into one standalone question; with `leans`, the last is a follow-up though it may
    look as if it stood alone."""
    current = Standalone("", "")
    answers: tuple[str, ...] = ()
    asked: list[str] = []
    last = 1 + sum(turn.role != "assistant" and bool(turn.content.strip()) for turn in history)
    for turn in (*history, Turn("user", question)):
        if turn.role == "assistant":
            answers += (turn.content[:MAX_TURN],) if turn.content.strip() else ()
        elif turn.content.strip():
            asked.append(turn.content.strip()[:MAX_TURN])
            told = " ".join((*asked[-1 - TALK_TURNS : -1], current.root))
            full = _with_names_in_full(asked[-1], told, glossary)
            current = _step(full, current, answers, glossary, asked[-1 - TALK_TURNS : -1], leans=leans and len(asked) == last)
    before = "; ".join(reversed(asked[-1 - TALK_TURNS : -1]))
    return replace(current, talk=f"{current.talk} ({before})") if current.talk else current


def is_follow_up(question: str, glossary: Glossary) -> bool:
    """True when a question lacks a subject of its own."""
    named = glossary.find(question)
    terms = content_terms(question)
    if _MORE.match(question) or not terms:
        return True
    opens = _OPENS.match(question) is not None
    refers = _REFERS.search(question) is not None or has_ordinal(question)
    goes_on = (_GOES_ON.match(question) or _TOO.search(question)) is not None and len(terms) <= _GOES_ON_TERMS
    beside = compares(question) and len({mention.term for mention in named}) < LEAST_ITEMS and len(terms) <= _OWN_TERMS
    if goes_on or beside or (opens and len(terms) <= _OWN_TERMS) or _REFERS_FIRST.match(question):
        return True
    if _PLACED.match(question) and named and not set(terms) - {t for m in named for t in content_terms(m.surface)}:
        return True
    if _REFERS_WHATEVER_IS_NAMED.search(question) and len({mention.term for mention in named}) < LEAST_ITEMS:
        return True
    if refers and (not named or len(terms) <= _OWN_TERMS):
        return True
    return len(terms) < _OWN_TERMS and not named


def may_lean(question: str, glossary: Glossary) -> bool:
    """True where a question that looks as if it stood alone may lean on the talk: it refers back, names nothing known, or is
    nothing but a name."""
    named = glossary.find(question)
    return _REFERS.search(question) is not None or not named or _is_bare(question, named)


def stands_alone(question: str, glossary: Glossary) -> bool:
    """True where a follow-up names its subject itself, says enough of it and refers to nothing before it ("and what would an AI
    architect cost in Germany?")."""
    long_enough = len(content_terms(question)) >= _OWN_TERMS
    return long_enough and bool(glossary.find(question)) and _REFERS.search(question) is None


def _with_names_in_full(question: str, told: str, glossary: Glossary) -> str:
    """The question with "the architect" as "the AI architect" where the talk names one thing alone by a name that ends so."""
    named: dict[str, dict[int, str]] = {}
    for mention in glossary.find(told):
        words = mention.surface.split()
        for place in range(1, len(words)):
            named.setdefault(" ".join(words[place:]).lower(), {})[mention.term] = mention.surface
    own = [mention.surface.lower() for mention in glossary.find(question)]
    for end, surfaces in named.items():
        if len(surfaces) == 1 and not any(name.endswith(end) for name in own):
            full = f"the {next(iter(surfaces.values()))}".replace("\\", r"\\")
            question = re.sub(rf"\bthe {re.escape(end)}\b", full, question, flags=re.IGNORECASE)
    return question


def _step(
    question: str, before: Standalone, answers: tuple[str, ...], glossary: Glossary, earlier: Sequence[str], *, leans: bool
) -> Standalone:
    meant = _NOT_BUT.sub("", question)
    if len(content_terms(meant)) <= _OWN_TERMS and before.text:
        question = meant
    short = without_manners(question)
    if before.text and _is_bare(short, glossary.find(short)):
        question = short
    switched = _SWITCHES.sub("", question).strip()
    if switched != question and content_terms(switched):
        return Standalone(switched, switched, root=switched)
    if _asks_what_it_is(question, glossary):
        return Standalone(question, question, root=question)
    put = corrected(question, before.asked or before.root, glossary)
    goes_on = leans or put or is_follow_up(question, glossary) or _names_a_counterpart(question, before.root, glossary)
    if not (before.text and goes_on):
        return Standalone(question, question, root=question)
    last = answers[-1] if answers else ""
    chosen = one_of_those_named(question, before.root, earlier, glossary) or the_other_named(
        question, before.text, (*earlier, before.root), last, glossary
    )
    if chosen:
        return _asked_of_one(chosen, question, answers, glossary)
    both, whole = side_by_side(question, before.root, earlier, glossary)
    if whole:
        return Standalone(whole, whole, root=whole)
    if both:
        return Standalone(_behind(both, question), question, root=both, asked=question, answers=answers, talk=question)
    item = item_meant(question, answers, glossary)
    if item:
        return Standalone(f"{item.rstrip(' .')} — {question}", question, root=before.root, answers=answers)
    chosen = next((one for text in reversed(earlier) if (one := one_of_those_named(question, text, (), glossary))), "")
    if chosen:
        return _asked_of_one(chosen, question, answers, glossary)
    if _MORE.match(question):
        return Standalone(before.text, question, root=before.root, continues=True, answers=answers)
    if put and not before.asked:
        return Standalone(put, question, root=put, answers=answers, talk=put)
    if put:
        root = corrected(question, before.root, glossary) or without_counterparts(before.root, put, glossary)
        return Standalone(_behind(root, put), question, root=root, asked=put, answers=answers, talk=put)
    refers = _REFERS_FIRST.match(question) is not None or _PRONOUN.search(question) is not None
    put = "" if refers else replaced(question, before.root, glossary) or in_another_place(question, before.root)
    if put:
        asked = without_counterparts(before.asked, question, glossary)
        if not asked and any(glossary.terms[mention.term].kind != PLACE for mention in glossary.find(question)):
            return Standalone(put, put, root=put)  # it is a whole question; words of the old one would answer it instead
        return Standalone(_behind(put, asked), question, root=put, asked=asked, answers=answers, talk=question)
    on = "" if refers else in_another_place(question, before.asked) or replaced(question, before.asked, glossary)
    if on:  # of what the talk went on to
        return Standalone(_behind(before.root, on), question, root=before.root, asked=on, answers=answers, talk=on)
    keeps = _REFERS.search(question) is not None or compares(question)
    root = before.root if keeps else without_counterparts(before.root, question, glossary)
    told = moved_on_to(last, root, question, glossary)
    about = f" ({', '.join(told)})" if told and told[0] != root else ""
    asked = question
    if about and len(told) == 1 and content_terms(question):
        root, about = f"{told[0]} ({root.rstrip(' ?.!')})", ""
    if _is_bare(question, glossary.find(question)) and before.asked:
        asked = without_counterparts(before.asked, question, glossary)
        about += f" — {asked.rstrip(' ?.!')}"
    text = _behind(f"{root.rstrip(' ?.!')}{about}", only_of_it(question) or question)
    return Standalone(text, question, root=before.root, asked=only_of_it(asked) or asked, answers=answers, talk=question)


def _asked_of_one(chosen: str, question: str, answers: tuple[str, ...], glossary: Glossary) -> Standalone:
    """The follow-up with the thing that it picks out, alone where that makes it a whole question."""
    own = chosen if stands_alone(chosen, glossary) else question
    return Standalone(chosen, own, root=chosen, answers=answers, talk="" if own == chosen else chosen)


def _asks_what_it_is(question: str, glossary: Glossary) -> bool:
    """True for "and what is a DBU?", which takes no other's place."""
    named = glossary.find(question)
    if len(named) != 1 or not _WHAT_IS.fullmatch(question[: named[0].start]):
        return False
    return not any(map(str.isalnum, question[named[0].end :]))


def _behind(root: str, asked: str) -> str:
    """What a later turn asked, behind the question that opened the topic."""
    return f"{root.rstrip(' ?.!')} — {asked}" if asked else root


def _names_a_counterpart(question: str, root: str, glossary: Glossary) -> bool:
    """True for nothing but a short name of another thing of a kind that the talk is about ("Google's?"), or of a provider where
    it is about things that providers have."""
    named = glossary.find(question)
    if not _is_bare(question, named) or len(content_terms(question)) > _OWN_TERMS:
        return False
    kinds = {glossary.terms[mention.term].kind for mention in glossary.find(root)}
    of_a_provider = glossary.terms[named[0].term].kind == PROVIDER and bool(kinds & THINGS)
    return of_a_provider or bool(replaced(question, root, glossary))


def _is_bare(question: str, named: Sequence[Mention]) -> bool:
    """True for nothing but one name."""
    return len(named) == 1 and _POSSESSIVE.fullmatch(question[: named[0].start] + question[named[0].end :]) is not None
