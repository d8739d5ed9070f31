"""How a diff is shown, in the terminal and as a page: whole, and harmless whatever the pages say."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from infra.cli.differences import closing, differences
from infra.cli.terminal import THEME, SafeConsole
from infra.diff.batches import Batch, Skip, Skipped
from infra.diff.comparing import Change
from infra.diff.examples import Changed, Tally
from infra.diff.page import Asked, page

ATTACK = "\x1b[2J\x9b31m\u202e<script>alert(1)</script><img src=x onerror=y>\"'&amp;[bold]x[/bold]\r\n\x00"
ASKED = Asked("all uploads", "28 November 2026", "dateline replay --apply")
VOID = {"meta", "br", "link", "img", "td", "th", "li"}


def tally() -> Tally:
    """Two records that change, one that becomes a rejection, one that stays, one that is gone, one unreadable."""
    found = Tally(examples=3)
    headline = {"headline": Change("Ferry sails at noon", "Ferry sails at one"), "standfirst": Change(None, "Late.")}
    body = {"body": Change("One. " * 400, "One. " * 400 + "Two."), "paywalled": Change(True, False)}
    lost = {"outcome": Change("article", "rejected: empty"), "message": Change(None, "The file holds nothing.")}
    changed = [
        Changed("pages/a.html", "a" * 32, "Ferry sails at noon", headline, replayable=True),
        Changed("pages/b.html", "b" * 32, "Pier shut", body, replayable=False),
        Changed("pages/c.html", "c" * 32, "Market opens", lost, replayable=True),
    ]
    skipped = [Skipped("d", Skip.GONE), Skipped("e", Skip.UNREADABLE, "its row: ValueError: no form")]
    found.add(Batch(6, same=1, changed=changed, skipped=skipped))
    return found


def hostile() -> Tally:
    found = Tally(examples=3)
    names = {
        "headline": Change("Calm", ATTACK),
        "bylines": Change([{"name": ATTACK}], []),
        "keywords": Change([ATTACK], []),
    }
    names |= {"publisher": Change({"name": ATTACK}, {"name": None}), "outcome": Change("article", "rejected: empty")}
    one = Changed(ATTACK, ATTACK, ATTACK, {**names, "message": Change(ATTACK, None)}, replayable=False)
    two = Changed(ATTACK, ATTACK, ATTACK, {ATTACK: Change(ATTACK, "calm")}, replayable=False)
    found.add(Batch(2, changed=[one, two], skipped=[Skipped(ATTACK, Skip.UNREADABLE, ATTACK)]))
    return found


def shown(found: Tally, *, coloured: bool = False, width: int = 100) -> str:
    stream = io.StringIO()
    console = SafeConsole(
        file=stream, width=width, theme=THEME, markup=False, emoji=False, highlight=False,
        force_terminal=coloured, color_system="standard" if coloured else None,
    )  # fmt: skip
    for part in (*differences(found, marked=not coloured), *closing(found, 2.5, None, thorough=False)):
        console.print(part)
    return stream.getvalue()


def test_the_terminal_tells_fields_examples_and_what_was_left_out() -> None:
    told = shown(tally())
    rows = [line.split() for line in told.splitlines()[:6]]
    assert rows[0] == ["Field", "Records", "Share", "Filled", "Emptied", "Changed"]
    assert rows[1] == ["outcome", "1", "25.0", "%", "━━━━━", "1"]
    assert ["standfirst", "1", "25.0", "%", "━━━━━", "1"] in rows
    for sentence in (
        "Ferry sails at [-noon-]{+one+}",
        "{+Late.+}",
        "… One. One.",
        "[-article-]{+rejected: empty+}",
        "{+The file holds nothing.+}",
        "[-true-]{+false+}",
        "3 of 4 records would change (75.0 %) · 2.5 s",
        "1 upload is gone from the bucket, and not compared",
        "e  its row: ValueError: no form",
        "1 of these rows",
    ):
        assert sentence in " ".join(told.split()) or sentence in told
    assert told.count("One. One.") < 20, "only the neighbourhood of the change"


def test_colours_tell_what_goes_and_comes_where_there_are_any() -> None:
    told = shown(tally(), coloured=True)
    assert "\x1b[9;31mnoon\x1b[0m\x1b[2m \x1b[0m\x1b[32mone\x1b[0m" in told
    assert "[-" not in re.sub("\x1b\\[[0-9;]*m", "", told)


def test_where_nothing_changes_nothing_is_shown_but_that() -> None:
    found = Tally(examples=3)
    found.add(Batch(2, same=2))
    assert shown(found).split("·")[0].strip() == "0 of 2 records would change"


@pytest.mark.parametrize("width", [40, 80, 140])
def test_hostile_text_cannot_act_on_the_terminal(width: int) -> None:
    assert not set(shown(hostile(), width=width)) & set("\x1b\x9b\u202e\r\x00")


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids |= {value for name, value in attrs if name == "id" and value}
        self.links |= {value for name, value in attrs if name == "href" and value}
        if tag not in VOID and tag != "tr":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and tag != "tr":
            assert self.open.pop() == tag


def elements(html: str) -> _Elements:
    found = _Elements()
    found.feed(html)
    found.close()
    assert found.open == []
    return found


def test_the_page_holds_the_fields_and_their_examples_side_by_side() -> None:
    html = page(tally(), ASKED)
    found = elements(html)
    assert {"outcome", "headline", "standfirst", "body", "paywalled", "top"} == found.ids
    assert {link.removeprefix("#") for link in found.links} == found.ids, "links within the page, and no others"
    assert "Ferry sails at <del>noon</del></div>" in html
    assert "Ferry sails at <ins>one</ins></div>" in html
    assert "<code>dateline replay --apply</code>" in html
    assert "1 upload is gone from the bucket" in html
    assert "25.0 %" in html


def test_the_page_needs_nothing_else_and_allows_no_script() -> None:
    html = page(tally(), ASKED)
    assert "default-src &#x27;none&#x27;" in html
    assert not {"script", "img", "link", "iframe"} & elements(html).seen
    assert "http" not in html.replace("http-equiv", "")
    assert "url(" not in html
    style = (Path(__file__).parents[2] / "infra" / "diff" / "page.css").read_text(encoding="utf-8")
    for query in ("prefers-color-scheme: dark", "@media print"):
        assert query in style


def test_hostile_text_stands_in_the_page_escaped() -> None:
    html = page(hostile(), Asked(ATTACK, ATTACK, ATTACK))
    found = elements(html)
    assert not {"script", "img", "b"} & (found.seen - {"b"})
    assert not any(name.startswith("on") for name in found.attributes)
    assert not set(html) & set("\x1b\x9b\u202e\r\x00")
    assert "&lt;script&gt;" in html
    assert "⟨U+202E⟩" in html
