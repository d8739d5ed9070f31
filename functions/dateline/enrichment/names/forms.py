"""A name as it stands at one place in the text: without courtesy and title, cut into words that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.enrichment.names.tagger import Tagged
from dateline.enrichment.names.titles import Gender, before_name, without_title
from dateline.enrichment.names.vocabulary import compared, word_kinds
from dateline.enrichment.places.gazetteer import DEMONYM, known_places
from dateline.enrichment.places.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.findings import EntityKind

_POSSESSIVE = re.compile(r"[’'`´][sS]\Z|(?<=[sS])[’'`´]\Z")
_EDGES = " \t\r\n\xa0,;:.!?\"'“”‘’()[]/-–—*_|<>«»"
_SHORT = frozenset(["jr", "sr", "inc", "corp", "co", "ltd", "st", "bros"])
_PARTY = re.compile(r"[RDI][-–][A-Z]")
"""A politician's party and state: R-Ohio."""
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


def joined(text: str, spans: Sequence[Tagged]) -> list[Tagged]:
    """The spans, those of one body's name made one: "St. Olaf's Hospital", "National People's Party"."""
    found: list[Tagged] = []
    for span in spans:
        before = found[-1] if found else None
        if before and span.kind == "organisation" and text[before.end : span.start] in {"'s ", "’s "}:
            common = text[span.start : span.end].casefold() in word_kinds()["COMMON"]
            if before.kind == "organisation" or (before.kind == "person" and common):
                found[-1] = Tagged(before.start, span.end, "organisation", f"{before.rule}, joined")
                continue
        found.append(span)
    return found


def form_of(text: str, tagged: Tagged) -> Form | None:
    """The form at a tagged span, or None where only a title, a people or marks stand there."""
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
    if tagged.kind == "place":
        start = _without_people(text, start, end)
    words = compared(text[start:end]) if start < end else ()
    if is_people(text[start:end]) or _PARTY.match(text, start):
        return None
    return Form(start, end, tagged.kind, tagged.rule, text[start:end], words, title, gender) if words else None


def _without_people(text: str, start: int, end: int) -> int:
    """Where a place's name starts behind an adjective: "Syrian Idlib", but not "Irish Sea"."""
    first, gap, rest = text[start:end].partition(" ")
    is_apart = gap and " " not in rest and is_people(first) and known_places().named(folded(rest))
    return start + len(first) + 1 if is_apart and not known_places().named(folded(text[start:end])) else start


def is_people(name: str) -> bool:
    """Whether what looks like a name is a people's, or its adjective, and names nobody: Syrian, South African."""
    direction, _, last = name.lower().rpartition(" ")
    if direction and direction not in word_kinds()["DIRECTION"]:
        return False
    return bool(known_places().named(DEMONYM + last))


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
