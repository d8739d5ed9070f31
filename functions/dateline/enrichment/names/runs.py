"""Where names can stand in a sentence: runs of words with capitals, with the small words that names have inside.

Every other word is told to be no part of a name before any weight is looked at, which is what makes the tagger fast,
and what keeps it from naming words that only look like names to a model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.findings import EntityKind

INSIDE = frozenset(
    {"of", "the", "and", "for", "de", "la", "van", "von", "der", "den", "al", "el", "bin", "du", "da", "di", "do"}
    | {"dos", "del", "des", "le", "ibn", "e", "y", "&", "-", "–", "'", "’", "."}
)
"""What joins words with capitals to one name: Bank of England, Abu Bakr al-Baghdadi, Marks & Spencer."""

DASHES = frozenset("-–")
"""They join only what stands close to them; with spaces around, they part."""

BEFORE = frozenset(
    {"van", "von", "de", "al", "el", "bin", "di", "la", "ibn", "sub", "mid", "north", "south", "east", "west"}
    | {"northern", "southern", "eastern", "western", "central"}
)
"""What may open a name in small letters: von Bibra, sub-Saharan Africa."""

LONGEST = 60
"""Tokens of a run: what has more capitals in a row is no name, but shouted."""

NEGATIONS = frozenset(["'t", "’t"])
"""What stands behind half a word: Couldn't."""

LOOSE = INSIDE - {"."}
TWO_NAMES_AND_A_SYLLABLE = 4
"""Tokens: a surname, a given name, the hyphen and the syllable."""

MOST_BEFORE = 2
LONGEST_NUMBER = 2
LONGEST_WRAPPED = 120
"""Characters of the longest line of a text that was broken into lines of like length."""

SHORT_LINE = 0.6
"""A line of such a text that has less of the longest one's length ends what is said."""

_GLUED_HYPHEN = re.compile(r"[^\W\d_]-[^\W\d_]")
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class Run:
    """From the token `start` up to and without `end`."""

    start: int
    end: int


def runs(words: list[str], glued: list[bool]) -> list[Run]:
    """The runs of a sentence, in order; `glued` tells of each token whether it stands right behind the one before."""
    if not any(word[0].isupper() for word in words):
        return []
    size = len(words)
    behind = [*words[1:], ""]
    capital = [word[0].isupper() and after not in NEGATIONS for word, after in zip(words, behind, strict=True)]
    found: list[Run] = []
    at = free = 0
    while at < size:
        if not capital[at]:
            at += 1
            continue
        end = at + 1
        while end - at < LONGEST and (longer := _joined(words, capital, glued, end)) > end:
            end = longer
        start = at
        while start > free and at - start < MOST_BEFORE and _opens(words, start - 1):
            start -= 1
        found.append(Run(start, end))
        at = free = end
    return found


def lines(text: str, sentences: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences, cut where a line ends that was not broken for its length alone: no name runs over its end."""
    longest = max(map(len, text.split("\n")))
    for start, end in sentences:
        first = at = start
        while (stop := text.find("\n", at, end)) >= 0:
            length = stop - text.rfind("\n", 0, stop) - 1
            if longest > LONGEST_WRAPPED or length < SHORT_LINE * longest:
                yield first, stop
                first = stop + 1
            at = stop + 1
        yield first, end


def hyphens_set_apart(text: str) -> bool:
    """Whether a text has spaces around all its hyphens, as texts have that went through a machine."""
    sample = text[text.find("\n") + 1 :][:_SAMPLE]
    return " - " in sample and not _GLUED_HYPHEN.search(sample)


def glued(words: list[str], spans: list[tuple[int, int]], *, set_apart: bool) -> list[bool]:
    """Whether each token stands right behind the one before, or would if no spaces were around hyphens."""
    return [
        at > 0 and (spans[at - 1][1] == start or (set_apart and "-" in (words[at], words[at - 1])))
        for at, (start, _) in enumerate(spans)
    ]


def trimmed(words: list[str], first: int, last: int, kind: EntityKind) -> int:
    """Where a name ends without what hangs on it: small words and marks, EU-imposed, Trump 43.

    A given name of two syllables keeps the second one: Kwok-hung behind a surname.
    """
    while last - first > 1:
        word = words[last - 1]
        hangs_on = word.islower() and words[last - 2] in DASHES
        if hangs_on and not (kind == "person" and last - first >= TWO_NAMES_AND_A_SYLLABLE):
            last -= 2
        elif word.lower() in LOOSE or (word.isdigit() and kind == "person"):
            last -= 1
        else:
            break
    return max(last, first + 1)


def _opens(words: list[str], at: int) -> bool:
    """Whether the word can open a name in small letters, or is the hyphen behind such a word."""
    return words[at].lower() in BEFORE or (words[at] == "-" and at > 0 and words[at - 1].lower() in BEFORE)


def _joined(words: list[str], capital: list[bool], glued: list[bool], end: int) -> int:
    """Where a run that ends at `end` ends, if what follows belongs to it."""
    size = len(words)
    if end < size and (capital[end] or (words[end].isdigit() and len(words[end]) <= LONGEST_NUMBER)):
        return end + 1
    if end + 1 < size and words[end].lower() in INSIDE:
        if words[end] in DASHES and not (glued[end] and glued[end + 1]):
            return end
        if capital[end + 1]:
            return end + 2
        if glued[end] and glued[end + 1] and words[end] in "-’'" and words[end + 1].isalpha():
            return end + 2
        if end + 2 < size and words[end + 1].lower() in INSIDE and capital[end + 2]:
            return end + 3
    return end
