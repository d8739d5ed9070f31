"""The Article and what it is made of: the words that every other room speaks.

Everything here is a frozen value. Times are ISO 8601 text as the page states them, at the precision that
the page gives: `2020-03-02`, `2020-03-02T13:39:00+05:30`; without an offset where none is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

PARSER_VERSION = "1"

BylineKind = Literal["person", "desk", "agency", "account"]
BlockKind = Literal["paragraph", "heading", "quote", "list_item", "table_row", "caption"]
Precision = Literal["second", "minute", "day"]
OffsetSource = Literal["stated", "page clock", "country"]
Confidence = Literal["high", "medium", "low"]
Status = Literal["corrected", "update", "refile", "withdrawn", "kill", "embargoed"]
Genre = Literal["opinion", "analysis", "live", "press release", "review", "interview", "satire", "sponsored"]


@dataclass(frozen=True, slots=True)
class Upload:
    """One version of one object in the inbox, and what its bytes were recognised as.

    `sequencer` orders the uploads of one key (see `events.padded_sequencer`); `size` is in bytes as stored,
    `sha256` is of the bytes as stored; `media_type` and `charset` are what the bytes turned out to be, not what
    was declared; `uploaded_at` is the object's last modification, ISO 8601 in UTC.
    Fields are None where the page was read without a bucket.
    """

    bucket: str | None = None
    key: str | None = None
    version_id: str | None = None
    sequencer: str | None = None
    etag: str | None = None
    size: int | None = None
    sha256: str | None = None
    media_type: str | None = None
    charset: str | None = None
    uploaded_at: str | None = None


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who put the page out: its name, and the registrable domain of its address."""

    name: str | None = None
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class Byline:
    """One author: a person, a desk ("Foreign staff"), an agency, or an account known by its handle only."""

    name: str | None = None
    handle: str | None = None
    kind: BylineKind = "person"
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where the story was filed, when, and by which agency, as the text opens: `Ankara/Sputnik:`.

    `text` is as printed, `mark` what parts it from the story (": ", " — "); `date` is as printed: "March 2".
    """

    text: str
    places: tuple[str, ...] = ()
    agency: str | None = None
    date: str | None = None
    mark: str = " "


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the story. A page dump may keep only its caption or its credit."""

    url: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the story, in reading order."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, kw_only=True)
class Article:
    """A story as one page tells it.

    `published_offset` and `modified_offset` tell how the offset of the time was found: stated with the time, by the
    page's own clock line, by the publisher's country; None where the time has no offset. `section` is the innermost
    of the `breadcrumbs`, where the page has both. `agencies` are those credited anywhere on the page for the story.
    `blocks` are without the dateline, which has a field of its own.
    `evidence` names, for each field that was read, the source that it was read from and where it stood;
    `confidence` how far that source is to be believed. `warnings` are sentences about what could not be read cleanly.
    """

    article_id: str
    url: str | None = None
    publisher: Publisher = Publisher()
    headline: str | None = None
    standfirst: str | None = None
    bylines: tuple[Byline, ...] = ()
    dateline: Dateline | None = None
    published_at: str | None = None
    published_precision: Precision | None = None
    published_offset: OffsetSource | None = None
    modified_at: str | None = None
    modified_precision: Precision | None = None
    modified_offset: OffsetSource | None = None
    retrieved_at: str | None = None
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
    warnings: tuple[str, ...] = ()
    upload: Upload = Upload()
    parser_version: str = PARSER_VERSION

    @property
    def withdraws(self) -> bool:
        """Whether it is a notice that the story must not be used any more."""
        return self.status in {"kill", "withdrawn"}

    @property
    def body(self) -> str:
        """The story as printed: its blocks but for the captions, joined by blank lines, the dateline in its place."""
        told = [block for block in self.blocks if block.kind != "caption"]
        texts = [block.text for block in told]
        if self.dateline:
            at = next((at for at, block in enumerate(told) if block.kind == "paragraph"), 0)
            texts[at : at + 1] = [self.dateline.text + self.dateline.mark + "".join(texts[at : at + 1])]
        return "\n\n".join(texts)
