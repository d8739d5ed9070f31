"""Texts are normalized as Unicode says, but for marks in numbers that no script writes."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.deadline import within
from dateline.normal_form import MOST_MARKS, normalized


@pytest.mark.parametrize("form", ["NFC", "NFKD"])
@given(text=st.text(max_size=80))
def test_ordinary_texts_are_normalized_as_ever(form: str, text: str) -> None:
    assert normalized(form, text) == unicodedata.normalize(form, text)  # type: ignore[arg-type]


def test_many_marks_are_thinned_and_what_stands_around_them_stays() -> None:
    text = "a" + "\u0301\u0316" * 1_000_000 + "b…" * 40 + "e\u0301"
    told = within(10, lambda: normalized("NFC", text))
    within(10, lambda: normalized("NFKD", "\u0301\uff9e" * 1_000_000))
    assert len(told) < MOST_MARKS + 90
    assert told.startswith("á\u0316")
    assert told.endswith("b…" * 40 + "é")


def test_every_character_that_is_put_in_order_is_found() -> None:
    """What decomposes into marks, or has a class of its own, is no letter and stands behind the Latin letters."""
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.combining(character) or unicodedata.combining(unicodedata.normalize("NFKD", character)[0]):
            assert unicodedata.category(character).startswith("M") or character in "\uff9e\uff9f", hex(code)
            assert not character.isalnum() or character in "\uff9e\uff9f", hex(code)
            assert code > 0x2FF
