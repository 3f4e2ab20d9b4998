"""Talks by hand: a few things by name, and the last question of a talk as it stands alone."""

from __future__ import annotations

from assistant.conversation.condense import Standalone, condense
from assistant.domain.conversation import Turn
from assistant.domain.facts import Term
from assistant.language.glossary import Glossary

GLOSSARY = Glossary(
    [
        Term("AWS", "provider", aliases=("Amazon Web Services",)),
        Term("Microsoft Azure", "provider", aliases=("Azure",)),
        Term("Google Cloud", "provider", aliases=("GCP",)),
        Term("AI architect", "role"),
        Term("ML engineer", "role"),
    ]
)


def asked(*questions: str, answer: str = "") -> Standalone:
    """The last question after the others, each answered with `answer`."""
    history = [turn for q in questions[:-1] for turn in (Turn("user", q), Turn("assistant", answer))]
    return condense(questions[-1], history, GLOSSARY)
