"""Whom the subject of a verb of saying means: a name, a pronoun, or a description of somebody told before."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from dateline.enrichment.names.vocabulary import without_accents

if TYPE_CHECKING:
    from dateline.enrichment.names.titles import Gender
    from dateline.enrichment.quotes.descriptions import Subject
    from dateline.enrichment.quotes.voices import Voices

_GENDERS: dict[str, Gender] = {"he": "m", "she": "f"}
_SENTENCES_BACK = 8
"""That a pronoun looks back."""
_MENTIONS_BACK = 200
"""That a description looks back."""
_MOST_MENTIONS = 50
"""Of one sentence that are looked at."""


class Speaker(NamedTuple):
    """Who speaks: an entity's number, or None for the nameless; the name, else the description; and where."""

    number: int | None
    name: str
    at: int


class Resolution:
    """Tells who speaks, quote by quote in the order of the text: a pronoun may mean who spoke last."""

    def __init__(self, voices: Voices) -> None:
        self.voices = voices
        self.last: Speaker | None = None

    def speaker(self, subject: Subject, told_from: int) -> str | None:
        """The name of a subject, or its description as printed; None for a pronoun of which neither is known.

        `told_from` is where the words begin that are the subject's: whom they name is hardly the one who speaks.
        """
        at = min(subject.start, told_from)
        found = self._named(subject) or self._pronoun(subject, at) or self._described(subject)
        if found is not None:
            self.last = found
        return found.name if found else None

    def _named(self, subject: Subject) -> Speaker | None:
        return self._entity(subject.entity, subject.start) if subject.entity is not None else None

    def _entity(self, number: int, at: int) -> Speaker:
        return Speaker(number, self.voices.entities[number].name, at)

    def _pronoun(self, subject: Subject, at: int) -> Speaker | None:
        """Who was named last as what a sentence is about, or spoke last; "it" is a body."""
        gender = _GENDERS.get(subject.pronoun or "")
        if gender is None:
            is_body = self.last is not None and not self._is_person(self.last.number)
            return self.last._replace(at=subject.start) if self.last and is_body and subject.pronoun == "it" else None
        here = self.voices.sentence_of(at)
        for sentence in range(here, max(-1, here - _SENTENCES_BACK), -1):
            spoke_here = self.last is not None and self.voices.sentence_of(self.last.at) == sentence
            if self.last and spoke_here and self.last.at < subject.start and self._may_be(self.last.number, gender):
                return self.last._replace(at=subject.start)
            number = self._told_of(sentence, at, gender)
            if number is not None:
                return self._entity(number, subject.start)
        return None

    def _told_of(self, sentence: int, at: int, gender: Gender) -> int | None:
        """The person of a sentence before a place that a pronoun can mean: whom it is about, else whoever fits."""
        voices = self.voices
        start, end = voices.document.sentences[sentence]
        main = voices.main_person(sentence, at)
        if main is not None and self._may_be(voices.numbers[main], gender):
            return voices.numbers[main]
        for other in islice(voices.between(start, min(end, at)), _MOST_MENTIONS):
            fits = voices.kind(other) == "person" and voices.gender(voices.numbers[other]) == gender
            if fits and not voices.is_quoted(voices.starts[other]):
                return voices.numbers[other]
        return None

    def _is_person(self, number: int | None) -> bool:
        return number is None or self.voices.entities[number].kind == "person"

    def _may_be(self, number: int | None, gender: Gender) -> bool:
        return number is None or (self._is_person(number) and self.voices.gender(number) in {None, gender})

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
