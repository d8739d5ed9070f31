"""Word by word, what became of a text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.worddiff import word_diff, words

_tokens = st.sampled_from(["the ", "ferry", " sank", ", ", "12", "1,200", " ", "\n", "船", "が", "é", "…", "-"])
_texts = st.lists(_tokens).map("".join) | st.text(max_size=30)


def marked(old: str, new: str) -> str:
    signs = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in word_diff(old, new))


@given(_texts, _texts)
def test_the_pieces_make_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert all(piece.text for piece in pieces)


@given(_texts)
def test_of_one_text_twice_everything_is_kept(text: str) -> None:
    assert {piece.kind for piece in word_diff(text, text)} <= {"kept"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("At least 12 people died.", "At least 17 people died.", "At least [-12-]{+17+} people died."),
        ("some 1,200 boats", "some 1,250 boats", "some [-1,200-]{+1,250+} boats"),
        ("twelve people died", "seventeen persons died", "[-twelve people-]{+seventeen persons+} died"),
        ("The pier is shut", "The old pier is shut", "The {+old +}pier is shut"),
        ("Rescuers didn't come.", "Rescuers came.", "Rescuers [-didn't come-]{+came+}."),
        ("死者は12人", "死者は17人", "死者は[-12-]{+17+}人"),
        ("", "New", "{+New+}"),
        ("Gone", "", "[-Gone-]"),
    ],
)
def test_words_are_the_unit(old: str, new: str, told: str) -> None:
    assert marked(old, new) == told


def test_words_lose_no_character() -> None:
    assert words("Don't, at 14:20!") == ["Don't", ",", " ", "at", " ", "14:20", "!"]


def test_texts_that_are_too_long_to_compare_are_told_whole_and_at_once() -> None:
    old, new = ("one two " * 20_000), ("two three " * 20_000)
    begun = time.process_time()
    assert [piece.kind for piece in word_diff(old, new)] == ["removed", "added", "kept"]
    assert time.process_time() - begun < 2
