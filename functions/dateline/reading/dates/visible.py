"""Dates that a page writes for people, in any language whose months the CLDR names → Moments with their places.

Every date has digits, so the text is searched for them first; the words around them are looked up in tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dateline.reading.dates import solar_hijri
from dateline.reading.dates.moments import Clock, Moment, moment
from dateline.reading.dates.month_names import day_comes_first, month_of
from dateline.reading.dates.zones import UTC_NAMES, ZONES, format_offset, settle, stated_offset

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_TEXT = 20_000  # code points; dates stand in short lines
MOST_DATES = 200
BUDDHIST_ERA = 543
FIRST_OF_LAST_CENTURY = 70  # of years of two digits
# The year before the first of an era: two of Japan, and that of the Republic of China.
ERAS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, from `start` to `end` in code points; `zone_text` is the zone as written, empty if none.

    The moment carries an offset only where the zone means the same everywhere on that day.
    """

    start: int
    end: int
    moment: Moment
    zone_text: str = ""


_WORD = r"[^\W\d_][^\s\d,./|()\[\]:;–—-]{1,14}"
_DAY_SUFFIX = r"(?:st|nd|rd|th|er|ro|º|ª|\.)?"
_OF = r"(?:(?:de|del|of|da|di)\s+|d['’])?"
_GAP = r"[\s.,/\u00a0-]{0,3}"
_DATES = re.compile(
    rf"""(?<![\d.,/])(?<!\d:)(?:
      (?P<iso_y>\d{{4}})(?P<iso_sep>\.\s?|[-/])(?P<iso_m>\d{{1,2}})(?P=iso_sep)(?P<iso_d>\d{{1,2}})(?!\d)
        (?:\.(?=\s\d{{1,2}}:\d\d))?
    | (?P<n1>\d{{1,2}})(?P<n_sep>\s?\.\s?|\s?/\s?|-|\s\|\s)(?P<n2>\d{{1,2}})(?P=n_sep)(?P<n_y>\d{{4}}|\d{{2}})
        (?![\d/_]|[.,]\d)
    | (?:(?P<era>令和|平成|民國|民国)\s?)?(?P<ea_y>\d{{1,4}})\s?[年년]\s?(?P<ea_m>\d{{1,2}})\s?[月월]
        \s?(?P<ea_d>\d{{1,2}})\s?[日일号號]
    | (?P<d1>\d{{1,2}}){_DAY_SUFFIX}{_GAP}{_OF}(?:{_WORD}(?:\s{_WORD})?\s?/\s?)?(?P<w1>{_WORD})\.?
      (?:\s*['’]|{_GAP}{_OF})(?P<y1>\d{{4}}|\d{{2}}(?=[,\s]*\d{{1,2}}:\d\d)|(?<=['’])\d{{2}})(?!\d)
    | (?P<y3>\d{{4}})\.?\s(?:m\.\s|['’]\w{{2,3}}\s)?(?P<w3>{_WORD})\.?\s(?P<d3>\d{{1,2}})(?!\d)
    | (?P<vi_d>\d{{1,2}})\s[Tt]háng\s(?P<vi_m>\d{{1,2}})(?:,|\snăm)?\s(?P<vi_y>\d{{4}})
    )
    | (?<!\w)(?P<w2>{_WORD})(?:[.,]?\s|-)(?P<d2>\d{{1,2}}){_DAY_SUFFIX}(?:\s?,\s?|\s|-)(?P<y2>\d{{4}})
      (?!\d(?!\d?:\d\d))""",
    re.VERBOSE,
)
# What each of those has besides two numbers: a year of four digits, a sign for years, or one of two digits that a stop,
# a slash, an apostrophe or a time of day gives away.
_MAY_BE_DATED = re.compile(r"\d{4}|[./]\s?\d|[年년]|['’]\d\d|\d\d[,\s]*\d{1,2}:\d\d")
_GLUED = re.compile(r"[^\W\d_]*[^\W\d_A-Z](?=[A-Z][a-z]{2,8}$)")
_HALF = r"[AaPp]\.?\s?[Mm]\b\.?|午前|午後|上午|下午|오전|오후|[صم](?!\w)|[πμ]\.\s?μ\."
_ZONE = r"(?:GMT|UTC)\s?[+\u2212-]\d{1,2}(?::?\d{2})?|[+\u2212-]\d{2}:?\d{2}|[A-ZМСК]{1,5}\b"
_MARK = r"\s?[:.hH時시点點]\s?"
_TIME = rf"""(?P<half_before>{_HALF})?\s?(?P<h>\d{{1,2}})
    (?:{_MARK}(?P<min>\d{{2}})(?:\s?[:.分분]\s?(?P<s>\d{{2}}))?[分분]?(?!\d) | (?=\s?(?:{_HALF})))
    (?:\.\d{{3}})?\s?(?P<half>{_HALF})?(?:\s?(?:[Uu]hr|[Hh]rs|h|น\.)(?!\w))?(?:\s?\(?(?P<zone>{_ZONE})\)?)?"""
