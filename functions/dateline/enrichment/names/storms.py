"""Storms: Hurricane Irma is nobody, nor is Irma in the same text; and Florence may be no city."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.enrichment.names.vocabulary import compared, word_kinds

if TYPE_CHECKING:
    from dateline.enrichment.names.groups import Words

_NAMED = re.compile(
    r"(?<!\w)(?P<storm>[A-Z][a-z]{4,9}) (?P<name>[A-ZÀ-Þ][^\W\d_]+)(?: and (?P<second>[A-ZÀ-Þ][^\W\d_]+))?"
)


def storms_of(text: str) -> frozenset[Words]:
    """The names of the storms that a text tells of, as they compare."""
    if not any(storm.capitalize() in text for storm in word_kinds()["STORM"]):
        return frozenset()
    names: set[Words] = set()
    for found in _NAMED.finditer(text):
        storm = found["storm"].lower()
        if storm in word_kinds()["STORM"] or storm.removesuffix("s") in word_kinds()["STORM"]:
            names.add(compared(found["name"]))
            if found["second"] and storm.endswith("s"):
                names.add(compared(found["second"]))
    return frozenset(names)
