"""The speakers of all quotes of a text: each beside its own verb, the rest from their paragraph, or carried on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.enrichment.quotes.clauses import main_subject
from dateline.enrichment.quotes.cues import cues, tokens_of
from dateline.enrichment.quotes.kinds import is_fresh, kind_of
from dateline.enrichment.quotes.speakers import Said, Scene, beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.enrichment.quotes.descriptions import Subject
    from dateline.enrichment.quotes.marks import Quoted
    from dateline.enrichment.quotes.voices import Voices


def attributed(voices: Voices, quotes: Sequence[Quoted]) -> list[Said | None]:
    """For each quote who said it, in the order of the quotes."""
    said: list[Said | None] = [beside(Scene(voices, quotes, number)) for number in range(len(quotes))]
    _over_paragraphs(quotes, said)
    _within_paragraphs(voices, quotes, said)
    _over_paragraphs(quotes, said)
    _carried(voices, quotes, said)
    return said


def _over_paragraphs(quotes: Sequence[Quoted], said: list[Said | None]) -> None:
    """One speech has one speaker, in whichever of its paragraphs the verb stands."""
    for number in range(1, len(quotes)):
        before = said[number - 1]
        if quotes[number].continues and said[number] is None and before:
            said[number] = Said(before.subject, before.cue, before.attribution, "goes on")
    for number in range(len(quotes) - 1, 0, -1):
        after = said[number]
        if quotes[number].continues and said[number - 1] is None and after:
            said[number - 1] = Said(after.subject, after.cue, after.attribution, "goes on")


def _within_paragraphs(voices: Voices, quotes: Sequence[Quoted], said: list[Said | None]) -> None:
    """A quote without a verb of its own is the words of whom the same paragraph quotes, or is about."""
    for number, quote in enumerate(quotes):
        if said[number] is not None:
            continue
        same = [
            (at > number, abs(at - number), one)
            for at in _near(quotes, number)
            if (one := said[at]) is not None and kind_of(voices.document.text, quotes[at], one)
        ]
        *_, found = min(same, key=lambda near: near[:2], default=(None,))
        if found:
            said[number] = Said(found.subject, found.cue, "paragraph", "same paragraph")
            continue
        start = voices.document.paragraphs[quote.paragraph][0]
        lead = voices.document.text[start : quote.opened]
        if not lead.strip():
            before = _introducing(voices, quote)
            if before:
                said[number] = before
                continue
        subject = _subject_of_lead(voices, start, quote.opened)
        if subject and is_fresh(voices.document.text, quote):
            said[number] = Said(subject, None, "paragraph", "subject of the paragraph")


def _near(quotes: Sequence[Quoted], number: int) -> list[int]:
    """The other quotes of a quote's paragraph, of many the nearest."""
    paragraph = quotes[number].paragraph
    reach = range(max(0, number - 10), min(len(quotes), number + 10))
    return [at for at in reach if at != number and quotes[at].paragraph == paragraph]


def _introducing(voices: Voices, quote: Quoted) -> Said | None:
    """Whom the paragraph before introduces: it ends with a colon."""
    if not quote.paragraph:
        return None
    start, end = voices.document.paragraphs[quote.paragraph - 1]
    if not voices.document.text[max(start, end - 3) : end].rstrip().endswith(":"):
        return None
    sentence = voices.document.sentences[voices.sentence_of(end - 1)][0]
    tokens = [
        one for one in tokens_of(voices.document.text, max(start, sentence), end) if not voices.is_quoted(one.start)
    ]
    verbs = [one.word for one in tokens if one.word in cues()["SAY"] or one.word in cues()["CALL"]]
    subject = main_subject(tokens, voices)
    return Said(subject, verbs[-1] if verbs else None, "adjacent", "introduced") if subject else None


def _subject_of_lead(voices: Voices, start: int, end: int) -> Subject | None:
    """What the last sentence before a quote, in its paragraph, is about."""
    at = end
    for _ in range(3):
        if at <= start:
            return None
        first = max(start, voices.document.sentences[voices.sentence_of(at - 1)][0])
        tokens = voices.unquoted(tokens_of(voices.document.text, first, at))
        subject = main_subject(tokens, voices)
        if subject:
            return subject
        at = first
    return None


def _carried(voices: Voices, quotes: Sequence[Quoted], said: list[Said | None]) -> None:
    """A paragraph that is nothing but a quote goes on with whom the one before it quoted, or was about."""
    for number, quote in enumerate(quotes):
        if said[number] is not None or not is_fresh(voices.document.text, quote):
            continue
        before = said[number - 1] if number else None
        if before and quotes[number - 1].paragraph >= quote.paragraph - 2:
            said[number] = Said(before.subject, before.cue, "carried", "spoke before")
        elif quote.paragraph:
            start, end = voices.document.paragraphs[quote.paragraph - 1]
            subject = _subject_of_lead(voices, start, end)
            if subject:
                said[number] = Said(subject, None, "carried", "paragraph before")
