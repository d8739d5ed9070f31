"""Whether a name stands in its sentence as a subject, as far as the words beside it tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.enrichment.quotes.cues import cues
from dateline.enrichment.quotes.descriptions import can_speak

if TYPE_CHECKING:
    from dateline.enrichment.document import Span

_FARTHEST = 90
"""Characters before a name that may hold its title, and what stands before that."""
_CONDITIONS = frozenset(["whether", "if"])
"""Begin clauses about what may be: whom these are about is not the one who is asked."""
_BEFORE_NAMES = frozenset(["former", "late", "then", "ex"])


def is_subject(text: str, sentence: Span, name: Span) -> bool:
    """Whether the person named at `name` can be what the sentence, or a clause of it, is about.

    It is not behind a preposition and its title ("after talks with Prime Minister Ann Roe"), nor before a possessive,
    nor between a verb and the end of what that governs ("the suit names Ann Roe.").
    """
    start, end = name
    if text[end : end + 2] in {"'s", "’s"} or text[end : end + 1] in {"'", "’"}:
        return False
    kinds = cues()
    for printed in reversed(text[max(sentence[0], start - _FARTHEST) : start].split()):
        word = printed.strip("\"'“”‘’()").casefold()
        if not word or word[-1] in ",;:–—-":
            return True
        if word in kinds["NO SUBJECT AFTER"] or word in _CONDITIONS:
            return False
        if word in kinds["SAY"] or word in kinds["SUBORDINATES"] or word == "but":
            return True
        is_title = printed[0].isupper() or word in kinds["DETERMINER"] or word in _BEFORE_NAMES or can_speak(word)
        if not is_title:
            return not _ends_clause(text, end)
    return True


def _ends_clause(text: str, end: int) -> bool:
    """Whether no verb follows a name: behind it stand a mark, a preposition or nothing."""
    following = text[end : end + 24].split(None, 1)
    if not following or not text[end : end + 1].isspace():
        return True
    word = following[0].casefold().strip(",.;:")
    return word in cues()["NO SUBJECT AFTER"] or word in {"who", "as", "over", "when", "while"}
