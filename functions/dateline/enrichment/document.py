"""The text as all finders read it: its paragraphs and sentences, each found once, when the first asks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from dateline.enrichment.names.tagger import names_of
from dateline.enrichment.sentences import CLOSERS, STOPS, WIDE_STOPS, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dateline.enrichment.names.tagger import Tagged

T_co = TypeVar("T_co", covariant=True)
Span = tuple[int, int]
"""From, and up to but without, in code points."""

_LINE = re.compile(r"[^\n]+")
_WIDEST = 120
"""Lines of a text that was wrapped to a width have at most so many characters."""

_LEAST_WRAPPED_LINES = 4
_FULL = 0.75
"""A line that goes on in the next has at least this share of the longest one's characters."""

_LEAST_LINES = 4
_MOSTLY = 0.7
"""The share of the lines of a block that end a sentence where each is a paragraph."""
_ENDS = frozenset(STOPS + WIDE_STOPS + CLOSERS)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """Something that was found in a text, and the rule or the feature that decided."""

    finding: T_co
    rule: str


class Document:
    """A text and what is known of it beforehand.

    `language` is a BCP 47 tag; `published` is the day that dates in the text are counted from; `publisher` the
    publisher's domain; `dateline` the place that the story was filed from, `agency` who filed it, and `opening` the
    number of characters that the dateline takes at the head of the text. `credited` are the names of those credited for
    the story: its writers and agencies.
    """

    def __init__(  # noqa: PLR0913 as many things are known of a text beforehand; all have names
        self,
        text: str,
        *,
        title: str | None = None,
        language: str | None = None,
        published: date | None = None,
        publisher: str | None = None,
        dateline: str | None = None,
        agency: str | None = None,
        opening: int = 0,
        credited: Iterable[str] = (),
    ) -> None:
        self.text = text
        self.title = title
        self.language = language
        self.published = published
        self.publisher = publisher
        self.dateline = dateline
        self.agency = agency
        self.opening = opening
        self.credited = tuple(credited)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Where the paragraphs stand: set apart by blank lines, or one on a line: where there are no blank lines, or
        most lines between two of them end a sentence.

        Lines of a text that was wrapped to a width are put together again.
        """
        if not _BLANK_LINE.search(self.text):
            lines = tuple(line.span() for line in _LINE.finditer(self.text) if line.group().strip())
            return self._unwrapped(lines) if self._is_wrapped(lines) else lines
        spans, start = [], 0
        for gap in _BLANK_LINE.finditer(self.text):
            spans.append((start, gap.start()))
            start = gap.end()
        spans.append((start, len(self.text)))
        return tuple(
            part for first, last in spans if self.text[first:last].strip() for part in self._lines_of(first, last)
        )

    def _lines_of(self, start: int, end: int) -> tuple[Span, ...]:
        """The lines of a block that is none of one paragraph but of several, else the block."""
        lines = tuple(line.span() for line in _LINE.finditer(self.text, start, end) if line.group().strip())
        ended = sum(self.text[last - 1] in _ENDS for _, last in lines)
        return lines if len(lines) >= _LEAST_LINES and _MOSTLY * len(lines) <= ended else ((start, end),)

    def _is_wrapped(self, lines: tuple[Span, ...]) -> bool:
        """Whether most lines are about as long as the longest, and end in the middle of a sentence."""
        if len(lines) < _LEAST_WRAPPED_LINES:
            return False
        width = max(end - start for start, end in lines)
        full = [end for start, end in lines if end - start >= _FULL * width]
        open_ended = sum(self.text[end - 1] not in _ENDS for end in full)
        return width <= _WIDEST and 2 * len(full) > len(lines) and 2 * open_ended > len(full)

    def _unwrapped(self, lines: tuple[Span, ...]) -> tuple[Span, ...]:
        width = max(end - start for start, end in lines)
        paragraphs: list[Span] = []
        goes_on = False
        for start, end in lines:
            if goes_on:
                paragraphs[-1] = (paragraphs[-1][0], end)
            else:
                paragraphs.append((start, end))
            goes_on = end - start >= _FULL * width or self.text[end - 1] not in _ENDS
        return tuple(paragraphs)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Where the sentences stand, none running over a paragraph's end."""
        return tuple(span for start, end in self.paragraphs for span in sentence_spans(self.text, start, end))

    @cached_property
    def names(self) -> tuple[Tagged, ...]:
        """The names of people, organisations and places in reading order. None where the language is not English."""
        if (self.language or "").partition("-")[0].lower() != "en":
            return ()
        return names_of(self.text, self.sentences)
