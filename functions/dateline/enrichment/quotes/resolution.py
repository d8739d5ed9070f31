"""Whom the subject of a verb of saying means: a name, a pronoun, or a description of somebody told before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from dateline.enrichment.names.vocabulary import without_accents
from dateline.enrichment.quotes.cues import cues, tokens_of
from dateline.enrichment.quotes.descriptions import is_somebody

if TYPE_CHECKING:
    from dateline.enrichment.document import Span
    from dateline.enrichment.names.titles import Gender
    from dateline.enrichment.quotes.descriptions import Subject
    from dateline.enrichment.quotes.voices import Voices

_GENDERS: dict[str, Gender] = {"he": "m", "she": "f"}
_SENTENCES_BACK = 8
"""That a pronoun looks back."""
_MENTIONS_BACK = 200
"""That a description looks back."""


class Speaker(NamedTuple):
    """Who speaks: an entity's number, or None for the nameless; the name, else the description; and where."""

    number: int | None
    name: str
    at: int


class _Fitting:
    """The people whom a pronoun of a gender can mean that stands beside words which name the people `told_of`."""

    def __init__(self, voices: Voices, gender: Gender, told_of: set[int]) -> None:
        self.voices = voices
        self.gender = gender
        self.told_of = told_of
        self.passed_over: set[int] = set()
        self._aside: set[int] = set()

    def speaker(self, speaker: Speaker) -> bool:
        """Whether it can be one who spoke before."""
        return is_somebody(speaker.name, self.gender) if speaker.number is None else self._fits(speaker.number)

    def subject(self, start: int, end: int, *, keep: bool) -> int | None:
        """The first person that a stretch of the text is about.

        Others are kept in mind who stand in it where no such pronoun stands before them, if `keep` as `passed_over`.
        """
        passed_over: set[int] = set()
        for mention in self.voices.people(start, end):
            number = self.voices.numbers[mention]
            if self._fits(number):
                if self.voices.is_subject(mention):
                    self.passed_over |= {one for one in passed_over if self.voices.gender(one) == self.gender}
                    return number
                self._aside.add(number)
                if keep and not self._has_pronoun(start, self.voices.starts[mention]):
                    passed_over.add(number)
        self.passed_over |= passed_over
        return None

    def _has_pronoun(self, start: int, end: int) -> bool:
        pronoun = "he" if self.gender == "m" else "she"
        tokens = tokens_of(self.voices.document.text, start, end)
        return any(token.word == pronoun and not self.voices.is_quoted(token.start) for token in tokens)

    def only(self, at: int) -> int | None:
        """Who was named in passing, where nobody else who fits is named up to a place."""
        if len(self._aside) != 1:
            return None
        (number,) = self._aside
        others = (
            other
            for other, entity in enumerate(self.voices.entities)
            if other != number and entity.kind == "person" and entity.mentions[0].start < at and self._fits(other)
        )
        is_known = self.voices.gender(number) == self.gender
        return number if is_known and next(others, None) is None else None

    def _fits(self, number: int) -> bool:
        is_person = self.voices.entities[number].kind == "person"
        return is_person and number not in self.told_of and self.voices.gender(number) in {None, self.gender}


class Resolution:
    """Tells who speaks, quote by quote in the order of the text: a pronoun may mean who spoke last."""

    def __init__(self, voices: Voices) -> None:
        self.voices = voices
        self.last: Speaker | None = None
        self._resolved: dict[int, Speaker | None] = {}
        self._unknown: set[str] = set()
        """Pronouns that meant somebody who was not found: whoever is named later in passing may be another."""

    def speaker(self, subject: Subject, told: Span, *, within: bool) -> str | None:
        """The name of a subject, or its description as printed; None for a pronoun of which neither is known.

        `told` is where the words stand that are the subject's, `within` whether the subject stands in the same sentence
        as they. Whom they name is hardly the one who speaks.
        """
        if subject.start not in self._resolved:
            at = min(subject.start, told[0]) if within else subject.start
            found = self._named(subject) or self._pronoun(subject, at, told) or self._described(subject)
            self._resolved[subject.start] = found
            if found is None and subject.pronoun:
                self._unknown.add(subject.pronoun)
            self.last = found or self.last
        found = self._resolved[subject.start]
        return found.name if found else None

    def _named(self, subject: Subject) -> Speaker | None:
        return self._entity(subject.entity, subject.start) if subject.entity is not None else None

    def _entity(self, number: int, at: int) -> Speaker:
        return Speaker(number, self.voices.entities[number].name, at)

    def _pronoun(self, subject: Subject, at: int, told: Span) -> Speaker | None:
        """Who spoke last, or was named last as what a sentence is about; "it" is a body. None where two fit."""
        gender = _GENDERS.get(subject.pronoun or "")
        if gender is None:
            is_body = self.last is not None and self._is_body(self.last)
            return self.last._replace(at=subject.start) if self.last and is_body and subject.pronoun == "it" else None
        voices = self.voices
        fitting = _Fitting(voices, gender, {voices.numbers[one] for one in voices.between(*told)})
        here = voices.sentence_of(at)
        paragraph = self._paragraph_start(at)
        before = self.last if self.last and self.last.at < subject.start and fitting.speaker(self.last) else None
        for sentence in range(here, max(-1, here - _SENTENCES_BACK), -1):
            if before and voices.sentence_of(before.at) == sentence:
                is_clear = fitting.passed_over <= {before.number}
                return before._replace(at=subject.start) if is_clear else None
            start, end = voices.document.sentences[sentence]
            number = fitting.subject(start, min(end, at), keep=start >= paragraph)
            if number is None:
                continue
            is_near = start >= paragraph or before is None or before.number == number or self._tells(start, end)
            return self._entity(number, subject.start) if is_near and fitting.passed_over <= {number} else None
        only = fitting.only(at) if subject.pronoun not in self._unknown else None
        return self._entity(only, subject.start) if only is not None else None

    def _tells(self, start: int, end: int) -> bool:
        """Whether a sentence has a verb of saying outside of quotes."""
        telling = cues()["SAY"] | cues()["CALL"]
        tokens = tokens_of(self.voices.document.text, start, end)
        return any(token.word in telling and not self.voices.is_quoted(token.start) for token in tokens)

    def _paragraph_start(self, at: int) -> int:
        paragraphs = self.voices.document.paragraphs
        return paragraphs[max(0, bisect_right(paragraphs, (at, len(self.voices.document.text))) - 1)][0]

    def _is_body(self, speaker: Speaker) -> bool:
        if speaker.number is None:
            return is_somebody(speaker.name, None)
        return self.voices.entities[speaker.number].kind != "person"

    def _described(self, subject: Subject) -> Speaker | None:
        """ "The minister", "the ministry": who was named last and has that title, or word in its name; else as printed.

        A surname that was not seen to be a name is one that the text has.
        """
        if subject.pronoun:
            return None
        printed = self.voices.document.text[subject.start : subject.end].strip()
        words = tuple(without_accents(word) for word in printed.split())
        named = self.voices.by_name.get(words)
        if named is not None:
            return self._entity(named, subject.start)
        fitting = self.voices.by_word.get(words[-1], set()) if len(words) > 1 and words[0] == "the" else set()
        before = bisect_left(self.voices.starts, subject.start)
        for mention in range(before - 1, max(-1, before - _MENTIONS_BACK), -1):
            if self.voices.numbers[mention] in fitting:
                return self._entity(self.voices.numbers[mention], subject.start)
        return Speaker(None, printed, subject.start)
