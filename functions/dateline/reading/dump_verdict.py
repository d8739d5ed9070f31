"""Whether a dump holds a story at all, or is a home page, a listing, a consent wall or an error page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.rejection import Reason, Rejection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.dump_lines import Line
    from dateline.reading.dump_roles import Decision

LEAST_PROSE = 250
"""So many columns of prose make the shortest story."""

LEAST_NEIGHBOURS = 0.3
"""In a story most paragraphs follow one another; in a listing each teaser stands between headlines."""

LONG_ENOUGH = 1_500
"""With so much prose in one stretch, gaps between its paragraphs do not make it a listing."""

MOST_CONSENT = 1 / 250
"""More mentions of cookies per column than this, and the text is about consent."""

_CONSENT_WORDS = ("cookie", "куки", "クッキー", "쿠키", "gdpr", "consent", "einwilligung", "consentement")


def require_story(lines: Sequence[Line], story: Sequence[Line], decisions: Sequence[Decision]) -> None:
    """Raise `Rejection` with reason `no_article` unless the stretch that was found is a story."""
    prose = [decision.kept and line.width >= 40 for line, decision in zip(story, decisions, strict=True)]
    amount = sum(line.width for line, is_prose in zip(story, prose, strict=True) if is_prose)
    if amount < LEAST_PROSE:
        raise Rejection(
            Reason.NO_ARTICLE,
            f"{len(lines)} lines hold no connected text: this looks like a listing, an error page or a notice.",
        )
    mentions = sum(line.text.casefold().count(word) for line in story for word in _CONSENT_WORDS)
    if mentions > amount * MOST_CONSENT and mentions >= 2:
        raise Rejection(Reason.NO_ARTICLE, "The text asks for consent to cookies: this is a consent wall, not a story.")
    neighbours = sum(one and other for one, other in zip(prose, prose[1:], strict=False))
    if amount < LONG_ENOUGH and sum(prose) >= 3 and neighbours < LEAST_NEIGHBOURS * sum(prose):
        raise Rejection(
            Reason.NO_ARTICLE,
            f"{sum(prose)} short texts stand apart from one another: this looks like a home page or a listing.",
        )
