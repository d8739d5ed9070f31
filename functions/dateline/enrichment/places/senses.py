"""What a place's name stands for: the place, its government, what is of the place, or where the story was filed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.enrichment.places.cues import cues
from dateline.enrichment.places.datelines import REACH, is_the_dateline, opens_story

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
    r"(?i:relations|ties|talks|negotiations|tensions|agreement|deal|dispute|pressure|alliance|pact|war of words)"
    r" (?:between|with|on)(?: [A-Z]\w+ and)? $"
)
_PERFECT = frozenset(["has", "have", "had"])
_PROGRESSIVE = frozenset(["is", "are", "was", "were"])
_MODAL = frozenset(["will", "would"])
_OBJECT = frozenset(["of", "by", "the"])
_REACH = 60


def filed_from(text: str, names: list[Toponym], dateline: str | None) -> Toponym | None:
    """The name that tells where the story was filed: the one of the dateline, where that is known, else the first that
    opens the text in a dateline's way."""
    for name in names:
        if name.start >= REACH:
            break
        if dateline is not None:
            if is_the_dateline(text, name.start, name.key, dateline):
                return name
        elif not name.demonym and opens_story(text, name.start, name.end):
            return name
    return None


def sense_of(text: str, name: Toponym, place: Entry | None) -> PlaceSense:
    """What a name that is no dateline stands for in the text."""
    if name.demonym:
        return "demonym"
    if place and place.kind in {"capital", "country"} and _governs(text, name, place):
        return "government"
    return "place"


def _governs(text: str, name: Toponym, place: Entry) -> bool:
    before = text[max(0, name.start - _REACH) : name.start]
    if _RELATION.search(before):
        return place.kind == "capital"
    nearest = before.split()[-1:]
    if nearest and nearest[0].lower() in _OBJECT | cues("IN") | cues("TO"):
        return False
    if before.endswith(", ") and before[:-2].rpartition(" ")[2][:1].isupper():
        return False
    found = _AFTER.match(text[name.end : name.end + _REACH])
    return found is not None and _acts(found)


def _acts(found: re.Match[str]) -> bool:
    """Whether the verb is what a government does: "has agreed", and not "has lakes"."""
    verb, following = found["verb"], (found["last"] if found["next"] == "not" else found["next"]) or ""
    if verb in _PERFECT:
        return _is_deed(following) and (following.endswith("ed") or following in cues("GOVERNED"))
    if verb in _PROGRESSIVE:
        return following.endswith("ing") and _is_deed(following)
    if verb in _MODAL:
        return following in cues("GOVERNS")
    return verb not in cues("GOVERNS") and _is_deed(verb) and not verb.endswith("ing")


def _is_deed(verb: str) -> bool:
    """Whether it is a form of one of the verbs: "agreed" and "agreeing" of "agree", "denies" of "deny"."""
    deeds = cues("GOVERNS")
    if verb in deeds or verb in cues("GOVERNED"):
        return True
    for ending in ("s", "es", "d", "ed", "ing"):
        stem = verb.removesuffix(ending)
        if stem != verb and (stem in deeds or f"{stem}e" in deeds or stem[:-1] in deeds):
            return True
    return verb.endswith(("ied", "ies")) and f"{verb[:-3]}y" in deeds
