"""Turn a follow-up into a question that stands alone, without a language model.

A follow-up is recognised by what it lacks: a subject of its own. Where it names another thing of a kind that the
question before named ("what about Azure?", "and for seniors?"), that thing takes the other's place; otherwise the
earlier question is put before it. A question that stands alone takes nothing over from an old topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.conversation.ordinals import LEAST_ITEMS, THINGS, has_ordinal, item_meant, one_of_those_named
from assistant.domain.conversation import Turn
from assistant.domain.questions import Mention
from assistant.language.gazetteer import BETWEEN_PLACES, place_spans
from assistant.language.glossary import PROVIDER, Glossary
from assistant.language.sentences import split_sentences
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
    r"^\W*(and|but|so|or|also|what about|how about|what of|why|why not|more|tell me more|go on|source|sources|who says|"
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
_LEVEL = re.compile(
    r"\b(entry[- ]level|entry|juniors?|mid[- ]level|mid|seniors?|principals?|staff|lead|vp|director)\b", re.IGNORECASE
)
_LONGER_NAME = re.compile(r" [A-Z][a-z]+")
"""Behind a name: it is part of a longer one, of something else."""
_MOST_TOLD = 2
"""An answer that brings up more things than this moves on to none of them."""
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
_THE = re.compile(r"\bthe $", re.IGNORECASE)
"""An article that a place has, or has not ("the UK", "London")."""
_COMPARES = re.compile(r"\b(?:compar\w+|differ\w*|than|versus|vs)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\W*(?:['’]s)?\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standalone:
    """`text` is the question to search and answer by; `own` what the user wrote.

    `root` is the question that opened the topic, with the thing put in its place that the talk has moved to; `continues` is
    True for "tell me more"; `answers`, all of the talk, oldest first, are carried for a follow-up only, and so is `carried`,
    the question with words of the turn before (`carried.py`), "" where none are; `talk` is what the user wrote with the user's
    questions before it, the latest first.
    """

    text: str
    own: str
    root: str = ""
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
            current = _step(asked[-1], current, answers, glossary, leans=leans and len(asked) == last)
    return replace(current, talk=_talk(current.talk, asked[:-1])) if current.talk else current


def _talk(meant: str, before: Sequence[str]) -> str:
    """A follow-up with the questions before it, the latest first."""
    return f"{meant} ({'; '.join(reversed(before[-TALK_TURNS:]))})"


def is_follow_up(question: str, glossary: Glossary) -> bool:
    """True when a question lacks a subject of its own."""
    named = glossary.find(question)
    terms = content_terms(question)
    if _MORE.match(question) or not terms:
        return True
    opens = _OPENS.match(question) is not None
    refers = _REFERS.search(question) is not None or has_ordinal(question)
    goes_on = (_GOES_ON.match(question) or _TOO.search(question)) is not None and len(terms) <= _GOES_ON_TERMS
    if goes_on or (opens and len(terms) <= _OWN_TERMS) or _REFERS_FIRST.match(question):
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


def _with_names_in_full(question: str, root: str, glossary: Glossary) -> str:
    """The question with "the architect" as "the AI architect" where the topic names one thing alone by a name that ends so."""
    named: dict[str, dict[int, str]] = {}
    for mention in glossary.find(root):
        *first, head = mention.surface.split()
        if first:
            named.setdefault(head.lower(), {})[mention.term] = mention.surface
    own = {mention.surface.lower().split()[-1] for mention in glossary.find(question)}
    for head, surfaces in named.items():
        if len(surfaces) == 1 and head not in own:
            full = f"the {next(iter(surfaces.values()))}".replace("\\", r"\\")
            question = re.sub(rf"\bthe {re.escape(head)}\b", full, question, flags=re.IGNORECASE)
    return question


def _step(question: str, before: Standalone, answers: tuple[str, ...], glossary: Glossary, *, leans: bool) -> Standalone:
    question = _with_names_in_full(question, before.root, glossary)
    meant = _NOT_BUT.sub("", question)
    if len(content_terms(meant)) <= _OWN_TERMS and before.text:
        question = meant
    switched = _SWITCHES.sub("", question).strip()
    if switched != question and content_terms(switched):
        return Standalone(switched, switched, root=switched)
    goes_on = leans or is_follow_up(question, glossary) or _names_a_counterpart(question, before.root, glossary)
    if not (before.text and goes_on):
        return Standalone(question, question, root=question)
    chosen = one_of_those_named(question, before.root, glossary)
    if chosen:
        return Standalone(chosen, question, root=chosen, answers=answers, talk=chosen)
    answer = answers[-1] if answers else ""
    item = item_meant(question, answers, glossary)
    if item:
        return Standalone(f"{item.rstrip(' .')} — {question}", question, root=before.root, answers=answers)
    if _MORE.match(question):
        return Standalone(before.text, question, root=before.root, continues=True, answers=answers)
    replaced = _replace(question, before.root, glossary) or _in_another_place(question, before.root)
    if replaced:
        return Standalone(replaced, question, root=replaced, answers=answers, talk=question)
    root = before.root if _REFERS.search(question) else _without_counterparts(before.root, question, glossary)
    told = _told(answer, root, question, glossary)
    if len(told) == 1 and content_terms(question):
        root = told[0]
    about = f" ({', '.join(told)})" if told and told[0] != root else ""
    if _is_bare(question, glossary.find(question)) and before.answers:
        about += f" — {_without_counterparts(before.own, question, glossary).rstrip(' ?.!')}"
    return Standalone(f"{root.rstrip(' ?.!')}{about} — {question}", question, root=before.root, answers=answers, talk=question)


def _names_a_counterpart(question: str, root: str, glossary: Glossary) -> bool:
    """True for nothing but a short name of another thing of a kind that the talk is about ("Google's?"), or of a provider where
    it is about things that providers have."""
    named = glossary.find(question)
    if not _is_bare(question, named) or len(content_terms(question)) > _OWN_TERMS:
        return False
    kinds = {glossary.terms[mention.term].kind for mention in glossary.find(root)}
    of_a_provider = glossary.terms[named[0].term].kind == PROVIDER and bool(kinds & THINGS)
    return of_a_provider or bool(_replace(question, root, glossary))


def _is_bare(question: str, named: Sequence[Mention]) -> bool:
    """True for nothing but one name."""
    return len(named) == 1 and _POSSESSIVE.fullmatch(question[: named[0].start] + question[named[0].end :]) is not None


def _told(answer: str, root: str, question: str, glossary: Glossary) -> list[str]:
    """Names of the exam, law or service that the last answer began with, when it is one or two and the follow-up names
    nothing itself: the talk has moved on to it."""
    if glossary.find(question):
        return []
    known = {m.term for m in glossary.find(root)}
    first = next((answer[span.start : span.end] for span in split_sentences(answer)), "")
    whole = (m for m in glossary.find(first) if not _LONGER_NAME.match(first, m.end))
    found = dict.fromkeys(m.term for m in whole if glossary.terms[m.term].kind in THINGS)
    new = [glossary.terms[term].name for term in found if term not in known]
    return new if len(new) <= _MOST_TOLD else []


def _without_counterparts(root: str, question: str, glossary: Glossary) -> str:
    """The root without the things whose place a thing named in the follow-up takes: others of its kind.

    A follow-up that refers back ("how is it different from …") still needs them; it is not asked about here.
    """
    kinds = {glossary.terms[m.term].kind for m in glossary.find(question)}
    for mention in reversed(glossary.find(root)):
        if glossary.terms[mention.term].kind in kinds:
            root = f"{root[: mention.start]}{root[mention.end :]}"
    return " ".join(root.split())


def _in_another_place(question: str, previous: str) -> str:
    """The previous question with the place that the follow-up names alone ("and Denver?") in the place of those it named side
    by side; "" where it named none."""
    named, before = place_spans(question), place_spans(previous)
    if len(named) != 1 or not before or content_terms(question[: named[0][0]] + question[named[0][1] :]):
        return ""
    start, end = before[0]
    if not _THE.search(question[: named[0][0]]):
        start = len(_THE.sub("", previous[:start]))
    for begins, ends in before[1:]:
        if BETWEEN_PLACES.fullmatch(previous[end:begins]):
            end = ends
    return previous[:start] + question[slice(*named[0])] + previous[end:]


def _replace(question: str, previous: str, glossary: Glossary) -> str:
    """The previous question with the follow-up's thing in the place of its counterpart, "" where none fits.

    Only a follow-up that says nothing else is replaced: "and what does it cost on Azure?" asks something new.
    """
    new_level, old_level = _LEVEL.search(question), _LEVEL.search(previous)
    named = glossary.find(question)
    terms = set(content_terms(question))
    if new_level and len(terms - set(content_terms(new_level.group()))) <= 1 and not named:
        if old_level:
            return previous[: old_level.start()] + new_level.group() + previous[old_level.end() :]
        return f"{previous.rstrip(' ?.!')} ({new_level.group()})?"
    if len(named) != 1 or _COMPARES.search(question):
        return ""
    rest = terms - set(content_terms(named[0].surface))
    if rest:
        return ""
    kind = glossary.terms[named[0].term].kind
    counterpart = next((m for m in glossary.find(previous) if glossary.terms[m.term].kind == kind), None)
    if counterpart is None or counterpart.term == named[0].term:
        return ""
    return previous[: counterpart.start] + named[0].surface + previous[counterpart.end :]
