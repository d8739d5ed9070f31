"""The words that introduce speech, by kind, and a text's words as the rules of quotes read them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parents[1] / "data" / "quote_cues.txt"
_TOKEN = re.compile(r"\d+(?:[,.]\d+)+|[^\W_]+(?:['’.\-‐‑][^\W_]+)*|[,;:.!?()…]|[—–―-]+")
_LONGEST = 800
"""Characters of a sentence on either side of a quote that are looked at."""


class Token(NamedTuple):
    """A word in small letters, or a mark, and its place in the text."""

    start: int
    end: int
    word: str

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.word[0].isalnum()


@cache
def cues() -> dict[str, frozenset[str]]:
    """The words of each kind."""
    kinds: dict[str, frozenset[str]] = {}
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        kind, bar, words = line.partition(" | ")
        if bar and not line.startswith("#"):
            kinds[kind] = kinds.get(kind, frozenset()) | frozenset(words.split())
    return kinds


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of a stretch of text; of a very long one, the part at its end."""
    start = max(start, end - _LONGEST)
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text, start, end):
        word = found.group().casefold().replace("’", "'")
        first, last = found.span()
        glued = word == "." and bool(tokens) and tokens[-1].end == first
        if not glued or not (text[last : last + 1] in {",", ")"} or _is_shortened(tokens[-1].word)):
            tokens.append(Token(first, last, word))
    return tokens


def _is_shortened(word: str) -> bool:
    """Whether a full stop behind a word ends no sentence: Mr., an initial, U.S."""
    return len(word) == 1 or word in cues()["SHORTENED"] or (len(word) <= 5 and "." in word)


def is_aside(word: str) -> bool:
    """Whether a word may stand between a subject and its verb, as auxiliaries and adverbs do."""
    return word in cues()["AUXILIARY"] or (word.endswith("ly") and len(word) > 4)
