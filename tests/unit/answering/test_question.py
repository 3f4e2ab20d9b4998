"""A question is read: its form, its names, its level, its spelling."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.question import asks_attributes_alone, is_a_name, level_of, read_question, shape_of
from assistant.domain.facts import ATTRIBUTE, FormerName, Term
from assistant.domain.questions import Question, Shape
from assistant.language.glossary import Glossary
from assistant.language.vocabulary import count_vocabulary

GLOSSARY = Glossary(
    [
        Term("Amazon SageMaker AI", "service", aliases=("SageMaker",), former_names=(FormerName("Amazon SageMaker"),)),
        Term("Kubernetes", "service"),
    ]
)
VOCABULARY = count_vocabulary(["An architect designs pipelines for Bedrock.", "Certification of an architect costs money."])


def read(text: str, english: frozenset[str] = frozenset()) -> Question:
    return read_question(text, GLOSSARY, VOCABULARY, english)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("What is a feature store?", Shape.DEFINITION),
        ("What does RAG stand for?", Shape.DEFINITION),
        ("How much does the exam cost?", Shape.FIGURE),
        ("Which cost blocks does a system have?", Shape.LIST),
        ("What salary does an architect earn?", Shape.FIGURE),
        ("Which pay bands exist?", Shape.FIGURE),
        ("What know-how should an advert ask for?", Shape.OPEN),
        ("I want the whole checklist for a launch", Shape.LIST),
        ("What does an architect earn?", Shape.FIGURE),
        ("How many questions has the exam?", Shape.FIGURE),
        ("What are the responsibilities of an architect?", Shape.LIST),
        ("Which services support training?", Shape.LIST),
        ("List all clouds", Shape.LIST),
        ("What documents go into the file?", Shape.LIST),
        ("What happens to the file?", Shape.OPEN),
        ("Azure vs AWS", Shape.COMPARISON),
        ("What is the difference between a data lake and a lakehouse?", Shape.COMPARISON),
        ("Who designs better, an architect or an engineer?", Shape.COMPARISON),
        ("Is Kubernetes needed?", Shape.YES_NO),
        ("When does the law apply?", Shape.TIME),
        ("How do I become an architect?", Shape.HOW),
        ("Why is governance needed?", Shape.WHY),
        ("Governance at the edge", Shape.OPEN),
        ("", Shape.OPEN),
    ],
)
def test_the_words_of_a_question_give_its_shape(text: str, shape: Shape) -> None:
    assert shape_of(text) is shape


@pytest.mark.parametrize("text", ["Does an architect earn more in a bank?", "Can I list the skills in my CV?", "Is it paid?"])
def test_a_question_to_be_answered_by_yes_or_no_is_one_whatever_else_it_names(text: str) -> None:
    assert shape_of(text) is Shape.YES_NO


def test_a_yes_or_no_question_between_two_things_is_a_comparison() -> None:
    assert shape_of("Is AWS different from Azure, compared in price?") is Shape.COMPARISON


@pytest.mark.parametrize("text", ["How many levels are there? Name them", "What does each cloud cost? List all"])
def test_a_request_to_name_them_all_is_a_list_even_beside_a_figure(text: str) -> None:
    assert shape_of(text) is Shape.LIST


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("a Senior architect", "senior"),
        ("an entry-level post", "entry"),
        ("a staff engineer", "principal"),
        ("mid career", "mid"),
        ("an architect", ""),
        ("a seniority rule", ""),
    ],
)
def test_a_level_is_read_from_whole_words(text: str, level: str) -> None:
    assert level_of(text) == level


@pytest.mark.parametrize(
    "text",
    [
        "What is Bedrock, in one sentence?",
        "please what is Bedrock?",
        "What is Bedrock? Thanks",
        "Briefly, what is Bedrock?",
        "What is Bedrock in plain English?",
    ],
)
def test_the_manner_of_answering_is_no_part_of_the_question(text: str) -> None:
    question = read(text)

    assert question.terms == ("bedrock",)
    assert question.asked == text


def test_a_message_of_manners_alone_is_left_as_it_is() -> None:
    assert read("Thanks, please!").text == "Thanks, please!"


def test_a_name_that_neither_corpus_nor_glossary_knows_is_unknown() -> None:
    question = read("Does Bedrock or Zyntrix run on Kubernetes with SageMaker?")

    assert question.unknown_names == ("Zyntrix",)
    assert read("Does the Architect's plan or Zyntrix's last?").unknown_names == ("Zyntrix's",)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("is potter lookout for vision dead yet?", ("lookout",)),
        ("what does potter bedrock cost?", ()),  # the corpus knows it
        ("does potter reimburse us?", ()),  # a verb
        ("potter reimburses us", ()),
        ("we are a potter shop", ()),
        ("a new potter cert", ()),  # short for a word of the corpus
        ("potter with pipelines", ()),
    ],
)
def test_an_unknown_word_behind_a_provider_may_be_what_it_offers(text: str, unknown: tuple[str, ...]) -> None:
    glossary = Glossary([Term("Potter", "provider")])

    assert read_question(text, glossary, VOCABULARY, frozenset(text.split())).unknown_names == unknown


def test_capitals_of_a_shouted_question_are_no_names() -> None:
    assert read("WHAT DOES THE ZYNTRIX PIPELINE COST?").unknown_names == ()


def test_initials_in_the_plural_are_known_by_the_singular() -> None:
    vocabulary = count_vocabulary(["A CV tells what one did."])

    assert read_question("May they read the CVs?", GLOSSARY, vocabulary, frozenset()).unknown_names == ()
    assert read_question("May they read the XQs?", GLOSSARY, vocabulary, frozenset()).unknown_names == ("XQs",)


def test_an_unknown_word_close_to_one_of_the_corpus_is_corrected() -> None:
    question = read("What does an architecht design?")

    assert question.text == "What does an architect design?"
    assert question.asked == "What does an architecht design?"


def test_a_word_of_ordinary_english_is_never_corrected() -> None:
    text = "Does a monkey design pipelines?"

    assert read(text).text == "Does a money design pipelines?"
    assert read(text, frozenset({"monkey"})).text == text


def test_a_name_of_the_glossary_is_never_corrected() -> None:
    assert read("Is Kubernetes a pipeline?").text == "Is Kubernetes a pipeline?"


@pytest.mark.parametrize("text", ["How much is the Kubernetes exam?", "how much does the exam take?", "Is the exam expensive?"])
def test_asking_how_much_searches_for_the_price(text: str) -> None:
    assert read(text).search_text == f"{text} (price)"


def test_what_the_question_names_already_is_not_added() -> None:
    assert read("What price, and how much is it?").search_text == "What price, and how much is it?"


def test_asking_what_somebody_makes_searches_for_pay() -> None:
    assert read("How much does an architect make?").search_text == "How much does an architect make? (pay)"


def test_a_former_name_searches_for_the_current_one_too() -> None:
    question = read("Is Amazon SageMaker costly?")

    assert [(m.surface, m.former) for m in question.mentions] == [("Amazon SageMaker", True)]
    assert question.search_text == "Is Amazon SageMaker costly? (Amazon SageMaker AI)"


ATTRIBUTES = Glossary(
    [
        Term("price", "attribute", ("how much",)),
        Term("experience", "attribute", ("how much experience",)),
        Term("pay", "attribute"),
        Term("agent platform", "attribute"),
        Term("duration", "attribute", ("how long", "minutes")),
        Term("validity", "attribute", ("valid",)),
    ]
)
NAMED = Glossary(
    [Term("Kiln Agent Platform", "service"), Term("Glaze", "concept", definition="A glaze is a coat."), Term("Oven", "concept")]
)


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("How much is it?", ("price",)),
        ("How much security knowledge should I expect?", ()),
        ("How much experience is asked for?", ("experience",)),
        ("What is the pay?", ("pay",)),
        ("Is there another way to pay by the token?", ()),
        ("Which agent platform is there?", ("agent platform",)),
        ("What can the Kiln Agent Platform do?", ()),
        ("How long is it?", ("duration",)),
        ("How long is it valid?", ("validity",)),
        ("How long is it, and for how long is it valid?", ("validity", "duration")),
        ("How long is it in minutes?", ("duration",)),
        ("Is it still valid, and how long is it?", ("validity", "duration")),
    ],
)
def test_an_attribute_is_asked_for_only_by_words_that_mean_it(text: str, attributes: tuple[str, ...]) -> None:
    assert read_question(text, NAMED, VOCABULARY, frozenset(), ATTRIBUTES).attributes == attributes


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("What are glazes?", Shape.DEFINITION),
        ("What are these glazes they talk of?", Shape.DEFINITION),
        ("What are ovens?", Shape.LIST),
        ("What are the steps before glazing?", Shape.LIST),
    ],
)
def test_what_defined_things_are_asks_for_their_definition(text: str, shape: Shape) -> None:
    assert read_question(text, NAMED, VOCABULARY).shape is shape


def test_the_listener_is_no_part_of_what_is_asked() -> None:
    told = [read(text) for text in ("Can you explain Kubernetes to a non-technical manager?", "Can you explain Kubernetes?")]

    assert told[0].terms == told[1].terms
    assert "manag" in read("How do I explain to Kubernetes that I am its manager?").terms


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kubernetes?", True),
        ("and SageMaker", True),
        ("Kubernetes cost", False),
        ("pods", False),
        ("What is Kubernetes?", False),
        ("Why Kubernetes?", False),
    ],
)
def test_a_bare_name_is_told_from_a_question(text: str, name: bool) -> None:
    assert is_a_name(read(text)) is name


@pytest.mark.parametrize(
    ("asked", "alone"),
    [
        ("price and length?", True),
        ("Price?", True),
        ("price of a kiln?", False),
        ("and?", False),
        ("what about AWS price", False),
    ],
)
def test_attributes_alone_have_no_subject(asked: str, alone: bool) -> None:
    attributes = Glossary([Term("price", ATTRIBUTE), Term("duration", ATTRIBUTE, ("length",))])
    question = replace(read(asked), attributes=tuple(a for a in ("price", "duration") if attributes.find(asked)))

    assert asks_attributes_alone(question, attributes) is alone
