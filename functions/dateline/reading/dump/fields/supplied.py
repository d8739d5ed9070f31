"""Who supplied a dump's story: the agencies that it credits, and whom its last lines say reported or edited it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.agencies import agency_named, may_name_agency
from dateline.reading.credits import contributors, credits_of
from dateline.reading.dump.fields.told import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.article import Byline, Dateline
    from dateline.reading.dump.fields.told import Page

LAST_PARAGRAPHS = 3
REACH_AFTER = 6
WIDEST_CREDIT = 160


def agencies_of(page: Page, bylines: Sequence[Byline], dateline: Dateline | None) -> Told[tuple[str, ...]] | None:
    """The agencies of the byline and the dateline, and those credited at the story's end."""
    named: dict[str, tuple[str, str]] = {}
    for byline in bylines:
        for text in (byline.name if byline.kind == "agency" else None, byline.role):
            _add(named, text or "", "byline", "")
    if dateline and dateline.agency:
        _add(named, dateline.agency, "dateline", "")
    first = max(page.start, page.end - LAST_PARAGRAPHS)
    for index in range(first, min(page.end + REACH_AFTER, len(page.lines))):
        line = page.lines[index]
        if (index < page.end or line.width <= WIDEST_CREDIT) and may_name_agency(line.text[-WIDEST_CREDIT:]):
            for credit in credits_of([line.text]):
                named.setdefault(credit.agency, (credit.form, line.where))
    if not named:
        return None
    source, where = next(iter(named.values()))
    return Told(tuple(named), "; ".join(named), source, where or "the same line", "high")


def _add(named: dict[str, tuple[str, str]], text: str, source: str, where: str) -> None:
    for part in text.split("/"):
        if agency := agency_named(part):
            named.setdefault(agency, (source, where))


def contributors_of(page: Page, bylines: Sequence[Byline]) -> tuple[Byline, ...]:
    """Those whom the last lines name, and the byline does not."""
    known = {(byline.name or "").casefold() for byline in bylines}
    found: list[Byline] = []
    for line in page.lines[max(page.start, page.end - LAST_PARAGRAPHS) : page.end + LAST_PARAGRAPHS]:
        for one in contributors(line.text):
            if (one.name or "").casefold() not in known:
                known.add((one.name or "").casefold())
                found.append(one)
    return tuple(found)
