"""The signs that a line of a dump is its story's headline, and what each is worth.

The weights are those of a logistic choice among the lines of a page, fitted by `infra/train/headline.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.dump.weighing import Sign

if TYPE_CHECKING:
    from dateline.reading.dump.lines import Line

WIDE_TITLE = 110
NARROW_TITLE = 40
FEW_WORDS = 3
WIDE_BELOW = 60
NARROWEST_SENTENCE = 80
MOST_REASONS = 4
LEAST_REASON = 0.3
_QUOTED_CLOSES = ("?", "!", "”", '"', "»", "“", "…")
_PATH = re.compile(r"[|»>]")
_LEAD = re.compile(r"[^:]{2,40}: ")


@dataclass(slots=True)
class Place:
    """A line that could be the headline, and what is known of it and its neighbours.

    Shares are of its words, 0 to 1: `told` of those that the story has, `opening` of those that the story's first
    sentences have, `returning` how often they come back there. `about_in` counts the lines down to the next that
    tells who or when, 0 where none is near; `titles_above` is the share of the lines above that could be titles;
    `above_told` is the best `told` among those just above it.
    """

    line: Line
    below: Line | None
    told: float = 0.0
    opening: float = 0.0
    returning: float = 0.0
    inside: bool = False
    below_prose: float = 0.0
    said_again: bool = False
    opens_another: bool = False
    closes_another: bool = False
    about_in: int = 0
    about_above: bool = False
    gap_below: bool = False
    titles_above: float = 0.0
    above_told: float = 0.0
    sentence_below: bool = False
    share_below: bool = False
    furniture_below: bool = False
    caption_below: bool = False
    furniture: bool = False
    caption: bool = False


SIGNS: tuple[Sign[Place], ...] = (
    Sign(
        "shares words with the story",
        "A headline is made of the words that its story goes on to use.",
        1.77,
        lambda it: it.told,
    ),
    Sign(
        "is told by the opening",
        "The first sentences say again what the headline said.",
        1.15,
        lambda it: it.opening,
    ),
    Sign(
        "its words come back",
        "The words of the headline are those that the story uses most.",
        1.65,
        lambda it: it.returning,
    ),
    Sign(
        "said twice",
        "Pages print the headline in the head, above the story and for sharing.",
        0.77,
        lambda it: it.said_again,
    ),
    Sign(
        "opens another line",
        "A line like “Headline | Site” repeats the headline, with the name of the site.",
        0.63,
        lambda it: it.opens_another,
    ),
    Sign(
        "closes another line",
        "A line like “Kicker Headline” repeats the headline, with its kicker.",
        1.57,
        lambda it: it.closes_another,
    ),
    Sign(
        "a byline or date follows",
        "Who wrote the story and when stands under its headline.",
        1.84,
        lambda it: 1 <= it.about_in <= 4,
    ),
    Sign(
        "a byline or date follows at once",
        "Where it stands right under the line, the line is more often a headline than a standfirst.",
        1.03,
        lambda it: it.about_in == 1,
    ),
    Sign(
        "a byline or date follows later",
        "Pictures, share buttons and standfirsts may part the headline from them.",
        1.27,
        lambda it: it.about_in > 4,
    ),
    Sign(
        "a byline or date above",
        "Some pages print the day or the author above the headline.",
        0.81,
        lambda it: it.about_above,
    ),
    Sign(
        "blank lines around",
        "A heading stands by itself; the links of a menu stand together.",
        1.88,
        lambda it: it.line.gap and it.gap_below,
    ),
    Sign("a blank line below", "A heading is set apart from what follows.", 1.51, lambda it: it.gap_below),
    Sign(
        "a telling line above",
        "The line under the headline uses the story's words too, but is the standfirst.",
        -0.95,
        lambda it: it.above_told,
    ),
    Sign(
        "a wide line below",
        "A standfirst or the story follows a headline; another short line follows a link.",
        0.73,
        lambda it: it.below is not None and it.below.width >= WIDE_BELOW,
    ),
    Sign(
        "standfirst, then byline",
        "Headline, standfirst, byline is the order of many pages.",
        1.19,
        lambda it: it.about_in == 2 and it.below is not None and it.below.width >= NARROW_TITLE,
    ),
    Sign("a sentence near below", "The story or its standfirst is near.", 0.50, lambda it: it.sentence_below),
    Sign("share buttons below", "Share buttons stand under the headline.", 0.77, lambda it: it.share_below),
    Sign("furniture below", "Links and notices follow links and notices.", -0.71, lambda it: it.furniture_below),
    Sign("a caption below", "The story's picture stands under its headline.", 0.87, lambda it: it.caption_below),
    Sign("titles above", "A line amid a list of titles is a link to another story.", -0.52, lambda it: it.titles_above),
    Sign(
        "closes like a sentence",
        "Headlines have no full stop; standfirsts and captions do.",
        -1.94,
        lambda it: it.line.ends and not it.line.text.endswith(_QUOTED_CLOSES),
    ),
    Sign(
        "names a path",
        "Breadcrumbs and titles with the site's name use bars and arrows.",
        -1.12,
        lambda it: _PATH.search(it.line.text) is not None,
    ),
    Sign(
        "names its topic first",
        "“Budget: …” is a form that headlines have.",
        0.78,
        lambda it: _LEAD.match(it.line.text) is not None,
    ),
    Sign("opens like furniture", "A cue of furniture speaks against a headline.", -0.86, lambda it: it.furniture),
    Sign("is a caption", "A caption uses the story's words too.", -0.80, lambda it: it.caption),
    Sign("is wide", "Standfirsts are wider than headlines.", -1.12, lambda it: it.line.width > WIDE_TITLE),
    Sign("is narrow", "Kickers and links are shorter than headlines.", -0.71, lambda it: it.line.width < NARROW_TITLE),
    Sign("has few words", "A word or two name a section.", -0.38, lambda it: it.line.text.count(" ") < FEW_WORDS),
    Sign("under paragraphs", "What the story has told already needs no headline.", -2.26, lambda it: it.below_prose),
    Sign("inside the story", "Headings within the story are sub-headings.", -3.00, lambda it: it.inside),
)
