"""What the words beside a date say of it: that the story was published then, or changed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from dateline.reading.cues import UNSPACED, phrases

SHORTEST_WORD = 4  # in the Latin script, whose `on`, `le` and `vom` stand before any date

Label = Literal["published", "updated"]


@lru_cache(maxsize=2)
def _phrase(kind: Label) -> re.Pattern[str]:
    """Any phrase of the kind, as whole words where the script has words."""
    known = sorted(phrases(kind), key=len, reverse=True)
    spaced = "|".join(
        re.escape(phrase)
        for phrase in known
        if not UNSPACED.match(phrase) and (len(phrase) >= SHORTEST_WORD or not phrase.isascii())
    )
    unspaced = "|".join(re.escape(phrase) for phrase in known if UNSPACED.match(phrase))
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)|{unspaced}")


def label_of(words: str) -> Label | None:
    """What the words in front of a date, or a line of their own above it, say; None where they say nothing."""
    folded = words.casefold()
    if _phrase("updated").search(folded):
        return "updated"
    return "published" if _phrase("published").search(folded) else None
