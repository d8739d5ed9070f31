"""What BeautifulSoup makes of a region."""

from __future__ import annotations

import pytest

from tests.unit.regions import blocks_of


def _told(markup: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks_of(markup)]


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<p>Un<b>believ</b>able <i>news</i>,<a>he</a> said</p>", [("paragraph", "Unbelievable news,he said")]),
        ("<div>One<br>line<br><br>Two</div>", [("paragraph", "One line"), ("paragraph", "Two")]),
        ("<div>Loose<p>Set</p>tail</div>", [("paragraph", "Loose"), ("paragraph", "Set"), ("paragraph", "tail")]),
        (
            "<h2>Why</h2><ul><li>a</li><li><p>b</p></li></ul>",
            [("heading", "Why"), ("list_item", "a"), ("list_item", "b")],
        ),
        ("<blockquote><p>Said</p></blockquote>", [("quote", "Said")]),
        ("<table><tr><th>Town</th><td>12</td></tr></table>", [("table_row", "Town 12")]),
        ("<table><tr><td><p>One</p><p>Two</p></td></tr></table>", [("table_row", "One"), ("table_row", "Two")]),
        (
            "<figure><figcaption>A swan</figcaption></figure><p>Swans</p>",
            [("caption", "A swan"), ("paragraph", "Swans")],
        ),
        ('<div class="photo-credit">Mara Quill</div>', [("caption", "Mara Quill")]),
        ('<div class="image"><p>A swan</p><p>Mara Quill</p></div>', [("caption", "A swan"), ("caption", "Mara Quill")]),
        ('<article class="post category-photo has-image"><p>Swans</p></article>', [("paragraph", "Swans")]),
        ('<div class="post tag-credit-bank format-image"><p>Swans</p></div>', [("paragraph", "Swans")]),
        ('<section class="copyright"><p>Swans</p></section>', [("paragraph", "Swans")]),
        ('<div class="content-image"><p>1</p><p>2</p><p>3</p></div>', [("paragraph", number) for number in "123"]),
        ("<p> \n\t </p><p>a\u00ad\u200bb&nbsp;c</p>", [("paragraph", "ab c")]),
        ("<p>a<!-- hidden -->b</p>", [("paragraph", "ab")]),
    ],
)
def test_blocks_and_their_kinds(markup: str, told: list[tuple[str, str]]) -> None:
    assert _told(markup) == told


def test_a_block_knows_how_much_of_it_is_linked_and_where_it_stood() -> None:
    first, second = blocks_of('<div id="story"><p class="lead big">All <a>of it</a></p><p><a>Read this</a></p></div>')
    assert first.link_share == pytest.approx(5 / 9)
    assert second.link_share == 1
    assert first.where == "div#story > p.lead"


def test_a_sign_of_an_east_asian_script_counts_for_three_letters() -> None:
    assert [block.length for block in blocks_of("<p>abc</p><p>港町の灯</p>")] == [3, 12]


def test_depth_costs_no_recursion() -> None:
    markup = "<div>" * 3_000 + "deep" + "</div>" * 3_000
    assert [text for _, text in _told(markup)] == ["deep"]
