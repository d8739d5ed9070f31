"""The gazetteer: places by name, out of one flat file that is mapped into memory.

The file, little-endian: a header (`HEADER`), then
- one record a place (`RECORD`): latitude and longitude in 1/100,000 of a degree, GeoNames id (0: none), number of
  the first-order division that it lies in (0: none), country (a row in the list of codes), kind, and the logarithm of
  its population;
- the first-order divisions: which place each is;
- the names' keys, sorted: the first four bytes of a hash in one column, the place in a second, its fifth byte in
  a third, how good a name it is in a fourth. Places of one name stand one after the other;
- the codes of the countries; and what the first places are called (regions, countries, first-order divisions), a line
  for each.
"""

from __future__ import annotations

import math
import mmap
import struct
from bisect import bisect_left
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

MAGIC = b"DLPLACE1"
HEADER = struct.Struct("<8s5I")
"""The magic, then how many places, divisions and keys, and the lengths of the two texts at the end."""
RECORD = struct.Struct("<iiIHBBB")
DEGREE = 100_000
_KM_A_DEGREE = 111.2
POPULATION_STEPS = 8
"""The population is kept as so many times its logarithm to the base of two."""

KINDS = ("continent", "region", "sea", "river", "country", "division", "district", "capital", "city", "airport")
EXACT, AFTER_COMMA, DEMONYM = "=", ",", "~"
"""What stands before a key that is read only as it is spelt, only after a place and a comma, or of a people."""
OWN, OTHER, LESS = 0, 1, 2
"""How good a name it is: the place's own, another of its names, one that another place comes first for."""

MARKS = frozenset([EXACT, AFTER_COMMA, DEMONYM])

_FILE = Path(__file__).parent.parent / "data" / "places.bin"


class Entry(NamedTuple):
    """A place that the gazetteer knows. `alias` tells how good a name it was found by: `OWN`, `OTHER` or `LESS`.

    `kind` is one of `KINDS`; `division` the row of the first-order division that the place lies in, 0 where none is
    known; `population` is rough.
    """

    row: int
    latitude: float
    longitude: float
    geonames_id: int | None
    division: int
    country: str | None
    kind: str
    population: int
    alias: int


STATES = frozenset(["country", "division"])
"""The kinds that others lie in."""


def lies_in(entry: Entry, state: Entry) -> bool:
    """Whether a place lies in a country or in a first-order division."""
    if entry.row == state.row or entry.country != state.country:
        return False
    return state.kind == "country" or (bool(entry.division) and entry.division == state.division)


def distance(one: Entry, other: Entry) -> float:
    """How far two places lie apart, in kilometres, as near as a flat map tells."""
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude + 180) % 360 - 180
    return _KM_A_DEGREE * math.hypot(north, east * math.cos(math.radians(one.latitude)))


def hashed(key: str) -> tuple[int, int]:
    """The two columns that a key is kept in."""
    digest = blake2b(key.encode(errors="surrogatepass"), digest_size=5).digest()
    return int.from_bytes(digest[:4], "little"), digest[4]


class Gazetteer:
    """The places of one file."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        view = memoryview(data)
        magic, places, divisions, keys, codes, names = HEADER.unpack_from(view)
        if magic != MAGIC:
            raise ValueError("This is no gazetteer of this version.")
        self._view = view
        self._first_record = at = HEADER.size
        at += places * RECORD.size
        at += -at % 4
        self._divisions = view[at : at + 4 * divisions].cast("I")
        at += 4 * divisions
        self._hashes = view[at : at + 4 * keys].cast("I")
        at += 4 * keys
        self._rows = view[at : at + 4 * keys].cast("I")
        at += 4 * keys
        self._checks = view[at : at + keys]
        at += keys
        self._aliases = view[at : at + keys]
        at += keys
        self._codes = bytes(view[at : at + codes]).decode().split()
        at += codes
        self._names_at, self._names_end = at, at + names

    def named(self, key: str) -> list[Entry]:
        """All places of a name, in no order. `key` is a folded name, or an exact one with its mark before it."""
        value, check = hashed(key)
        hashes, found = self._hashes, []
        at = bisect_left(hashes, value)
        while at < len(hashes) and hashes[at] == value:
            if self._checks[at] == check:
                found.append(self.entry(self._rows[at], alias=self._aliases[at]))
            at += 1
        return found

    def entry(self, row: int, *, alias: int = OWN) -> Entry:
        """The place of a row."""
        record = RECORD.unpack_from(self._view, self._first_record + row * RECORD.size)
        latitude, longitude, geonames_id, division, country, kind, population = record
        return Entry(
            row,
            latitude / DEGREE,
            longitude / DEGREE,
            geonames_id or None,
            division,
            self._codes[country] if country else None,
            KINDS[kind],
            int(2 ** (population / POPULATION_STEPS)) if population else 0,
            alias,
        )

    def division(self, number: int) -> Entry | None:
        """The first-order division of that number."""
        return self.entry(self._divisions[number]) if number else None

    def name(self, row: int) -> str | None:
        """What a region, a country or a first-order division is called; None for other places."""
        names = self._names
        return names[row] if row < len(names) else None

    @cached_property
    def _names(self) -> list[str]:
        return bytes(self._view[self._names_at : self._names_end]).decode().split("\n")


@cache
def known_places() -> Gazetteer:
    """The gazetteer that Dateline brings along."""
    with _FILE.open("rb") as file:
        return Gazetteer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
