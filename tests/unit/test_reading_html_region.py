"""Where on the page the story stands."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from dateline.reading.html.region import pick

SENTENCES = [
    "The ferry to the islands will sail at night again from the first week of May, the harbour master said.",
    "Two in three voters had backed a levy of four pounds a year to pay for fuel and for a second crew.",
    "The council wants to decide in June whether the next boat is to run on batteries or on diesel.",
]
STORY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
TEASERS = "".join(
    f'<li><a href="/{number}"><h3>Another headline</h3><p>{sentence}</p></a></li>'
    for number, sentence in enumerate(SENTENCES * 4)
)


def _markup(page: str) -> str:
    region = pick(LexborHTMLParser(page))
    assert region is not None
    return region.node.html or ""


@pytest.mark.parametrize(
    "page",
    [
        f"<body><div><div class='body'>{STORY}</div><ul>{TEASERS}</ul></div></body>",
        f"<body><ul>{TEASERS}</ul><main><article>{STORY}</article></main></body>",
        f"<body class='sidebar-right'><div class='comments-enabled'>{STORY}</div></body>",
        f"<body><form id='aspnet'><div>{STORY}</div></form></body>",
        f"<body><div class='story'>{STORY}</div><div class='comments'>{STORY.replace('ferry', 'cat')}</div></body>",
        f"<body><div><section>{STORY}</section><section>{STORY.replace('islands', 'capes')}</section></div></body>",
        f"<body>{'<br><br>'.join(SENTENCES)}</body>",
    ],
)
def test_the_region_holds_the_whole_story_and_no_teaser(page: str) -> None:
    markup = _markup(page)
    assert [sentence for sentence in SENTENCES if sentence not in markup] == []
    assert "Another headline" not in markup
    assert "cat to the islands" not in markup


@pytest.mark.parametrize(
    "story",
    [
        "<article><p>{0}</p><div class='wall'><p>{1}</p><p>{2}</p>{long}</div></article>",
        "<div><div class='part'><p>{0}</p></div><div class='part'><p>{1}</p><p>{2}</p>{long}</div></div>",
        "<div><div class='part'><ul><li>Two ferries</li><li>{0}</li></ul></div><div class='part'>{long}</div></div>",
        "<div class='story'><div class='teaser-content'><p>{0}</p></div>{long}</div>",
        "<div class='story'><div id='ad04e7c1-55f2-4d0e-9a4e-1f2a3b4c5d6e'><p>{0}</p></div>{long}</div>",
        "<div class='story'><p>{0}</p>{long}</div><footer>All rights reserved</footer><div><p>{1}</p><p>{2}</p></div>",
    ],
    ids=["before a wall", "in parts", "a list among parts", "a teaser of itself", "a made-up id", "before the footer"],
)
def test_the_region_begins_where_the_story_does(story: str) -> None:
    markup = _markup(f"<body>{story.format(*SENTENCES, long=STORY * 3)}</body>")
    assert SENTENCES[0] in markup


def test_a_list_between_paragraphs_beside_the_heaviest_element_stays() -> None:
    beside = (
        f"<p>{SENTENCES[0]}</p><ul><li>Night boats</li></ul><div class='share-row'>noise</div><p>{SENTENCES[1]}</p>"
    )
    markup = _markup(
        f"<body><article>{beside}<div class='wall'>{STORY * 4}</div><ul><li>noise</li></ul></article></body>"
    )
    assert "Night boats" in markup
    assert "noise" not in markup


def test_bare_formatting_holds_a_story_where_nothing_else_does() -> None:
    bare = "".join(f"<div><b><span>{sentence}</span></b></div>" for sentence in SENTENCES)
    page = f"<body><div class='post'>{bare}</div><div class='sidebar'><span>Get the latest by mail</span></div></body>"
    markup = _markup(page)
    assert [sentence for sentence in SENTENCES if sentence not in markup] == []
    assert "by mail" not in markup


@pytest.mark.parametrize(
    "beside",
    [
        "<div class='part'><p>The cat sat on the harbour wall all day, and nobody asked it to move along.</p></div>",
        "<div class='teaser'><a href='/2'>The cat sat on the harbour wall all day</a></div>",
    ],
    ids=["the next story", "a teaser"],
)
def test_what_follows_the_story_in_its_column_is_left_out(beside: str) -> None:
    markup = _markup(f"<body><div><p>{SENTENCES[0]}</p><div class='part'>{STORY * 3}</div>{beside}</div></body>")
    assert SENTENCES[0] in markup
    assert "The cat sat" not in markup


@pytest.mark.parametrize(
    "noise",
    [
        "<div class='ad-slot'>noise</div>",
        "<div class='articleShare'>noise</div>",
        "<div id='related'>noise</div>",
        "<div hidden>noise</div>",
        "<div style='display: none'>noise</div>",
        "<span class='sr-only'>noise</span>",
        "<div class='d-none d-print-block'>noise</div>",
        "<aside>noise</aside>",
        "<script>noise</script>",
        "<button>noise</button>",
    ],
)
def test_what_cannot_be_the_story_is_pruned(noise: str) -> None:
    assert "noise" not in _markup(f"<body><article>{STORY}{noise}</article></body>")


@pytest.mark.parametrize(
    "name", ["shadow-box", "adventure", "download", "print:hidden", "md:share", "header-large", "address"]
)
def test_names_that_only_hold_such_a_word_are_not_noise(name: str) -> None:
    assert "kept words" in _markup(f"<body><article>{STORY}<div class='{name}'>kept words</div></article></body>")


@pytest.mark.parametrize(
    "kept",
    [
        "<h2 id='why-we-want-cookies'>kept words</h2>",
        "<h3 id='facts'>kept words</h3>",
        "<div class='d-none d-md-block'>kept words</div>",
    ],
    ids=["a heading named after its words", "a heading of one word", "shown on wide screens"],
)
def test_what_readers_see_of_the_story_is_not_pruned(kept: str) -> None:
    assert "kept words" in _markup(f"<body><article>{STORY}{kept}{STORY}</article></body>")


def test_a_page_without_text_has_a_region_without_text() -> None:
    assert "<p>" not in _markup("<body><div></div></body>")


def test_of_stories_loaded_one_behind_the_other_the_first_is_read() -> None:
    following = (STORY * 2).replace("ferry", "cat")
    first = f"<article><h1>Ferry to sail at night</h1>{STORY}</article>"
    second = f"<article><h1>Another headline</h1>{following}</article>"
    markup = _markup(f"<body><main>{first}<div>{second}</div></main></body>")
    assert "ferry to the islands" in markup
    assert "cat to the islands" not in markup


def test_how_a_word_is_read_is_left_out_unless_it_stands_in_brackets() -> None:
    ruby = "<p>{0} <ruby>船<rt>ふね</rt></ruby> <ruby>島<rp>(</rp><rt>しま</rt><rp>)</rp></ruby></p>"
    markup = _markup(f"<body><div>{ruby.format(SENTENCES[0])}{STORY}</div></body>")
    assert "ふね" not in markup
    assert "しま" in markup
