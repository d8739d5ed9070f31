"""The signs by which a line is told to be prose of the story: what is looked at, and why it tells.

How much each sign counts is learnt (`data/dump_lines.json`); what it is that is looked at stands here. A sign turns the
facts of its group into a value, and each value has a weight. None of them sees a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that is looked at: its name, why it tells, and its value among the facts of its group."""

    name: str
    why: str
    value: Callable[..., str | None]


def _flag(name: str, why: str) -> Sign:
    return Sign(name, why, lambda size, closes, _d, _s, _c, flags: f"{size // 3}{closes:d}" if name in flags else None)


# size, ends, cue, furniture, gaps, opens
LOOK: tuple[Sign, ...] = (
    Sign("width", "prose fills its lines and closes its sentences", lambda size, ends, *_: f"{size}{ends}"),
    Sign(
        "cue",
        "furniture opens with the same phrases on every site",
        lambda _size, ends, cue, *_: f"{cue}{ends in {'.', '?'}:d}",
    ),
    Sign(
        "furniture",
        "a long line may open with the word of a cue by chance",
        lambda size, _ends, _cue, furniture, *_: f"{furniture}{min(size, 8) // 2}",
    ),
    Sign(
        "blank lines",
        "paragraphs stand apart where menus do not",
        lambda size, ends, _cue, _furniture, gaps, _opens: f"{gaps}{size // 2}{ends in {'.', '?'}:d}",
    ),
    Sign(
        "first character",
        "a sentence opens with a capital or a quotation mark",
        lambda size, ends, _cue, _furniture, _gaps, opens: f"{opens}{ends}{size // 3}",
    ),
)

# size, closes, digits, sentences, commas, flags
MARKS: tuple[Sign, ...] = (
    Sign("digits", "times, counts and prices are furniture's", lambda size, _c, digits, *_: f"{digits}{size // 2}"),
    Sign(
        "sentences",
        "paragraphs have several sentences",
        lambda size, closes, _d, sentences, *_: f"{sentences}{size // 3}{closes:d}",
    ),
    Sign(
        "commas",
        "sentences have clauses, links hardly",
        lambda size, closes, _d, _s, commas, _f: f"{commas}{size // 2}{closes:d}",
    ),
    _flag("credit", "captions end with the credit of a picture"),
    _flag("agency", "a news agency alone on a line is the credit of a picture"),
    _flag("name", "a name alone on a line signs a quote or a caption"),
    _flag("twice", "menus, teasers and captions are printed twice"),
    _flag("twin", "a picture's alternative text and its caption begin alike"),
    _flag("bullet", "items of lists open with a mark or a number"),
    _flag("year", "date lines hold a year"),
    _flag("bars", "paths and tickers are strung together with bars"),
    _flag("address", "accounts and addresses are seldom prose"),
    _flag("capitals", "links inside a story may be all capitals"),
    _flag("quoted", "pull quotes stand in quotation marks as a whole"),
    _flag("opens quote", "speech opens a paragraph"),
    _flag("closes quote", "speech ends a paragraph"),
)


def _neighbour(name: str, which: int) -> Sign:
    return Sign(name, "prose stands among prose", lambda *facts: f"{facts[which]}/{facts[3]}")


# the letters of the line before, of the line and of the line after; whether it closes and is wide
NEIGHBOURS: tuple[Sign, ...] = (
    _neighbour("line before", 0),
    _neighbour("line after", 2),
    Sign("lines about", "a line is like those on both its sides", lambda one, _, other, kind: f"{one}/{other}/{kind}"),
    Sign("pair before", "a line leads on to the next", lambda one, own, _, __: f"{one}/{own}"),
    Sign("pair after", "a line leads on to the next", lambda _, own, other, __: f"{own}/{other}"),
)

# the letters of the two lines before, and what the line is like
BEFORE: tuple[Sign, ...] = (
    Sign("second before", "prose stands among prose", lambda two, _, kind: f"{two}/{kind}"),
    Sign("two before", "a box opens with a heading", lambda two, one, _: f"{two}/{one}"),
)

# the letters of the two lines after, and what the line is like
AFTER: tuple[Sign, ...] = (
    Sign("second after", "prose stands among prose", lambda _, two, kind: f"{two}/{kind}"),
    Sign("two after", "a link's heading has its text under it", lambda one, two, _: f"{one}/{two}"),
)

# the letters of the third lines before and after, and what the line is like
THIRD: tuple[Sign, ...] = (
    Sign("third before", "prose stands among prose", lambda before, _, kind: f"{before}/{kind}"),
    Sign("third after", "prose stands among prose", lambda _, after, kind: f"{after}/{kind}"),
)

# how much speaks for the line before, the line and the line after, in steps
TREND: tuple[Sign, ...] = (
    Sign("own score", "what the line itself and its neighbours say", lambda _, own, __: f"{own}"),
    Sign("score before", "the story goes on from the line before", lambda before, *_: f"{before}"),
    Sign("score after", "the story goes on in the line after", lambda _, __, after: f"{after}"),
    Sign("scores about", "a line between two of one kind is of that kind", lambda one, _, other: f"{one}/{other}"),
    Sign("falls or rises", "the story begins and ends at once", lambda _, own, other: f"{own}/{other}"),
    Sign("rose or fell", "the story begins and ends at once", lambda one, own, _: f"{one}/{own}"),
)

