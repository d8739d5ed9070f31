"""The signs that a line of a dump that names people is the byline, and what each is worth.

The weights are those of a logistic choice among the lines of a page, fitted by `infra/train/bylines.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.dump.weighing import Sign

if TYPE_CHECKING:
    from dateline.article import Byline
    from dateline.reading.dump.lines import Line

CLOSE = 3


@dataclass(slots=True)
class Naming:
    """A line that names authors, and what is known of it.

    `led` tells that a word like “by” opens it, `under_lead` that one stands alone above it. `below` counts the lines
    from the headline down to it, negative above it; `before` those from it down to the story's first line, `after`
    those from the story's last line down to it, each 0 where it is not so.
    """

    index: int
    line: Line
    authors: tuple[Byline, ...]
    led: bool = False
    under_lead: bool = False
    below: int = 0
    before: int = 0
    after: int = 0
    beside_date: bool = False
    dated: bool = False
    named_again: bool = False
    line_again: bool = False
    spoken_of: bool = False
    in_menu: bool = False
    is_credit: bool = False

    @property
    def with_agency(self) -> bool:
        """Whether no lead says that the person and the agency that it names wrote."""
        kinds = {author.kind for author in self.authors}
        return not self.led and {"person", "agency"} <= kinds

    @property
    def agencies_only(self) -> bool:
        """Whether it names no one but agencies and desks."""
        return all(author.kind in {"agency", "desk"} for author in self.authors)


SIGNS: tuple[Sign[Naming], ...] = (
    Sign("led by a word like “by”", "It says who wrote.", 1.87, lambda it: it.led),
    Sign("under a word like “by”", "Some pages print the word on a line of its own.", 1.35, lambda it: it.under_lead),
    Sign("beside a date", "Who and when stand together.", 1.35, lambda it: it.beside_date),
    Sign("has a date", "Who and when stand in one line.", 1.41, lambda it: it.dated),
    Sign("has a role", "“Reporter” behind a name.", -0.35, lambda it: any(a.role for a in it.authors)),
    Sign("right under the headline", "Where most bylines stand.", 2.13, lambda it: 0 < it.below <= CLOSE),
    Sign("far above the headline", "The page's menu.", -1.04, lambda it: it.below < -CLOSE),
    Sign(
        "right before the story", "Where other bylines stand.", 1.95, lambda it: 0 < it.before <= CLOSE and it.below > 0
    ),
    Sign("after the story", "Names further down belong to other stories.", -1.54, lambda it: it.after > CLOSE),
    Sign("inside the story", "Names there are of those who speak.", -0.51, lambda it: not it.before and not it.after),
    Sign("named again", "Pages name their authors more than once.", 0.87, lambda it: it.named_again),
    Sign("said again", "With a picture, the name is printed twice.", -1.03, lambda it: it.line_again),
    Sign("spoken of", "A story speaks of others than its author.", -1.25, lambda it: it.spoken_of),
    Sign("in a menu", "Short lines in a row are a menu.", -0.54, lambda it: it.in_menu),
    Sign("the credit of a picture", "It names who took it.", -1.15, lambda it: it.is_credit),
    Sign("a person and an agency", "Pictures are credited so.", -0.68, lambda it: it.with_agency),
    Sign("an agency alone", "An agency may be named for a picture.", -0.79, lambda it: it.agencies_only),
)
