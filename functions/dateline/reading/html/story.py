"""The blocks of the region → the story: each block has a role, and a named rule says why it is kept or dropped.

The rules look at a block's shape, its place and its neighbours; words count only as cues, in whichever language.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.article import Block
from dateline.reading.bylines import parse_byline
from dateline.reading.cues import cue
from dateline.reading.dates import find_dates
from dateline.reading.html.headlines import LONGEST_HEADLINE, words
from dateline.reading.trace import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dateline.reading.html.blocks import RawBlock

LONG = 80
SHORT = 120
OPENING_WORDS = 8
FURNITURE = frozenset({"share", "related", "appeal", "comments", "tags", "advert", "navigation", "legal"})
_SENTENCE_END = re.compile(r"[.!?…。！？।؟۔:]['\"”’»)\]]*$")


@dataclass(slots=True)
class Context:
    """What the rules know beside the block: the words of the headline, where running text begins and ends
    (indexes of the first and last long paragraph), how often each text occurs, and whether pictures tell it all."""

    headline: list[str]
    first: int
    last: int
    counts: Counter[str]
    told_in_captions: bool
    seen: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to leave a block out: the rule's name, the role that it gives, and when it holds."""

    name: str
    role: str
    holds: Callable[[Context, int, RawBlock], bool]


def _repeats_headline(context: Context, _: int, block: RawBlock) -> bool:
    return block.length < 3 * LONGEST_HEADLINE and bool(context.headline) and words(block.text) == context.headline


def _is_main_heading(_: Context, __: int, block: RawBlock) -> bool:
    return any(tag.name == "h1" for tag in block.around)


def _is_caption(context: Context, _: int, block: RawBlock) -> bool:
    return block.kind == "caption" and not (context.told_in_captions and _is_sentence(block))


def _doubled(context: Context, index: int, block: RawBlock) -> bool:
    return block.length > LONG and context.seen.setdefault(block.text, index) != index


def _mostly_links(_: Context, __: int, block: RawBlock) -> bool:
    return block.link_share > 0.7 and not _is_sentence(block)


def _furniture_words(_: Context, __: int, block: RawBlock) -> bool:
    if block.length > SHORT:
        return False
    found = cue(block.text)
    return found.whole and bool(found.kinds & FURNITURE)


def _linked_pointer(_: Context, __: int, block: RawBlock) -> bool:
    """`Also read: …`: a cue in front, a link behind it."""
    if block.link_share < 0.3 or block.length > 300:
        return False
    return bool(cue(block.text).kinds & FURNITURE)


def _byline_in_front(context: Context, index: int, block: RawBlock) -> bool:
    return index < context.first and block.length < SHORT and bool(parse_byline(block.text))


def _date_in_front(context: Context, index: int, block: RawBlock) -> bool:
    return index < context.first and block.length < SHORT and bool(find_dates(block.text))


def _loose_line_in_front(context: Context, index: int, block: RawBlock) -> bool:
    return (
        index < context.first
        and block.kind == "paragraph"
        and block.length < LONG
        and not _SENTENCE_END.search(block.text)
    )


def _loose_line_at_end(context: Context, index: int, block: RawBlock) -> bool:
    return (
        index > context.last
        and block.kind in ("paragraph", "heading")
        and block.length < LONG
        and not _SENTENCE_END.search(block.text)
    )


def _repeated(context: Context, _: int, block: RawBlock) -> bool:
    return block.kind in ("paragraph", "heading") and block.length < LONG and context.counts[block.text] > 2


RULES = (
    Rule("first-level heading", "headline", _is_main_heading),
    Rule("same words as the headline", "repeated headline", _repeats_headline),
    Rule("caption of a picture", "caption", _is_caption),
    Rule("said before", "doubled", _doubled),
    Rule("short line said three times", "furniture", _repeated),
    Rule("mostly links", "related", _mostly_links),
    Rule("words of page furniture", "furniture", _furniture_words),
    Rule("cue and link", "related", _linked_pointer),
    Rule("date in front of the text", "date line", _date_in_front),
    Rule("name in front of the text", "byline", _byline_in_front),
    Rule("loose line in front of the text", "kicker", _loose_line_in_front),
    Rule("loose line behind the text", "trailer", _loose_line_at_end),
)
KEPT = "running text of the region"


@dataclass(frozen=True, slots=True)
class Judged:
    """A block and the rule that leaves it out of the body, if any."""

    block: RawBlock
    rule: Rule | None

    @property
    def unit(self) -> Unit:
        """The same for people."""
        role, name = (self.rule.role, self.rule.name) if self.rule else (self.block.kind, KEPT)
        return Unit(self.block.where, role, self.rule is None, name, self.block.text)


def judged(blocks: Sequence[RawBlock], headline: str | None) -> list[Judged]:
    """Every block of the region with the first rule that holds for it."""
    long = [i for i, block in enumerate(blocks) if _is_running_text(block)]
    context = Context(
        headline=words(headline or ""),
        first=long[0] if long else 0,
        last=long[-1] if long else len(blocks),
        counts=Counter(block.text for block in blocks),
        told_in_captions=not long,
    )
    return [
        Judged(block, next((rule for rule in RULES if rule.holds(context, index, block)), None))
        for index, block in enumerate(blocks)
    ]


def story_of(judgements: Sequence[Judged]) -> list[Block]:
    """The blocks of the story, with the captions between them."""
    kept: list[Block] = []
    for judgement in judgements:
        kind, text = judgement.block.kind, judgement.block.text
        if judgement.rule is None:
            kept.append(Block("paragraph" if kind == "caption" else kind, text))
        elif judgement.rule.role == "caption":
            kept.append(Block("caption", text))
    return kept


def opens_with(blocks: Sequence[Block], standfirst: str) -> bool:
    """Whether the story's first paragraph opens with the words of what the page gives as its description."""
    first = next((block.text for block in blocks if block.kind == "paragraph"), "")
    said = words(standfirst)[:OPENING_WORDS]
    return bool(said) and words(first[: 2 * len(standfirst)])[: len(said)] == said


def _is_sentence(block: RawBlock) -> bool:
    return block.length >= LONG and _SENTENCE_END.search(block.text) is not None


def _is_running_text(block: RawBlock) -> bool:
    return block.kind in ("paragraph", "quote") and block.link_share < 0.5 and _is_sentence(block)
