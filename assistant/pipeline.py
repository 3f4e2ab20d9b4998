"""A message in a talk, start to end: what it asks, the answer to each question, one text."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answerer import Answerer, Clock, Stage
from assistant.answering.abstain import ANSWER_FROM
from assistant.answering.clauses import is_told, opening, shortened
from assistant.answering.generative import Composer
from assistant.answering.kept import keep, wanted
from assistant.answering.library import Library
from assistant.answering.premises.check import find_contradiction
from assistant.answering.provenance import compose_provenance, sources_of
from assistant.answering.question import asks_attributes_alone
from assistant.answering.select import WORD_BUDGET
from assistant.answering.small_talk import ANSWER, REASON, is_small_talk, offers
from assistant.answering.write import MAX_PARTS, UNKNOWN, Reply, write_answer
from assistant.conversation.carried import carry, last_said, search_parts
from assistant.conversation.condense import MAX_TURN, Standalone, may_lean, stands_alone
from assistant.conversation.ordinals import only_of_it
from assistant.conversation.parts import asked_parts, asks, joined_questions, telling_sentences
from assistant.conversation.provenance import asks_for_provenance
from assistant.domain.answers import Answer, Timings
from assistant.domain.conversation import Turn
from assistant.domain.passages import ScoredPassage, Source
from assistant.domain.questions import checked
from assistant.language.shorthand import written_out
from assistant.retrieval.retrieve import Retriever
from assistant.standalone import stand_alone

WHOLE_AHEAD = 0.15
"""How much surer the last question of a message must be alone than the message as a whole: what is told before it counts."""
LEANS_FROM = 0.2
"""How sure the answer to a later turn alone must be for the turn to be read once more, as one that goes on; what is about
something else altogether lies below."""
OF_THE_TALK = 0.1
"""How much surer such a turn must be alone to be read so."""
SURE_ALONE = 0.8
SURER = 0.05
"""How sure the answer to a part of a message is that is read alone and no further, and how much surer it must be behind the
part before it to be read so."""
PARTS_WORDS = 84
LEAST_PART_WORDS = 40
"""Words of an answer to several questions, and of its shortest part."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Answers questions over one opened index. Has no state that a question changes.

    `composer` is None without a language model.
    Raises QuestionError for input that is no question.
    """

    retriever: Retriever
    library: Library
    sources: Mapping[str, Source]
    max_question_characters: int
    composer: Composer | None = None
    answerer: Answerer = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Build what answers each single question."""
        object.__setattr__(self, "answerer", Answerer(self.retriever, self.library))

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        allowed: Callable[[int], bool] | None = None,
        on_stage: Stage = lambda _: None,
    ) -> Answer:
        """The answer to `question` after `history`; `allowed` filters passage positions."""
        started = time.perf_counter()
        clock = Clock({}, on_stage)
        question = checked(question, self.max_question_characters)
        if is_small_talk(question):
            return Answer(status="abstained", answer=ANSWER, reason=REASON, followups=offers(self.library))
        standalone, replies = self._asked(written_out(question), history, allowed, clock)
        wrong = clock.run(
            "answer",
            lambda: find_contradiction(
                standalone.text,
                self.answerer.read,
                self.retriever,
                self.library,
                allowed,
                own=standalone.own,
                answers=[reply.evidence for reply in replies],
            ),
        )
        answer = clock.run("answer", lambda: write_answer(replies, question, wrong, self.library, self.sources, self.composer))
        spent = {name: round(clock.spent.get(name, 0.0), 3) for name in ("condense", "retrieve", "rerank", "answer")}
        total = round((time.perf_counter() - started) * 1000, 3)
        return replace(answer, timings_ms=Timings(**spent, total=total))

    def search(
        self, query: str, k: int, allowed: Callable[[int], bool] | None = None, history: Sequence[Turn] = ()
    ) -> list[ScoredPassage]:
        """The `k` best passages for a query after `history`, best first; fewer when the corpus holds fewer."""
        query = written_out(checked(query, self.max_question_characters))
        later = carry(Standalone(query, query), history, self.library.vocabulary)
        proposed = self.retriever.propose(search_parts(self.answerer.read(query).search_text, later), allowed)
        found = self.retriever.rerank(proposed, k, part=1 if later.carried else 0)
        passages = self.library.passages
        return [
            ScoredPassage(passages[c.position], self.library.documents[passages[c.position].document_id], c.score)
            for c in found.candidates
        ]

    def condensed(
        self, question: str, history: Sequence[Turn], *, leans: bool = False, allowed: Callable[[int], bool] | None = None
    ) -> Standalone:
        """The question to stand alone; `leans` reads it as a follow-up in any case."""
        return stand_alone(question, history, self.answerer, leans=leans, allowed=allowed)

    def _asked(
        self, question: str, history: Sequence[Turn], allowed: Callable[[int], bool] | None, clock: Clock
    ) -> tuple[Standalone, list[Reply]]:
        """The question to answer and the replies to it. What looks as if it stood alone and names nothing known is read once
        more as a follow-up: few people say with every turn what they talk about."""
        about_it = self._provenance(question, history, allowed, clock) if asks_for_provenance(question) else None
        if about_it is not None:
            return about_it
        leans = bool(history) and asks_attributes_alone(self.answerer.read(question), self.library.attributes)
        standalone = clock.run("condense", lambda: self.condensed(question, history, leans=leans, allowed=allowed))
        kept = self._kept(standalone, history, allowed, clock) if only_of_it(standalone.own) else None
        if kept is not None:
            return kept
        replies = self._replies(standalone, allowed, clock)
        if standalone.text != standalone.own:
            answered = any(reply.draft for reply in replies)
            return (standalone, replies) if answered else self._asked_alone(standalone, replies, allowed, clock)
        off_topic = max(reply.confidence for reply in replies) < LEANS_FROM
        may = bool(history) and self.retriever.adapter.learned and may_lean(standalone.own, self.library.glossary)
        if off_topic or not may:
            return standalone, replies
        leaning = clock.run("condense", lambda: self.condensed(question, history, leans=True, allowed=allowed))
        if leaning.text == leaning.own:
            return standalone, replies
        alone = max(reply.confidence if reply.draft else 0.0 for reply in replies)
        again = self._replies(leaning, allowed, clock)
        sure = again[0].draft is not None and not again[0].closest and again[0].confidence >= alone - OF_THE_TALK
        return (leaning, again) if sure else (standalone, replies)

    def _provenance(
        self, question: str, history: Sequence[Turn], allowed: Callable[[int], bool] | None, clock: Clock
    ) -> tuple[Standalone, list[Reply]] | None:
        """The reply to a turn that asks where the answer before it comes from, by the evidence of that answer: what the
        question before it finds, or else the answer's own words. None where there was no answer."""
        said = self._last_answered(history, allowed, clock)
        if said is None:
            return None
        before, replies, answer = said
        if not any(reply.draft for reply in replies):
            replies = [self.answerer.reply(Standalone(answer[:MAX_TURN], answer[:MAX_TURN]), allowed, clock)]
        answered = [reply for reply in replies if reply.draft and not reply.closest]
        told = [e for reply in answered if reply.draft for e in reply.draft.evidence]
        if not told:
            return None
        own = self.answerer.reply(self.condensed(question, history, leans=True, allowed=allowed), allowed, clock)
        draft = compose_provenance(told, answer, own.evidence)
        remarks = (sources_of(draft, self.library, self.sources),)
        sure = min(reply.confidence for reply in answered)
        return before, [replace(own, draft=draft, confidence=sure, closest=False, remarks=remarks)]

    def _last_answered(
        self, history: Sequence[Turn], allowed: Callable[[int], bool] | None, clock: Clock
    ) -> tuple[Standalone, list[Reply], str] | None:
        """The last question of a talk that asked for more than where an answer comes from, the replies to it and what was
        answered; None where nothing was."""
        turns = [place for place, turn in enumerate(history) if turn.role != "assistant" and turn.content.strip()]
        beside = (is_small_talk, asks_for_provenance)
        asked = [place for place in turns if not any(is_one(history[place].content) for is_one in beside)]
        answer = last_said(history[asked[-1] + 1 :], "assistant") if asked else ""
        if not answer or answer.startswith(UNKNOWN):
            return None
        last = written_out(history[asked[-1]].content[:MAX_TURN])
        before, replies = self._asked(last, history[: asked[-1]], allowed, clock)
        return before, replies, answer

    def _kept(
        self, standalone: Standalone, history: Sequence[Turn], allowed: Callable[[int], bool] | None, clock: Clock
    ) -> tuple[Standalone, list[Reply]] | None:
        """What a turn keeps of the answer before it ("only AWS"); None where it says more, where what it names has taken
        another's place in the question, and where nothing is left."""
        kept = only_of_it(standalone.own)
        said = self._last_answered(history, allowed, clock) if standalone.text.endswith(kept) else None
        if said is None:
            return None
        before, replies, _ = said
        want = wanted(self.answerer.read(kept), self.answerer.read(before.text), self.library)
        again = bool(only_of_it(before.own))
        left = [(r, keep(r.draft, want, self.library, again=again)) for r in replies if r.draft and not r.closest]
        chosen = [replace(reply, draft=draft) for reply, draft in left if draft is not None]
        return (standalone, chosen) if chosen else None

    def _asked_alone(
        self, follows: Standalone, replies: list[Reply], allowed: Callable[[int], bool] | None, clock: Clock
    ) -> tuple[Standalone, list[Reply]]:
        """A follow-up that gets no answer, and the replies to it as it stands where it names its subject itself and is sure."""
        if not (self.retriever.adapter.learned and stands_alone(follows.own, self.library.glossary)):
            return follows, replies
        alone = Standalone(follows.own, follows.own, root=follows.own)
        again = self._replies(alone, allowed, clock)
        sure = any(reply.draft is not None and not reply.closest for reply in again)
        return (alone, again) if sure else (follows, replies)

    def _replies(self, standalone: Standalone, allowed: Callable[[int], bool] | None, clock: Clock) -> list[Reply]:
        """One reply a question of the message; a message that fails as a whole is tried sentence by sentence."""
        if standalone.text != standalone.own:
            return [self.answerer.reply(standalone, allowed, clock)]
        asked = asked_parts(standalone.text, self.library.glossary)
        if len(asked) > 1:
            parts = self._part_by_part(asked[:MAX_PARTS], standalone.text, allowed, clock)
            return [*parts, *(Reply(self.answerer.read(part.own), [], None, 0.0, unread=True) for part in asked[MAX_PARTS:])]
        texts = dict.fromkeys((*(part.text for part in asked), standalone.text))
        tried = self._tried(tuple(texts), allowed, clock)
        best = max(reversed(tried), key=lambda r: r.confidence + (WHOLE_AHEAD if r is tried[-1] else 0.0))
        if best.draft is None:
            others = [s for s in telling_sentences(standalone.text) if s not in texts]
            alone = [self.answerer.reply(Standalone(s, s), allowed, clock) for s in others[:MAX_PARTS]]
            sure = [reply for reply in alone if reply.draft is not None and not reply.closest]
            asking = [reply for reply in sure if asks(reply.question.asked)]
            best = max(asking or (tried if asked else sure or tried), key=lambda r: r.confidence)
        whole = best if best.confidence >= ANSWER_FROM else tried[0] if tried[0].draft else best
        return self._clause_by_clause(whole, asked[0].text if asked else standalone.text, allowed, clock)

    def _tried(self, texts: Sequence[str], allowed: Callable[[int], bool] | None, clock: Clock) -> list[Reply]:
        """The replies to readings of a message, the last of them the message as a whole; to that alone where none of the others
        could be surer."""
        *others, message = texts
        whole = self.answerer.reply(Standalone(message, message), allowed, clock, about=message)
        if whole.draft is not None and whole.confidence + WHOLE_AHEAD >= 1.0:
            return [whole]
        return [*(self.answerer.reply(Standalone(text, text), allowed, clock, about=message) for text in others), whole]

    def _clause_by_clause(self, whole: Reply, text: str, allowed: Callable[[int], bool] | None, clock: Clock) -> list[Reply]:
        """The reply to a question as a whole, with what those to its clauses begin with where they are sure and it tells
        nothing of the kind; where it is not answered as a whole, one reply a clause, if one of them is sure."""
        clauses = joined_questions(text, self.library.glossary)[:MAX_PARTS]
        room = max(LEAST_PART_WORDS, PARTS_WORDS // max(1, len(clauses)))
        replies = [self.answerer.reply(clause, allowed, clock, about=text, room=room) for clause in clauses]
        answered = whole.draft is not None and not whole.closest
        told = list(whole.said) if answered else []
        new: list[Reply] = []
        for reply in replies:
            if reply.confidence >= SURE_ALONE and not is_told(reply, told):
                new.append(opening(reply))
                told += new[-1].said
        if not new:
            return [whole]
        return [shortened(whole, new), *new] if answered else replies

    def _part_by_part(
        self, parts: Sequence[Standalone], message: str, allowed: Callable[[int], bool] | None, clock: Clock
    ) -> list[Reply]:
        """One reply a part of a message. The first is read behind what the message tells before it asks, one that gets no sure
        answer alone behind the part before it, and what none of them answers leaves its room to the others."""
        room = max(LEAST_PART_WORDS, PARTS_WORDS // len(parts))
        told = " ".join(sentence for sentence in telling_sentences(message) if not asks(sentence))
        read = list(parts)
        replies: list[Reply] = []
        for place, part in enumerate(parts):
            if not place and told and part.text == part.own:
                read[0], reply = self._behind_the_story(part, told, message, room, allowed, clock)
            else:
                reply = self.answerer.reply(part, allowed, clock, about=message, room=room)
            if place and LEANS_FROM <= reply.confidence < SURE_ALONE:
                leaning = replace(part, text=f"{read[place - 1].text.rstrip(' ?.!')} — {part.own}")
                again = self.answerer.reply(leaning, allowed, clock, about=message, room=room)
                surer = reply.draft is None or again.confidence >= reply.confidence + SURER
                if again.draft is not None and not again.closest and surer:
                    read[place], reply = leaning, again
            replies.append(reply)
        answered = [place for place, reply in enumerate(replies) if reply.draft is not None]
        wider = min(WORD_BUDGET, PARTS_WORDS // max(1, len(answered)))
        if len(answered) < len(parts) and wider > room:
            for place in answered:
                replies[place] = self.answerer.reply(read[place], allowed, clock, about=message, room=wider)
        return replies

    def _behind_the_story(
        self, part: Standalone, told: str, message: str, room: int, allowed: Callable[[int], bool] | None, clock: Clock
    ) -> tuple[Standalone, Reply]:
        """The first part of a message read behind what is `told` before it, or alone where that is clearly surer."""
        behind = Standalone(f"{told} {part.own}", part.own)
        reply = self.answerer.reply(behind, allowed, clock, about=message, room=room)
        sure = reply.confidence + WHOLE_AHEAD if reply.draft is not None and not reply.closest else 0.0
        if sure >= 1.0:
            return behind, reply
        alone = self.answerer.reply(part, allowed, clock, about=message, room=room)
        return (behind, reply) if sure and sure >= alone.confidence else (part, alone)
