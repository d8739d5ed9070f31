"""Numbers that a wording changed: a toll that rose from 12 to 17, whichever way either is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.enrichment.sentences import sentences
from infra.history.alignment import aligned
from infra.worddiff import hunks

_SMALL = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_TEENS = {
    "zero": 0, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_VALUES = _SMALL | _TEENS | _TENS
_IN_WORDS = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_SMALL)}))?|{'|'.join(_TEENS | _SMALL)}"
_NUMBER = re.compile(rf"\d+(?:[.,:/]\d+)*|\b(?:{_IN_WORDS})\b", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_IDIOMS = re.compile(r"\b(?:no|any|every|some|this|that|the|another)[ -]one\b|\bone (?:of|another)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number and what it became, as printed, and the sentences that tell the one and the other."""

    old: str
    new: str
    old_sentence: str
    new_sentence: str


def numbers_changed(old: str, new: str) -> Iterator[NumberChange]:
    """The numbers that stand where others stood, in sentences of one paragraph that were changed."""
    before, after = list(sentences(old)), list(sentences(new))
    for step in aligned(before, after):
        if step.old is not None and step.new is not None:
            yield from _in_sentence(before[step.old], after[step.new])


def _in_sentence(old: str, new: str) -> Iterator[NumberChange]:
    for hunk in hunks(old, new):
        if not hunk.kept:
            for was, became in zip(_numbers(hunk.old), _numbers(hunk.new), strict=False):
                if _value(was) != _value(became):
                    yield NumberChange(was, became, old, new)


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(_IDIOMS.sub(" ", text))


def _value(printed: str) -> str:
    """What two ways to write one number have in common: `1,200` and `1200`, `twelve` and `12`."""
    if printed[0].isdigit():
        return printed.replace(",", "") if _GROUPED.fullmatch(printed) else printed
    return str(sum(_VALUES[part] for part in printed.lower().split("-")))
