"""How likely it is that the evidence answers the question, and what to say when it does not.

The probability is a logistic function of the signals in `signals.py`. The weights were fitted on the golden tuning half and on
questions that people asked in trials, those for corpora without readers' questions on folders of raw documents and on three
outside sets, asked of their own corpus and of one another's (benchmarks/calibrate.py prints them);
docs/decisions/0005-abstention.md has the figures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from assistant.answering.declined import is_declined
from assistant.answering.expected import ROLE, SPECIFIC
from assistant.answering.library import Library
from assistant.answering.signals import NEAR, Signals, read_signals, unmet_names
from assistant.domain.evidence import Evidence
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question
from assistant.language.glossary import PLACE, PROVIDER
from assistant.language.words import content_terms
from assistant.retrieval.retrieve import Retrieval

ANSWER_FROM = 0.4
"""From here on the answer is given as one; below it the closest statements are shown as such, or nothing."""
STRANGER = 0.2
"""Best cosine below which a word has nothing to do with a text; hedged questions that the corpus held lay at .21 and above."""
FAR_FROM_ASKED = 0.48
UNSURE_IN_TALK = 0.56
KEPT_IF_UNSURE = 0.2
KEPT = 0.06
"""Cosine under the learned maps below which the best evidence for a follow-up is looked at more closely, how sure its answer
must be, and the share of the talk's words, by their rarity, that it has to meet where it is not, and where it is. Of the 15
answers to 360 users' follow-ups that are left out so, 13 were beside the point."""
MISSING_FROM = 0.6
MISSING_AHEAD = 0.05
"""Cosine with a topic not held from which it is named, and how far ahead of every unit it must be: no tuning question that is
answered reaches both."""
FAR = 0.3
"""Best cosine of the evidence below which a question that names nothing known is about something else altogether, so that the
closest topics say nothing; nine in ten of the tuning half's questions that are about the subject and not held lie above it."""
DECLINED = 0.01
"""How sure a request is held to be that no library should answer."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic function of the signals, and the probability below which nothing is answered."""

    bias: float
    weights: Signals
    least: float


PLAIN = Calibration(
    bias=-2.76,
    weights=Signals(
        late=1.43,
        passage=2.67,
        ahead=0.72,
        length=0.58,
        met_together=0.72,
        no_money=-0.77,
        no_count=-1.10,
        no_share=-3.02,
        figure=-0.26,
        specific=-0.81,
        attribute=-0.72,
        unknown_names=-0.98,
        of_the_asker=-1.88,
    ),
    least=0.42,
)
"""Fitted on documents that nobody prepared: below `least` lie two in a hundred of their answerable questions. Few of these are
`of_the_asker`, which weighs what a fit on readers' questions gave."""
LEARNED = Calibration(
    bias=-10.85,
    weights=Signals(
        length=0.66,
        least_met=0.66,
        met_together=0.73,
        no_asked=-0.10,
        no_money=-1.07,
        no_count=-1.10,
        no_share=-3.11,
        figure=-0.33,
        specific=-0.57,
        attribute=-0.40,
        unknown_names=-1.29,
        of_the_asker=-0.42,
        adapted=16.54,
        missing_asked=-10.18,
    ),
    least=0.42,
)
"""Where an adapter was learned from readers' questions, which tells the two apart far better: of answerable questions that the
weights were not fitted on, two or three in a hundred lie below `least`. `of_the_asker` has what an earlier fit gave, since so
few of these are that a fit gives it nothing."""
LEARNED_IN_TALK = Calibration(
    bias=-5.87,
    weights=Signals(
        late=1.72,
        passage=1.27,
        length=0.73,
        least_met=1.63,
        no_asked=-0.51,
        no_count=-0.69,
        no_share=-0.39,
        figure=-0.20,
        specific=-0.69,
        attribute=0.52,
        unknown_names=-0.56,
        asked=0.39,
        missing_asked=-16.39,
        missing=-30.98,
    ),
    least=0.3,
)
"""The same for a follow-up, which is searched with more than it says itself; one or two in a hundred lie below."""
REFERENCE = -0.38
"""Log-odds that off-topic questions reach by `PLAIN` on the folders of raw documents that it was fitted on (their median)."""
BACKGROUND_SHARE = 0.5
"""The larger a corpus is, the better it meets every question, its own as much as others: half of what off-topic questions reach
beyond `REFERENCE`, or below it, does not count."""
MOST_EASE = 2.0


def confidence(
    question: Question, retrieval: Retrieval, evidence: Sequence[Evidence], library: Library, *, in_talk: bool = False
) -> float:
    """Probability in 0…1 that the evidence, best first, holds the answer; 0 without evidence. `in_talk` marks a follow-up."""
    if not evidence:
        return 0.0
    if is_declined(question.asked):
        return DECLINED
    calibration = calibration_for(retrieval, in_talk=in_talk)
    odds = log_odds(read_signals(question, retrieval, evidence, library), calibration)
    odds += ease(library.background)
    return 1.0 / (1.0 + math.exp(-odds))


