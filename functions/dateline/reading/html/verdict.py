"""Whether a page tells a story at all, and what it looks like where it does not.

A page that declares its story is believed as long as it has running text, unless it stands where no story does; the
looks of a page decide for the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.reading.html.page import tidy
from dateline.reading.html.times.headline_place import headline_node
from dateline.reading.html.times.printed_dates import NEAR, beside_headline
from dateline.reading.html.times.teasers import is_of_a_teaser
from dateline.reading.status import is_notice
from dateline.reading.walls import says
from dateline.rejection import Reason, Rejection

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dateline.article import Block
    from dateline.reading.html.page import Page
    from dateline.reading.html.soup.blocks import RawBlock

SHORT_PAGE = 1_500
SHORT_NOTICE = 400
MOST_DECLARED_STORIES = 3
LEAST_STORY = 120
LEAST_DECLARED_STORY = 40
SENTENCE = 80
PASSAGE = 3
SHORTEST_HEADLINE = 20
NOTICE_LINES = 5

# What opens or closes a title, or is all of it; a number in the middle of one counts people.
_CODE = "(?:40[01349]|410|429|451|50[0-4])"
_ERROR = re.compile(
    rf"(?:^|[-–—|:·•]\s*)(?:{_CODE}|(?:{_CODE}\W*)?forbidden|access denied|just a moment|attention required)"
    rf"\W*(?:$|\s[-–—|·•]|[|:!…])"
    rf"|\b(?:error|http|status|code|fehler|erreur|errore|fout|feil|błąd|ошибка|hata)\W{{0,3}}{_CODE}\b"
    rf"|\b{_CODE}\W{{0,3}}(?:error|fehler|erreur|errore|not found)"
    r"|bad gateway|service unavailable|verify (?:that )?you are|not a robot|enable javascript|unusual traffic",
    re.IGNORECASE,
)


def refuse_without_story(
    page: Page, found: Sequence[RawBlock], kept: Sequence[Block], headline: str | None = None
) -> None:
    """Raise Rejection `no_article` for a page without a story, saying what it looks like.

    `found` are all blocks of the region, `kept` those of the story. A notice that kills or withdraws a story may be a
    single sentence.
    """
    texts = [block.text for block in kept if block.kind != "caption"]
    told = set(texts)
    length = sum(block.length for block in found if block.text in told)
    declared = _declares_story(page)
    told_by = [look for look in LOOKS if look.belies or not declared]
    least = LEAST_DECLARED_STORY if declared else LEAST_STORY
    enough = length >= least or (bool(texts) and is_notice(headline, texts[:NOTICE_LINES]))
    if enough and not any(look.holds(page, found, texts) for look in told_by):
        return
    look = next((look.name for look in LOOKS if look.holds(page, found, texts)), None)
    looks = f"It looks like {look}." if look else "It has next to no running text."
    raise Rejection(Reason.NO_ARTICLE, " ".join(["The page tells no story.", looks, *page.warnings]))


def _declares_story(page: Page) -> bool:
    """The page's metadata speak of one story: a template that names dozens speaks of a listing."""
    headlines = {str(story.get("headline")) for story in page.linked.stories}
    if headlines:
        return len(headlines) <= MOST_DECLARED_STORIES or any(
            "LiveBlog" in str(story.get("@type")) for story in page.linked.stories
        )
    return any(row.holds(page) for row in DECLARATIONS)


def _is_typed_article(page: Page) -> bool:
    return any(content.lower().startswith("article") for _, content in page.meta(("og:type",)))


def _is_single_post(page: Page) -> bool:
    body = page.tree.body
    return body is not None and "single" in (body.attributes.get("class") or "").split()


def _is_dated(page: Page) -> bool:
    headline = page.once(headline_node)
    if headline is None or len(tidy(headline.text())) < SHORTEST_HEADLINE:
        return False
    near = (one for one in beside_headline(page) if one.label != "updated" and abs(one.distance) <= NEAR)
    return any(one.apart is None and not is_of_a_teaser(one.text, one.node, page) for one in near)


