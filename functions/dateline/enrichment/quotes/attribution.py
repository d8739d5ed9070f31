"""The speakers of all quotes of a text: each beside its own verb, the rest from their paragraph, or carried on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from dateline.enrichment.quotes.clauses import main_subject, subject_before
from dateline.enrichment.quotes.cues import cues, tokens_of
from dateline.enrichment.quotes.kinds import is_fresh, kind_of
from dateline.enrichment.quotes.speakers import Said, Scene, beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.enrichment.quotes.descriptions import Subject
    from dateline.enrichment.quotes.marks import Quoted
    from dateline.enrichment.quotes.reported import Told
    from dateline.enrichment.quotes.voices import Voices

_LONGEST_HEADING = 100
"""Characters."""
_ENDS = frozenset(".!?…:,;\"'”’»)")


def attributed(voices: Voices, quotes: Sequence[Quoted], told: Sequence[Told]) -> list[Said | None]:
    """For each quote who said it, in the order of the quotes. `told` is the reported speech of the text."""
    said: list[Said | None] = [beside(Scene(voices, quotes, number)) for number in range(len(quotes))]
    _over_paragraphs(quotes, said)
    _within_paragraphs(voices, quotes, said)
    _over_paragraphs(quotes, said)
    _carried(voices, quotes, said, told)
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
        if subject and is_fresh(voices.document.text, quote) and not _names(voices, quote, subject):
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
        subject = main_subject(tokens, voices, strictly=True)
        if subject:
            return subject
        at = first
    return None


def _names(voices: Voices, quote: Quoted, subject: Subject) -> bool:
    """Whether a quote names somebody: whom it is about hardly says it."""
    return any(voices.numbers[one] == subject.entity for one in voices.between(quote.start, quote.end))


def _carried(voices: Voices, quotes: Sequence[Quoted], said: list[Said | None], told: Sequence[Told]) -> None:
    """A paragraph that is nothing but a quote goes on with whoever spoke last, in marks or as reported."""
    starts = [start for start, _, _ in told]
    for number, quote in enumerate(quotes):
        if said[number] is not None or not is_fresh(voices.document.text, quote):
            continue
        at = bisect_left(starts, quote.opened)
        reporting = told[at - 1] if at else None
        if number and (reporting is None or reporting[0] < quotes[number - 1].opened):
            before, end = said[number - 1], quotes[number - 1].closed
        elif reporting:
            before, end = reporting[2], max(reporting[1], reporting[2].subject.end)
        else:
            before, end = None, 0
        if before and _goes_on(voices, before, end, quote):
            said[number] = Said(before.subject, before.cue, "carried", "spoke before")
        elif quote.paragraph and end <= voices.document.paragraphs[quote.paragraph - 1][0]:
            said[number] = _telling_before(voices, quote)


def _telling_before(voices: Voices, quote: Quoted) -> Said | None:
    """Who says something in the last sentence of the paragraph before, in whichever words."""
    _, end = voices.document.paragraphs[quote.paragraph - 1]
    start = voices.document.sentences[voices.sentence_of(end - 1)][0]
    tokens = voices.unquoted(tokens_of(voices.document.text, start, end))
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at].word not in cues()["REPORT"]:
            continue
        subject = subject_before(tokens, at, voices)
        if subject and (subject.entity is not None or subject.pronoun in {"he", "she"}):
            telling = Said(subject, tokens[at].word, "carried", "paragraph before")
            return telling if _goes_on(voices, telling, end, quote) else None
    return None


def _goes_on(voices: Voices, before: Said, end: int, quote: Quoted) -> bool:
    """Whether nobody else, and no heading, comes between what one said and a quote that may be theirs too."""
    paragraphs = voices.document.paragraphs
    first = max(0, bisect_right(paragraphs, (end - 1, len(voices.document.text))) - 1)
    if first < quote.paragraph - 2 or _names(voices, quote, before.subject):
        return False
    if any(_is_heading(voices.document.text, *paragraphs[one]) for one in range(first + 1, quote.paragraph)):
        return False
    between = voices.people(max(end, before.subject.end), quote.opened)
    others = (one for one in between if voices.numbers[one] != before.subject.entity)
    return not any(voices.is_subject(one) for one in others)


def _is_heading(text: str, start: int, end: int) -> bool:
    bare = text[start:end].rstrip()
    return len(bare) <= _LONGEST_HEADING and bare[-1:] not in _ENDS
