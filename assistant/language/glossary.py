"""Finds glossary terms in text by any of their names: longest match first, case and punctuation ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.domain.facts import ATTRIBUTE, Fact, FormerName, Term
from assistant.domain.questions import Mention
from assistant.language.words import STOP_WORDS

_WORD = re.compile(r"[A-Za-z0-9]+(?:[+#]+(?!\w))?")
PLACE = "place"
"""The kind of term that limits figures to a region."""
PROVIDER = "provider"
"""The kind of term whose name people leave out: "Machine Learning Specialty" for "AWS Machine Learning Specialty"."""
SERVICE = "service"
_ABBREVIATION = re.compile(r"[A-Z]{2,4}")
"""An alias that stands for several words inside longer names as well."""
_PLAIN_ALIAS = 3
"""A name of up to this many letters must be written in capitals to count where the text has capitals ("the Fed", "is fed")."""
_STARTS_OR_I = re.compile(r"(?:^|[.!?:]\s)\W*\w|\bI\b")
"""Capitals that a telephone sets by itself."""
_BEFORE_A_PLACE = (["in"], ["the"], ["within"], ["across"], ["outside"], ["for"])
"""Words behind which a stop word is a name though its letters do not tell: "fine us", but "in the us"."""
_NO_NAME_FOLLOWS = re.compile(
    r"\b(?:do|does|did|can|could|will|would|should|shall|may|might|must|to|let|lets|make|makes|help|helps|and|an?|our|my)\W+$",
    re.IGNORECASE,
)
_NOUN = re.compile(r"\s((?!\w*(?:s|ed|ing|ly)\b)[a-z]{4,})\b")
"""A word in small letters that by its end is neither a verb nor an adverb."""

_REMEMBERED = 8192
"""Texts whose names are kept: questions are looked at several times, and the statements of a corpus for many questions."""


class Glossary:
    """Names of terms as word sequences. An empty glossary finds nothing."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = list(terms)
        self._names: dict[tuple[str, ...], tuple[int, bool]] = {}
        self._short: set[tuple[str, ...]] = set()
        self._alike: dict[str, frozenset[str]] = {}
        self._kinds: dict[str, str] = {}
        for place, term in enumerate(self.terms):
            for name in (term.name, *term.aliases):
                self._add(name, place, former=False)
        for place, term in enumerate(self.terms):
            for former in term.former_names:
                self._add(former.name, place, former=True)
        self._add_abbreviated()
        self._longest = max((len(words) for words in self._names), default=0)
        self._found = lru_cache(maxsize=_REMEMBERED)(self._find)

    def find(self, text: str) -> list[Mention]:
        """Mentions in order, not overlapping, the longest name at each place."""
        return list(self._found(text))

    def _find(self, text: str) -> tuple[Mention, ...]:
        words = list(_WORD.finditer(text))
        lowered = [_singular(w.group().lower()) for w in words]
        mentions: list[Mention] = []
        place = 0
        while place < len(words):
            length = self._match(text, words, lowered, place)
            if length == 0:
                place += 1
                continue
            term, former = self._names[tuple(lowered[place : place + length])]
            start, end = words[place].start(), words[place + length - 1].end()
            mentions.append(Mention(term, text[start:end], start, end, former))
            place += length
        return tuple(mentions)

    def former_name(self, mention: Mention) -> FormerName | None:
        """The former name that a mention uses, or None for a name in use."""
        words = _key(mention.surface)
        return next((former for former in self.terms[mention.term].former_names if _key(former.name) == words), None)

    def names(self, term: int) -> tuple[str, ...]:
        """Every name of a term, the current one first."""
        entry = self.terms[term]
        return (entry.name, *entry.aliases, *(former.name for former in entry.former_names))

    def names_like(self, name: str) -> frozenset[str]:
        """Every name, in lower case, of the term that `name` names; `name` alone where no term has it."""
        known = self._alike.get(name)
        if known is None:
            found = self._names.get(_key(name))
            others = self.names(found[0]) if found is not None else ()
            known = self._alike[name] = frozenset(other.lower() for other in (name, *others))
        return known

    def former_names_like(self, name: str) -> frozenset[str]:
        """The former names, in lower case, of the term of which `name` is one; empty where it is a name in use."""
        found = self._names.get(_key(name))
        former = {other.name.lower() for other in self.terms[found[0]].former_names} if found is not None else set()
        return frozenset(former) if name.lower() in former else frozenset()

    def kind_of(self, name: str) -> str:
        """The kind of the term that `name` names, "" where no term has it."""
        known = self._kinds.get(name)
        if known is None:
            found = self._names.get(_key(name))
            known = self._kinds[name] = self.terms[found[0]].kind if found is not None else ""
        return known

    def are_alike(self, one: Mention, other: Mention) -> bool:
        """True for two things of one kind, or a service and a provider, whose name people use for what it offers."""
        kinds = {self.terms[one.term].kind, self.terms[other.term].kind}
        return one.term != other.term and (len(kinds) == 1 or kinds == {SERVICE, PROVIDER})

    def _add(self, name: str, term: int, *, former: bool) -> None:
        words = _key(name)
        if words and words not in self._names:
            self._names[words] = (term, former)
            if len(words) == 1 and len(words[0]) <= _PLAIN_ALIAS:
                self._short.add(words)

    def _add_abbreviated(self) -> None:
        """Names with an abbreviation of the glossary's own in the place of the words for it, and the reverse: who lists
        "ML" for "machine learning" need not list "Professional ML Engineer" too. And names without their provider, where
        two words are left and nothing else goes by them."""
        pairs = [
            (_key(term.name), _key(alias))
            for term in self.terms
            if len(_key(term.name)) > 1
            for alias in term.aliases
            if _ABBREVIATION.fullmatch(alias)
        ]
        providers = {_key(name) for term in self.terms if term.kind == PROVIDER for name in (term.name, *term.aliases)}
        for name, (place, former) in list(self._names.items()):
            for length in (1, 2):
                if not former and name[:length] in providers and len(name) - length >= 2:
                    self._names.setdefault(name[length:], (place, former))
            for long, short in pairs:
                for known, other in ((long, short), (short, long)):
                    if len(known) < len(name):
                        self._names.setdefault(_replaced(name, known, other), (place, former))

    def _match(self, text: str, words: list[re.Match[str]], lowered: list[str], place: int) -> int:
        for length in range(min(self._longest, len(words) - place), 0, -1):
            key = tuple(lowered[place : place + length])
            if key not in self._names:
                continue
            if key in self._short and words[place].group().islower() and not self._may_be_small(key, text):
                continue
            if (
                key in self._short
                and key[0] in STOP_WORDS
                and (words[place].group().islower() or text.isupper())
                and lowered[place - 1 : place] not in _BEFORE_A_PLACE
            ):
                continue
            return length
        return 0

    def _may_be_small(self, key: tuple[str, ...], text: str) -> bool:
        """True where a short name counts though it is written small: a provider's, or any in a text that sets no capitals."""
        term, _ = self._names[key]
        return self.terms[term].kind == PROVIDER or _STARTS_OR_I.sub("", text).islower()


