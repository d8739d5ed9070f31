"""Which names in a text are places: names that the gazetteer has, and what stands around them.

Each name starts with what it is worth by itself: a country is hardly ever anything else, a small town's name mostly is.
What stands around it adds to that or takes away from it, and what the name is elsewhere in the text decides for it here
as well: one sense in one text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.enrichment.places.cues import cues, no_places
from dateline.enrichment.places.evidence import Situation, speak
from dateline.enrichment.places.gazetteer import AFTER_COMMA, DEMONYM, EXACT, STATES, lies_in
from dateline.enrichment.places.runs import Run, Word, runs
from dateline.enrichment.places.spelling import folded
from dateline.enrichment.places.worth import worth_of

if TYPE_CHECKING:
    from dateline.enrichment.names.tagger import Tagged
    from dateline.enrichment.places.gazetteer import Entry, Gazetteer

ENOUGH = 2.5
"""What a name must be worth to be taken for a place."""

SURE = 3.0
_AGAINST = -4
"""So much against it, and a name is a person's or a body's."""

_AGAINST_ABBREVIATION = -1.0
"""No more than so much is against a name that is spelt as only a place's is."""

_NEVER = -9.0
_LONGEST_NAME = 6
_LONGEST_ABBREVIATION = 6
_LONGEST_ACRONYM = 4
_HEADLINE = 400


@dataclass(slots=True)
class Toponym:
    """A name in the text that may be a place's.

    `entries` are the places of that name; `worth` is how much speaks for a place, `against` how much of that is against
    it, `rule` what spoke the loudest; `inside` are the states or countries that the text names after it.
    """

    start: int
    end: int
    key: str
    entries: list[Entry]
    rule: str = "name"
    worth: float = 0.0
    against: float = 0.0
    inside: list[Entry] = field(default_factory=list)

    @property
    def demonym(self) -> bool:
        """Whether it is an adjective, or a people's name."""
        return self.key.startswith(DEMONYM)


def toponyms(text: str, gazetteer: Gazetteer, tags: Sequence[Tagged] = ()) -> list[Toponym]:
    """The names of places in the text, in order, none over another. `tags` are what the tagger takes for names."""
    reader = _Reader(text, gazetteer, tags)
    found = [name for run in runs(text) for name in reader.names(run)]
    _qualify(text, found)
    return _agreed(found, reader.persons)


