"""How common a word is in its language: what is rare in general and frequent in a text is what the text is about.

English words have measured frequencies (`data/word_frequencies.md` tells whose). In other languages a word counts the
rarer the longer it is, which is so in all of them (Zipf's law of abbreviation), and function words are common.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

from dateline.language import function_words

UNKNOWN = 2.5
"""The Zipf value of a word that the table does not have: less than one in two million words."""

COMMONEST = 7.0
"""About that of "the"."""

_TABLE = Path(__file__).parent / "data" / "word_frequencies.bin"
_STEPS = 20
_LONGEST = 10
_PER_LETTER = 0.45


@lru_cache(maxsize=8_192)
def zipf(word: str, language: str = "en") -> float:
    """The logarithm to base 10 of how often the word, in small letters, stands in a billion words: 2.5 to 7.7.

    `language` is the first part of a BCP 47 tag.
    """
    if language == "en":
        return _measured(word)
    if word in function_words(language):
        return COMMONEST
    return max(UNKNOWN, COMMONEST - _PER_LETTER * min(len(word), _LONGEST))


def rarity(word: str, language: str = "en") -> float:
    """What a word weighs in comparisons of texts: 0 for the commonest, up to 4.5 for one that is hardly ever used."""
    return max(0.0, COMMONEST - zipf(word, language))


def _measured(word: str) -> float:
    hashes, values = _table()
    key = crc32(word.encode("utf-8", "surrogatepass"))
    at = bisect_left(hashes, key)
    return values[at] / _STEPS if at < len(hashes) and hashes[at] == key else UNKNOWN


@cache
def _table() -> tuple[array[int], bytes]:
    data = _TABLE.read_bytes()
    count = int.from_bytes(data[:4], "little")
    hashes = array("I")
    hashes.frombytes(data[4 : 4 + 4 * count])
    if sys.byteorder == "big":
        hashes.byteswap()
    return hashes, data[4 + 4 * count :]
