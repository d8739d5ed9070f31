"""Reading takes time in proportion to a page's size, whatever the page is made of.

A page of a shape is read, and one four times as large: that may take ten times as long, where quadratic work would
take sixteen. Only the process's own time counts, the best of several, and a shape fails if it does so again and again.
"""

from __future__ import annotations

import gc
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

import dateline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TIMES_THE_SIZE = 4
MOST_TIMES_THE_TIME = 10
ENOUGH_SECONDS = 0.02
ATTEMPTS = 6
LARGEST = 1_000_000

STORY = "".join(
    f"<p>The river rose by {metres} metres overnight and the old bridge was closed to traffic, the mayor said.</p>"
    for metres in range(4, 10)
)
TEXT = STORY.replace("<p>", "").replace("</p>", "\n\n")


def many(piece: str) -> Callable[[int], str]:
    """A shape of `piece` again and again, with its number for `{n}`."""
    return lambda count: "".join(piece.replace("{n}", str(number)) for number in range(count))


def linked(piece: str) -> Callable[[int], str]:
    """A shape of JSON-LD: `piece` again and again as items of one list."""
    items = many(piece + ",")
    return lambda count: f'<script type="application/ld+json">[{items(count)} 0]</script>'


PAGES: dict[str, Callable[[int], str]] = {
    "paragraphs": many("<p>The council met again on day {n} and spoke of the bridge, its cost and its colour.</p>"),
    "short paragraphs": many("<p>Line {n}</p>"),
    "the same paragraph": many("<p>The council met again and spoke of the bridge, its cost and its new colour.</p>"),
    "breaks": many("One line {n}<br>"),
    "double breaks": many("One line {n}<br><br>"),
    "nested": many("<div>"),
    "nested with text": many("<div>The council met again on day {n} and spoke about the bridge."),
    "nested and closed": lambda count: "<div>" * count + "words" + "</div>" * count,
    "nested lists": many("<ul><li>Item {n}"),
    "nested quotes": many("<blockquote>Said {n}"),
    "nested tables": many("<table><tr><td>Cell {n}"),
    "crossing tags": many("<x><div></x></div>"),
    "closing tags": many("</b></div></p>"),
    "unclosed formatting": many("<p><b id=b{n}><i>bold {n}"),
    "formatting": many("<b>bold</b> <i>words {n}</i> "),
    "links": many("<a href='/{n}'>Story number {n} of many</a> "),
    "paragraphs of links": many("<p><a href='/{n}'>Story number {n} of many that are told elsewhere</a></p>"),
    "unclosed links": many("<a href='/{n}'>Story {n} "),
    "attributes": lambda count: "<div " + " ".join(f"a{n}=1" for n in range(count)) + ">",
    "tags of attributes": many("<div " + " ".join(f"a{n}=1" for n in range(200)) + ">words</div>"),
    "one long attribute": lambda count: "<div data-state='" + "{ } " * count + "'>words</div>",
    "class names": lambda count: "<div class='" + "story-body " * count + "'>words</div>",
    "classes": many("<p class='c{n} share-{n}'>The council met again on day {n} and spoke about the bridge.</p>"),
    "boxes": many("<div class='related box-{n}'><h3>Read also</h3><ul><li><a href=x>Story {n}</a></ul></div>"),
    "angle brackets": lambda count: "<" * count,
    "comments": many("<!-- {n} -->"),
    "open comments": many("<!--"),
    "character references": many("&amp;&#x6e2f;&eacute;"),
    "unknown references": many("&x{n};"),
    "white space": lambda count: " \n" * count,
    "one long word": lambda count: "<p>" + "x" * count + "</p>",
    "one long paragraph": lambda count: "<p>" + "The river rose again. " * count + "</p>",
    "one long line of Han": lambda count: "<p>" + "港町の橋は閉鎖された。" * count + "</p>",
    "no spaces but commas": lambda count: "<p>" + "river,bridge," * count + "</p>",
    "dates in lines": many("<p>12 March 2024</p>"),
    "dates in one line": lambda count: "<p>" + "12/03/2024 14:05 - " * count + "</p>",
    "digits": lambda count: "<p>" + "1" * count + "</p>",
    "times": many("<time datetime='2024-03-12T10:{n}'>12 March</time>"),
    "elements named after dates": many("<span class=date>Updated on 12.03.2024, 10:{n}</span>"),
    "bylines": many("<p class=byline>By Jane {n} Doe and John Roe</p>"),
    "lines that say by": many("<span>By Jane Doe</span>"),
    "authors": lambda count: "<p>By " + "Jane Doe, John Roe and " * count + "Ann Poe</p>",
    "author metas": many("<meta name=author content='Jane Doe, John Roe'>"),
    "metas": many("<meta name=m{n} content='words {n}'>"),
    "keyword meta": lambda count: "<meta name=keywords content='" + "bridge, river, " * count + "'>",
    "titles": lambda count: "<title>" + "Bridge | " * count + "</title>",
    "headings": many("<h1>The bridge is closed {n}</h1>"),
    "subheadings": many("<h2>The bridge {n}</h2>"),
    "list items": lambda count: "<ul>" + "<li>The council met on another day.</li>" * count + "</ul>",
    "table cells": lambda count: "<table><tr>" + "<td>3.5</td>" * count + "</tr></table>",
    "table rows": lambda count: "<table>" + "<tr><td>River</td><td>3.5</td></tr>" * count + "</table>",
    "figures": many("<figure><img src=p{n}.jpg><figcaption>The bridge {n}. Photo: Jane Doe</figcaption></figure>"),
    "buttons": many("<button>Accept {n}</button>"),
    "crumbs": many("<nav class=breadcrumb><a href='/{n}'>Section {n}</a></nav>"),
    "scripts": many("<script>x = '{n}'</script>"),
    "open scripts": many("<script>"),
    "JSON-LD stories": linked('{"@type": "NewsArticle", "headline": "Bridge {n}", "author": {"@id": "#{n}"}}'),
    "JSON-LD nodes": linked('{"@id": "#{n}", "name": "Jane Doe", "@type": "Person"}'),
    "JSON-LD commas": lambda count: "<script type='application/ld+json'>" + "[," * count + "</script>",
    "JSON-LD scripts": many("<script type='application/ld+json'>{\"@type\": \"NewsArticle\"}</script>"),
    "JSON-LD authors": lambda count: linked('{"@type": "NewsArticle", "author": "' + "Jane Doe, " * count + '"}')(1),
    "JSON-LD text": lambda count: linked('{"@type": "NewsArticle", "headline": "' + "Bridge - " * count + '"}')(1),
}  # fmt: skip

