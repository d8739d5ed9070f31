"""Patterns over kinds of words: `WEEKDAY? MONTH DAY ,? YEAR` becomes a regular expression over a string of kinds.

A name stands for a kind or a set of kinds, a small word for that word's kind; `( | ) ?` are as in regular expressions.
Nothing repeats without bound, so a match looks at a dozen words at most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.enrichment.dates.words import vocabulary

_PIECE = re.compile(r"[A-Za-z]+|[()|?,.'-]")
_MARKS = {",": "COMMA", ".": "STOP", "'": "APOSTROPHE", "-": "HYPHEN"}

SETS = {
    "AMONTH": ("MONTH", "MAYBE", "SHORT"),
    "AWEEKDAY": ("WEEKDAY", "SHORTDAY"),
    "DAYNUMBER": ("DAY", "ORDINAL"),
    "ANUMBER": ("COUNT", "DAY", "TWO", "NUMBER"),
    "ONEUNIT": ("DAYWORD", "WEEKWORD", "MONTHWORD", "QUARTER", "YEARWORD", "DECADEWORD", "CENTURY"),
    "AUNIT": ("DAYWORD", "WEEKWORD", "MONTHWORD", "QUARTER", "YEARWORD", "DECADEWORD", "CENTURY", "FORTNIGHT", "UNITS"),
    "QUARTERNTH": ("NTH", "FINAL", "ORDINAL"),
    "ANTH": ("NTH", "NTHLONG", "ORDINAL"),
    "REL": ("LAST", "NEXT", "THIS"),
    "LINE": ("HYPHEN", "DASH"),
}
"""Names for one of several kinds."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern, and the kinds that it can begin with."""

    expression: re.Pattern[str]
    beginnings: frozenset[str]


def compiled(pattern: str) -> Pattern:
    """The pattern for a line in this notation. Raises KeyError for a name that is no kind."""
    reader = _Reader(_PIECE.findall(pattern))
    expression, beginnings, _ = reader.alternatives()
    return Pattern(re.compile(expression), frozenset(beginnings))


class _Reader:
    """Reads a pattern from left to right: for each part its expression, what it can begin with, and if it may be
    empty."""

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self.at = 0

    def peek(self) -> str:
        return self.pieces[self.at] if self.at < len(self.pieces) else ""

    def alternatives(self) -> tuple[str, set[str], bool]:
        parts = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            parts.append(self.sequence())
        beginnings = {kind for part in parts for kind in part[1]}
        return f"(?:{'|'.join(part[0] for part in parts)})", beginnings, any(part[2] for part in parts)

    def sequence(self) -> tuple[str, set[str], bool]:
        expression, beginnings, empty = "", set[str](), True
        while self.peek() not in {"", "|", ")"}:
            part, starts, may_be_empty = self.atom()
            if self.peek() == "?":
                self.at += 1
                part, may_be_empty = f"(?:{part})?", True
            expression += part
            if empty:
                beginnings |= starts
            empty = empty and may_be_empty
        return expression, beginnings, empty

    def atom(self) -> tuple[str, set[str], bool]:
        piece = self.peek()
        self.at += 1
        if piece == "(":
            inside = self.alternatives()
            self.at += 1
            return inside
        kinds = _kinds(piece)
        return f"[{''.join(sorted(kinds))}]", kinds, False


def _kinds(name: str) -> set[str]:
    known = vocabulary()
    if name in SETS:
        return {known.kinds[kind] for kind in SETS[name]}
    if name.islower():
        return {known.words[name][0]}
    return {known.kinds[_MARKS.get(name, name)]}