_TIME_AFTER = re.compile(
    rf"[\sT,;|•·@\u2013\u2014-]*(?:\(\w{{1,9}}\)[\s,]*)?(?:(?!{_HALF})[^\W\d_]{{1,5}}\.?\s+){{0,2}}[\s(|-]*{_TIME}",
    re.VERBOSE,
)
_TIME_BEFORE = re.compile(
    rf"(?<![\d:.,]){_TIME}[\s,;|•·-]*(?:\(?[^\W\d_]{{1,12}}\)?[.,]?\s+){{0,3}}[\s,;|•·–—-]*$", re.VERBOSE
)
_BEFORE = 44
_AFTERNOON = frozenset({"pm", "午後", "下午", "오후", "م", "μμ"})


def find_dates(text: str, *, languages: Collection[str] = (), day_first: bool | None = None) -> list[FoundDate]:
    """All full dates in the text, each with the time of day beside it.

    A numeric date that could be read two ways is left out unless `day_first` or the languages settle it. Only the
    first 20,000 code points are read.
    """
    text = text[:LONGEST_TEXT]
    if not _MAY_BE_DATED.search(text):
        return []
    if day_first is None:
        day_first = day_comes_first(languages)
    found: list[FoundDate] = []
    for match in _DATES.finditer(text):
        day = _day(match, languages, day_first)
        if day is None:
            continue
        previous = found[-1].end if found else 0
        one = _with_time(text, match.start() + _glued(match), match.end(), day, previous)
        if one:
            found.append(one)
        if len(found) == MOST_DATES:
            break
    return found


def _day(match: re.Match[str], languages: Collection[str], day_first: bool | None) -> tuple[int, int, int] | None:
    """Year, month and day, where the match names them without doubt."""
    if match["iso_y"]:
        year, month, number = int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"])
        return (
            solar_hijri.gregorian(year, month, number)
            if year in solar_hijri.YEARS
            else (_gregorian(year), month, number)
        )
    if match["n_y"]:
        return _numeric(match, day_first)
    if match["ea_y"]:
        year = int(match["ea_y"]) + ERAS.get(match["era"], 0)
        return (year if year > 99 else 2000 + year), int(match["ea_m"]), int(match["ea_d"])
    if match["vi_y"]:
        return int(match["vi_y"]), int(match["vi_m"]), int(match["vi_d"])
    for at in "123":
        if word := match["w" + at]:
            return _worded(word[_glued(match) :], int(match["y" + at]), int(match["d" + at]), languages)
    return None


def _worded(word: str, year: int, day: int, languages: Collection[str]) -> tuple[int, int, int] | None:
    if year in solar_hijri.YEARS:
        solar = solar_hijri.solar_month_of(word)
        return solar_hijri.gregorian(year, solar, day) if solar else None
    month = month_of(word, languages)
    return (_gregorian(year), month, day) if month else None


def _glued(match: re.Match[str]) -> int:
    """How many letters of a word stand before the month that a page glued to it: `AgencyApril 28, 2023`."""
    glued = _GLUED.match(match["w2"]) if match["w2"] else None
    return glued.end() if glued else 0


def _gregorian(year: int) -> int:
    if year < 100:
        return (2000 if year < FIRST_OF_LAST_CENTURY else 1900) + year
    return year - BUDDHIST_ERA if 2500 <= year <= 2643 else year


def _numeric(match: re.Match[str], day_first: bool | None) -> tuple[int, int, int] | None:
    first, second, year = int(match["n1"]), int(match["n2"]), _gregorian(int(match["n_y"]))
    if len(match["n_y"]) == 2 and not {".", "/"} & set(match["n_sep"]):
        return None
    if second > 12 >= first:
        day_first = False
    elif "." in match["n_sep"] or first > 12 or first == second:
        day_first = True
    if day_first is None:
        return None
    return (year, second, first) if day_first else (year, first, second)


def _with_time(text: str, start: int, end: int, day: tuple[int, int, int], previous: int) -> FoundDate | None:
    bare = moment(day)
    if bare is None:
        return None
    after = _TIME_AFTER.match(text, end, end + _BEFORE)
    if after and (clock := _clock(after)):
        return _timed(start, after, after.end(), day, clock) or FoundDate(start, end, bare)
    before = _TIME_BEFORE.search(text[max(previous, start - _BEFORE) : start])
    if before and (clock := _clock(before)):
        begin = max(previous, start - _BEFORE) + before.start()
        return _timed(begin, before, end, day, clock) or FoundDate(start, end, bare)
    return FoundDate(start, end, bare)


def _timed(start: int, match: re.Match[str], end: int, day: tuple[int, int, int], clock: Clock) -> FoundDate | None:
    zone = match["zone"] or ""
    if zone and zone.upper() not in ZONES and zone.upper() not in UTC_NAMES and stated_offset(zone) is None:
        end = min(end, match.end("min") if match["min"] else match.end("h")) if end == match.end() else end
        zone = ""
    offset = ""
    if zone:
        minutes = settle(zone, date(*day)).minutes
        if minutes is not None:
            offset = format_offset(minutes)
    stated = moment(day, clock, offset)
    return FoundDate(start, end, stated, zone) if stated else None


def _clock(match: re.Match[str]) -> Clock | None:
    half = (match["half"] or match["half_before"] or "").casefold().replace(".", "").replace(" ", "")
    hours, minutes = int(match["h"]), int(match["min"] or 0)
    if half:
        if not 0 <= hours <= 12:
            half = ""
        elif half in _AFTERNOON:
            hours = hours % 12 + 12
        else:
            hours %= 12
    if hours > 23 or minutes > 59:
        return None
    return Clock(hours, minutes, int(match["s"]) if match["s"] else None)
