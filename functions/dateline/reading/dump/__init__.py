"""A plain-text page dump → Reading: every line gets its role, and the fields are read from the lines.

First the lines of the story are found, then the headline above them, then the lines about the story; what remains is
furniture. See `roles.Role` for the roles.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from dateline.article import Block, Image, Publisher
from dateline.language import detect
from dateline.reading.captions import read_caption
from dateline.reading.countries import countries_told
from dateline.reading.datelines import take_dateline
from dateline.reading.dump.decisions import Claims, decisions_of
from dateline.reading.dump.fields import confidence
from dateline.reading.dump.fields.address import ADDRESS
from dateline.reading.dump.fields.bylines import find_bylines
from dateline.reading.dump.fields.dateline import dateline_apart
from dateline.reading.dump.fields.headline import find_headlines
from dateline.reading.dump.fields.publisher import domain_told, without_site
from dateline.reading.dump.fields.standfirst import find_standfirst
from dateline.reading.dump.fields.statements import find_statements
from dateline.reading.dump.fields.supplied import contributors_of
from dateline.reading.dump.fields.surroundings import surroundings_of
from dateline.reading.dump.fields.told import Page, first_told
from dateline.reading.dump.fields.trail import kicker_of
from dateline.reading.dump.lines import MOST_CHARACTERS, MOST_LINES, lines_of
from dateline.reading.dump.story import decide
from dateline.reading.dump.story.notice import notice_in
from dateline.reading.dump.story.prose import Weighed, model
from dateline.reading.dump.story.roles import Role
from dateline.reading.dump.story.shape import shapes_of
from dateline.reading.dump.story.verdict import require_page, require_story
from dateline.reading.dump.times import tell_times
from dateline.reading.dump.times.dated_lines import DatedLines
from dateline.reading.identity import registrable_domain
from dateline.reading.trace import Candidate, ExplainedRejection, Reading
from dateline.rejection import Rejection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.article import Confidence, Dateline
    from dateline.reading.dump.fields.headline import Ranked
    from dateline.reading.dump.lines import Line
    from dateline.reading.dump.story.roles import Decision
    from dateline.reading.trace import Unit

LANGUAGE_SAMPLE = 1_500
FEWEST_LINES = 3

BlockOf = Literal["paragraph", "heading", "quote", "list_item"]
_BLOCK_OF: dict[Role, BlockOf] = {
    Role.BODY: "paragraph",
    Role.SUB_HEADING: "heading",
    Role.QUOTE: "quote",
    Role.LIST: "list_item",
}


def read_dump(text: str, *, url: str | None = None, not_after: str | None = None, thorough: bool = False) -> Reading:
    """Read a dump, whose address, and the time by which it was saved, may be known.

    Raises `Rejection` with reason `no_article` where the dump holds no story; `thorough`, it tells each line's role
    and the headlines and bylines that lost.
    """
    lines = lines_of(text)
    weighed = Weighed(lines, shapes_of(lines), model())
    found = _found(lines, weighed.told)
    try:
        require_page(lines)
        require_story(lines, found.story(lines), weighed.evidence, found.headlines)
    except Rejection as rejection:
        notice = notice_in(lines)
        if notice is None:
            if not thorough:
                raise
            units = _units(lines, decide(lines, found.told), weighed)
            named = {"headline": _as_candidates(lines, found.headlines)} if found.headlines else {}
            raise ExplainedRejection(rejection.reason, rejection.message, units, named) from None
        found = _found(lines, [index in notice for index in range(len(lines))])
    told, start, end, language, dated, headlines = found
    headline = headlines[0].index if headlines else None
    bylines = find_bylines(lines, headline, start, end, dated)
    standfirst = find_standfirst(lines, headline, start, dated) if headline is not None else None
    if bylines and standfirst == bylines[0].index:
        standfirst = None

    address = None if url else first_told(ADDRESS, Page(lines, headline, start, end))
    url = address.value if address else url

    def countries() -> frozenset[str]:
        return countries_told((line.text for line in (*lines[:start], *lines[end:])), url)

    times = tell_times(lines, dated, (headline, start, end), countries, url, not_after)

    kicker = kicker_of(Page(lines, headline, start, end))
    apart = dateline_apart(lines, (start, end), (headline, bylines[0].index if bylines else None))
    decisions = decisions_of(lines, headline, told, (start, end), thorough=thorough)
    claims = Claims(headlines, bylines, times, standfirst, kicker, apart[0] if apart else None)
    claims.make(lines, decisions)
    blocks, dateline = _blocks(lines, decisions)
    dateline = dateline or (apart[1] if apart else None)
    images = _images(lines, decisions)
    said = find_statements(lines, headline, (start, end))
    page = Page(lines, headline, start, end, url)
    authors = bylines[0].authors if bylines else ()
    authors += contributors_of(page, authors)
    around = surroundings_of(page, authors, dateline)
    publisher = around.publisher.value if around.publisher else None
    asked = None if thorough else 1
    candidates = {
        "headline": _as_candidates(lines, headlines[:asked]),
        "bylines": tuple(
            Candidate(one.why, "; ".join(who.name or who.handle or "" for who in one.authors), lines[one.index].where)
            for one in bylines[:asked]
        ),
        **{name: tuple(found) for name, found in times.candidates.items()},
        **({"url": (Candidate(address.source, address.value, address.where),)} if address else {}),
        **said.candidates,
        **around.candidates,
    }
    evidence = {
        "headline": _said(candidates["headline"]),
        "bylines": _said(candidates["bylines"]),
        "standfirst": f"{lines[standfirst].where}: under the headline" if standfirst is not None else None,
        "dateline": f"{lines[apart[0]].where}: a line of its own"
        if apart
        else "the opening of the first paragraph"
        if dateline
        else None,
        "language": "the words of the story" if language else None,
        "images": "caption and credit lines" if images else None,
        **times.evidence,
        **said.evidence,
        **{name: f"{told.where}: {told.source}" for name, told in around.told()},
        "url": f"{address.where}: {address.source}" if address else "the address given with the page" if url else None,
        "blocks": f"line {lines[start].number} to line {lines[end - 1].number}: prose of one story" if blocks else None,
    }
    sure: dict[str, Confidence] = {
        **({"headline": confidence.of_headline(headlines)} if headlines else {}),
        **({"bylines": confidence.of_bylines(bylines)} if bylines else {}),
        **({"standfirst": "medium"} if standfirst is not None else {}),
        **({"dateline": "high"} if dateline else {}),
        **({"language": "high"} if language else {}),
        **({"images": "medium"} if images else {}),
        **times.confidence,
        **said.confidence,
        **{name: told.confidence for name, told in around.told()},
        **({"url": "high"} if url else {}),
    }
    return Reading(
        headline=without_site(lines[headline].text, page, publisher) if headline is not None else None,
        standfirst=lines[standfirst].text if standfirst is not None else None,
        bylines=authors,
        dateline=dateline,
        published=times.published,
        modified=times.modified,
        retrieved=times.retrieved,
        url=url,
        publisher=Publisher(publisher, registrable_domain(url) if url else domain_told(page)),
        language=language,
        section=around.breadcrumbs.value[-1] if around.breadcrumbs else None,
        breadcrumbs=around.breadcrumbs.value if around.breadcrumbs else (),
        keywords=around.keywords.value if around.keywords else (),
        images=images,
        blocks=blocks,
        paywalled=said.paywalled,
        status=said.status,
        genre=said.genre,
        agencies=around.agencies.value if around.agencies else (),
        evidence=MappingProxyType({name: why for name, why in evidence.items() if why}),
        confidence=MappingProxyType({name: how for name, how in sure.items() if evidence.get(name)}),
        candidates=MappingProxyType({name: found for name, found in candidates.items() if found}),
        units=_units(lines, decisions, weighed) if thorough else (),
        warnings=_warnings(text, lines),
    )


class _Found(NamedTuple):
    """Which lines are told to be the story's, and what follows from that before anything else is read."""

    told: Sequence[bool]
    start: int
    end: int
    language: str | None
    dated: DatedLines
    headlines: Sequence[Ranked]

    def story(self, lines: Sequence[Line]) -> list[Line]:
        return [line for line, told in zip(lines, self.told, strict=True) if told]


