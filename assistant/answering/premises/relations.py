"""Claims that one thing replaced another, was renamed, or belongs to somebody, held against the facts that state it.

Only facts decide here: who succeeds whom is an attribute of the facts, and a name that no fact knows as the successor, the new
name or the owner is contradicted by those that name another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.library import OFFERED, Library
from assistant.answering.premises.claims import Claim, Contradiction
from assistant.answering.successor import CODE, codes_of, holds_name, names_of, successors_of
from assistant.domain.facts import Fact
from assistant.domain.questions import Mention, Question
from assistant.language.polarity import refutes

_BE = r"(?:was|were|is|are|has been|have been|had been|gets|got)"
_SUCCEEDED = (
    re.compile(r"\breplac(?:e[sd]?|ing)\s(?P<old>.+?)\swith\s(?P<new>.+)", re.IGNORECASE),
    re.compile(
        rf"^(?P<old>.+?)\s(?:{_BE}\s(?:\w+\s)?)?(?:replaced|succeeded|superseded|followed)\sby\s(?P<new>.+)", re.IGNORECASE
    ),
    re.compile(
        r"^\W*(?:is|was|isn['’]t|wasn['’]t)\s(?P<new>.+?)\sthe\s(?:successor|replacement)\s(?:of|to|for)\s(?P<old>.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<new>.+?)\s(?:(?:has|have|had|now)\s)?(?:replace[sd]?|succeed(?:s|ed)?|supersede[sd]?|too?ke?s?\sover\sfrom|"
        r"t(?:ook|akes|aken)\sthe\splace\sof|(?:is|are)\sthe\s(?:successors?|replacement)\s(?:of|to|for)|came\safter)\s(?P<old>.+)",
        re.IGNORECASE,
    ),
)
_RENAMED = (
    re.compile(
        rf"^(?P<old>.+?)\s{_BE}\s(?:\w+\s)?(?:renamed|rebranded|called)(?:\sback)?(?:\s(?:to|as|into))?\s(?P<new>.+)",
        re.IGNORECASE,
    ),
    re.compile(r"^(?P<old>.+?)\s(?:become|becomes|became|turned into)\s(?P<new>.+)$", re.IGNORECASE),
    re.compile(
        r"\b(?:renam(?:e[sd]?|ing)|rebrand(?:s|ed)?)\s(?P<old>.+?)\s(?:back\s)?(?:to|as|into)\s(?P<new>.+)", re.IGNORECASE
    ),
)
_SOME_TIME = re.compile(
    r"(?:this|last|earlier|recently|lately|again|twice|once|now|already|in|on|at|by|since|before|after|during)\b", re.IGNORECASE
)
"""What stands behind "renamed" where no name does: "renamed this spring"."""
_ALONE = re.compile(r"\b(?:only|nobody but|no one but|exclusively)\s(?:the\s)?$", re.IGNORECASE)
_THE_ONLY = re.compile(r"^\s(?:is|has|offers)\s(?:the\s)?only\b", re.IGNORECASE)
OWNERS = frozenset({"provider", "organisation"})
OWNER = "owner"
TURNED = "turned"
"""The names of the tests that find a thing given to somebody else, and two things told of the wrong way round: what is so
contradicted concerns every question that names them so."""
_OWNED = re.compile(r"^(?:['’]s?|.{0,40}\bits)\s(?:\w+\s)?$|^\s$", re.IGNORECASE)
"""What stands between an owner and what it owns: "ISACA's AIGP", "ISACA want for its AIGP", "the ISACA AIGP"; two services side
by side are no more than two services."""
_BELONGS = re.compile(r"^.{0,40}?\b(?:is|are|was|comes|stems)\s(?:an?|the|from|one of)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def wrong_relation(claim: Claim, library: Library) -> Contradiction | None:
    """What contradicts a claimed succession, renaming or code, or None."""
    denied = _denied_code(claim.text, library)
    if denied is not None:
        return denied
    renamed = _renamed(claim.text)
    if renamed:
        return _wrong_name(renamed["old"], renamed["new"], library)
    succeeded = _succeeded(claim.text)
    return _wrong_successor(succeeded["old"], succeeded["new"], library) if succeeded else None


def turned_round(text: str, library: Library) -> Contradiction | None:
    """What a text, be it a claim or not, says of two things the wrong way round: that the older replaced the newer, or the
    new name was given up for the old one; or None."""
    renamed = _renamed(text)
    if renamed:
        return _renamed_back(renamed["old"], renamed["new"], library)
    succeeded = _succeeded(text)
    return _succeeded_back(succeeded["old"], succeeded["new"], library) if succeeded else None


def _renamed(text: str) -> re.Match[str] | None:
    return next((found for pattern in _RENAMED if (found := pattern.search(text))), None)


def _succeeded(text: str) -> re.Match[str] | None:
    return next((found for pattern in _SUCCEEDED if (found := pattern.search(text))), None)


def wrong_owner(text: str, library: Library) -> Contradiction | None:
    """A certificate or service that the question gives to somebody, where its facts call it another's; or None."""
    mentions = library.glossary.find(text)
    kinds = [library.glossary.terms[m.term].kind for m in mentions]
    for owner, owner_kind in zip(mentions, kinds, strict=True):
        for thing, kind in zip(mentions, kinds, strict=True):
            if owner_kind not in OWNERS or kind not in OFFERED:
                continue
            between = text[owner.end : thing.start]
            owned = owner.end <= thing.start and (kind != "service" or not between.isspace()) and _OWNED.match(between)
            belongs = thing.end <= owner.start and _BELONGS.match(text[thing.end : owner.start])
            if owned or belongs:
                found = _other_owner(owner.term, thing.term, library)
                if found is not None:
                    return found
    return None


