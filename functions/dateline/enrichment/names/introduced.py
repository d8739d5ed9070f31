"""Bodies that a text introduces as such: by the noun before them, their shares, or their letters in brackets."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from dateline.enrichment.names.tagger import Tagged
from dateline.enrichment.names.titles import courtesies
from dateline.enrichment.names.vocabulary import WORD, without_accents, word_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAME = r"(?<![\w’'&\-])[A-ZÀ-Þ][\w’'&\-]{0,40}\w(?: (?:& )?[A-ZÀ-Þ][\w&\-]{0,40}\w){0,3}"
_NAME_AT_END = re.compile(_NAME + r"\Z")
_TICKER = re.compile(r" \((?:(?:NYSE|NASDAQ|Nasdaq|LSE|TSX|ASX): ?[A-Z]{1,5}|[A-Z0-9]{1,6}\.[A-Z]{1,2})\)")
_SHARES = re.compile(rf"hares (?:in|of) (?P<name>{_NAME})(?=[ ,.;)\n]|[’']s\b)")
_LETTERS = re.compile(r" \((?P<letters>[A-Z]{3,8})\)")
_REACH = 120
"""Characters before a bracket in which the name stands that its letters are of."""

INTRODUCED = "introduced"
"""The rule of what is a body wherever the text has it."""

_MOST = 50
"""Bodies of a text that are looked for again."""

_BREAK = re.compile(r"[.;:!?\n\"“”()]")


def introduced(text: str, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The tagged spans of a text, in order, those of bodies that it introduces in place of what they overlap."""
    told = {(start, end) for start, end in _told(text)}
    if not told:
        return list(tagged)
    bodies: list[Tagged] = []
    for start, end in sorted(told, key=lambda span: (span[0], -span[1])):
        if not bodies or start >= bodies[-1].end:
            bodies.append(Tagged(start, end, "organisation", INTRODUCED))
    free = _free(tagged, bodies)
    return sorted([*free, *bodies, *_again(text, bodies, [*free, *bodies])], key=lambda span: span.start)


def _told(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_SHARES, _behind_noun()):
        for found in pattern.finditer(text):
            first = without_accents(found["name"].split()[0])
            if first not in word_kinds()["TITLE HEAD"] | word_kinds()["TITLE PART"] | courtesies():
                yield found.span("name")
    for found in _TICKER.finditer(text):
        reach = max(0, found.start() - _REACH)
        name = _NAME_AT_END.search(text[reach : found.start()])
        if name:
            yield reach + name.start(), found.start()
    for found in _LETTERS.finditer(text):
        start = _spelt(text, found.start(), found["letters"].casefold())
        if start is not None:
            yield start, found.start()


def _spelt(text: str, end: int, letters: str) -> int | None:
    """Where the name starts that ends here and has these initials, small words passed over; None where none does."""
    first = max(0, end - _REACH)
    broken = max((found.end() for found in _BREAK.finditer(text, first, end)), default=first)
    small = word_kinds()["SMALL"]
    left = len(letters)
    for word in reversed(list(WORD.finditer(text, broken, end))):
        plain = without_accents(word.group())
        if left and plain[:1] == letters[left - 1] and word.group()[0].isupper():
            left -= 1
            if not left:
                return word.start()
        elif plain not in small:
            return None
    return None


def _free(tagged: Sequence[Tagged], bodies: Sequence[Tagged]) -> list[Tagged]:
    """The spans that overlap no body, both in the order of the text."""
    free, at = [], 0
    for span in tagged:
        while at < len(bodies) and bodies[at].end <= span.start:
            at += 1
        if at == len(bodies) or span.end <= bodies[at].start:
            free.append(span)
    return free


def _again(text: str, bodies: Sequence[Tagged], spans: Sequence[Tagged]) -> Iterator[Tagged]:
    """The same names of two words and more where they stand untagged."""
    names = {text[body.start : body.end] for body in bodies}
    several = sorted((name for name in names if " " in name), key=len, reverse=True)[:_MOST]
    if not several:
        return
    taken = sorted((span.start, span.end) for span in spans)
    at = 0
    for found in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, several))})(?!\w)", text):
        while at < len(taken) and taken[at][1] <= found.start():
            at += 1
        if at == len(taken) or found.end() <= taken[at][0]:
            yield Tagged(found.start(), found.end(), "organisation", INTRODUCED)


@cache
def _behind_noun() -> re.Pattern[str]:
    """A name right behind what it is: "the trade union FNV", "the journal Nature"."""
    nouns = "|".join(sorted(word_kinds()["BODY BEFORE"]))
    return re.compile(rf"\b(?:{nouns}) (?P<name>{_NAME})(?=[ ,.;)\n]|[’']s\b)(?! (?:in|of|for|on) [A-Z])")