def _found(lines: Sequence[Line], told: Sequence[bool]) -> _Found:
    start, end = _bounds(told)
    language = detect(_opening(lines[start:end]))
    dated = DatedLines(lines, (language,) if language else ())
    return _Found(told, start, end, language, dated, find_headlines(lines, start, end, dated))


def _as_candidates(lines: Sequence[Line], headlines: Sequence[Ranked]) -> tuple[Candidate, ...]:
    return tuple(Candidate(one.why, lines[one.index].text, lines[one.index].where) for one in headlines)


def _units(lines: Sequence[Line], decisions: Sequence[Decision], weighed: Weighed) -> tuple[Unit, ...]:
    return tuple(
        decision.unit(line, weighed.why(index))
        for index, (line, decision) in enumerate(zip(lines, decisions, strict=True))
    )


def _bounds(told: Sequence[bool]) -> tuple[int, int]:
    """The story's first line and the one after its last; (0, 0) where there is none."""
    if True not in told:
        return 0, 0
    return told.index(True), len(told) - list(reversed(told)).index(True)


def _said(candidates: Sequence[Candidate]) -> str | None:
    """Where the winner stood, and what spoke for it."""
    return f"{candidates[0].where}: {candidates[0].source}" if candidates else None


def _warnings(text: str, lines: Sequence[Line]) -> tuple[str, ...]:
    cut = len(text) > MOST_CHARACTERS or text.count("\n") >= MOST_LINES
    found = (
        (cut, f"Only the first {MOST_CHARACTERS:,} characters and {MOST_LINES:,} lines were read."),
        (
            len({line.number for line in lines}) < FEWEST_LINES,
            "The dump has hardly a line break: furniture could not be told from the story.",
        ),
    )
    return tuple(message for holds, message in found if holds)


def _opening(story: Sequence[Line]) -> str:
    """As much of the story as its language is told by."""
    taken: list[str] = []
    length = 0
    for line in story:
        taken.append(line.text)
        length += len(line.text)
        if length >= LANGUAGE_SAMPLE:
            break
    return " ".join(taken)[:LANGUAGE_SAMPLE]


def _blocks(lines: Sequence[Line], decisions: list[Decision]) -> tuple[tuple[Block, ...], Dateline | None]:
    blocks: list[Block] = []
    dateline: Dateline | None = None
    opened = False
    kept = [(line.text, decision.role) for line, decision in zip(lines, decisions, strict=True) if decision.kept]
    for text, role in kept:
        if role is Role.BODY and not opened:
            opened = True
            dateline, text = take_dateline(text)  # noqa: PLW2901 - the paragraph without it
        blocks.append(Block(_BLOCK_OF[role], text))
    return tuple(blocks), dateline


def _images(lines: Sequence[Line], decisions: list[Decision]) -> tuple[Image, ...]:
    """The pictures whose captions and credits stand in the story or close to it."""
    images: list[Image] = []
    captions = [line for line, decision in zip(lines, decisions, strict=True) if decision.role is Role.CAPTION]
    for image in [read_caption(line.text) for line in captions]:
        if image and image not in images:
            images.append(image)
    return tuple(images)
