"""What people read of who, where, when and who said what: in the card and in the explanation of a page."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from rich.cells import cell_len

from dateline import Block, Dateline, Record
from dateline.enrichment import enrich, explained
from dateline.findings import DateMention, Entity, Mention, Place, PlaceMention, Quote, Subject
from dateline.reading.trace import Explanation
from infra.cli.card import article_card
from infra.cli.explanation import explanation_json, explanation_view
from infra.cli.findings import coloured, names_in, starts_of
from tests.unit.test_cli_views import shown
from tests.unit.values import articles, records

FIRST = "Mayor Tomas Lindqvist opened the  market in Gothenburg."
SECOND = "“It is dry at last,” Lindqvist said on Tuesday."
RECORD = Record(
    article_id="0" * 32,
    headline="Market reopens",
    dateline=Dateline("GOTHENBURG", ("Gothenburg",), mark=" - "),
    blocks=(
        Block("heading", "Under a new roof"),
        Block("caption", "Lindqvist at the door"),
        Block("paragraph", FIRST),
        Block("paragraph", SECOND),
    ),
)
BODY = RECORD.body


def at(text: str, number: int = 0) -> Mention:
    start = -1
    for _ in range(number + 1):
        start = BODY.index(text, start + 1)
    return Mention(start, start + len(text))


QUOTE = at("It is dry at last,")
FOUND = replace(
    RECORD,
    entities=(
        Entity("place", "Gothenburg", (), (at("Gothenburg"),), 0.1),
        Entity("person", "Tomas Lindqvist", ("Lindqvist",), (at("Tomas Lindqvist"), at("Lindqvist", 1)), 0.4, "Mayor"),
    ),
    places=(
        Place("Gothenburg", (PlaceMention(0, 10, "dateline"), PlaceMention(1, 2)), 2711537, 57.70716, 11.96679, "SE"),
        Place("Nowhere", (PlaceMention(3, 4),)),
    ),
    quotes=(
        Quote(
            "It is dry at last,", QUOTE.start, QUOTE.end, "direct", "Tomas Lindqvist", "Lindqvist", "said", "adjacent"
        ),
        Quote("It rains.", 0, 9),
    ),
    dates=(DateMention("on Tuesday", at("on Tuesday").start, at("on Tuesday").end, "2026-03-03", "day"),),
    keyphrases=("market", "roof"),
    subjects=(Subject("20000170", "economy", "section"),),
    unknown=MappingProxyType({"subjects": "no section says it"}),
)


@pytest.mark.parametrize("width", [40, 80, 140])
def test_a_card_tells_who_where_when_and_who_said_what(width: int) -> None:
    card = shown(article_card(FOUND), width=width)
    assert max(map(cell_len, card.splitlines())) <= width
    flowing = " ".join(card.split())
    for told in ("Names", "Places", "Quotes", "Dates", "Keyphrases market · roof", "economy (20000170)"):
        assert told in flowing
    if width == 140:
        for told in (
            "Mayor Tomas Lindqvist person 2× also Lindqvist",
            "Gothenburg SE 57.71° N 11.97° E 1× the dateline, 1× the place",
            "Nowhere on no map 1×",
            "Tomas Lindqvist It is dry at last, direct, beside the speaker",
            "nobody named It rains. direct, no speaker",
            "on Tuesday 2026-03-03 day",
            "Not found subjects no section says it",
        ):
            assert told in flowing
        assert flowing.index("Mayor Tomas") < flowing.index("Gothenburg place"), "the most salient first"


def test_names_stand_in_the_story_in_the_colours_of_their_kinds() -> None:
    names, starts = names_in(FOUND), starts_of(FOUND)
    assert list(starts) == [0, 2, 3], "a caption is no part of the body"
    told = [
        (text.plain[span.start : span.end], span.style)
        for place, start in starts.items()
        for text in [coloured(FOUND.blocks[place], start, names)]
        for span in text.spans
    ]
    assert told == [("Tomas Lindqvist", "person"), ("Gothenburg", "place"), ("Lindqvist", "person")]


def test_where_nothing_shows_colours_the_story_is_plain() -> None:
    card = shown(article_card(FOUND))
    assert "Mayor Tomas Lindqvist opened the market in Gothenburg." in card
    assert SECOND in card


def test_of_many_findings_the_first_are_shown_and_the_number_told() -> None:
    crowd = replace(FOUND, entities=tuple(Entity("person", f"Person {n}") for n in range(30)))
    assert "the first 12 of 30" in shown(article_card(crowd))
    assert "the first 5 of 30" in shown(article_card(crowd, blocks=1))


@given(records)
def test_whatever_is_found_has_a_card(record: Record) -> None:
    assert shown(article_card(record))
    for place, start in starts_of(record).items():
        assert record.body[start : start + len(record.blocks[place].text)] == record.blocks[place].text


@given(articles)
def test_what_is_explained_is_what_is_found(article: Record) -> None:
    record = enrich(article)
    for field, findings in explained(article).items():
        assert getattr(record, field) == tuple(one.finding for one in findings)
        assert all(one.rule for one in findings)


def test_an_explanation_tells_of_each_finding_what_decided() -> None:
    view = " ".join(shown(explanation_view("a.html", Explanation(article=RECORD), 140), width=140).split())
    (quote,) = explained(RECORD)["quotes"]
    assert f"It is dry at last, ← {quote.rule}" in view
    plain = explanation_json("a.html", Explanation(article=RECORD))["findings"]
    assert plain["quotes"][0]["rule"] == quote.rule
    assert plain["quotes"][0]["finding"]["text"] == "It is dry at last,"
