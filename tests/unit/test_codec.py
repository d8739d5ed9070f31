"""The JSON form: stable, complete, and the way back."""

from __future__ import annotations

import json

from hypothesis import given

from dateline import Article, Block, Dateline, Record, to_json
from dateline.codec import from_json, to_mapping
from tests.unit.values import articles, records


@given(records)
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    assert from_json(Record, to_json(record)) == record


@given(articles)
def test_the_same_article_gives_the_same_bytes(article: Article) -> None:
    assert to_json(article) == to_json(from_json(Article, to_json(article)))


def test_the_order_in_which_evidence_was_gathered_does_not_show() -> None:
    one, other = {"url": "a", "headline": "b"}, {"headline": "b", "url": "a"}
    assert to_json(Article(article_id="1", evidence=one)) == to_json(Article(article_id="1", evidence=other))


def test_fields_stand_flat_and_in_order_with_the_body_for_readers() -> None:
    article = Article(
        article_id="1" * 32,
        headline="Brücke gesperrt",
        dateline=Dateline("Kabul/Example", ("Kabul",), "Example", mark=": "),
        blocks=(Block("paragraph", "One."), Block("caption", "A bridge."), Block("quote", "Two.")),
    )
    plain = json.loads(to_json(article))
    assert plain["body"] == "Kabul/Example: One.\n\nTwo."
    assert plain["dateline"] == {
        "text": "Kabul/Example",
        "places": ["Kabul"],
        "agency": "Example",
        "date": None,
        "mark": ": ",
    }
    assert list(plain)[:4] == ["article_id", "url", "publisher", "headline"]
    assert "Brücke" in to_json(article).decode()


def test_blocks_can_be_left_out() -> None:
    plain = to_mapping(Article(article_id="1" * 32, blocks=(Block("paragraph", "One."),)), blocks=False)
    assert "blocks" not in plain
    assert "body" not in plain


def test_keys_of_another_version_are_ignored_on_the_way_back() -> None:
    assert from_json(Article, b'{"article_id": "a", "from_the_future": 1}') == Article(article_id="a")
