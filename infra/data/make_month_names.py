"""Make `reading/data/month_names.json` from the Unicode CLDR: `python infra/data/make_month_names.py`.

For each language the names of the months, as they stand alone and in dates, wide and abbreviated, the order of day
and month in short dates, the names of the days of the week, and the words for the halves of the day. Read with
Babel; the output is committed.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale, localedata

LANGUAGES = """
    af ar az be bg bn ca cs cy da de el en es et eu fa fi fil fo fr ga gl gu he hi hr hu hy id is it ka kk km kn ko ky
    lb lo lt lv mk ml mn mr ms mt my nb ne nl nn or ps si so tg tk am as
    ar_DZ ar_LB ar_MA de_AT pa pl pt ro ru sk sl sq sr sr_Latn sv sw ta te th tr uk ur uz vi xh zu
"""
TARGET = Path(__file__).parents[2] / "functions/dateline/reading/data/month_names.json"
SHORTEST_NAME = 2
# Forms that the CLDR does not have, or has no more: content systems and people still write them.
FURTHER = {
    "bn": {2: ["ফেব্রুয়ারি"]},
    "de": {3: ["mrz", "maerz"], 9: ["sept"]},
    "en": {9: ["sept"]},
    "es": {9: ["set"]},
    "fr": {2: ["fevrier"], 8: ["aout"], 12: ["decembre"]},
}


def month_names(locale: Locale) -> list[list[str]]:
    """Twelve lists of the ways that a month is written, in lower case and without a final stop."""
    months: list[set[str]] = [set() for _ in range(12)]
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                folded = str(name).casefold().strip(" .")
                if len(folded) >= SHORTEST_NAME and not any(letter.isdigit() for letter in folded):
                    months[number - 1].add(folded)
    return [sorted(names) for names in months]


def weekday_names(locale: Locale) -> list[str]:
    """The names of the days of the week, in lower case; not the short ones, of which some are given names."""
    names = {
        str(name).casefold() for context in ("format", "stand-alone") for name in locale.days[context]["wide"].values()
    }
    return sorted(names)


def order(locale: Locale) -> str:
    """The order of year, month and day in a short date: `dmy`, `mdy` or `ymd`."""
    pattern = str(locale.date_formats["short"].pattern)
    return "".join(sorted("dmy", key=pattern.casefold().index))


def halves(locale: Locale) -> dict[str, list[str]]:
    """The words for the first and second half of the day."""
    found: dict[str, set[str]] = {"am": set(), "pm": set()}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            periods = locale.day_periods.get(context, {}).get(width, {})
            for half, names in found.items():
                if half in periods:
                    names.add(str(periods[half]).casefold())
    return {half: sorted(names) for half, names in found.items()}


def main() -> None:
    """Write the file."""
    languages = {}
    for tag in LANGUAGES.split():
        localedata._cache.clear()  # noqa: SLF001 - Babel merges aliased tables of one language into the next
        locale = Locale.parse(tag)
        languages[tag] = {
            "order": order(locale),
            "months": [
                sorted({*names, *FURTHER.get(tag, {}).get(number, [])})
                for number, names in enumerate(month_names(locale), 1)
            ],
            "weekdays": weekday_names(locale),
            **halves(locale),
        }
    note = (
        "Derived from the Unicode Common Locale Data Repository (CLDR). Copyright © 1991-2025 Unicode, Inc."
        " Distributed under the Unicode License v3, https://www.unicode.org/license.txt"
    )
    rows = ",\n".join(
        f"  {json.dumps(tag)}: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}"
        for tag, data in languages.items()
    )
    licence = json.dumps(note, ensure_ascii=False)
    TARGET.write_text(f'{{"licence": {licence},\n "languages": {{\n{rows}\n}}}}\n', "utf-8")


if __name__ == "__main__":
    main()
