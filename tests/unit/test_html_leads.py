"""The lead between headline and text of an HTML page becomes the standfirst, though the region of the story begins
below it."""

from __future__ import annotations

import pytest

import dateline

STORY = "".join(
    f"<p>The ferry to the islands will sail at night again from the first week of May, the {who} said on Friday.</p>"
    for who in ("harbour master", "mayor", "captain")
)
LEAD = "Islanders had asked for a late crossing ever since the winter storms."


def _standfirst(between: str, after: str = "") -> str | None:
    page = (
        f"<html><body><header><h1>Ferry sails at night again</h1>{between}</header>"
        f"<div class=photos></div><div class=story>{STORY}{after}</div></body></html>"
    )
    return dateline.parse(page.encode()).standfirst


@pytest.mark.parametrize("between", [f"<p>{LEAD}</p>", f"<h2>{LEAD}</h2>", f'<div class="article-dek">{LEAD}</div>'])
def test_a_lead_above_the_text_is_the_standfirst(between: str) -> None:
    assert _standfirst(between) == LEAD


@pytest.mark.parametrize(
    "between",
    [
        "",
        "<div>Islanders had asked for a late crossing ever since</div>",
        "<p>By Ann Lee.</p>",
        f"<ul><li>{LEAD}</li></ul>",
        f'<div class="image-caption"><p>{LEAD}</p></div>',
        "<p>This video needs your consent to cookies from the player's provider.</p>",
        f"<p>{STORY[3:70]}.</p>",
    ],
)
def test_what_is_no_lead_is_no_standfirst(between: str) -> None:
    assert _standfirst(between) is None


def test_a_lead_that_the_text_repeats_is_the_text_s() -> None:
    assert _standfirst(f"<p>{LEAD}</p>", f"<p>{LEAD}</p>") is None