DUMPS: dict[str, Callable[[int], str]] = {
    "short lines": many("Line {n}\n"),
    "long lines": many("The council met again on day {n} and spoke of the bridge, its cost and its new colour.\n"),
    "the same line": many("The council met again and spoke of the bridge, its cost and its new colour.\n"),
    "paragraphs": many("The council met again on day {n} and spoke of the bridge, its cost and its colour.\n\n"),
    "carriage returns": many("The council met again on day {n} and spoke of the bridge.\r\n\r\n"),
    "blank lines": lambda count: "\n" * count,
    "white space": lambda count: " " * count,
    "one long line": lambda count: "The river rose again. " * count,
    "one long word": lambda count: "x" * count,
    "one long line of Han": lambda count: "港町の橋は閉鎖された。" * count,
    "dates": many("12 March 2024, 10:05\n"),
    "dates in one line": lambda count: "12/03/2024 14:05 - " * count,
    "digits": lambda count: "1" * count,
    "bylines": many("By Jane Doe and John Roe\n"),
    "authors": lambda count: "By " + "Jane Doe, John Roe and " * count + "Ann Poe\n",
    "datelines": many("KABUL (Reuters) - The bridge was closed again.\n"),
    "cues": many("Read also: The bridge {n}\nShare\nAdvertisement\n"),
    "items": many("• The bridge {n}\n"),
    "quotes": many("“The bridge is closed {n}” said\n"),
    "headings": many("The Bridge Is Closed {n}\n\n"),
    "capitals": many("THE BRIDGE IS CLOSED {n}\n"),
    "separators": lambda count: "Home | News | Sport > Bridge - " * count,
    "signs": lambda count: "-" * count + "\n" + "…" * count + "\n" + "* " * count,
    "addresses": many("https://example.org/a/b{n} jane.doe{n}@example.org @jane{n}\n"),
    "brackets": lambda count: "(" * count + "[" * count + "“" * count,
    "copyright": many("© 2024 The Morning Post\n"),
}


@pytest.fixture(scope="module", autouse=True)
def _only_what_reading_leaves_is_collected() -> Iterator[None]:
    """What the tests before have left would be gone through again before each reading."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def _seconds(data: bytes) -> float:
    gc.collect()
    start = time.process_time()
    with suppress(dateline.Rejection):
        dateline.parse(data)
    return time.process_time() - start


def _times_the_time(page: Callable[[int], bytes]) -> float:
    """How many times as long a page of four times the size takes; the size is one that takes a while."""
    count = 250
    while _seconds(page(count)) < ENOUGH_SECONDS and len(page(2 * TIMES_THE_SIZE * count)) < LARGEST:
        count *= 2
    small, large = page(count), page(TIMES_THE_SIZE * count)
    lowest = float("inf")
    for _ in range(ATTEMPTS):
        lowest = min(lowest, _seconds(large) / max(min(_seconds(small) for _ in range(3)), 0.001))
        if lowest < MOST_TIMES_THE_TIME:
            break
    return lowest


@pytest.mark.parametrize("name", PAGES)
def test_a_page_four_times_as_large_takes_no_more_than_ten_times_as_long(name: str) -> None:
    def page(count: int) -> bytes:
        filling = PAGES[name](count)
        return f"<html><body><h1>A</h1>{filling}{STORY}{filling}".encode()

    assert _times_the_time(page) < MOST_TIMES_THE_TIME


@pytest.mark.parametrize("name", DUMPS)
def test_a_dump_four_times_as_large_takes_no_more_than_ten_times_as_long(name: str) -> None:
    def dump(count: int) -> bytes:
        filling = DUMPS[name](count)
        return f"The bridge is closed\n\n{filling}\n{TEXT}{filling}".encode()

    assert _times_the_time(dump) < MOST_TIMES_THE_TIME
