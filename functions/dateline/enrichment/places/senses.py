"""What a place's name stands for: the place, its government, what is of the place, or where the story was filed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.enrichment.places.cues import cues
from dateline.enrichment.places.spelling import folded

if TYPE_CHECKING:
    from dateline.enrichment.places.gazetteer import Entry
    from dateline.enrichment.places.matching import Toponym
    from dateline.findings import PlaceSense

_ADVERB = "also|both|never|later|now|again|soon|still|then|already|[a-z]{1,10}ly"
_AFTER = re.compile(
    r"(?: and [A-Z][\w.]+(?: [A-Z][\w.]+)?)?"
    rf"(?: (?:{_ADVERB}))? (?P<verb>[a-z]+)(?: (?P<next>[a-z]+))?(?: (?P<last>[a-z]+))?"
)
_RELATION = re.compile(
    r"(?:relations|ties|talks|negotiations|tensions|agreement|deal|dispute|pressure|alliance|pact|war of words)"
    r" (?:between|with|on)(?: [A-Z]\w+ and)? $"
)
_AUXILIARY = frozenset(["has", "have", "had"])
_MODAL = frozenset(["will", "would"])
_PARTICIPLES = frozenset(["made", "said", "told", "sent", "given", "taken", "begun", "put", "led", "kept", "sought", "shown", "struck", "long", "yet", "been"])  # fmt: skip  # noqa: E501
_OBJECT = frozenset(["of", "by", "the"])
_REACH = 60
_OPENING = 160
"""So far into the text may a dateline's place stand."""


def sense_of(text: str, name: Toponym, place: Entry | None, dateline: str | None) -> PlaceSense:
    """What a name stands for in the text."""
    if is_dateline(text, name, dateline):
        return "dateline"
    if name.demonym:
        return "demonym"
    if place is not None and place.kind in {"capital", "country"} and _governs(text, name, place):
        return "government"
    return "place"


def is_dateline(text: str, name: Toponym, dateline: str | None) -> bool:
    """Whether a name is the place that the dateline names, at the head of the text."""
    opens_line = not text[: name.start].rpartition("\n")[2].strip()
    return dateline is not None and opens_line and name.start < _OPENING and name.key == folded(dateline)


def _governs(text: str, name: Toponym, place: Entry) -> bool:
    before = text[max(0, name.start - _REACH) : name.start]
    if _RELATION.search(before):
        return place.kind == "capital"
    nearest = before.split()[-1:]
    if nearest and nearest[0].lower() in _OBJECT | cues("IN") | cues("TO"):
        return False
    found = _AFTER.match(text[name.end : name.end + _REACH])
    return found is not None and found["verb"] in cues("GOVERNS") and _acts(found)


def _acts(found: re.Match[str]) -> bool:
    """Whether the verb is what a government does: "has agreed", and not "has lakes"."""
    verb, following = found["verb"], found["last"] if found["next"] == "not" else found["next"]
    if verb in _AUXILIARY:
        return following is not None and (following.endswith("ed") or following in _PARTICIPLES)
    if verb in {"is", "was"}:
        return following is not None and following.endswith("ing")
    return verb not in _MODAL or following not in {None, "be"}
