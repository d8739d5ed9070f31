"""Who said what: direct speech, mixed and reported, each with its verb and its speaker.

Document ──► marks ──► speakers (beside, paragraph, carried) ──► kinds ──► quotes
             sentences without marks ──► reported ─────────────────────┘
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.enrichment.document import Found
from dateline.enrichment.quotes import marks, singles
from dateline.enrichment.quotes.attribution import attributed
from dateline.enrichment.quotes.kinds import kind_of
from dateline.enrichment.quotes.reported import reported
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
    doubles = marks.quoted(text, document.paragraphs)[:_MOST_QUOTES]
    within = sorted(
        [*doubles, *singles.quoted(text, document.paragraphs, doubles)[:_MOST_QUOTES]], key=lambda one: one.opened
    )
    voices = Voices(document, list(entities), within)
    said = attributed(voices, within)
    speaker = _Speakers(voices)
    found = []
    spoken: list[tuple[int, int, QuoteKind, Said | None]] = [
        (quote.start, quote.end, kind, teller)
        for quote, teller in zip(within, said, strict=True)
        if (kind := kind_of(text, quote, teller))
    ]
    told: list[tuple[int, int, QuoteKind, Said | None]] = [
        (start, end, "reported", teller) for start, end, teller in reported(voices)
    ]
    for start, end, kind, teller in sorted([*spoken, *told], key=lambda one: one[:2]):
        found.append(speaker.quote(start, end, kind, teller))
    return tuple(found)


def why_unknown(document: Document) -> str | None:
    """Why quotes may be missing from a text where none are found; None where nobody is quoted."""
    return None if _is_known(document.language) else "quotes are known in English only"


def _is_known(language: str | None) -> bool:
    return (language or "").partition("-")[0].lower() == LANGUAGE


class _Speakers:
    """Resolves who speaks, in the order of the text: a pronoun may mean who spoke last."""

    def __init__(self, voices: Voices) -> None:
        self.voices = voices
        self.text = voices.document.text
        self.last: tuple[int, int] | None = None

    def quote(self, start: int, end: int, kind: QuoteKind, said: Said | None) -> Found[Quote]:
        """The finding for the words from `start` to `end`."""
        text = self.text[start:end]
        if said is None:
            return Found(Quote(text, start, end, kind), "marks")
        subject = said.subject
        printed = self.text[subject.start : subject.end].strip()
        number = subject.entity
        if number is None and subject.pronoun:
            number = self.voices.meant_by(subject.pronoun, subject.start, self.last)
        elif number is None:
            number = self.voices.described(printed, subject.start)
        if number is not None:
            self.last = (number, subject.start)
            name: str | None = self.voices.entities[number].name
        else:
            name = None if subject.pronoun else printed
        return Found(Quote(text, start, end, kind, name, printed, said.cue, said.attribution), said.rule)
