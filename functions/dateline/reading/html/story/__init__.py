"""The blocks of the region → the story: each block has a role, and a named rule says why it is kept or dropped.

The rules look at a block's shape, its place and its neighbours; words count only as cues, in whichever language.
`inside` holds the rules that hold anywhere, `front` and `end` those for what stands around the running text,
`strangers` those for what looks unlike the story, `bereft` those that look at what the others have left. To add one,
add a row there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.article import Block
from dateline.reading.html.story import bereft, end, front, inside, strangers
from dateline.reading.html.story.context import context_of
from dateline.reading.trace import Unit
from dateline.reading.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.reading.html.soup.blocks import RawBlock
    from dateline.reading.html.story.context import Context
    from dateline.reading.html.story.rule import Rule

OPENING_WORDS = 8
MOST_TAIL = 4
SHORTEST_STANDFIRST = 20
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


def judged(blocks: Sequence[RawBlock], headline: str | None, authors: Iterable[str] = ()) -> list[Judged]:
    """Every block of the region with the first rule that holds for it. `authors` are the names in the byline."""
    context = context_of(blocks, headline, authors)
    tail = _tail(context)
    before = (*inside.INSIDE, *front.FRONT, *strangers.STRANGERS)
    among = (*inside.INSIDE, *strangers.STRANGERS)
    behind = (*inside.INSIDE, *end.TAIL, *end.END, *strangers.STRANGERS)
    taken: list[Rule | None] = []
    for index, block in enumerate(blocks):
        rules = before if index < context.first else among if index < tail else behind
        taken.append(_first(rules, context, index, block))
    context.roles = [rule.role if rule else None for rule in taken]
    for index in range(len(blocks) - 1, -1, -1):
        if taken[index] is None and (rule := _first(bereft.BEREFT, context, index, blocks[index])):
            taken[index], context.roles[index] = rule, rule.role
        context.pass_backwards(index)
    return [Judged(block, rule) for block, rule in zip(blocks, taken, strict=True)]


def _tail(context: Context) -> int:
    """Where the story ends: behind its last paragraph that is neither credit nor appeal."""
    own = [index for index in range(context.first, len(context.blocks)) if context.at_home(index)]
    for index in reversed(own[1:][-MOST_TAIL:]):
        if _first(end.TAIL, context, index, context.blocks[index]) is None:
            context.last = index
            return index + 1
        context.last = index - 1
    return context.last + 1


def _first(rules: Iterable[Rule], context: Context, index: int, block: RawBlock) -> Rule | None:
    for rule in rules:
        if rule.holds(context, index, block):
            return rule
    return None


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


def standfirst_among(judgements: Sequence[Judged]) -> RawBlock | None:
    """The block that the rules take for the standfirst; what is too short to be one is a label over it."""
    told = (judgement.block for judgement in judgements if judgement.rule and judgement.rule.role == "standfirst")
    return next((block for block in told if block.length >= SHORTEST_STANDFIRST), None)


def opens_with(blocks: Sequence[Block], standfirst: str) -> bool:
    """Whether the story's first paragraph opens with the words of what the page gives as its description."""
    first = next((block.text for block in blocks if block.kind == "paragraph"), "")
    said = words(standfirst)[:OPENING_WORDS]
    return bool(said) and words(first[: 2 * len(standfirst)])[: len(said)] == said
