"""A sorted table of CRC-32 sums in a file, and where each stands in it.

A table of 32,769 numbers before it tells at which row the sums begin that share their first 15 bits, so that only two
or three sums are compared for each that is sought. Numbers are little-endian, of 4 bytes.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

BITS = 15
NUMBER = 4
STARTS_SIZE = NUMBER * ((1 << BITS) + 1)
_SHIFT = 32 - BITS


class Index:
    """Rows by the CRC-32 of a text."""

    def __init__(self, section: memoryview) -> None:
        self._starts = section[:STARTS_SIZE].cast("I")
        self._sums = section[STARTS_SIZE:].cast("I")

    def row(self, text: str) -> int:
        """The number of the text's row, or -1 where it has none."""
        number = crc32(text.encode())
        head = number >> _SHIFT
        end = self._starts[head + 1]
        at = bisect_left(self._sums, number, self._starts[head], end)
        return at if at < end and self._sums[at] == number else -1


def index_of(sums: Sequence[int]) -> bytes:
    """The section of a file that `Index` reads, from sums in ascending order."""
    starts = [bisect_left(sums, head << _SHIFT) for head in range((1 << BITS) + 1)]
    return struct.pack(f"<{len(starts)}I", *starts) + struct.pack(f"<{len(sums)}I", *sums)
