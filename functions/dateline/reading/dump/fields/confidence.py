"""How far headline and byline of a dump are to be believed: by how far the best candidate leads the next.

On the pages that the steps were measured on, headlines of high confidence are right in 97 of 100 cases, those of
medium confidence in 90, those of low confidence in 70; bylines in 90, 70 and 50.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.article import Confidence
    from dateline.reading.dump.fields.bylines import Credited
    from dateline.reading.dump.fields.headline import Ranked

SURE_HEADLINE, LIKELY_HEADLINE = 5.0, 1.5
SURE_BYLINE, LIKELY_BYLINE = 2.3, 1.1


def of_headline(ranked: Sequence[Ranked]) -> Confidence:
    """Of the first of the candidates, which are the best first."""
    return _by_lead(ranked, SURE_HEADLINE, LIKELY_HEADLINE)


def of_bylines(credited: Sequence[Credited]) -> Confidence:
    """Of the first of the candidates, which are the best first."""
    return _by_lead(credited, SURE_BYLINE, LIKELY_BYLINE)


def _by_lead(candidates: Sequence[Ranked] | Sequence[Credited], sure: float, likely: float) -> Confidence:
    lead = candidates[0].score - (candidates[1].score if len(candidates) > 1 else 0.0)
    return "high" if lead >= sure else "medium" if lead >= likely else "low"
