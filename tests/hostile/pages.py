"""Pages that were made to hurt: each has a name, what has to become of it, and is made by code when it is wanted.

The outcome is "article" where the story that stands among the rest is read, "other article" where it is not, but for
instance lies behind the limits of what is read; else it is the reason of the rejection.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from typing import NamedTuple

ARTICLE = "article"
OTHER_ARTICLE = "other article"
STORY = "".join(
    f"<p>The river rose by {metres} metres overnight and the old bridge was closed to traffic, the mayor said.</p>"
    for metres in range(4, 10)
)
TEXT = STORY.replace("<p>", "").replace("</p>", "\n\n")
STORY_SENTENCE = "The river rose by 6 metres overnight"


class Page(NamedTuple):
    """What a page comes to, and its bytes."""

    outcome: str
    make: Callable[[], bytes]


def html(filling: str, *, head: str = "") -> bytes:
    """A page that has the filling in front of its story and behind it."""
    page = f"<html><head>{head}</head><body><h1>The bridge is closed</h1>{filling}{STORY}{filling}</body></html>"
    return page.encode("utf-8", "surrogatepass")


def dump(filling: str) -> bytes:
    """A plain-text dump of the same."""
    return f"The bridge is closed\n\n{filling}\n\n{TEXT}{filling}\n".encode("utf-8", "surrogatepass")


def linked(value: str) -> bytes:
    """A page with a script of JSON-LD."""
    return html("", head=f'<script type="application/ld+json">{value}</script>')


def story(**fields: object) -> bytes:
    """A page with JSON-LD of a story that has these fields."""
    return linked(json.dumps({"@type": "NewsArticle", **fields}).replace("</", "<\\/"))


def raw_story(name: str, value: str) -> bytes:
    """The same with one field whose value is written as it stands."""
    return linked(f'{{"@type": "NewsArticle", "{name}": {value}}}')


def deep_json(depth: int) -> str:
    return '{"@graph":[' * depth + "]}" * depth


def billion_laughs() -> str:
    entities = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 30))
    return f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY e0 "lol">{entities}]>'


def bomb(megabytes: int) -> bytes:
    """Gzip of so many megabytes of one letter."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b"a" * 1_000_000) for _ in range(megabytes)) + packer.flush()


def nested_gzip(depth: int) -> bytes:
    data = html("")
    for _ in range(depth):
        data = gzip.compress(data, mtime=0)
    return data


def members(count: int) -> bytes:
    """A page in gzip, after so many members that are empty."""
    return gzip.compress(b"", mtime=0) * count + gzip.compress(html(""), mtime=0)


GZIP: dict[str, Page] = {
    "a bomb": Page("too_large", lambda: bomb(300)),
    "a bomb just below the limit": Page("no_article", lambda: bomb(49)),
    "bombs in members": Page("too_large", lambda: bomb(1) * 60),
    "gzip in gzip": Page("unsupported_type", lambda: nested_gzip(2)),
    "gzip in gzip in gzip": Page("unsupported_type", lambda: nested_gzip(40)),
    "many empty members": Page(ARTICLE, lambda: members(900)),
    "more members than any file has": Page("corrupt", lambda: members(100_000)),
    "cut off": Page("corrupt", lambda: nested_gzip(1)[:-9]),
    "a wrong checksum": Page("corrupt", lambda: nested_gzip(1)[:-8] + b"\0" * 8),
    "its magic and nothing else": Page("corrupt", lambda: b"\x1f\x8b"),
    "a page of 50 MB": Page(OTHER_ARTICLE, lambda: gzip.compress(html("<p>" + "word " * 4_990_000), 1, mtime=0)),
    "50 MB of tags": Page("no_article", lambda: gzip.compress(html("<b>" * 8_000_000), 1, mtime=0)),
    "50 MB of a dump": Page("no_article", lambda: gzip.compress(TEXT.encode() * 70_000, 1, mtime=0)),
}

