"""Teams by the last word of their names: Rovers, where the text has Ashcombe Rovers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.enrichment.names.tagger import Tagged
from dateline.enrichment.names.vocabulary import without_accents, word_kinds
from dateline.enrichment.rarity import zipf

if TYPE_CHECKING:
    from collections.abc import Sequence

TEAM = "team"
"""The rule of a team that is called by the last word of its name."""

_MOST = 20
_RARE = 3.8
"""The Zipf value up to which a word with a capital is a team's name, also where it opens a sentence."""

_LEAST_LETTERS = 5


def with_teams(text: str, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The tagged spans, in order, and the last words of bodies' names where they stand alone, with a capital."""
    last_words = {
        words[-1]
        for span in tagged
        if span.kind == "organisation" and len(words := text[span.start : span.end].split()) > 1
    }
    names = sorted(word for word in last_words if _may_stand_alone(word))[:_MOST]
    if not names:
        return list(tagged)
    found, at = list(tagged), 0
    for alone in re.finditer(rf"(?<![\w’'\-&])(?<![A-Z]\. )(?:{'|'.join(names)})(?![\w\-]| [A-ZÀ-Þ])", text):
        while at < len(tagged) and tagged[at].end <= alone.start():
            at += 1
        free = at == len(tagged) or alone.end() <= tagged[at].start
        if free and not _has_capital_before(text, alone.start()):
            found.append(Tagged(alone.start(), alone.end(), "organisation", TEAM))
    return sorted(found, key=lambda span: span.start)


def _may_stand_alone(word: str) -> bool:
    """Whether a word is a plural that hardly any text has in small letters: Rovers, Wanderers."""
    if not (word.isalpha() and word.istitle() and word.endswith("s") and len(word) >= _LEAST_LETTERS):
        return False
    plain = without_accents(word)
    kinds = word_kinds()
    return plain not in kinds["COMMON"] and plain not in kinds["COMPANY"] and zipf(plain) < _RARE


def _has_capital_before(text: str, at: int) -> bool:
    """Whether another word of a name stands right before: Bristol | Rovers."""
    word = text[max(0, at - 30) : at].rpartition("\n")[2].split(" ")
    return len(word) > 1 and word[-1] == "" and word[-2][:1].isupper() and word[-2].lower() not in {"the", "but", "and"}