def split_glossary(terms: Sequence[Term], facts: Iterable[Fact]) -> tuple[Glossary, Glossary]:
    """The things that texts name, and apart from them the attributes by which people ask about things.

    An attribute of the facts for which the corpus lists no wordings is asked for by its own name.
    """
    attributes = [term for term in terms if term.kind == ATTRIBUTE]
    listed = {term.name for term in attributes}
    further = dict.fromkeys(fact.attribute for fact in facts if fact.attribute not in listed)
    own_names = [Term(attribute, ATTRIBUTE) for attribute in further]
    return Glossary([term for term in terms if term.kind != ATTRIBUTE]), Glossary([*attributes, *own_names])


def _key(name: str) -> tuple[str, ...]:
    """A name as its words are looked up: lower case, without plural endings."""
    return tuple(_singular(w.lower()) for w in _WORD.findall(name))


def _replaced(name: tuple[str, ...], known: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The name with the first run of the words `known` replaced by `other`; unchanged without one."""
    for place in range(len(name) - len(known) + 1):
        if name[place : place + len(known)] == known:
            return (*name[:place], *other, *name[place + len(known) :])
    return name


def _singular(word: str) -> str:
    """The word without a plural ending; the same rule runs over names and text, so a wrong stem still matches itself."""
    if len(word) > 5 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 5 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def behind_providers(text: str, mentions: Sequence[Mention], glossary: Glossary) -> list[str]:
    """The words right behind the names of providers that may be what these offer, in small letters too ("is amazon lookout
    dead yet?"); behind "does AWS" stands a verb, and "an AWS shop" is none of AWS's."""
    providers = (
        m for m in mentions if glossary.terms[m.term].kind == PROVIDER and not _NO_NAME_FOLLOWS.search(text[: m.start])
    )
    behind = (_NOUN.match(text, mention.end) for mention in providers)
    return [found.group(1) for found in behind if found and found.group(1).lower() not in STOP_WORDS]
