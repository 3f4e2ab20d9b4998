"""One question, start to end: condense, retrieve, rerank, answer. The only place that knows the order."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from assistant.answering.abstain import ANSWER_FROM, confidence, reason
from assistant.answering.evidence import gather_evidence, passages_asked, said_last
from assistant.answering.extractive import closest, compose
from assistant.answering.followups import instead, suggest
from assistant.answering.generative import Composer
from assistant.answering.library import Library, ended_named
from assistant.answering.notices import CLOSEST, notices
from assistant.answering.premises.check import corrected, find_contradiction, remark
from assistant.answering.premises.claims import Contradiction
from assistant.answering.question import level_of, read_question, years_of
from assistant.answering.small_talk import ANSWER, REASON, is_small_talk, offers
from assistant.answering.statements import (
    Draft,
    NoticeDraft,
    Numbering,
    escape_markdown,
    joined,
    number_charts,
    number_notices,
    number_tables,
    write_markdown,
)
from assistant.answering.tables import with_headers
from assistant.conversation.carried import carry, search_parts
from assistant.conversation.condense import Standalone, condense
from assistant.conversation.parts import asked_parts, asks
from assistant.domain.answers import Answer, Status, Timings
from assistant.domain.conversation import Turn
from assistant.domain.errors import QuestionError
from assistant.domain.evidence import Evidence
from assistant.domain.passages import ScoredPassage, Source
from assistant.domain.questions import Question, Shape
from assistant.language.sentences import split_sentences
from assistant.language.words import content_terms
from assistant.retrieval.retrieve import Retriever

T = TypeVar("T")
Stage = Callable[[str], None]
MAX_NOTICES = 4
MAX_PARTS = 4
"""Questions of one message that are answered."""
ENDED_FROM = 0.1
"""How sure an answer about a thing that is retired must be: that it is retired is worth saying whatever is asked of it."""
PARTS_WORDS = 98
LEAST_PART_WORDS = 40
"""Words of an answer to several questions, and of its shortest part."""


@dataclass(slots=True)
class _Clock:
    """Milliseconds by stage, summed over the parts of a message."""

    spent: dict[str, float]
    on_stage: Stage

    def run(self, stage: str, work: Callable[[], T]) -> T:
        self.on_stage(stage)
        started = time.perf_counter()
        try:
            return work()
        finally:
            self.spent[stage] = self.spent.get(stage, 0.0) + (time.perf_counter() - started) * 1000


@dataclass(frozen=True, slots=True)
class _Reply:
    """One part answered: the draft (None when abstained), its evidence and how sure it is."""

    question: Question
    evidence: list[Evidence]
    draft: Draft | None
    confidence: float
    closest: bool = False
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Answers questions over one opened index. Has no state that a question changes.

    `partial_from` is the confidence below which nothing is answered; `composer` is None without a language model.
    Raises QuestionError for input that is no question.
    """

    retriever: Retriever
    library: Library
    sources: Mapping[str, Source]
    max_question_characters: int
    partial_from: float
    composer: Composer | None = None

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        allowed: Callable[[int], bool] | None = None,
        on_stage: Stage = lambda _: None,
    ) -> Answer:
        """The answer to `question` after `history`; `allowed` filters passage positions."""
        started = time.perf_counter()
        clock = _Clock({}, on_stage)
        question = self._checked(question)
        if is_small_talk(question):
            return Answer(status="abstained", answer=ANSWER, reason=REASON, followups=offers(self.library))
        standalone = clock.run("condense", lambda: self._condensed(question, history))
        replies = self._replies(standalone, allowed, clock)
        wrong = clock.run(
            "answer", lambda: find_contradiction(standalone.text, self.read, self.retriever, self.library, allowed)
        )
        answer = clock.run("answer", lambda: self._write(replies, standalone.own, wrong))
        spent = {name: round(clock.spent.get(name, 0.0), 3) for name in ("condense", "retrieve", "rerank", "answer")}
        total = round((time.perf_counter() - started) * 1000, 3)
        return replace(answer, timings_ms=Timings(**spent, total=total))

    def search(
        self, query: str, k: int, allowed: Callable[[int], bool] | None = None, history: Sequence[Turn] = ()
    ) -> list[ScoredPassage]:
        """The `k` best passages for a query after `history`, best first; fewer when the corpus holds fewer."""
        query = self._checked(query)
        later = carry(Standalone(query, query), history, self.library.vocabulary)
        encoded, fused = self.retriever.propose(search_parts(self.read(query).search_text, later), allowed)
        found = self.retriever.rerank(encoded[1 if later.carried else 0], fused, k)
        passages = self.library.passages
        return [
            ScoredPassage(passages[c.position], self.library.documents[passages[c.position].document_id], c.score)
            for c in found.candidates
        ]

    def _checked(self, question: str) -> str:
        """The question without lone surrogates, which no encoder takes. Raises QuestionError for what is no question."""
        if not question.strip():
            raise QuestionError("The question is empty. Ask something like: What does an AI/ML solutions architect do?")
        if len(question) > self.max_question_characters:
            raise QuestionError(
                f"The question has {len(question):,} characters; at most {self.max_question_characters:,} are read. Shorten it."
            )
        if not any(c.isalnum() for c in question):
            raise QuestionError("The question holds no words. Ask in words, for instance: What is an AI architect?")
        return question.encode("utf-8", "replace").decode("utf-8")

    def read(self, text: str) -> Question:
        """A text as a question, before anything is searched."""
        library = self.library
        return read_question(text, library.glossary, library.vocabulary, self.retriever.encoder.words, library.attributes)

    def _condensed(self, question: str, history: Sequence[Turn]) -> Standalone:
        """The question to stand alone; a follow-up carries words of the turn before."""
        standalone = condense(question, history, self.library.glossary)
        return standalone if standalone.text == standalone.own else carry(standalone, history, self.library.vocabulary)

    def _replies(self, standalone: Standalone, allowed: Callable[[int], bool] | None, clock: _Clock) -> list[_Reply]:
        """One reply a question of the message; a message that fails as a whole is tried sentence by sentence."""
        if standalone.text != standalone.own:
            return [self._reply(standalone, allowed, clock)]
        asked = asked_parts(standalone.text, self.library.glossary)
        if len(asked) > 1:
            room = max(LEAST_PART_WORDS, PARTS_WORDS // min(len(asked), MAX_PARTS))
            replies = [self._reply(part, allowed, clock, about=standalone.text, room=room) for part in asked[:MAX_PARTS]]
            return [*replies, *(_Reply(self.read(part.own), [], None, 0.0, unread=True) for part in asked[MAX_PARTS:])]
        texts = dict.fromkeys((*(part.text for part in asked), standalone.text))
        tried = [self._reply(Standalone(text, text), allowed, clock, about=standalone.text) for text in texts]
        best = max(tried, key=lambda r: r.confidence)
        if best.draft is None:
            others = [s for s in _sentences(standalone.text) if s not in texts]
            alone = [self._reply(Standalone(s, s), allowed, clock) for s in others[:MAX_PARTS]]
            sure = [reply for reply in alone if reply.draft is not None and not reply.closest]
            asking = [reply for reply in sure if asks(reply.question.asked)]
            best = max(asking or sure or tried, key=lambda r: r.confidence)
        return [best if best.confidence >= ANSWER_FROM else tried[0] if tried[0].draft else best]

    def _reply(
        self,
        standalone: Standalone,
        allowed: Callable[[int], bool] | None,
        clock: _Clock,
        about: str = "",
        room: int = 0,
    ) -> _Reply:
        """The answer to one question in `room` words; what `about`, the message round it, says of the asker's level and years
        counts too."""
        question = self.read(standalone.text)
        question = replace(
            question, level=question.level or level_of(about), years=question.years or years_of(about), max_words=room
        )
        if standalone.text != standalone.own:
            own = self.read(standalone.own)
            shape = own.shape if own.shape is not Shape.OPEN else question.shape
            question = replace(question, shape=shape, attributes=own.attributes or question.attributes)
        parts = search_parts(question.search_text, standalone)
        also = passages_asked(question, self.library)
        encoded, fused = clock.run("retrieve", lambda: self.retriever.propose(parts, allowed, also))
        retrieval = clock.run("rerank", lambda: self.retriever.rerank(encoded[0], fused, 30, also))

        def answer() -> _Reply:
            evidence = gather_evidence(question, retrieval, self.library)
            sure = confidence(question, retrieval, evidence, self.library)
            if standalone.last_answer and not standalone.continues:
                evidence = said_last(evidence, standalone.last_answer)
            if standalone.continues:
                evidence = [e for e in evidence if escape_markdown(e.unit.text) not in standalone.last_answer] or evidence
            unsure = sure < ANSWER_FROM
            least = ENDED_FROM if ended_named(question, self.library) else self.partial_from
            if sure < min(least, self.partial_from) or (unsure and question.unknown_names):
                return _Reply(question, evidence, None, sure)
            draft = closest(question, evidence) if unsure else compose(question, evidence, self.library)
            return _Reply(question, evidence, with_headers(draft, self.library), sure, closest=unsure)

        return clock.run("answer", answer)

    def _write(self, replies: list[_Reply], asked: str, wrong: Contradiction | None) -> Answer:
        """The answer; where the question takes for granted what is `wrong`, the correction stands first and settles what
        would else be unsure."""
        answered = [reply for reply in replies if reply.draft is not None and not (wrong and reply.closest)]
        if not answered and wrong is None:
            return self._abstain(replies[0], asked)
        engine = "extractive"
        drafts = [reply.draft for reply in answered if reply.draft is not None]
        extra: tuple[NoticeDraft, ...] = ()
        if self.composer is not None and answered:
            drafts, extra, engine = self._generate(answered, drafts)
        numbering = Numbering(dict(self.sources))
        draft = joined(drafts)
        if wrong is not None:
            draft, extra = corrected(draft, wrong), (remark(wrong), *extra)
        text = write_markdown(draft, numbering)
        used = [e for statement in draft.statements for e in statement.evidence]
        found = [
            n
            for reply in answered
            for n in notices(reply.question, used, self.library)
            if not reply.closest or n.kind == "retired"
        ]
        covered = replies if wrong is None else answered
        remarks = [*extra, *_scope(covered), *dict.fromkeys(found)][:MAX_NOTICES]
        partial = any(reply.draft is None or reply.closest for reply in covered)
        status: Status = "partial" if partial else "answered"
        first = answered[0] if answered else replies[0]
        return Answer(
            status=status,
            answer=text,
            tables=number_tables(draft.tables, numbering),
            charts=number_charts(draft.charts, numbering),
            notices=number_notices(tuple(remarks), numbering),
            followups=suggest(first.question, first.evidence, used),
            engine=engine,
            confidence=round(min((reply.confidence for reply in answered), default=ANSWER_FROM), 4),
            citations=tuple(numbering.citations),
        )

    def _generate(self, answered: list[_Reply], drafts: list[Draft]) -> tuple[list[Draft], tuple[NoticeDraft, ...], str]:
        """The composer's drafts where they pass verification, the extractive ones with a notice where not."""
        assert self.composer is not None
        composed: list[Draft] = []
        remarks: dict[NoticeDraft, None] = {}
        by_model = False
        for reply, draft in zip(answered, drafts, strict=True):
            outcome = self.composer.compose(reply.question, reply.evidence)
            if outcome.statements:
                composed.append(replace(draft, statements=outcome.statements))
                by_model = True
            else:
                composed.append(draft)
            if outcome.fault:
                remarks[NoticeDraft("scope", outcome.fault)] = None
        return composed, tuple(remarks), self.composer.name if by_model else "extractive"

    def _abstain(self, reply: _Reply, asked: str) -> Answer:
        return Answer(
            status="abstained",
            answer="I don't know: the corpus does not answer this.",
            reason=reason(asked, reply.question, reply.evidence),
            followups=instead(reply.question, reply.evidence, self.library),
            confidence=round(reply.confidence, 4),
        )


def _sentences(text: str) -> list[str]:
    return [s for span in split_sentences(text) if len(content_terms(s := text[span.start : span.end])) >= 2]


def _scope(replies: list[_Reply]) -> list[NoticeDraft]:
    """What the answer does not cover, question by question."""
    remarks: list[NoticeDraft] = []
    unsure = [reply.question.asked.strip() for reply in replies if reply.closest]
    missing = [reply.question.asked.strip() for reply in replies if reply.draft is None and not reply.unread]
    unread = [reply.question.asked.strip() for reply in replies if reply.unread]
    if unsure:
        remarks.append(NoticeDraft("scope", CLOSEST if len(replies) == 1 else f"{CLOSEST} ({'; '.join(unsure)})"))
    if missing:
        remarks.append(NoticeDraft("scope", "Not in the corpus: " + "; ".join(missing)))
    if unread:
        remarks.append(
            NoticeDraft("scope", f"Only {MAX_PARTS} questions are answered at a time; ask again: {'; '.join(unread)}")
        )
    return remarks
