"""The words that two texts can share, in any script."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.reading.cues import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

BEGINNING = 6
_WORD = re.compile(rf"(\w{{3,{BEGINNING}}})\w*")


def features(text: str) -> AbstractSet[str]:
    """What a text can share with another, each once."""
    return set(_WORD.findall(text)) if text.isascii() else set(shareable(text))


def shareable(text: str) -> Iterable[str]:
    """The beginnings of a text's words, or its pairs of characters where it has no spaces."""
    if text.isascii() or not UNSPACED.search(text):
        return _WORD.findall(text)
    return map("".join, pairwise(text.replace(" ", "")))
