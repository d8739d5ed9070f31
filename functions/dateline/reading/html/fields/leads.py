"""The lead that readers see between headline and text, where it stands outside the region of the story."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from dateline.reading.bylines import parse_byline
from dateline.reading.credits import is_credit
from dateline.reading.cues import cue
from dateline.reading.html.page import tidy
from dateline.reading.html.page.elements import BLOCK_TAGS
from dateline.reading.html.page.lines import lines_from
from dateline.reading.html.soup import soup_of
from dateline.reading.html.soup.blocks import read_blocks
from dateline.reading.html.story.context import ends_sentence
from dateline.reading.html.story.names import CAPTION, STANDFIRST, sets_apart, words_of
from dateline.reading.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from selectolax.lexbor import LexborNode

    from dateline.article import Block
    from dateline.reading.html.page import Page
    from dateline.reading.html.page.lines import PageLine

SHORTEST = 40
LONGEST = 1_500
SHORT = 120
LONGEST_STANDFIRST = 250
MOST_HEADINGS = 10
MOST_LINES = 12
_SET_APART = frozenset({"h2", "h3", "h4", "p", "strong", "b", "em"})
_ELSEWHERE = frozenset({"a", "figure", "figcaption", "li", "blockquote", "aside", "form", "footer"})


@dataclass(frozen=True, slots=True)
class Lead:
    """A row of LEADS: a way in which a line of prose behind the headline is marked as the story's lead.

    `holds` is asked of the line, and whether no other prose stands between the headline and it.
    """

    name: str
    why: str
    holds: Callable[[PageLine, bool], bool]


def _is_named(line: PageLine, _: bool) -> bool:
    return any(not STANDFIRST.isdisjoint(words_of(_names(step))) for step in _around(line.node, 2))


def _is_next(line: PageLine, first: bool) -> bool:
    return first and line.node.tag in _SET_APART


LEADS = (
    Lead("named", "Templates name the element after the standfirst: lead, dek, chapo, Vorspann.", _is_named),
    Lead("next to the headline", "A paragraph or heading alone between headline and text is its lead.", _is_next),
)
"""How leads are marked; any of them makes a line of prose one."""


@dataclass(frozen=True, slots=True)
class NoLead:
    """A row of NO_LEADS: a sign that a line of prose speaks of something else than the story."""

    name: str
    why: str
    holds: Callable[[PageLine], bool]


def _is_label(line: PageLine) -> bool:
    return cue(line.text).label or is_credit(line.text)


def _is_byline(line: PageLine) -> bool:
    return len(line.text) < SHORT and bool(parse_byline(line.text))


def _stands_elsewhere(line: PageLine) -> bool:
    return line.apart is not None or any(step.tag in _ELSEWHERE for step in _around(line.node, 3))


def _is_caption(line: PageLine) -> bool:
    return any(not CAPTION.isdisjoint(words_of(step.attributes.get("class") or "")) for step in _around(line.node, 3))


def _is_notice(line: PageLine) -> bool:
    return "cookie" in line.text.casefold()


NO_LEADS = (
    NoLead("label", "Credits, updates and appeals are set off by a label.", _is_label),
    NoLead("byline", "Who wrote the story stands between headline and text, too.", _is_byline),
    NoLead("elsewhere", "Links, lists, pictures and asides lead elsewhere.", _stands_elsewhere),
    NoLead("caption", "Pictures without a figure have captions that are named so.", _is_caption),
    NoLead("notice", "Players and embeds that are blocked say so in place of what they would show.", _is_notice),
)
"""What keeps a line of prose from being a lead."""


@dataclass(frozen=True, slots=True)
class LeadAbove:
    """The lead between headline and region: its paragraphs, the element of the first, and whether they open the text:
    they do where they are set below the header, or say more than a standfirst does."""

    paragraphs: tuple[str, ...]
    node: LexborNode
    opens_text: bool


def lead_above(page: Page, headline: str | None, region: LexborNode, blocks: Sequence[Block]) -> LeadAbove | None:
    """The first lead between the headline and the region; none that is said in the story's blocks again.

    To be asked for once the region is picked: what is in it is told apart by the story's own rules.
    """
    start = _heading(page, headline)
    if start is None or _is_inside(start, region):
        return None
    prose = _prose_above(start, region)
    lead = next((line for at, line in enumerate(prose) if any(row.holds(line, at == 0) for row in LEADS)), None)
    if lead is None or _is_said(lead, blocks):
        return None
    if len(lead.text) <= LONGEST_STANDFIRST and _is_set_apart(lead.node, region):
        return LeadAbove((lead.text,), lead.node, opens_text=False)
    beside = lead.node.parent
    lines = [line for line in prose[prose.index(lead) :] if line.node.parent == beside and not _is_said(line, blocks)]
    return LeadAbove(tuple(map(_as_block, lines)), lead.node, opens_text=True)


def _is_said(line: PageLine, blocks: Sequence[Block]) -> bool:
    return any(line.text[:SHORTEST] in block.text for block in blocks)


def _as_block(line: PageLine) -> str:
    """The line's text, joined as that of the story is: without spaces between the pieces."""
    own = _squeezed(line.text)
    around = next(step for step in _outwards(line.node) if step.tag in BLOCK_TAGS or step.parent is None)
    return next((block.text for block in read_blocks(soup_of(around)) if _squeezed(block.text) == own), line.text)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _prose_above(start: LexborNode, region: LexborNode) -> list[PageLine]:
    prose: list[PageLine] = []
    for line in islice(lines_from(start, forward=True), MOST_LINES):
        if _is_inside(line.node, region):
            return prose
        if _is_prose(line):
            prose.append(line)
    return []


def _is_set_apart(node: LexborNode, region: LexborNode) -> bool:
    """Whether the element is set with the headline, in a header that does not hold the region or by its name."""
    around = {step.mem_id for step in _outwards(region)}
    for step in _outwards(node):
        if step.mem_id in around:
            return False
        if sets_apart(step.tag, step.attributes.get("class") or ""):
            return True
    return False


def _heading(page: Page, headline: str | None) -> LexborNode | None:
    own = wording(headline or "")
    first = page.tree.css_first("h1") if own else None
    if first is not None and _says(first, own):
        return first
    nodes = page.tree.css("h1, h2")[:MOST_HEADINGS] if own else ()
    return next((node for node in nodes if _says(node, own)), None)


def _says(node: LexborNode, own: str) -> bool:
    return own in wording(tidy(node.text()[:LONGEST]))


def _is_prose(line: PageLine) -> bool:
    """A sentence or more, and nothing that any row of NO_LEADS holds of."""
    text = line.text
    if len(text) > LONGEST or not ends_sentence(text) or sum(map(str.isalpha, text)) < SHORTEST:
        return False
    return not any(row.holds(line) for row in NO_LEADS)


def _names(node: LexborNode) -> str:
    """Its class names and its id."""
    return f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"


def _around(node: LexborNode, steps: int) -> Iterator[LexborNode]:
    """The element, and those around it."""
    for step in islice(_outwards(node), steps):
        if step.tag in ("body", "article", "main"):
            return
        yield step


def _is_inside(node: LexborNode, region: LexborNode) -> bool:
    own = region.mem_id
    return any(step.mem_id == own for step in _outwards(node))


def _outwards(node: LexborNode) -> Iterator[LexborNode]:
    step: LexborNode | None = node
    while step is not None:
        yield step
        step = step.parent
