"""Pages of our own, each with what must come out of it beside it: NAME.html, NAME.txt or NAME.gz and NAME.json.

NAME.json holds either the fields of the Article that are compared, as its JSON form has them (a dotted name such as
`upload.charset` reaches inside, of `evidence` the named fields alone are compared), together with any of

- `body_first`, `body_last`: the first and the last block of the body, whole;
- `body_paragraphs`: how many of its blocks are paragraphs; `block_kinds`: the kinds of all of them in order;
- `not_in_body`: texts that no block of the body may hold;

or `{"rejection": reason}`, with a part of the message as `message` if that matters. A bug starts with a page that
shows it: add the two files, there is nothing to do here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.codec import to_mapping
from dateline.reading import explain

PAGES = Path(__file__).parents[1] / "pages"
FORMS = {".html", ".txt", ".gz"}
CHECKS = {"body_first", "body_last", "body_paragraphs", "block_kinds", "not_in_body"}


def _pages() -> list[Path]:
    return sorted(path for path in PAGES.iterdir() if path.suffix in FORMS)


def _expected(page: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads(page.with_suffix(".json").read_text("utf-8"))
    return expected


def _reached(plain: dict[str, Any], name: str) -> Any:
    value: Any = plain
    for part in name.split("."):
        value = value[part]
    return value


@pytest.mark.parametrize("page", _pages(), ids=lambda page: page.name)
def test_page(page: Path) -> None:
    expected = _expected(page)
    data = page.read_bytes()
    if "rejection" in expected:
        with pytest.raises(dateline.Rejection) as raised:
            dateline.parse(data, key=page.name)
        assert raised.value.reason == expected["rejection"]
        assert expected.get("message", "") in raised.value.message
        return
    article = dateline.parse(data, key=page.name)
    plain = json.loads(dateline.to_json(article))
    told = {name: value for name, value in expected.items() if name not in CHECKS | {"evidence"}}
    assert {name: _told_of(_reached(plain, name), told[name]) for name in told} == told
    evidence = expected.get("evidence", {})
    assert {name: article.evidence.get(name, "").partition(" (")[0] for name in evidence} == evidence
    _check_body(article, expected)


def _told_of(value: Any, expected: Any) -> Any:
    """Of a field that has parts, those that are expected by name."""
    if isinstance(value, dict) and isinstance(expected, dict):
        return {name: value.get(name) for name in expected}
    return value


def _check_body(article: dateline.Article, expected: dict[str, Any]) -> None:
    body = [block for block in article.blocks if block.kind != "caption"]
    if "body_first" in expected:
        assert body[0].text == expected["body_first"]
    if "body_last" in expected:
        assert body[-1].text == expected["body_last"]
    if "body_paragraphs" in expected:
        assert sum(block.kind == "paragraph" for block in body) == expected["body_paragraphs"]
    if "block_kinds" in expected:
        assert [block.kind for block in body] == expected["block_kinds"]
    assert [text for text in expected.get("not_in_body", ()) if text in article.body] == []


@pytest.mark.parametrize("page", _pages(), ids=lambda page: page.name)
def test_what_explain_tells_is_what_parse_gives(page: Path) -> None:
    data = page.read_bytes()
    explained = explain(data, key=page.name)
    if explained.article is None:
        assert explained.rejection is not None
        return
    assert to_mapping(explained.article) == to_mapping(dateline.parse(data, key=page.name))
    assert any(unit.kept for unit in explained.units)
    assert set(explained.article.evidence) >= set(explained.candidates)
