"""HTML → Reading: lexbor parses the page and picks the region of the story, BeautifulSoup reads that region."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from dateline.article import Block, Publisher
from dateline.language import detect
from dateline.reading.datelines import take_dateline
from dateline.reading.html import region
from dateline.reading.html.authors import BYLINES
from dateline.reading.html.blocks import read_blocks
from dateline.reading.html.facets import KEYWORDS, LANGUAGE, PAYWALLED, PUBLISHER, SECTION, URL
from dateline.reading.html.headlines import HEADLINE
from dateline.reading.html.page import Page
from dateline.reading.html.pictures import IMAGE, caption_of, captioned
from dateline.reading.html.soup import soup_of
from dateline.reading.html.standfirsts import STANDFIRST, descriptions
from dateline.reading.html.story import judged, opens_with, story_of
from dateline.reading.html.times import MODIFIED, PUBLISHED
from dateline.reading.html.trust import Source, settle
from dateline.reading.html.verdict import refuse_without_story
from dateline.reading.identity import registrable_domain
from dateline.reading.trace import Candidate, ExplainedRejection, Reading
from dateline.rejection import Rejection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.article import Confidence, Dateline
    from dateline.reading.html.account import Account

T = TypeVar("T")


@dataclass
class _Fields:
    """Settles field after field and remembers where each was read."""

    page: Page
    thorough: bool
    evidence: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)
    confidence: dict[str, Confidence] = field(default_factory=dict)

    def settled(self, name: str, table: Iterable[Source[T]]) -> T | None:
        found = settle(table, self.page, thorough=self.thorough)
        if found.source:
            where = found.candidates[0].where
            self.evidence[name] = f"{found.source} ({where})" if where and where not in found.source else found.source
            self.candidates[name] = found.candidates
            self.confidence[name] = found.confidence
        return found.value

    def forget(self, name: str) -> None:
        del self.evidence[name], self.candidates[name], self.confidence[name]

    def note(self, name: str, source: str, value: str, where: str, confidence: Confidence = "high") -> None:
        self.evidence[name] = source
        self.confidence[name] = confidence
        self.candidates[name] = (Candidate(source, value, where),)


def read_html(markup: bytes, *, url: str | None = None, thorough: bool = False) -> Reading:
    """Read a page, in UTF-8. Raises Rejection `no_article` where it tells no story.

    `url` is the address that the page came from, where known. `thorough` collects every candidate of every field
    and what became of every block, of a rejected page too.
    """
    page = Page(markup, url)
    fields = _Fields(page, thorough)
    headline = fields.settled("headline", HEADLINE)
    standfirst = fields.settled("standfirst", STANDFIRST)
    bylines = fields.settled("bylines", BYLINES) or ()
    published = fields.settled("published_at", PUBLISHED)
    modified = fields.settled("modified_at", MODIFIED)
    address = fields.settled("url", URL)
    publisher = fields.settled("publisher", PUBLISHER)
    language = fields.settled("language", LANGUAGE)
    section = fields.settled("section", SECTION)
    keywords = fields.settled("keywords", KEYWORDS) or ()
    image = fields.settled("images", IMAGE)
    caption = caption_of(page, image) if image else None
    paywalled = fields.settled("paywalled", PAYWALLED)

    account = _account(page) if thorough else None
    picked = region.pick(page.tree)
    found = read_blocks(soup_of(picked.node)) if picked else []
    judgements = judged(found, headline, descriptions(page))
    blocks = story_of(judgements)
    units = account.units(picked, (judgement.unit for judgement in judgements)) if account else ()
    try:
        refuse_without_story(page, found, blocks)
    except Rejection as rejection:
        if not thorough:
            raise
        raise ExplainedRejection(rejection.reason, rejection.message, units) from None
    dateline, blocks = _dateline_lifted(blocks)
    if dateline:
        fields.note("dateline", "head of the first paragraph", dateline.text, "")
    if blocks:
        fields.note("blocks", "region of the story", f"{len(blocks)} blocks", "")
    if image and not image.caption:
        image = captioned(image, caption or (blocks[0].text if blocks and blocks[0].kind == "caption" else None))
    if standfirst and opens_with(blocks, standfirst):
        standfirst = None
        fields.forget("standfirst")
    if language is None and (language := detect("\n\n".join(block.text for block in blocks))):
        fields.note("language", "words of the text", language, "")
    return Reading(
        headline=headline,
        standfirst=standfirst,
        bylines=bylines,
        dateline=dateline,
        published=published,
        modified=modified,
        url=address,
        publisher=Publisher(publisher, registrable_domain(address or url or "")),
        language=language,
        section=section,
        keywords=keywords,
        images=(image,) if image else (),
        blocks=tuple(blocks),
        paywalled=paywalled,
        evidence=MappingProxyType(fields.evidence),
        confidence=MappingProxyType(fields.confidence),
        candidates=MappingProxyType(fields.candidates),
        units=units,
        warnings=page.warnings,
    )


def _account(page: Page) -> Account:
    from dateline.reading.html.account import Account  # noqa: PLC0415 - only `explain` needs it

    return Account(page.tree)


def _dateline_lifted(blocks: list[Block]) -> tuple[Dateline | None, list[Block]]:
    """The dateline at the head of the first paragraph, and the blocks without it."""
    for index, block in enumerate(blocks):
        if block.kind == "paragraph":
            dateline, rest = take_dateline(block.text)
            if dateline and rest:
                return dateline, [*blocks[:index], Block(block.kind, rest), *blocks[index + 1 :]]
            break
    return None, blocks
