"""Where an HTML page tells its headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.html.fields.titles import LONGEST_HEADLINE, OPEN_GRAPH, parts_of, told_titles, without_site_name
from dateline.reading.html.fields.trust import Found, Source
from dateline.reading.html.page import Page, path_of, tidy
from dateline.reading.html.page.headings import Heading, headings
from dateline.reading.html.page.jsonld import JSON_LD, text_of
from dateline.reading.wording import wording, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHORTEST_CONTAINED = 15
LEAST_SHARED = 0.3
FEWEST_PARTS = 3


def _worded_alike(tag: str) -> Callable[[Page], Iterator[Found[str]]]:
    """Headings that the head words alike: in one of their parts, without the kicker, or whole."""

    def read(page: Page) -> Iterator[Found[str]]:
        told = told_titles(page)
        for heading in headings(page, tag) if told else ():
            for text in (*sorted(heading.parts, key=len, reverse=True), heading.headline, heading.text):
                if wording(text) in told:
                    yield _found(heading, text)
                    break

    return read


def _worded_longer(page: Page) -> Iterator[Found[str]]:
    """The h2 that the head repeats with a kicker in front or the site's name behind."""
    told = told_titles(page)
    for heading in headings(page, "h2"):
        own = wording(heading.headline)
        if len(own) > SHORTEST_CONTAINED and any(_opens_or_fills(other, own) for other in told):
            yield _found(heading, heading.headline)


def _opens_or_fills(told: str, heading: str) -> bool:
    return told.startswith(heading) or (2 * len(heading) > len(told) and heading in told)


def _agreed(page: Page) -> Iterator[Found[str]]:
    """The JSON-LD headline where the head's title or its OpenGraph title says the same."""
    told = {wording(without_site_name(text, page)) for text in (page.title, *(t for _, t in page.meta(("og:title",))))}
    for found in _story_headline(page):
        if wording(found.value) in told:
            yield found


def _kindred_heading(page: Page) -> Iterator[Found[str]]:
    """The h1 that shares most words with the head's titles, and at least some."""
    told = {word for text in told_titles(page) for word in text.split()}
    shared = [(sum(word in told for word in words(heading.headline)), heading) for heading in headings(page)]
    for count, heading in sorted(shared, key=lambda pair: -pair[0]):
        if count and count >= LEAST_SHARED * len(words(heading.headline)):
            yield _found(heading, heading.headline)


def _story_headline(page: Page) -> Iterator[Found[str]]:
    for story in page.linked.stories:
        text = tidy(text_of(story.get("headline")) or text_of(story.get("name")) or "")
        if text:
            yield Found(text, text, JSON_LD)


def _open_graph(page: Page) -> Iterator[Found[str]]:
    for name, content in page.meta(OPEN_GRAPH):
        if text := without_site_name(content, page):
            yield Found(text, text, f"meta[{name}]")


def _sole_heading(page: Page) -> Iterator[Found[str]]:
    found = headings(page)
    if len({heading.text for heading in found}) == 1 and len(words(found[0].headline)) > 1:
        yield _found(found[0], found[0].headline)


def _marked_up(page: Page) -> Iterator[Found[str]]:
    for node in page.tree.css('[itemprop~="headline"]'):
        if (text := tidy(node.text())) and len(text) <= LONGEST_HEADLINE:
            yield Found(text, text, path_of(node))


def _longest_part(page: Page) -> Iterator[Found[str]]:
    parts = parts_of(without_site_name(page.title, page))
    if len(parts) >= FEWEST_PARTS:
        text = max(parts, key=len)
        yield Found(text, text, "head > title")


def _title(page: Page) -> Iterator[Found[str]]:
    if text := without_site_name(page.title, page):
        yield Found(text, text, "head > title")


def _found(heading: Heading, text: str) -> Found[str]:
    return Found(text, text, path_of(heading.node))


HEADLINE = (
    Source(
        "h1 worded as in the head",
        _worded_alike("h1"),
        "What the page shows large and its head repeats is the headline; a kicker set apart inside the h1 is not.",
    ),
    Source(
        "h2 worded as in the head",
        _worded_alike("h2"),
        "Where the h1 is the site's name or a short form for search engines, the story's heading is an h2.",
    ),
    Source(
        "JSON-LD headline agreed",
        _agreed,
        "A headline told to machines, the same in JSON-LD and in the head, outweighs an h1 of other words.",
    ),
    Source(
        "h1 akin to the head",
        _kindred_heading,
        "An h1 that shares words with the title tells the same story in the publisher's own words.",
        "medium",
    ),
    Source(
        "h2 worded longer in the head",
        _worded_longer,
        "On pages whose h1 is none, the title gives the h2 with the site's name behind it.",
        "medium",
    ),
    Source("microdata headline", _marked_up, "An element marked as the headline is one, whatever its tag.", "medium"),
    Source(
        "only h1",
        _sole_heading,
        "A lone h1 is what readers see as headline, though the head speaks of something else.",
        "low",
    ),
    Source("OpenGraph title", _open_graph, "Pages without headings have a title for social networks.", "low"),
    Source(
        "longest part of the title",
        _longest_part,
        "Titles hold sections, the headline and a site of unknown name in a row: the longest is the headline.",
        "low",
    ),
    Source("title element", _title, "Almost every page has one, less the site's name.", "low"),
    Source("JSON-LD headline", _story_headline, "Told to machines alone.", "low"),
)
