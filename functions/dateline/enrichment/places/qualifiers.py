"""What a text says of where its names lie: the state behind one, the people before it, the list that it stands in."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.enrichment.places.cues import cues
from dateline.enrichment.places.gazetteer import LESS, STATES, distance, lies_in
from dateline.enrichment.places.resolution import likeliest

if TYPE_CHECKING:
    from dateline.enrichment.places.gazetteer import Entry, Gazetteer
    from dateline.enrichment.places.matching import Toponym

SURE = 3.0
"""What a name must be worth somewhere in the text to be taken for a place elsewhere, where little speaks against it."""

AGAINST = -4
"""So much against it, and a name is a person's or a body's."""

COUNTIES = (" county", " parish")
_COUNTIES_BEHIND = re.compile(r" count(?:y|ies)\b")
_LISTED = frozenset([", ", " and ", ", and ", " or ", ", or "])
_OWN_LISTED = re.compile(r"['’]s? [\w -]{2,30}(?:, |,? and |,? or )")
_STATE_BEHIND = 4
_STATE = 3
_LEAST_LISTED = 3
_NEARBY_KM = 60
_WITHIN_KM = 30
_WELL_KNOWN = 300_000
_NEVER = -9.0
_LONGEST_GAP = 60
_TOWNS = frozenset(["city", "district"])

_SORT_BEFORE = re.compile(r" (?:[a-z-]+ ){0,2}?(?P<sort>[a-z]+)(?: of| called| named)? ")
_SORT_BETWEEN = re.compile(r", (?:a|an|the) (?:[a-z-]+ ){0,3}?(?P<sort>[a-z]+) (?:in|of) (?:the )?(?:[a-z]+ )?")
_PEOPLE_BEHIND = re.compile(r", (?:a|an|the) (?:[a-z-]+ ){0,2}")
_SORT_BEHIND = re.compile(r" (?:[a-z-]+ ){0,2}?(?P<sort>[a-z]+)\b")
_IN = re.compile(r" in (?:the )?(?:[A-Za-z]+ )?")
_PART_OF = re.compile(r", (?:[NSEW]|[nsew])[a-z]+ ")
_SUBURB = re.compile(r"(?:['’]s?)? (?:[a-z-]+ ){0,2}?(?:suburb|neighbou?rhood|borough|quarter)s?(?: of| called|,)? ")
_UNIVERSITY = re.compile(r"\bUniversity of $")
_CLOSED = re.compile(r"[,.;:)\]”\"]|$|\n")
_MORE_STATES = re.compile(r",? (?:and|or) [A-Z]")


def qualify(text: str, found: list[Toponym], gazetteer: Gazetteer) -> None:
    """Tell names what the text says of where they lie."""
    for name, after in pairwise([name for name in found if name.worth > _NEVER]):
        between = text[name.end : after.start]
        if len(between) > _LONGEST_GAP:
            continue
        if name.demonym:
            _said_of_people(between, name, after)
        elif after.demonym:
            _said_of_people_behind(text, between, name, after)
        elif between in {", ", " ("}:
            _said_behind(text, name, after)
        elif _PART_OF.fullmatch(between):
            name.told = name.told or _in_city(name, after)
        elif _IN.fullmatch(between) or _is_sort(_SORT_BETWEEN.fullmatch(between)):
            name.told = name.told or _lying_in(name.entries, _states(after)) or _in_city(name, after)
        elif _SUBURB.fullmatch(between):
            _said_of_a_city(name, after)
    _say_lists(text, found)
    _say_counties(text, found, gazetteer)
    _tell_apart(found)


def _lying_in(entries: list[Entry], states: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if any(lies_in(entry, state) for state in states)]


def _may_lie_in(entry: Entry, state: Entry) -> bool:
    """ "Venezuela, Cuba" are two countries, though Cuba has a town of that name; "Lebanon, Tennessee" is a town."""
    return lies_in(entry, state) and not (state.kind == "country" and entry.alias == LESS)


def _states(name: Toponym) -> list[Entry]:
    return [entry for entry in name.entries if entry.kind in STATES]


def _is_sort(found: re.Match[str] | None) -> bool:
    return found is not None and found["sort"] in cues("SORT")


def _said_of_people(between: str, people: Toponym, name: Toponym) -> None:
    """ "The Spanish city of Valencia"."""
    if _is_sort(_SORT_BEFORE.fullmatch(between)):
        name.told = name.told or _lying_in(name.entries, people.entries)


def _said_of_people_behind(text: str, between: str, name: Toponym, people: Toponym) -> None:
    """ "Valencia, a Spanish city"."""
    if _PEOPLE_BEHIND.fullmatch(between) and _is_sort(_SORT_BEHIND.match(text, people.end)):
        name.told = name.told or _lying_in(name.entries, people.entries)


def _said_behind(text: str, name: Toponym, after: Toponym) -> None:
    """ "Paris, Texas"; "University of Arkansas, Fayetteville"; and "St. Elmo, Minnesota", which is not on the map."""
    if _UNIVERSITY.search(text, max(0, name.start - _LONGEST_GAP), name.start):
        after.told = _lying_in(after.entries, _states(name))
        return
    county = after.key.endswith(COUNTIES)
    wider = [entry for entry in after.entries if entry.kind in STATES or (county and entry.kind == "district")]
    states = [state for state in wider if any(_may_lie_in(entry, state) for entry in name.entries)]
    if states:
        name.told = _lying_in(name.entries, states)
        name.worth += _STATE_BEHIND
        name.rule = "state behind"
        after.worth += _STATE if after.against > AGAINST else 0
        after.key = f"{after.key}|"
        after.entries = states
    elif _is_elsewhere(text, name, after, wider):
        name.unmapped = True


def _is_elsewhere(text: str, name: Toponym, after: Toponym, wider: list[Entry]) -> bool:
    """Whether a town's name has a state of America behind it in which the gazetteer has no town of that name."""
    if not any(state.country == "US" and state.kind == "division" for state in wider):
        return False
    usual = likeliest(name.entries) if name.entries else None
    if usual is None or usual.kind not in _TOWNS or usual.population >= _WELL_KNOWN:
        return False
    return bool(_CLOSED.match(text, after.end)) and not _MORE_STATES.match(text, after.end)


