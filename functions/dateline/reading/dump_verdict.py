"""Whether a dump holds a story at all, or is a home page, a listing, a consent wall or an error page.

Each test names what gives such a page away. They were set on the rests of pages whose story was cut out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.dump_headline import features
from dateline.reading.dump_stretch import weight
from dateline.rejection import Reason, Rejection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.dump_headline import Ranked
    from dateline.reading.dump_lines import Line

# Columns of prose.
LEAST_PROSE = 230
SHORT_PARAGRAPH = 700
SHORT_STORY = 1_000
MIDDLING_STORY = 1_500

LEAST_COHERENCE = 0.15
"""So many of a paragraph's words come back in the others, where the paragraphs tell one story."""

LEAST_SHARE = 0.06
"""So much of the page is prose, where a short text is the page's story."""

CLEAR_HEADLINE = 3.5
MOST_CONSENT = 1 / 250
"""More mentions of cookies per column than this, and the text is about consent."""

_CONSENT_WORDS = ("cookie", "куки", "クッキー", "쿠키", "gdpr", "consent", "einwilligung", "consentement")


def require_story(lines: Sequence[Line], span: tuple[int, int], headlines: Sequence[Ranked]) -> None:
    """Raise `Rejection` with reason `no_article` unless the stretch that was found is a story."""
    story = lines[span[0] : span[1]]
    prose = [line for line in story if weight(line) > 0]
    amount = sum(line.width for line in prose)
    if found := _against(lines, prose, amount, headlines[0].score if headlines else 0.0):
        raise Rejection(Reason.NO_ARTICLE, found)


def _against(lines: Sequence[Line], prose: Sequence[Line], amount: int, headline: float) -> str | None:
    """What speaks against there being a story, as a sentence; None where nothing does."""
    if amount < LEAST_PROSE:
        return f"{len(lines)} lines hold no connected text: this looks like a listing, an error page or a notice."
    mentions = sum(line.folded.count(word) for line in prose for word in _CONSENT_WORDS)
    if mentions >= 2 and mentions > amount * MOST_CONSENT:
        return "The text asks for consent to cookies: this is a consent wall, not a story."
    if len(prose) == 1 and amount < SHORT_PARAGRAPH and headline < CLEAR_HEADLINE:
        return "One paragraph stands alone, and no headline goes with it."
    if amount < MIDDLING_STORY and headline == 0.0:
        return "No line is the headline of the little text that there is."
    if amount < MIDDLING_STORY and amount < LEAST_SHARE * sum(line.width for line in lines):
        return "The little text is lost among navigation: this looks like a home page or a listing."
    if len(prose) > 1 and amount < SHORT_STORY and _coherence(prose) < LEAST_COHERENCE:
        return f"{len(prose)} texts have hardly a word in common: this looks like a home page or a listing."
    return None


def _coherence(prose: Sequence[Line]) -> float:
    """How much of each paragraph's words come back in the others, 0 to 1."""
    words = [features(line.folded) for line in prose]
    shares = []
    for index, own in enumerate(words):
        others = set().union(*words[:index], *words[index + 1 :])
        shares.append(len(own & others) / len(own) if own else 0.0)
    return sum(shares) / len(shares)
