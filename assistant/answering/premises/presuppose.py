"""Find what a question takes for granted, by the words with which English marks it. Whether it is true is not judged here.

Presupposition triggers after Levinson, "Pragmatics" (1983), ch. 4: factive and causal clauses, definite descriptions, tags,
"why" and "when". Hearsay ("I read that …") and a statement before the question are taken as claims as well.
"""

from __future__ import annotations

import re

from assistant.answering.premises.claims import Claim, Marker
from assistant.language.quantities import quantities
from assistant.language.sentences import split_sentences

MAX_CLAIMS = 2
_MIN_WORDS = 3
_MAX_CHARACTERS = 320
_FOCUS_CHARACTERS = 50
"""Of a definite description, from its number on."""
_AUXILIARY = r"(?:do|does|did|is|are|was|were|can|could|will|would|has|have|had|should|must|may)(?:n['’]?t)?|can['’]t|cannot"
_ASKS = rf"(?:what|which|who|whom|whose|when|where|why|how|{_AUXILIARY}|in which|for which|at what|to what|on which|by when)"
_GIVEN = (
    r"(?:since|as|because|given(?: that)?|now(?: that)?|seeing (?:that|as|how)|considering(?: that)?|although|though|"
    r"even though|while|assuming(?: that)?|knowing that|granted that|if)"
)
_OPENS = re.compile(rf"^\W*(?:(?:so|and|but|well|ok|okay|hi|hello|hey)\b[\s,]*)*{_GIVEN}\s+(?P<claim>.+)$", re.IGNORECASE)
_RESUMES = re.compile(
    rf",\s*(?:then |so |and |but )?(?={_ASKS}\b|(?:i|we|you|my|our|it|they|there|please|tell|list|name|explain)\b)",
    re.IGNORECASE,
)
_TRAILS = re.compile(
    r"(?P<rest>.+?),?\s(?:since|because|given that|now that|seeing that|considering that|even though|although)\s(?P<claim>.+)$",
    re.IGNORECASE,
)
_SAYER = (
    r"(?:i|we|you|he|she|they|people|someone|somebody|everyone|everybody|(?:my|our|the|an?|one|some)(?:\s\w+){1,3}?)"
    r"(?:['’]ve)?(?:\s\w+){0,2}?"
)
_HEARSAY = re.compile(
    rf"^(?:.*[,;]\s)?(?:(?:so|and|but|well)\s)?(?:(?:in|at|on|from|during)\s(?:[\w-]+\s){{1,4}}?)?{_SAYER}\s"
    r"(?:heard|read|learnt|learned|saw|told|thought|think|believes?|understand|understood|know|says?|said|claims?|claimed|"
    r"assumed?|hears?|states(?= that)|insists?|argues?|writes?|wrote|noticed|suppose)\s+"
    r"(?:me\s|us\s)?(?:somewhere\s|online\s|recently\s)?(?:that\s)?(?P<claim>.+)$",
    re.IGNORECASE,
)
"""What somebody is said to know or say; a law or a standard that says something stays in the claim."""
_TAG = re.compile(
    r"^(?P<claim>.+?)[,;.]?\s+(?:right|correct|agree[d]?|true|yes|no|okay|am i right|is that (?:so|right|correct|true)|"
    rf"(?:{_AUXILIARY}|ain['’]t) (?:not )?(?:it|they|he|she|we|you|i|there|one|that))\s*\?",
    re.IGNORECASE,
)
_ENDS_ASKING = re.compile(r"\b(?:what|which|who|whom|whose|when|where|why|how)$", re.IGNORECASE)
"""What stands before "are they?" in a question that is no tag: "gateways for two clouds – which are they?"."""
_SO = re.compile(r"^(?P<claim>.+?),\s+(?:so|then|and so|hence|therefore)\s+(?P<rest>.+)$", re.IGNORECASE)
_WHICH = re.compile(
    rf"(?P<thing>\S+(?:\s\S+){{0,2}}), (?:which|who) (?P<claim>(?:{_AUXILIARY}|\w+(?:ed|es|[^us]s))\s[^,?]+)(?:,|\.|$)",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\b(?:why|how come)\s+(?:(?:do|does|did|is|are|was|were|can|has|have)(?P<not>n['’]?t)?|(?P<cannot>cannot|can['’]t))\s+"
    r"(?P<claim>.+)$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"^\W*(?:from |since |until )?when (?:do|does|did|will|is|are|was|were|has|have)\s+(?P<claim>.+)$", re.IGNORECASE
)
_DEFINITE = re.compile(
    r"\b(?:the|those|these|its|their|which|what|with an?|an?) (?:\w+ )?(?=[\d$€£]|(?:two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b)",
    re.IGNORECASE,
)
_STARTS_ASKING = re.compile(rf"^\W*(?:(?:so|and|but|then|also|please|ok)\b[\s,]*)*{_ASKS}\b", re.IGNORECASE)
_YES_NO = re.compile(rf"^\W*(?:(?:so|and|but|then)\b[\s,]*)*(?:{_AUXILIARY})\b", re.IGNORECASE)
_ABOUT_ASKER = re.compile(
    r"^\W*(?:(?:i|we|you)\b(?!\s+(?:must|may|have to|need to|can|cannot|can['’]?t)\b)|i['’]?m|we['’]?re|my name|"
    r"there(?: is| are|['’]s)|please|thanks|hi\b|hello|ignore|tell|explain|list|name|give|show|describe|compare|define|"
    r"summari[sz]e|what|when|which|how|why)\b|"
    r"^\W*(?:.*,\s)?(?:nobody|no one|none of (?:us|them)|everyone|everybody|(?:two|three|four|five|some|\d+) (?:people|of us))"
    r"(?: here)? (?:knows?|has|have|speaks?|wants?|likes?|understands?|left|quit)\b|"
    r"^\W*\d+\+?\s(?:years?|yrs?|months?)\s|"
    r"^\W*never\s\w+|^\W*no\s(?:[\w-]+\s){1,4}(?:yet|so far)\b|^\W*(?:[\w/-]+\s){1,5}here(?=\s*[,;.]|$)",
    re.IGNORECASE,
)
"""What somebody tells of themselves, also without saying "I": "never wrote one", "no projects yet", "data engineer here",
"14 years in the job"."""
_OF_THE_ASKER = re.compile(
    r"^\W*(?:(?:so|and|but|then)\b[\s,]*)*(?:(?:can|could|should|may|might|am)(?:n['’]?t)?\s+(?:i|we)|\w+(?:n['’]?t)?\s+(?:my|our))\b",
    re.IGNORECASE,
)
"""The beginning of a question whose numbers are the asker's own ("is my certificate from 2025 still valid")."""
OWN = re.compile(r"^\W*(?:our|my|their|his|her)\b", re.IGNORECASE)
"""Claims about a thing of the asker's own."""
_CONNECTED = re.compile(r"^\W*(?:(?:so|and|but|well|now)\b[\s,]*)+", re.IGNORECASE)


