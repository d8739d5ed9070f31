"""Which news agencies supplied the story of an HTML page, and who its last lines say reported and edited it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.agencies import agency_named
from dateline.reading.bylines import is_name, parse_byline
from dateline.reading.credits import LONGEST_CREDIT, contributors, credits_of
from dateline.reading.html.page.jsonld import text_of
from dateline.reading.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.article import Byline, Dateline
    from dateline.reading.html.fields import Fields
    from dateline.reading.html.story import Judged

LAST_PARAGRAPHS = 3
EDGE = 6
LONGEST_NAME = 40
_HOLDERS = ("sourceOrganization", "copyrightHolder", "provider", "creditText")


def bylines_of(fields: Fields, bylines: tuple[Byline, ...], judgements: Sequence[Judged]) -> tuple[Byline, ...]:
    """The byline with those whom the last lines name besides: `Reporting by …; Editing by …`."""
    end = _end(judgements)
    closing = judgements[max(end - LAST_PARAGRAPHS, 0) : end + EDGE]
    told = next((found for judgement in closing if (found := contributors(judgement.block.text))), ())
    if not told and all(byline.kind == "desk" for byline in bylines):
        told = _closing_name(judgements)
        bylines = bylines if fields.confidence.get("bylines") != "low" or not told else ()
    known = {wording(byline.name or "") for byline in bylines}
    more = tuple(byline for byline in told if wording(byline.name or "") not in known)
    if more and all(byline.kind == "desk" for byline in bylines):
        names = "; ".join(byline.name or "" for byline in more)
        fields.prefer("bylines", "last lines of the story", names, "medium")
    return (*bylines, *more) if told and told[0].role else (*more, *bylines)


def _closing_name(judgements: Sequence[Judged]) -> tuple[Byline, ...]:
    """A person's name that stands alone behind the last paragraph: papers of many countries sign stories there."""
    end = _end(judgements)
    for judgement in judgements[max(end - 1, 0) : end + 1]:
        told = parse_byline(judgement.block.text) if len(judgement.block.text) <= LONGEST_NAME else ()
        signed = judgement.rule is None or judgement.rule.role in ("trailer", "byline")
        if signed and judgement.block.kind == "paragraph" and [b.name for b in told] == [judgement.block.text]:
            return told if told[0].kind == "person" and is_name(judgement.block.text, alone=False) else ()
    return ()


def agencies_of(
    fields: Fields, bylines: Sequence[Byline], dateline: Dateline | None, judgements: Sequence[Judged]
) -> tuple[str, ...]:
    """The usual names of the agencies credited for the story, the surest first."""
    told: dict[str, str] = {}
    for agency, where in _told(fields, bylines, dateline, judgements):
        told.setdefault(agency, where)
    if told:
        fields.note("agencies", "; ".join(dict.fromkeys(told.values())), ", ".join(told), "")
    return tuple(told)


def _told(
    fields: Fields, bylines: Sequence[Byline], dateline: Dateline | None, judgements: Sequence[Judged]
) -> Iterator[tuple[str, str]]:
    if dateline and dateline.agency:
        yield from ((agency, "dateline") for agency in _agencies_in(dateline.agency))
    for byline in bylines:
        for text in (byline.name if byline.kind == "agency" else None, byline.role):
            yield from ((agency, "byline") for agency in _agencies_in(text or ""))
    for story in fields.page.linked.stories[:1]:
        for holder in _HOLDERS:
            for value in fields.page.linked.each(story.get(holder)):
                yield from ((agency, f"JSON-LD {holder}") for agency in _agencies_in(text_of(value) or ""))
    yield from ((credit.agency, f"{credit.form} “{credit.text}”") for credit in credits_of(_edges(judgements)))


def _agencies_in(text: str) -> Iterator[str]:
    for part in text.split("/"):
        if agency := agency_named(part):
            yield agency


def _end(judgements: Sequence[Judged]) -> int:
    """Where the story is over: behind the last block that is kept."""
    return next((at for at in range(len(judgements), 0, -1) if judgements[at - 1].rule is None), 0)


def _edges(judgements: Sequence[Judged]) -> Iterator[str]:
    """Short lines around the story but for captions, and its last paragraphs."""
    kept = [judgement.block.text for judgement in judgements if judgement.rule is None]
    yield from kept[-LAST_PARAGRAPHS:]
    end = _end(judgements)
    for judgement in (*judgements[:EDGE], *judgements[max(end, EDGE) : end + 2 * EDGE]):
        block, rule = judgement.block, judgement.rule
        if len(block.text) <= LONGEST_CREDIT and block.kind != "caption" and not (rule and rule.role == "caption"):
            yield block.text
