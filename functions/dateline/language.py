"""Which language a text is written in, told by its script and its function words.

A script that one language alone is written in decides at once. Else the language wins whose function words the
text is full of, provided that it leaves the next one behind and that the text's letters are its own letters. The
words stand in `data/function_words.txt`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAMPLE = 4_000
"""How many characters of the text are looked at, from its start."""

_LEAST_WORDS = 3
"""So many words of the text must be function words of the language."""

_LEAST_SHARE = 0.045
"""So much of the text must its function words make up, those shared with other languages counting less."""

_OPENING = 400
"""So many characters are looked at where it is known which language they should be in."""

_FLUENT_SHARE = 0.08
"""So much of an opening are function words of its own language, shared ones counting less; hardly ever of another."""

_LEAD = 2.0
"""So many times must the words that only the best has, of the best two, outweigh those that only the second has."""

_LEAST_LEAD = 1.5
"""And so much must they weigh, where a word of one language alone weighs 1."""

_FOREIGN_LETTER = 12.0
"""What a letter that is not the language's own takes from its score, as a multiple of the letter's share."""

_LEAST_SCRIPT = 0.5
"""So much of the text's letters must be of one script."""

_LEAST_KANA = 0.06
"""Chinese text has no kana but in names; so much of a text in Han characters makes it Japanese."""

_IDEOGRAPH_WEIGHT = 2.5
"""One Han character, kana or Hangul syllable stands for about so many letters of an alphabet."""

_SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "latin"),
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0531, 0x058F, "armenian"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0x0780, 0x07BF, "thaana"),
    (0x0900, 0x097F, "devanagari"),
    (0x0980, 0x09FF, "bengali"),
    (0x0A00, 0x0A7F, "gurmukhi"),
    (0x0A80, 0x0AFF, "gujarati"),
    (0x0B00, 0x0B7F, "oriya"),
    (0x0B80, 0x0BFF, "tamil"),
    (0x0C00, 0x0C7F, "telugu"),
    (0x0C80, 0x0CFF, "kannada"),
    (0x0D00, 0x0D7F, "malayalam"),
    (0x0D80, 0x0DFF, "sinhala"),
    (0x0E00, 0x0E7F, "thai"),
    (0x0E80, 0x0EFF, "lao"),
    (0x0F00, 0x0FFF, "tibetan"),
    (0x1000, 0x109F, "myanmar"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1100, 0x11FF, "hangul"),
    (0x1200, 0x139F, "ethiopic"),
    (0x1780, 0x17FF, "khmer"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "greek"),
    (0x3040, 0x30FF, "kana"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "hangul"),
    (0xF900, 0xFAFF, "han"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFC, "arabic"),
    (0x20000, 0x323AF, "han"),
)
_ASCII_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_STARTS = [first for first, _, _ in _SCRIPTS]
_SCRIPT_NAMES = tuple(dict.fromkeys(name for _, _, name in _SCRIPTS))
_IDEOGRAPHIC = {"han", "kana", "hangul"}

_ONLY_LANGUAGE = {
    "greek": "el",
    "thaana": "dv",
    "tibetan": "bo",
    "armenian": "hy",
    "gurmukhi": "pa",
    "gujarati": "gu",
    "oriya": "or",
    "tamil": "ta",
    "telugu": "te",
    "kannada": "kn",
    "malayalam": "ml",
    "sinhala": "si",
    "thai": "th",
    "lao": "lo",
    "myanmar": "my",
    "georgian": "ka",
    "hangul": "ko",
    "khmer": "km",
}
"""Scripts that say the language by themselves, as far as newspapers are concerned."""

Letters = dict[str, int]

_WORD = re.compile(r"[^\s\d\u0000-\u0040\[-`{-\u00bf\u02bc\u0964\u060c\u061b\u061f\u06d4\u2000-\u206f\u3000-\u303f]+")
_WORD_DATA = Path(__file__).with_name("data") / "function_words.txt"


def detect(text: str) -> str | None:
    """The language of `text` as a BCP 47 primary tag ("en", "zh"), or None when unsure.

    Only the first few thousand characters are looked at. Both written forms of Norwegian are "no".
    """
    sample = text[:_SAMPLE].lower()
    letters = _letters_by_script(sample)
    script = _main_script(letters)
    if script in _ONLY_LANGUAGE:
        return _ONLY_LANGUAGE[script]
    if script == "han":
        han, kana = (sum(letters.get(one, {}).values()) for one in ("han", "kana"))
        return "ja" if kana >= _LEAST_KANA * (han + kana) else "zh"
    return _by_words(sample, script, letters[script]) if script else None