MARKUP: dict[str, Page] = {
    "billion laughs": Page(ARTICLE, lambda: billion_laughs().encode() + html("&e29;")),
    "entity bomb": Page(ARTICLE, lambda: html("&e29;" * 1000, head=billion_laughs())),
    "references": Page(ARTICLE, lambda: html("&CounterClockwiseContourIntegral;" * 140_000)),
    "references of no character": Page(ARTICLE, lambda: html("&#0;&#xD800;&#x110000;&#99999999999;" * 100_000)),
    "100,000 levels": Page(ARTICLE, lambda: html("<div>" * 100_000)),
    "100,000 levels, closed": Page(ARTICLE, lambda: html("<div>" * 100_000 + "</div>" * 100_000)),
    "800,000 levels": Page(ARTICLE, lambda: html("<i>" * 800_000)),
    "lists in lists": Page("no_article", lambda: html("<ul><li>" * 300_000)),
    "tables in tables": Page("no_article", lambda: html("<table><tr><td>" * 150_000)),
    "quotes in quotes": Page(ARTICLE, lambda: html("<blockquote>a" * 300_000)),
    "misnested": Page(ARTICLE, lambda: html("<a><b><i><u></a></b></i></u>" * 80_000)),
    "end tags of nothing": Page(ARTICLE, lambda: html("</p></b></div>" * 150_000)),
    "forms in forms": Page("no_article", lambda: html("<form><button><form>" * 100_000)),
    "an attribute of 9 MB": Page(ARTICLE, lambda: html("") + f"<div data-x='{'x' * 9_000_000}'>".encode()),
    "a class of 9 MB": Page(ARTICLE, lambda: html("") + f"<div class='{'share ' * 1_500_000}'>".encode()),
    "a link of 4 MB": Page(ARTICLE, lambda: html(f"<a href='http://{'a/' * 2_000_000}'>x</a>")),
    "a million attributes": Page(
        ARTICLE, lambda: html("") + ("<div " + " ".join(f"a{n}" for n in range(1_000_000)) + ">").encode()
    ),
    "millions of tags": Page("no_article", lambda: html("<br>" * 1_100_000)),
    "millions of text nodes": Page(ARTICLE, lambda: html("a<i></i>" * 550_000)),
    "millions of inline tags": Page(ARTICLE, lambda: html("<p>" + "<b>a</b> " * 480_000)),
    "millions of comments": Page(ARTICLE, lambda: html("<!---->" * 600_000)),
    "a comment that never ends": Page(ARTICLE, lambda: html("") + b"<!--" + b"- " * 4_000_000),
    "a script that never ends": Page(ARTICLE, lambda: html("") + b"<script>" + b"</scrip" * 1_000_000),
    "a tag that never ends": Page(ARTICLE, lambda: html("") + b"<div " + b"a='" * 2_000_000),
    "angle brackets": Page(ARTICLE, lambda: html("<" * 4_000_000)),
    "CDATA": Page(ARTICLE, lambda: html("<![CDATA[" * 400_000)),
    "processing instructions": Page(ARTICLE, lambda: html("<?php ?>" * 400_000)),
    "frames of plain text": Page(ARTICLE, lambda: html("") + b"<plaintext>" + b"<b>" * 2_000_000),
    "SVG in MathML": Page(ARTICLE, lambda: html("<svg><math><mi><svg>" * 100_000)),
    "templates": Page("no_article", lambda: html("<template>" * 300_000)),
    "metas": Page("no_article", lambda: html("", head="<meta name=author content='Ann Roe'>" * 200_000)),
    "titles": Page("no_article", lambda: html("", head="<title>Bridge | News</title>" * 200_000)),
    "dates": Page(ARTICLE, lambda: html("<time datetime=99999999999>Updated on 31.12.9999, 25:61</time>" * 60_000)),
    "dates of no calendar": Page(
        ARTICLE,
        lambda: html(
            "".join(f"<time datetime='{when}'>{when}</time>" for when in ("0000-00-00", "99999999999", "-1", "9" * 999))
        ),
    ),
}

