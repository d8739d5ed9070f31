"""The dateline that a story opens with → where it was filed and by which agency, and the rest of the paragraph.

`KABUL (Reuters) -`, `Ankara/Sputnik:`, `NEW DELHI, March 2 (PTI)`, `БЕРЛИН, 2 марта. /ТАСС/.`, `【東京】`.
Each form is a pattern and a test of what it found: a sentence may open with the same shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dateline.article import Dateline
from dateline.reading.agencies import UNSPACED_NAMES, agency_of, is_agency
from dateline.reading.cues import phrases
from dateline.reading.dateline_origins import Origin, is_in_capitals, origin_of

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_DATELINE = 130
SHORTEST_SLASHED = 3

_LABELS = phrases("label")
_DASH = r"[-‐-―−~]{1,2}"
_SIGNATURE = re.compile(r"[a-zäöü]{2,5}")
_UNKNOWN_AGENCY = re.compile(r"[^\W\d_][^\d]{1,29}")


@dataclass(frozen=True, slots=True)
class Form:
    """A row of FORMS: one way of setting a dateline. `believe` gives the dateline, or None for what only looks like it.

    The pattern's groups: `text` is the dateline as printed, `place` its places and date, `agency` who filed it,
    `mark` what parts it from the story. `opens` are the characters one of which such a dateline opens with; any, where
    there are none.
    """

    name: str
    why: str
    pattern: str
    believe: Callable[[re.Match[str]], Dateline | None]
    opens: str = ""


def take_dateline(paragraph: str) -> tuple[Dateline | None, str]:
    """The dateline of a story's first paragraph, and what follows it; (None, the paragraph) where it has none."""
    head = paragraph[:LONGEST_DATELINE]
    for form in FORMS:
        found = _compiled(form.pattern).match(head) if not form.opens or head[:1] in form.opens else None
        dateline = form.believe(found) if found else None
        if found and dateline:
            rest = paragraph[found.end() :].lstrip()
            if rest and (not rest[0].islower() or (dateline.agency and found["mark"])):
                mark = paragraph[len(dateline.text) : len(paragraph) - len(rest)]
                return Dateline(dateline.text, dateline.places, dateline.agency, dateline.date, mark), rest
    return None, paragraph


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Most paragraphs open with a letter: the patterns of the other forms are seldom needed."""
    return re.compile(pattern)


def _filed(found: re.Match[str], origin: Origin, agency: str | None) -> Dateline:
    text = found["text"].strip()
    if agency is None and origin.places and not text.endswith((origin.places[-1], origin.date or origin.places[-1])):
        text = text.rstrip(" .,")
    return Dateline(text, origin.places, agency, origin.date)


def _bracketed(found: re.Match[str]) -> Dateline | None:
    """A known agency needs a dash, capitals or a date beside it; an unknown one needs more."""
    printed = (found["agency"] or found["slashed"]).strip()
    origin = origin_of(found["place"])
    if origin is None:
        return None
    if agency := agency_of(printed):
        sure = found["mark"] or origin.in_capitals or origin.date
        return _filed(found, origin, agency) if sure and (origin.places or origin.date) else None
    if not origin.places or not _UNKNOWN_AGENCY.fullmatch(printed) or len(printed.split()) > 3:
        return None
    if found["mark"] and (origin.in_capitals or origin.date or _SIGNATURE.fullmatch(printed)):
        return _filed(found, origin, printed)
    abroad = len(origin.places) == 2 and "," in found["place"] and printed.isupper()
    return _filed(found, origin, printed) if abroad else None


def _slashed(found: re.Match[str]) -> Dateline | None:
    place, agency = found["place"], found["agency"]
    origin = origin_of(place)
    if origin is None or not origin.places:
        return None
    if is_agency(agency) or not (len(agency) < SHORTEST_SLASHED or agency[0].islower() or is_in_capitals(agency)):
        return _filed(found, origin, agency)
    both = origin_of(f"{place}/{agency}")
    return _filed(found, both, None) if both and both.stands_alone and is_in_capitals(agency) else None


def _capitals(found: re.Match[str]) -> Dateline | None:
    place = found["place"]
    origin = origin_of(place)
    if origin is None or not origin.places:
        return None
    if origin.date:
        first, _, last = place.rpartition(",")
        agency = agency_of(last.strip()) if first else None
        bare = origin_of(first) if agency else origin
        apart = agency or origin.stands_alone or "," in place
        return _filed(found, bare or origin, agency) if apart else None
    if found["mark"].strip() in {":", "："}:
        return _filed(found, origin, None) if origin.is_known else None
    sure = origin.is_known or origin.is_country or len(origin.places) > 1
    return _filed(found, origin, None) if sure and origin.stands_alone else None


def _by_known_agency(found: re.Match[str]) -> Dateline | None:
    agency = agency_of(found["agency"])
    origin = origin_of(found["place"])
    return _filed(found, origin, agency) if agency and origin and origin.places else None


def _agency_leads(found: re.Match[str]) -> Dateline | None:
    dateline = _by_known_agency(found)
    return dateline if dateline and is_in_capitals(dateline.places[0]) else None


def _agency_alone(found: re.Match[str]) -> Dateline | None:
    agency = agency_of(found["agency"])
    return Dateline(found["text"], (), agency) if agency else None


def _with_date(found: re.Match[str]) -> Dateline | None:
    dateline = _by_known_agency(found)
    return dateline if dateline and dateline.date else None


def _east_asian(found: re.Match[str]) -> Dateline | None:
    agency, place, date = found["agency"], found["place"], found.groupdict().get("date")
    if place in _LABELS:
        return None
    for name in UNSPACED_NAMES:
        if agency is None and place.endswith(name) and len(place) > len(name):
            return Dateline(found["text"], (place.removesuffix(name),), name, date)
    if agency is not None and not is_agency(agency):
        agency = None
    origin = origin_of(place)
    return Dateline(found["text"], origin.places, agency, date or origin.date) if origin else None


_WIRES = "|".join(name for name in UNSPACED_NAMES if "\u3400" <= name[0] <= "\u9fff")

FORMS = (
    Form(
        "place/agency:",
        "Agencies of the East set a slash and a colon: `Ankara/Sputnik:`.",
        r"""(?x)(?P<text>(?P<place>[^\W\d_][^()/:;!?.,"“”]{1,30})/(?P<agency>[^\s()/:;!?.,"“”][^()/:;!?.,"“”]{1,30}))
                (?P<mark>\s?[:：]\s+)""",
        _slashed,
    ),
    Form(
        "(place=agency)",
        "Korean agencies bracket both with an equals sign, and name the reporter behind.",
        r"""(?x)(?P<text>[(\[（](?P<place>[^()\[\]=＝（）]{2,14})[=＝](?P<agency>[^()\[\]（）]{2,30})[)\]）])
                (?P<mark>\s*(?:\S{2,4}\s(?:기자|특파원)\s?=\s*)?)""",
        _east_asian,
        opens="([（",
    ),
    Form(
        "[place date agency]",
        "Reuters in Japanese sets all three in square brackets.",
        r"""(?x)(?P<text>[\[［](?P<place>[^\s\[\]［］]{1,14})\s(?P<date>(?:\d{1,2}月)?\d{1,2}日)\s
                (?P<agency>[^\[\]［］]{2,14})[\]］])(?P<mark>\s*-?\s*)""",
        _east_asian,
        opens="[［",
    ),
    Form(
        "【place】",
        "Japanese papers set the place in lenticular brackets, with the agency or the reporter behind it.",
        r"(?P<text>【(?P<place>[^】\s=＝]{2,14})(?:[=＝\s](?P<agency>[^】]{2,12}))?】)(?P<mark>\s*)",
        _east_asian,
        opens="【",
    ),
    Form(
        "agency, place, date, “wire”",
        "Chinese agencies open without a space: `新华社北京3月2日电`.",
        rf"""(?x)(?P<text>[（(]?(?P<agency>{_WIRES})(?:记者)?
                 (?P<place>[\u3400-\u9fff]{{2,8}}?)(?P<date>(?:\d{{1,2}}月)?\d{{1,2}}日)[综綜]?合?[电電]
                 (?:[（(][^（）()]{{2,30}}[）)]|[）)])?)(?P<mark>\s*)""",
        _east_asian,
        opens="（(" + "".join(sorted({name[0] for name in _WIRES.split("|")})),
    ),
    Form(
        "(agency) - PLACE -",
        "Italian agencies open with their name.",
        rf"""(?x)(?P<text>\(?(?P<agency>[^()\s][^()]{{1,24}}?)\)?\s*{_DASH}\s*
                 (?P<place>[^\W\d_][^()/:;!?."“”\n-]{{1,40}}?))(?P<mark>\s*{_DASH}\s)""",
        _agency_leads,
    ),
    Form(
        "(agency) -",
        "Stories without a place name the agency alone.",
        rf"(?P<text>\((?P<agency>[^()]{{2,30}})\))(?P<mark>\s*{_DASH}\s+)",
        _agency_alone,
        opens="(",
    ),
    Form(
        "place, date - agency.",
        "RIA Novosti closes with a full stop.",
        rf"""(?x)(?P<text>(?P<place>[^\W\d_][^()\[\]:;!?."“”\n]{{2,40}}?)\s*{_DASH}\s*
                 (?P<agency>[^\W\d_][^.,:;()]{{1,20}}))(?P<mark>\.\s+)""",
        _by_known_agency,
    ),
    Form(
        "place. date. agency",
        "Interfax parts the three by full stops.",
        rf"""(?x)(?P<text>(?P<place>[^\W\d_][^()\[\]:;!?."“”\n]{{2,30}}\.\s\d{{1,2}}\s[^\W\d_]{{3,12}})\.\s
                 (?P<agency>[^\W\d_][^\s,:;()]{{1,20}}?))(?P<mark>\s{_DASH}\s|\.\s)""",
        _with_date,
    ),
    Form(
        "place agency | or -",
        "Local papers set the agency behind the place without brackets.",
        (
            r"(?P<text>(?P<place>[^\W\d_][^\s()/:;,.|]{1,24})\s(?P<agency>[^\s()/:;,.|]{2,8}))"
            rf"(?P<mark>\s(?:\||{_DASH})\s)"
        ),
        _by_known_agency,
    ),
    Form(
        "place | agency |",
        "AFP sets bars between.",
        r"(?P<text>(?P<place>[^\W\d_][^()|\n]{2,50})\s\|\s(?P<agency>[^()|\n]{2,20}))(?P<mark>\s\|\s)",
        _by_known_agency,
    ),
    Form(
        "place, date (agency) -",
        "The form of most agencies, in every language that sets brackets or slashes.",
        rf"""(?x)(?P<text>(?P<place>[^()\[\]:;!?"“”]{{2,60}}?)\s*
                 (?:\((?P<agency>[^()]{{2,30}})\)|/(?P<slashed>[^/\s][^/]{{1,20}})/))
                 \s*(?P<mark>\.?\s?{_DASH}|[.:：])?\s*""",
        _bracketed,
    ),
    Form(
        "PLACE —",
        "Papers' own datelines: a place in capitals that is known or has another beside it, or any with a date.",
        rf"""(?x)(?P<text>(?P<place>[^\W\d_][^()\[\]:;!?"“”\n]{{2,60}}?))(?P<mark>\s*(?:{_DASH}|[:：]))\s+(?=\S)""",
        _capitals,
    ),
)
"""The forms of datelines; the first that holds is believed."""
