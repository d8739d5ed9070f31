"""From a zone as a page abbreviates it to an offset from UTC, or to none where the abbreviation stays ambiguous.

`IST` is India's, Israel's or Ireland's; only evidence from the page settles it. Offsets are in minutes east of UTC.
Source of the abbreviations: the IANA time zone database, and the habits of newsrooms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

UTC_NAMES = frozenset({"Z", "UTC", "GMT", "UT"})

Season = Literal[
    "all year",
    "american summer",
    "american winter",
    "european summer",
    "european winter",
    "southern summer",
    "southern winter",
]


@dataclass(frozen=True, slots=True)
class Zone:
    """One meaning of an abbreviation: its offset, where it is used, and when in the year."""

    minutes: int
    countries: frozenset[str]
    season: Season = "all year"


@dataclass(frozen=True, slots=True)
class Settled:
    """An offset in minutes and how it was found; `minutes` is None where it could not be settled."""

    minutes: int | None
    why: str


def _zone(hours: float, countries: str, season: Season = "all year") -> Zone:
    return Zone(round(hours * 60), frozenset(countries.split()), season)


ZONES: dict[str, tuple[Zone, ...]] = {
    "ACDT": (_zone(10.5, "AU", "southern summer"),),
    "ACST": (_zone(9.5, "AU"),),
    "ADT": (_zone(-3, "CA BM", "american summer"),),
    "AEDT": (_zone(11, "AU", "southern summer"),),
    "AEST": (_zone(10, "AU"),),
    "AKDT": (_zone(-8, "US", "american summer"),),
    "AKST": (_zone(-9, "US", "american winter"),),
    "ART": (_zone(-3, "AR"),),
    "AST": (_zone(-4, "CA BM PR DO TT BB"), _zone(3, "SA KW IQ QA BH YE")),
    "AWST": (_zone(8, "AU"),),
    "BRT": (_zone(-3, "BR"),),
    "BST": (_zone(1, "GB", "european summer"), _zone(6, "BD")),
    "CAT": (_zone(2, "ZA ZW ZM MZ BW RW MW NA"),),
    "CDT": (_zone(-5, "US CA MX", "american summer"),),
    "CEST": (_zone(2, "DE FR IT ES NL BE AT CH PL CZ SE NO DK HU", "european summer"),),
    "CET": (_zone(1, "DE FR IT ES NL BE AT CH PL CZ SE NO DK HU", "european winter"), _zone(1, "DZ TN")),
    "CLT": (_zone(-4, "CL"),),
    "COT": (_zone(-5, "CO"),),
    "CST": (_zone(-6, "US CA MX CR GT HN", "american winter"), _zone(8, "CN TW")),
    "EAT": (_zone(3, "KE TZ UG ET SO"),),
    "EDT": (_zone(-4, "US CA", "american summer"),),
    "EEST": (_zone(3, "FI EE LV LT GR RO BG UA CY", "european summer"),),
    "EET": (_zone(2, "FI EE LV LT GR RO BG UA CY", "european winter"), _zone(2, "EG LY")),
    "EST": (_zone(-5, "US CA", "american winter"), _zone(-5, "JM PA")),
    "ET": (_zone(-4, "US CA", "american summer"), _zone(-5, "US CA", "american winter")),
    "GST": (_zone(4, "AE OM"),),
    "HKT": (_zone(8, "HK"),),
    "HST": (_zone(-10, "US"),),
    "ICT": (_zone(7, "TH VN KH LA"),),
    "IDT": (_zone(3, "IL", "european summer"),),
    "IST": (_zone(5.5, "IN"), _zone(2, "IL", "european winter"), _zone(1, "IE", "european summer")),
    "JST": (_zone(9, "JP"),),
    "KST": (_zone(9, "KR"),),
    "MDT": (_zone(-6, "US CA", "american summer"),),
    "MEZ": (_zone(1, "DE AT CH"),),
    "MESZ": (_zone(2, "DE AT CH", "european summer"),),
    "MSK": (_zone(3, "RU"),),
    "МСК": (_zone(3, "RU"),),
    "MST": (_zone(-7, "US CA MX"), _zone(8, "MY")),
    "MYT": (_zone(8, "MY"),),
    "NDT": (_zone(-2.5, "CA", "american summer"),),
    "NPT": (_zone(5.75, "NP"),),
    "NST": (_zone(-3.5, "CA", "american winter"),),
    "NZDT": (_zone(13, "NZ", "southern summer"),),
    "NZST": (_zone(12, "NZ", "southern winter"),),
    "PDT": (_zone(-7, "US CA", "american summer"),),
    "PHT": (_zone(8, "PH"),),
    "PKT": (_zone(5, "PK"),),
    "PST": (_zone(-8, "US CA MX", "american winter"), _zone(8, "PH"), _zone(5, "PK")),
    "PT": (_zone(-7, "US CA", "american summer"), _zone(-8, "US CA", "american winter")),
    "SAST": (_zone(2, "ZA"),),
    "SGT": (_zone(8, "SG"),),
    "TRT": (_zone(3, "TR"),),
    "UZT": (_zone(5, "UZ"),),
    "WAT": (_zone(1, "NG CM AO"),),
    "WEST": (_zone(1, "PT", "european summer"),),
    "WET": (_zone(0, "PT"),),
    "WIB": (_zone(7, "ID"),),
    "WIT": (_zone(9, "ID"),),
    "WITA": (_zone(8, "ID"),),
    **{name: (_zone(0, ""),) for name in UTC_NAMES},
}

# RFC 2822, section 4.3, fixes these for machine dates.
_RFC_ZONES = {"EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420}
_NUMERIC = re.compile(r"(?:GMT|UTC|UT)?\s?([+\-\u2212])(\d{1,2})(?::?(\d{2}))?", re.ASCII)


def format_offset(minutes: int) -> str:
    """ISO 8601's form of an offset: `+05:30`."""
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"


