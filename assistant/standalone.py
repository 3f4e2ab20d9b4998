"""The question of a turn as it stands alone: the question what corresponds at another provider, or about what replaced a thing,
where that is asked, or else what the conversation makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from assistant.answerer import Answerer
from assistant.answering.counterpart import (
    Find,
    counterpart_asked,
    counterpart_of_named,
    names_a_provider_alone,
    says_counterpart,
)
from assistant.answering.successor import of_its_successor
from assistant.conversation.carried import carry, last_said
from assistant.conversation.condense import MAX_TURN, TALK_TURNS, Standalone, condense
from assistant.conversation.ordinals import THINGS, has_ordinal, thing_named
from assistant.domain.conversation import Turn
from assistant.language.glossary import Glossary
from assistant.language.sentences import split_sentences


def stand_alone(
    question: str, history: Sequence[Turn], answerer: Answerer, *, leans: bool, allowed: Callable[[int], bool] | None
) -> Standalone:
    """The last question of a talk; a follow-up carries words of the turn before, and with `leans` it is one in any case."""
    library = answerer.library
    found = partial(answerer.found, allowed=allowed)
    named = _counterpart(question, history, answerer, found) or of_its_successor(question, history, library)
    if not named:
        own = answerer.read(question)
        leans = leans or (names_a_provider_alone(own, library) and says_counterpart(own))
        standalone = condense(question, _as_asked(history, answerer, found), library.glossary, leans=leans)
        if standalone.text == standalone.own:
            return standalone
        if standalone.text == standalone.root:  # a correction may have named what has a counterpart
            named = counterpart_of_named(answerer.read(standalone.text), library, found)
        if not named:
            return carry(standalone, history, library.vocabulary)
    return Standalone(named, named, root=named)


def _counterpart(question: str, history: Sequence[Turn], answerer: Answerer, found: Find) -> str:
    """The question of its own that asks for another provider's counterpart of what is named or what the talk is about; "" where
    that is not asked."""
    read, library = answerer.read, answerer.library
    asked = [turn.content.strip() for turn in history if turn.role != "assistant" and turn.content.strip()]
    own = read(question)
    meant = own
    if asked and has_ordinal(question):
        topic = condense(asked[-1], [Turn("user", text) for text in asked[:-1]], library.glossary).root
        meant = read(thing_named(question, topic, last_said(history, "assistant"), library.glossary))
    named = counterpart_of_named(meant, library, found)
    if named or not names_a_provider_alone(own, library):
        return named
    while asked and names_a_provider_alone(read(asked[-1]), library):
        asked.pop()
    for place in reversed(range(len(asked))[-TALK_TURNS:]):
        root = condense(asked[place], [Turn("user", text) for text in asked[:place]], library.glossary).root
        moved_on = root in asked and root != asked[-1]
        named = counterpart_asked(own, read(root), moved_on, library, found)
        if not named and place == len(asked) - 1 and says_counterpart(own):
            named = counterpart_asked(own, read(_begun_with(history, library.glossary)), True, library, found)
        if named or not says_counterpart(own):
            return named
    return ""


def _begun_with(history: Sequence[Turn], glossary: Glossary) -> str:
    """The exams, laws and services that the last answer began with."""
    answer = last_said(history, "assistant")[:MAX_TURN]
    first = next((answer[span.start : span.end] for span in split_sentences(answer)), "")
    named = (glossary.terms[mention.term] for mention in glossary.find(first))
    return " and ".join(dict.fromkeys(term.name for term in named if term.kind in THINGS))


def _as_asked(history: Sequence[Turn], answerer: Answerer, found: Find) -> list[Turn]:
    """A talk in which the turns that asked for what corresponds at another provider name it: the talk moved on to that."""
    asked = [place for place, turn in enumerate(history) if turn.role != "assistant"]
    told: list[Turn] = []
    for place, turn in enumerate(history):
        recent = place in asked[-TALK_TURNS:]
        alone = recent and names_a_provider_alone(answerer.read(turn.content), answerer.library)
        named = _counterpart(turn.content, told, answerer, found) if alone and told else ""
        told.append(Turn(turn.role, named or turn.content))
    return told
