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
    return set(shareable(text))


def shareable(text: str) -> Iterable[str]:
    """The beginnings of a text's words, or its pairs of characters where it has no spaces."""
    if not text.isascii() and UNSPACED.search(text):
        return map("".join, pairwise(text.replace(" ", "")))
    return _WORD.findall(text)