def stated_offset(zone: str) -> int | None:
    """Minutes of `+0530`, `GMT+2`, `UTC`, or of an abbreviation that a machine date may carry; None if not certain."""
    if zone.upper() in UTC_NAMES:
        return 0
    if found := _NUMERIC.fullmatch(zone):
        hours, minutes = int(found[2]), int(found[3] or 0)
        if hours > 14 or minutes > 59:
            return None
        return (hours * 60 + minutes) * (1 if found[1] == "+" else -1)
    return _RFC_ZONES.get(zone.upper())


def settle(zone: str, day: date, countries: AbstractSet[str] = frozenset()) -> Settled:
    """The offset that a zone's text means on a day, for a page that shows evidence of being from these countries.

    `countries` are ISO 3166 codes. A meaning is out when its season does not hold on that day; what remains is
    settled if all agree, else by the countries, else not at all.
    """
    if not zone:
        return Settled(None, "no zone stated")
    name = zone.upper()
    if name in UTC_NAMES or _NUMERIC.fullmatch(zone):
        minutes = stated_offset(zone)
        return Settled(minutes, f"stated as {zone}" if minutes is not None else f"{zone} is no offset")
    meanings = ZONES.get(name, ())
    if not meanings:
        return Settled(None, f"{zone} is not a known zone")
    plausible = [z for z in meanings if _in_season(z.season, day)]
    if len({z.minutes for z in plausible}) == 1:
        alone = len({z.minutes for z in meanings}) == 1
        return Settled(
            plausible[0].minutes, f"{zone}" if alone else f"{zone}, the only meaning at that time of the year"
        )
    local = [z for z in plausible if z.countries & countries]
    if len({z.minutes for z in local}) == 1:
        country = min(local[0].countries & countries)
        return Settled(local[0].minutes, f"{zone} of {country}, the country that the page tells of")
    return Settled(None, f"{zone} is ambiguous")


def _in_season(season: Season, day: date) -> bool:
    """Whether the season may hold on the day; the weeks of the changes belong to both."""
    today = (day.month, day.day)
    inside = {
        "all year": True,
        "american summer": (3, 8) <= today <= (11, 7),
        "american winter": not (3, 15) <= today <= (10, 31),
        "european summer": (3, 23) <= today <= (10, 31),
        "european winter": not (4, 1) <= today <= (10, 24),
        "southern summer": not (4, 8) <= today <= (9, 23),
        "southern winter": (4, 1) <= today <= (10, 7),
    }
    return inside[season]
