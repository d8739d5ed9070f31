"""Marks that ran out of step, so that the writer's words between two quotes look quoted: such paragraphs tell none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.enrichment.quotes.marks import Quoted

_SAID = r"(?:said|says|added|adds|explained|told)"
_NAMED = r"(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,3})"
_TELLS = rf"(?:(?:^|, ){_NAMED} {_SAID}|, {_SAID} {_NAMED})"
_ATTRIBUTION = re.compile(rf"{_TELLS}[.,;]")
_ATTRIBUTION_AT_THE_END = re.compile(rf"{_TELLS}[.,;:]?$")
_ATTRIBUTION_AT_THE_HEAD = re.compile(rf"[,;]|{_SAID} (?:[A-Z]|the |a )")
_MARK_BETWEEN_SPACES = re.compile(r"\s(?:[“”„]|\"(?!\"))\s")
_LONGEST_ATTRIBUTION = 160
"""Characters from the comma on, and without it."""


def in_step(text: str, quotes: Iterable[Quoted]) -> list[Quoted]:
    """The quotes of those paragraphs of which no quote reads like the words between two quotes."""
    found = list(quotes)
    astray = {quote.paragraph for quote in found if _is_astray(text, quote)}
    return [quote for quote in found if quote.paragraph not in astray]


def _is_astray(text: str, quote: Quoted) -> bool:
    """Whether a quote tells who said something, begins with a comma, or holds a mark without a partner."""
    words = text[quote.start : quote.end]
    if quote.closed == quote.end and _ATTRIBUTION.search(words):
        return True
    if _ATTRIBUTION_AT_THE_HEAD.match(words) or _MARK_BETWEEN_SPACES.search(words):
        return True
    return _ATTRIBUTION_AT_THE_END.search(words, max(0, len(words) - _LONGEST_ATTRIBUTION)) is not None
