"""A fingerprint of a text that near-duplicates share most of, however long they are.

One-permutation MinHash (Li, Owen and Zhang 2012) over shingles: every run of three words is hashed, the hashes are
dealt into slots, and each slot keeps the lowest. The share of slots on which two fingerprints agree estimates the
share of shingles that the two texts have in common (their Jaccard similarity). Of each slot 16 bits are kept, which
changes the estimate by less than 1 in 60,000 (b-bit minwise hashing, Li and König 2010).
"""

from __future__ import annotations

import re
import unicodedata
from zlib import crc32

from dateline.enrichment.words import IDEOGRAPHS, SPACELESS_LETTERS

SLOTS = 72
LEAST_SHINGLES = 40
"""A text with fewer shingles has no fingerprint: it is too short to be told from others."""

MOST_CHARACTERS = 200_000
"""Only so much of a text, from its start, goes into its fingerprint: some 30,000 words."""

WORDS_IN_SHINGLE = 3
CHARACTERS_IN_SHINGLE = 5
"""In scripts without spaces each character is a token, and a shingle has so many."""

_EMPTY = 0xFFFF
_DIGITS = 4
_TOKEN = re.compile(rf"[{IDEOGRAPHS}{SPACELESS_LETTERS}]|[^\W_{IDEOGRAPHS}{SPACELESS_LETTERS}]+")
_ASCII_TOKEN = re.compile("[a-z0-9]+")
_SPACELESS = re.compile(f"[{IDEOGRAPHS}{SPACELESS_LETTERS}]")


def fingerprint(text: str) -> str | None:
    """The fingerprint as hexadecimal text, four digits a slot; None for a text too short to tell.

    Case, punctuation and white space make no difference.
    """
    hashes = _hashed_shingles(text[:MOST_CHARACTERS])
    if len(hashes) < LEAST_SHINGLES:
        return None
    slots = [_EMPTY] * SLOTS
    for value in sorted(hashes, reverse=True):
        slots[value % SLOTS] = value // SLOTS % _EMPTY
    return "".join([f"{slot:04x}" for slot in slots])


def similarity(one: str, other: str) -> float:
    """How much of their wording two texts share, from 0 to 1, estimated from their fingerprints.

    The standard error is about 0.05. Above 0.2 the texts are versions of one story.
    """
    agree = filled = 0
    empty = f"{_EMPTY:0{_DIGITS}x}"
    for start in range(0, SLOTS * _DIGITS, _DIGITS):
        mine, others = one[start : start + _DIGITS], other[start : start + _DIGITS]
        if mine == others == empty:
            continue
        filled += 1
        agree += mine == others
    return agree / filled if filled else 0.0


def _hashed_shingles(text: str) -> set[int]:
    if text.isascii():
        tokens = _ASCII_TOKEN.findall(text.lower())
        length = WORDS_IN_SHINGLE
    else:
        tokens = _TOKEN.findall(unicodedata.normalize("NFC", text).lower())
        spaceless = len(_SPACELESS.findall(text))
        length = CHARACTERS_IN_SHINGLE if 2 * spaceless > len(tokens) else WORDS_IN_SHINGLE
    runs = zip(*(tokens[first:] for first in range(length)), strict=False)
    return {crc32(" ".join(run).encode()) for run in runs}
