"""What counts as a change of a record, and how changes add up."""

from __future__ import annotations

import dataclasses
import json
import random
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings

from dateline.article import Block
from dateline.codec import to_mapping
from dateline.findings import Entity, Mention
from dateline.record import Record
from dateline.rejection import Reason
from infra.diff.batches import Batch, Skip, Skipped
from infra.diff.comparing import Change, changes, told_article, told_failure, told_rejection
from infra.diff.elements import rows_of
from infra.diff.examples import Changed, Tally
from infra.diff.telling import left_out, percent, warning
from infra.diff.wording import new_side, old_side
from tests.unit.values import records

RECORD = Record(
    article_id="a" * 32,
    headline="Ferry sails again",
    blocks=(Block("paragraph", "Ann Lee sails."), Block("caption", "The ferry.")),
    entities=(Entity("person", "Ann Lee", mentions=(Mention(0, 7),), salience=0.5),),
    fingerprint="00ff",
    enrichers=MappingProxyType({"entities": "local"}),
)


def changed(record: Record, *, all_fields: bool = False, old: Record = RECORD) -> set[str]:
    return set(changes(told_article(old), told_article(record), all_fields=all_fields))


@settings(max_examples=30)
@given(records)
def test_nothing_changes_of_a_record_that_is_the_same(record: Record) -> None:
    assert changed(record, all_fields=True, old=record) == set()


@settings(max_examples=60)
@given(records, records)
def test_each_field_that_differs_is_told_with_both_values(old: Record, new: Record) -> None:
    found = changes(told_article(old), told_article(new), all_fields=True)
    before, after = json.loads(json.dumps([to_mapping(old), to_mapping(new)]))
    outside = {name for name, enricher in old.enrichers.items() if enricher != "local"}
    outside |= {"enrichers", "unknown"} if outside else set()
    assert {name for name in after if after[name] != before[name]} - outside == set(found)
    for name, change in found.items():
        assert (change.old, change.new) == (before[name], after[name])
        rows = rows_of(name, Changed("key", None, None, found, replayable=True))
        assert any(piece.kind != "kept" for row in rows for piece in row), (name, change)


def test_what_tells_how_fields_came_about_counts_only_when_asked_for() -> None:
    other = dataclasses.replace(RECORD, evidence=MappingProxyType({"headline": "title"}), parser_version="99")
    assert changed(other) == set()
    assert changed(other, all_fields=True) == {"evidence", "parser_version"}


def test_what_follows_from_the_body_counts_only_where_the_body_is_the_same() -> None:
    entity = dataclasses.replace(RECORD.entities[0], mentions=(Mention(4, 11),), salience=0.4)
    moved = dataclasses.replace(RECORD, entities=(entity,), fingerprint="01ff")
    assert changed(moved) == {"entities", "fingerprint"}
    longer = dataclasses.replace(moved, blocks=(Block("paragraph", "Now Ann Lee sails."), *RECORD.blocks[1:]))
    assert changed(longer) == {"body"}
    assert changed(longer, all_fields=True) == {"blocks", "body", "entities", "fingerprint"}
    fewer = dataclasses.replace(longer, entities=(dataclasses.replace(entity, mentions=()),))
    assert changed(fewer) == {"body", "entities"}
    caption = dataclasses.replace(RECORD, blocks=(RECORD.blocks[0], Block("caption", "The old ferry.")))
    assert changed(caption) == {"blocks"}


def test_what_an_enricher_outside_made_is_not_compared() -> None:
    asked = dataclasses.replace(RECORD, enrichers=MappingProxyType({"entities": "comprehend", "quotes": "local"}))
    assert changed(dataclasses.replace(RECORD, entities=()), old=asked, all_fields=True) == set()
    assert changed(dataclasses.replace(RECORD, entities=(), headline="Other"), old=asked) == {"headline"}


def test_outcomes_and_reasons_are_told_instead_of_the_fields_of_one_side() -> None:
    article, empty = told_article(RECORD), told_rejection(Reason.EMPTY, "Nothing.")
    wall = told_rejection(Reason.NO_ARTICLE, "A wall.")
    lost = {"outcome": Change("article", "rejected: empty"), "message": Change(None, "Nothing.")}
    assert changes(article, empty) == lost
    won = {"outcome": Change("rejected: empty", "article"), "message": Change("Nothing.", None)}
    assert changes(empty, article) == won
    assert set(changes(empty, wall)) == {"outcome", "message"}
    assert changes(empty, told_rejection(Reason.EMPTY, "Blank.")) == {"message": Change("Nothing.", "Blank.")}
    assert changes(empty, empty) == {}


