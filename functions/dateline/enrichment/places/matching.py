"""The longest names in a row of capitalised words that the gazetteer has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.enrichment.places.cues import cues, no_places
from dateline.enrichment.places.gazetteer import AFTER_COMMA, DEMONYM, EXACT
from dateline.enrichment.places.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.enrichment.places.gazetteer import Entry, Gazetteer
    from dateline.enrichment.places.headlines import Headlines
    from dateline.enrichment.places.runs import Run

NO_PLACE, ABBREVIATION = "no place", "abbreviation"
_LONGEST_NAME = 6
_LONGEST_DEMONYM = 3
_LONGEST_ABBREVIATION = 6
_LONGEST_ACRONYM = 4
_SAINT = "st "
"""Towns that are called after saints keep an apostrophe."""

_POSSESSIVE = frozenset(["'s", "’s"])


@dataclass(slots=True)
class Toponym:
    """A name in the text that may be a place's.

    `key` is what it is looked up by, `entries` are the places of that name; `worth` is how much speaks for a place,
    `against` how much of that is against it, `rule` what spoke the loudest. `told` are those of the places
    that the text itself says it is, and `unmapped` tells that it says it is none of them. `tag` is what the tagger
    takes it for, or the longer name that it is a part of.
    """

    start: int
    end: int
    key: str
    entries: list[Entry]
    rule: str = "name"
    worth: float = 0.0
    against: float = 0.0
    told: list[Entry] = field(default_factory=list)
    unmapped: bool = False
    tag: str = ""

    @property
    def demonym(self) -> bool:
        """Whether it is an adjective, or a people's name."""
        return self.key.startswith(DEMONYM)


class Matcher:
    """Looks up the names of one text."""

    def __init__(self, text: str, gazetteer: Gazetteer, headlines: Headlines) -> None:
        self._text = text
        self._gazetteer = gazetteer
        self._headlines = headlines
        self._known: dict[str, list[Entry]] = {}
        self._last_end = -1

    def names(self, run: Run) -> Iterator[tuple[int, int, Toponym]]:
        """The names in a run, none over another, each with its first word, and the one after its last."""
        at = 0
        while at < len(run):
            after, name = self._longest(run, at)
            if name is not None:
                self._last_end = name.end
                yield at, after, name
            at = after

    def is_people(self, word: str) -> bool:
        """Whether a word in small letters is an adjective of a place, or a people."""
        return bool(self._named(DEMONYM + word))

    def is_place(self, word: str) -> bool:
        """Whether a word is known: as a place's name, a people's, or as it is spelt."""
        return any(map(self._named, (folded(word), DEMONYM + word.lower(), EXACT + word)))

    def _longest(self, run: Run, at: int) -> tuple[int, Toponym | None]:
        if run[at].text[0].isupper():
            for after in range(min(len(run), at + _LONGEST_NAME), at, -1):
                if run[after - 1].text[0].isupper():
                    name = self._looked_up(run[at].start, run[after - 1].end, after - at)
                    if name is not None:
                        return after, name
        return at + 1, None

    def _looked_up(self, start: int, end: int, words: int) -> Toponym | None:
        surface = self._text[start:end]
        is_money = self._text[end : end + 2].lstrip(" ")[:1] == "$"
        found = self._abbreviation(surface, start, end, words)
        acronym = surface.isupper() and len(surface) <= _LONGEST_ACRONYM and not self._headlines.hold(start)
        if found or is_money or acronym:
            return None if is_money else found
        if words <= _LONGEST_DEMONYM and (entries := self._named(people := DEMONYM + surface.lower())):
            many = all(entry.alias for entry in entries)
            return None if many else Toponym(start, end, people, entries, "demonym")
        return self._usual(surface, start, end)

    def _usual(self, surface: str, start: int, end: int) -> Toponym | None:
        key = folded(surface)
        if key in no_places():
            return Toponym(start, end, key, [], NO_PLACE)
        if key.startswith(_SAINT) and self._text[end : end + 2] in _POSSESSIVE and (entries := self._named(f"{key}s")):
            return Toponym(start, end + 2, f"{key}s", entries)
        entries = self._named(key)
        return Toponym(start, end, key, entries) if entries else None

    def _abbreviation(self, surface: str, start: int, end: int, words: int) -> Toponym | None:
        """A name that is read only as it is spelt, those of states after a place and a comma."""
        forms = [(surface, end)] if surface.isupper() or "." in surface else []
        if words == 1 and len(surface) <= _LONGEST_ABBREVIATION and self._text[end : end + 1] == ".":
            forms.insert(0, (f"{surface}.", end + 1))
        if surface in cues("ERA") and self._text[max(0, start - 2) : start].rstrip()[-1:].isdigit():
            return None
        after_place = self._text[self._last_end : start] == ", "
        for mark in (EXACT, AFTER_COMMA) if after_place else (EXACT,):
            for form, form_end in [*forms, (surface, end)] if after_place else forms:
                if entries := self._named(mark + form):
                    return Toponym(start, form_end, mark + form, entries, ABBREVIATION)
        return None

    def _named(self, key: str) -> list[Entry]:
        entries = self._known.get(key)
        if entries is None:
            entries = self._known[key] = self._gazetteer.named(key)
        return entries
