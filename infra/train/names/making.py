"""Names made up: of people of the whole world, of places by their size, of organisations by their usual patterns."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from infra.train.names.material import FAR, cities, countries, material, people, states

FAR_SHARE = 0.45
COMMON = (
    *("en_US", "en_GB", "en_IN", "es_MX", "es", "fr_FR", "de_DE", "it_IT", "pt_BR", "nl_NL", "pl_PL", "tr_TR"),
    *("sv_SE", "ro_RO", "hu_HU"),
)
"""Lists that are taken twice as often as others."""


def person(random: Random, *, full: bool) -> list[str]:
    """A name of a person; not `full`, mostly the surname alone."""
    part = random.choice(FAR) if random.random() < FAR_SHARE else random.choice([*COMMON, *sorted(people())])
    first_names, surnames = people().get(part, people()["en_US"])
    first, last = random.choice(first_names), random.choice(surnames)
    if not full:
        return [last] if random.random() < 0.85 else [first]
    chance = random.random()
    if part == "far east" and chance < 0.8:
        return [last, first]
    if chance < 0.06:
        return [first, random.choice("ABCDEFGHJKLMPRST") + ".", last]
    if chance < 0.14:
        return [first, random.choice(first_names), last]
    return [first, last, random.choice(surnames)] if chance < 0.2 else [first, last]


def city(random: Random) -> list[str]:
    """A city's name."""
    names, weights = cities()
    return random.choices(names, weights)[0].split()


def country(random: Random) -> list[str]:
    """A country's name."""
    return random.choice(material()["country in the news"] if random.random() < 0.6 else countries()).split()


def place(random: Random) -> list[str]:
    """The name of a place of any kind."""
    chance = random.random()
    if chance < 0.5:
        return city(random)
    if chance < 0.85:
        return country(random)
    return random.choice(states() if chance < 0.93 else material()["region"]).split()


def acronym(random: Random) -> str:
    """Two to five capitals."""
    return "".join(random.choice("ABCDEFGHIJKLMNOPRSTUW") for _ in range(random.choice([2, 3, 3, 3, 4, 4, 5])))


def coinage(random: Random) -> str:
    """What a young company calls itself."""
    head, tail = (random.choice(material()["syllable"]) for _ in range(2))
    return head.capitalize() + (tail.capitalize() if random.random() < 0.35 else tail)


PATTERNS = (
    (6, "Ministry of {field of government}"),
    (5, "{demonym} {field of government} Ministry"),
    (2, "{field of government} Ministry"),
    (2, "{field of government} Department"),
    (3, "Department of {field of government}"),
    (4, "{city} {town body}"),
    (3, "University of {place}"),
    (6, "{city} {club}"),
    (12, "{surname} {company}"),
    (3, "{surname} & {surname}"),
    (3, "Bank of {country}"),
    (5, "{demonym} {creed} {party}"),
    (4, "{creed} Party"),
    (4, "{reach} {body} of {cause}"),
    (4, "{reach} {body} for {cause}"),
    (4, "{reach} {high body}"),
    (12, "{acronym}"),
    (8, "{coinage}"),
    (4, "{city} {paper}"),
    (3, "{daily} {paper}"),
    (2, "{surname} Foundation"),
    (3, "{coinage} {company}"),
    (35, "{well-known body}"),
)
"""Patterns of names of organisations, and how often each is taken."""


def organisation(random: Random) -> list[str]:
    """A name of an organisation."""
    pattern = random.choices([pattern for _, pattern in PATTERNS], [weight for weight, _ in PATTERNS])[0]
    words: list[str] = []
    for piece in pattern.replace("{", "\0").replace("}", "\0").split("\0"):
        words += _filled(random, piece)
    return words


_MADE: dict[str, Callable[[Random], list[str]]] = {
    "city": city,
    "place": place,
    "country": country,
    "surname": lambda random: person(random, full=True)[-1:],
    "acronym": lambda random: [acronym(random)],
    "coinage": lambda random: [coinage(random)],
}


def _filled(random: Random, piece: str) -> list[str]:
    if piece in material():
        return random.choice(material()[piece]).split()
    return _MADE[piece](random) if piece in _MADE else piece.split()
