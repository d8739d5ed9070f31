"""Whether a dump holds a story at all, or is a home page, a listing, a consent wall, an error page, or no page.

Each test names what gives such a text away. They were set on the rests of pages whose story was cut out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.cues import UNSPACED, phrases
from dateline.reading.dump.lines.foreign import foreign
from dateline.reading.dump.lines.vocabulary import features
from dateline.rejection import Reason, Rejection

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dateline.reading.dump.fields.headline import Ranked
    from dateline.reading.dump.lines import Line

# Columns of prose.
LEAST_PROSE = 150
SHORT_STORY = 1_000
COHERENT_WIDTH = 60

# What the lines' scores add up to.
LEAST_EVIDENCE = 2.5
LITTLE_EVIDENCE = 7.0
MODEST_EVIDENCE = 16.0
SURE_LINE = 1.5

LEAST_COHERENCE = 0.18
"""So many of a paragraph's words come back in the others, where the paragraphs tell one story."""

LEAST_SHARE = 0.1
"""So much of the page is prose, where a short text is the page's story."""

BARE_TEXT = 0.8
MOST_CONSENT = 1 / 250
"""More mentions of cookies per column than this, and the text is about consent."""

_CONSENT_WORDS = tuple(sorted(phrases("consent")))


@dataclass(frozen=True, slots=True)
class Findings:
    """What is weighed: the story's lines, what their scores add up to, the columns of the page, and whether
    a line was found that can be the headline."""

    story: tuple[Line, ...]
    evidence: float
    amount: int
    page: int
    headline: bool

    @property
    def is_bare(self) -> bool:
        """Whether the text is most of the page: a bare text needs no headline."""
        return self.amount >= BARE_TEXT * self.page

    @property
    def is_doubtful(self) -> bool:
        """Whether there is little to speak for the story, and little for each of its lines."""
        return self.evidence < min(MODEST_EVIDENCE, SURE_LINE * len(self.story))

    @property
    def has_sentences(self) -> bool:
        """Whether any line closes like a sentence, or is in a script that needs no mark for it."""
        return any(line.ends or UNSPACED.search(line.text) for line in self.story)

    @property
    def asks_consent(self) -> bool:
        """Whether the text speaks of little else than cookies."""
        mentions = sum(map("\n".join([line.folded for line in self.story]).count, _CONSENT_WORDS))
        return mentions > max(1, self.amount * MOST_CONSENT)

    @property
    def coherence(self) -> float:
        """How much of each paragraph's words come back in the others, 0 to 1; 1 where there is but one."""
        words = [features(line.folded) for line in self.story if line.width >= COHERENT_WIDTH]
        if len(words) == 1:
            return 1.0
        shares = []
        for index, own in enumerate(words):
            others = set().union(*words[:index], *words[index + 1 :])
            shares.append(len(own & others) / len(own) if own else 0.0)
        return sum(shares) / len(shares) if shares else 0.0


@dataclass(frozen=True, slots=True)
class Test:
    """What speaks against there being a story, and the message that the rejection carries."""

    name: str
    why: str
    message: str
    holds: Callable[[Findings], bool]


AGAINST: tuple[Test, ...] = (
    Test(
        "no prose",
        "error pages, menus and listings have next to no lines that read like a story",
        "Its lines hold no connected text: this looks like a listing, an error page or a notice.",
        lambda it: it.amount < LEAST_PROSE or (it.evidence < LEAST_EVIDENCE and not it.is_bare),
    ),
    Test(
        "no sentence",
        "names, prices and links are no running text, however many there are",
        "Not one line closes like a sentence: this is no running text.",
        lambda it: not it.has_sentences,
    ),
    Test(
        "consent",
        "a wall speaks of cookies in every sentence",
        "The text asks for consent to cookies: this is a consent wall, not a story.",
        lambda it: it.asks_consent,
    ),
    Test(
        "no headline",
        "a little text that no line above sums up is a notice or a teaser",
        "No line is the headline of the little text that there is.",
        lambda it: it.evidence < LITTLE_EVIDENCE and not it.headline and not it.is_bare,
    ),
    Test(
        "lost among navigation",
        "a home page has a sentence here and there",
        "The little text is lost among navigation: this looks like a home page or a listing.",
        lambda it: it.evidence < LITTLE_EVIDENCE and it.amount < min(SHORT_STORY, LEAST_SHARE * it.page),
    ),
    Test(
        "nothing in common",
        "teasers each tell of something else",
        "Its texts have hardly a word in common: this looks like a home page or a listing.",
        lambda it: it.is_doubtful and it.coherence < LEAST_COHERENCE and not it.is_bare,
    ),
)


def require_page(lines: Sequence[Line]) -> None:
    """Raise `Rejection` with reason `no_article` where the lines are of a text that is no page at all."""
    kind = foreign(lines)
    if kind is not None:
        raise Rejection(Reason.NO_ARTICLE, kind.message)


def require_story(lines: Sequence[Line], story: Sequence[Line], evidence: float, headlines: Sequence[Ranked]) -> None:
    """Raise `Rejection` with reason `no_article` unless the lines found, with what speaks for them, are a story."""
    findings = Findings(
        story=tuple(story),
        evidence=evidence,
        amount=sum([line.width for line in story]),
        page=sum([line.width for line in lines]),
        headline=bool(headlines),
    )
    for test in AGAINST:
        if test.holds(findings):
            raise Rejection(Reason.NO_ARTICLE, test.message)
