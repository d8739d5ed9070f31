"""Where on its site a dump's story stands: the trail of sections above the headline, and the kicker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.dump.fields.told import Page, Source
from dateline.reading.dump.lines.furniture import has_furniture_cue
from dateline.reading.home_pages import HOME_NAMES
from dateline.reading.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

REACH_UP = 20
MOST_STEPS = 6
WIDEST_STEP = 32
WIDEST_TRAIL = 200
SHORTEST_STORY_STEP = 20
_MARKS = re.compile(r"\s*[>»›→❯▸]\s*|\s+/\s+|\s+\\\s+")
_SIGNS = re.compile(r"[>»›→❯▸/\\]")
_DIGITS = re.compile(r"\d{3,}")
_HOMES = frozenset(map(wording, HOME_NAMES))


def _trails(page: Page) -> Iterator[tuple[tuple[str, ...], int]]:
    """`Home > World > Asia`, in one line near the headline."""
    if page.headline is None:
        return
    for index in reversed(range(max(0, page.headline - REACH_UP), min(page.headline + 3, len(page.lines)))):
        line = page.lines[index]
        if line.width <= WIDEST_TRAIL and _SIGNS.search(line.text) and _MARKS.search(line.text):
            steps = _steps(_MARKS.split(line.text), page)
            parts = [part for part in _MARKS.split(line.text) if part]
            if len(parts) > 1 and steps and _is_home(parts[0]):
                yield steps, index


def _stacked(page: Page) -> Iterator[tuple[tuple[str, ...], int]]:
    """The same one below the other, right above the headline: `Home`, `World`, `Asia`."""
    if page.headline is None:
        return
    for first in range(page.headline - 2, max(-1, page.headline - MOST_STEPS), -1):
        if _is_home(page.lines[first].text):
            steps = _steps([line.text for line in page.lines[first : page.headline]], page)
            if steps:
                yield steps, first
            return


def _is_home(text: str) -> bool:
    return wording(text) in _HOMES


def _steps(parts: list[str], page: Page) -> tuple[str, ...]:
    """The sections of a trail, without the home page and the story; none where a part is too wide for a name."""
    said = wording(page.lines[page.headline].text) if page.headline is not None else ""
    steps = [part.strip(" /|>»›·•") for part in parts]
    steps = [step for step in steps if step and not _is_home(step)]
    if steps and (
        wording(steps[-1]) == said or said.startswith(wording(steps[-1].rstrip(". …"))[:SHORTEST_STORY_STEP])
    ):
        steps.pop()
    named = all(len(step) <= WIDEST_STEP and not _DIGITS.search(step) for step in steps)
    return tuple(steps) if named and len(steps) <= MOST_STEPS else ()


BREADCRUMBS: tuple[Source[tuple[str, ...]], ...] = (
    Source("trail in a line", "Pages print the way to the story: Home > World > Asia.", "high", _trails),
    Source("trail line by line", "In a dump each step of it may have a line of its own.", "medium", _stacked),
)


def kicker_of(page: Page) -> int | None:
    """The index of the line right above the headline that names its topic, if there is one."""
    at = page.headline - 1 if page.headline is not None else -1
    if at < 0:
        return None
    line = page.lines[at]
    apart = line.gap or at == 0 or page.lines[at - 1].width > WIDEST_STEP
    narrow = line.width <= WIDEST_STEP and not line.ends and not _DIGITS.search(line.text)
    return at if apart and narrow and not has_furniture_cue(line) else None
