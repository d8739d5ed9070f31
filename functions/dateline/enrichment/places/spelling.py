"""How a place's name is spelt when it is looked up: without case, accents, stops, and the choice of St. or Saint."""

from __future__ import annotations

import re
import unicodedata

from dateline.normal_form import normalized

_APART = re.compile(r"[\s\-–—‐‑/]+")
_SILENT = re.compile(r"[.'’‘`ʻʼ,]")
_WORDS = {
    "saint": "st",
    "sainte": "st",
    "ste": "st",
    "mount": "mt",
    "fort": "ft",
    "and": "&",
}
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})


def folded(name: str) -> str:
    """The form under which the gazetteer keeps a name: `Saint-Étienne` and `St. Etienne` are `st etienne`."""
    low = name.lower()
    if low.isascii() and low.isalpha():
        return _WORDS.get(low, low)
    if not low.isascii():
        low = normalized("NFKD", low.translate(_LETTERS))
        low = "".join(letter for letter in low if not unicodedata.combining(letter))
    words = _APART.sub(" ", _SILENT.sub("", low)).split()
    return " ".join([_WORDS.get(word, word) for word in words])
