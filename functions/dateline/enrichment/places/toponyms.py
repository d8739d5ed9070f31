"""Which names in a text are places: names that the gazetteer has, and what stands around them.

Each name starts with what it is worth by itself: a country is hardly ever anything else, a small town's name mostly is.
What stands around it adds to that or takes away from it, and what the name is elsewhere in the text decides for it here
as well: one sense in one text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.enrichment.places.datelines import is_the_dateline
from dateline.enrichment.places.evidence import Situation, is_language, speak
from dateline.enrichment.places.gazetteer import STATES, lies_in
from dateline.enrichment.places.headlines import Headlines
from dateline.enrichment.places.matching import ABBREVIATION, NO_PLACE, Matcher, Toponym
from dateline.enrichment.places.runs import Run, Word, runs
from dateline.enrichment.places.worth import worth_of

if TYPE_CHECKING:
    from dateline.enrichment.names.tagger import Tagged
    from dateline.enrichment.places.gazetteer import Gazetteer

ENOUGH = 2.5
"""What a name must be worth to be taken for a place."""

SURE = 3.0
"""What it must be worth somewhere in the text to be taken for a place elsewhere, where little speaks against it."""

_LITTLE = -2
_AGAINST = -4
"""So much against it, and a name is a person's or a body's."""

_AGAINST_ABBREVIATION = -1.0
"""No more than so much is against a name that is spelt as only a place's is."""

_NEVER = -9.0
_COUNTIES = (" county", " parish")
_COUNTIES_BEHIND = re.compile(r" count(?:y|ies)\b")
_LISTED = frozenset([", ", " and ", ", and ", " or "])
_STATE_BEHIND = 4
_STATE = 3


def toponyms(
    text: str, gazetteer: Gazetteer, tags: Sequence[Tagged] = (), dateline: str | None = None
) -> list[Toponym]:
    """The names of places in the text, in order, none over another.

    `tags` are what the tagger takes for names, `dateline` is the place that the story is known to be filed from.
    """
    reader = _Reader(text, gazetteer, tags)
    found = [name for run in runs(text) for name in reader.names(run)]
    for name in found:
        if dateline and name.entries and is_the_dateline(text, name.start, name.key, dateline):
            name.worth, name.against, name.rule = max(name.worth, SURE), 0.0, "dateline"
    _qualify(text, found)
    _say_counties(text, found, gazetteer)
    return _agreed(found, reader.persons)


class _Reader:
    """Weighs one text's names. `persons` are those that it takes for persons' or bodies' last names."""

    def __init__(self, text: str, gazetteer: Gazetteer, tags: Sequence[Tagged]) -> None:
        self.persons: set[str] = set()
        self._text = text
        self._tags = tags
        self._tag_starts = [tag.start for tag in tags]
        self._headlines = Headlines(text)
        self._matcher = Matcher(text, gazetteer, self._headlines)

    def names(self, run: Run) -> list[Toponym]:
        """The names in one run, weighed."""
        found = []
        for at, after, name in self._matcher.names(run):
            if name.demonym:
                tag = self._tag(name)
                no_place = tag == "in organisation" or "person" in tag or _is_first_half(run, after)
                no_place = no_place or is_language(self._text, name.start, name.end)
                name.worth = name.against = _NEVER if no_place else SURE
            elif name.rule == NO_PLACE:
                name.worth = name.against = _NEVER
            else:
                self._weigh(run, at, after, name)
            found.append(name)
        return found

    def _weigh(self, run: Run, at: int, after: int, name: Toponym) -> None:
        left, joined = _neighbour(run, at)
        situation = Situation(
            text=self._text,
            start=name.start,
            end=name.end,
            left=left,
            joined=joined,
            right=run[after] if after < len(run) and _is_beside(run[after]) else None,
            people_before=left is not None and self._matcher.is_people(left.low),
            headline=len(run) > after - at and self._headlines.hold(name.start),
            governs=any(entry.kind in STATES or entry.kind == "capital" for entry in name.entries),
            county=name.key.endswith(_COUNTIES),
            tag=self._tag(name),
        )
        speaks_for, name.against, rule = speak(situation)
        if name.rule == ABBREVIATION:
            name.against = max(name.against, _AGAINST_ABBREVIATION)
        name.worth = worth_of(name.key, name.entries, after - at) + speaks_for + name.against
        name.rule = rule or name.rule
        if left is not None and name.against <= _AGAINST and after == len(run) and after - at == 1:
            self.persons.add(name.key)

    def _tag(self, name: Toponym) -> str:
        """What the tagger takes the name for, or the name that it is a part of."""
        at = bisect_right(self._tag_starts, name.start) - 1
        if at < 0 or self._tags[at].end <= name.start:
            return ""
        tag = self._tags[at]
        whole = tag.start == name.start and abs(tag.end - name.end) <= 1
        return tag.kind if whole else f"in {tag.kind}"


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
        county = after.key.endswith(_COUNTIES)
        wider = [entry for entry in after.entries if entry.kind in STATES or (county and entry.kind == "district")]
        name.inside = [state for state in wider if any(lies_in(entry, state) for entry in name.entries)]
        if name.inside:
            name.worth += _STATE_BEHIND
            name.rule = "state behind"
            after.worth += _STATE if after.against > _AGAINST else 0
            after.key = f"{after.key}|"
            after.entries = name.inside


def _say_counties(text: str, found: list[Toponym], gazetteer: Gazetteer) -> None:
    """Take the names before "counties" for counties: "Warren and Clark counties"."""
    behind: Toponym | None = None
    for name in reversed(found):
        between = text[name.end : behind.start] if behind else ""
        if _COUNTIES_BEHIND.match(text, name.end) or between in _LISTED:
            counties = [entry for entry in gazetteer.named(f"{name.key} county") if entry.kind == "district"]
            if counties and not name.inside:
                name.key, name.entries, name.worth = f"{name.key} county", counties, max(name.worth, SURE)
                behind = name
                continue
        behind = None


def _agreed(found: list[Toponym], persons: set[str]) -> list[Toponym]:
    """Those that are places, where a name is one thing throughout."""
    best: dict[str, float] = {}
    for name in found:
        if name.key in persons and not name.inside and name.rule not in {"in before", "sort before"}:
            name.worth += _AGAINST
        best[name.key] = max(best.get(name.key, name.worth), name.worth)
    return [name for name in found if name.worth >= ENOUGH or (best[name.key] >= SURE and name.against > _LITTLE)]
