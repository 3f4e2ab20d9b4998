"""What a new document of each folder asks for: questions as headings, and a hint on what belongs below each."""

from __future__ import annotations

from dataclasses import dataclass

HINT = "<!-- Hint:"
_LEAD = "One sentence that says what {title} is, with its source tag behind the full stop."
_QUARTER_DAYS = 90
_HALF_YEAR_DAYS = 180


@dataclass(frozen=True, slots=True)
class Template:
    """`sections` are (question, hint) pairs with `{title}` for the document's title; `review_days` till the first review."""

    sections: tuple[tuple[str, str], ...]
    review_days: int = _HALF_YEAR_DAYS


_GENERAL = Template(
    (
        ("What is {title}?", "Two to four sentences, each naming its subject and ending in a source tag."),
        ("Why does {title} matter to an AI architect?", "Decisions that depend on it, one sentence each."),
        ("How is {title} put into practice?", "A lead sentence ending in a colon, then list items with a bold label."),
        ("Which limits does {title} have?", "What it does not cover, and what is uncertain or disputed."),
    )
)
TEMPLATES = {
    "roles": Template(
        (
            ("What does a {title} do?", "Duties in the words of a source."),
            ("Which skills does a {title} need?", "A lead sentence ending in a colon, then one skill an item."),
            ("How does a {title} differ from neighbouring roles?", "Name both roles in each sentence."),
            ("How senior is a {title}?", "Levels and years of experience; where sources differ, say which says what."),
        )
    ),
    "services": Template(
        (
            ("What is {title}?", "Provider, purpose and current name; former names go into glossary.yaml too."),
            ("When should {title} be chosen?", "Cases for it and cases against it."),
            ("What are the limits of {title}?", "Quotas, regions and prices, each with its unit."),
            ("What does {title} replace?", "Predecessor and the day of the change, or delete this section."),
        ),
        _QUARTER_DAYS,
    ),
    "certifications": Template(
        (
            ("Is {title} still available?", "Status with its day; a retirement goes into facts/certifications.yaml too."),
            ("What is the format of the {title} exam?", "Questions, minutes and pass mark, each with its unit."),
            ("How much does {title} cost?", "Price as USD 300, and whether tax is included."),
            ("How long is {title} valid?", "Years, and how it is renewed."),
        ),
        _QUARTER_DAYS,
    ),
    "compliance": Template(
        (
            ("Whom does {title} bind?", "Organisations, systems and places."),
            ("What does {title} require of an AI system?", "A lead sentence ending in a colon, then one duty an item."),
            ("Since when does {title} apply?", "Dates in full: 2 August 2026."),
            ("What are the penalties of {title}?", "Amounts as EUR 35 million, or who may act."),
        )
    ),
    "salaries": Template(
        (
            ("How much does {title} come to?", "Ranges as USD 180,000–230,000, with basis, region and year."),
            ("Which pay is meant?", "Base pay or total compensation, in the words of the source."),
            ("What drives the figures?", "Level, industry, place."),
        )
    ),
    "hiring": Template(
        (
            ("What does {title} find out?", "The ability that it tests."),
            ("Which questions are asked?", "A lead sentence ending in a colon, then one question an item."),
            ("What does a strong answer contain?", "Signs of strength and warning signs."),
        )
    ),
    "careers": Template(
        (
            ("What does {title} take?", "Steps or conditions, in order."),
            ("How long does it take?", "Years or months, with the source's condition."),
            ("What do employers look for?", "In the words of a source."),
        )
    ),
}


def template_of(folder: str) -> Template:
    """The template of a folder's documents; folders without one of their own share a general one."""
    return TEMPLATES.get(folder, _GENERAL)


def lead_hint(title: str) -> str:
    """The hint for the sentence below the title."""
    return _LEAD.format(title=title)


def kind_of_folder(folder: str) -> str:
    """The kind of a folder's documents, its name in the singular: "salaries" gives "salary"; "economics" has none."""
    if folder.endswith("ies"):
        return folder[:-3] + "y"
    plural = folder.endswith("s") and not folder.endswith(("ss", "ics"))
    return folder[:-1] if plural else folder
