"""The words of pages that stand where a story should: consent walls, their buttons, and pages that are not there.

They stand in `data/wall_words.json`, by language, as the letters that their forms share: `einwillig`, `accett`.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Literal

Kind = Literal["consent", "agreement", "lost", "lost_thing"]
LONGEST_WHOLE = 2
"""Letters of a word of Latin letters that tells only by itself."""


def says(kind: Kind, text: str) -> bool:
    """Whether a text holds a word of that kind, in any language."""
    return _words(kind).search(text) is not None


@cache
def _words(kind: Kind) -> re.Pattern[str]:
    data = json.loads((Path(__file__).parent / "data/wall_words.json").read_text("utf-8"))
    words = sorted({word for kinds in data.values() for word in kinds.get(kind, ())})
    return re.compile("|".join(_form(word, kind) for word in words), re.IGNORECASE)


def _form(word: str, kind: Kind) -> str:
    """Names of things are short, and tell only where a word opens with them."""
    opens = r"\b" if word.isascii() and (kind == "lost_thing" or len(word) <= LONGEST_WHOLE) else ""
    closes = r"\b" if opens and len(word) <= LONGEST_WHOLE else ""
    return opens + re.escape(word) + closes
