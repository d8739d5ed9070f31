"""Whether a dump holds a story at all, or is a home page, a listing, a consent wall or an error page.

Each test names what gives such a page away. They were set on the rests of pages whose story was cut out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.reading.cues import UNSPACED, phrases
from dateline.reading.dump.headline import features
from dateline.rejection import Reason, Rejection

if TYPE_CHECKING:
    from dateline.reading.dump.headline import Ranked
    from dateline.reading.dump.lines import Line

# Columns of prose.
PROSE_WIDTH = 110
LEAST_PROSE = 230
SHORT_PARAGRAPH = 700
SHORT_STORY = 1_000
MIDDLING_STORY = 1_500

FEWEST_LINES = 3
NEXT = 2
"""So many lines on is the next paragraph, a blank line between or not."""

LEAST_COHERENCE = 0.15
"""So many of a paragraph's words come back in the others, where the paragraphs tell one story."""

LEAST_SHARE = 0.06
"""So much of the page is prose, where a short text is the page's story."""

CLEAR_HEADLINE = 5.5
BARE_TEXT = 0.8
MOST_CONSENT = 1 / 250
"""More mentions of cookies per column than this, and the text is about consent."""

_CONSENT_WORDS = tuple(sorted(phrases("consent")))


@dataclass(frozen=True, slots=True)
class Findings:
    """What is weighed: the columns of prose and of the page, its lines, the paragraphs and how many of them follow one
    another, and the best headline's score."""

    prose: tuple[Line, ...]
    neighbours: int
    amount: int
    lines: int
    page: int
    headline: float

    @property
    def mostly(self) -> float:
        """So many columns of prose make up most of the page; then it is a bare text, which needs no headline."""
        return BARE_TEXT * self.page

    @property
    def has_sentences(self) -> bool:
        """Whether any line closes like a sentence, or is in a script that needs no mark for it."""
        return any(line.ends or UNSPACED.search(line.text) for line in self.prose)

    @property
    def asks_consent(self) -> bool:
        """Whether the text speaks of little else than cookies."""
        mentions = sum(line.folded.count(word) for line in self.prose for word in _CONSENT_WORDS)
        return mentions > max(1, self.amount * MOST_CONSENT)

    @property
    def is_scattered(self) -> bool:
        """Whether most paragraphs stand apart from one another."""
        return len(self.prose) > 1 and self.neighbours < (len(self.prose) - 1) * 0.5

    @property
    def coherence(self) -> float:
        """How much of each paragraph's words come back in the others, 0 to 1."""
        words = [features(line.folded) for line in self.prose]
        shares = []
        for index, own in enumerate(words):
            others = set().union(*words[:index], *words[index + 1 :])
            shares.append(len(own & others) / len(own) if own else 0.0)
        return sum(shares) / len(shares)


AGAINST: tuple[tuple[Callable[[Findings], bool], str], ...] = (
    (
        lambda it: it.amount < LEAST_PROSE,
        "Its lines hold no connected text: this looks like a listing, an error page or a notice.",
    ),
    (
        lambda it: it.lines < FEWEST_LINES and not it.has_sentences,
        "The page has no line breaks left, so that its story cannot be told from the rest.",
    ),
    (lambda it: not it.has_sentences, "Not one line closes like a sentence: this is no running text."),
    (lambda it: it.asks_consent, "The text asks for consent to cookies: this is a consent wall, not a story."),
    (
        lambda it: len(it.prose) == 1 and it.amount < min(SHORT_PARAGRAPH, it.mostly) and it.headline < CLEAR_HEADLINE,
        "One paragraph stands alone, and no headline goes with it.",
    ),
    (
        lambda it: it.amount < min(MIDDLING_STORY, it.mostly) and it.headline == 0.0,
        "No line is the headline of the little text that there is.",
    ),
    (
        lambda it: it.amount < min(MIDDLING_STORY, LEAST_SHARE * it.page),
        "The little text is lost among navigation: this looks like a home page or a listing.",
    ),
    (
        lambda it: it.is_scattered and it.amount < SHORT_STORY and it.coherence < LEAST_COHERENCE,
        "Its texts have hardly a word in common: this looks like a home page or a listing.",
    ),
)
"""What speaks against there being a story, each with the message that a rejection carries."""


def require_story(lines: Sequence[Line], story: Sequence[Line], headlines: Sequence[Ranked]) -> None:
    """Raise `Rejection` with reason `no_article` unless the lines that were found are a story."""
    findings = Findings(
        prose=tuple(line for line in story if line.ends or line.width >= PROSE_WIDTH),
        neighbours=sum(other.number - one.number <= NEXT for one, other in pairwise(story)),
        amount=sum(line.width for line in story),
        lines=len(lines),
        page=sum(line.width for line in lines),
        headline=headlines[0].score if headlines else 0.0,
    )
    for holds, message in AGAINST:
        if holds(findings):
            raise Rejection(Reason.NO_ARTICLE, message)
