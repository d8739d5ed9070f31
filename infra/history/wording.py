"""What of an article is its wording: what the newsroom wrote, and not what the page put around it.

The page's clock and navigation, related links, comments and advertisements are no part of it, nor are the dates that
a content system writes anew whenever it saves a story.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.article import Article, BlockKind, Byline, Status


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the story, its white space made single spaces."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Two uploads whose wordings are equal are one wording. White space makes no difference."""

    headline: str
    standfirst: str
    bylines: str
    dateline: str
    status: Status | None
    paragraphs: tuple[Paragraph, ...]

    @classmethod
    def of(cls, article: Article) -> Wording:
        """The wording of an article."""
        dateline = article.dateline
        return cls(
            headline=spaced(article.headline),
            standfirst=spaced(article.standfirst),
            bylines="; ".join(filter(None, map(_byline, article.bylines))),
            dateline=spaced(dateline.text) if dateline else "",
            status=article.status,
            paragraphs=tuple(Paragraph(block.kind, spaced(block.text)) for block in article.blocks),
        )


def spaced(text: str | None) -> str:
    """The text, its runs of white space made one space; "" for None."""
    return " ".join((text or "").split())


def _byline(byline: Byline) -> str:
    return spaced(" ".join(part for part in (byline.name, byline.handle, byline.role and f"({byline.role})") if part))
