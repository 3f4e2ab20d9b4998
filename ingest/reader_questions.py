"""Questions as readers ask them, read from `questions/*.yaml` and tied to the units that answer them.

A text says a thing in one way and readers ask for it in many. So editors list, section by section, what readers ask; an ingest
learns from it where such questions lie (ingest/learn_adapter.py). They are never quoted. Where a row says which statements
answer (`says`), only these do, else any of its section. Questions with a `topic` are asked as well, but the corpus does not
answer them.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.errors import CorpusError
from assistant.domain.facts import Fact, Term
from assistant.domain.passages import Passage, Unit
from assistant.language.glossary import Glossary
from ingest.load import CorpusFile
from ingest.yaml_rows import Row, read_rows

TARGETS = ("document", "attribute", "fact", "term", "topic")
_PLACES = {"document": ("section", "says"), "fact": (), "term": ()}
_BESIDE = {
    **{target: (*own, "also", "after") for target, own in _PLACES.items()},
    "attribute": ("kind", "after"),
    "topic": ("after",),
}
_SUBJECT = "{subject}"


@dataclass(frozen=True, slots=True)
class ReaderQuestion:
    """A question in a reader's words. `units` are the positions of those that answer it, in rising order; without any, the
    corpus does not, and `topic` says what is missing. `after` are the questions asked before it in a talk, oldest first."""

    text: str
    units: tuple[int, ...] = ()
    topic: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactPlace:
    """A fact and the kind of thing that it is about (see `places_of`)."""

    fact: Fact
    kind: str


@dataclass(frozen=True, slots=True)
class Places:
    """What questions can be tied to: units by document and heading ("" is the document's first text), facts, the units of
    defined terms by name, and the text of every unit."""

    sections: Mapping[str, Mapping[str, range]]
    facts: Sequence[FactPlace]
    terms: Mapping[str, int]
    texts: Sequence[str]


def places_of(
    passages: Sequence[Passage], units: Sequence[Unit], facts: Iterable[Fact], terms: Iterable[Term], glossary: Glossary
) -> Places:
    """The places of a numbered corpus. What a fact is about has the kind that the glossary gives it, else that of most facts
    in its file."""
    sections: dict[str, dict[str, range]] = {}
    for passage in passages:
        own = sections.setdefault(passage.document_id, {})
        heading = passage.section[-1] if passage.section else ""
        first = own[heading].start if heading in own else passage.first_unit
        own[heading] = range(first, passage.last_unit)
    for own in sections.values():
        own.setdefault("", next(iter(own.values())))
    held = [(fact, passages[units[fact.unit].passage].document_id) for fact in facts]
    defined = {term.name: term.unit for term in terms if term.definition}
    return Places(sections, fact_places(held, glossary), defined, [unit.text for unit in units])


def fact_places(held: Sequence[tuple[Fact, str]], glossary: Glossary) -> list[FactPlace]:
    """Facts, each given with its file, with the kind of what they are about."""
    kinds: dict[str, Counter[str]] = {}
    for fact, file in held:
        if kind := glossary.kind_of(fact.subject):
            kinds.setdefault(file, Counter())[kind] += 1
    usual = {file: counts.most_common(1)[0][0] for file, counts in kinds.items()}
    return [FactPlace(fact, glossary.kind_of(fact.subject) or usual.get(file, "")) for fact, file in held]


def read_reader_questions(file: CorpusFile, places: Places) -> list[ReaderQuestion]:
    """The questions of one file, in its order, each once a place.

    Raises CorpusError for a row with no or several targets, an unknown key, document, section, attribute, fact or term, and for
    questions that are no list of texts.
    """
    found: dict[ReaderQuestion, None] = {}
    for row in read_rows(file):
        target = _target(file, row)
        texts = _texts(file, row, "asked")
        after = tuple(_texts(file, row, "after")) if "after" in row.values else ()
        if target == "topic":
            questions = [ReaderQuestion(text, topic=str(row.values["topic"]), after=after) for text in texts]
        elif target == "attribute":
            about = _facts(file, row, target, places)
            questions = [q for text in texts for q in _about_facts(text, after, about)]
        else:
            units = tuple(sorted({*_units(file, row, target, places), *_also(file, row, places)}))
            questions = [ReaderQuestion(text, units, after=after) for text in texts]
        found.update(dict.fromkeys(questions))
    return list(found)


def _target(file: CorpusFile, row: Row) -> str:
    named = [key for key in TARGETS if key in row.values]
    if len(named) != 1:
        raise CorpusError(file.shown, row.line, f"a row of questions needs one of {', '.join(f'`{t}`' for t in TARGETS)}")
    allowed = (named[0], *_BESIDE[named[0]], "asked")
    for key in row.values:
        if key not in allowed:
            raise CorpusError(
                file.shown, row.lines[key], f"`{key}` is not a key beside `{named[0]}`; allowed: {', '.join(allowed)}"
            )
    return named[0]


def _texts(file: CorpusFile, row: Row, key: str) -> list[str]:
    texts = row.values.get(key)
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) and text.strip() for text in texts):
        what = "statements' first words" if key == "says" else "questions"
        raise CorpusError(
            file.shown, row.lines.get(key, row.line), f"`{key}` must be a list of {what}, each in quotation marks"
        )
    return [text.strip() for text in texts]


def _also(file: CorpusFile, row: Row, places: Places) -> set[int]:
    """Units of the further places that a row names."""
    if "also" not in row.values:
        return set()
    named = row.values["also"]
    line = row.lines["also"]
    if not isinstance(named, list) or not named or not all(isinstance(place, dict) for place in named):
        raise CorpusError(file.shown, line, "`also` must be a list of places, each with `document`, `fact` or `term`")
    units: set[int] = set()
    for place in named:
        inner = Row({str(key): value for key, value in place.items()}, {}, dict.fromkeys(map(str, place), line), line, row.span)
        target = next((key for key in _PLACES if key in inner.values), "")
        unknown = [key for key in inner.values if key not in (target, *_PLACES.get(target, ()))]
        if not target or unknown:
            allowed = "; ".join(", ".join(f"`{key}`" for key in (name, *own)) for name, own in _PLACES.items())
            raise CorpusError(file.shown, line, f"a place of `also` has one of these sets of keys: {allowed}")
        units |= set(_units(file, inner, target, places))
    return units


def _units(file: CorpusFile, row: Row, target: str, places: Places) -> Sequence[int]:
    """Units of the one place that a row names."""
    if target == "term":
        return [_term(file, row, places)]
    if target == "fact":
        return [place.fact.unit for place in _facts(file, row, target, places)]
    section = _section(file, row, places)
    if "says" not in row.values:
        return section
    return [_said(file, row, opening, section, places) for opening in _texts(file, row, "says")]


def _said(file: CorpusFile, row: Row, opening: str, section: range, places: Places) -> int:
    """The unit of a section that begins with these words."""
    found = [position for position in section if places.texts[position].startswith(opening)]
    if len(found) == 1:
        return found[0]
    if found:
        detail = f"begins {len(found)} statements of the section; give more of the words of the one that is meant"
        raise CorpusError(file.shown, row.lines["says"], f"`says: {opening}` {detail}")
    held = [places.texts[position] for position in section]
    raise _unknown(file, row, "says", opening, "not how a statement of the section begins", held)


def _section(file: CorpusFile, row: Row, places: Places) -> range:
    document = str(row.values["document"])
    section = str(row.values.get("section") or "")
    if document not in places.sections:
        raise _unknown(file, row, "document", document, "no document of the corpus", places.sections)
    sections = places.sections[document]
    if section in sections:
        return sections[section]
    raise _unknown(file, row, "section", section, f"no heading of {document} with text below it", sections)


def _term(file: CorpusFile, row: Row, places: Places) -> int:
    name = str(row.values["term"])
    if name not in places.terms:
        raise _unknown(file, row, "term", name, "no term with a definition", places.terms)
    return places.terms[name]


def _facts(file: CorpusFile, row: Row, target: str, places: Places) -> list[FactPlace]:
    wanted = str(row.values[target])
    if target == "fact":
        facts = [place for place in places.facts if place.fact.id == wanted]
        known = [place.fact.id for place in places.facts]
    else:
        kind = row.values.get("kind")
        facts = [p for p in places.facts if p.fact.attribute == wanted and kind in (None, p.kind)]
        known = [p.fact.attribute for p in places.facts if kind in (None, p.kind)]
        if not known:
            raise _unknown(
                file, row, "kind", str(kind), "no kind of thing that a fact is about", {p.kind for p in places.facts}
            )
    if not facts:
        what = "no fact's id" if target == "fact" else "no attribute of a fact"
        raise _unknown(file, row, target, wanted, what, known)
    return facts


def _about_facts(text: str, after: tuple[str, ...], facts: Iterable[FactPlace]) -> Iterator[ReaderQuestion]:
    """The question asked of each fact: `{subject}`, `{level}` and `{region}` are filled in, where the fact has them."""
    for place in facts:
        slots = {_SUBJECT: place.fact.subject, "{level}": place.fact.level, "{region}": place.fact.region}
        texts = (text, *after)
        if all(value or not any(slot in t for t in texts) for slot, value in slots.items()):
            filled, *before = (_filled(t, slots) for t in texts)
            yield ReaderQuestion(filled, (place.fact.unit,), after=tuple(before))


def _filled(text: str, slots: Mapping[str, str]) -> str:
    for slot, value in slots.items():
        text = text.replace(slot, value)
    return text


def _unknown(file: CorpusFile, row: Row, key: str, value: str, what: str, known: Iterable[str]) -> CorpusError:
    near = difflib.get_close_matches(value, list(dict.fromkeys(known)), 1, 0.5)
    hint = f"; did you mean “{near[0]}”?" if near else ""
    return CorpusError(file.shown, row.lines.get(key, row.line), f"`{key}: {value}` is {what}{hint}")
