"""What a place's name stands for: the place, its government, what is of the place, or where the story was filed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.enrichment.places.cues import cues
from dateline.enrichment.places.datelines import REACH, opens_story
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


def filed_from(text: str, names: list[Toponym], dateline: str | None) -> Toponym | None:
    """The name that tells where the story was filed: the one of the dateline, where that is known, else the first that
    opens the text in a dateline's way."""
    for name in names:
        if name.start >= REACH:
            break
        opens_line = not text[: name.start].rpartition("\n")[2].strip()
        known = dateline is not None and opens_line and name.key == folded(dateline)
        if known or (dateline is None and not name.demonym and opens_story(text, name.start, name.end)):
            return name
    return None


def sense_of(text: str, name: Toponym, place: Entry | None) -> PlaceSense:
    """What a name that is no dateline stands for in the text."""
    if name.demonym:
        return "demonym"
    if place is not None and place.kind in {"capital", "country"} and _governs(text, name, place):
        return "government"
    return "place"


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