def leaves_a_name_unmet(own: Question, evidence: Sequence[Evidence], library: Library) -> bool:
    """True when the evidence near the top tells nothing of a name in a follow-up's own words, which is then what it is about
    ("and in Massachusetts?")."""
    near = evidence[:NEAR]
    if unmet_names(own, near, library):
        return True
    told = [frozenset(content_terms(e.context)) for e in near]
    for term in {mention.term for mention in own.mentions}:
        names = [frozenset(content_terms(name)) for name in library.glossary.names(term)]
        if not any(name <= context for name in names for context in told):
            return True
    return False


def strays(question: Question, own: str, talk: str, evidence: Sequence[Evidence], sure: float, library: Library) -> bool:
    """True when the best evidence for a follow-up has nothing to do with what the talk is about: it lies far from the question
    under the learned maps, names nothing that the user's `own` turn names, and shares few of the words that this leaves to the
    `talk`, or, where the answer is `sure`, next to none and stands under nothing that the talk names."""
    if not evidence or evidence[0].adapted >= FAR_FROM_ASKED:
        return False
    said = set(content_terms(own))
    left = dict.fromkeys(term for term in content_terms(f"{question.text} {talk}") if term not in said)
    weight = sum(map(library.vocabulary.rarity, left))
    if not weight:
        return False
    context = evidence[0].context
    told = set(content_terms(context))
    share = sum(library.vocabulary.rarity(term) for term in left if term in told) / weight
    if share >= (KEPT_IF_UNSURE if sure < UNSURE_IN_TALK else KEPT):
        return False
    terms = library.glossary.terms
    named = {m.term for m in library.glossary.find(context)}
    if any(m.term in named and terms[m.term].kind != PLACE for m in question.own):
        return False
    things = {m.term for m in question.mentions if terms[m.term].kind in SPECIFIC | {ROLE, PROVIDER}}
    return sure < UNSURE_IN_TALK or (bool(things) and things.isdisjoint(named))


def meets_a_stranger(question: Question, retrieval: Retrieval, evidence: Sequence[Evidence], library: Library) -> bool:
    """True when a word of the question is near nothing that the best evidence says: not even a hedge is due then."""
    return not evidence or read_signals(question, retrieval, evidence, library).least_met < STRANGER


def calibration_for(retrieval: Retrieval, *, in_talk: bool) -> Calibration:
    """The calibration for what was found with or without an adapter."""
    if not retrieval.learned:
        return PLAIN
    return LEARNED_IN_TALK if in_talk else LEARNED


def log_odds(signals: Signals, calibration: Calibration) -> float:
    """Logarithm of the odds that the evidence answers, before the corpus is looked at."""
    weights = astuple(calibration.weights)
    return calibration.bias + sum(float(weight * value) for weight, value in zip(weights, astuple(signals), strict=True))


def ease(background: float | None) -> float:
    """What is added to the log-odds on a corpus where off-topic questions reach `background`; 0 where that is not known."""
    if background is None:
        return 0.0
    return min(MOST_EASE, max(-MOST_EASE, BACKGROUND_SHARE * (REFERENCE - background)))


_NOT_HERE = (
    "This assistant quotes a library about its subject. It gives no advice on private matters of health, law or money, runs no "
    "errands, and helps nobody to cheat or to do harm."
)


def reason(asked: str, question: Question, evidence: Sequence[Evidence], missing: str = "", absent: Sequence[str] = ()) -> str:
    """What was looked for, in the user's words, and what the corpus holds nearby. Makes no claim about the subject."""
    names = [*absent, *(name for name in question.unknown_names if not any(name in longer for longer in absent))]
    unknown = ", ".join(f"“{name}”" for name in names[:3])
    if is_declined(asked):
        return _NOT_HERE
    first = f"Nothing in the corpus answers “{asked.strip()}”."
    if unknown:
        first += f" The corpus does not mention {unknown}."
    if missing:
        first += f" Known not to be held: {missing}."
    nearby = [] if is_far(question, evidence) else nearby_topics(evidence)
    return f"{first} The closest topics it holds: {'; '.join(nearby)}." if nearby else first


def is_far(question: Question, evidence: Sequence[Evidence]) -> bool:
    """True for a question that names nothing known and has nothing to do with what was found."""
    return not question.mentions and max((e.cosine for e in evidence[:NEAR]), default=0.0) < FAR


def known_missing(retrieval: Retrieval) -> str:
    """The topic, listed as not held, that a question is clearly about; "" for none."""
    adapted = retrieval.adapted
    clear = adapted.missing >= MISSING_FROM and adapted.missing >= float(adapted.units.max(initial=0.0)) + MISSING_AHEAD
    return adapted.topic if clear else ""


def nearby_topics(evidence: Sequence[Evidence], limit: int = 3) -> list[str]:
    """Titles with their sections of the best passages, each once."""
    topics: dict[str, None] = {}
    for e in evidence:
        if e.unit.kind in (UnitKind.FACT, UnitKind.TERM):
            continue
        section = e.passage.section[-1].rstrip("?.: ") if e.passage.section else ""
        topics.setdefault(f"{e.document.title} › {section}" if section else e.document.title)
        if len(topics) == limit:
            break
    return list(topics)
