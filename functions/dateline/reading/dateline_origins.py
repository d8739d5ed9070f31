"""What a dateline says of where and when: `NEW DELHI, March 2` → the places, and the date as printed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.reading.countries import is_country
from dateline.reading.cues import phrases
from dateline.reading.dates.month_names import names_days_only, names_month

MOST_PLACES = 4
MOST_COMMAS = 3
LONGEST_PLACE_WORDS = 4
FEWEST_CAPITALS = 4
LONGEST_ABBREVIATION = 5

_LABELS = phrases("label")
_JOINERS = frozenset(phrases("and"))
_APART = re.compile(r"[/,;·،]|\s[-–]\s|\.\s(?=\d)")
_DATE = re.compile(
    r"""(?:(?P<before>[^\s\d.,()/-]{3,12})\.?\s)?
        \d{1,2}(?:\.|st\b|nd\b|rd\b|th\b|er\b|º)?
        (?:\s(?:de\s)?(?P<after>[^\s\d.,()/-]{3,12})\.?(?!\w))?
        (?:,?\s(?:de\s)?\d{4})?""",
    re.VERBOSE | re.IGNORECASE,
)
_EAST_ASIAN_DATE = re.compile(r"(?:\d{1,2}月)?\d{1,2}日")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]")
_SAINT = re.compile(r"(?:ST|STE|MT|FT)\. \w")
# Of two parts of one name, "and" is part of it.
_TWO_IN_ONE = frozenset({"bosnia and herzegovina", "trinidad and tobago", "antigua and barbuda", "turks and caicos"})
# Organisations that their initials name, which open sentences as places do: `NATO — The alliance`.
_ORGANISATION_NAMES = """
    asean brics cern darpa ecowas fema fifa hamas iaea icann icrc interpol jaxa mercosur nafta nasa nascar nasdaq nato
    noaa nyse oecd opec osce scotus uefa unesco unhcr unicef unrwa usaid usda wada yougov нато оон обсе юнеско
"""
_ORGANISATIONS = frozenset(_ORGANISATION_NAMES.split())


@dataclass(frozen=True, slots=True)
class Origin:
    """The places of a dateline and its date, both as printed."""

    places: tuple[str, ...]
    date: str | None

    @property
    def in_capitals(self) -> bool:
        """Whether the first place is set in capitals."""
        return bool(self.places) and is_in_capitals(self.places[0])

    @property
    def stands_alone(self) -> bool:
        """Whether the first place is set in capitals, and is neither an abbreviation nor an organisation."""
        if not self.in_capitals:
            return False
        first = self.places[0]
        letters = len(_LETTERS.findall(first))
        abbreviated = "." in first and not _SAINT.match(first)
        return letters >= FEWEST_CAPITALS and not abbreviated and first.casefold() not in _ORGANISATIONS

    @property
    def is_known(self) -> bool:
        """Whether the first place is a city that news is often filed from."""
        return bool(self.places) and self.places[0].casefold() in _cities()

    @property
    def is_country(self) -> bool:
        """Whether the first place is a country, as it calls itself or in English."""
        return bool(self.places) and is_country(self.places[0])


@cache
def _cities() -> frozenset[str]:
    names = json.loads((Path(__file__).parent / "data/dateline_cities.json").read_text("utf-8"))["cities"]
    return frozenset(name.casefold() for name in names)


def is_in_capitals(text: str) -> bool:
    """Whether all its letters are capitals, in a script that has them."""
    return text.isupper() and len(text) > 2


def origin_of(text: str) -> Origin | None:
    """The places and the date that make the whole text; None where it holds anything else."""
    date, rest = _without_date(text)
    pieces = [piece for part in _APART.split(rest) if (piece := part.strip(" ,;·"))]
    if pieces and "/" not in pieces[0]:
        pieces[:1] = _two_places(pieces[0])
    places = tuple(_without_stop(piece, first=at == 0) for at, piece in enumerate(pieces))[:MOST_PLACES]
    if rest.count(",") > MOST_COMMAS or not all(map(_may_be_place, places)):
        return None
    return Origin(places, date) if places or date else None


def _without_date(text: str) -> tuple[str | None, str]:
    if not _DIGIT.search(text):
        return None, text
    if found := _EAST_ASIAN_DATE.search(text):
        return found[0], text[: found.start()] + text[found.end() :]
    for found in _DATE.finditer(text):
        before, after = found["before"], found["after"]
        start = found.start()
        if before and not names_month(before):
            start = found.end("before") + 1
            before = None
        if before or (after and names_month(after)):
            date = text[start : found.end()].strip(" .")
            stop = found.end() == len(text.rstrip(" ,")) and text[: found.end()].endswith(".")
            date += "." if stop and len(date.split()[-1]) < FEWEST_CAPITALS else ""
            return date, f"{text[:start].rstrip()},{text[found.end() :]}"
    return None, text


def _two_places(piece: str) -> list[str]:
    """`London and Paris` are two."""
    words = piece.split()
    for at, word in enumerate(words[1:-1], 1):
        if word.casefold() in _JOINERS and words[at + 1][0].isupper() and piece.casefold() not in _TWO_IN_ONE:
            return [" ".join(words[:at]), " ".join(words[at + 1 :])]
    return [piece]


def _without_stop(piece: str, *, first: bool) -> str:
    """The full stop behind a state's abbreviation (`N.M.`, `Wis.`) belongs to it."""
    bare = piece.rstrip(".")
    last = bare.rpartition(" ")[2]
    abbreviated = not first and last == bare and len(bare) <= LONGEST_ABBREVIATION
    return piece if "." in last or abbreviated else bare.strip()


def _may_be_place(place: str) -> bool:
    """Whether it has few words, opens with a capital where the script has them, and is no label."""
    words = place.split()
    return (
        bool(words)
        and len(words) <= LONGEST_PLACE_WORDS
        and not place[0].islower()
        and not _DIGIT.search(place)
        and words[0].casefold() not in _LABELS
        and place.casefold() not in _LABELS
        and not names_days_only(place)
    )
