"""What the rules know beside the block itself, computed once per page and in one pass.

Most of a story's text stands in elements that look alike: the same tag with the same class names, in containers that
look alike. What stands elsewhere is judged more strictly.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.reading.cues import UNSPACED, Cue, cue
from dateline.reading.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.article import BlockKind
    from dateline.reading.html.soup.blocks import RawBlock

LONG = 80
# A story of fewer paragraphs has no looks of its own to tell strangers by.
FEWEST_ALIKE = 2
SAME_LOOKS = 0.5
OTHER_LOOKS = 0.1
OTHER_PLACE = 0.03
MOST_STRANGE = 0.4
_SENTENCE_END = re.compile(r"[.!?…。！？।؟۔:][\"'”’“‘»«›‹)\]]*$")


@dataclass
class Context:
    """`first` and `last` are the indexes of the story's first and last paragraph of running text, `roles` holds what
    became of the blocks so far: the role that each was left out for, or None.
    """

    blocks: Sequence[RawBlock]
    headline: list[str]
    headline_length: int
    authors: tuple[str, ...]
    first: int
    last: int
    running: list[bool]
    looks: dict[str, int]
    places: dict[str, int]
    weight: int
    has_looks: bool
    roles: list[str | None] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    quotes_looked_for: int = 0
    kept_behind: BlockKind | None = None
    dropped_behind: bool = False
    _cues: dict[int, Cue] = field(default_factory=dict)

    @cached_property
    def longest_word(self) -> str:
        """The longest word of the headline: what repeats it has this one."""
        return max(self.headline, key=len, default="")

    @cached_property
    def headings(self) -> Counter[str]:
        """How many headings have the same looks."""
        return Counter(block.looks for block in self.blocks if block.kind == "heading")

    @cached_property
    def above_list(self) -> list[int]:
        """For each block the index of the nearest one before it that is no list item, -1 where there is none."""
        nearest, found = -1, []
        for index, block in enumerate(self.blocks):
            found.append(nearest)
            if block.kind != "list_item":
                nearest = index
        return found

    @cached_property
    def paragraphs(self) -> str:
        """The words of all running text, squeezed."""
        told = (block.text for block, runs in zip(self.blocks, self.running, strict=True) if runs)
        return "\n".join("".join(words(text)) for text in told)

    @cached_property
    def lines_behind(self) -> int:
        """How many short unlinked lines stand behind the last paragraph in elements like the story's."""
        return sum(
            1
            for index in range(self.last + 1, len(self.blocks))
            if (block := self.blocks[index]).kind == "paragraph"
            and block.length < LONG
            and block.link_share == 0
            and not self.looks_foreign(index)
            and not self.stands_elsewhere(index)
        )

    @property
    def told_in_captions(self) -> bool:
        """Whether there is no running text but in captions."""
        return self.weight == 0

    def pass_backwards(self, index: int) -> None:
        """Remember what became of the block, for those in front of it: the kind of the nearest one kept, and whether
        others than captions were dropped before it."""
        role = self.roles[index]
        if role is None:
            self.kept_behind, self.dropped_behind = self.blocks[index].kind, False
        elif role != "caption":
            self.dropped_behind = True

    def cue(self, index: int) -> Cue:
        """The cue that the block opens with."""
        found = self._cues.get(index)
        if found is None:
            found = self._cues[index] = cue(self.blocks[index].text)
        return found

    def looks_foreign(self, index: int) -> bool:
        """Whether next to no other running text of the story stands in such an element."""
        if not self.has_looks:
            return False
        block = self.blocks[index]
        return self.looks.get(block.looks, 0) - self.running[index] * block.length < OTHER_LOOKS * self.weight

    def stands_elsewhere(self, index: int) -> bool:
        """Whether next to no other running text of the story stands in such a container."""
        if not self.has_looks:
            return False
        block = self.blocks[index]
        return self.places.get(block.place, 0) - self.running[index] * block.length < OTHER_PLACE * self.weight

    def at_home(self, index: int) -> bool:
        """Whether the block is running text that looks like the story's."""
        return self.running[index] and not self.looks_foreign(index)

    def is_strange(self, index: int) -> bool:
        """Whether the block is unlinked text that neither looks like the story's nor stands where it does."""
        block = self.blocks[index]
        return (
            block.kind not in ("caption", "heading")
            and block.link_share < 0.5
            and (self.looks_foreign(index) if block.kind == "paragraph" else self.stands_elsewhere(index))
        )


def context_of(blocks: Sequence[RawBlock], headline: str | None, authors: Iterable[str]) -> Context:
    """The context of a region's blocks."""
    looks: dict[str, int] = {}
    places: dict[str, int] = {}
    running = [is_running_text(block) for block in blocks]
    count = 0
    for block, runs in zip(blocks, running, strict=True):
        if runs:
            count += 1
            looks[block.looks] = looks.get(block.looks, 0) + block.length
            places[block.place] = places.get(block.place, 0) + block.length
    weight = sum(looks.values())
    context = Context(
        blocks=blocks,
        headline=words(headline or ""),
        headline_length=len(headline or ""),
        authors=tuple(name for name in authors if " " in name or UNSPACED.match(name)),
        first=0,
        last=len(blocks),
        running=running,
        looks=looks,
        places=places,
        weight=weight,
        has_looks=count >= FEWEST_ALIKE and max(looks.values()) > SAME_LOOKS * weight,
    )
    if context.has_looks:
        strange = sum(block.length for index, block in enumerate(blocks) if context.is_strange(index))
        context.has_looks = strange < MOST_STRANGE * weight
    if count:
        own = [index for index in range(len(blocks)) if context.at_home(index)]
        own = own or [index for index, runs in enumerate(running) if runs]
        context.first, context.last = own[0], own[-1]
    return context


def is_sentence(block: RawBlock) -> bool:
    """Whether the block is long and ends as sentences do."""
    return block.length >= LONG and ends_sentence(block.text)


def ends_sentence(text: str) -> bool:
    """Whether the text ends as sentences do, or announces what follows."""
    return _SENTENCE_END.search(text, max(0, len(text) - 8)) is not None


def is_running_text(block: RawBlock) -> bool:
    """Whether the block is a paragraph such as stories consist of."""
    return block.kind in ("paragraph", "quote") and is_sentence(block) and block.link_share < 0.5
