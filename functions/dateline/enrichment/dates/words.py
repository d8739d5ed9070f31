"""A text as dates see it: its words, numbers and marks, each of a kind.

A kind is one character, so that the kinds of a whole text are a string in which a rule is a regular expression: what
words stand for "month" is settled once, here, and no rule has to look at letters again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_VOCABULARY = Path(__file__).parents[1] / "data" / "date_words.txt"
_CAPITAL_ONLY = frozenset(
    ["MONTH", "MAYBE", "SHORT", "WEEKDAY", "SHORTDAY", "HOLIDAY", "FISCAL", "AD", "CE", "BC", "Q", "HALFYEAR"]
)

NUMBERS = ("DAY", "TWO", "YEAR", "NUMBER", "ORDINAL", "DECADE", "SHORTDECADE", "ISO", "SLASHED", "DOTTED", "YEARS")
"""A day of the month, two other digits, four digits, 15th, 1990s, 90s, 2018-10-15, 10/15/2018, 15.10.2018, 2017/18."""

MARKS = ("WORD", "NAME", "COMMA", "STOP", "HYPHEN", "DASH", "APOSTROPHE", "QUOTE", "SIGN", "PERCENT", "MARK")
"""A word that no date is made of, one with a capital, and punctuation; a HYPHEN has no space on either side."""

_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun|St)\."
_TOKEN = re.compile(
    rf"{_SHORT}"
    r"|[QH][1-4](?!\w)"
    r"|[^\W\d_]+"
    r"|[0-9]{4}([-/])[0-9]{1,2}\1[0-9]{1,2}(?![0-9/])"
    r"|[0-9]{1,2}([/.])[0-9]{1,2}\2(?:[0-9]{4}|[0-9]{2})(?![0-9/]|\.[0-9])"
    r"|[0-9]+(?:,[0-9]{3}(?![0-9])|[./:][0-9]+)*(?:st|nd|rd|th|s)?"
    r"|\S"
)
_ORDINAL_OR_DECADE = re.compile(r"([0-9]+)(s|st|nd|rd|th)")
_COMPOUNDS = (
    ("ISO", re.compile(r"[0-9]{4}([-/])[0-9]{1,2}\1[0-9]{1,2}")),
    ("SLASHED", re.compile(r"[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})|9/11")),
    ("DOTTED", re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})")),
    ("YEARS", re.compile(r"[0-9]{4}/(?:[0-9]{4}|[0-9]{2})")),
)
_PUNCTUATION = {
    ",": "COMMA", ".": "STOP", "!": "STOP", "?": "STOP", ";": "STOP", "'": "APOSTROPHE", "’": "APOSTROPHE",
    "‘": "APOSTROPHE", '"': "QUOTE", "“": "QUOTE", "”": "QUOTE", "$": "SIGN", "€": "SIGN", "£": "SIGN", "¥": "SIGN",
    "₹": "SIGN", "#": "SIGN", "№": "SIGN", "§": "SIGN", "%": "PERCENT", "°": "PERCENT",
}  # fmt: skip
_LINES = "-–‑−—"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`words` maps a word to its kind's character and its value; `kinds` a kind's name to its character."""

    words: dict[str, tuple[str, int | str]]
    kinds: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The words of `data/date_words.txt`, and all kinds."""
    words: dict[str, tuple[str, int | str]] = {}
    kinds = {name: chr(0x100 + at) for at, name in enumerate(NUMBERS + MARKS)}
    for line in _VOCABULARY.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, _, entries = line.partition(" | ")
        character = kinds.setdefault(kind, chr(0x100 + len(kinds)))
        for entry in entries.split():
            word, _, value = entry.partition("=")
            meaning: int | str = int(value) if re.fullmatch(r"-?\d+", value) else value or word
            forms = {word, word.upper()} if kind in _CAPITAL_ONLY else {word, word.capitalize(), word.upper()}
            for form in forms:
                words.setdefault(form, (character, meaning))
    return Vocabulary(words, kinds)


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a stretch of text: where each starts and ends in the whole text, its kind and its value.

    The value of a word that no date is made of is 0; `text` is the whole text.
    """

    text: str
    starts: list[int]
    ends: list[int]
    kinds: str
    values: list[int | str]

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, at: int) -> str:
        """The token as printed; empty beyond either end."""
        return self.text[self.starts[at] : self.ends[at]] if 0 <= at < len(self.starts) else ""

    def joined(self, at: int) -> bool:
        """Whether no space stands between the token and the one before it."""
        return 0 < at < len(self.starts) and self.ends[at - 1] == self.starts[at]


def words_of(text: str, start: int, end: int) -> Words:
    """The tokens of `text[start:end]`."""
    known, kinds = vocabulary().words, vocabulary().kinds
    word_kind, name_kind = kinds["WORD"], kinds["NAME"]
    starts: list[int] = []
    ends: list[int] = []
    found: list[str] = []
    values: list[int | str] = []
    unknown = (word_kind, 0)
    for token in _TOKEN.finditer(text, start, end):
        string = token.group()
        kind, value = known.get(string, unknown)
        if kind is word_kind:
            initial = string[0]
            if "0" <= initial <= "9":
                name, value = _number(string, text, token.start(), token.end())
                kind = kinds[name]
            elif not initial.isalpha():
                kind = kinds[_mark(string, text, token.start())]
            elif initial.isupper():
                kind = name_kind
        starts.append(token.start())
        ends.append(token.end())
        found.append(kind)
        values.append(value)
    return Words(text, starts, ends, "".join(found), values)


def _mark(mark: str, text: str, at: int) -> str:
    if mark in _LINES:
        glued = not text[at - 1 : at].isspace() and not text[at + 1 : at + 2].isspace() and mark != "—"
        return "HYPHEN" if glued else "DASH"
    return _PUNCTUATION.get(mark, "MARK")


def _number(number: str, text: str, start: int, end: int) -> tuple[str, int | str]:
    """The kind and value of a number; one that letters are joined to ("A320", "15km") is no more than a number."""
    if (start and text[start - 1].isalnum() and text[start - 2 : start] != "FY") or _goes_on(text, end):
        return "NUMBER", 0
    if number.isdigit():
        return _digits(number)
    if found := _ORDINAL_OR_DECADE.fullmatch(number):
        return _suffixed(found[1], found[2])
    return next(((kind, number) for kind, pattern in _COMPOUNDS if pattern.fullmatch(number)), ("NUMBER", 0))


def _goes_on(text: str, end: int) -> bool:
    """Whether a letter is joined to what ends here, unless it opens the time of day of ISO 8601: 2018-10-15T08:00."""
    following = text[end : end + 2]
    return following[:1].isalpha() and not (following[:1] == "T" and "0" <= following[1:] <= "9")


def _digits(number: str) -> tuple[str, int]:
    if len(number) > 4:
        return "NUMBER", 0
    value = int(number)
    if len(number) == 4:
        return "YEAR", value
    if len(number) <= 2 and 1 <= value <= 31:
        return "DAY", value
    return ("TWO" if len(number) == 2 else "NUMBER"), value


def _suffixed(digits: str, suffix: str) -> tuple[str, int]:
    if suffix == "s":
        if len(digits) == 4 and digits[3] == "0":
            return "DECADE", int(digits[:3])
        return ("SHORTDECADE", int(digits[0])) if len(digits) == 2 and digits[1] == "0" else ("NUMBER", 0)
    return ("ORDINAL", int(digits)) if len(digits) <= 2 else ("NUMBER", 0)
