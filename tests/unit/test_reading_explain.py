"""What `explain` tells of all text of a page: the story's blocks, those around it, and those of a page without one."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import Reason
from dateline.reading import Explanation, explain, parse
from dateline.reading.trace import ExplainedRejection, Unit
from dateline.rejection import Rejection

PAGES = Path(__file__).parents[1] / "pages"
FIRST = (
    "The ferry that was to link both shores of the sound sailed for the first time on Monday, and it was nearly full "
    "when it cast off at seven in the morning."
)
SECOND = (
    "Its captain said that the crossing had been calm, that nobody had asked for the money back, and that she would "
    "sail again in the evening whatever the weather."
)
THIRD = (
    "The town had waited eleven years for a boat of its own, after the last one was sold to an island in the north "
    "where it still carries sheep in summer."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Ferry sails</title><style>p {{ color: red }}</style></head><body>
<header><a href="/">Sound Herald</a></header>
<nav><ul><li><a href="/a">News</a></li><li><a href="/b">Sport</a></li></ul></nav>
<div class="page">
<h1>Ferry sails</h1>
<div class="text">
<p>{FIRST}</p>
<div class="related-stories"><p>Five more boats</p><p>Ten more shores</p></div>
<p>{SECOND}</p>
<div hidden>Words for a robot</div>
<aside>An aside of the desk</aside>
<p>{THIRD}</p>
<button>Load more</button>
</div>
</div>
<script>var story = "nothing";</script>
<footer>All rights reserved</footer>
</body></html>"""


def told(markup: str) -> Explanation:
    return explain(markup.encode())


def test_every_block_of_a_page_is_told_in_page_order() -> None:
    outside = "outside the story"
    noise = "named like noise: related-stories"
    running = "running text of the region"
    assert [(unit.text, unit.role, unit.kept, unit.rule) for unit in told(PAGE).units] == [
        ("Sound Herald", "links", False, outside),
        ("News", "navigation", False, "inside <nav>"),
        ("Sport", "navigation", False, "inside <nav>"),
        ("Ferry sails", "headline", False, outside),
        (FIRST, "paragraph", True, running),
        ("Five more boats", "furniture", False, noise),
        ("Ten more shores", "furniture", False, noise),
        (SECOND, "paragraph", True, running),
        ("Words for a robot", "hidden", False, "hidden"),
        ("An aside of the desk", "aside", False, "inside <aside>"),
        (THIRD, "paragraph", True, running),
        ("Load more", "control", False, "inside <button>"),
        ("All rights reserved", "footer", False, outside),
    ]


def test_a_block_that_was_left_out_has_a_place() -> None:
    places = {unit.text: unit.where for unit in told(PAGE).units}
    assert places["Sound Herald"] == "header"
    assert places["News"] == "ul > li"
    assert places["Load more"].endswith("div.text > button")


def test_what_is_cut_out_of_the_middle_of_a_block_is_told_behind_it() -> None:
    middle = SECOND.replace("had been calm", "had been <button>Share</button>calm")
    units = told(PAGE.replace(SECOND, middle)).units
    texts = [unit.text for unit in units]
    at = texts.index(SECOND)
    assert units[at].kept
    assert texts[at + 1 : at + 3] == ["Share", "Words for a robot"]


def test_a_form_or_a_footer_in_the_story_is_told_by_its_tag() -> None:
    units = told(PAGE.replace("<aside>", "<form>Your address</form><aside>")).units
    assert ("form", "inside <form>") in {(unit.role, unit.rule) for unit in units}


def test_explaining_a_page_reads_no_other_article() -> None:
    assert told(PAGE).article == parse(PAGE.encode())


@pytest.mark.parametrize("page", sorted(PAGES.glob("html_*.html")), ids=lambda page: page.stem)
def test_no_judged_block_is_lost_among_the_others(page: Path) -> None:
    explained = explain(page.read_bytes())
    assert explained.units
    if explained.article is not None:
        kept = [unit.text for unit in explained.units if unit.kept]
        body = [block.text for block in explained.article.blocks if block.kind != "caption"]
        assert len(kept) == len(body)
        assert all(line.endswith(text) for line, text in zip(kept, body, strict=True)), "but for the dateline"


@pytest.mark.parametrize(
    "name", ["home_page.txt", "error_page.txt", "consent_wall.txt", "html_home_page.html", "html_listing.html"]
)
def test_a_rejected_page_tells_each_line_or_block_and_keeps_none(name: str) -> None:
    explained = explain((PAGES / name).read_bytes(), key=name)
    assert explained.article is None
    assert explained.rejection is not None
    assert explained.rejection.reason is Reason.NO_ARTICLE
    assert explained.units
    assert not any(unit.kept for unit in explained.units)
    assert all(unit.role and unit.rule for unit in explained.units)


def test_text_of_a_rejected_page_is_told_from_its_furniture() -> None:
    explained = explain((PAGES / "html_home_page.html").read_bytes())
    assert any(unit.rule.startswith("no story found: ") for unit in explained.units)
    assert explained.candidates["headline"], "what would have been its headline"


def test_every_line_of_a_rejected_dump_is_told() -> None:
    dump = (PAGES / "home_page.txt").read_text("utf-8")
    explained = explain(dump.encode(), key="home_page.txt")
    assert [unit.text for unit in explained.units] == [line.strip() for line in dump.splitlines() if line.strip()]


def test_parse_rejects_without_the_trouble_of_telling_why() -> None:
    with pytest.raises(Rejection) as refused:
        parse((PAGES / "home_page.txt").read_bytes())
    assert type(refused.value) is Rejection


def test_an_explained_rejection_survives_a_pickle() -> None:
    rejection = ExplainedRejection(Reason.NO_ARTICLE, "No prose.", [Unit("p", "paragraph", True, "long", "text")])
    again = pickle.loads(pickle.dumps(rejection))  # noqa: S301 - its own bytes
    assert (again.reason, again.message) == (rejection.reason, rejection.message)


TAGS = ["p", "div", "nav", "aside", "button", "form", "footer", "span", "section", "article", "li", "h2", "noscript"]
NAMES = ["", ' class="related"', " hidden", ' id="story"', ' class="sr-only"']


@st.composite
def markup(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A body of unbalanced tags, and the words in it, each of which is there once."""
    parts, words = [], []
    for number in range(draw(st.integers(1, 25))):
        tag = draw(st.sampled_from(TAGS))
        words.append(f"word{number}.")
        opening = f"<{tag}{draw(st.sampled_from(NAMES))}>"
        long = " tide" * draw(st.sampled_from([0, 30]))
        parts.append(f"{opening} {words[-1]}{long} " + (f"</{tag}>" if draw(st.booleans()) else ""))
    return "".join(parts), words


@settings(max_examples=150, deadline=None)
@given(markup())
def test_each_word_of_any_page_is_told_once(page: tuple[str, list[str]]) -> None:
    body, words = page
    explained = told(f"<!doctype html><html><body>{body}</body></html>")
    said = " ".join(unit.text for unit in explained.units)
    assert sorted(word for word in said.split() if word.startswith("word")) == sorted(words)
