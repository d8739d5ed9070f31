"""What stands before and behind a name, and what that says of its being a place.

Two tables, one for each side: the first sign that holds on a side is what that side says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.enrichment.places.cues import cues
from dateline.enrichment.places.datelines import opens_story

if TYPE_CHECKING:
    from dateline.enrichment.places.runs import Word

_REACH = 30
_PARTIES = frozenset(["D-", "R-", "I-"])
_BEFORE_STATE = re.compile(r", [A-Z]")
_ATTRIBUTES = ("-based", "-born", "-area")


@dataclass(slots=True)
class Situation:
    """Where a name stands: the words with a capital before and behind it in one row, and the text outside.

    `joined` is the small word between the name and the one before it ("University of Alabama"). `people_before` tells
    that the word before is a people's name, `governs` that the name may be a state's or a capital's, `county` that it
    is a county's. `tag` is the kind of name that the tagger takes it for, or, after "in", of the longer name that it is
    a part of. `half` tells that it stands behind a hyphen and what is no place, `common` that it is one word that
    English mostly writes small, `first_name` that it is a town's of one word, and a first name.
    """

    text: str
    start: int
    end: int
    left: Word | None
    joined: str
    right: Word | None
    people_before: bool
    headline: bool
    governs: bool
    county: bool
    tag: str
    half: bool
    common: bool
    first_name: bool

    def words_before(self) -> list[str]:
        """The last words of the line before the name, as they stand, the nearest last."""
        return self.text[max(0, self.start - _REACH) : self.start].rpartition("\n")[2].split()

    def behind(self) -> str:
        """What follows on the name."""
        return self.text[self.end : self.end + _REACH]


@dataclass(frozen=True, slots=True)
class Sign:
    """Something beside a name: its name, what it adds to the name's worth as a place, and how it is told."""

    name: str
    weight: float
    holds: Callable[[Situation], bool]


def _joined(kinds: tuple[str, ...]) -> Callable[[Situation], bool]:
    return lambda at: at.left is not None and at.joined == "of" and any(at.left.low in cues(kind) for kind in kinds)


def _left(kind: str) -> Callable[[Situation], bool]:
    return lambda at: at.left is not None and at.left.low in cues(kind)


def _right(kind: str) -> Callable[[Situation], bool]:
    return lambda at: at.right is not None and at.right.low in cues(kind)


def _word_before(at: Situation) -> str:
    words = at.words_before() if at.left is None else []
    return words[-1].lstrip("(\"“'‘") if words else ""


def _title_apart(at: Situation) -> bool:
    """A title with its stop ends a row of capitals: "Mr. London"."""
    word = _word_before(at)
    return word[:1].isupper() and word.lower().removesuffix(".") in cues("TITLE")


def _sort_before(at: Situation) -> bool:
    words = at.words_before() if at.left is None else []
    return len(words) > 1 and words[-1] == "of" and words[-2].lower() in cues("SORT")


def _says(at: Situation) -> bool:
    words = at.behind().split()
    return at.right is None and not at.governs and bool(words) and words[0].strip(",.") in cues("SAYS")


def _at_a_body(at: Situation) -> bool:
    one = " " not in at.text[at.start : at.end]
    return one and at.tag == "organisation" and _word_before(at).lower() == "at"


def _is_only_a_word(at: Situation) -> bool:
    """Whether a common word neither stands where places do, nor has a state behind it."""
    return at.common and not _stands_as_places_do(at)


def _is_only_a_first_name(at: Situation) -> bool:
    return at.first_name and not _stands_as_places_do(at)


def _stands_as_places_do(at: Situation) -> bool:
    return _word_before(at).lower() in cues("IN") or bool(_BEFORE_STATE.match(at.behind()))


