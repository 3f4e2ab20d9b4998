"""What a later turn of a conversation is searched with besides its own words.

A later turn leaves out what both sides know. Its question with the rarest words of the turn before brings that back
without a rewrite, and costs little when the topic has changed: search sums the scores of the question alone and of the
question with these words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation.condense import Standalone
from assistant.domain.conversation import Turn
from assistant.language.vocabulary import Vocabulary
from assistant.language.words import STOP_WORDS, content_terms, stem, tokens
from assistant.retrieval.retrieve import Part

CARRIED_WEIGHT = 0.5
"""Weight of the question with the words that it carries over, beside the question alone."""
ANSWER_WEIGHT = 0.3
"""Weight of the last answer, whose vector alone is searched with, where there are no readings of the turn."""
TALK_WEIGHT = 1.2
"""Weight of what the user wrote with the questions before it; .6 to 2.5 find equally well."""
CARRIED = 4
"""Words taken over; three to six find equally well."""
QUESTION_WEIGHT = 1.5
"""Weight of a word of the last question beside one of the last answer; a word of both counts with both."""
OWN_WEIGHT = 0.3
"""Weight of what the user wrote alone."""
TALK_READING = 0.4
OWN_READING = 0.4
CARRIED_READING = 0.2
"""Weights of the readings of a follow-up that the adapter is asked with: with the questions before it, alone, and with the
words that it carries over. The first alone stays with what was talked about; from .2 to .5 each they find equally well."""
_SHORTEST = 3
MAX_ANSWER = 1000
"""Characters of the last answer that are read."""


def carry(standalone: Standalone, history: Sequence[Turn], vocabulary: Vocabulary) -> Standalone:
    """The question with the words that it carries over and the answers before it; without a history as it is."""
    carried = with_carried_words(standalone.own, history, vocabulary)
    return replace(
        standalone,
        carried="" if carried == standalone.own else carried,
        answers=standalone.answers or tuple(t.content for t in history if t.role == "assistant" and t.content.strip()),
    )


def search_parts(text: str, standalone: Standalone) -> list[Part]:
    """What to search by: `text`, then, for a later turn, the question with its carried words; then what the user wrote alone
    and the talk, or without a talk the answer before. The learned maps are asked with a mean of readings
    (docs/decisions/0018)."""
    parts = [Part(text)]
    in_talk = bool(standalone.talk)
    if standalone.carried:
        parts.append(Part(standalone.carried, CARRIED_WEIGHT, reading=CARRIED_READING if in_talk else 0.0))
    if standalone.last_answer and not in_talk:
        parts.append(Part(standalone.last_answer[:MAX_ANSWER], ANSWER_WEIGHT, dense_only=True))
    if in_talk:
        parts.append(Part(standalone.own, OWN_WEIGHT, reading=OWN_READING))
        parts.append(Part(standalone.talk, TALK_WEIGHT, reading=TALK_READING))
    return parts


def with_carried_words(question: str, history: Sequence[Turn], vocabulary: Vocabulary) -> str:
    """The question and the rarest words of the user's last turn and the answer to it that it does not say itself.

    Rarest first, ties in the order of use; only words of the corpus, whose rarity is known. Without a history, or when
    nothing is left to carry, the question as it is.
    """
    own = set(content_terms(question))
    words: dict[str, str] = {}
    weights: dict[str, float] = {}
    for text, weight in ((last_said(history, "user"), QUESTION_WEIGHT), (last_said(history, "assistant")[:MAX_ANSWER], 1.0)):
        for word in dict.fromkeys(tokens(text)):
            stemmed = stem(word.removesuffix("'s"))
            if len(word) >= _SHORTEST and word not in STOP_WORDS and stemmed not in own and stemmed in vocabulary.stems:
                words.setdefault(stemmed, word)
                weights[stemmed] = weights.get(stemmed, 0.0) + weight * vocabulary.rarity(stemmed)
    carried = sorted(weights, key=lambda stemmed: -weights[stemmed])[:CARRIED]
    return " ".join((question, *(words[stemmed] for stemmed in carried)))


def last_said(history: Sequence[Turn], role: str) -> str:
    """The last turn of `role` that says anything; "" when there is none."""
    return next((turn.content for turn in reversed(history) if turn.role == role and turn.content.strip()), "")
