"""What became of all text of a page, in page order: the judged blocks of the region, and those that never got there.

Only `explain` asks for it. The page is copied before the region is picked and pruned; what is missing afterwards is
read from the copy. Where a missing part stood is told by how many letters precede it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from dateline.reading.html.page import path_of, tidy
from dateline.reading.html.region.noise import NEVER_STORY, NOISE_TAGS, RUBY, is_noise, is_noise_name
from dateline.reading.html.soup import soup_of
from dateline.reading.html.soup.blocks import read_blocks
from dateline.reading.trace import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from dateline.reading.html.region import Region
    from dateline.reading.html.soup.blocks import RawBlock

# Elements whose text is for machines, or stands in for what a browser shows instead.
_NO_TEXT = (
    "script", "style", "template", "iframe", "object", "embed", "svg", "canvas", "video", "audio", "map", "datalist",
)  # fmt: skip
_ROLES = {
    **dict.fromkeys(("nav", "menu"), "navigation"),
    **dict.fromkeys(("button", "input", "select", "textarea"), "control"),
    "noscript": "fallback",
}
_TEXT = "-text"
OUTSIDE = "outside the story"
OPENING = "lead below the header"
MOSTLY = 0.7  # so much of a block's text is linked where the block is one of links


class _Part(NamedTuple):
    """An element that is told apart from what is around it, and how many letters of that stand before it."""

    before: int
    node: LexborNode


class Account:
    """Copies a page before its region is picked, and tells afterwards what became of each block."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        tree.strip_tags(list(_NO_TEXT), recursive=True)
        self._copy = tree.clone()
        self._nodes = [node.mem_id for node in tree.body.traverse(include_text=True)] if tree.body else []

    def units(self, region: Region | None, judged: Iterable[Unit], opening: Sequence[str] = ()) -> tuple[Unit, ...]:
        """The `judged` blocks of the region, among all others of the page; the `opening` paragraphs stand outside of
        it, and are kept. Takes the copy apart: to be asked once."""
        return tuple(_opening(unit) if unit.text in opening else unit for unit in self._units(region, judged))

    def _units(self, region: Region | None, judged: Iterable[Unit]) -> tuple[Unit, ...]:
        body = self._copy.body
        if body is None:
            return tuple(judged)
        if region is None:
            return tuple(_unit(block, body, _role_of(block), OUTSIDE) for block in read_blocks(soup_of(body)))
        left = {node.mem_id for node in region.node.traverse(include_text=True)}
        own = region.node.mem_id
        twins = list(zip(body.traverse(include_text=True), self._nodes, strict=True))
        standing = {twin.mem_id for twin, node in twins if node in left}
        picked = next(twin for twin, node in twins if node == own)
        pruned = _parts(picked, lambda node: node.mem_id not in standing)
        inside = _merged(judged, ((part.before, _pruned_units(part.node)) for part in pruned))
        return tuple(inside if picked.mem_id == body.mem_id else _among_others(body, picked, inside))


def _among_others(body: LexborNode, picked: LexborNode, inside: list[Unit]) -> list[Unit]:
    """The units of the region, and around them those of the rest of the body."""
    around = _ancestors(picked)
    parts = _parts(body, lambda node: node.mem_id == picked.mem_id or (node.mem_id not in around and _is_apart(node)))
    told = [(part.before, inside if part.node.mem_id == picked.mem_id else _outside_units(part.node)) for part in parts]
    for part in parts:
        part.node.decompose()
    return _merged((_unit(block, body, _role_of(block), OUTSIDE) for block in read_blocks(soup_of(body))), told)


def _ancestors(node: LexborNode) -> set[int]:
    found: set[int] = set()
    step = node.parent
    while step is not None:
        found.add(step.mem_id)
        step = step.parent
    return found


def _parts(top: LexborNode, is_part: Callable[[LexborNode], bool]) -> list[_Part]:
    """The outermost elements in `top` that are parts of their own, in page order."""
    found: list[_Part] = []
    before = 0
    pending = [top]
    while pending:
        node = pending.pop()
        if node.tag == _TEXT:
            before += _letters(node.text_content or "")
        elif node.mem_id != top.mem_id and is_part(node):
            found.append(_Part(before, node))
        else:
            pending.extend(reversed(list(node.iter(include_text=True))))
    return found


def _letters(text: str) -> int:
    """How many characters of a text its blocks have, but for white space."""
    return len(tidy(text).replace(" ", ""))


def _merged(units: Iterable[Unit], parts: Iterable[tuple[int, Sequence[Unit]]]) -> list[Unit]:
    """The units, and each part behind the unit that it stood in or after."""
    waiting = deque(parts)
    merged: list[Unit] = []
    position = 0
    for unit in units:
        while waiting and waiting[0][0] <= position:
            merged += waiting.popleft()[1]
        merged.append(unit)
        position += _letters(unit.text)
    for _, late in waiting:
        merged += late
    return merged


def _opening(unit: Unit) -> Unit:
    return replace(unit, role="paragraph", kept=True, rule=OPENING)


def _is_apart(node: LexborNode) -> bool:
    return node.tag in NEVER_STORY or is_noise(node)


def _pruned_units(part: LexborNode) -> list[Unit]:
    role, rule = _why(part)
    return _units_of(part, role, rule)


def _outside_units(part: LexborNode) -> list[Unit]:
    role, why = _why(part)
    return _units_of(part, role, why if part.tag in NEVER_STORY else OUTSIDE)


def _units_of(part: LexborNode, role: str, rule: str) -> list[Unit]:
    return [_unit(block, part, role, rule) for block in read_blocks(soup_of(part))]


def _unit(block: RawBlock, top: LexborNode, role: str, rule: str) -> Unit:
    return Unit(block.where or path_of(top), role, kept=False, rule=rule, text=block.text)


def _why(part: LexborNode) -> tuple[str, str]:
    """The role of an element that is not the story's, and the rule that says so."""
    tag = part.tag or ""
    if tag in NEVER_STORY:
        return _ROLES.get(tag, tag), f"inside <{tag}>"
    if tag in NOISE_TAGS or tag == RUBY:
        return tag, f"inside <{tag}>"
    for attribute in ("class", "id"):
        names = (part.attributes.get(attribute) or "").split()
        if noisy := next((name for name in names if is_noise_name(name)), None):
            return "furniture", f"named like noise: {noisy[:40]}"
    return "hidden", "hidden"


def _role_of(block: RawBlock) -> str:
    if any(tag.name == "h1" for tag in block.around):
        return "headline"
    return "links" if block.link_share > MOSTLY else block.kind
