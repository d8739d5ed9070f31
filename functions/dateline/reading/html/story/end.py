"""What follows the last paragraph: credits of helpers, appeals, contacts, dates, labels of what comes next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.cues import phrases
from dateline.reading.dates import find_dates
from dateline.reading.html.story.context import LONG, ends_sentence
from dateline.reading.html.story.rule import Rule

if TYPE_CHECKING:
    from dateline.reading.html.soup.blocks import RawBlock
    from dateline.reading.html.story.context import Context

LONGEST_CREDIT = 300
LONGEST_POINTER = 130
LONGEST_APPEAL = 400
LONGEST_DATE_LINE = 60
# A page with few paragraphs and more blocks behind the last of them tells its story in other ways.
MOST_BEHIND_SHORT_STORY = 8
# More lines than these in the paragraphs' own elements are a list that the story ends with.
MOST_LINES_BEHIND = 8
OTHERS = frozenset({"related", "appeal", "comments", "share", "tags"})
_MAIL = re.compile(r"[\w.+-]@[\w-]+\.\w")
_ADDRESS_LAST = re.compile(r"(?:@|://)\S*\W*$")
_HELPERS = tuple(sorted(phrases("contributors")))


def _credits_helpers(_: Context, __: int, block: RawBlock) -> bool:
    if block.length > LONGEST_CREDIT:
        return False
    told = block.text.casefold()
    return any(map(told.__contains__, _HELPERS))


def _tells_of_author(context: Context, index: int, block: RawBlock) -> bool:
    told = block.length < LONGEST_APPEAL and block.text.startswith(context.authors)
    return told and _is_set_apart(context, index, block)


def _gives_contact(context: Context, index: int, block: RawBlock) -> bool:
    """An address in the middle of a sentence of the story is a part of it; one that closes a short block is not."""
    if block.kind != "paragraph" or block.length > LONGEST_CREDIT:
        return False
    if _MAIL.search(block.text) is None and not (block.length < LONGEST_POINTER and "://" in block.text):
        return False
    return _is_set_apart(context, index, block) or _ADDRESS_LAST.search(block.text) is not None


def _claims_copyright(context: Context, index: int, block: RawBlock) -> bool:
    return block.length <= LONGEST_CREDIT and block.text.startswith("©") and _is_set_apart(context, index, block)


def _appeals(context: Context, index: int, block: RawBlock) -> bool:
    """What appeals open with opens sentences of stories as well."""
    if block.kind != "paragraph" or block.length > LONGEST_APPEAL:
        return False
    cue = context.cue(index)
    return cue.says("appeal") and (cue.label or cue.whole or _is_set_apart(context, index, block, " " in cue.phrase))


def _is_set_apart(context: Context, index: int, block: RawBlock, linked: bool = True) -> bool:
    """A second sign: no running text like the story's, another place or, where that may tell, a link."""
    return not context.at_home(index) or (linked and block.link_share > 0) or context.stands_elsewhere(index)


def _heads_others(context: Context, index: int, block: RawBlock) -> bool:
    return block.kind == "heading" and bool(context.cue(index).kinds & OTHERS)


def _is_dated(context: Context, index: int, block: RawBlock) -> bool:
    if block.length > LONGEST_DATE_LINE or block.kind != "paragraph":
        return False
    return context.cue(index).says("updated") or bool(find_dates(block.text))


def _is_loose(context: Context, index: int, block: RawBlock) -> bool:
    if block.kind != "paragraph" or block.is_code or block.length >= LONG or ends_sentence(block.text):
        return False
    if not context.has_looks and len(context.blocks) - context.last > MOST_BEHIND_SHORT_STORY:
        return False
    if not any(map(str.isalpha, block.text)) or _announces_list(context, index):
        return False
    return not _is_alike(context, index) or context.lines_behind <= MOST_LINES_BEHIND


def _is_alike(context: Context, index: int) -> bool:
    return context.has_looks and not context.looks_foreign(index) and not context.stands_elsewhere(index)


def _announces_list(context: Context, index: int) -> bool:
    after = context.blocks[index + 1 : index + 2]
    return bool(after) and after[0].kind in ("list_item", "table_row") and not context.stands_elsewhere(index + 1)


TAIL = (
    Rule("credit of helpers", "credit", "Who else reported stands behind the story.", _credits_helpers),
    Rule("author's name behind the text", "author box", "A word on the author follows the story.", _tells_of_author),
    Rule("contact behind the text", "appeal", "Addresses to write to follow the story.", _gives_contact),
    Rule("copyright behind the text", "legal", "Whose the text is stands below it.", _claims_copyright),
    Rule("appeal behind the text", "appeal", "Readers are asked to subscribe, to share and to comment.", _appeals),
)
"""What may look like the story's last paragraphs."""

END = (
    Rule("heading with a cue behind the text", "related", "Lists of other stories have headings.", _heads_others),
    Rule("date behind the text", "date line", "The day of the last change stands behind the story.", _is_dated),
    Rule("loose line behind the text", "trailer", "Labels behind the text are no sentences.", _is_loose),
)
