"""What a dump tells beside its story's own lines: publisher, trail of sections, keywords, agencies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.dump.fields.keywords import KEYWORDS
from dateline.reading.dump.fields.publisher import PUBLISHER
from dateline.reading.dump.fields.supplied import agencies_of
from dateline.reading.dump.fields.told import first_told
from dateline.reading.dump.fields.trail import BREADCRUMBS
from dateline.reading.trace import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.article import Byline, Dateline
    from dateline.reading.dump.fields.told import Page, Told


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Each field as it was told, None where it was not."""

    publisher: Told[str] | None
    breadcrumbs: Told[tuple[str, ...]] | None
    keywords: Told[tuple[str, ...]] | None
    agencies: Told[tuple[str, ...]] | None

    def told(self) -> Iterator[tuple[str, Told[str] | Told[tuple[str, ...]]]]:
        """The fields that were told, by name; the section is the innermost step of the trail."""
        named = {
            "publisher": self.publisher,
            "breadcrumbs": self.breadcrumbs,
            "section": self.breadcrumbs,
            "keywords": self.keywords,
            "agencies": self.agencies,
        }
        yield from ((name, told) for name, told in named.items() if told)

    @property
    def candidates(self) -> dict[str, tuple[Candidate, ...]]:
        """The winners, as the trace has them."""
        return {name: (Candidate(told.source, told.text, told.where),) for name, told in self.told()}


def surroundings_of(page: Page, bylines: Sequence[Byline], dateline: Dateline | None) -> Surroundings:
    """What the lines around the story tell."""
    return Surroundings(
        first_told(PUBLISHER, page),
        first_told(BREADCRUMBS, page),
        first_told(KEYWORDS, page),
        agencies_of(page, bylines, dateline),
    )
