"""The words and names that tell best what a text is about, the best first.

A word counts by how often it stands in the text, how early, how long it is (long words say more), how rare it is in
general, and whether it names a thing done or a doer ("negotiations", "economist"). First names and surnames that
mostly stand together are told together.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.enrichment.document import Found
from dateline.enrichment.rarity import UNKNOWN, zipf
from dateline.language import function_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.enrichment.document import Document

MOST = 10
MOST_WORDS = 3_000
"""Only so many words of a text, from its start, are looked at."""

NOT_KNOWN = "keyphrases need the small words of a language, and those of this one are not known"

_LETTERS = r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0f00-\u109f\u1780-\u17d3]+"
"""Letters, and the vowel signs that many scripts write them with, which count as none by themselves."""

_WORD = re.compile(rf"{_LETTERS}(?:['’.-]{_LETTERS})*")
_DOER_OR_DEED = re.compile(r"(?:ions?|ments?|ity|ities|ness|isms?|ists?|ers?|ors?|ances?|ences?|ships?)$")
_LEAST_LETTERS = 3
_LEAST_IES = 6
"""A longer word that ends in -ies is the plural of one in -y; "series" and "movies" are not."""

_LEAST_COMMON = 4
_LONGEST_ENDING = 2
_LONGEST = 40
_LENGTH_THAT_COUNTS = 12

_CALENDAR = re.compile(
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August"
    "|September|October|November|December"
)
"""Days and months are told as dates."""

_APOSTROPHE = re.compile("['’]")
_PLAIN_WORDS = Path(__file__).parent / "data" / "plain_words.txt"
_NEGATED = re.compile(r"n['’]t$", re.IGNORECASE)
_ELIDING = frozenset(["fr", "it", "ca"])
_ELIDED = re.compile(r"[^\W\d_]{1,5}['’](?=[^\W\d_]{2})")
"""The article or preposition that a French, Italian or Catalan word is written together with: "l'", "dell'"."""

_CASE_BEHIND_APOSTROPHE = frozenset(["tr"])
"""Turkish sets the ending of a name apart by an apostrophe."""

_NOUNS_IN_CAPITALS = frozenset(["de", "lb"])
"""Languages that write nouns with a capital: what never stands with a small letter is a noun or a name."""

# What each sign of a telling word weighs. Round figures, found on texts whose keyphrases many people had chosen; the
# order of the best ten hardly changes when any of them is a fifth larger or smaller.
_OFTEN = 2.0
_EARLY = 0.85
_EARLY_WORDS = 85.0
_BEFORE_THE_END = 0.35
_PER_LETTER = 0.3
_UNCOMMON = 0.85
_COMMON_ZIPF = 5.95
_UNKNOWN = 1.5
_DEED = 0.4
_MANNER = 0.4

_TOGETHER = 0.6
"""Two capitalised words are one name if, of all places of the rarer, they stand side by side in this share."""


@dataclass(slots=True)
class _Word:
    """A word of the text in all its places: as it is shown, how often, where first."""

    shown: str
    frequency: int
    first: int


def find(document: Document) -> tuple[Found[str], ...]:
    """At most ten, none of which is another's plural."""
    if why_unknown(document):
        return ()
    language = _tag(document)
    printed = _printed(document.text, language)
    words = _words(printed)
    candidates = _candidates(words, language)
    scored = sorted(
        (
            (_weight(words[stem], common, len(printed), language), -words[stem].first, stem)
            for stem, common in candidates
        ),
        reverse=True,
    )
    return tuple(_whole(scored, words, printed, inflected=language != "en"))


def _candidates(words: dict[str, _Word], language: str) -> list[tuple[str, float]]:
    """The words that may be keyphrases, and how common each is in general."""
    skipped = function_words(language) | (_plain_words() if language == "en" else frozenset())
    found = []
    for stem, word in words.items():
        if _may_tell(word.shown, language):
            small = word.shown.lower()
            common = zipf(small, language)
            if common < _COMMON_ZIPF and small not in skipped and _APOSTROPHE.split(small)[0] not in skipped:
                found.append((stem, common))
    return found


@cache
def _plain_words() -> frozenset[str]:
    lines = _PLAIN_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def why_unknown(document: Document) -> str | None:
    """Why a text has no keyphrases, where that is for its language."""
    return None if function_words(_tag(document)) else NOT_KNOWN


def _tag(document: Document) -> str:
    return (document.language or "").partition("-")[0]


def _printed(text: str, language: str) -> list[tuple[str, int]]:
    """The words as printed, and where each starts; of `l'hôtel` and `İzmir'in` only the noun."""
    printed = [(found.group(), found.start()) for found in islice(_WORD.finditer(text), MOST_WORDS)]
    if language in _CASE_BEHIND_APOSTROPHE:
        return [(_APOSTROPHE.split(word)[0], start) for word, start in printed]
    if language not in _ELIDING:
        return printed
    bare = []
    for word, start in printed:
        elided = _ELIDED.match(word)
        length = elided.end() if elided else 0
        bare.append((word[length:], start + length))
    return bare