TEXTS: dict[str, Page] = {
    "a headline of 4 MB": Page(ARTICLE, lambda: html(f"<h1>{'Bridge ' * 600_000}</h1>")),
    "a title of 8 MB": Page(ARTICLE, lambda: html("", head=f"<title>{'Bridge | ' * 900_000}</title>")),
    "100,000 bylines": Page(ARTICLE, lambda: html("<p class=byline>By " + "Ann Roe and " * 100_000 + "Bo Chan</p>")),
    "100,000 bylines in lines": Page(OTHER_ARTICLE, lambda: html("<p class=byline>By Ann Roe</p>" * 100_000)),
    "a word of 4 MB": Page(ARTICLE, lambda: html("<p>" + "x" * 4_000_000)),
    "a paragraph of 4 MB": Page(ARTICLE, lambda: html("<p>" + "The river rose again. " * 190_000)),
    "names without end": Page(ARTICLE, lambda: html("<p>" + "Ann Roe, Bo Chan and " * 200_000)),
    "quotes without end": Page(ARTICLE, lambda: html("<p>" + "“We go,” said Ann Roe. " * 150_000)),
    "dates without end": Page(ARTICLE, lambda: html("<p>" + "On 12 March 2024, last week. " * 150_000)),
    "full stops": Page(ARTICLE, lambda: html("<p>" + "." * 4_000_000)),
    "quotation marks": Page(ARTICLE, lambda: html("<p>" + "“”„»" * 300_000)),
    "combining marks": Page(ARTICLE, lambda: html("<p>a" + "\u0301\u0316" * 1_000_000)),
    "right to left": Page(ARTICLE, lambda: html("<p>" + "\u202e\u2066ab\u202d" * 300_000)),
    "zero width": Page(ARTICLE, lambda: html("<p>" + "a\u200b\u200d\ufeff" * 400_000)),
    "control characters": Page("unsupported_type", lambda: html("<p>" + "\x1b[31m\x07\x9b2J\x00" * 200_000)),
    "separators": Page(ARTICLE, lambda: html("<p>" + "a\u2028\u2029\x85" * 400_000)),
    "families": Page(ARTICLE, lambda: html("<p>" + "👩\u200d👩\u200d👧\u200d👦" * 150_000)),
    "han": Page(ARTICLE, lambda: html("<p>" + "港町の橋は閉鎖された。" * 140_000)),
    "a dump of one line": Page("no_article", lambda: b"The river rose again. " * 400_000),
    "a dump of short lines": Page("no_article", lambda: dump("a\n" * 2_000_000)),
    "a dump of blank lines": Page("no_article", lambda: dump("\n" * 4_000_000)),
    "a dump of white space": Page("no_article", lambda: dump(" \t\u00a0" * 900_000)),
    "a dump of signs": Page("no_article", lambda: dump("…-*|" * 500_000)),
    "a dump of bylines": Page("no_article", lambda: dump("By Ann Roe and Bo Chan\n" * 180_000)),
    "a dump of dates": Page("no_article", lambda: dump("12 March 2024, 10:05\n" * 200_000)),
    "a dump of controls": Page("unsupported_type", lambda: dump("\x00\x01\x02\x03\n" * 400_000)),
}

