"""Which words beside a known name are the name of something of which no text of the corpus tells."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from assistant.answering.library import Library
from assistant.language.gazetteer import places_in
from assistant.language.words import TOKEN, stem

_NO_NAME = re.compile(r"\w{1,3}|.*(?:s|ing|ed|'\w+)")
"""Short words and endings of words that may be ordinary though no list has them."""


@dataclass(frozen=True, slots=True)
class UnknownNames:
    """Tells names that neither the corpus nor the glossary knows; `english` holds ordinary words, which name nothing."""

    library: Library
    english: Container[str]

    def next_to_it(
        self, run: Sequence[re.Match[str]], other: Sequence[re.Match[str]], *, at_end: bool, in_any_case: bool
    ) -> list[re.Match[str]]:
        """The words of a run next to the other side that name something unknown: capitals in a row with the figures behind
        them, or a word, and a noun that the other side has, too ("an AI architect or a blockchain architect")."""
        shared = {stem(word.group().lower()) for word in other}
        strange = [self._is_strange(run, place, in_any_case=in_any_case) for place in range(len(run))]
        joins = [s or self._is_capital(word) or word.group().isdigit() for s, word in zip(strange, run, strict=True)]
        start, end = 0, len(run)
        if at_end:
            behind = end
            while behind > 1 and not joins[behind - 1] and stem(run[behind - 1].group().lower()) in shared:
                behind -= 1
            start = max(0, behind - 1)
            while start and joins[start] and joins[start - 1]:
                start -= 1
        else:
            end = min(1, end)
            while 0 < end < len(run) and ((joins[end] and joins[end - 1]) or stem(run[end].group().lower()) in shared):
                end += 1
        return list(run[start:end]) if any(strange[start:end]) else []

    def are_unknown(self, name: str) -> bool:
        """True where the corpus uses none of a name's words."""
        return not any(self.library.vocabulary.knows(word.group()) for word in TOKEN.finditer(name))

    def _is_capital(self, word: re.Match[str]) -> bool:
        written = word.group()
        return written[0].isupper() and (word.start() > 0 or written.lower() not in self.english)

    def _may_stand_for_more(self, letters: str) -> bool:
        """True for initials of what the glossary calls by its full name ("PCA", a Professional Cloud Architect)."""
        if not letters.isupper() or not letters.isalpha():
            return False
        names = (name for term in self.library.glossary.terms for name in (term.name, *term.aliases))
        return any(letters in "".join(word[0] for word in TOKEN.findall(name)).upper() for name in names)

    def _is_strange(self, run: Sequence[re.Match[str]], place: int, *, in_any_case: bool) -> bool:
        """True for a word that the corpus never uses and that names something: a capital, a place, a number of three digits
        behind a capital ("ISO 27701") or, `in_any_case`, a word that is neither an ordinary one nor short for one of the
        corpus ("cert", "infra")."""
        written = run[place].group()
        bare = written.removesuffix("'s")
        vocabulary = self.library.vocabulary
        word = bare.lower()
        known = all(vocabulary.knows(part) for part in re.split(r"[/&.'-]", bare) if part)
        if len(bare) < 3 or (known and not vocabulary.is_new_code(bare)) or self._may_stand_for_more(bare):
            return False
        if not bare[0].isalpha():
            return bare.isdigit() and place > 0 and self._is_capital(run[place - 1])
        if (written[0].isupper() and (run[place].start() > 0 or bare.isupper())) or places_in(bare):
            return True
        return in_any_case and not (word in self.english or _NO_NAME.fullmatch(word) or vocabulary.begins(word))
