"""Which countries a page tells of itself: by name in its furniture and handles, and by the domain of its address."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_LINES = 400
_GENERIC_DOMAINS = frozenset({"tv", "me", "io", "co", "fm", "am", "ai", "cc", "ws", "to", "ly", "gg"})


@lru_cache(maxsize=1)
def _named() -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds a country's name, the longest first, and the country that each name means."""
    countries = json.loads((Path(__file__).parent / "data/country_names.json").read_text("utf-8"))["countries"]
    codes = {name: code for code, names in countries.items() for name in names}
    return re.compile("|".join(sorted(map(re.escape, codes), key=len, reverse=True))), codes


def countries_told(furniture: Iterable[str], url: str | None) -> frozenset[str]:
    """ISO 3166 codes of the countries that handles on the page, or the address, name.

    A country in a headline is news and tells nothing; one inside a handle or a site's name tells where it sits.
    """
    found: set[str] = set()
    host = (urlsplit(url).hostname or "") if url else ""
    if country := country_of_host(host):
        found.add(country)
    names = [host]
    for text, _ in zip(furniture, range(MOST_LINES), strict=False):
        if "@" in text or "." in text or "©" in text:
            names.extend(word for word in text.split() if "@" in word or "." in word.strip(".") or "©" in text)
    pattern, codes = _named()
    for name in names:
        found.update(codes[match] for match in pattern.findall(name.casefold()))
    return frozenset(found)


def is_country(name: str) -> bool:
    """Whether the name is that of a country, as it calls itself or in English."""
    return "".join(filter(str.isalpha, name)).casefold() in _named()[1]


def country_of_host(host: str) -> str | None:
    """The ISO 3166 code of the country whose domain a host stands in; None for a domain that anyone may take."""
    top = host.rpartition(".")[2].lower()
    if len(top) != 2 or not top.isalpha() or top in _GENERIC_DOMAINS or top == "eu":
        return None
    return {"uk": "GB"}.get(top, top.upper())