def claims_in(text: str) -> tuple[Claim, ...]:
    """The claims of a message, at most `MAX_CLAIMS`, in order; empty for a question that claims nothing."""
    sentences = [text[s.start : s.end].strip() for s in split_sentences(text[:2000])]
    found: dict[str, Claim] = {}
    for place, sentence in enumerate(sentences):
        if len(sentence) > _MAX_CHARACTERS:
            continue
        beside = " ".join(sentences[:place] + sentences[place + 1 :])
        for claim in _claims(sentence, beside, alone=len(sentences) == 1):
            if _tells(claim):
                found.setdefault(claim.text.lower(), claim)
    return tuple(found.values())[:MAX_CLAIMS]


def _claims(sentence: str, beside: str, *, alone: bool) -> list[Claim]:
    found: list[Claim] = []
    which = _WHICH.search(sentence)
    if which and not alone and not _STARTS_ASKING.match(sentence):
        found.append(Claim(f"{which['thing']} {which['claim']}".rstrip("?. "), Marker.CLAUSE, beside))
    opened = _OPENS.match(sentence)
    if opened:
        claim, rest = _split(opened["claim"])
        return [*found, *([Claim(claim, Marker.CLAUSE, f"{rest} {beside}")] if rest else [])]
    asking = _STARTS_ASKING.match(sentence) is not None
    tagged = _TAG.match(sentence)
    if tagged and not asking and not _ENDS_ASKING.search(tagged["claim"]):
        return [*found, Claim(_hearsay(tagged["claim"]), Marker.CLAUSE, beside)]
    if asking:
        return [*found, *_asked(sentence, beside)]
    so = _SO.match(sentence)
    if so:
        asks = _STARTS_ASKING.match(so["rest"])
        return [
            *found,
            Claim(_hearsay(so["claim"]) if asks else sentence.rstrip("?. "), Marker.CLAUSE, f"{so['rest']} {beside}"),
        ]
    if not sentence.rstrip().endswith("?") and not alone:
        return [*found, Claim(_hearsay(_CONNECTED.sub("", sentence)), Marker.CLAUSE, beside)]
    return [*found, *_asked(sentence, beside)]


def _asked(sentence: str, beside: str) -> list[Claim]:
    """Claims inside a question that asks: a causal clause behind it, "why", "when", a definite number."""
    trailing = _TRAILS.match(sentence)
    if trailing and _STARTS_ASKING.match(trailing["rest"]):
        return [Claim(trailing["claim"].rstrip("?. "), Marker.CLAUSE, f"{trailing['rest']} {beside}")]
    why = _WHY.search(sentence)
    if why:
        negated = "not " if why["not"] or why["cannot"] else ""
        return [Claim(negated + why["claim"].rstrip("?. "), Marker.WHY, beside)]
    when = _WHEN.match(sentence)
    if when:
        return [Claim(when["claim"].rstrip("?. "), Marker.WHEN, beside)]
    if not quantities(sentence):
        return []
    if _OF_THE_ASKER.match(sentence):
        return []
    if _YES_NO.match(sentence):
        return [Claim(sentence.rstrip("?. "), Marker.ASKED, beside)]
    definite = _DEFINITE.search(sentence)
    if definite is None:
        return []
    focus = sentence[definite.start() : definite.end() + _FOCUS_CHARACTERS]
    return [Claim(sentence.rstrip("?. "), Marker.PHRASE, beside, focus)]


def _split(text: str) -> tuple[str, str]:
    """A clause and the question behind it: cut at the first comma where a question resumes, else at the first comma."""
    resumed = _RESUMES.search(text)
    if resumed:
        return text[: resumed.start()], text[resumed.end() :]
    claim, _, rest = text.partition(", ")
    return claim, rest


def _hearsay(text: str) -> str:
    """What is said to be so, without who says it."""
    told = _HEARSAY.search(text)
    claim = told["claim"] if told and len(told["claim"].split()) >= _MIN_WORDS else text
    claim = re.split(r",\s+(?:so|then)\s", claim, maxsplit=1)[0].rstrip("?. ")
    aside = re.split(r"\s(?:so\s)?(?:our|my)\s", claim, maxsplit=1)[0]
    return aside if len(aside.split()) > 2 * _MIN_WORDS else claim


def _tells(claim: Claim) -> bool:
    return claim.only_number or (len(claim.text.split()) >= _MIN_WORDS and not _ABOUT_ASKER.match(claim.text))
