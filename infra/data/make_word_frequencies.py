"""Make `enrichment/data/word_frequencies.bin` from wordfreq 3.1.1: `python infra/data/make_word_frequencies.py`.

wordfreq is 57 MB and no requirement of ours: `pip install wordfreq==3.1.1` in an environment of its own. The output is
committed; its card, `word_frequencies.md`, tells licence and sources.
"""

from __future__ import annotations

import struct
from pathlib import Path
from zlib import crc32

import wordfreq

TARGET = Path(__file__).parents[2] / "functions/dateline/enrichment/data/word_frequencies.bin"
LEAST_ZIPF = 2.7
STEPS = 20
"""A frequency is kept as the Zipf value times so many."""


def frequencies() -> dict[int, int]:
    """By the CRC-32 of a word in small letters: its Zipf value in steps, the commoner word's where two share one."""
    found: dict[int, int] = {}
    for word, share in wordfreq.get_frequency_dict("en", "large").items():
        zipf = wordfreq.freq_to_zipf(share)
        if zipf >= LEAST_ZIPF and word.isalpha():
            key = crc32(word.encode())
            found[key] = max(found.get(key, 0), round(zipf * STEPS))
    return found


def table(found: dict[int, int]) -> bytes:
    """The number of words, their hashes in order (little-endian, 32 bits each), and a byte for each."""
    keys = sorted(found)
    return struct.pack(f"<I{len(keys)}I", len(keys), *keys) + bytes(found[key] for key in keys)


if __name__ == "__main__":
    TARGET.write_bytes(table(frequencies()))
