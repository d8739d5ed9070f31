"""The signs that a date near the story is the day on which it was published, and what each is worth.

The weights are those of a logistic choice among the dates of a page, fitted by `infra/train/dates.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.dump.weighing import Sign

if TYPE_CHECKING:
    from dateline.reading.dates import FoundDate
    from dateline.reading.dates.labels import Label
    from dateline.reading.dump.lines import Line

CLOSE = 3
MOSTLY = 0.5
LEAST_SHARE = 0.2


@dataclass(slots=True)
class Dating:
    """A date, the line that it stands in, and what is known of the two.

    `label` is what the words before the date say, `sure` whether it can be read in one way only; `below` counts the
    lines from the headline down to it, negative above it; `share` is the part of the line that its dates make up,
    `among` tells how many lines around it are dated.
    """

    index: int
    line: Line
    date: FoundDate
    label: Label | None = None
    sure: bool = True
    first_in_line: bool = True
    below: int = 0
    share: float = 0.0
    after: bool = False
    among: float = 0.0

    @property
    def day(self) -> str:
        """The day, as ISO 8601 has it."""
        return self.date.moment.value[:10]


SIGNS: tuple[Sign[Dating], ...] = (
    Sign("labelled published", "“Published” before a date says it.", 1.38, lambda it: it.label == "published"),
    Sign(
        "labelled updated", "“Updated” before a date says that it is another.", -1.03, lambda it: it.label == "updated"
    ),
    Sign(
        "has a time",
        "A page tells the time of its own story, and the day of others.",
        1.11,
        lambda it: it.date.moment.precision != "day",
    ),
    Sign(
        "mostly a date", "A line that holds little else was printed for its date.", 0.40, lambda it: it.share >= MOSTLY
    ),
    Sign(
        "hardly a date",
        "A date in a line of many words is one that the words speak of.",
        -1.46,
        lambda it: it.share < LEAST_SHARE,
    ),
    Sign(
        "in a sentence",
        "A sentence tells when something happened.",
        -0.94,
        lambda it: it.line.ends and it.share < MOSTLY,
    ),
    Sign("right under the headline", "Where dates stand on most pages.", 1.99, lambda it: 0 < it.below <= CLOSE),
    Sign("right above the headline", "Some pages print the day first.", 1.20, lambda it: -CLOSE <= it.below < 0),
    Sign(
        "after the story",
        "Some pages print the day under the story, but there other stories stand too.",
        -1.97,
        lambda it: it.after,
    ),
    Sign(
        "second in its line", "The second date of a line is that of a change.", -1.32, lambda it: not it.first_in_line
    ),
    Sign("among dates", "Dates in rows belong to lists of other stories.", -1.46, lambda it: it.among),
)
