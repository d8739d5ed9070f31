"""Make `enrichment/data/first_names.txt` from Faker's lists (MIT): `python infra/data/make_first_names.py`.

First names in Latin letters of which nearly all bearers are women, or men: two lines of words as they compare.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from pathlib import Path

import faker.providers.person

from dateline.enrichment.names.vocabulary import without_accents

TARGET = Path(__file__).parents[2] / "functions/dateline/enrichment/data/first_names.txt"
NOTE = (
    f"# First names of women, then of men, from the lists of Faker {faker.VERSION} (MIT, joke2k and contributors)."
    " Made by infra/data/make_first_names.py."
)
LEFT_OUT = {"is_IS"}
"""As long as all others together, and hardly ever in the news."""
ENGLISH = 3
"""How many lists of other languages an English one counts for: Andrea, Jean, Robin."""
SHARE = 0.8
"""Of the lists that hold a name, those that must agree."""


def counted() -> tuple[Counter[str], Counter[str]]:
    """In how many lists each name is a woman's, and a man's."""
    women: Counter[str] = Counter()
    men: Counter[str] = Counter()
    for module in sorted(found.name for found in pkgutil.iter_modules(faker.providers.person.__path__)):
        if module in LEFT_OUT:
            continue
        provider = importlib.import_module(f"faker.providers.person.{module}").Provider
        weight = ENGLISH if module == "en" or module.startswith("en_") else 1
        for names, count in (("first_names_female", women), ("first_names_male", men)):
            listed = {without_accents(name) for name in getattr(provider, names, None) or ()}
            count.update(dict.fromkeys(sorted(name for name in listed if len(name) > 1 and is_latin(name)), weight))
    return women, men


def is_latin(name: str) -> bool:
    """Whether a name, compared, is one word of the letters a to z."""
    return name.isascii() and name.replace("-", "").isalpha()


def surely(some: Counter[str], others: Counter[str]) -> str:
    """The names of some that are hardly ever the others'."""
    return " ".join(sorted(name for name, count in some.items() if count >= SHARE * (count + others[name])))


def main() -> None:
    """Write the file."""
    women, men = counted()
    TARGET.write_text("\n".join([NOTE, surely(women, men), surely(men, women)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
