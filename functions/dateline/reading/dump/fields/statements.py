"""What a dump says of its story as a whole: corrected or updated, kept for subscribers, opinion or live."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.reading.genre import genre_labelled
from dateline.reading.paywall import barrier
from dateline.reading.status import status_of
from dateline.reading.trace import Candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.article import Confidence, Genre, Status
    from dateline.reading.dump.lines import Line

MOST_ABOVE = 6
"""So many lines above the text may speak of the story, from its headline on."""

REACH = 3
"""So many of the story's own lines, and of those behind it, may do so."""

MOST_BEHIND = 6
"""So many lines behind the text may keep it for subscribers."""


@dataclass(slots=True)
class Statements:
    """What was told, with evidence, confidence and candidates of the fields that were."""

    status: Status | None = None
    genre: Genre | None = None
    paywalled: bool | None = None
    evidence: dict[str, str] = field(default_factory=dict)
    confidence: dict[str, Confidence] = field(default_factory=dict)
    candidates: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def tell(self, name: str, source: str, words: str, where: str, confidence: Confidence) -> None:
        """Note where a field was read."""
        self.evidence[name] = f"{where}: {source}"
        self.confidence[name] = confidence
        self.candidates[name] = (Candidate(source, words, where),)


def find_statements(lines: Sequence[Line], headline: int | None, span: tuple[int, int]) -> Statements:
    """Read them from the headline, the lines between it and the text, and those at the text's end."""
    start, end = span
    found = Statements()
    title = lines[headline].text if headline is not None else None
    above = lines[max(start - MOST_ABOVE, 0 if headline is None else headline + 1) : start]
    around = [*above, *lines[start : start + REACH], *lines[max(start + REACH, end - REACH) : end + REACH]]
    if told := status_of(title, (line.text for line in around)):
        found.status = told[0]
        found.tell("status", "words of the editors", told[1], _place(told[1], around, headline, lines), "high")
    if title and headline is not None and (label := genre_labelled(title)):
        found.genre = label[0]
        found.tell("genre", "label of the headline", label[1], lines[headline].where, "high")
    behind = lines[max(start, end - 1) : end + MOST_BEHIND]
    if wall := barrier(line.text for line in behind):
        found.paywalled = True
        where = next(line.where for line in behind if line.text == wall)
        found.tell("paywalled", "line that keeps the story for subscribers", wall, where, "low")
    return found


def _place(words: str, around: Sequence[Line], headline: int | None, lines: Sequence[Line]) -> str:
    """Where the words stand: in one of the lines, else in the headline."""
    line = next((line for line in around if line.text.startswith(words)), None)
    return line.where if line else lines[headline or 0].where
