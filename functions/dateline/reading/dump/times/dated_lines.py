"""The dates in the lines of one page, each line searched once and only when asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.dates import FoundDate, find_dates
from dateline.reading.dates.order import day_comes_first_in, in_likelier_order

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from dateline.reading.dump.lines import Line

LONGEST_DATE_LINE = 200
WIDEST_BYLINE = 80
LEAST_SHARE = 0.2
MOST_SEARCHED = 200

# A date has two numbers at least; Chinese and Japanese ones have a sign after each.
_TWO_NUMBERS = re.compile(r"\d\D{1,20}\d")
_SLASHED = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d)")
_WORDED = re.compile(r"(?:[^\W\d_]{3}.{0,12}|\d{4}-\d\d-)\d{1,4}")


class DatedLines:
    """The dates in the lines of one page."""

    def __init__(self, lines: Sequence[Line], languages: Collection[str]) -> None:
        self._lines = lines
        self._languages = languages
        self._day_first = day_comes_first_in("\n".join(line.text for line in lines if "/" in line.text))
        self._found: dict[str, list[FoundDate]] = {}
        self._about: dict[int, bool] = {}
        self._unsure: set[str] = set()
        self._written_out: frozenset[str] | None = None

    def at(self, line: Line) -> list[FoundDate]:
        """The dates in a line; none in a line as long as a paragraph."""
        if line.width > LONGEST_DATE_LINE or not _TWO_NUMBERS.search(line.text):
            return []
        found = self._found.get(line.text)
        if found is None:
            found = self._dates_in(line.text)
            if not found and _SLASHED.search(line.text):
                found, sure = in_likelier_order(line.text, self._languages, self._days_written_out())
                if not sure:
                    self._unsure.add(line.text)
            self._found[line.text] = found
        return found

    def is_sure(self, line: Line) -> bool:
        """Whether the dates of a line can be read in one way only."""
        return line.text not in self._unsure

    def _dates_in(self, text: str) -> list[FoundDate]:
        return find_dates(text, languages=self._languages, day_first=self._day_first)

    def _days_written_out(self) -> frozenset[str]:
        if self._written_out is None:
            texts = [line.text for line in self._lines if line.width <= LONGEST_DATE_LINE and _WORDED.search(line.text)]
            days = {one.moment.value[:10] for text in texts[:MOST_SEARCHED] for one in self._dates_in(text)}
            self._written_out = frozenset(days)
        return self._written_out

    def is_dated(self, index: int) -> bool:
        """Whether dates make up a good part of the line."""
        return self.share(index) > LEAST_SHARE

    def share(self, index: int) -> float:
        """How much of the line its dates make up, 0 to 1."""
        line = self._lines[index]
        dates = self.at(line)
        return sum(one.end - one.start for one in dates) / len(line.text) if dates else 0.0

    def about(self, first: int, last: int) -> list[int]:
        """Those from the first to before the last that tell who wrote the story or when."""
        return [index for index in range(max(0, first), min(last, len(self._lines))) if self.is_about(index)]

    def is_about(self, index: int) -> bool:
        """Whether the line tells who wrote the story or when."""
        known = self._about.get(index)
        if known is None:
            line = self._lines[index]
            led = "by" in line.cue.kinds and not line.ends and line.width < WIDEST_BYLINE
            known = self._about[index] = led or (bool(self.at(line)) and self.is_dated(index))
        return known
