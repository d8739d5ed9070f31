"""Which blocks of the region are the story."""

from __future__ import annotations

import pytest

from dateline.reading.html.story import judged, opens_with, standfirst_among, story_of
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
        ("<div>Culture and country</div>{story}", "kicker"),
        ("{story}<p>More about mills</p>", "trailer"),
        ("{story}<h3>Elsewhere</h3>", "trailer"),
        ("{story}<p><a>Why the brook was dry last year</a></p>{last}", "related"),
        ("{story}<p>Also read: <a>Why the brook was dry last year</a></p>{last}", "related"),
        ("{story}<p>Advertisement</p>{last}", "furniture"),
        ("{story}<p>Anzeige</p>{last}", "furniture"),
        ("{story}<div><p>{lead}</p></div>{last}", "doubled"),
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
        "<ul><li>Flour</li><li><a>Bran of the old mill</a></li><li>Oats</li></ul>",
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
    first, second = (
        judgement.unit for judgement in judged(blocks_of(f"<p class=a>17 May 2024</p><p>{LEAD}</p>"), None)
    )
    assert (first.where, first.role, first.kept, first.text) == ("p.a", "date line", False, "17 May 2024")
    assert first.rule == "date in front of the text"
    assert (second.role, second.kept) == ("paragraph", True)


def test_a_description_cut_out_of_the_lead_is_recognised() -> None:
    blocks = story_of(judged(blocks_of(f"<p>{LEAD}</p>"), None))
    assert opens_with(blocks, LEAD[:60] + "…")
    assert not opens_with(blocks, "A village gets its flour back.")
    assert not opens_with(blocks, "")


PARAGRAPHS = (LEAD, NEXT, LAST)


def _story(among: str = "", front: str = "", behind: str = "") -> str:
    first, second, third = (f'<p class="text">{text}</p>' for text in PARAGRAPHS)
    return f'<div class="body">{front}{first}{among}{second}{third}{behind}</div>'


