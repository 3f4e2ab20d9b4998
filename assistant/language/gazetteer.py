"""Countries of the world with their other names and some of their cities, so that a place is known as one though no corpus
names it: a figure for a country holds for its cities as far as it holds at all; one for another place does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_COUNTRIES = """
afghanistan:; kabul
albania: albanian; tirana
algeria: algerian; algiers
argentina: argentine, argentinian; buenos aires
armenia: armenian; yerevan
australia: australian; sydney, melbourne, brisbane, perth, canberra, adelaide
austria: austrian; vienna, graz, salzburg, linz, innsbruck
azerbaijan:; baku
bahrain:; manama
bangladesh: bangladeshi; dhaka
belarus:; minsk
belgium: belgian; brussels, antwerp, ghent
bolivia: bolivian; la paz
bosnia:; sarajevo
brazil: brazilian; sao paulo, rio de janeiro, brasilia
bulgaria: bulgarian; sofia
cambodia:; phnom penh
canada: canadian; toronto, vancouver, montreal, ottawa, calgary, ontario, quebec
chile: chilean; santiago
china: chinese; beijing, shanghai, shenzhen, guangzhou
colombia: colombian; bogota, medellin
costa rica:; san jose
croatia: croatian; zagreb
cuba:; havana
cyprus:; nicosia
czech republic: czechia, czech; prague, brno
denmark: danish; copenhagen, aarhus
dominican republic:; santo domingo
ecuador:; quito
egypt: egyptian; cairo
estonia: estonian; tallinn
ethiopia:; addis ababa
finland: finnish; helsinki, tampere
france: french; paris, lyon, marseille, toulouse, grenoble
georgia:; tbilisi
germany: german; berlin, munich, hamburg, frankfurt, cologne, stuttgart, dusseldorf, leipzig, walldorf, bavaria
ghana:; accra
greece: greek; athens
guatemala: guatemalan
hong kong: hongkong
hungary: hungarian; budapest
iceland:; reykjavik
india: indian; bangalore, bengaluru, mumbai, delhi, hyderabad, pune, chennai, kolkata, gurgaon, noida
indonesia: indonesian; jakarta
iran:; tehran
iraq:; baghdad
ireland: irish; dublin, cork, galway
israel: israeli; tel aviv, jerusalem, haifa
italy: italian; rome, milan, turin, naples
jamaica:; kingston
japan: japanese; tokyo, osaka, kyoto
jordan:; amman
kazakhstan:; almaty, astana
kenya: kenyan; nairobi
kuwait: kuwaiti
latvia: latvian; riga
lebanon:; beirut
lithuania: lithuanian; vilnius
luxembourg: luxembourgish
malaysia: malaysian; kuala lumpur
malta: maltese; valletta
mexico: mexican; mexico city, guadalajara, monterrey
mongolia:; ulaanbaatar
morocco: moroccan; casablanca, rabat
nepal:; kathmandu
netherlands: holland, dutch; amsterdam, rotterdam, the hague, eindhoven, utrecht
new zealand:; auckland, wellington
nigeria: nigerian; lagos, abuja
norway: norwegian; oslo, bergen
oman:; muscat
pakistan: pakistani; karachi, lahore, islamabad
panama:; panama city
peru: peruvian; lima
philippines: filipino; manila, cebu
poland:; warsaw, krakow, wroclaw, gdansk
portugal: portuguese; lisbon, porto
qatar:; doha
romania: romanian; bucharest, cluj
russia: russian; moscow, saint petersburg
rwanda:; kigali
saudi arabia: saudi; riyadh, jeddah
senegal:; dakar
serbia: serbian; belgrade
singapore: singaporean
slovakia: slovak; bratislava
slovenia: slovenian; ljubljana
south africa: south african; johannesburg, cape town
south korea: korea, korean; seoul, busan
spain: spanish; madrid, barcelona, valencia
sri lanka:; colombo
sweden: swedish; stockholm, gothenburg, malmo
switzerland: swiss; zurich, geneva, bern, lausanne
taiwan: taiwanese; taipei
tanzania:; dar es salaam
thailand:; bangkok
tunisia:; tunis
turkey: turkish, turkiye; istanbul, ankara
uganda:; kampala
ukraine: ukrainian; kyiv, kiev, lviv
united arab emirates: uae, emirates; dubai, abu dhabi
united kingdom: uk, britain, great britain, british; england, scotland, wales, london, manchester, edinburgh, birmingham
united states: usa, u.s., america, american; seattle, boston, atlanta, washington
uruguay:; montevideo
venezuela:; caracas
vietnam: vietnamese; hanoi, ho chi minh city
"""
"""One country a line, in lower case: its name, other names of it and words for its people; cities and regions in it. Words
that are more often something else ("polish") are left out."""

_STATES = """
california: san francisco, silicon valley, bay area, los angeles
colorado: denver
florida:
illinois: chicago
new york: nyc
texas: austin, dallas
virginia:
"""
"""States of the United States, which have laws of their own, with cities in them. A state that no corpus names is better known
as a name than as a place: most who say that they are from Ohio ask of nothing there."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its name in lower case and its country; `whole` when the name stands for the country itself. `state` is the
    state that it is or lies in, "" where none is known."""

    name: str
    country: str
    whole: bool
    state: str = ""


def _read() -> dict[str, Place]:
    places: dict[str, Place] = {}
    for line in _COUNTRIES.strip().splitlines():
        country, others = line.split(":")
        own, _, parts = others.partition(";")
        for name in (country, *own.split(","), *parts.split(",")):
            if stripped := name.strip():
                places[stripped] = Place(stripped, country, name not in parts.split(","))
    for line in _STATES.strip().splitlines():
        state, _, cities = line.partition(":")
        for name in (state, *cities.split(",")):
            if stripped := name.strip():
                places[stripped] = Place(stripped, "united states", whole=False, state=state)
    return places


_US = re.compile(r"\bUS\b")
"""In capitals only: small letters are the pronoun."""
_PLACES = _read()
_NAME = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(n) for n in sorted(_PLACES, key=len, reverse=True)) + r")(?![\w-])")


def _plain(text: str) -> str:
    """Small letters without their accents, as many as before ("Zürich" is "zurich")."""
    if text.isascii():
        return text.lower()
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text.lower())


@lru_cache(maxsize=8192)
def places_in(text: str) -> frozenset[Place]:
    """The places that a text names; empty without any."""
    return frozenset(_PLACES[match.group()] for match in _NAME.finditer(_plain(_US.sub("usa", text))))


BETWEEN_PLACES = re.compile(r"\W*(?:(?:and|or|nor|plus) (?:in )?(?:the )?)?", re.IGNORECASE)
"""What stands between places that are named side by side."""


def place_spans(text: str) -> list[tuple[int, int]]:
    """Where a text names places, from the first on: start and end of each name."""
    return sorted(found.span() for found in (*_NAME.finditer(_plain(text)), *_US.finditer(text)))


def is_told(asked: Place, told: frozenset[Place]) -> bool:
    """True when one of the places told is the one asked for, its country, or, for a country, lies in it."""
    return any(place == asked or (place.country == asked.country and (place.whole or asked.whole)) for place in told)


def states(places: Iterable[Place]) -> frozenset[str]:
    """The states that places are or lie in."""
    return frozenset(place.state for place in places if place.state)