def test_code_that_fails_is_told_with_where() -> None:
    def read() -> str:
        return {"headline": "a"}["oops"]

    with pytest.raises(KeyError) as raised:
        read()
    told = told_failure(raised.value)
    assert told.outcome == "fails: KeyError"
    assert told.fields["message"].startswith("'oops' in read, line ")


def test_a_change_is_filled_emptied_or_changed() -> None:
    pairs: list[tuple[Any, Any]] = [(None, "a"), ([], [1]), ("a", None), ("a", ""), (None, False), (False, True)]
    kinds = ["filled", "filled", "emptied", "emptied", "filled", "changed"]
    assert [Change(old, new).kind for old, new in pairs] == kinds


def test_lists_are_told_by_elements_and_places_only_where_nothing_else_differs() -> None:
    entity = to_mapping(RECORD)["entities"][0]
    record = {
        "entities": Change([entity], [{**entity, "title": "Dr"}]),
        "dates": Change([], [{"text": "May", "start": 1}]),
    }
    found = Changed("key", None, None, record, replayable=True)
    (row,) = rows_of("entities", found)
    assert old_side(row) == "Ann Lee · person · 1 mention"
    assert new_side(row) == "Ann Lee · person · 1 mention · title: Dr"
    found = Changed("key", None, None, {"entities": Change([entity], [{**entity, "salience": 0.25}])}, replayable=True)
    (row,) = rows_of("entities", found)
    assert old_side(row) == "Ann Lee · person · 1 mention at 0–7 · salience: 0.5"
    assert new_side(row) == "Ann Lee · person · 1 mention at 0–7 · salience: 0.25"
    words = Changed("key", None, None, {"keyphrases": Change(["a", "b", "c"], ["a", "c", "d"])}, replayable=True)
    (row,) = rows_of("keyphrases", words)
    assert "".join(f"{piece.kind[0]}{piece.text}" for piece in row) == "ka · rbk · c · ad"


def batch(*keys: str, name: str = "headline", old: str | None = "old", new: str | None = "new") -> Batch:
    records = [Changed(key, "a" * 32, None, {name: Change(old, new)}, replayable=False) for key in keys]
    return Batch(len(keys), changed=records)


def test_examples_do_not_depend_on_the_order_and_are_of_each_way() -> None:
    keys = [f"page {number}" for number in range(40)]
    drawn = []
    for seed in (1, 2):
        random.Random(seed).shuffle(keys)  # noqa: S311 - for an order
        tally = Tally(examples=4)
        for key in keys:
            tally.add(batch(key))
        tally.add(batch("filled", old=None))
        tally.add(batch("emptied", new=None))
        drawn.append([record.key for record in tally.examples("headline")])
        assert dict(tally.fields["headline"].kinds) == {"changed": 40, "filled": 1, "emptied": 1}
    assert drawn[0] == drawn[1]
    assert {"filled", "emptied"} < set(drawn[0])
    other = Tally(examples=4, seed=7)
    other.add(batch(*keys))
    assert {record.key for record in other.examples("headline")} != set(drawn[0]) - {"filled", "emptied"}


def test_fields_stand_with_the_outcome_first_then_by_records() -> None:
    tally = Tally(examples=1)
    tally.add(batch("a", "b"))
    tally.add(batch("c", "d", "e", name="body"))
    tally.add(batch("f", name="outcome", old="article", new="rejected: empty"))
    assert [name for name, _ in tally.ordered()] == ["outcome", "body", "headline"]


def test_what_is_left_out_is_told_with_its_reason() -> None:
    tally = Tally(examples=1)
    skipped = [
        Skipped("a", Skip.GONE),
        Skipped("b", Skip.GONE),
        Skipped("c", Skip.UNREADABLE, "its row: ValueError: x"),
    ]
    tally.add(Batch(5, same=2, skipped=skipped))
    assert (tally.compared, tally.changed) == (2, 0)
    assert left_out(tally) == [
        "2 uploads are gone from the bucket, and not compared",
        "1 upload cannot be read, and not compared",
    ]
    assert [one.key for one in tally.complaints] == ["c"]
    assert warning(tally) is None
    tally.add(batch("d"))
    assert "raise PARSER_VERSION or ENRICHER_VERSION" in (warning(tally) or "")


def test_shares_are_told_for_people() -> None:
    assert [percent(1, 3), percent(0, 0), percent(1, 10_000), percent(3, 3)] == ["33.3 %", "0.0 %", "<0.1 %", "100.0 %"]
