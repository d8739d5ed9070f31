"""What enrichment finds in a text. All offsets are code points into the text that was enriched: an article's body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityKind = Literal["person", "organisation", "place"]
PlaceSense = Literal["place", "government", "demonym", "dateline"]
QuoteKind = Literal["direct", "mixed", "reported"]
Attribution = Literal["adjacent", "paragraph", "carried", "none"]
DatePrecision = Literal["minute", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century", "interval"]  # fmt: skip  # noqa: E501


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at a place in the text: from `start` up to, and without, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """What a name stands for: all its mentions in one text.

    `name` is its fullest form in the text, in the usual letters; `aliases` the other forms as printed; `title` what
    stands before a person's name ("Foreign Minister"). `salience` is its share in what the text is about; those of one
    text add up to 1 at most.
    """

    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    salience: float = 0.0
    title: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place's name in the text, and what it stands for there: the place, its government, what is of the place
    ("Turkish"), or where the story was filed."""

    start: int
    end: int
    sense: PlaceSense = "place"


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map: degrees of WGS 84, `country` an ISO 3166-1 alpha-2 code, the id that GeoNames gives it.

    All four are None where it is a place, but not known which; the id is, too, of seas, regions and airports.
    """

    name: str
    mentions: tuple[PlaceMention, ...] = ()
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Something that somebody said: between quotation marks, partly so, or reported.

    `text` is without the marks, `start` and `end` are its own. `speaker` is the entity's name where it is known, else
    as printed; `speaker_text` as printed ("he", "the ministry"); `cue` the verb or phrase. `attribution` tells how the
    speaker was found: beside the quote, elsewhere in its paragraph, carried over from the one before, or not at all.
    """

    text: str
    start: int
    end: int
    kind: QuoteKind = "direct"
    speaker: str | None = None
    speaker_text: str | None = None
    cue: str | None = None
    attribution: Attribution = "none"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text. `value` is ISO 8601 as TIMEX3 extends it: `2018-10-15`, `2018-10`, `2018-W41`, `2018-Q3`,
    `2018-SU`, `201` (a decade), or `start/end`."""

    text: str
    start: int
    end: int
    value: str
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class Subject:
    """A concept of the IPTC's Media Topics: its code (`20000053`), its English name, and what on the page told it."""

    code: str
    name: str
    source: str
