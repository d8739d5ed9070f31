"""Make `reading/data/country_names.json` from the Unicode CLDR: `python infra/data/make_country_names.py`.

For each country its name in English and in its own languages, in lower case without spaces, as it stands in handles
and in addresses.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

TARGET = Path(__file__).parents[2] / "functions/dateline/reading/data/country_names.json"
SHORTEST_NAME = 4
# Words that hold a country's name by chance, or names that are first of all something else.
AMBIGUOUS = {"chad", "guinea", "jersey", "georgia", "jordan", "niger", "oman", "mali", "cuba", "peru", "togo", "guam"}
# Places whose names hold another country's name.
INSIDE = {"US": ["indiana", "newmexico", "newjersey"], "GB": ["northernireland", "britain", "british"]}


def names(code: str, english: str) -> list[str]:
    """The names of a country, without spaces."""
    found = {english}
    for language in get_official_languages(code, de_facto=True):
        try:
            found.add(str(Locale.parse(language).territories.get(code, english)))
        except (UnknownLocaleError, ValueError):
            continue
    squeezed = {name.casefold().replace(" ", "").replace("-", "") for name in found}
    kept = {name for name in squeezed if len(name) >= SHORTEST_NAME and name not in AMBIGUOUS and name.isalpha()}
    return sorted(kept | set(INSIDE.get(code, ())))


def main() -> None:
    """Write the file."""
    territories = Locale.parse("en").territories
    countries = {code: names(code, str(name)) for code, name in sorted(territories.items()) if len(code) == 2}
    note = (
        "Derived from the Unicode Common Locale Data Repository (CLDR). Copyright © 1991-2025 Unicode, Inc."
        " Distributed under the Unicode License v3, https://www.unicode.org/license.txt"
    )
    rows = ",\n".join(
        f"  {json.dumps(code)}: {json.dumps(found, ensure_ascii=False)}" for code, found in countries.items() if found
    )
    licence = json.dumps(note, ensure_ascii=False)
    TARGET.write_text(f'{{"licence": {licence},\n "countries": {{\n{rows}\n}}}}\n', "utf-8")


if __name__ == "__main__":
    main()
