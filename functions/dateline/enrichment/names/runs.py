"""Where names can stand in a sentence: runs of words with capitals, with the small words that names have inside.

Every other word is told to be no part of a name before any weight is looked at, which is what makes the tagger fast,
and what keeps it from naming words that only look like names to a model.
"""

from __future__ import annotations

from dataclasses import dataclass

INSIDE = frozenset(
    {"of", "the", "and", "for", "de", "la", "van", "von", "der", "den", "al", "el", "bin", "du", "da", "di", "do"}
    | {"dos", "del", "des", "le", "ibn", "e", "y", "&", "-", "–", "'", "’", "."}
)
"""What joins words with capitals to one name: Bank of England, Abu Bakr al-Baghdadi, Marks & Spencer."""

BEFORE = frozenset(
    {"van", "von", "de", "al", "el", "bin", "di", "la", "ibn", "the", "sub", "mid", "north", "south", "east", "west"}
    | {"northern", "southern", "eastern", "western", "central", "-"}
)
"""What may open a name in small letters: von Bibra, sub-Saharan Africa."""

MOST_BEFORE = 3
LONGEST_NUMBER = 2


@dataclass(frozen=True, slots=True)
class Run:
    """From the token `start` up to and without `end`."""

    start: int
    end: int


def runs(words: list[str], glued: list[bool]) -> list[Run]:
    """The runs of a sentence, in order; `glued` tells of each token whether it stands right behind the one before."""
    size = len(words)
    capital = [word[0].isupper() for word in words]
    found: list[Run] = []
    at = free = 0
    while at < size:
        if not capital[at]:
            at += 1
            continue
        end = at + 1
        while (longer := _joined(words, capital, glued, end)) > end:
            end = longer
        start = at
        while start > free and at - start < MOST_BEFORE and words[start - 1].lower() in BEFORE:
            start -= 1
        found.append(Run(start, end))
        at = free = end
    return found


def _joined(words: list[str], capital: list[bool], glued: list[bool], end: int) -> int:
    """Where a run that ends at `end` ends, if what follows belongs to it."""
    size = len(words)
    if end < size and (capital[end] or (words[end].isdigit() and len(words[end]) <= LONGEST_NUMBER)):
        return end + 1
    if end + 1 < size and words[end].lower() in INSIDE:
        if capital[end + 1]:
            return end + 2
        if glued[end] and glued[end + 1] and words[end] in "-’'" and words[end + 1].isalpha():
            return end + 2
        if end + 2 < size and words[end + 1].lower() in INSIDE and capital[end + 2]:
            return end + 3
    return end
