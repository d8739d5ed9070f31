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
    "noise",
    [
        "<div class='ad-slot'>noise</div>",
        "<div class='articleShare'>noise</div>",
        "<div id='related'>noise</div>",
        "<div hidden>noise</div>",
        "<div style='display: none'>noise</div>",
        "<span class='sr-only'>noise</span>",
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


def test_a_page_without_text_has_a_region_without_text() -> None:
    assert "<p>" not in _markup("<body><div></div></body>")
