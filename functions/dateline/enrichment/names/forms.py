"""A name as it stands at one place in the text: without courtesy and title, cut into words that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.enrichment.names.titles import Gender, before_name, without_title
from dateline.enrichment.names.vocabulary import compared

if TYPE_CHECKING:
    from dateline.enrichment.names.tagger import Tagged
    from dateline.findings import EntityKind

_POSSESSIVE = re.compile(r"[’'`´][sS]\Z|(?<=[sS])[’'`´]\Z")
_EDGES = " \t\r\n\xa0,;:.!?\"'“”‘’()[]/-–—*_|<>«»"
_SHORT = frozenset(["jr", "sr", "inc", "corp", "co", "ltd", "st", "bros"])
LONGEST_NAME = 200
"""Characters. What is longer is no name that anyone would look up."""


@dataclass(frozen=True, slots=True)
class Form:
    """One mention, `text` from `start` to `end`, its words as they compare, and what stood before it."""

    start: int
    end: int
    kind: EntityKind
    rule: str
    text: str
    words: tuple[str, ...]
    title: str | None = None
    gender: Gender | None = None


def form_of(text: str, tagged: Tagged) -> Form | None:
    """The form at a tagged span, or None where nothing but a title or marks stands there."""
    start, end = _trimmed(text, tagged.start, tagged.end)
    if end - start > LONGEST_NAME:
        return None
    title: str | None = None
    gender: Gender | None = None
    if tagged.kind == "person":
        start, end = without_title(text, start, end)
        title, gender = before_name(text, start)
    elif text[start : start + 4].casefold() == "the ":
        start += len("the ")
    words = compared(text[start:end]) if start < end else ()
    return Form(start, end, tagged.kind, tagged.rule, text[start:end], words, title, gender) if words else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    possessive = _POSSESSIVE.search(text[max(start, end - 2) : end])
    if possessive and end - start > 2:
        end -= len(possessive.group())
    while (
        end > start and text[end - 1] in _EDGES and not (text[end - 1] == "." and _is_shortened(text[start : end - 1]))
    ):
        end -= 1
    return start, end


def _is_shortened(name: str) -> bool:
    """Whether a full stop after it belongs to the name's last word: U.S., Jr., Inc."""
    last = name.rpartition(" ")[2]
    return "." in last or last.casefold() in _SHORT
