"""Who said what: direct speech, mixed and reported, each with its verb and its speaker.

Document ──► marks ──► speakers (beside, paragraph, carried) ──► kinds ──► who is meant ──► quotes
             sentences without marks ──► reported ────────────────────────────┘
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.enrichment.document import Found
from dateline.enrichment.quotes import marks, singles
from dateline.enrichment.quotes.attribution import attributed
from dateline.enrichment.quotes.kinds import kind_of
from dateline.enrichment.quotes.reported import reported
from dateline.enrichment.quotes.resolution import Resolution
from dateline.enrichment.quotes.steps import in_step
from dateline.enrichment.quotes.voices import Voices
from dateline.findings import Quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.enrichment.document import Document
    from dateline.enrichment.quotes.speakers import Said
    from dateline.findings import Entity, QuoteKind

LANGUAGE = "en"
_MOST_QUOTES = 2000
"""Of one text; what has more is no article."""

__all__ = ["find", "why_unknown"]


def find(document: Document, entities: Iterable[Entity]) -> tuple[Found[Quote], ...]:
    """What the people and bodies of a text say in it, in the order of the text, with the rule that told the speaker."""
    if not _is_known(document.language):
        return ()
    text = document.text
    doubles = in_step(text, marks.quoted(text, document.paragraphs)[:_MOST_QUOTES])
    within = sorted(
        [*doubles, *singles.quoted(text, document.paragraphs, doubles)[:_MOST_QUOTES]], key=lambda one: one.opened
    )
    voices = Voices(document, list(entities), within)
    reports = list(reported(voices))
    said = attributed(voices, within, reports)
    resolution = Resolution(voices)
    spoken: list[tuple[int, int, QuoteKind, Said | None]] = [
        (quote.start, quote.end, kind, teller)
        for quote, teller in zip(within, said, strict=True)
        if (kind := kind_of(text, quote, teller))
    ]
    told: list[tuple[int, int, QuoteKind, Said | None]] = [
        (start, end, "reported", teller) for start, end, teller in reports
    ]
    return tuple(
        _found(text, start, end, kind, teller, resolution)
        for start, end, kind, teller in sorted([*spoken, *told], key=lambda one: one[:2])
    )


def why_unknown(document: Document) -> str | None:
    """Why quotes may be missing from a text where none are found; None where nobody is quoted."""
    return None if _is_known(document.language) else "quotes are known in English only"


def _is_known(language: str | None) -> bool:
    return (language or "").partition("-")[0].lower() == LANGUAGE


def _found(text: str, start: int, end: int, kind: QuoteKind, said: Said | None, resolution: Resolution) -> Found[Quote]:
    content = text[start:end]
    if said is None:
        return Found(Quote(content, start, end, kind), "marks")
    printed = text[said.subject.start : said.subject.end].strip()
    name = resolution.speaker(said.subject, (start, end), within=kind == "reported")
    return Found(Quote(content, start, end, kind, name, printed, said.cue, said.attribution), said.rule)
