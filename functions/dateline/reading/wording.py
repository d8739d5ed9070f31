"""Texts compared by their words alone: case, punctuation and white space do not count."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=128)
def wording(text: str) -> str:
    """The words of a text in one line: texts that differ in case and punctuation have one wording."""
    return " ".join(words(text))
