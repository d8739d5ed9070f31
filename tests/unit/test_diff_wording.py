"""Two wordings side by side: nothing of either is lost, and what is shown is short and harmless."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.diff.showing import MOST_OF_A_CHANGE, MOST_ROWS, NEAR, in_short, visible
from infra.diff.wording import Row, list_rows, new_side, old_side, text_rows

_words = st.sampled_from(["the ", "ferry ", "sank", ", ", "12", "\n\n", "\n\n\n", "\n", "船", "é ", "Ann "])
_texts = st.lists(_words, max_size=40).map("".join) | st.text(max_size=30)
_lists = st.lists(st.lists(_words, min_size=1, max_size=4).map("".join), max_size=8)


def marked(rows: tuple[Row, ...]) -> list[str]:
    signs = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return ["".join(signs[piece.kind].format(piece.text) for piece in row) for row in rows]


@given(_texts, _texts)
def test_the_rows_of_a_text_make_both_texts(old: str, new: str) -> None:
    rows = text_rows(old, new)
    assert "".join(map(old_side, rows)) == old
    assert "".join(map(new_side, rows)) == new
    assert all(piece.text for row in rows for piece in row)


@given(_lists, _lists)
def test_the_rows_of_a_list_make_both_lists(old: list[str], new: list[str]) -> None:
    rows = list_rows(old, new)
    assert [side for side in map(old_side, rows) if side] == old
    assert [side for side in map(new_side, rows) if side] == new


@given(_texts)
def test_of_one_text_twice_everything_is_kept(text: str) -> None:
    assert {piece.kind for row in text_rows(text, text) for piece in row} <= {"kept"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", ["One.\n\n", "[-Two.\n\n-]", "Three."]),
        (
            "One two.\n\nThree four.",
            "One three.\n\nThree five.",
            ["One [-two-]{+three+}.\n\n", "Three [-four-]{+five+}."],
        ),
        ("Said so. And went.\n\nEnd.", "Said so.\n\nAnd went.\n\nEnd.", ["Said so.[- -]{+\n\n+}And went.\n\n", "End."]),
        ("", "New.", ["{+New.+}"]),
        ("Nothing of this stayed as it was", "Another sentence to say it", 1),
    ],
)
def test_paragraphs_first_then_words(old: str, new: str, told: list[str] | int) -> None:
    rows = text_rows(old, new)
    assert marked(rows) == told if isinstance(told, list) else len(rows) == told


def test_wordings_with_little_in_common_stand_for_each_other() -> None:
    (row,) = text_rows("It rained in Oslo and then it stopped", "Prices rose in March as harvests failed everywhere")
    assert [piece.kind for piece in row] == ["removed", "added"], "no islands such as 'in'"


def test_elements_that_became_another_stand_in_a_row() -> None:
    old, new = ["Ann Lee · person", "Oslo · place", "NATO"], ["Ann M. Lee · person", "NATO", "EU"]
    assert marked(list_rows(old, new)) == ["Ann {+M. +}Lee · person", "[-Oslo · place-]", "NATO", "{+EU+}"]


def test_long_texts_do_not_hang() -> None:
    draw = random.Random(1)  # noqa: S311 - for texts
    some = [" ".join(draw.choices(["alpha", "beta", "gamma", "delta", "the", "of"], k=40_000)) for _ in range(2)]
    pairs = [
        (some[0], some[1]),
        ("a " * 100_000, "b a " * 100_000),
        ("x" * 200_000, "x" * 199_999 + "y"),
        ("\n\n".join(["p"] * 20_000), "\n\n".join(["p", "q"] * 10_000)),
        ("\n\n".join(f"p{n} said" for n in range(3_900)), "\n\n".join(f"p{n * 7 % 3_900} said" for n in range(3_900))),
    ]
    begun = time.process_time()
    for old, new in pairs:
        rows = text_rows(old, new)
        assert "".join(map(old_side, rows)) == old
        assert sum(len(piece.text) for row in in_short(rows).rows for piece in row) < 10_000
    assert time.process_time() - begun < 20


def test_only_the_neighbourhood_of_a_change_is_shown() -> None:
    old = "First paragraph.\n\n" + "word " * 200 + "twelve" + " word" * 200
    (row,) = in_short(text_rows(old, old.replace("twelve", "thirteen"))).rows
    before, removed, added, after = row
    assert (removed.text, added.text) == ("twelve", "thirteen")
    assert before.text.startswith("… word")
    assert before.text.endswith("word ")
    assert after.text.startswith(" word")
    assert after.text.endswith(" …")
    assert all(NEAR < len(piece.text) < NEAR + 20 for piece in (before, after))


def test_of_what_is_cut_both_ends_are_shown_and_of_many_places_their_number() -> None:
    (row,) = in_short(text_rows("First. " + "filling " * 500 + "Last.", "")).rows
    (piece,) = row
    assert piece.text.startswith("First. filling")
    assert piece.text.endswith("filling Last.")
    assert len(piece.text) < MOST_OF_A_CHANGE + 30
    old = [f"{number} stays and a{number} goes" for number in range(20)]
    shown = in_short(list_rows(old, [one.replace("goes", "comes") for one in old]))
    assert (len(shown.rows), shown.more) == (MOST_ROWS, 20 - MOST_ROWS)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Zürich\u200b", "Zürich", "Zürich[-⟨U+200B⟩-]"),
        ("a  b", "a b", "a[-␣␣-]{+␣+}b"),
        ("a b", "a\u00a0b", "a[-␣-]{+⟨U+00A0⟩+}b"),
        ("One.\n\nTwo.", "One. Two.", "One.[-¶-]{+␣+}Two."),
        ("می‌روم", "میروم", "[-می⟨U+200C⟩روم-]{+میروم+}"),
        ("ab\x1b[31m", "ab", "ab[-⟨U+001B⟩[31m-]"),
        ("x\u202ey z", "x z", "x[-⟨U+202E⟩y-] z"),
    ],
)
def test_what_cannot_be_seen_has_a_sign(old: str, new: str, told: str) -> None:
    assert marked(in_short(text_rows(old, new)).rows) == [told]


def test_every_control_character_is_named() -> None:
    for code in (0, 7, 0x1B, 0x7F, 0x9B, 0x200E, 0x202E, 0x2066, 0xFEFF, 0xD800, 0xE0041):
        assert visible(f"a{chr(code)}b") == f"a⟨U+{code:04X}⟩b"
    assert visible("tab\tand line\nstay") == "tab\tand line\nstay"
