"""The dateline that a story opens with → where it was filed and by which agency, and the rest of the paragraph.

`KABUL (Reuters) -`, `Ankara/Sputnik:`, `NEW DELHI, March 2 (PTI)`, `БЕРЛИН, 2 марта. /ТАСС/.`, `【東京】`.
"""

from __future__ import annotations

import re

from dateline.article import Dateline
from dateline.reading.agencies import is_agency

LONGEST_DATELINE = 90
LONGEST_PLACE_WORDS = 4
MOST_PLACES = 4

_DASH = r"[-\u2010-\u2015\u2212~]{1,2}"
# Place, perhaps a region and a date, the agency in brackets or slashes, perhaps a dash or a stop.
_BRACKETED = re.compile(
    rf"(?P<text>(?P<place>[^()/\[\]:;!?\"“”]{{2,60}}?)[,.]?\s*(?:\((?P<agency>[^()]{{2,30}})\)|/(?P<slashed>[^/\s][^/]{{1,20}})/))"
    rf"\s*(?:\.?\s?{_DASH}|[.:：])?\s*",
)
_AGENCY_FIRST = re.compile(
    rf"\(?(?P<agency>[^()\s][^()]{{1,24}}?)\)?\s*{_DASH}\s*(?P<place>[^\W\d_][^()/:;!?.\"“”-]{{1,40}}?)\s*(?:,\s*[^-–—]{{2,16}})?{_DASH}\s"
)
_AGENCY_ALONE = re.compile(rf"\((?P<agency>[^()]{{2,30}})\)\s*{_DASH}\s+")
_SLASHED = re.compile(
    r"(?P<text>(?P<place>[^\W\d_][^()/:;!?.,\"“”]{1,30})/(?P<agency>[^\s()/:;!?.,\"“”][^()/:;!?.,\"“”]{1,30}))\s?[:：]\s+"
)
_CAPITALS = re.compile(
    rf"(?P<text>(?P<place>[^\W\d_][^()\[\]:;!?\"“”\n]{{2,60}}?))\s*(?P<mark>\.?\s?{_DASH}|[:：])\s+(?=\S)"
)
_LENTICULAR = re.compile(
    r"(?P<text>[【\[［](?P<place>[^】\]］\s=＝]{2,14})(?:[=＝\s](?P<agency>[^】\]］]{2,12}))?[】\]］])\s*"
)
_EQUALS = re.compile(
    r"(?P<text>[(\[（](?P<place>[^()\[\]=＝（）]{2,14})[=＝](?P<agency>[^()\[\]（）]{2,30})[)\]）])\s*"
)
_WIRE = re.compile(
    r"(?P<text>(?P<agency>新华社|新華社|中新社|中新网|中央社|法新社|路透社|美联社)(?:记者)?(?P<place>[\u3400-\u9fff]{2,8}?)"
    r"(?:\d{1,2}月)?\d{1,2}日[综綜]?合?[电電])\s*"
)
_DATE_PIECE = re.compile(r"\d")
_NO_PLACE = frozenset(
    "breaking update updated updates exclusive watch live video opinion analysis correction editorial note photos photo"
    " warning alert review interview fact check explainer recap poll quiz podcast exclusif vidéo direct eilmeldung"
    " kommentar urgente vivo срочно молния q a faq by".split()
)


def take_dateline(paragraph: str) -> tuple[Dateline | None, str]:
    """The dateline of a story's first paragraph, and what follows it; (None, the paragraph) where it has none."""
    head = paragraph[: LONGEST_DATELINE * 2]
    for pattern, believe in _FORMS:
        found = pattern.match(head)
        if not found or found.end() > LONGEST_DATELINE + 40:
            continue
        dateline = believe(found)
        rest = paragraph[found.end() :].lstrip()
        if dateline and rest:
            return dateline, rest
    return None, paragraph


def _places(text: str) -> tuple[str, ...]:
    pieces = (piece.strip(" .") for piece in re.split(r"[/,;·]|\s[-–]\s", text))
    return tuple(p for p in pieces if p and not _DATE_PIECE.search(p))[:MOST_PLACES]


def _is_place(text: str) -> bool:
    """Whether each part before the date has few words, opens with a capital and is no label."""
    places = _places(text)
    return bool(places) and all(
        len(place.split()) <= LONGEST_PLACE_WORDS
        and not place[0].islower()
        and place.casefold().split()[0] not in _NO_PLACE
        for place in places
    )


def _in_capitals(text: str) -> bool:
    return text.isupper() and len(text) > 2


def _stated(found: re.Match[str], agency: str | None) -> Dateline:
    text = found.groupdict().get("text") or found[0].strip(" -–—:")
    return Dateline(text.strip(), _places(found["place"]), agency)


def _bracketed(found: re.Match[str]) -> Dateline | None:
    agency = (found["agency"] or found["slashed"]).strip()
    place = found["place"]
    if not _is_place(place):
        return None
    if is_agency(agency) or (
        _in_capitals(_places(place)[0]) and len(agency.split()) <= 3 and not _DATE_PIECE.search(agency)
    ):
        return _stated(found, agency)
    return None


def _slashed(found: re.Match[str]) -> Dateline | None:
    place, agency = found["place"], found["agency"]
    if not _is_place(place) or agency[0].islower() and not is_agency(agency):
        return None
    if _in_capitals(place) and _in_capitals(agency) and not is_agency(agency):
        return Dateline(found["text"], (place, agency))
    return Dateline(found["text"], (place,), agency)


def _capitals(found: re.Match[str]) -> Dateline | None:
    place = found["place"]
    head = re.split(r"[,(]", place)[0].strip()
    if not _in_capitals(head) or not _is_place(place):
        return None
    pieces = re.split(r"[,/]", place)
    if ":" in found["mark"] and len(place.split()) > 3:
        return None
    if len(pieces) > 3 or any(len(p.split()) > LONGEST_PLACE_WORDS for p in pieces):
        return None
    return _stated(found, None)


def _agency_first(found: re.Match[str]) -> Dateline | None:
    agency = found["agency"].strip()
    return _stated(found, agency) if is_agency(agency) and _is_place(found["place"]) else None


def _agency_alone(found: re.Match[str]) -> Dateline | None:
    agency = found["agency"].strip()
    return Dateline(f"({agency})", (), agency) if is_agency(agency) else None


def _east_asian(found: re.Match[str]) -> Dateline | None:
    agency = found.groupdict().get("agency")
    place = found["place"]
    for name in ("共同", "時事", "ロイター", "AFP", "新华社"):
        if agency is None and place.endswith(name) and len(place) > len(name):
            return Dateline(found["text"], (place[: -len(name)],), name)
    return Dateline(found["text"], _places(place), agency)


_FORMS = (
    (_SLASHED, _slashed),
    (_EQUALS, _east_asian),
    (_LENTICULAR, _east_asian),
    (_WIRE, _east_asian),
    (_AGENCY_ALONE, _agency_alone),
    (_AGENCY_FIRST, _agency_first),
    (_BRACKETED, _bracketed),
    (_CAPITALS, _capitals),
)
