"""What is known of English words beforehand: whether they stand for people or places, and which words are like them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from zlib import crc32

FLAGS = ("first", "sur", "city", "town", "country", "state", "body", "thing")
"""What a word can be by the lists: a first name, a surname, a city of 100,000, a smaller one, a country, a US state,
a well-known organisation, a thing that is written in capitals."""


@dataclass(frozen=True, slots=True)
class Known:
    """A word's groups among words used alike, finer and coarser; how often it has a capital; what the lists say.

    A group is 0 where the word has none. `capitals` is 0 where nothing is known, else 1 (never) to 8 (always), 9 where
    it stands in capitals throughout.
    """

    group: int
    kin: int
    brown: int
    capitals: int
    flags: tuple[str, ...]


class Lexicon:
    """A table of words, each found by the CRC-32 of its small letters.

    The sections are little-endian: 4-byte sums in ascending order, and for each 7 bytes: group (2), kin (1), brown (2),
    capitals (1), flags (1).
    """

    ROW = 7

    def __init__(self, sums: memoryview, rows: memoryview) -> None:
        self._sums = sums
        self._rows = rows

    def __getitem__(self, lower: str) -> Known | None:
        """What is known of a word in small letters."""
        number = crc32(lower.encode())
        at = bisect_left(self._sums, number)
        if at == len(self._sums) or self._sums[at] != number:
            return None
        row = self._rows[at * self.ROW : (at + 1) * self.ROW]
        bits = row[6]
        return Known(
            row[0] | row[1] << 8,
            row[2],
            row[3] | row[4] << 8,
            row[5],
            tuple(flag for bit, flag in enumerate(FLAGS) if bits >> bit & 1),
        )
