"""What a copy of a text left out and what it added: paragraph by paragraph, and how much of the wording in all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dateline.enrichment.document import Document, Span
from dateline.enrichment.fingerprint import (
    CHARACTERS_IN_SHINGLE,
    MOST_CHARACTERS,
    WORDS_IN_SHINGLE,
    is_spaceless,
    tokens,
)

SAME_PARAGRAPH = 0.5
"""A paragraph was taken over where half of its wording was: less is a phrase that two paragraphs have in common."""

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of a text in a copy.

    `cut` are the paragraphs of the text that the copy does not have, `added` those of the copy that the text does not
    have, each a span of its own text in code points. `kept` is the share of the text's wording that the copy has,
    `taken` the share of the copy's that is the text's, from 0 to 1, counted in runs of three words.
    """

    cut: tuple[Span, ...]
    added: tuple[Span, ...]
    kept: float
    taken: float


def changes(text: str, copy: str) -> Changes:
    """How `copy` differs from `text`. Of either, `MOST_CHARACTERS` count; case and punctuation do not."""
    one, other = _Wording(text), _Wording(copy)
    return Changes(one.paragraphs_not_in(other), other.paragraphs_not_in(one), one.share_in(other), other.share_in(one))


class _Wording:
    """A text as the runs of words that it consists of."""

    def __init__(self, text: str) -> None:
        self._text = text[:MOST_CHARACTERS]
        self._words = tokens(self._text)

    @cached_property
    def _longest(self) -> int:
        return CHARACTERS_IN_SHINGLE if is_spaceless(self._words) else WORDS_IN_SHINGLE

    @cached_property
    def _runs(self) -> dict[int, frozenset[Run]]:
        """All runs of so many words, by their length."""
        return {length: frozenset(_runs(self._words, length)) for length in range(1, self._longest + 1)}

    def share_in(self, other: _Wording) -> float:
        return other.share_of(self._words, self._longest)

    def share_of(self, words: list[str], longest: int) -> float:
        """How many of the runs in `words` stand in this text. Fewer words than a run has are a run by themselves."""
        length = min(longest, self._longest, len(words))
        runs = frozenset(_runs(words, length))
        return len(runs & self._runs[length]) / len(runs) if length else 0.0

    def paragraphs_not_in(self, other: _Wording) -> tuple[Span, ...]:
        spans = ((span, tokens(self._text[span[0] : span[1]])) for span in Document(self._text).paragraphs)
        return tuple(span for span, words in spans if words and other.share_of(words, self._longest) < SAME_PARAGRAPH)


def _runs(words: list[str], length: int) -> zip[Run]:
    return zip(*(words[start:] for start in range(length)), strict=False)
