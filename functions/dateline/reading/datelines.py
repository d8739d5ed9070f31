"""The dateline that a story opens with → where it was filed and by which agency, and the rest of the paragraph.

`KABUL (Reuters) -`, `Ankara/Sputnik:`, `NEW DELHI, March 2 (PTI)`, `БЕРЛИН, 2 марта. /ТАСС/.`, `【東京】`.
Each form is a pattern and a test of what it found: a sentence may open with the same shape.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.article import Dateline
from dateline.reading.agencies import is_agency
from dateline.reading.cues import phrases

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_DATELINE = 130
LONGEST_PLACE_WORDS = 4
MOST_PLACES = 4
MOST_COMMAS = 2

_LABELS = phrases("label")
_DASH = r"[-‐-―−~]{1,2}"
_BRACKETED = re.compile(
    rf"""(?P<text>(?P<place>[^()\[\]:;!?"“”]{{2,60}}?)[,.]?\s*
         (?:\((?P<agency>[^()]{{2,30}})\)|/(?P<slashed>[^/\s][^/]{{1,20}})/))
         \s*(?P<mark>\.?\s?{_DASH}|[.:：])?\s*""",
    re.VERBOSE,
)
_AGENCY_FIRST = re.compile(
    rf"""(?P<text>\(?(?P<agency>[^()\s][^()]{{1,24}}?)\)?\s*{_DASH}\s*
         (?P<place>[^\W\d_][^()/:;!?."“”\n-]{{1,40}}?))\s*{_DASH}\s""",
    re.VERBOSE,
)
_AGENCY_AFTER_DASH = re.compile(
    rf"""(?P<text>(?P<place>[^\W\d_][^()\[\]:;!?."“”\n]{{2,40}}?)\s*{_DASH}\s*(?P<agency>[^\W\d_][^.,:;()]{{1,20}}))\.\s+""",
    re.VERBOSE,
)
_AGENCY_ALONE = re.compile(rf"(?P<text>\((?P<agency>[^()]{{2,30}})\))\s*{_DASH}\s+")
_AGENCY_AFTER = re.compile(
    rf"(?P<text>(?P<place>[^\W\d_][^\s()/:;,.|]{{1,24}})\s(?P<agency>[^\s()/:;,.|]{{2,8}}))\s(?:\||{_DASH})\s"
)
_SLASHED = re.compile(
    r"""(?P<text>(?P<place>[^\W\d_][^()/:;!?.,"“”]{1,30})/(?P<agency>[^\s()/:;!?.,"“”][^()/:;!?.,"“”]{1,30}))
        \s?[:：]\s+""",
    re.VERBOSE,
)
_CAPITALS = re.compile(
    rf"""(?P<text>(?P<place>[^\W\d_][^()\[\]:;!?"“”\n]{{2,60}}?))\s*(?P<mark>\.?\s?{_DASH}|[:：])\s+(?=\S)""",
    re.VERBOSE,
)
_LENTICULAR = re.compile(
    r"""(?P<text>【(?P<place>[^】\s=＝]{2,14})(?:[=＝\s](?P<agency>[^】]{2,12}))?】)\s*""", re.VERBOSE
)
_EQUALS = re.compile(
    r"""(?P<text>[(\[（](?P<place>[^()\[\]=＝（）]{2,14})[=＝](?P<agency>[^()\[\]（）]{2,30})[)\]）])\s*
        (?:\S{2,4}\s(?:기자|특파원)\s?=\s*)?""",
    re.VERBOSE,
)
_WIRE = re.compile(
    r"""(?P<text>(?P<agency>新华社|新華社|中新社|中新网|中央社|法新社|路透社|美联社)(?:记者)?
        (?P<place>[\u3400-\u9fff]{2,8}?)(?:\d{1,2}月)?\d{1,2}日[综綜]?合?[电電])\s*""",
    re.VERBOSE,
)
_GLUED_AGENCIES = ("共同", "時事", "ロイター", "新华社", "연합뉴스")
_DIGIT = re.compile(r"\d")
_APART = re.compile(r"[/,;·]|\s[-–]\s")


def take_dateline(paragraph: str) -> tuple[Dateline | None, str]:
    """The dateline of a story's first paragraph, and what follows it; (None, the paragraph) where it has none."""
    head = paragraph[:LONGEST_DATELINE]
    for pattern, believe in _FORMS:
        found = pattern.match(head)
        dateline = believe(found) if found else None
        if found and dateline:
            rest = paragraph[found.end() :].lstrip()
            if rest:
                printed = paragraph[: len(paragraph) - len(rest)]
                return replace(dateline, mark=printed[len(dateline.text) :] or " "), rest
    return None, paragraph


def _places(text: str) -> tuple[str, ...]:
    """The names in a dateline, without its date."""
    pieces = (piece.strip(" .") for piece in _APART.split(text))
    return tuple(piece for piece in pieces if piece and not _DIGIT.search(piece))[:MOST_PLACES]


def _is_place(text: str) -> bool:
    """Whether each part has few words, opens with a capital where the script has them, and is no label."""
    places = _places(text)
    return (
        bool(places)
        and text.count(",") <= MOST_COMMAS
        and not _DIGIT.match(text)
        and all(
            len(place.split()) <= LONGEST_PLACE_WORDS
            and not place[0].islower()
            and place.casefold().split()[0] not in _LABELS
            for place in places
        )
    )


def _in_capitals(text: str) -> bool:
    return text.isupper() and len(text) > 2


def _dateline(found: re.Match[str], agency: str | None) -> Dateline:
    return Dateline(found["text"].strip(), _places(found["place"]), agency)


def _bracketed(found: re.Match[str]) -> Dateline | None:
    agency = (found["agency"] or found["slashed"]).strip()
    place = found["place"]
    if not _is_place(place):
        return None
    capitals = _in_capitals(_places(place)[0])
    if is_agency(agency):
        return _dateline(found, agency) if found["mark"] or capitals or _DIGIT.search(place) else None
    unknown = found["mark"] and capitals and len(agency.split()) <= 3 and not _DIGIT.search(agency)
    return _dateline(found, agency) if unknown else None


def _slashed(found: re.Match[str]) -> Dateline | None:
    place, agency = found["place"], found["agency"]
    if not _is_place(place):
        return None
    if is_agency(agency) or not (agency[0].islower() or _in_capitals(agency)):
        return Dateline(found["text"], (place,), agency)
    return Dateline(found["text"], (place, agency)) if _in_capitals(place) and _in_capitals(agency) else None


def _capitals(found: re.Match[str]) -> Dateline | None:
    place = found["place"]
    first = _places(place)[:1]
    if not first or not _in_capitals(first[0]) or not _is_place(place) or "." in first[0]:
        return None
    if found["mark"] in {":", "："} and len(place.split()) > 3:
        return None
    return _dateline(found, None)


def _named_agency(found: re.Match[str]) -> Dateline | None:
    agency = found["agency"].strip()
    return _dateline(found, agency) if is_agency(agency) and _is_place(found["place"]) else None


def _agency_leads(found: re.Match[str]) -> Dateline | None:
    places = _places(found["place"])
    return _named_agency(found) if places and _in_capitals(places[0]) else None


def _agency_alone(found: re.Match[str]) -> Dateline | None:
    agency = found["agency"].strip()
    return Dateline(found["text"], (), agency) if is_agency(agency) else None


def _east_asian(found: re.Match[str]) -> Dateline | None:
    agency, place = found["agency"], found["place"]
    if place in _LABELS:
        return None
    for name in _GLUED_AGENCIES:
        if agency is None and place.endswith(name) and len(place) > len(name):
            return Dateline(found["text"], (place.removesuffix(name),), name)
    return Dateline(found["text"], _places(place), agency)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Dateline | None]], ...] = (
    (_SLASHED, _slashed),
    (_EQUALS, _east_asian),
    (_LENTICULAR, _east_asian),
    (_WIRE, _east_asian),
    (_AGENCY_FIRST, _agency_leads),
    (_AGENCY_ALONE, _agency_alone),
    (_AGENCY_AFTER_DASH, _named_agency),
    (_AGENCY_AFTER, _named_agency),
    (_BRACKETED, _bracketed),
    (_CAPITALS, _capitals),
)
"""The forms of datelines, the first that holds."""