def _in_city(name: Toponym, city: Toponym) -> list[Entry]:
    """ "Edmonton in north London": the small one that is near the large one."""
    around = likeliest(city.entries) if city.entries else None
    if around is None or around.kind not in {"city", "capital"} or around.population < _WELL_KNOWN:
        return []
    return [entry for entry in name.entries if entry.kind in _TOWNS and distance(entry, around) < _WITHIN_KM]


def _said_of_a_city(city: Toponym, name: Toponym) -> None:
    """ "The Cincinnati suburb of West Chester": the one that is near it, or none that is known."""
    if not city.entries or not name.entries:
        return
    near = likeliest(city.entries)
    name.told = [entry for entry in name.entries if distance(entry, near) < _NEARBY_KM]
    name.unmapped = not name.told


def _say_lists(text: str, found: list[Toponym]) -> None:
    """In a list of countries, or of one country's states, each is one."""
    row: list[Toponym] = []
    for name in found:
        if name.worth <= 0:
            continue
        between = text[row[-1].end : name.start] if row else ""
        listed = between in _LISTED or (len(between) < _LONGEST_GAP and _OWN_LISTED.fullmatch(between))
        if not listed or name.demonym or not name.entries:
            _say_list(row)
            row = []
        if name.entries and not name.demonym:
            row.append(name)
    _say_list(row)


def _say_list(row: list[Toponym]) -> None:
    if len(row) < _LEAST_LISTED:
        return
    usual = [likeliest(name.entries) for name in row]
    for kind, country in (("country", None), *(("division", one.country) for one in usual if one.kind == "division")):
        of_kind = [
            [entry for entry in name.entries if entry.kind == kind and country in {None, entry.country}] for name in row
        ]
        clear = sum(one.kind == kind and country in {None, one.country} for one in usual)
        if all(of_kind) and clear >= _LEAST_LISTED - 1:
            for name, entries in zip(row, of_kind, strict=True):
                name.told = name.told or entries
            return


def _tell_apart(found: list[Toponym]) -> None:
    """A name that the text says is another place than before is looked up apart: Portland, Maine, and one in Oregon."""
    first: dict[str, set[int]] = {}
    for name in found:
        rows = {entry.row for entry in name.told}
        if rows and not rows & first.setdefault(name.key, rows):
            name.key, name.entries = f"{name.key}|{min(rows)}", name.told


def _say_counties(text: str, found: list[Toponym], gazetteer: Gazetteer) -> None:
    """Take the names before "counties" for counties: "Warren and Clark counties"."""
    behind: Toponym | None = None
    for name in reversed(found):
        between = text[name.end : behind.start] if behind else ""
        if _COUNTIES_BEHIND.match(text, name.end) or between in _LISTED:
            counties = [entry for entry in gazetteer.named(f"{name.key} county") if entry.kind == "district"]
            if counties and not name.told:
                name.key, name.entries, name.worth = f"{name.key} county", counties, max(name.worth, SURE)
                behind = name
                continue
        behind = None