def _dropped(markup: str, authors: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    told = judged(blocks_of(markup), "Mill wheel turns", authors)
    return [(judgement.rule.role, judgement.block.text) for judgement in told if judgement.rule]


@pytest.mark.parametrize(
    ("among", "role"),
    [
        ('<div class="label">Sound: A. Name</div>', "furniture"),
        ('<div class="box"><p>The mill was built in 1780 and burnt down twice.</p></div>', "furniture"),
        ('<div class="box"><ul><li>Built in 1780</li><li>Burnt down twice</li></ul></div>', "furniture"),
        ("<blockquote>The wheel of the old mill turned on Sunday</blockquote>", "pull quote"),
        ('<div class="box"><h4>Good to know</h4></div>', "furniture"),
        (
            '<div class="media-info">The wheel, from the bridge on a morning in May. It is made of oak.</div>',
            "caption",
        ),
        ("<div>* * *</div>", "furniture"),
    ],
)
def test_what_looks_unlike_the_story_or_stands_apart_is_left_out(among: str, role: str) -> None:
    dropped = _dropped(_story(among))
    assert {told for told, _ in dropped} == {role}
    assert not {text for _, text in dropped} & set(PARAGRAPHS)


@pytest.mark.parametrize(
    "kept",
    [
        "<h2>Two winters of work</h2>",
        "<blockquote>It sings like nothing else in the valley.</blockquote>",
        "<ul><li>Flour</li><li>Bran and oats</li></ul>",
        '<p class="text">It sings.</p>',
        '<p class="text">What will it grind?</p>' * 3,
        '<p class="text"><a>It also charges for flour, and it bakes with it.</a> Twice.</p>',
        '<div class="subhead">Two winters</div>',
    ],
)
def test_what_looks_like_the_story_stays(kept: str) -> None:
    assert _dropped(_story(kept)) == []


@pytest.mark.parametrize(
    ("behind", "role"),
    [
        ("Edna Small writes on mills and rivers and lives above one of them.", "author box"),
        ("Tom Reed contributed to this report.", "credit"),
        ("Mit Material von dpa.", "credit"),
        ("水野花子は水車小屋の記者。", "author box"),
        ("Something to add? Write to mill@paper.example.", "appeal"),
        ("Sign up for our letter on mills, and never miss a wheel that turns.", "appeal"),
        ("Updated at noon", "date line"),
        ("The village desk", "trailer"),
    ],
)
def test_what_follows_the_last_paragraph_is_left_out(behind: str, role: str) -> None:
    markup = _story(behind=f'<p class="text">{behind}</p>')
    assert _dropped(markup, ("Edna Small", "水野花子")) == [(role, behind)]


def test_many_lines_like_the_storys_own_are_a_list_that_it_ends_with() -> None:
    behind = "".join(f'<p class="text">Paddle {number}, of oak</p>' for number in range(12))
    assert _dropped(_story(behind=behind)) == []


@pytest.mark.parametrize(
    "last",
    [
        "Edna Small was on the bridge when the wheel began to turn, and says that she has never heard such a sound.",
        "Who saw the thief of the old paddles is asked to write to the police at mill@police.example, officers said.",
        "Get the work done first and talk about it afterwards, she told the carpenter at the end of the second winter.",
        "Хотите верьте, хотите нет, но колесо старой мельницы снова вертится, сказал плотник жителям деревни.",
        "登録された水車小屋は県内に三つしか残っておらず、村の人々は来年の春にも粉ひきを再開したいと話している。水は足りるという。",
        "支持修复的村民说,老水车已经停了四十年,现在终于又转起来了,孩子们第一次看到它,大家都非常高兴,希望明年春天还能继续磨面。",
    ],
)
def test_running_text_that_opens_as_an_appeal_or_an_author_box_does_is_the_storys(last: str) -> None:
    assert _dropped(_story(behind=f'<p class="text">{last}</p>'), ("Edna Small",)) == []


@pytest.mark.parametrize("header", ["<header>{}</header>", '<div class="story-header">{}</div>'])
def test_a_standfirst_is_told_by_its_class_in_the_header_and_kept_apart(header: str) -> None:
    front = '<p class="article-lead">A village gets its flour back, forty years on.</p>'
    told = judged(blocks_of(_story(front=header.format(front))), None)
    apart = standfirst_among(told)
    assert apart is not None
    assert apart.text == "A village gets its flour back, forty years on."
    assert [block.text for block in story_of(told)] == list(PARAGRAPHS)
    assert standfirst_among(judged(blocks_of(_story()), None)) is None


def test_a_lead_below_the_header_opens_the_text() -> None:
    assert _dropped(_story(front=f'<p class="lead">{LEAD.replace("old", "new")}</p>')) == []


@pytest.mark.parametrize(
    "second",
    [
        f'<p class="text">{PARAGRAPHS[2]}</p>',
        f'<div class="narrow"><p class="text">{PARAGRAPHS[0]}</p></div>',
        f'<p class="text">{PARAGRAPHS[0]}</p><p class="text">{PARAGRAPHS[1]}</p>',
    ],
)
def test_a_text_that_comes_again_at_once_elsewhere_or_with_its_neighbour_is_doubled(second: str) -> None:
    assert {role for role, _ in _dropped(_story(behind=second))} == {"doubled"}


def test_a_copyright_line_set_apart_behind_the_text_is_legal() -> None:
    said = "© 2024 The Mill Courier. This text may not be printed elsewhere without our leave."
    assert _dropped(_story(behind=f'<p class="small">{said}</p>')) == [("legal", said)]
    assert _dropped(_story(behind=f'<p class="text">{said}</p>')) == []


def test_an_answer_that_recurs_among_its_like_is_meant() -> None:
    assert _dropped(_story(behind=f'<p class="text">{PARAGRAPHS[0]}</p>')) == []


def test_code_is_kept_in_whatever_box_it_stands() -> None:
    code = '<div class="shell"><div class="lines"><pre>millctl wheel --turn</pre></div></div>'
    assert _dropped(_story(among=code)) == []
    assert _dropped(_story(behind=code)) == []


def test_a_linked_row_among_rows_without_links_is_a_row_of_the_table() -> None:
    rows = '<tr><td>1 sack of flour</td></tr><tr><td><a href="/salt">Mill salt</a></td></tr><tr><td>Water</td></tr>'
    assert _dropped(_story(among=f"<table>{rows}</table>")) == []


def test_a_first_paragraph_in_larger_type_is_a_paragraph() -> None:
    assert _dropped(_story(front=f'<p class="intro">{LEAD.replace("old", "new")}</p>')) == []


def test_a_story_told_in_headings_keeps_them() -> None:
    slides = "".join(f"<h3>Wheel {name}</h3><p><a>See wheel {name}</a></p>" for name in ("one", "two", "three", "four"))
    assert [role for role, _ in _dropped(_story(behind=slides))] == ["related"] * 4
