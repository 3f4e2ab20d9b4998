"""Places are known without a corpus, and a country covers its cities."""

from __future__ import annotations

from assistant.language.gazetteer import Place, is_told, places_in, states

MUNICH = Place("munich", "germany", whole=False)
GERMANY = Place("germany", "germany", whole=True)


def test_countries_cities_and_words_for_people_are_places() -> None:
    assert places_in("Do Dutch architects in Munich earn more than in Japan?") == {
        Place("dutch", "netherlands", whole=True),
        MUNICH,
        Place("japan", "japan", whole=True),
    }


def test_us_is_a_country_in_capitals_and_a_pronoun_in_small_letters() -> None:
    assert places_in("Pay in the US") == {Place("usa", "united states", whole=True)}
    assert places_in("Tell us") == frozenset()


def test_a_place_is_told_by_itself_and_by_its_country() -> None:
    assert is_told(MUNICH, places_in("Pay in Munich"))
    assert is_told(MUNICH, places_in("German pay"))
    assert not is_told(MUNICH, places_in("Pay in Berlin, Paris and France"))


def test_a_country_is_told_by_its_cities() -> None:
    assert is_told(GERMANY, places_in("Pay in Berlin"))


def test_a_text_without_places_tells_none() -> None:
    assert not is_told(GERMANY, places_in("Pay"))


def test_a_city_lies_in_a_state_where_states_have_laws_of_their_own() -> None:
    assert states(places_in("Rules in Chicago and Texas")) == {"illinois", "texas"}
    assert states(places_in("Rules in NYC, Boston and Munich")) == {"new york"}