def wrong_exclusion(claim: Claim, read: Question, library: Library) -> Contradiction | None:
    """A claim that one provider alone has what facts state of another, or None."""
    for mention in read.mentions:
        term = library.glossary.terms[mention.term]
        alone = _ALONE.search(read.text[: mention.start]) or _THE_ONLY.match(read.text[mention.end :])
        if term.kind != "provider" or not alone or not read.attributes:
            continue
        names = {name.lower() for name in library.glossary.names(mention.term)}
        others = [
            p
            for p, f in library.facts.items()
            if f.attribute in read.attributes and f.provider and f.provider.lower() not in names and f.status == "current"
        ]
        beside = [p for p in others if holds_name(claim.beside, [library.facts[p].provider.lower()])]
        if others:
            return _against(beside or others, "exclusion", library, 2)
    return None


def _other_owner(owner: int, thing: int, library: Library) -> Contradiction | None:
    names = library.glossary.names(thing)
    about = [(p, f) for p, f in library.facts.items() if library.glossary.names_like(f.subject) & {n.lower() for n in names}]
    owners = [name.lower() for name in library.glossary.names(owner)]
    told = [*(f"{f.subject} {f.provider} {f.statement}" for _, f in about), library.glossary.terms[thing].definition or ""]
    if any(holds_name(text, owners) for text in told):
        return None
    true = [m.term for m in library.glossary.find(names[0].split()[0]) if library.glossary.terms[m.term].kind in OWNERS]
    if not true and thing in library.providers:
        true = [library.providers[thing]]
    if not true or owner in true:
        return None
    theirs = [name.lower() for name in library.glossary.names(true[0])]
    own, whose = library.glossary.terms[thing], library.glossary.terms[true[0]]
    if own.unit >= 0 and holds_name(own.definition, theirs):
        return _against([own.unit], OWNER, library, 1)
    if whose.unit >= 0 and holds_name(whose.definition, [name.lower() for name in names]):
        return _against([whose.unit], OWNER, library, 1)
    telling = sorted((f.status != "current", p) for p, f in about if holds_name(f.statement, theirs))
    return _against([p for _, p in telling], OWNER, library, 1) if telling else None


