"""What a reader found, and why: the values it settled on, those that lost, and the role of each line or block."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.article import Publisher
from dateline.rejection import Rejection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.article import Article, Block, Byline, Confidence, Dateline, Genre, Image, Status
    from dateline.reading.dates import Moment
    from dateline.rejection import Reason


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value that a field could have had.

    `source` is the name of the source in its table of trust, `value` the value as text, `where` the place on the
    page: `line 12` in a dump, a short CSS-like path in HTML.
    """

    source: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of a dump or one block of an HTML page: its role, whether it is kept in the body, by which rule."""

    where: str
    role: str
    kept: bool
    rule: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reader, of HTML or of dumps, made of a page.

    `evidence` names the source of each field that was read and where it stood, `confidence` how far it is believed;
    `candidates` holds for each field the winner first, then the losers. `blocks` are in reading order, without the
    dateline, which has a field of its own.
    """

    headline: str | None = None
    standfirst: str | None = None
    bylines: tuple[Byline, ...] = ()
    dateline: Dateline | None = None
    published: Moment | None = None
    modified: Moment | None = None
    retrieved: Moment | None = None
    url: str | None = None
    publisher: Publisher = field(default_factory=Publisher)
    language: str | None = None
    section: str | None = None
    breadcrumbs: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    blocks: tuple[Block, ...] = ()
    paywalled: bool | None = None
    status: Status | None = None
    genre: Genre | None = None
    agencies: tuple[str, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    confidence: Mapping[str, Confidence] = field(default_factory=lambda: MappingProxyType({}))
    candidates: Mapping[str, tuple[Candidate, ...]] = field(default_factory=lambda: MappingProxyType({}))
    units: tuple[Unit, ...] = ()
    warnings: tuple[str, ...] = ()


class ExplainedRejection(Rejection):
    """A rejection with what was read of the page's fields, and every line or block of it in `units`; those that would
    be kept in a story are not."""

    def __init__(
        self,
        reason: Reason,
        message: str,
        units: Iterable[Unit] = (),
        candidates: Mapping[str, tuple[Candidate, ...]] = MappingProxyType({}),
    ) -> None:
        super().__init__(reason, message)
        self.candidates = candidates
        self.units = tuple(
            replace(unit, kept=False, rule=f"no story found: {unit.rule}") if unit.kept else unit for unit in units
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What `explain` tells of a page: the article or the rejection, every line or block, every field's candidates."""

    article: Article | None = None
    rejection: Rejection | None = None
    units: tuple[Unit, ...] = ()
    candidates: Mapping[str, tuple[Candidate, ...]] = field(default_factory=lambda: MappingProxyType({}))
