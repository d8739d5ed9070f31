"""Who can speak in a text: its people and bodies, where they are named, and what is known of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from dateline.enrichment.names.gender import gender_of
from dateline.enrichment.names.titles import before_name
from dateline.enrichment.names.vocabulary import compared, without_accents, word_kinds
from dateline.enrichment.quotes.roles import is_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.enrichment.document import Document
    from dateline.enrichment.names.titles import Gender
    from dateline.enrichment.quotes.cues import Token
    from dateline.enrichment.quotes.marks import Quoted
    from dateline.findings import Entity

_MOST_MENTIONS = 50
"""Of one sentence that are looked at."""


class Voices:
    """The mentions of people and bodies outside of quotes, in the order of the text."""

    def __init__(self, document: Document, entities: Sequence[Entity], quoted: Sequence[Quoted]) -> None:
        self.document = document
        self.entities = entities
        self.quoted_starts = [quote.opened for quote in quoted]
        self.quoted_ends = [quote.closed for quote in quoted]
        mentions = sorted(
            (mention.start, mention.end, number)
            for number, entity in enumerate(entities)
            for mention in entity.mentions
        )
        self.starts = [start for start, _, _ in mentions]
        self.ends = [end for _, end, _ in mentions]
        self.numbers = [number for _, _, number in mentions]
        self.sentence_starts = [start for start, _ in document.sentences]
        self._genders: dict[int, Gender | None] = {}

    def is_quoted(self, at: int) -> bool:
        """Whether a place in the text stands within quotation marks."""
        before = bisect_right(self.quoted_starts, at)
        return before > 0 and at < self.quoted_ends[before - 1]

    def has_quote(self, start: int, end: int) -> bool:
        """Whether something quoted stands within a stretch of the text, or all around it."""
        first = bisect_right(self.quoted_ends, start)
        return first < len(self.quoted_starts) and self.quoted_starts[first] < end

    def unquoted(self, tokens: Iterable[Token]) -> list[Token]:
        """The words that stand outside of all quotes."""
        return [token for token in tokens if not self.is_quoted(token.start)]

    def between(self, start: int, end: int) -> Iterable[int]:
        """The mentions that stand within a stretch of the text."""
        first = bisect_left(self.starts, start)
        while first < len(self.starts) and self.starts[first] < end:
            if self.ends[first] <= end:
                yield first
            first += 1

    def covering(self, at: int) -> int | None:
        """The mention that a place of the text stands in."""
        before = bisect_right(self.starts, at)
        return before - 1 if before and at < self.ends[before - 1] else None

    def kind(self, mention: int) -> str:
        """The kind of what a mention names."""
        return self.entities[self.numbers[mention]].kind

    def sentence_of(self, at: int) -> int:
        """The number of the sentence that a place of the text stands in."""
        return max(0, bisect_right(self.sentence_starts, at) - 1)

    def gender(self, number: int) -> Gender | None:
        """What courtesies, offices and the first name tell of a person."""
        if number not in self._genders:
            entity = self.entities[number]
            told = (before_name(self.document.text, mention.start)[1] for mention in entity.mentions)
            first, _, rest = entity.name.partition(" ")
            self._genders[number] = next(filter(None, told), gender_of(first) if rest else None)
        return self._genders[number]

    def people(self, start: int, end: int) -> list[int]:
        """The mentions of people in a stretch of the text, outside of all quotes."""
        mentions = islice(self.between(start, end), _MOST_MENTIONS)
        return [one for one in mentions if self.kind(one) == "person" and not self.is_quoted(self.starts[one])]

    def is_subject(self, mention: int) -> bool:
        """Whether a mention of a person can be what its sentence, or a clause of it, is about."""
        start = self.starts[mention]
        return is_subject(
            self.document.text, self.document.sentences[self.sentence_of(start)], (start, self.ends[mention])
        )

    @cached_property
    def by_name(self) -> dict[tuple[str, ...], int]:
        """People by their names, and by the surnames that only one of them has: for where a name was not seen."""
        found: dict[tuple[str, ...], int] = {}
        twice = set()
        for number, entity in enumerate(self.entities):
            words = compared(entity.name)
            if entity.kind == "person" and len(words) > 1:
                twice |= {words[-1:]} & found.keys()
                found[words] = found[words[-1:]] = number
        return {name: number for name, number in found.items() if name not in twice}

    @cached_property
    def by_word(self) -> dict[str, set[int]]:
        """People by the words of their titles, bodies by what they are: "ministry", "company"."""
        found: dict[str, set[int]] = {}
        for number, entity in enumerate(self.entities):
            if entity.kind == "person" and entity.title:
                names = [entity.title]
            elif entity.kind == "organisation":
                names = [entity.name]
            else:
                continue
            for name in names:
                word = without_accents(name.split()[-1])
                if entity.kind == "person" or word in word_kinds()["COMMON"]:
                    found.setdefault(word, set()).add(number)
        return found
