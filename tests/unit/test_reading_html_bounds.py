"""Markup is kept within bounds, whatever it is made of."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from dateline.reading.html.page.bounds import MAX_BYTES, MAX_DEPTH, MAX_OPEN_FORMATTING, MAX_TAGS, bounded

STORY = (
    b"<h1>A</h1><p>The <b>river</b> rose <i>by</i> four metres.</p><!-- x -->"
    b"<img src='a>b'><p title=\"<\">And fell.</p>"
)
MANY = 30_000


def _deepest(markup: bytes) -> int:
    deepest = 0
    for node in LexborHTMLParser(markup).css("p"):
        depth, step = 0, node.parent
        while step is not None:
            depth, step = depth + 1, step.parent
        deepest = max(deepest, depth)
    return deepest


def test_ordinary_markup_is_left_as_it_is() -> None:
    assert bounded(STORY * 50) == (STORY * 50, ())


@pytest.mark.parametrize("closed", [False, True])
def test_deep_nesting_is_flattened_and_no_text_is_lost(closed: bool) -> None:
    found = bounded(b"<div>" * MANY + STORY + b"</div>" * (MANY if closed else 0))
    assert _deepest(found.markup) <= MAX_DEPTH + 3
    assert b"And fell." in found.markup
    assert "nested too deeply" in found.warnings[0]


def test_formatting_that_piles_up_is_dropped() -> None:
    piling = b"".join(b"<p><b class=%d>words" % number for number in range(MAX_OPEN_FORMATTING + 1))
    found = bounded(piling)
    assert b"<b" not in found.markup
    assert found.markup.count(b"words") == MAX_OPEN_FORMATTING + 1


def test_formatting_that_is_closed_stays() -> None:
    markup = b"<p><b>one</b> <EM>two</EM></p>" * 500
    assert bounded(markup).markup == markup


@pytest.mark.parametrize("attribute", ["a{}", "a{}=1", "a{}='<'", 'a{}=">"'])
def test_a_tag_of_endless_attributes_loses_them(attribute: str) -> None:
    tag = f"<div {' '.join(attribute.format(number) for number in range(MANY))}>".encode()
    found = bounded(tag + STORY)
    assert len(found.markup) < 2 * len(STORY)
    assert b"And fell." in found.markup


def test_one_long_attribute_is_no_reason_to_touch_a_page() -> None:
    markup = b"<div data-state='" + b"{ } " * 50_000 + b"'>" + STORY + b"</div>"
    assert bounded(markup) == (markup, ())


def test_a_page_of_too_many_tags_is_read_up_to_there() -> None:
    found = bounded(b"<br>x" * (MAX_TAGS + 10))
    assert found.markup.count(b"<br>") == MAX_TAGS
    assert "what follows them was not read" in found.warnings[0]


def test_no_character_is_cut_in_two() -> None:
    found = bounded(b"x" + "港".encode() * (MAX_BYTES // 3 + 1))
    assert MAX_BYTES - 3 < len(found.markup.decode().encode()) <= MAX_BYTES
    assert "what follows them was not read" in found.warnings[0]


def test_scripts_are_no_markup() -> None:
    script = b"<script>" + b'document.write("<div><div>");' * MANY + b"</script>"
    deep = b"<div>" * (MAX_DEPTH + 1)
    assert bounded(script + STORY) == (script + STORY, ())
    assert bounded(script + deep + STORY).markup.startswith(script + b"<div>")


def test_a_large_page_of_ordinary_markup_is_left_as_it_is() -> None:
    menu = b"<ul><li><a href='/x'><b>x</b></a><li>y</ul><br><select><option>1</option></select><!-- </div> -->"
    markup = b"<div>" + (menu + STORY) * 2_000 + b"</div>"
    assert bounded(markup) == (markup, ())


@pytest.mark.parametrize(
    "hidden",
    [
        b"<div><!--</div>-->",
        b"<div><!x </div>",
        b"<div></ </div>",
        b"<div x='</div>'>",
        b'<div x="</div>">',
        b"<div><script></div></script>",
        b"<div><marquee></div></marquee>",
        b"<b><marquee></b></marquee>",
        b"<svg><![CDATA[></svg>]]>",
        b"<font x='\"'><div x='\"</div>'></font>",
    ],
)
def test_an_end_tag_that_ends_nothing_does_not_hide_depth(hidden: bytes) -> None:
    assert _deepest(bounded(hidden * (MANY // 3) + STORY).markup) <= MAX_DEPTH + 3


@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<p>",
                "<b>",
                "</b>",
                "<a href='x'>",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "<",
                ">",
                '"',
                "text",
                "<img ",
                "=",
                "</",
                "<select><option>",
            ]
        ),
        max_size=40,
    ).map(lambda pieces: "".join(pieces).encode())
)
@example(b"<div><b><a href='x'></div>")
def test_any_markup_can_be_bounded(markup: bytes) -> None:
    found = bounded(markup * 400)
    assert len(found.markup) <= len(markup) * 400 * 2  # an end tag for each start tag, where it had none
    LexborHTMLParser(found.markup)
