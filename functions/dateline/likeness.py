"""How alike two texts are, told by their fingerprints alone.

A fingerprint is a one-permutation MinHash (Li, Owen and Zhang 2012) of a text's shingles, its runs of three words: the
hashes are dealt into slots, and each slot keeps the lowest. The share of slots on which two fingerprints agree
estimates the share of shingles that the texts have in common (their Jaccard similarity). Of each slot 8 bits are kept
(b-bit minwise hashing, Li and König 2010): two slots of different texts agree by chance once in 255 times, which the
estimate takes into account.
"""

from __future__ import annotations

from operator import eq

SLOTS = 128
VALUES = 255
"""A slot holds one of so many values, 1 to 255; 0 where it is empty."""

WORD_SLOTS = 3
WORD_RANKS = 4
"""A text's telling words stand in so many slots, in each so many: the winner and those after it.

A slot costs an index entry for each article, a rank costs a look when copies are asked for.
"""

SAME_TEXT = 0.12
"""From here on two texts are versions of one. With a third of the words changed independently, or half of the text cut
away, or a tenth changed, half cut away and other text added, similarity is hardly ever below; that of different stories
of one topic hardly ever reaches 0.1."""


def similarity(one: bytes, other: bytes) -> float:
    """How much of their wording two texts share, from 0 to 1 (Jaccard similarity of their shingles).

    `one` and `other` are fingerprints. The standard error is at most 0.045, and 0.03 at 0.12; more for
    texts of less than 150 words, which leave slots empty.
    """
    agree: int = sum(map(eq, one, other))
    empty = sum(1 for mine, others in zip(one, other, strict=True) if not (mine or others)) if 0 in one else 0
    filled = SLOTS - empty
    if not filled:
        return 0.0
    by_chance = 1 / VALUES
    return max(0.0, ((agree - empty) / filled - by_chance) / (1 - by_chance))


def containment(similarity: float, words: int, words_of_other: int) -> float:
    """How much of a text's wording stands in another text too, from 0 to 1, told by their similarity and lengths.

    The standard error is that of the similarity, times 2 / (1 + similarity)² for texts of one length: at most 0.05.
    For a text twice as long as the other it is three quarters of that, for one half as long one and a half of it.
    """
    if words <= 0:
        return 0.0
    return min(1.0, similarity * (words + words_of_other) / ((1 + similarity) * words))


def meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether each of two texts, told by their telling words, is found when the copies of the other are looked for.

    That is: in a slot the winner of the one is among the words of the other, and the other way round.
    """
    return _is_found(one, other) and _is_found(other, one)


def _is_found(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(winner and winner in other[slot::WORD_SLOTS] for slot, winner in enumerate(one[:WORD_SLOTS]))
