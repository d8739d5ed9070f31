"""How many words a text has, and how long it takes to read, in scripts with and without spaces."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

WORDS_PER_MINUTE = 238
"""Silent reading of non-fiction by adults. Brysbaert 2019, "How many words do we read per minute?"."""

CHARACTERS_PER_MINUTE = 500
"""Silent reading of Chinese and Japanese, as Medium's "Read time" reckons it."""

CHARACTERS_PER_WORD = 5
"""Thai, Lao, Khmer and Burmese set no spaces between words; their words have about so many characters."""

IDEOGRAPHS = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Han characters and kana, as the inside of a regular expression's character class."""

SPACELESS_LETTERS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese and Khmer, likewise."""

_IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}]")
_WORD = re.compile(r"[^\W_]\S*")
_SPACELESS = re.compile(f"[{SPACELESS_LETTERS}]+")


@dataclass(frozen=True, slots=True)
class WordCount:
    """Words between spaces, and ideographs, each of which counts as a word."""

    words: int
    ideographs: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.words + self.ideographs

    @property
    def reading_minutes(self) -> int:
        """Minutes, rounded up."""
        return math.ceil(self.words / WORDS_PER_MINUTE + self.ideographs / CHARACTERS_PER_MINUTE)


def count(text: str) -> WordCount:
    """A word is what stands between spaces and has a letter or digit in it."""
    ideographs = spaceless = 0
    if not text.isascii():
        text, ideographs = _IDEOGRAPH.subn(" ", text)
        spaceless = sum(math.ceil(len(run) / CHARACTERS_PER_WORD) for run in _SPACELESS.findall(text))
        text = _SPACELESS.sub(" ", text) if spaceless else text
    spaced = sum(1 for _ in _WORD.finditer(text))
    return WordCount(spaced + spaceless, ideographs)