# the scores of the second lines before and after, in steps
WIDER_TREND: tuple[Sign, ...] = (
    Sign("second score before", "the story goes on over one line", lambda before, _: f"{before}"),
    Sign("second score after", "the story goes on over one line", lambda _, after: f"{after}"),
)


def _amounts(reach: int) -> tuple[Sign, ...]:
    return (
        Sign(
            f"prose within {reach}",
            "the story is where prose is dense",
            lambda before, after, _: f"{before},{after}",
        ),
        Sign(
            f"prose in {reach} before", "the story is where prose is dense", lambda before, _, kind: f"{before}/{kind}"
        ),
        Sign(f"prose in {reach} after", "the story is where prose is dense", lambda _, after, kind: f"{after}/{kind}"),
    )


# columns of prose in so many lines before and after, in steps; what the line is like
REACHES = (4, 10, 25)
AMOUNTS: tuple[tuple[Sign, ...], ...] = tuple(_amounts(reach) for reach in REACHES)

# how much of the page's prose stands before and after, in eighths; how much there is
SHARES: tuple[Sign, ...] = (
    Sign("prose before", "notices stand before all prose of the page", lambda before, _, __: f"{before}"),
    Sign("prose after", "notices stand after all prose of the page", lambda _, after, __: f"{after}"),
    Sign("prose", "a page of little prose has little to choose from", lambda _, __, amount: f"{amount}"),
)

# the place as to the thickest stretch, and how far from it; what the line is like; its letter; its own score
PLACE: tuple[Sign, ...] = (
    Sign("distance", "the story is one stretch", lambda place, *_: place),
    Sign("distance by shape", "the story is one stretch", lambda place, kind, *_: f"{place}/{kind}"),
    Sign(
        "letter there",
        "the same shape says one thing in the story, another beside it",
        lambda place, _, letter, __: f"{place[0]}/{letter}",
    ),
    Sign(
        "score there",
        "what is beside the story needs more to be part of it",
        lambda place, _, __, score: f"{place}/{score}",
    ),
)

# lines since the stretch began and until it ends; what the line is like; its cue
INSIDE: tuple[Sign, ...] = (
    Sign("since the start", "a story opens with prose", lambda since, _, kind, __: f"{since}/{kind}"),
    Sign("until the end", "a story ends with prose", lambda _, until, kind, __: f"{until}/{kind}"),
    Sign("cue inside", "boxes inside a story open with cues", lambda _, __, ___, cue: cue),
)

# lines since the last date or byline; before, in or after the stretch; what the line is like
SINCE_BYLINE: tuple[Sign, ...] = (
    Sign("since the byline", "the story follows its byline and date", lambda *facts: "/".join(map(str, facts))),
)

# whether between blank lines like most paragraphs, whether nearly all are set so, how much wider than they; what the
# line is like; how they are set
MANNER: tuple[Sign, ...] = (
    Sign(
        "set like paragraphs",
        "captions, teasers and notices are set otherwise than the story's paragraphs",
        lambda same, always, _, kind, __: f"{same:d}{always:d}{kind}",
    ),
    Sign(
        "set like paragraphs by blank lines",
        "captions, teasers and notices are set otherwise than the story's paragraphs",
        lambda same, always, _, kind, gaps: f"{same:d}{always:d}{kind}/{gaps}",
    ),
    Sign(
        "as wide as paragraphs",
        "one writer's paragraphs are of a length",
        lambda _, __, wider, kind, ___: f"{wider}/{kind}",
    ),
)

# how many of its words the stretch has elsewhere, in tenths; the place; whether it closes; how long the story is;
# whether it is said again in a longer line
WORDS: tuple[Sign, ...] = (
    Sign("words of the story", "a story goes on speaking of the same things", lambda shared, *_: f"{shared}"),
    Sign(
        "words of the story there",
        "what is beside the story shares fewer of its words",
        lambda shared, place, *_: f"{shared // 2}/{place}",
    ),
    Sign(
        "words of a long story",
        "the longer the story, the more words come back",
        lambda shared, _, closes, long, __: f"{shared // 2}/{closes:d}/{long}",
    ),
    Sign(
        "said in a paragraph",
        "a pull quote is taken from the story's text",
        lambda _, place, closes, __, again: f"{closes:d}/{place[0]}" if again else None,
    ),
)

FIRST: dict[str, tuple[Sign, ...]] = {
    "look": LOOK,
    "marks": MARKS,
    "neighbours": NEIGHBOURS,
    "before": BEFORE,
    "after": AFTER,
    "third": THIRD,
}
"""What is looked at first: each line, and those around it."""

SECOND: dict[str, tuple[Sign, ...]] = {
    "trend": TREND,
    "wider trend": WIDER_TREND,
    **{f"amounts {reach}": signs for reach, signs in zip(REACHES, AMOUNTS, strict=True)},
    "shares": SHARES,
    "place": PLACE,
    "inside": INSIDE,
    "since byline": SINCE_BYLINE,
    "manner": MANNER,
    "words": WORDS,
}
"""What is looked at once every line has been weighed: where prose is thick, and what it speaks of."""