def _words(printed: list[tuple[str, int]]) -> dict[str, _Word]:
    first: dict[str, int] = {}
    frequency: dict[str, int] = {}
    for place, (shown, _) in enumerate(printed):
        if shown in frequency:
            frequency[shown] += 1
        else:
            first[shown] = place
            frequency[shown] = 1
    words: dict[str, _Word] = {}
    most: dict[str, tuple[bool, bool, int]] = {}
    for shown, count in frequency.items():
        stem = _stem(shown)
        word = words.setdefault(stem, _Word(shown, 0, first[shown]))
        word.frequency += count
        likelier = shown.islower(), not shown.isupper(), count
        if stem not in most or likelier > most[stem]:
            word.shown = shown
            most[stem] = likelier
    return words


def _stem(word: str) -> str:
    """The word in small letters, without a possessive or a plural s: what counts as the same word."""
    small = word.lower()
    if not small.endswith("s"):
        return small
    small = small.removesuffix("'s").removesuffix("’s")
    if len(small) > _LEAST_IES and small.endswith("ies"):
        return f"{small[:-3]}y"
    return small[:-1] if len(small) > 3 and small.endswith("s") and not small.endswith("ss") else small


def _are_forms_of_one(stem: str, other: str) -> bool:
    """Whether two words differ in their ending only: "osoby" and "osobą", "Kinder" and "Kindern"."""
    shorter, longer = sorted((stem, other), key=len)
    common = max(_LEAST_COMMON, len(shorter) - _LONGEST_ENDING)
    return len(longer) - len(shorter) <= _LONGEST_ENDING and shorter[:common] == longer[:common]


def _may_tell(shown: str, language: str) -> bool:
    return (
        _LEAST_LETTERS <= len(shown) <= _LONGEST
        and not shown[0].isdigit()
        and "_" not in shown
        and not _CALENDAR.fullmatch(shown)
        and not _NEGATED.search(shown)
        and (shown[0].isupper() or language not in _NOUNS_IN_CAPITALS)
    )


def _weight(word: _Word, common: float, total: int, language: str) -> float:
    small = word.shown.lower()
    weight = _OFTEN * math.log(1 + word.frequency)
    weight += _EARLY * math.exp(-word.first / _EARLY_WORDS) + _BEFORE_THE_END * (1 - word.first / total)
    weight += _PER_LETTER * min(len(small), _LENGTH_THAT_COUNTS)
    weight += _UNCOMMON * min(max(_COMMON_ZIPF - common, 0.0), 1.0) - _UNKNOWN * (common <= UNKNOWN)
    if language == "en":
        weight += _DEED * bool(_DOER_OR_DEED.search(small)) - _MANNER * small.endswith("ly")
    return weight


def _whole(
    scored: list[tuple[float, int, str]],
    words: dict[str, _Word],
    printed: list[tuple[str, int]],
    *,
    inflected: bool,
) -> Iterator[Found[str]]:
    """The best words, those that are of a name with the rest of it."""
    may = {stem for _, _, stem in scored}
    partners = _partners(printed, words, may)
    used: set[str] = set()
    taken: list[str] = []
    told = 0
    for _, _, stem in scored:
        if stem in used or (inflected and any(_are_forms_of_one(stem, other) for other in taken)):
            continue
        taken.append(stem)
        phrase, rule = words[stem].shown.removesuffix("'s").removesuffix("’s"), "a word that tells"
        parts = {stem}
        if stem in partners and partners[stem][0] not in used:
            other, pair = partners[stem]
            phrase, rule, parts = pair, "two words that stand together as a name", {stem, other}
        used |= parts
        yield Found(phrase, rule)
        told += 1
        if told == MOST:
            return


def _partners(printed: list[tuple[str, int]], words: dict[str, _Word], may: set[str]) -> dict[str, tuple[str, str]]:
    """For words of names: the word that they mostly stand beside, and the two as printed."""
    pairs: Counter[tuple[str, str]] = Counter()
    shown: dict[tuple[str, str], str] = {}
    for (left, start), (right, at) in pairwise(printed):
        if at - start - len(left) == 1 and left[0].isupper() and right[0].isupper():
            pair = _stem(left), _stem(right)
            if pair[0] in may and pair[1] in may:
                pairs[pair] += 1
                shown.setdefault(pair, f"{left} {right}".removesuffix("'s").removesuffix("’s"))
    partners: dict[str, tuple[str, str]] = {}
    for (left, right), together in pairs.most_common():
        for one, other in ((left, right), (right, left)):
            if one not in partners and together >= _TOGETHER * words[one].frequency:
                partners[one] = (other, shown[left, right])
    return partners
