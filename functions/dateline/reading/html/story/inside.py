"""What is no part of a story wherever it stands and whatever it looks like: captions, pointers, repetitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.html.story.context import LONG, ends_sentence, is_sentence
from dateline.reading.html.story.rule import Rule
from dateline.reading.wording import words

if TYPE_CHECKING:
    from dateline.reading.html.soup.blocks import RawBlock
    from dateline.reading.html.story.context import Context

SHORT = 120
LONGEST_POINTER = 300
LEAST_QUOTED = 25
MOST_QUOTES = 30
MANY_MAIN_HEADINGS = 3
MOST_CAPTIONS = 4
MOSTLY, WHOLLY = 0.7, 0.95
_OF_HEADINGS = frozenset({"heading", "caption"})
FURNITURE = frozenset({"share", "related", "appeal", "comments", "tags", "advert", "navigation", "legal"})


def _is_main_heading(context: Context, index: int, block: RawBlock) -> bool:
    if block.kind not in _OF_HEADINGS or all(tag.name != "h1" for tag in block.around):
        return False
    return index < context.first or index > context.last or context.headings[block.looks] < MANY_MAIN_HEADINGS


def _repeats_headline(context: Context, _: int, block: RawBlock) -> bool:
    said = context.headline_length
    if not said // 2 <= block.length <= 3 * said or not context.headline:
        return False
    if block.kind != "heading" and context.longest_word not in block.text.casefold():
        return False
    own = words(block.text)
    if own == context.headline:
        return True
    return (
        block.kind == "heading" and len(own) < 2 * len(context.headline) and "".join(context.headline) in "".join(own)
    )


def _is_caption(context: Context, _: int, block: RawBlock) -> bool:
    return block.kind == "caption" and not (context.told_in_captions and is_sentence(block))


def _doubled(context: Context, index: int, block: RawBlock) -> bool:
    """A text that comes again at once, in another element, or with the text beside it; one that recurs alone among its
    like is meant: an answer, a step of a recipe."""
    if block.length <= LONG or (before := context.seen.setdefault(block.text, index)) == index:
        return False
    first = context.blocks[before]
    if index == before + 1 or (first.looks, first.place) != (block.looks, block.place):
        return True
    return any(_is_long_twin(context, before + step, index + step) for step in (-1, 1))


def _is_long_twin(context: Context, before: int, index: int) -> bool:
    if before < 0 or index >= len(context.blocks):
        return False
    block = context.blocks[index]
    return block.length > LONG and block.text == context.blocks[before].text


def _mostly_links(context: Context, index: int, block: RawBlock) -> bool:
    if block.link_share <= MOSTLY:
        return False
    if block.kind == "heading":
        return not _heads_running_text(context, index, block)
    if block.kind in ("list_item", "table_row") and _is_among_unlinked(context, index, block):
        return False
    if is_sentence(block):
        return block.link_share > WHOLLY and context.looks_foreign(index)
    among_its_like = context.has_looks and not context.looks_foreign(index)
    return not (among_its_like and block.link_share < WHOLLY and ends_sentence(block.text))


def _is_among_unlinked(context: Context, index: int, block: RawBlock) -> bool:
    """The items beside it in the same list, or rows of the same table, are no links: it is none of other stories."""
    beside = [
        other.link_share
        for other in (*context.blocks[max(0, index - 1) : index], *context.blocks[index + 1 : index + 2])
        if other.kind == block.kind and (other.looks, other.place) == (block.looks, block.place)
    ]
    return bool(beside) and max(beside) <= MOSTLY and not context.stands_elsewhere(index)


def _heads_running_text(context: Context, index: int, block: RawBlock) -> bool:
    """The next block but for captions is a paragraph of the story, in the same container."""
    for after in range(index + 1, min(index + MOST_CAPTIONS, len(context.blocks))):
        if context.blocks[after].kind != "caption":
            return (
                context.at_home(after)
                and context.has_looks
                and context.blocks[after].place == block.place
                and not context.stands_elsewhere(after)
            )
    return False


def _furniture_words(context: Context, index: int, block: RawBlock) -> bool:
    if block.length > SHORT:
        return False
    found = context.cue(index)
    return found.whole and bool(found.kinds & FURNITURE)


def _linked_pointer(context: Context, index: int, block: RawBlock) -> bool:
    if block.link_share < 0.3 or block.length > LONGEST_POINTER:
        return False
    return bool(context.cue(index).kinds & FURNITURE)


def _says_nothing(context: Context, index: int, block: RawBlock) -> bool:
    if block.length > 20 or any(map(str.isalpha, block.text)):
        return False
    return block.kind == "heading" or (block.kind == "paragraph" and context.looks_foreign(index))


def _is_said_in_text(context: Context, index: int, block: RawBlock) -> bool:
    """The quote is a part of a paragraph."""
    if block.kind != "quote" or not LEAST_QUOTED <= block.length < LONGEST_POINTER:
        return False
    if context.quotes_looked_for > MOST_QUOTES:
        return False
    context.quotes_looked_for += 1
    own = "".join(words(block.text))
    return context.paragraphs.count(own) > context.running[index]


INSIDE = (
    Rule("first-level heading", "headline", "The headline is a field of its own.", _is_main_heading),
    Rule(
        "same words as the headline", "repeated headline", "Players and links repeat the headline.", _repeats_headline
    ),
    Rule("caption of a picture", "caption", "Captions speak of the picture.", _is_caption),
    Rule(
        "said before",
        "doubled",
        "Pages hold a text twice, for wide and for narrow screens; recipes and questions recur among their like.",
        _doubled,
    ),
    Rule("no letters", "furniture", "Counters, rules made of signs and lone numbers say nothing.", _says_nothing),
    Rule("mostly links", "related", "Pointers to other stories are links as a whole.", _mostly_links),
    Rule("words of page furniture", "furniture", "The whole line is what buttons and boxes say.", _furniture_words),
    Rule("cue and link", "related", "`Also read:` in front, a link behind it.", _linked_pointer),
    Rule("said in a paragraph", "pull quote", "Pull quotes repeat what the text says.", _is_said_in_text),
)