def _denied_code(text: str, library: Library) -> Contradiction | None:
    """A code that a fact calls wrong; or one that nothing in the corpus holds, where facts hold its neighbour in the claim."""
    codes = CODE.findall(text)
    for code in codes:
        denying = [p for p, f in library.facts.items() if code in f.statement and _denies(f, code)]
        if denying:
            return _against(denying, "code", library, 2)
    for code in codes:
        if library.vocabulary.knows(code):
            continue
        known = [other for other in codes if other[:3] == code[:3] and library.vocabulary.knows(other)]
        current = [p for p, f in library.facts.items() if f.code in known and f.attribute in {"status", "successor"}]
        if current:
            return _against(current, "code", library, 2)
    return None


def _denies(fact: Fact, code: str) -> bool:
    return (
        fact.code != code
        and refutes(fact.statement)
        and re.search(rf"{code}\b[^.;]*\bdoes not exist", fact.statement) is not None
    )


def _wrong_successor(old: str, new: str, library: Library) -> Contradiction | None:
    told, newer = successors_of(old, library), _codes_or_names(new, library)
    if not told or not newer or any(holds_name(library.facts[p].statement, newer) for p in told):
        return None
    return _against(told, "successor", library, 2)


def _succeeded_back(old: str, new: str, library: Library) -> Contradiction | None:
    older = _codes_or_names(old, library)
    back = [p for p in successors_of(new, library) if holds_name(library.facts[p].value, older)]
    return _against(back, TURNED, library, 2) if back and not holds_name(new, older) else None


def _wrong_name(old: str, new: str, library: Library) -> Contradiction | None:
    if _SOME_TIME.match(new):
        return None
    positions = [p for mention in _renamable(old, library) for p in _renamings(mention, mention.surface, library)]
    told = [(p, library.facts[p]) for p in positions]
    if not told or any(holds_name(new, [f.subject.lower()]) or _overlaps(new, f, library) for _, f in told):
        return None
    return _against([p for p, _ in told], "name", library, 2)


def _renamed_back(old: str, new: str, library: Library) -> Contradiction | None:
    for mention in _renamable(old, library):
        back = [] if mention.former else [p for p in _renamings(mention, "", library) if holds_name(new, [_value(p, library)])]
        if back:
            return _against(back, TURNED, library, 2)
    return None


def _renamable(text: str, library: Library) -> list[Mention]:
    """What a text names: services, or else anything."""
    mentions = library.glossary.find(text)
    return [m for m in mentions if library.glossary.terms[m.term].kind == "service"] or mentions


def _renamings(mention: Mention, former: str, library: Library) -> list[int]:
    """Positions of the facts on a thing's renaming, from one `former` name where that is given."""
    subject = library.glossary.terms[mention.term].name.lower()
    renamed = (p for p in library.by_status.get("renamed", ()) if library.facts[p].subject.lower() == subject)
    return [p for p in renamed if not former or _value(p, library) == former.lower()]


def _value(position: int, library: Library) -> str:
    return library.facts[position].value.lower()


def _overlaps(new: str, fact: Fact, library: Library) -> bool:
    """True when the claimed name is one that the current thing goes by, or that the statement itself gives."""
    found = {library.glossary.terms[m.term].name.lower() for m in library.glossary.find(new)}
    words = re.split(r"\s(?:in|on|at|by|last|this|since|with)\s|[,.?]", new)[0].strip().lower()
    return fact.subject.lower() in found or (len(words) > 3 and words in fact.statement.lower())


def _codes_or_names(text: str, library: Library) -> frozenset[str]:
    return codes_of(text) or names_of(text, library)


def _against(positions: Iterable[int], test: str, library: Library, limit: int) -> Contradiction:
    return Contradiction(tuple(library.evidence(position) for position in list(positions)[:limit]), test)