class _Reader:
    """Reads one text's runs. `persons` are the names that it took for persons' or bodies' last names."""

    def __init__(self, text: str, gazetteer: Gazetteer, tags: Sequence[Tagged]) -> None:
        self.text = text
        self.tags = tags
        self._tag_starts = [tag.start for tag in tags]
        self.gazetteer = gazetteer
        self.persons: set[str] = set()
        self._last_end = -9
        self._headlines: dict[int, bool] = {}

    def names(self, run: Run) -> Iterator[Toponym]:
        """The names in one run."""
        at = 0
        while at < len(run):
            after, name = self._longest(run, at)
            if name is not None:
                self._weigh(run, at, after, name)
                self._last_end = name.end
                yield name
            at = after

    def _longest(self, run: Run, at: int) -> tuple[int, Toponym | None]:
        for after in range(min(len(run), at + _LONGEST_NAME), at, -1):
            last = run[after - 1]
            if not last.text[0].isupper() or not run[at].text[0].isupper():
                continue
            name = self._looked_up(run[at].start, last.end, after - at)
            if name is not None:
                return after, name
        return at + 1, None

    def _looked_up(self, start: int, end: int, words: int) -> Toponym | None:
        surface = self.text[start:end]
        if self.text[end : end + 1] == "$":
            return None
        if name := self._abbreviation(surface, start, end, words):
            return name
        if surface.isupper() and len(surface) <= _LONGEST_ACRONYM and not self._headline(start):
            return None
        people = DEMONYM + surface.lower()
        if entries := self.gazetteer.named(people):
            return None if all(entry.alias for entry in entries) else Toponym(start, end, people, entries, "demonym")
        key = folded(surface)
        if key in no_places():
            return Toponym(start, end, key, [], "no place", against=_NEVER)
        if words > 1 and self.text[end : end + 2] in {"'s", "’s"} and (entries := self.gazetteer.named(f"{key}s")):
            return Toponym(start, end + 2, f"{key}s", entries)
        entries = self.gazetteer.named(key)
        return Toponym(start, end, key, entries) if entries else None

    def _abbreviation(self, surface: str, start: int, end: int, words: int) -> Toponym | None:
        """A name that is read only as it is spelt, those of states after a place and a comma."""
        forms = [(surface, end)] if surface.isupper() or "." in surface else []
        if words == 1 and len(surface) <= _LONGEST_ABBREVIATION and self.text[end : end + 1] == ".":
            forms.insert(0, (f"{surface}.", end + 1))
        after_place = self.text[self._last_end : start] == ", "
        for mark in (EXACT, AFTER_COMMA) if after_place else (EXACT,):
            for form, form_end in [*forms, (surface, end)] if after_place else forms:
                if entries := self.gazetteer.named(mark + form):
                    return Toponym(start, form_end, mark + form, entries, "abbreviation")
        return None

    def _weigh(self, run: Run, at: int, after: int, name: Toponym) -> None:
        if name.demonym or not name.entries:
            name.worth = SURE + name.against
            if name.demonym and (self._tag(name) == "in organisation" or _is_first_half(run, after)):
                name.against = name.worth = _NEVER
            return
        left, joined = _neighbour(run, at)
        situation = Situation(
            text=self.text,
            start=name.start,
            end=name.end,
            left=left,
            joined=joined,
            right=run[after] if after < len(run) and _is_beside(run[after]) else None,
            known_before=left is not None and self._is_people(left),
            county=name.key.endswith((" county", " parish")),
            tag=self._tag(name),
            headline=len(run) > after - at and self._headline(name.start),
            governs=any(entry.kind in STATES or entry.kind == "capital" for entry in name.entries),
        )
        speaks_for, name.against, rule = speak(situation)
        if name.rule == "abbreviation":
            name.against = max(name.against, _AGAINST_ABBREVIATION)
        name.worth = worth_of(name.key, name.entries, after - at) + speaks_for + name.against
        name.rule = rule or name.rule
        if left is not None and name.against <= _AGAINST and after == len(run) and after - at == 1:
            self.persons.add(name.key)

    def _tag(self, name: Toponym) -> str:
        """What the tagger takes the name for, or the name that it is a part of."""
        at = bisect_right(self._tag_starts, name.start) - 1
        if at < 0 or self.tags[at].end <= name.start:
            return ""
        tag = self.tags[at]
        whole = tag.start == name.start and abs(tag.end - name.end) <= 1
        return tag.kind if whole else f"in {tag.kind}"

    def _is_people(self, word: Word) -> bool:
        return bool(self.gazetteer.named(DEMONYM + word.low))

    def _headline(self, at: int) -> bool:
        """Whether the line is set in capitals, or with a capital on each word."""
        start = self.text.rfind("\n", 0, at) + 1
        if start not in self._headlines:
            line = self.text[start : start + _HEADLINE].partition("\n")[0]
            long = [word for word in line.split() if word.isalpha() and len(word) > 3]
            self._headlines[start] = len(long) > 2 and sum(word[0].isupper() for word in long) > 0.8 * len(long)
        return self._headlines[start]


def _is_first_half(run: Run, after: int) -> bool:
    """Whether it is the first half of "African-American"."""
    return after < len(run) and run[after].gap in {"-", "–"} and run[after].low.startswith("american")


def _is_beside(word: Word) -> bool:
    """Whether a word of a run belongs to the name before it, as far as its capital and what stands between tell."""
    return word.text[0].isupper() and word.gap[:1] not in {"'", "’"}


def _neighbour(run: Run, at: int) -> tuple[Word | None, str]:
    """The word with a capital before the one at `at`, and the small words between them."""
    before = at - 1
    while before >= 0 and not run[before].text[0].isupper():
        before -= 1
    if before < 0 or not _is_beside(run[at]):
        return None, ""
    small = " ".join(word.text for word in run[before + 1 : at])
    if small in {"of", "of the"}:
        return run[before], "of"
    return (None if small or run[at].gap != " " else run[before]), small


def _qualify(text: str, found: list[Toponym]) -> None:
    """Tell names of the state or country that stands after them and a comma, and that they do lie in."""
    for name, after in pairwise(found):
        if text[name.end : after.start] not in {", ", " ("} or name.demonym or after.demonym:
            continue
        wider = [entry for entry in after.entries if entry.kind in STATES or entry.kind == "district"]
        name.inside = [state for state in wider if any(lies_in(entry, state) for entry in name.entries)]
        if name.inside:
            name.worth += 4
            name.rule = "state behind"
            after.worth += 3 if after.against > _AGAINST else 0
            after.key = f"{after.key}|"
            after.entries = name.inside


def _agreed(found: list[Toponym], persons: set[str]) -> list[Toponym]:
    """Those that are places, where a name is one thing throughout."""
    best: dict[str, float] = {}
    for name in found:
        if name.key in persons and not name.inside and name.rule not in {"in before", "sort before"}:
            name.worth += _AGAINST
        best[name.key] = max(best.get(name.key, name.worth), name.worth)
    return [name for name in found if name.worth >= ENOUGH or (best[name.key] >= SURE and name.against > -2)]
