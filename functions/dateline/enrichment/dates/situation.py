"""What an expression of time stands in: the text around it, the day of publication, and the date told before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

from dateline.enrichment.dates.cues import cues
from dateline.enrichment.dates.patterns import SETS
from dateline.enrichment.dates.stated import Stated, stated
from dateline.enrichment.dates.tense import NEAR, Tense, is_going_on, tense_of
from dateline.enrichment.dates.words import vocabulary
from dateline.enrichment.names.gender import is_first_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dateline.enrichment.dates.periods import Period
    from dateline.enrichment.dates.words import Words
    from dateline.enrichment.document import Document

_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\d/])")
_DAY_FIRST = frozenset(["uk", "ie", "au", "nz", "in", "pk", "bd", "lk", "ng", "ke", "gh", "ug", "za", "zw", "mt"])
"""Countries with news in English whose dates put the day first, by their domain; the CLDR's short date formats."""

_LETTERS = re.compile(r"[A-Za-z]+")
_MAY = re.compile(r"(?:(?<![^\W_])(?P<before>[A-Z][a-z]{1,20})\.? )?\bMay\b(?! ?\d)(?: (?P<after>[a-z]+))?")


class Signs:
    """What the whole text tells of how its dates are written, each found when first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text

    @cached_property
    def month_first(self) -> bool | None:
        """The order of the dates with slashes; None where neither they nor the publisher's country tell, or they
        differ."""
        orders = set()
        for found in _SLASHED.finditer(self.text):
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second:
                orders.add(False)
            elif second > 12 >= first:
                orders.add(True)
        if orders:
            return orders.pop() if len(orders) == 1 else None
        return False if (self.document.publisher or "").rpartition(".")[2] in _DAY_FIRST else None

    @cached_property
    def is_of_sport(self) -> bool:
        """Whether more of its words are of games than of money."""
        words = [word.lower() for word in _LETTERS.findall(self.text)]
        games = sum(word in cues("SPORT") for word in words)
        return games > sum(word in cues("MONEY") for word in words)

    @cached_property
    def may_is_a_person(self) -> bool:
        """Whether somebody of the name of May is in the text: with a title or a first name, or saying something."""
        return any(
            found["before"] in cues("TITLE")
            or (found["before"] and _is_a_first_name(found["before"]))
            or found["after"] in cues("SAYS")
            for found in _MAY.finditer(self.text)
        )

    @cached_property
    def stated(self) -> Stated:
        """The years that it states for its months and days."""
        return stated(self.text)

    def is_in_a_persons_name(self, start: int, end: int) -> bool:
        """Whether a word is one of those of somebody's name: August Wilson, June Carter."""
        at = bisect_right(self._people, (start, len(self.text))) - 1
        if at < 0:
            return False
        first, last = self._people[at]
        return first <= start < end <= last and (first, last) != (start, end)

    @cached_property
    def _people(self) -> list[tuple[int, int]]:
        return [(one.start, one.end) for one in self.document.names if one.kind == "person"]


def _is_a_first_name(word: str) -> bool:
    """Whether people are called so, and no month or day of the week is."""
    return word not in vocabulary().words and is_first_name(word)


@dataclass(frozen=True, slots=True)
class Told:
    """A date told before: where it stands, in which paragraph, and whether it was told with its year.

    `opens` is where the sentence ends that it opens, as "In 2005, …" does; None where it opens none. `is_label` is
    whether it heads an entry of a list.
    """

    period: Period
    start: int
    end: int
    paragraph: int
    with_year: bool
    opens: int | None = None
    is_label: bool = False


@dataclass(slots=True)
class Situation:
    """The words of one paragraph and what is known when they are read.

    `sentence` bounds the sentence, in tokens; `days_told` are the years of the days told before, by month and day.
    """

    signs: Signs
    words: Words
    paragraph: int
    published: date | None
    sentence: tuple[int, int]
    told: Told | None = None
    days_told: Mapping[tuple[int, int], int] = field(default_factory=dict)

    @property
    def told_nearby(self) -> Told | None:
        """The date told last, if in this paragraph or the one before."""
        return self.told if self.told and self.paragraph - self.told.paragraph <= 1 else None


