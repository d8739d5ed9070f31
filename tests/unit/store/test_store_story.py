"""Stories as they are packed: what goes in comes back, in few bytes, and the dictionary stays what it is."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.codec import to_mapping
from dateline.store import story
from dateline.store.columns import from_columns, to_columns
from tests.unit.store.conftest import record

spans = st.lists(st.builds(lambda start, end: {"start": start, "end": end}, st.integers(), st.integers()), max_size=5)
rows = st.lists(
    st.fixed_dictionaries(
        {"name": st.none() | st.text(), "mentions": spans, "aliases": st.lists(st.text(), max_size=2)}
    ),
    max_size=5,
)


@given(rows, spans)
def test_objects_come_back_from_their_columns(named: list[dict[str, Any]], places: list[dict[str, Any]]) -> None:
    fields = {"rows": named, "places": places, "evidence": {"rows": "a mapping"}, "words": ["a", "b"], "none": None}
    back = from_columns(json.loads(json.dumps(to_columns(fields))))
    back["rows"] = [{"name": None, **row} for row in back["rows"]]
    assert back == fields


def test_columns_are_named_once_and_spans_are_steps() -> None:
    mentions = [{"start": 3, "end": 6}, {"start": 10, "end": 13}]
    fields = {
        "entities": [
            {"name": "Ann", "mentions": mentions, "title": None},
            {"name": "Bo", "mentions": mentions[:1], "title": None},
        ]
    }
    assert to_columns(fields) == {
        "entities": [{"name": ["Ann", "Bo"], "mentions": [{"of": [2, 1], "spans": [3, 3, 4, 3, -10, 3]}]}]
    }


def test_a_story_of_an_unknown_form_is_refused() -> None:
    packed = story.pack(story.to_json({"headline": "One"}))
    assert story.unpack(packed) == {"headline": "One"}
    with pytest.raises(ValueError, match="form that this version does not know: 02"):
        story.unpack(b"\x02" + packed[1:])


def test_the_dictionary_is_the_one_that_rows_were_stored_with() -> None:
    """Another one makes them unreadable: it belongs into a form of its own."""
    dictionary = Path(story.__file__).with_name("data") / "story-1.dict"
    assert hashlib.sha256(dictionary.read_bytes()).hexdigest()[:16] == "643f0fb86be48a02"


def test_a_row_is_small() -> None:
    fields = to_mapping(record())
    data = story.to_json(fields)
    assert len(story.pack(data)) < len(data) / 3
