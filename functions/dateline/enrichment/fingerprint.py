"""A fingerprint of a text that near-duplicates share most of, however long they are (see `likeness`)."""

from __future__ import annotations

import re
from zlib import crc32

from dateline.enrichment.words import IDEOGRAPHS, SPACELESS_LETTERS
from dateline.likeness import SLOTS, VALUES
from dateline.normal_form import normalized

LEAST_SHINGLES = 40
"""A text with fewer shingles has no fingerprint: it is too short to be told from others."""

MOST_CHARACTERS = 200_000
"""Only so much of a text, from its start, is looked at: some 30,000 words."""

WORDS_IN_SHINGLE = 3
CHARACTERS_IN_SHINGLE = 5
"""In scripts without spaces each character is a token, and a shingle has so many."""

_TOKEN = re.compile(rf"[{IDEOGRAPHS}{SPACELESS_LETTERS}]|[^\W_{IDEOGRAPHS}{SPACELESS_LETTERS}]+")
_ASCII_TOKEN = re.compile("[a-z0-9]+")
_SPACELESS = re.compile(f"[{IDEOGRAPHS}{SPACELESS_LETTERS}]")


def tokens(text: str) -> list[str]:
    """The words of a text in small letters; in scripts without spaces, its characters."""
    text = text[:MOST_CHARACTERS]
    if text.isascii():
        return _ASCII_TOKEN.findall(text.lower())
    return _TOKEN.findall(normalized("NFC", text).lower())


def is_spaceless(words: list[str]) -> bool:
    """Whether most of the words are characters of a script that sets no spaces."""
    return sum(1 for word in words if len(word) == 1 and _SPACELESS.match(word)) * 2 > len(words)


def fingerprint(words: list[str]) -> str | None:
    """The fingerprint of a text, told by its `tokens`, as hexadecimal text, two digits a slot.

    None for a text too short to tell. Case, punctuation and white space make no difference.
    """
    length = CHARACTERS_IN_SHINGLE if is_spaceless(words) else WORDS_IN_SHINGLE
    runs = zip(*(words[first:] for first in range(length)), strict=False)
    hashes = {crc32(" ".join(run).encode()) for run in runs}
    if len(hashes) < LEAST_SHINGLES:
        return None
    slots = bytearray(SLOTS)
    for value in sorted(hashes, reverse=True):
        slots[value % SLOTS] = value // SLOTS % VALUES + 1
    return slots.hex()
