"""HTML → Reading: lexbor parses the page and picks the region of the story, BeautifulSoup reads that region."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.article import Block, Publisher
from dateline.reading.datelines import take_dateline
from dateline.reading.html import region
from dateline.reading.html.fields import Fields, statements
from dateline.reading.html.fields.access import PAYWALLED
from dateline.reading.html.fields.addresses import URL, publisher_domain
from dateline.reading.html.fields.authors import BYLINES
from dateline.reading.html.fields.genres import GENRE
from dateline.reading.html.fields.headlines import HEADLINE
from dateline.reading.html.fields.keywords import KEYWORDS
from dateline.reading.html.fields.languages import LANGUAGE
from dateline.reading.html.fields.leads import lead_above
from dateline.reading.html.fields.pictures import IMAGE, caption_of, captioned
from dateline.reading.html.fields.publishers import PUBLISHER
from dateline.reading.html.fields.sections import BREADCRUMBS
from dateline.reading.html.fields.standfirsts import STANDFIRST
from dateline.reading.html.fields.supplied import agencies_of, bylines_of
from dateline.reading.html.page import Page, path_of
from dateline.reading.html.soup import soup_of
from dateline.reading.html.soup.blocks import read_blocks
from dateline.reading.html.story import judged, opens_with, standfirst_among, story_of
from dateline.reading.html.times import told_times
from dateline.reading.html.verdict import refuse_without_story
from dateline.reading.trace import ExplainedRejection, Reading
from dateline.rejection import Rejection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.article import Dateline
    from dateline.reading.html.account import Account
    from dateline.reading.html.fields.leads import LeadAbove
    from dateline.reading.html.soup.blocks import RawBlock


def read_html(
    markup: bytes, *, url: str | None = None, not_after: str | None = None, thorough: bool = False
) -> Reading:
    """Read a page, in UTF-8. Raises Rejection `no_article` where it tells no story.

    `url` is the address that the page came from, `not_after` the time by which it was saved, where they are known.
    `thorough` collects every candidate of every field and what became of every block, of a rejected page too.
    """
    with Page(markup, url, not_after) as page:
        return _read(page, thorough=thorough)


def _read(page: Page, *, thorough: bool) -> Reading:
    fields = Fields(page, thorough)
    headline = fields.settled("headline", HEADLINE)
    standfirst = fields.settled("standfirst", STANDFIRST)
    bylines = fields.settled("bylines", BYLINES) or ()
    times = told_times(fields)
    address = fields.settled("url", URL)
    publisher = fields.settled("publisher", PUBLISHER)
    language = fields.settled("language", LANGUAGE)
    breadcrumbs = fields.settled("breadcrumbs", BREADCRUMBS) or ()
    section = statements.section_of(fields, breadcrumbs)
    keywords = fields.settled("keywords", KEYWORDS) or ()
    image = fields.settled("images", IMAGE)
    caption = caption_of(page, image) if image else None
    paywalled = fields.settled("paywalled", PAYWALLED)
    genre = fields.settled("genre", GENRE)

    account = _account(page) if thorough else None
    picked = region.pick(page.tree)
    page.soup = soup_of(picked.node) if picked else None
    found = read_blocks(page.soup) if page.soup else []
    judgements = judged(found, headline, [byline.name for byline in bylines if byline.name])
    blocks = story_of(judgements)
    lead = lead_above(page, headline, picked.node, blocks) if picked else None
    opening = lead.paragraphs if lead and lead.opens_text else ()
    units = account.units(picked, (judgement.unit for judgement in judgements), opening) if account else ()
    try:
        refuse_without_story(page, found, blocks, headline)
    except Rejection as rejection:
        if not thorough:
            raise
        raise ExplainedRejection(rejection.reason, rejection.message, units, fields.candidates) from None
    first = blocks[0] if blocks else None
    dateline, blocks = _dateline_lifted([*(Block("paragraph", text) for text in opening), *blocks])
    if dateline:
        fields.note("dateline", "head of the first paragraph", dateline.text, "")
    bylines = bylines_of(fields, bylines, judgements)
    agencies = agencies_of(fields, bylines, dateline, judgements)
    if image and not image.caption:
        image = captioned(image, *(caption or (first.text if first and first.kind == "caption" else None,)))
    if blocks:
        fields.note("blocks", "region of the story", f"{len(blocks)} blocks", picked.where if picked else "")
    standfirst = _standfirst(fields, standfirst, standfirst_among(judgements), lead, blocks)
    declared, language = language, statements.language_of(fields, language, blocks)
    status = statements.status_of(fields, headline, judgements)
    paywalled = statements.is_paywalled(fields, paywalled, judgements)
    genre = statements.genre_of(fields, genre, headline, judgements)
    return Reading(
        headline=headline,
        standfirst=standfirst,
        bylines=bylines,
        dateline=dateline,
        published=times.published,
        modified=times.modified,
        retrieved=times.retrieved,
        url=address,
        publisher=Publisher(publisher, publisher_domain(page, address)),
        language=language,
        section=section,
        breadcrumbs=breadcrumbs,
        keywords=keywords,
        images=(image,) if image else (),
        blocks=tuple(blocks),
        paywalled=paywalled,
        status=status,
        genre=genre,
        agencies=agencies,
        evidence=MappingProxyType(fields.evidence),
        confidence=MappingProxyType(fields.confidence),
        candidates=MappingProxyType(fields.candidates),
        units=units,
        warnings=(*page.warnings, *statements.warnings(declared, language)),
    )


def _account(page: Page) -> Account:
    from dateline.reading.html.account import Account  # noqa: PLC0415 - only `explain` needs it

    return Account(page.tree)


def _standfirst(
    fields: Fields, described: str | None, apart: RawBlock | None, lead: LeadAbove | None, blocks: Sequence[Block]
) -> str | None:
    """What is set apart from the text, then what the page gives as its description, unless the text opens with it."""
    if apart:
        fields.prefer("standfirst", f"set apart in front of the text ({apart.where})", apart.text, "high")
        return apart.text
    if described and not opens_with(blocks, described):
        return described
    if described:
        fields.forget("standfirst")
    if lead is None or lead.opens_text:
        return None
    fields.note("standfirst", "lead between headline and text", lead.paragraphs[0], path_of(lead.node), "medium")
    return lead.paragraphs[0]


def _dateline_lifted(blocks: list[Block]) -> tuple[Dateline | None, list[Block]]:
    """The dateline at the head of the first paragraph, and the blocks without it."""
    for index, block in enumerate(blocks):
        if block.kind == "paragraph":
            dateline, rest = take_dateline(block.text)
            if dateline and rest:
                return dateline, [*blocks[:index], Block(block.kind, rest), *blocks[index + 1 :]]
            break
    return None, blocks