@dataclass(slots=True)
class Expression:
    """The words from `first` up to, and without, `last` that a pattern takes for a date."""

    situation: Situation
    first: int
    last: int

    @property
    def words(self) -> Words:
        """The words that it stands among."""
        return self.situation.words

    def place(self, *names: str) -> int | None:
        """Where its first word of one of the kinds stands."""
        kinds = _characters(names)
        return next((at for at in range(self.first, self.last) if self.words.kinds[at] in kinds), None)

    def places(self, *names: str) -> list[int]:
        """Where its words of these kinds stand."""
        kinds = _characters(names)
        return [at for at in range(self.first, self.last) if self.words.kinds[at] in kinds]

    def number(self, *names: str) -> int | None:
        """The value of its first word of one of the kinds."""
        at = self.place(*names)
        return None if at is None else self.value(at)

    def value(self, at: int) -> int:
        """The value of a word that has one."""
        value = self.words.values[at]
        return value if isinstance(value, int) else 0

    @property
    def unit(self) -> str | None:
        """The unit of the calendar that it has: day, week, weekend, month, quarter, year, decade, century."""
        at = self.place("AUNIT", "WEEKEND")
        return None if at is None else str(self.words.values[at])

    @property
    def goes_on(self) -> bool:
        """Whether it is the head of a longer word or noun: "quarter-century", "the last week of the campaign"."""
        return self.is_kind(self.last, "HYPHEN") or self.after() == "of"

    @property
    def has_a_noun_behind(self) -> bool:
        """Whether it stands before a noun that it belongs to: "the spring market"."""
        word = self.after()
        other = word in cues("NO NOUN") or word in cues("BEHIND") or word.endswith(("ed", "ly"))
        return word.islower() and word.isalpha() and not other

    @property
    def step(self) -> int | None:
        """To which side it points: -1 in "last" and "this past", 0 in "this", 1 in "next"."""
        return self.number("PAST") or self.number("REL")

    @property
    def goes_back(self) -> bool:
        """Whether it steps back from the date told before, so that the story goes on from that one."""
        return self.place("EARLIER", "BEFORE", "BEFOREHAND") is not None

    @property
    def is_since(self) -> bool:
        """Whether something has been so since then: "since March", "since a failed March coup"."""
        for at in range(self.first - 1, max(self.first - int(NEAR), self.situation.sentence[0]) - 1, -1):
            word = self.words.word(at).lower()
            if word == "since":
                return True
            if not word.isalpha() or word in cues("BEHIND"):
                return False
        return False

    @property
    def is_label(self) -> bool:
        """Whether it heads an entry of a list: "June 9 – Bath", or alone at the head of a line."""
        opens_a_line = self.first == 0 or (self.first == 1 and not self.words.word(0).isalnum())
        return self.is_kind(self.last, "DASH") or (opens_a_line and not self.words.word(self.last).isalpha())

    @property
    def sets_the_scene(self) -> bool:
        """Whether nothing but a preposition stands before it in its sentence: "In 2005, …"."""
        preposition = self.before() == "on" or self.before() in cues("YEAR AFTER")
        return self.first - self.situation.sentence[0] <= preposition

    @property
    def opens_a_sentence(self) -> bool:
        """Whether nothing but marks stands before it in its sentence, or a quotation opens there."""
        before = self.first - 1
        return before < self.situation.sentence[0] or not self.words.word(before).isalnum()

    def before(self) -> str:
        """The word before it, in small letters."""
        return self.words.word(self.first - 1).lower()

    def after(self) -> str:
        """The word behind it, as printed."""
        return self.words.word(self.last)

    def is_kind(self, at: int, *names: str) -> bool:
        """Whether the word at this place of the text is of one of the kinds."""
        return 0 <= at < len(self.words) and self.words.kinds[at] in _characters(names)

    def tense(self, reach: float = float("inf")) -> Tense:
        """The tense that it stands in, told by a verb at most `reach` words away."""
        tense, distance = tense_of(self.words, self.first, self.last, self.situation.sentence)
        return tense if distance <= reach else "unknown"

    @property
    def own_tense(self) -> Tense:
        """The tense of a verb nearby."""
        return self.tense(NEAR)

    @property
    def is_going_on(self) -> bool:
        """Whether its sentence tells what "is happening"."""
        return is_going_on(self.words, self.situation.sentence)

    def in_the_sentence_of(self, told: Told) -> bool:
        """Whether a date that was told before stands in its own sentence."""
        return told.start >= self.words.starts[self.situation.sentence[0]]

    def sentence_has(self, kind: str) -> bool:
        """Whether a cue of this kind stands in the sentence."""
        start, end = self.situation.sentence
        wanted = cues(kind)
        return any(
            self.words.word(at).lower() in wanted for at in range(max(start, self.first - 40), min(end, self.last + 40))
        )


@cache
def _characters(names: tuple[str, ...]) -> str:
    kinds = vocabulary().kinds
    return "".join(kinds[kind] for name in names for kind in SETS.get(name, (name,)))