def speaks(text: str, language: str) -> bool:
    """Whether the opening of `text` bears out that it is in `language`: a quick look, True where nothing is known."""
    opening = text[:_OPENING].lower()
    own = _own_words(language)
    if own is None:
        main = _main_script(_letters_by_script(opening))
        return _ONLY_LANGUAGE.get(main or "", language) == language and (main == "han") == (language in ("ja", "zh"))
    words = opening.split()
    return sum(own[word] for word in words if word in own) >= _FLUENT_SHARE * max(len(words), 1)


@lru_cache(maxsize=64)
def function_words(language: str) -> frozenset[str]:
    """The small words that hold sentences of a language together, as far as they are known."""
    return frozenset(_own_words(language) or ())


@lru_cache(maxsize=64)
def _own_words(language: str) -> dict[str, float] | None:
    """The function words of a language, and how much each counts; None for a language of which none are known."""
    known = next((known for known in _words().values() if language in known.letters), None)
    if known is None:
        return None
    return {word: 1 / len(languages) for word, languages in known.languages.items() if language in languages}


def _letters_by_script(sample: str) -> dict[str, Letters]:
    """The letters of each script that a sample in lower case has any of, and how often it has each.

    Those of ASCII are counted as one: they are letters of every language that is written in Latin.
    """
    found: dict[str, Letters] = {}
    ascii_only = sample.encode("ascii", "ignore")
    if count := len(ascii_only) - len(ascii_only.translate(None, _ASCII_LETTERS)):
        found["latin"] = {"a": count}
    for character, count in Counter(_BEYOND_ASCII.findall(sample)).items():
        if character.isalpha():
            code = ord(character)
            first, last, script = _SCRIPTS[max(bisect_right(_STARTS, code) - 1, 0)]
            if first <= code <= last:
                found.setdefault(script, {})[character] = count
    return found


def _main_script(letters: Mapping[str, Letters]) -> str | None:
    """The script that most of the text is in; kana counts as Han, which it is written with."""
    weights = {
        script: sum(letters[script].values()) * (_IDEOGRAPH_WEIGHT if script in _IDEOGRAPHIC else 1)
        for script in _SCRIPT_NAMES
        if script in letters
    }
    total = sum(weights.values())
    weights["han"] = weights.get("han", 0) + weights.pop("kana", 0)
    best = max(weights, key=weights.__getitem__)
    return best if total and weights[best] >= _LEAST_SCRIPT * total else None


@dataclass(frozen=True, slots=True)
class _Words:
    """Of one script: the languages by word, and each language's own letters (none: any)."""

    languages: dict[str, tuple[str, ...]]
    letters: dict[str, frozenset[str]]


@cache
def _words() -> dict[str, _Words]:
    by_script: dict[str, _Words] = {}
    for line in _WORD_DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        tag, script, letters, words = (part.strip() for part in line.split("|"))
        known = by_script.setdefault(script, _Words({}, {}))
        known.letters[tag] = frozenset(letters + "abcdefghijklmnopqrstuvwxyz" if script == "latin" else letters)
        for word in words.split():
            known.languages[word] = (*known.languages.get(word, ()), tag)
    return by_script


def _by_words(sample: str, script: str, letters: Letters) -> str | None:
    known = _words().get(script)
    if known is None:
        return None
    words = _WORD.findall(sample)
    told = Counter(filter(known.languages.__contains__, words))
    votes = [(known.languages[word], count) for word, count in told.items()]
    shares = dict.fromkeys(known.letters, 0.0)
    for languages, count in votes:
        for language in languages:
            shares[language] += count / len(languages)
    at_home = dict.fromkeys(shares, 0.0)
    scores = dict.fromkeys(shares, 0.0)
    leading = (0.0, 0.0)
    for language in sorted(shares, key=shares.__getitem__, reverse=True):
        if shares[language] < leading[1] or not shares[language]:
            break  # no score is higher than its share
        at_home[language] = _at_home(letters, known.letters[language])
        scores[language] = at_home[language] * shares[language]
        leading = (max(leading[0], scores[language]), max(leading[1], min(leading[0], scores[language])))
    best, second = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
    lead, doubt = at_home[best] * _weight(votes, best, second), at_home[second] * _weight(votes, second, best)
    sure = (
        sum(count for languages, count in votes if best in languages) >= _LEAST_WORDS
        and scores[best] >= _LEAST_SHARE * len(words)
        and lead >= max(_LEAST_LEAD, _LEAD * doubt)
    )
    return best if sure else None


def _at_home(letters: Letters, own: frozenset[str]) -> float:
    """From 1, where every letter of the text is the language's own, down to 0."""
    foreign = sum([letters[letter] for letter in letters.keys() - own]) if own else 0
    return max(0.0, 1 - _FOREIGN_LETTER * foreign / sum(letters.values()))


def _weight(votes: list[tuple[tuple[str, ...], int]], language: str, other: str) -> float:
    """How much speaks for the one language that does not speak for the other too."""
    return sum(count / len(languages) for languages, count in votes if language in languages and other not in languages)
