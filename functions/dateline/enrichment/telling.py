"""The words by which copies of a text are looked up: rare in general, frequent in the text, and early in it.

The vocabulary is dealt into slots by hash; in each slot the word wins that tells most of the text. That is a weighted
one-permutation MinHash: a text that was cut, edited or wrapped in other text keeps most of its winners, for they stand
in several places of it. Three of them find more copies than two dozen bands of hashed shingles.

An article stands under the winners. It is looked for under the words after them too: text that was put around a copy
may hold a word that beats a winner. They need no index entries for that, and cost nothing but a look.
"""

from __future__ import annotations

import math
from collections import defaultdict
from zlib import crc32

from dateline.enrichment.fingerprint import is_spaceless
from dateline.enrichment.rarity import rarity
from dateline.likeness import WORD_RANKS, WORD_SLOTS

MOST_WORDS = 5_000
"""Only so many words of a text, from its start, are looked at: later ones weigh less than a tenth."""

_HALVED_AT = 500
"""A word at this place in the text weighs half of one at its start."""

_LEAST_LETTERS = 3
_LONGEST = 40
_LEAST_RARITY = 1.5
"""A commoner word, "said" or "police", may be frequent in a text and tells nothing: too many share it."""

_BASE_RARITY = 1.0
_MOST_RARITY = 3.5
"""How rare a word is matters up to here: rarer ones are often misspelt, or of one version only."""

_PAIR = 2
"""In scripts without spaces a word is taken to be a pair of characters."""


def telling_words(words: list[str], language: str | None) -> tuple[str, ...]:
    """The most telling word of each slot, then the next of each, and so on by rank; "" where a slot has none.

    `words` are the `fingerprint.tokens` of a text. `language` is a BCP 47 tag.
    """
    words = words[:MOST_WORDS]
    least, least_rarity = _LEAST_LETTERS, _LEAST_RARITY
    if is_spaceless(words):
        words = ["".join(pair) for pair in zip(*(words[at:] for at in range(_PAIR)), strict=False)]
        least, least_rarity = _PAIR, 0.0
    tag = (language or "").partition("-")[0]
    weights: defaultdict[str, float] = defaultdict(float)
    for place, word in enumerate(words):
        weights[word] += _HALVED_AT / (_HALVED_AT + place)
    slots: list[list[tuple[float, str]]] = [[(0.0, "")] * WORD_RANKS for _ in range(WORD_SLOTS)]
    for word, weight in weights.items():
        rare = rarity(word, tag)
        if rare >= least_rarity and least <= len(word) <= _LONGEST and not word.isdigit():
            frequency = 1 + math.log(weight) if weight >= 1 else weight
            slot = crc32(word.encode("utf-8", "surrogatepass")) % WORD_SLOTS
            slots[slot].append((frequency * (_BASE_RARITY + min(rare, _MOST_RARITY)), word))
    ranked = [sorted(slot, reverse=True) for slot in slots]
    return tuple(slot[rank][1] for rank in range(WORD_RANKS) for slot in ranked)
