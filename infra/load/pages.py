"""Pages that are all different, made from a few: other words, other names, other addresses, other lengths.

No cache of words, names or addresses helps with such pages; one that has no bound grows with them.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SAMPLES: Final = Path(__file__).parents[2] / "tests" / "pages"
_CONSONANTS, _VOWELS = "bcdfghklmnprstvwz", "aeiou"

_WORD = re.compile(r"[^\W\d_]{5,}")
_HTML_TEXT = re.compile(r">[^<>]{6,}<")
_HTML_PARAGRAPH = re.compile(r"<p>[^\0]{60,}?</p>")
_DUMP_TEXT = re.compile(r"^.{20,}$", re.MULTILINE)
_DUMP_PARAGRAPH = re.compile(r"^.{80,}$", re.MULTILINE)
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)")
_ADDRESS = re.compile(r"(https?://[^\s/\"'<>]+/[^\s?\"'<>]{6,})")

_CHANGED_WORDS, _CHANGED_NAMES = 0.2, 0.9
_MOST_COPIES = 24
_LARGE_COPIES = 6_000  # beyond what a queue message holds, or an item
_LARGE_EVERY = 250
_SHARES: Final = {"removed": 0.03, "replaced": 0.03, "not an article": 0.04}


@dataclass(frozen=True, slots=True)
class Page:
    """What is uploaded under a key. `fate`: "stays", or "removed" or "replaced" at once after it was uploaded."""

    key: str
    data: bytes
    fate: str


def made(count: int, seed: int = 1) -> Iterator[Page]:
    """So many pages, the same for the same seed; among them removals, replacements, large pages, and no articles."""
    samples = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".html", ".txt"})
    refused = [path for path in samples if "rejection" in json.loads(path.with_suffix(".json").read_bytes())]
    texts = [(path, *_decoded(path.read_bytes())) for path in samples if path not in refused]
    no_articles = [b"", b" \n", b"\x89PNG\r\n\x1a\n", *(path.read_bytes() for path in refused)]
    chance = random.Random(seed)  # noqa: S311 - the same pages each time are wanted
    for number in range(count):
        path, text, charset = texts[number % len(texts)]
        kind = "large" if number % _LARGE_EVERY == _LARGE_EVERY // 2 else _kind(chance)
        if kind == "not an article":
            data = chance.choice(no_articles) + b" " * (number % 50)
        else:
            data = _varied(text, path.suffix == ".html", number, kind == "large", chance).encode(charset)
        fate = kind if kind in {"removed", "replaced"} else "stays"
        yield Page(f"load/{number:06d} {_made_word(chance)}{path.suffix}", data, fate)


def _kind(chance: random.Random) -> str:
    at = chance.random()
    for kind, share in _SHARES.items():
        if at < share:
            return kind
        at -= share
    return "plain"


def _decoded(data: bytes) -> tuple[str, str]:
    """The page's text, and the charset that it states."""
    stated = _CHARSET.search(data)
    charset = stated[1].decode("ascii") if stated else "utf-8"
    return data.decode(charset), charset


def _varied(text: str, html: bool, number: int, large: bool, chance: random.Random) -> str:
    copies = _LARGE_COPIES if large else chance.randrange(_MOST_COPIES)
    paragraph = _HTML_PARAGRAPH if html else _DUMP_PARAGRAPH
    break_ = "\n" if html else "\n\n"
    found = [match.group() for match in paragraph.finditer(text)]
    if found:
        more = (chance.choice(found) for _ in range(copies))
        text = text.replace(found[-1], break_.join([found[-1], *more]), 1)
    text += f"\n<!-- {number} -->" if html else f"\n\n{number}\n"  # no two are alike, whatever chance changes
    text = _ADDRESS.sub(rf"\1-{number}", text)

    def word(match: re.Match[str]) -> str:
        share = _CHANGED_NAMES if match.group()[0].isupper() else _CHANGED_WORDS
        return _other_word(match.group(), chance) if chance.random() < share else match.group()

    def line(match: re.Match[str]) -> str:
        return _WORD.sub(word, match.group())

    return (_HTML_TEXT if html else _DUMP_TEXT).sub(line, text)


def _other_word(word: str, chance: random.Random) -> str:
    """A word that is new, in the same script; a name stays a name."""
    if not word.isascii():
        return "".join(chance.sample(word, len(word)))
    other = _made_word(chance)
    return other.capitalize() if word[0].isupper() else other


def _made_word(chance: random.Random) -> str:
    return "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(chance.randrange(3, 6)))