CHARSETS: dict[str, Page] = {
    "a charset that is none": Page(ARTICLE, lambda: html("", head="<meta charset='\\x00../../etc'>")),
    "a charset of Python's own": Page(ARTICLE, lambda: html("", head="<meta charset=unicode_escape>")),
    "a charset that packs": Page(ARTICLE, lambda: html("", head="<meta charset=zlib_codec>")),
    "UTF-7": Page(ARTICLE, lambda: html("+ADw-script+AD4-", head="<meta charset=utf-7>")),
    "another order mark in front": Page(OTHER_ARTICLE, lambda: b"\xff\xfe" + html("")),
    "order marks": Page(ARTICLE, lambda: b"\xef\xbb\xbf" * 1000 + html("\ufeff" * 1000)),
    "UTF-16 cut in two": Page(ARTICLE, lambda: html("").decode().encode("utf-16")[:-1]),
    "UTF-16 of lone surrogates": Page(
        ARTICLE, lambda: html("<p>\ud800").decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass")
    ),
    "surrogates in UTF-8": Page(ARTICLE, lambda: html("<p>\ud800\udfff" * 1000)),
    "overlong UTF-8": Page("no_article", lambda: html("") + b"<p>\xc0\xae\xc0\xae\xf8\x88\x80\x80\x80"),
    "zeros between": Page(ARTICLE, lambda: html("<p>a\0b" * 3)),
    "every byte": Page("unsupported_type", lambda: html("") + bytes(range(256)) * 20_000),
    "undeclared bytes": Page(ARTICLE, lambda: html("").replace(b"</body>", b"") + b"<p>\xe4\xf6\xfc\xa4" * 800_000),
}

LINKED: dict[str, Page] = {
    "100,000 levels of JSON": Page(ARTICLE, lambda: linked(deep_json(100_000))),
    "lists of JSON": Page(ARTICLE, lambda: linked("[" * 100_000)),
    "a number beyond all": Page(ARTICLE, lambda: raw_story("wordCount", "1e999999")),
    "an integer of 900 KB": Page(ARTICLE, lambda: raw_story("wordCount", "9" * 900_000)),
    "a date beyond all": Page(ARTICLE, lambda: raw_story("datePublished", "99999999999")),
    "a date of 900 KB": Page(ARTICLE, lambda: raw_story("datePublished", f'"{"2024-03-12 " * 80_000}"')),
    "not a number": Page(ARTICLE, lambda: raw_story("datePublished", "NaN")),
    "lone surrogates": Page(ARTICLE, lambda: raw_story("headline", r'"Bridge \ud800 closed \udfff\ud800"')),
    "controls": Page(ARTICLE, lambda: raw_story("headline", r'"\u001b]0;owned\u0007\u009b31m Bridge\u0000closed"')),
    "a headline of 900 KB": Page(ARTICLE, lambda: story(headline="Bridge closed " * 64_000)),
    "a list of headlines": Page(ARTICLE, lambda: story(headline=[["Bridge"]] * 50_000)),
    "objects for texts": Page(ARTICLE, lambda: story(headline={"@value": {"a": []}}, author=7, datePublished=[{}])),
    "100,000 authors": Page(ARTICLE, lambda: story(author=[{"name": f"Ann Roe{n}"} for n in range(40_000)])),
    "authors in authors": Page(
        ARTICLE, lambda: raw_story("author", '{"author":' * 900 + '{"name": "Ann Roe"}' + "}" * 900)
    ),
    "references in a circle": Page(
        ARTICLE,
        lambda: linked('{"@graph": [{"@id": "#a", "author": {"@id": "#b"}}, {"@id": "#b", "author": {"@id": "#a"}}]}'),
    ),
    "an address of 900 KB": Page(ARTICLE, lambda: story(url="https://example.org/" + "a/" * 440_000)),
    "addresses that are none": Page(
        ARTICLE,
        lambda: story(
            url="http://[::1", image=["javascript:alert(1)", "http://\u202eexample.org", "//", "http://a:99999999/"]
        ),
    ),
    "scripts": Page(
        "no_article",
        lambda: html("", head='<script type="application/ld+json">{"@type": "NewsArticle"}</script>' * 100_000),
    ),
}

PAGES: dict[str, Page] = {
    f"{kind}: {name}": page
    for kind, pages in (
        ("gzip", GZIP),
        ("markup", MARKUP),
        ("text", TEXTS),
        ("charset", CHARSETS),
        ("JSON-LD", LINKED),
    )
    for name, page in pages.items()
}
