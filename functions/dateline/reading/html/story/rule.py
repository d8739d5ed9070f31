"""A rule of the story: why a block is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.reading.html.soup.blocks import RawBlock
    from dateline.reading.html.story.context import Context


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` says which blocks are meant, `role` what they are, `why` which pages need the rule, `holds` decides."""

    name: str
    role: str
    why: str
    holds: Callable[[Context, int, RawBlock], bool]
