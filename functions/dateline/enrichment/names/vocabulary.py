"""The words in and around names, and how words of names compare."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from dateline.normal_form import normalized

WORD = re.compile(r"[^\W_]+(?:[’'.\-‐‑&][^\W_]+)*\.?")
_WORDS = Path(__file__).parents[1] / "data" / "name_words.txt"


@cache
def word_kinds() -> dict[str, frozenset[str]]:
    """The words of each kind."""
    kinds: dict[str, frozenset[str]] = {}
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        kind, bar, words = line.partition(" | ")
        if bar and not line.startswith("#"):
            kinds[kind] = kinds.get(kind, frozenset()) | frozenset(words.split())
    return kinds


def without_accents(word: str) -> str:
    """A word as it compares: small letters, no accents, no full stops."""
    plain = word.casefold().replace(".", "").replace("’", "'")
    if plain.isascii():
        return plain
    return "".join(letter for letter in normalized("NFKD", plain) if not unicodedata.combining(letter))


def compared(name: str) -> tuple[str, ...]:
    """The words of a name as they compare; an article before it is none of them."""
    words = tuple(filter(None, map(without_accents, WORD.findall(name))))
    return words[1:] if len(words) > 1 and words[0] == "the" else words
