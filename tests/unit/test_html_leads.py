"""The lead between headline and text of an HTML page becomes the standfirst where it is set in the header, and opens
the text where it is set below, though the region of the story begins below both."""

from __future__ import annotations

import pytest

import dateline
from dateline.reading import explain

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


@pytest.mark.parametrize(
    "below",
    [
        f"<div><p>{LEAD}</p></div>",
        f'<div class="intro"><h2>{LEAD}</h2></div>',
        f'<div class="summary">{LEAD}</div>',
    ],
)
def test_a_lead_below_the_header_opens_the_text(below: str) -> None:
    article = _below(below)
    assert article.standfirst is None
    assert article.blocks[0].text == LEAD
    assert article.blocks[1].text.startswith("The ferry")


def test_a_lead_in_the_header_that_is_longer_than_a_standfirst_opens_the_text() -> None:
    long = f"{LEAD} " * 4
    page = f"<header><h1>Ferry sails at night again</h1><p>{long}</p></header><div class=story>{STORY * 2}</div>"
    article = dateline.parse(f"<html><body>{page}</body></html>".encode())
    assert article.standfirst is None
    assert article.blocks[0].text == long.strip()


def test_a_lead_of_several_paragraphs_opens_the_text_with_all_of_them() -> None:
    more = "The mayor had promised to find a boat for one last autumn."
    told = [block.text for block in _below(f"<div><p>{LEAD}</p><p>{more}</p></div>").blocks]
    assert told[:2] == [LEAD, more]


def test_a_lead_that_opens_the_text_is_joined_without_invented_spaces() -> None:
    article = _below(
        '<div class="intro"><p>Islanders had asked for a <b>late</b>-night crossing, <i>ever</i>.</p></div>'
    )
    assert article.blocks[0].text == "Islanders had asked for a late-night crossing, ever."


def test_a_paragraph_of_the_lead_that_the_story_repeats_is_told_once() -> None:
    first = f"The ferry {STORY.partition('The ferry ')[2].partition('</p>')[0]}"
    told = [block.text for block in _below(f"<div><p>{LEAD}</p><p>{first}</p></div>").blocks]
    assert told[0] == LEAD
    assert told.count(first) == 1


def test_the_dateline_of_a_lead_that_opens_the_text_is_lifted() -> None:
    article = _below(f'<div class="intro"><p>JAFFNA, June 15 (Reuters) - {LEAD}</p></div>')
    assert article.dateline is not None
    assert (article.dateline.places, article.dateline.agency) == (("JAFFNA",), "Reuters")
    assert article.blocks[0].text == LEAD


def test_a_lead_that_opens_the_text_is_explained_as_kept() -> None:
    units = explain(_page_below(f'<div class="intro"><p>{LEAD}</p></div>')).units
    assert [(unit.kept, unit.rule) for unit in units if unit.text == LEAD] == [(True, "lead below the header")]


def _below(below: str) -> dateline.Article:
    return dateline.parse(_page_below(below))


def _page_below(below: str) -> bytes:
    page = (
        "<html><body><header><h1>Ferry sails at night again</h1></header>"
        f"{below}<div class=photos></div><div class=story>{STORY}{STORY.replace('ferry', 'boat')}</div></body></html>"
    )
    return page.encode()
