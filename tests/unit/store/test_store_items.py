"""Records as items: what goes in comes back, sizes are what DynamoDB documents, nothing is lost silently."""

from __future__ import annotations

import dataclasses
import random
import string
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import Block, Byline, Dateline, Image, Publisher, Upload
from dateline.record import Record
from dateline.rejection import Reason
from dateline.revision import CURRENT
from dateline.store.items import (
    MAX_ITEM_BYTES,
    RejectedRow,
    RemovedRow,
    record_item,
    rejection_item,
    removal_item,
    told_by,
)
from dateline.store.keys import article_keys
from dateline.store.wire import Unstorable, from_wire, size_of, to_wire
from tests.unit.store.conftest import Stack, record, upload, without_blocks
from tests.unit.values import records as every_finding
from tests.unit.values import versions

text = st.text(st.characters(codec="utf-8"), max_size=40)
maybe = st.none() | text
names = text.filter(bool)
moments = st.sampled_from([None, "2020-03-02", "2020-03-02T13:39:00+05:30", "2020-03-02T13:39:00", "no time"])
uploads = st.builds(
    Upload,
    bucket=st.sampled_from(["inbox", "a-bucket.with.dots"]),
    key=names,
    version_id=maybe,
    sequencer=st.integers(0, 16**40 - 1).map(lambda number: f"{number:040X}"),
    etag=maybe,
    size=st.none() | st.integers(0, 10**12),
    sha256=maybe,
    media_type=maybe,
    charset=maybe,
    uploaded_at=st.sampled_from([None, "2024-05-06T07:08:09Z"]),
)
records = st.builds(
    Record,
    article_id=st.integers(0, 16**32 - 1).map(lambda number: f"{number:032x}"),
    url=maybe,
    publisher=st.builds(Publisher, maybe, maybe),
    headline=maybe,
    standfirst=maybe,
    bylines=st.lists(
        st.builds(Byline, maybe, maybe, st.sampled_from(["person", "desk", "agency", "account"]), maybe), max_size=3
    ).map(tuple),
    dateline=st.none() | st.builds(Dateline, text, st.lists(text, max_size=2).map(tuple), maybe),
    published_at=moments,
    published_precision=st.sampled_from([None, "second", "minute", "day"]),
    modified_at=moments,
    modified_precision=st.sampled_from([None, "second", "minute", "day"]),
    retrieved_at=moments,
    language=maybe,
    section=maybe,
    keywords=st.lists(text, max_size=3).map(tuple),
    images=st.lists(st.builds(Image, maybe, maybe, maybe), max_size=3).map(tuple),
    blocks=st.lists(st.builds(Block, st.sampled_from(["paragraph", "caption", "quote"]), text), max_size=5).map(tuple),
    paywalled=st.sampled_from([None, True, False]),
    evidence=st.dictionaries(names, text, max_size=4).map(MappingProxyType),
    warnings=st.lists(text, max_size=2).map(tuple),
    upload=uploads,
    parser_version=versions,
    word_count=st.integers(0, 10**9),
    reading_minutes=st.integers(0, 10**6),
    detected_language=maybe,
    summary=maybe,
    dateline_place=maybe,
    fingerprint=maybe,
    enricher_version=versions,
)


def nothing_elsewhere(key: str) -> bytes:
    raise AssertionError(f"{key} was fetched")


def incompressible(size: int, seed: int = 0) -> str:
    """Text of so many bytes that hardly compresses below three quarters."""
    return "".join(random.Random(seed).choices(string.ascii_letters + string.digits + "+/", k=size))  # noqa: S311 - no secret


@given(records | every_finding)
def test_a_record_comes_back_as_it_was(whole: Record) -> None:
    item, overflow = record_item(whole)
    assert overflow is None
    assert told_by(item, nothing_elsewhere) == whole
    assert told_by(item, nothing_elsewhere, blocks=False) == without_blocks(whole)


@given(records)
def test_the_same_record_makes_the_same_item(whole: Record) -> None:
    assert record_item(whole) == record_item(dataclasses.replace(whole))


@given(uploads, st.sampled_from(Reason), text)
def test_a_rejection_comes_back_as_it_was(rejected: Upload, reason: Reason, message: str) -> None:
    item = rejection_item(rejected, reason, message, "1")
    assert told_by(item, nothing_elsewhere) == RejectedRow(rejected, reason, message)


@pytest.mark.parametrize("removed_at", ["2024-05-06T07:08:09Z", "2024-05-06T07:08:09", "2024-05-06T09:08:09.000+02:00"])
def test_a_removal_is_forgotten_so_many_days_later(removed_at: str) -> None:
    told = told_by(removal_item(upload(1), removed_at, 90), nothing_elsewhere)
    assert told == RemovedRow(upload(1), removed_at, 1_714_979_289 + 90 * 24 * 3600)