BEFORE = (
    Sign("sort before", 3, _joined(("SORT",))),  # "the City of Groton"
    Sign("office before", 2, _joined(("OFFICE", "TITLE"))),  # "Mayor of London"
    Sign("body before", -5, _joined(("BODY OF",))),  # "University of Alabama"
    Sign(
        "name of before",
        -0.5,
        lambda at: at.left is not None and at.joined == "of" and (at.governs or at.tag == "place"),
    ),
    Sign("name of before", -3, lambda at: at.left is not None and at.joined == "of"),
    Sign("longer name", -6, lambda at: at.left is not None and at.joined == "de"),  # "Camino de Santiago"
    Sign("title before", -6, _left("TITLE")),  # "President Lincoln"
    Sign("title before", -6, _title_apart),
    Sign("part before", 0.5, _left("PART")),  # "South Boston"
    Sign("people before", 0.5, lambda at: at.left is not None and at.people_before),  # "Syrian Idlib"
    Sign("name before", -1.5, lambda at: at.left is not None and at.headline),
    Sign("name before", -5, lambda at: at.left is not None),  # "Jack London"
    Sign("party before", 2, lambda at: at.text[max(0, at.start - 2) : at.start] in _PARTIES),  # "R-Ohio"
    Sign("half a name", -3, lambda at: at.half),  # "Moura-George"
    Sign("at a body", 0, _at_a_body),  # "over at Amazon"
    Sign("in before", 3, lambda at: _word_before(at).lower() in cues("IN")),
    Sign("sort before", 3, _sort_before),
    Sign("to before", 1.5, lambda at: _word_before(at).lower() in cues("TO")),
)
BEHIND = (
    Sign("dateline", 4, lambda at: opens_story(at.text, at.start, at.end)),  # "HUDSON, Wis. (AP) --"
    Sign("office behind", 1.5, _right("OFFICE")),  # "Ohio Governor"
    Sign("day behind", 0.5, _right("DAY")),  # "in Oslo Friday"
    Sign("county", 0, lambda at: at.right is not None and at.county),  # "Walker County Fairgrounds"
    Sign("official behind", 0, lambda at: at.governs and "person" not in at.tag and _right("OFFICIAL")(at)),
    Sign("name behind", -1.5, lambda at: at.right is not None and at.headline),
    Sign("name behind", -5, lambda at: at.right is not None),  # "Paris Hilton", "Boston Globe"
    Sign("based behind", 3, lambda at: at.behind().startswith(_ATTRIBUTES)),  # "Leeds-based"
    Sign("says", -3, _says),  # "Lincoln said"
)
TAGGED = (
    Sign("tagged", 3, lambda at: at.tag == "place"),
    Sign("tagged", -1.5, lambda at: at.tag == "person" and at.governs),
    Sign("tagged", -3, lambda at: at.tag == "person"),
    Sign("tagged", -2, lambda at: at.tag == "in person"),
    Sign("tagged", -1, lambda at: at.tag == "in organisation"),
    Sign("first name", -2, _is_only_a_first_name),  # "what Alice has"
    Sign("common word", -3, _is_only_a_word),  # "Reading is fun"
)


def speak(situation: Situation) -> tuple[float, float, str | None]:
    """What speaks for a place, what against it, and the sign that weighs most."""
    found = [next((sign for sign in side if sign.holds(situation)), None) for side in (BEFORE, BEHIND, TAGGED)]
    signs = [sign for sign in found if sign is not None]
    heaviest = max(signs, key=lambda sign: abs(sign.weight), default=None)
    return (
        sum(max(0.0, sign.weight) for sign in signs),
        sum(min(0.0, sign.weight) for sign in signs),
        heaviest.name if heaviest else None,
    )


def is_language(text: str, start: int, end: int) -> bool:
    """Whether a people's name is its language: "speaks French", "English lessons", and "in Spanish" where it ends."""
    before = text[max(0, start - _REACH) : start].split()[-1:]
    behind = text[end : end + _REACH]
    following = behind.split()[:1] if behind[:1] in {" ", "-"} else []
    if following and following[0].strip("-.,").lower() in cues("LANGUAGE"):
        return True
    spoken = bool(before) and before[0].lower() in cues("SPEAKS")
    return spoken or (before == ["in"] and not (behind[:1] == " " and behind[1:2].isalpha()))
