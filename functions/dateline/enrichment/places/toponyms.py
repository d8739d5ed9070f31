"""Which names in a text are places: names that the gazetteer has, and what stands around them.

Each name starts with what it is worth by itself: a country is hardly ever anything else, a small town's name mostly is.
What stands around it adds to that or takes away from it, and what the name is elsewhere in the text decides for it here
as well: one sense in one text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.enrichment.places.datelines import is_the_dateline
from dateline.enrichment.places.evidence import Situation, is_language, speak
from dateline.enrichment.places.gazetteer import STATES
from dateline.enrichment.places.headlines import Headlines
from dateline.enrichment.places.matching import ABBREVIATION, NO_PLACE, Matcher, Toponym
from dateline.enrichment.places.qualifiers import AGAINST, COUNTIES, SURE, qualify
from dateline.enrichment.places.resolution import likeliest
from dateline.enrichment.places.runs import Run, Word, runs
from dateline.enrichment.places.throughout import NEVER, TOWNS, agreed
from dateline.enrichment.places.worth import is_common, is_first_name, worth_of

if TYPE_CHECKING:
    from dateline.enrichment.names.tagger import Tagged
    from dateline.enrichment.places.gazetteer import Gazetteer

_AGAINST_ABBREVIATION = -1.0
"""No more than so much is against a name that is spelt as only a place's is."""

_HYPHENS = frozenset(["-", "‐", "‑"])
_OF_IN_ROMANCE = frozenset(["de", "del", "du", "da", "do", "dos", "das"])


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
    qualify(text, found, gazetteer)
    return agreed(found, reader.persons, reader.surnames)


class _Reader:
    """Weighs one text's names. `persons` are those that it takes for persons' or bodies' last names, `surnames` those
    of towns that are surely persons'."""

    def __init__(self, text: str, gazetteer: Gazetteer, tags: Sequence[Tagged]) -> None:
        self.persons: set[str] = set()
        self.surnames: set[str] = set()
        self._text = text
        self._tags = tags
        self._tag_starts = [tag.start for tag in tags]
        self._headlines = Headlines(text)
        self._matcher = Matcher(text, gazetteer, self._headlines)

    def names(self, run: Run) -> list[Toponym]:
        """The names in one run, weighed."""
        found = []
        for at, after, name in self._matcher.names(run):
            name.tag = self._tag(name)
            if name.demonym:
                tag = name.tag
                no_place = tag == "in organisation" or "person" in tag or _is_first_half(run, after)
                no_place = no_place or is_language(self._text, name.start, name.end)
                name.worth = name.against = NEVER if no_place else SURE
            elif name.rule == NO_PLACE:
                name.worth = name.against = NEVER
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
            right=_word_behind(run, after),
            people_before=left is not None and self._matcher.is_people(left.low),
            headline=len(run) > after - at and self._headlines.hold(name.start),
            governs=any(entry.kind in STATES or entry.kind == "capital" for entry in name.entries),
            county=name.key.endswith(COUNTIES),
            tag=name.tag,
            half=self._is_half(run, at),
            first_name=after - at == 1 and is_first_name(run[at].low) and likeliest(name.entries).kind in TOWNS,
            common=after - at == 1 and name.rule != ABBREVIATION and is_common(run[at].low),
        )
        speaks_for, name.against, rule = speak(situation)
        if name.rule == ABBREVIATION:
            name.against = max(name.against, _AGAINST_ABBREVIATION)
        name.worth = worth_of(name.key, name.entries, after - at) + speaks_for + name.against
        name.rule = rule or name.rule
        if left is not None and name.against <= AGAINST and after == len(run) and after - at == 1:
            self.persons.add(name.key)
            if name.tag == "in person" and likeliest(name.entries).kind in TOWNS:
                self.surnames.add(name.key)

    def _is_half(self, run: Run, at: int) -> bool:
        """Whether it is the second half of a name that is no place: "Moura-George", and not "Asia-Pacific"."""
        return at > 0 and run[at].gap in _HYPHENS and not self._matcher.is_place(run[at - 1].text)

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


def _word_behind(run: Run, after: int) -> Word | None:
    """The word with a capital that belongs to the name that ends before `after`: "Serra da Estrela", too."""
    if after < len(run) and run[after].low in _OF_IN_ROMANCE:
        after += 1
    return run[after] if after < len(run) and _is_beside(run[after]) else None


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
    if small.partition(" ")[0] in _OF_IN_ROMANCE:
        return run[before], "de"
    return (None if small or run[at].gap != " " else run[before]), small
