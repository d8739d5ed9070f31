"""Whatever the bytes are, `parse` gives an article or a rejection, and its JSON can be written."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline import Rejection

PAGES = sorted(path.read_bytes() for path in (Path(__file__).parents[1] / "pages").glob("html_*.html"))
PARAGRAPHS = "".join(
    f"<p>The river rose by {metres} metres overnight and the old bridge was closed to traffic, the mayor said.</p>"
    for metres in range(4, 8)
)
TOKENS = (
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<a href='/x'>",
    "</a>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<h1>",
    "</h1>",
    "<ul><li>",
    "</ul>",
    "<br>",
    "<script>",
    "</script>",
    "<script type='application/ld+json'>",
    '{"@type":"NewsArticle","headline":',
    '"a"}',
    "<!--",
    "-->",
    "<![CDATA[",
    "<!ENTITY a 'b'>",
    "&a;",
    "&#xD800;",
    "&#0;",
    "<time datetime='2024-13-45'>",
    "<meta name=author content=",
    "<figure><figcaption>",
    "<svg>",
    "<math>",
    "<template>",
    "<select><option>",
    "<title>",
    "</title>",
    "\0",
    "\ufffe",
    "港町",
    "<",
    ">",
    "'",
    '"',
    "A sentence that is long enough to be taken for running text, with a comma and a full stop.",
    "<article>",
    "</article>",
)


def _read(data: bytes, **hints: str) -> None:
    try:
        article = dateline.parse(data, **hints)  # type: ignore[arg-type]
    except Rejection:
        return
    dateline.to_json(article)


# The parsers and the guesser of character sets are loaded by the first page that needs them: not within a deadline.
for _first in (b"<html><p>\xff\xfe\xe9", b"A dump.\n\xff", f"<html>{PARAGRAPHS}".encode()):
    _read(_first)


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    _read(data)
    _read(b"<html><body>" + data, content_type="text/html")
    _read(b"\x1f\x8b\x08\x00" + data)


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252", "shift_jis"]))
def test_any_text(text: str, codec: str) -> None:
    _read(f"<html><p>{text}</p>{PARAGRAPHS}".encode(codec, "ignore"), url=text, content_type=text, key=text)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(TOKENS), max_size=60).map("".join))
def test_any_soup_of_tags(soup: str) -> None:
    _read(f"<html>{soup}{PARAGRAPHS}{soup}".encode("utf-8", "surrogatepass"))


@settings(max_examples=100)
@given(st.sampled_from(PAGES), st.integers(0, 5_000), st.integers(0, 5_000), st.binary(max_size=8))
def test_real_pages_cut_and_spliced(page: bytes, start: int, end: int, splice: bytes) -> None:
    _read(page[:start] + splice + page[end:])
    _read(gzip.compress(page, mtime=0)[:start] + splice)


HOSTILE = {
    "deep": "<div>" * 100_000 + PARAGRAPHS,
    "deep and closed": "<div>" * 100_000 + PARAGRAPHS + "</div>" * 100_000,
    "deep lists": "<ul><li>" * 50_000 + PARAGRAPHS,
    "deep tables": "<table><tr><td>" * 20_000 + PARAGRAPHS,
    "deep quotes": "<blockquote>" * 9_000 + PARAGRAPHS,
    "formatting": "".join(f"<p><b id={number}>x" for number in range(20_000)) + PARAGRAPHS,
    "attributes": "<div " + " ".join(f"a{number}=1" for number in range(100_000)) + ">" + PARAGRAPHS,
    "one line": "<p>" + "word " * 1_000_000 + "</p>",
    "white space": " " * 3_000_000 + PARAGRAPHS,
    "open comments": PARAGRAPHS + "<!--" * 100_000,
    "angle brackets": "<" * 500_000 + PARAGRAPHS,
    "entities": "<!DOCTYPE x ["
    + "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 60))
    + "]>&e59;"
    + PARAGRAPHS,
    "deep JSON": "<script type='application/ld+json'>" + '{"@graph":[' * 100_000 + "</script>" + PARAGRAPHS,
    "choices": "<select><option>" * 50_000 + PARAGRAPHS,
    "title": "<title>" + "a | " * 300_000 + "</title>" + PARAGRAPHS,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end(name: str) -> None:
    _read(f"<html><body>{HOSTILE[name]}</body></html>".encode())


@pytest.mark.parametrize(
    "name", ["deep", "deep and closed", "attributes", "white space", "entities", "deep JSON", "choices"]
)
def test_the_story_behind_hostile_markup_is_still_read(name: str) -> None:
    article = dateline.parse(f"<html><body>{HOSTILE[name]}</body></html>".encode())
    assert "rose by 4 metres" in article.body
    assert "rose by 7 metres" in article.body
