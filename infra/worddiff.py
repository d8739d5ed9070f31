"""What became of a text, word by word: which pieces stayed, which went, which came.

The removed and the kept pieces make the old text, the added and the kept ones the new text, to the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from dateline.enrichment.words import IDEOGRAPHS, SPACELESS_LETTERS

MOST_PAIRS = 1_000_000
"""Texts of more words (those of the one times those of the other) are not compared: all went, all came."""

_NUMBER = r"\d+(?:[.,:/]\d+)*"
_SPACELESS = f"[{IDEOGRAPHS}{SPACELESS_LETTERS}]"
_LETTERS = rf"[^\W\d_{IDEOGRAPHS}{SPACELESS_LETTERS}]"
_SMALL = "[a-zß-öø-ÿ]"  # behind a hyphen: "twenty-four" is one word, the label of "UPDATE-Ferry" another
# In scripts without spaces each character counts as a word.
_TOKEN = re.compile(rf"{_NUMBER}|{_SPACELESS}|{_LETTERS}+(?:['’]{_LETTERS}+|-{_SMALL}+)*|\s+|.", re.DOTALL)
_WORD = re.compile(r"\w")

PieceKind = Literal["kept", "removed", "added"]


class Piece(NamedTuple):
    """A run of characters, and whether both texts have it, or the old one only, or the new one only."""

    kind: PieceKind
    text: str


class Hunk(NamedTuple):
    """A run of the old text and what stands in its place in the new one: the same, or something else, or nothing."""

    old: str
    new: str

    @property
    def kept(self) -> bool:
        """Whether nothing changed here."""
        return self.old == self.new


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts, in order; where words were replaced, what went stands before what came."""
    pieces: list[Piece] = []
    for hunk in hunks(old, new):
        if hunk.kept:
            pieces.append(Piece("kept", hunk.old))
            continue
        pieces += [Piece("removed", hunk.old)] if hunk.old else []
        pieces += [Piece("added", hunk.new)] if hunk.new else []
    return tuple(pieces)


def hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """The same, with what was replaced beside what replaced it.

    Of words that changed, the spaces and stops between them count as changed too: they are no islands to step on.
    """
    joined: list[Hunk] = []
    for hunk in _hunks(words(old), words(new)):
        last = joined[-1] if joined else None
        island = len(joined) > 1 and last and last.kept and not _WORD.search(last.old)
        if not hunk.kept and island:
            _, before = joined.pop(), joined.pop()
            joined.append(Hunk(before.old + last.old + hunk.old, before.new + last.new + hunk.new))  # type: ignore[union-attr]
        elif last and last.kept == hunk.kept:
            joined[-1] = Hunk(last.old + hunk.old, last.new + hunk.new)
        else:
            joined.append(hunk)
    return tuple(joined)


def words(text: str) -> list[str]:
    """The words of a text, and between them its white space and its signs, to the last character."""
    return _TOKEN.findall(text)


def _hunks(old: list[str], new: list[str]) -> Iterator[Hunk]:
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    yield from _hunk(old[:start], new[:start])
    if len(old_middle) * len(new_middle) > MOST_PAIRS:
        yield from _hunk(old_middle, new_middle)
    else:
        matcher = SequenceMatcher(None, old_middle, new_middle, autojunk=False)
        for _, first, last, first_new, last_new in matcher.get_opcodes():
            yield from _hunk(old_middle[first:last], new_middle[first_new:last_new])
    yield from _hunk(old[len(old) - end :], new[len(new) - end :])


def _hunk(old: list[str], new: list[str]) -> Iterator[Hunk]:
    if old or new:
        yield Hunk("".join(old), "".join(new))


def _common(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
