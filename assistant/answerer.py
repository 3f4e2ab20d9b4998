"""One question that stands alone: read, retrieve, rerank, answer. Knows nothing of the message or the talk round it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar

from assistant.answering.abstain import (
    ANSWER_FROM,
    DECLINED,
    calibration_for,
    confidence,
    known_missing,
    leaves_a_name_unmet,
    meets_a_stranger,
    strays,
)
from assistant.answering.everyday import is_everyday
from assistant.answering.evidence import gather_evidence, passages_asked, said_before, told_in
from assistant.answering.exclusion import without_what_holds
from assistant.answering.expected import paid_instead
from assistant.answering.extractive import closest, compose
from assistant.answering.held_in_part import held_in_part
from assistant.answering.library import Library, denied_named, ended_named, facts_asked
from assistant.answering.narrowing import asks_no_more, of_the_state
from assistant.answering.points import points_of
from assistant.answering.premises.deny import denying
from assistant.answering.premises.presuppose import claims_in
from assistant.answering.question import is_a_name, level_of, read_question, years_of
from assistant.answering.select import state
from assistant.answering.sides import bare_choice, is_bare_choice, one_sided, still_compares
from assistant.answering.signals import (
    lacks_a_customary_amount,
    tells_of_elsewhere,
    tells_of_other_levels,
    tells_of_other_roles,
)
from assistant.answering.statements import Draft
from assistant.answering.surplus import edited
from assistant.answering.write import Reply
from assistant.conversation.carried import search_parts
from assistant.conversation.condense import Standalone
from assistant.conversation.ordinals import picks
from assistant.conversation.parts import asking_sentence, asks_in_full, wants_all
from assistant.domain.evidence import Evidence
from assistant.domain.questions import Question, Shape
from assistant.retrieval.retrieve import Retriever

T = TypeVar("T")
Stage = Callable[[str], None]
_READ = 64
"""Texts kept as they were read."""
_LISTED_IF_ALL = frozenset({Shape.OPEN, Shape.HOW, Shape.DEFINITION, Shape.WHY})
ENDED_FROM = 0.1
"""How sure an answer about a thing that is retired must be: that it is retired is worth saying whatever is asked of it."""
TOLD_FROM = 0.22
"""The same for a question that takes something for granted: what would set it right says otherwise than it does, and lies
farther from it than an answer from its question. Of readers' questions between this and the usual bound the corpus answers
seven of twelve that take something for granted, and a third of the others."""
LEFT_NEAR = 0.8
"""Share of the best score that must be reached by what is left without what tells the opposite, or of other states alone."""
SURE = 0.6
"""How sure an answer must be for a name in a follow-up that the best evidence does not tell of to be passed over, and for an
amount that facts state of many things of a kind and of this one do not."""


@dataclass(slots=True)
class Clock:
    """Milliseconds by stage, summed over the parts of a message."""

    spent: dict[str, float]
    on_stage: Stage

    def run(self, stage: str, work: Callable[[], T]) -> T:
        """What `work` gives; its time is added to that of the stage, which is announced first."""
        self.on_stage(stage)
        started = time.perf_counter()
        try:
            return work()
        finally:
            self.spent[stage] = self.spent.get(stage, 0.0) + (time.perf_counter() - started) * 1000


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers single questions over one opened index. Has no state that a question changes."""

    retriever: Retriever
    library: Library
    _read: Callable[[str], Question] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the last texts as they were read: what a message asks is asked of it several times."""
        object.__setattr__(self, "_read", lru_cache(maxsize=_READ)(self._read_anew))

    def read(self, text: str) -> Question:
        """A text as a question, before anything is searched."""
        return self._read(text)

    def _read_anew(self, text: str) -> Question:
        library = self.library
        return read_question(text, library.glossary, library.vocabulary, self.retriever.encoder.words, library.attributes)

    def understood(self, standalone: Standalone) -> Question:
        """The question to answer; the user's own words, the sentence that asks before all else, say in which shape, and which
        attributes, where they do. One that is no whole question ("and in Canada?") has the shape of what it goes on about."""
        question = self._read_in_full(standalone.text)
        own = question if standalone.text == standalone.own else self.read(standalone.own)
        asking = asking_sentence(standalone.own)
        shape = self.read(asking).shape if asking else own.shape
        if shape is Shape.OPEN and not asks_in_full(asking or standalone.own):
            shape = question.shape
        if shape in _LISTED_IF_ALL and wants_all(standalone.own):
            shape = Shape.LIST
        question = replace(question, shape=shape, attributes=own.attributes or question.attributes, own=own.mentions)
        library = self.library
        asking = standalone.asked or standalone.own
        return replace(question, attributes=paid_instead(question, asking, library.glossary, library.attributes))

    def _read_in_full(self, text: str) -> Question:
        """The same, a bare name as the question what it is."""
        question = self.read(text)
        if not is_a_name(question):
            return question
        asked = self.read(f"What is {question.text.strip(' ?!.')}?")
        return replace(asked, asked=question.asked, max_sentences=question.max_sentences)

    def _about_the_rest(self, question: Question, rest: str) -> Question:
        """The question read without what the corpus does not hold beside what it does: one of two things left is compared
        with nothing."""
        read = self._read_in_full(rest)
        shape = Shape.OPEN if read.shape is Shape.COMPARISON and not still_compares(read, self.library) else read.shape
        return replace(question, text=read.text, shape=shape, mentions=read.mentions, own=read.mentions)

    def _denied(self, question: Question, evidence: Sequence[Evidence]) -> Evidence | None:
        """What denies the thing that a question is about, a fact before all else."""
        position = denied_named(question, self.library)
        return denying(question, evidence, self.library.glossary) if position is None else self.library.evidence(position)

    def found(self, text: str, allowed: Callable[[int], bool] | None) -> Sequence[Evidence]:
        """The evidence of a question that stands alone, best first."""
        return self.reply(Standalone(text, text), allowed, Clock({}, lambda _: None)).evidence

    def reply(
        self,
        standalone: Standalone,
        allowed: Callable[[int], bool] | None,
        clock: Clock,
        about: str = "",
        room: int = 0,
    ) -> Reply:
        """The answer to one question in `room` words; what `about`, the message round it, says of the asker's level and years
        counts too."""
        question = self.understood(standalone)
        question = replace(
            question, level=question.level or level_of(about), years=question.years or years_of(about), max_words=room
        )
        if about and standalone.text != standalone.own:
            question = replace(question, asked=standalone.own)
        parts = search_parts(question.search_text, standalone)
        also = passages_asked(question, self.library)
        proposed = clock.run("retrieve", lambda: self.retriever.propose(parts, allowed, also))
        retrieval = clock.run("rerank", lambda: self.retriever.rerank(proposed, 30, also))

        def answer() -> tuple[Reply, str]:
            in_talk = bool(standalone.talk)
            follows = standalone.text != standalone.own
            evidence = gather_evidence(question, retrieval, self.library, in_talk=in_talk)
            sure = confidence(question, retrieval, evidence, self.library, in_talk=in_talk)
            if len(self.retriever.everyday):
                alone = self.retriever.encoder.encode([standalone.own])[0] if follows else proposed.encoded[0]
                sure = DECLINED if is_everyday(alone.vector, evidence, self.retriever, in_talk=follows) else sure
            asking = asking_sentence(standalone.own) or standalone.own
            left = of_the_state(asking, question, evidence, self.library)
            left = without_what_holds(question, left, self.library)
            nothing_left = not left or left[0].score < LEFT_NEAR * evidence[0].score
            evidence = evidence if nothing_left else left
            if standalone.answers and not standalone.continues:
                evidence = said_before(evidence, standalone.answers, picked=picks(standalone.own))
            if standalone.continues:
                told = {e.unit.position for e in told_in(standalone.last_answer, evidence)}
                evidence = [e for e in evidence if e.unit.position not in told] or evidence
            strayed = (
                follows
                and retrieval.learned
                and strays(question, standalone.own, standalone.talk, evidence, sure, self.library)
            )
            unsure = sure < ANSWER_FROM
            ended = ended_named(question, self.library)
            least = ENDED_FROM if ended else calibration_for(retrieval, in_talk=in_talk).least
            if retrieval.learned and claims_in(standalone.own):
                least = min(least, TOLD_FROM)
            unmet = follows and sure < SURE and leaves_a_name_unmet(self.read(standalone.own), evidence, self.library)
            strangers = follows or not ended  # that a thing ended is told with whatever words it is asked for
            beside = unsure and bool(
                question.unknown_names or (strangers and meets_a_stranger(question, retrieval, evidence, self.library))
            )
            sides = one_sided(question, evidence, self.library, self.retriever.encoder.words)
            if sides and not any(name in standalone.own for name in sides.names):  # said of an earlier turn
                sides = None
            part = None if sides else held_in_part(question, standalone.asked or standalone.own, evidence, self.library)
            if part:
                return Reply(question, evidence, None, sure, missing=known_missing(retrieval), absent=part.names), part.rest
            absent = sides.names if sides else ()
            of_others = (
                nothing_left
                or strayed
                or tells_of_elsewhere(asking, question, evidence, self.library)
                or tells_of_other_levels(question, evidence, self.library)
                or tells_of_other_roles(question, evidence, self.library)
                or (
                    (sure < SURE or asks_no_more(question, self.library))
                    and not ended
                    and lacks_a_customary_amount(question, evidence, self.library)
                )
            )
            if sure < least or beside or unmet or of_others:
                denied = self._denied(question, evidence)
                if denied is not None:
                    draft = Draft((state(denied),))
                    return Reply(question, evidence, draft, max(sure, ANSWER_FROM)), ""
                if evidence and is_bare_choice(question, self.library.glossary):
                    draft = compose(question, evidence, self.library)
                    if draft.tables:  # what facts state of both is all that such a question can want
                        return Reply(question, evidence, draft, max(sure, ANSWER_FROM)), ""
                rest = sides.rest if sides and standalone.text in {standalone.own, standalone.root} else ""
                asks = self.read(rest) if rest else None
                rest = rest if asks and (facts_asked(asks, self.library) or still_compares(asks, self.library)) else ""
                if not (rest or sides or follows or question.attributes):
                    rest = bare_choice(question.text, question.mentions, self.library.glossary)
                return Reply(question, evidence, None, sure, missing=known_missing(retrieval), absent=absent), rest
            points = (
                None if unsure or in_talk or sides else points_of(parts[0].text, proposed.encoded[0], self.retriever.adapter)
            )
            answerable = self._about_the_rest(question, sides.rest) if sides else question
            draft = closest(answerable, evidence) if unsure else compose(answerable, evidence, self.library, points)
            if retrieval.learned and not unsure:
                draft = edited(answerable, draft, evidence, self.library, " ".join(standalone.answers))
            own = self.read(standalone.own) if standalone.talk else None
            return Reply(question, evidence, draft, sure, closest=unsure, own=own, absent=absent), ""

        reply, rest = clock.run("answer", answer)
        if not rest:
            return reply
        left = self.reply(replace(standalone, text=rest, own=rest), allowed, clock, about, room)
        return replace(left, absent=reply.absent, in_general=not reply.absent)
