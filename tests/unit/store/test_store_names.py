"""Finding articles by the names in them: any part of a name, however it is spelt, newest first, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import Publisher
from dateline.findings import Entity, Place, Quote
from dateline.store.items import record_item
from dateline.store.names import MOST_HASHES, Name, NameKind, folded, name_hashes
from dateline.store.wire import size_of
from tests.unit.store.conftest import Stack, record, upload
from tests.unit.store.test_store_listings import headlines, numbered, story
from tests.unit.values import records

if TYPE_CHECKING:
    from dateline.record import Record

ERDOGAN = Entity("person", "Recep Tayyip Erdoğan", ("Erdogan",), salience=0.4, title="President")
MINISTRY = Entity("organisation", "Russian Defense Ministry", ("MoD",), salience=0.2)
IDLIB = Entity("place", "Idlib", salience=0.1)
PLACES = (Place("Idlib", geonames_id=169389, latitude=35.9, longitude=36.6, country="SY"),)
QUOTES = (
    Quote("We will meet.", 0, 13, speaker="Recep Tayyip Erdoğan", attribution="adjacent"),
    Quote("It was lost.", 20, 32, speaker="the ministry's spokesman", attribution="paragraph"),
)
TALKS: dict[str, Any] = {"entities": (ERDOGAN, MINISTRY, IDLIB), "places": PLACES, "quotes": QUOTES}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("person", "Erdogan"),
        ("person", "ERDOĞAN"),
        ("person", "Tayyip Erdogan"),
        ("person", "recep-tayyip erdogan"),
        ("organisation", "Russian Defense Ministry"),
        ("organisation", "defense ministry"),
        ("organisation", "MOD"),
        ("place", "idlib"),
        ("country", "sy"),
        ("speaker", "Erdogan"),
        ("speaker", "spokesman"),
        ("publisher", "Example.org"),
    ],
)
def test_a_name_is_found_by_any_part_of_any_of_its_forms(kind: NameKind, text: str) -> None:
    found = record(**TALKS)
    assert Name(kind, text).is_in(found)
    assert Name(kind, text).hashes() <= set(name_hashes(found))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("person", "Erdo"),
        ("person", "Erdogan Tayyip"),
        ("person", "Russian Defense Ministry"),
        ("organisation", "Russian Ministry"),
        ("place", "Syria"),
        ("country", "TR"),
        ("speaker", "Russian Defense Ministry"),
        ("publisher", "example"),
    ],
)
def test_other_names_and_parts_of_words_are_not(kind: NameKind, text: str) -> None:
    assert not Name(kind, text).is_in(record(**TALKS))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Erdoğan", "Erdogan"),
        ("Łódź", "lodz"),
        ("Sana'a", "Sana’a"),
        ("U.S.", "US"),
        ("al-Sham", "Al Sham"),
        ("Kızılay", "Kizilay"),
        ("Müller", "MÜLLER"),
    ],
)
def test_spellings_of_one_name_are_folded_to_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(records)
def test_every_name_of_a_record_leads_to_it(whole: Record) -> None:
    hashes = set(name_hashes(whole))
    for entity in whole.entities:
        for form in (entity.name, *entity.aliases):
            if folded(form):
                assert Name(entity.kind, form).is_in(whole)
                assert Name(entity.kind, form).hashes() <= hashes


@given(st.text())
def test_a_name_that_has_no_word_is_refused(text: str) -> None:
    if folded(text):
        assert Name("person", text).hashes()
    else:
        with pytest.raises(ValueError, match="no name of a person"):
            Name("person", text)


def test_of_too_many_names_the_salient_ones_are_kept_and_the_index_entry_stays_small() -> None:
    crowd = tuple(Entity("person", f"Forename{n} Surname{n}", salience=n / 1000) for n in range(200))
    hashes = set(name_hashes(record(entities=crowd)))
    assert len(hashes) == MOST_HASHES
    assert Name("person", "Surname199").hashes() <= hashes
    assert not Name("person", "Surname0").hashes() <= hashes
    item, _ = record_item(record(entities=crowd))
    assert size_of({name: item[name] for name in ("pk", "sk", "day", "published_order", "names")}) < 1024


def test_by_name_newest_first_across_days_and_shards(stack: Stack) -> None:
    for number in range(60):
        fields = TALKS if number % 3 == 0 else {}
        stack.table.put_record(story(number, **fields))
    person = Name("person", "Erdogan")
    assert headlines(stack.table.by_name([person])) == numbered(range(57, -1, -3))
    assert headlines(stack.table.by_name([person], 2)) == numbered([57, 54])
    assert headlines(stack.table.by_name([person], since="2024-01-02", until="2024-01-02")) == numbered(
        [33, 30, 27, 24, 21, 18, 15, 12]
    )
    assert headlines(stack.table.by_name([Name("person", "Putin")])) == []


def test_several_names_are_all_in_the_article(stack: Stack) -> None:
    stack.table.put_record(story(1, **TALKS))
    stack.table.put_record(story(2, entities=(ERDOGAN,), publisher=Publisher(None, "other.example")))
    erdogan = Name("person", "Erdogan")
    assert headlines(stack.table.by_name([erdogan])) == numbered([2, 1])
    assert headlines(stack.table.by_name([erdogan, Name("place", "Idlib")])) == numbered([1])
    assert headlines(stack.table.by_name([erdogan, Name("publisher", "other.example")])) == numbered([2])


def test_only_rows_that_have_the_name_are_read(stack: Stack) -> None:
    for number in range(50):
        stack.table.put_record(story(number, **(TALKS if number == 20 else {})))
    stack.calls.clear()
    assert headlines(stack.table.by_name([Name("person", "Erdogan")])) == numbered([20])
    assert stack.calls["batch_get_item"] == 1
    assert stack.calls["get_item"] == 0


def test_what_the_row_does_not_confirm_is_not_believed(stack: Stack) -> None:
    """Hashes agree by chance, words of a name stand in two names."""
    item, _ = record_item(story(1, entities=(Entity("person", "Ann Lee"), Entity("person", "Bo Ash"))))
    stack.dynamodb.put_item(TableName=stack.table_name, Item=item)
    stack.table.put_record(story(2, entities=(Entity("person", "Ann Ash"),)))
    assert headlines(stack.table.by_name([Name("person", "Ann Ash")])) == numbered([2])


def test_a_name_follows_its_row_when_it_is_replaced_or_removed(stack: Stack) -> None:
    erdogan, ministry = Name("person", "Erdogan"), Name("organisation", "MoD")
    stack.table.put_record(record(1, entities=(ERDOGAN,)))
    assert len(list(stack.table.by_name([erdogan]))) == 1
    stack.table.put_record(record(2, entities=(MINISTRY,)))
    stack.table.put_record(record(1, entities=(ERDOGAN,)))  # a replay
    assert list(stack.table.by_name([erdogan])) == []
    assert len(list(stack.table.by_name([ministry]))) == 1
    stack.table.put_removal(upload(3), "2024-05-06T08:00:00Z")
    assert list(stack.table.by_name([ministry])) == []


def test_an_index_that_lags_behind_names_no_article_wrongly(stack: Stack, new_stack: Any) -> None:
    frozen = new_stack()
    for table in (frozen.table, stack.table):
        table.put_record(record(1, entities=(ERDOGAN,)))
    stack.table.put_record(record(2, entities=(MINISTRY,)))
    assert list(stack.lagging(frozen).by_name([Name("person", "Erdogan")])) == []
