"""The concepts of the IPTC's Media Topics, and the names by which newsrooms call them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.normal_form import normalized

_DATA = Path(__file__).parents[1] / "data" / "media_topics.txt"
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept: its code, its English name, and the top term that it belongs to (its own code, where it is one)."""

    code: str
    name: str
    top: str


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    by_code: dict[str, Topic]
    by_name: dict[str, Topic]


def topic(code: str) -> Topic:
    """The concept of a code; KeyError where it is none of those known here."""
    return _vocabulary().by_code[code]


def named(name: str) -> Topic | None:
    """The concept that a section or a keyword of this name means, in any language, or None."""
    return _vocabulary().by_name.get(comparable(name))


def comparable(name: str) -> str:
    """A name in small letters, without accents and signs: `Arts & Culture` and `arts-and-culture` are the same."""
    apart = normalized("NFKD", name.replace("&", " and ").casefold())
    letters = "".join(one for one in apart if unicodedata.category(one) != "Mn" or not _is_latin_mark(one))
    return _NO_LETTER.sub(" ", normalized("NFC", letters)).strip()


def _is_latin_mark(mark: str) -> bool:
    """Whether a mark is an accent over letters; the vowel signs of Indic scripts are no accents."""
    return "\u0300" <= mark <= "\u036f"


@cache
def _vocabulary() -> _Vocabulary:
    by_code: dict[str, Topic] = {}
    by_name: dict[str, Topic] = {}
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, broader, name, names = (part.strip() for part in line.split("|"))
        known = by_code[code] = Topic(code, name, by_code[broader].top if broader else code)
        for one in (name, *names.split(";")):
            by_name.setdefault(comparable(one), known)
    by_name.pop("", None)
    return _Vocabulary(by_code, by_name)
