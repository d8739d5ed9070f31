"""What between quotation marks is speech, whole or in part, and what are titles, nicknames and words held at arm's
length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.enrichment.quotes.marks import Quoted
    from dateline.enrichment.quotes.speakers import Said
    from dateline.findings import QuoteKind

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_ENOUGH_WORDS = 5
"""From so many on, what stands between marks is hardly ever anything but somebody's words."""
_SHORT_IN_PART = 3
_SMALL_IN_TITLES = 4
"""Letters of the words that a title may write small."""
_MOST_OF_TITLE = 9
_MOST_COUNTED = 50
_BREAKS = "\n.!?:;,—–―-…”\"'’“‘|"


def kind_of(text: str, quote: Quoted, said: Said | None) -> QuoteKind | None:
    """Direct, mixed, or None for what is no speech.

    Direct is what begins like a sentence of its own; mixed what a sentence of the writer's runs on with.
    """
    content = text[quote.start : quote.end]
    words = _WORD.findall(content[:400])[:_MOST_COUNTED]
    if not words:
        return None
    beside = said is not None and said.attribution == "adjacent"
    fresh = is_fresh(text, quote)
    ends = content[-1] in ".,!?…;-–—" or (text[quote.closed : quote.closed + 1] in {",", "."} and beside)
    if _is_title(content, words) and not (beside and said and said.cue and fresh):
        return None
    if len(words) >= _ENOUGH_WORDS:
        whole = fresh and (ends or words[0][0].isupper())
        return "direct" if whole or quote.continues else "mixed"
    if fresh and ends and _is_short_speech(words, said):
        return "direct"
    in_part = beside and said is not None and said.cue is not None and not fresh
    return "mixed" if in_part and len(words) >= _SHORT_IN_PART else None


def _is_short_speech(words: list[str], said: Said | None) -> bool:
    """Whether a few words are speech: the other half of a split quote, or tied to a verb right beside them."""
    if said is None:
        return False
    if said.rule in {"same paragraph", "goes on"}:
        return words[0][0].isupper()
    return said.attribution == "adjacent" and said.cue is not None


def is_fresh(text: str, quote: Quoted) -> bool:
    """Whether a quote begins like a sentence, and no sentence of the writer's runs on with it."""
    before = text[max(0, quote.opened - 40) : quote.opened].rstrip(" \t\xa0([")
    return not before or before[-1] in _BREAKS or quote.continues


def _is_title(content: str, words: list[str]) -> bool:
    """Whether it is written like the title of a work: with capitals throughout, and no stop within."""
    long = [word for word in words if len(word) > _SMALL_IN_TITLES or word[0].isupper()]
    in_capitals = len(long) >= 2 and not any(word[0].islower() for word in long)
    return in_capitals and len(words) <= _MOST_OF_TITLE and not any(mark in content[:-1] for mark in ".!;")