def _is_error(page: Page, found: Sequence[RawBlock], texts: Sequence[str]) -> bool:
    first_heading = page.tree.css_first("h1")
    told = [text for text in (page.title, first_heading.text().strip() if first_heading else "") if text]
    if sum(map(len, texts)) > SHORT_PAGE or _longest_passage(found) >= PASSAGE:
        return False
    return any(map(_tells_of_error, told or texts))


def _tells_of_error(text: str) -> bool:
    return _ERROR.search(text) is not None or (says("lost", text) and says("lost_thing", text))


def _is_unscripted(_: Page, __: Sequence[RawBlock], texts: Sequence[str]) -> bool:
    """Half of what little is said is that scripts are needed: their name is the same in all languages."""
    if sum(map(len, texts)) >= SHORT_NOTICE:
        return False
    telling = sum(1 for text in texts if "javascript" in text.lower())
    return telling > 0 and 2 * telling >= len(texts)


def _is_consent(page: Page, _: Sequence[RawBlock], texts: Sequence[str]) -> bool:
    """Half of what is said is about consent, and there is something to press: a story about privacy has no button."""
    if sum(map(len, texts)) > 2 * SHORT_PAGE or not says("agreement", page.buttons):
        return False
    telling = sum(1 for text in texts if says("consent", text))
    return says("consent", page.title) or (telling > 0 and 2 * telling >= len(texts))


def _is_home(page: Page, found: Sequence[RawBlock], _: Sequence[str]) -> bool:
    stated = [*page.canonical, *(url for _, url in page.meta(("og:url",)))]
    address = page.url or next((address for address in stated if address.startswith("http")), None)
    if address is None:
        return False
    try:
        path = urlsplit(address).path
    except ValueError:
        return False
    return path in ("", "/") and _teasers(found) >= 5 and _longest_passage(found) < PASSAGE


def _is_listing(_: Page, found: Sequence[RawBlock], __: Sequence[str]) -> bool:
    return _teasers(found) >= 8 and _longest_passage(found) < PASSAGE


def _teasers(found: Sequence[RawBlock]) -> int:
    """Headings and lines that are links as a whole, as in a list of other stories."""
    return sum(map(_is_teaser, found))


def _is_teaser(block: RawBlock) -> bool:
    return block.link_share > 0.7 and (block.kind == "heading" or block.length > 25)


def _longest_passage(found: Sequence[RawBlock]) -> int:
    """The longest run of paragraphs that no heading or teaser interrupts."""
    longest = run = 0
    for block in found:
        if block.kind == "heading" or _is_teaser(block):
            run = 0
        elif block.length >= SENTENCE:
            run += 1
            longest = max(longest, run)
    return longest


@dataclass(frozen=True, slots=True)
class Look:
    """What a page without a story looks like, and whether it is believed against what the page declares."""

    name: str
    why: str
    holds: Callable[[Page, Sequence[RawBlock], Sequence[str]], bool]
    belies: bool = False


LOOKS = (
    Look(
        "an error page or an access check",
        "Its title or first heading tells of an error, and next to nothing follows.",
        _is_error,
    ),
    Look(
        "a page that is written by scripts",
        "An application's page holds nothing but the notice that scripts are to be allowed.",
        _is_unscripted,
        belies=True,
    ),
    Look("a consent wall", "What little it says is of consent, and there is a button to agree.", _is_consent),
    Look(
        "a home page",
        "At a site's bare address stand teasers: templates declare a story there, or one for each of them.",
        _is_home,
        belies=True,
    ),
    Look(
        "a listing of other stories",
        "Headlines that lead elsewhere, and nowhere a passage of text between them.",
        _is_listing,
    ),
)


@dataclass(frozen=True, slots=True)
class Declaration:
    """How a page without JSON-LD of a story declares that it tells one."""

    name: str
    why: str
    holds: Callable[[Page], bool]


DECLARATIONS = (
    Declaration("OpenGraph type", "OpenGraph's articles are single stories.", _is_typed_article),
    Declaration("template of a single post", "WordPress names the template in the body's classes.", _is_single_post),
    Declaration(
        "date beside the headline",
        "Short news on pages without metadata, with many links to other stories behind them: lists have names.",
        _is_dated,
    ),
)
