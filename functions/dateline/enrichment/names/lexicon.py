"""What is known of English words beforehand: whether they stand for people or places, and which words are like them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.enrichment.names.index import Index

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

    A row has 7 bytes, little-endian: group (2), kin (1), brown (2), capitals (1), flags (1).
    """

    ROW = 7

    def __init__(self, index: Index, rows: memoryview) -> None:
        self._index = index
        self._rows = rows

    def __getitem__(self, lower: str) -> Known | None:
        """What is known of a word in small letters."""
        at = self._index.row(lower)
        if at < 0:
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