def test_a_row_shows_its_keys_and_its_headline_and_packs_the_rest() -> None:
    item, _ = record_item(record(evidence={"headline": "json-ld"}, standfirst=None, publisher=Publisher()))
    plain = {name: from_wire(attribute) for name, attribute in item.items() if name not in article_keys(record())}
    assert isinstance(plain.pop("story"), bytes)
    assert plain == {
        "pk": "upload#inbox/page.html",
        "sk": "row",
        "kind": "article",
        "sequencer": f"{1:040X}",
        "revision": CURRENT,
        "version_id": "version-1",
        "etag": "etag-1",
        "headline": "Bridge opened, wording 1",
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"blocks": (Block("paragraph", incompressible(600_000)),)},
        {"images": tuple(Image(f"https://example.org/{incompressible(90, n)}") for n in range(7_000))},
        {"headline": incompressible(300_000, 1), "standfirst": incompressible(300_000, 2)},
        {
            "evidence": {"headline": incompressible(530_000)},
            "blocks": (Block("paragraph", incompressible(10_000, 1)),),
        },
    ],
    ids=["blocks", "images", "headline", "a little too much"],
)
def test_an_article_larger_than_an_item_comes_back_whole(stack: Stack, fields: dict[str, Any]) -> None:
    whole = record(**fields)
    stack.table.put_record(whole)
    assert stack.table.get(whole.article_id) == whole
    assert [without_blocks(whole)] == list(stack.table.newest(blocks=False))
    assert len(stack.objects()) == 1


@pytest.mark.parametrize("size", [520_000, 526_000, 526_500, 527_000, 527_500, 528_000, 530_000, 540_000])
def test_around_the_limit_every_article_is_taken_and_comes_back(stack: Stack, size: int) -> None:
    whole = record(text=incompressible(size))
    stack.table.put_record(whole)
    assert stack.table.row_of("inbox", "page.html") == whole
    assert size_of(record_item(whole)[0]) <= MAX_ITEM_BYTES


def test_reading_without_text_leaves_the_overflow_bucket_alone(stack: Stack) -> None:
    whole = record(text=incompressible(600_000))
    stack.table.put_record(whole)
    stack.calls.clear()
    assert list(stack.table.newest(blocks=False)) == [without_blocks(whole)]
    assert stack.calls["get_object"] == 0


@pytest.mark.parametrize(
    ("value", "size"),
    [  # DynamoDB, "Item sizes and formats"; a name of one letter
        ("", 1),
        ("naïve", 1 + 6),
        (b"\x00\x01\x02", 1 + 3),
        (True, 1 + 1),
        (None, 1 + 1),
        ([], 1 + 3),
        ({}, 1 + 3),
        (["ab", "c"], 1 + 3 + (1 + 2) + (1 + 1)),
        ({"ab": "c"}, 1 + 3 + (1 + 2 + 1)),
        ({"a": ["b"]}, 1 + 3 + (1 + 1 + 3 + (1 + 1))),
        (12345678901234567890123456789012345678, 1 + 21),
    ],
)
def test_sizes_are_those_that_are_documented(value: Any, size: int) -> None:
    assert size_of({"x": to_wire(value, "x")}) == size


@given(
    st.integers(-(10**38) + 1, 10**38 - 1) | st.floats(-(2.0**53), 2.0**53).filter(lambda x: x == 0 or abs(x) > 1e-130)
)
def test_numbers_come_back_equal(number: float) -> None:
    assert from_wire(to_wire(number, "number")) == number


@pytest.mark.parametrize("number", [10**38, 1e-200, 1e200, float("inf"), float("nan"), -(10**40)])
def test_a_number_that_would_not_come_back_is_refused_by_name(number: float) -> None:
    with pytest.raises(Unstorable, match="salience is"):
        to_wire(number, "salience")


def test_a_value_of_no_known_form_is_refused_by_name() -> None:
    with pytest.raises(Unstorable, match=r"tags\[1\] is a set"):
        to_wire(["a", {"b"}], "tags")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"headline": "half \ud83d"}, r"headline holds half a surrogate pair, U\+D83D, at 5"),
        ({"keywords": ("fine", "\udc00")}, r"keywords holds half a surrogate pair, U\+DC00"),
        ({"blocks": (Block("paragraph", "\ud800"),)}, "blocks holds half a surrogate pair"),
    ],
)
def test_text_that_is_no_unicode_is_refused_and_nothing_is_written(
    stack: Stack, fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(Unstorable, match=message):
        stack.table.put_record(record(**fields))
    assert stack.state() == ([], [])
