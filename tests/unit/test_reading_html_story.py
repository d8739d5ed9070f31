"""Which blocks of the region are the story."""

from __future__ import annotations

import pytest

from dateline.reading.html.story import judged, opens_with, story_of
from tests.unit.regions import blocks_of

LEAD = "The wheel of the old mill turned on Sunday for the first time in forty years, and the whole village came."
NEXT = "It took the carpenter two winters to carve the new paddles, he said, and one to find the oak for them."
LAST = "The mill will grind flour on the first Saturday of every month, as long as the brook has enough water."


def _body(markup: str) -> list[str]:
    return [block.text for block in story_of(judged(blocks_of(markup), "Mill wheel turns")) if block.kind != "caption"]


@pytest.mark.parametrize(
    ("markup", "role"),
    [
        ("<h1>Mill wheel turns</h1>{story}", "headline"),
        ("<h2>Mill wheel turns!</h2>{story}", "repeated headline"),
        ("<p>By Ann Harkness</p>{story}", "byline"),
        ("<p>17 May 2024, 22:41</p>{story}", "date line"),
        ("<p>Culture and country</p>{story}", "kicker"),
        ("{story}<p>More about mills</p>", "trailer"),
        ("{story}<h3>Elsewhere</h3>", "trailer"),
        ("{story}<p><a>Why the brook was dry last year</a></p>{last}", "related"),
        ("{story}<p>Also read: <a>Why the brook was dry last year</a></p>{last}", "related"),
        ("{story}<p>Advertisement</p>{last}", "furniture"),
        ("{story}<p>Anzeige</p>{last}", "furniture"),
        ("{story}<p>Open</p><p>Open</p><p>Open</p>{last}", "furniture"),
        ("{story}<p>{lead}</p>{last}", "doubled"),
        ("{story}<figure>The wheel</figure>{last}", "caption"),
    ],
)
def test_each_rule_drops_what_it_is_for(markup: str, role: str) -> None:
    markup = markup.format(story=f"<p>{LEAD}</p><p>{NEXT}</p>", lead=LEAD, last=f"<p>{LAST}</p>")
    dropped = [judgement for judgement in judged(blocks_of(markup), "Mill wheel turns") if judgement.rule]
    assert {judgement.rule.role for judgement in dropped if judgement.rule} == {role}
    assert [text for text in _body(markup) if text not in (LEAD, NEXT, LAST)] == []
    assert _body(markup)[:2] == [LEAD, NEXT]


@pytest.mark.parametrize(
    "kept",
    [
        "<h2>Two winters of work</h2>",
        "<ul><li>Flour</li><li><a>Bran</a> and oats</li></ul>",
        "<p>“It sings,” he said.</p>",
        "<p>The miller, <a>Edna Small of Brook Lane, whom everybody asks about the weather</a>, agreed with him.</p>",
        "<table><tr><td>Paddles</td><td>24</td></tr></table>",
    ],
)
def test_what_belongs_to_the_story_stays(kept: str) -> None:
    markup = f"<p>{LEAD}</p>{kept}<p>{LAST}</p>"
    assert _body(markup) == [block.text for block in blocks_of(markup)]


def test_a_story_told_in_captions_is_told() -> None:
    slides = (
        f"<figure><h2>One</h2><figcaption>{LEAD}</figcaption></figure><figure><figcaption>{NEXT}</figcaption></figure>"
    )
    assert _body(slides) == [LEAD, NEXT]


def test_a_unit_says_what_became_of_a_block() -> None:
    first, second = (judgement.unit for judgement in judged(blocks_of(f"<p class=a>Kicker</p><p>{LEAD}</p>"), None))
    assert (first.where, first.role, first.kept, first.text) == ("p.a", "kicker", False, "Kicker")
    assert first.rule == "loose line in front of the text"
    assert (second.role, second.kept) == ("paragraph", True)


def test_a_description_cut_out_of_the_lead_is_recognised() -> None:
    blocks = story_of(judged(blocks_of(f"<p>{LEAD}</p>"), None))
    assert opens_with(blocks, LEAD[:60] + "…")
    assert not opens_with(blocks, "A village gets its flour back.")
    assert not opens_with(blocks, "")
