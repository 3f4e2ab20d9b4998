"""Write the answer to a message from the replies to its questions: one text, one numbering of quotes, one set of remarks.

Knows nothing of how a reply was found. Where a language model is configured, its sentences take the place of the quoted ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.abstain import ANSWER_FROM, is_far, reason
from assistant.answering.followups import instead, suggest
from assistant.answering.generative import Composer
from assistant.answering.library import Library
from assistant.answering.notices import CLOSEST, notices
from assistant.answering.premises.check import corrected, remark
from assistant.answering.premises.claims import Contradiction
from assistant.answering.select import without_repetitions, without_what_others_hold
from assistant.answering.small_talk import offers
from assistant.answering.statements import (
    Draft,
    NoticeDraft,
    Numbering,
    joined,
    number_charts,
    number_notices,
    number_tables,
    write_markdown,
)
from assistant.answering.tables import with_headers
from assistant.domain.answers import Answer, Status
from assistant.domain.evidence import Evidence
from assistant.domain.passages import Source
from assistant.domain.questions import Question

UNKNOWN = "I don't know: the corpus does not answer this."
IN_GENERAL = "This sets them side by side in general; which of them fits your case is not in the corpus."
MAX_NOTICES = 4
MAX_PARTS = 4
"""Questions of one message that are answered."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One question of a message answered: the draft (None when abstained), its evidence and how sure it is.

    `closest` marks statements that are only near the question, `unread` a question beyond the number that is answered;
    `missing` is the topic, known not to be held, that an abstention is about; `remarks` belong beside the draft. `own` is what
    the user wrote of a follow-up, None where that is the question: what the talk began with was remarked on then. `absent` are
    things set beside what is answered of which the corpus tells nothing. `in_general` marks an answer without the asker's
    circumstances.
    """

    question: Question
    evidence: Sequence[Evidence]
    draft: Draft | None
    confidence: float
    closest: bool = False
    unread: bool = False
    missing: str = ""
    remarks: tuple[NoticeDraft, ...] = ()
    own: Question | None = None
    absent: tuple[str, ...] = ()
    in_general: bool = False

    @property
    def said(self) -> tuple[Evidence, ...]:
        """What the draft rests on; empty without one."""
        return tuple(self.draft.evidence) if self.draft else ()


def write_answer(
    replies: Sequence[Reply],
    asked: str,
    wrong: Contradiction | None,
    library: Library,
    sources: Mapping[str, Source],
    composer: Composer | None,
) -> Answer:
    """The answer to the message `asked`, without its timings; where the question takes for granted what is `wrong`, the
    correction stands first and settles what would else be unsure."""
    answered = [reply for reply in replies if reply.draft is not None and not (wrong and reply.closest)]
    if not answered and wrong is None:
        return _abstain(replies[0], asked, library)
    engine = "extractive"
    drafts = [reply.draft for reply in answered if reply.draft is not None]
    extra: tuple[NoticeDraft, ...] = ()
    if composer is not None and answered:
        drafts, extra, engine = _generate(composer, answered, drafts)
    numbering = Numbering(dict(sources))
    if engine == "extractive":
        drafts = without_repetitions(drafts, [(reply.question, reply.evidence) for reply in answered])
    draft = with_headers(without_what_others_hold(joined(drafts), library.glossary), library)
    if wrong is not None:
        draft, extra = corrected(draft, wrong), (remark(wrong), *extra)
    text = write_markdown(draft, numbering)
    used = [e for statement in draft.statements for e in statement.evidence]
    covered = replies if wrong is None else answered
    own = [remark for reply in answered for remark in reply.remarks]
    remarks = [*extra, *own, *_scope(covered), *_remarks(answered, used, library)][:MAX_NOTICES]
    partial = any(reply.draft is None or reply.closest or reply.absent or reply.in_general for reply in covered)
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


def _generate(
    composer: Composer, answered: Sequence[Reply], drafts: Sequence[Draft]
) -> tuple[list[Draft], tuple[NoticeDraft, ...], str]:
    """The composer's drafts where they pass verification, the extractive ones with a notice where not."""
    composed: list[Draft] = []
    remarks: dict[NoticeDraft, None] = {}
    by_model = False
    for reply, draft in zip(answered, drafts, strict=True):
        outcome = composer.compose(reply.question, reply.evidence)
        if outcome.statements:
            composed.append(replace(draft, statements=outcome.statements))
            by_model = True
        else:
            composed.append(draft)
        if outcome.fault:
            remarks[NoticeDraft("scope", outcome.fault)] = None
    return composed, tuple(remarks), composer.name if by_model else "extractive"


def _abstain(reply: Reply, asked: str, library: Library) -> Answer:
    far = bool(reply.evidence) and is_far(reply.question, reply.evidence)
    return Answer(
        status="abstained",
        answer=UNKNOWN,
        reason=reason(asked, reply.question, reply.evidence, reply.missing, reply.absent),
        followups=offers(library) if far else instead(reply.question, reply.evidence, library),
        confidence=round(reply.confidence, 4),
    )


def _remarks(answered: Sequence[Reply], used: Sequence[Evidence], library: Library) -> list[NoticeDraft]:
    """What facts remark, each once; beside statements that are only near, no more than that a thing is retired."""
    return list(
        dict.fromkeys(
            notice
            for reply in answered
            for notice in notices(reply.own or reply.question, used, library)
            if not reply.closest or notice.kind == "retired"
        )
    )


def _scope(replies: Sequence[Reply]) -> list[NoticeDraft]:
    """What the answer does not cover, question by question."""
    remarks: list[NoticeDraft] = []
    unsure = [reply.question.asked.strip() for reply in replies if reply.closest]
    missing = [reply.question.asked.strip() for reply in replies if reply.draft is None and not reply.unread]
    missing += [name for reply in replies if reply.draft is not None for name in reply.absent]
    unread = [reply.question.asked.strip() for reply in replies if reply.unread]
    if unsure:
        remarks.append(NoticeDraft("scope", CLOSEST if len(replies) == 1 else f"{CLOSEST} ({'; '.join(unsure)})"))
    if missing:
        remarks.append(NoticeDraft("scope", "Not in the corpus: " + "; ".join(missing)))
    if any(reply.draft is not None and reply.in_general for reply in replies):
        remarks.append(NoticeDraft("scope", IN_GENERAL))
    if unread:
        remarks.append(
            NoticeDraft("scope", f"Only {MAX_PARTS} questions are answered at a time; ask again: {'; '.join(unread)}")
        )
    return remarks
