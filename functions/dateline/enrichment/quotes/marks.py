"""What stands between quotation marks, in all their kinds, also where they are broken.

A mark opens or closes by its shape and by what stands on its two sides. Speech that runs over paragraphs opens again
in each of them and closes in the last. A mark without a partner counts at the head of a paragraph and after a colon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = re.compile(r"\"{1,2}|[“”„‟«»＂「」『』]|``|''")
_OPENERS = frozenset(["“", "„", "‟", "「", "『", "``"])
_CLOSERS = frozenset(["”", "」", "』", "''"])
_BEFORE_OPENING = frozenset("([{-–—―/‘'’>*|…")
_MOST_UNMARKED = 3
"""Paragraphs that one speech runs over where no mark at their heads repeats the first."""
_LONGEST_UNCLOSED = 1500
"""Characters. What is longer is no speech, but a mark that was never closed."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words between two marks, `text[start:end]`, and where the marks begin and end.

    `continues`: it goes on with the speech of the paragraph before it.
    """

    start: int
    end: int
    opened: int
    closed: int
    paragraph: int
    continues: bool = False


@dataclass(slots=True)
class _Open:
    """A mark that is open: its place and shape, where the words after it start, and how many like it are open."""

    at: int
    start: int
    shape: str
    depth: int = 1
    continues: bool = False
    unmarked: int = 0


def quoted(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quoted]:
    """All that stands in double marks or in guillemets, in the order of the text."""
    found: list[Quoted] = []
    opened: _Open | None = None
    for number, (start, end) in enumerate(paragraphs):
        paragraph = _Paragraph(text, start, end, number)
        opened = paragraph.read(paragraph.going_on(opened) if opened else None, found)
        if opened:
            following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
            opened = paragraph.left_open(opened, following, found)
    return found


class _Paragraph:
    """Reads the marks of one paragraph."""

    def __init__(self, text: str, start: int, end: int, number: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.number = number
        self.marks = [found.span() for found in _MARK.finditer(text, start, end)]
        self.shapes = shapes = ['"' if text[first] in '"＂' else text[first:last] for first, last in self.marks]
        self.last_curly = next((at for at in reversed(range(len(shapes))) if shapes[at] in _CLOSERS), -1)
        self.last_straight = next((at for at in reversed(range(len(shapes))) if shapes[at] == '"'), -1)
        self.read_to = 0

    def going_on(self, opened: _Open) -> _Open:
        """The speech of the paragraph before, which goes on here: behind a mark that repeats the first, or without."""
        at = self.start
        if self.marks and not self.text[at : self.marks[0][0]].strip():
            self.read_to = 1
            return _Open(self.marks[0][0], self.marks[0][1], opened.shape, continues=True)
        return _Open(at, at, opened.shape, continues=True, unmarked=opened.unmarked + 1)

    def read(self, opened: _Open | None, found: list[Quoted]) -> _Open | None:
        """Adds what is quoted here; returns the mark that is open at the end."""
        for number in range(self.read_to, len(self.marks)):
            first, last = self.marks[number]
            shape = self.shapes[number]
            if opened is None:
                if self._opens(first, last, shape):
                    opened = _Open(first, last, shape)
            elif self._is_nested(opened, number, shape):
                opened.depth += 1
            elif (shape in _OPENERS and shape != "“") or (shape == opened.shape and shape in _OPENERS):
                # Opened again after a full stop: the one before was never closed.
                self._add(found, opened, first, first)
                opened = _Open(first, last, shape)
            elif self._closes(opened, number, shape):
                opened.depth -= 1
                if not opened.depth:
                    self._add(found, opened, first, last)
                    opened = None
            elif shape == opened.shape and self._opens(first, last, shape):
                self._add(found, opened, first, first)
                opened = _Open(first, last, shape)
        return opened

    def left_open(self, opened: _Open, following: tuple[int, int] | None, found: list[Quoted]) -> _Open | None:
        """What becomes of a mark that nothing closed: the speech goes on in the next paragraph, or ends with this."""
        goes_on = False
        if following:
            start, end = following
            mark = _MARK.search(self.text, start, end)
            if mark and not self.text[start : mark.start()].strip():
                goes_on = True
            elif mark and opened.unmarked < _MOST_UNMARKED:
                after = _Paragraph(self.text, start, min(end, mark.end()), 0)
                goes_on = not after._opens(mark.start(), mark.end(), after.shapes[0])
        before = self.text[max(self.start, opened.at - 2) : opened.at].rstrip()
        if goes_on or opened.continues or not before or before.endswith((":", ",")):
            self._add(found, opened, self.end, self.end)
        return opened if goes_on else None

    def _add(self, found: list[Quoted], opened: _Open, end: int, closed: int) -> None:
        words = self.text[opened.start : end]
        bare = words.strip()
        if not bare or (closed == end and len(bare) > _LONGEST_UNCLOSED):
            return
        start = opened.start + len(words) - len(words.lstrip())
        found.append(Quoted(start, start + len(bare), opened.at, closed, self.number, opened.continues))

    def _sides(self, first: int, last: int) -> tuple[str, str]:
        """The characters on both sides of a mark; a space at the paragraph's ends."""
        before = self.text[first - 1] if first > self.start else " "
        after = self.text[last] if last < self.end else " "
        return before, after

    def _opens(self, first: int, last: int, shape: str) -> bool:
        before, after = self._sides(first, last)
        if shape in _OPENERS:
            return True
        free = before.isspace() or before in _BEFORE_OPENING
        if shape in _CLOSERS:
            return free and not after.isspace() and (after.isalnum() or after in "‘'[(.…$")
        if shape == "»" and not free:
            return False
        if before.isspace() and after.isspace():
            return last < self.end
        return not after.isspace() and (free or (not before.isalnum() and after.isupper()))

    def _closes(self, opened: _Open, number: int, shape: str) -> bool:
        before, after = self._sides(*self.marks[number])
        if shape in _CLOSERS:
            return opened.shape in _OPENERS or opened.shape in _CLOSERS or self.last_straight <= number
        if shape == "“":
            return opened.shape in {"„", "‟"} or not (after.isalnum() or before.isspace())
        if shape in {"«", "»"}:
            return (opened.shape in {"«", "»"} and opened.shape != shape) or (
                shape == opened.shape and not before.isspace()
            )
        if opened.shape != '"' and (self.last_curly > number or opened.shape in {"«", "»"}):
            return False
        if before.isspace():
            return after.isspace()
        return not after.isalnum() or before in ".,!?…"

    def _is_nested(self, opened: _Open, number: int, shape: str) -> bool:
        """Whether a curly mark opens within curly marks: in the midst of a sentence, and both are closed."""
        if shape != "“" or opened.shape != "“" or self.last_curly < number:
            return False
        first, last = self.marks[number]
        before = self.text[max(opened.start, first - 2) : first].rstrip()
        return self.text[last : last + 1].strip() != "" and not before.endswith((".", "!", "?", "…"))
