"""What an English text is about, told by its words: one of the top terms of the Media Topics, or nothing.

Each topic has words that tell it. A word counts by how often it stands in the text, how early, and for how many topics
it tells. A topic is told only where many different words tell it, and it leaves the next one well behind.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_DATA = Path(__file__).parents[1] / "data" / "topic_words.txt"
_WORD = re.compile(r"[a-z0-9]+(?:['’&-][a-z0-9]+)*")
_MOST_LETTERS = 6_000
"""Only so much of a text, from its start, is looked at."""

_TELLING = 2.0
_HINTING = 1.0
_TITLE = 2.0
"""A word of the title counts so many times."""

_EARLY_WORDS = 120
"""After so many words a word counts half."""

_LEAST = 0.25
"""So much must the best topic weigh, as a share of the square root of the number of words looked at."""

_LEAST_DIFFERENT = 4
"""So many different words must tell it."""

_LEAD = 1.4
"""So many times must it outweigh the next one."""

_SLIGHT_LEAD = 1.15
"""So many times, where the page leaves a choice of a few."""


_BORNE_OUT = 0.5
"""So much of the weight of the best topic must one have that only a keyword of the page tells."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The topic that a text is about, by its code, and the words that tell it, the weightiest first."""

    code: str
    words: tuple[str, ...]


def leading(text: str, title: str | None, among: Collection[str] = ()) -> Lead | None:
    """The topic that the text is about, or None where it is not clear. `among`: the codes that are to choose from."""
    by_topic, looked_at = _by_topic(text, title)
    ranked = [(weight, code) for weight, code in _ranked(by_topic) if not among or code in among]
    if not ranked:
        return None
    best, code = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    words = by_topic[code]
    if len(words) < _LEAST_DIFFERENT or best < _LEAST * math.sqrt(looked_at):
        return None
    if best < (_SLIGHT_LEAD if among else _LEAD) * second:
        return None
    return Lead(code, tuple(sorted(words, key=lambda word: (-words[word], word))))


def bears_out(text: str, title: str | None, code: str) -> bool:
    """Whether the words of the text go with a topic that the page tells: True also where they tell nothing."""
    ranked = _ranked(_by_topic(text, title)[0])
    weight = next((weight for weight, one in ranked if one == code), 0.0)
    return not ranked or weight >= _BORNE_OUT * ranked[0][0]


def _by_topic(text: str, title: str | None) -> tuple[dict[str, dict[str, float]], int]:
    """What each word weighs for each topic, and the number of words looked at."""
    weights, looked_at = _weights(text, title)
    by_topic: dict[str, dict[str, float]] = {}
    for word, (weight, topics) in weights.items():
        for code, strength in topics:
            by_topic.setdefault(code, {})[word] = weight * strength / math.sqrt(len(topics))
    return by_topic, looked_at


def _ranked(by_topic: dict[str, dict[str, float]]) -> list[tuple[float, str]]:
    return sorted(((sum(words.values()), code) for code, words in by_topic.items()), reverse=True)


def _weights(text: str, title: str | None) -> tuple[dict[str, tuple[float, tuple[tuple[str, float], ...]]], int]:
    """The telling words of the text, what each weighs and for which topics; and the number of words looked at."""
    lexicon = _lexicon()
    counts: dict[str, float] = {}
    words = _WORD.findall(text[:_MOST_LETTERS].lower().replace("’", "'"))
    for place, word in _units(words):
        if word in lexicon:
            counts[word] = counts.get(word, 0.0) + 0.5 + 0.5 * math.exp(-place / _EARLY_WORDS)
    for _, word in _units(_WORD.findall((title or "")[:300].lower().replace("’", "'"))):
        if word in lexicon:
            counts[word] = counts.get(word, 0.0) + _TITLE
    return {word: (math.log1p(count), lexicon[word]) for word, count in counts.items()}, max(len(words), 1)


def _units(words: list[str]) -> Iterator[tuple[int, str]]:
    """The words, and the pairs of words, with their places."""
    plain = [word.removesuffix("'s") for word in words]
    yield from enumerate(plain)
    for place, (first, second) in enumerate(pairwise(plain)):
        yield place, f"{first} {second}"


@cache
def _lexicon() -> dict[str, tuple[tuple[str, float], ...]]:
    """By word or pair of words: the topics that it tells, and how strongly."""
    found: dict[str, dict[str, float]] = {}
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, words = (part.strip() for part in line.split("|"))
        telling, _, hinting = words.partition(";")
        for listed, strength in ((hinting, _HINTING), (telling, _TELLING)):
            for word in listed.split(","):
                found.setdefault(word.strip(), {})[code] = strength
    found.pop("", None)
    return {word: tuple(topics.items()) for word, topics in found.items()}
