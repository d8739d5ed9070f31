"""Texts are cut at code points, and what is found in a piece is found at its place in the whole."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.remote.located import Naming, entities_at, entities_named, occurrences
from dateline.remote.pieces import pieces, sendable

if TYPE_CHECKING:
    from dateline.findings import EntityKind

any_text = st.text(st.characters(), max_size=300)
unicode_text = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("🚢👩‍🚀 \n.。"), max_size=300)


@given(text=unicode_text, room=st.integers(4, 200))
def test_the_pieces_are_the_text_and_fit(text: str, room: int) -> None:
    cut = list(pieces(text, room))

    assert "".join(piece for _, piece in cut) == text
    assert all(0 < len(piece.encode()) <= room for _, piece in cut)
    assert all(text[start : start + len(piece)] == piece for start, piece in cut)


@given(any_text)
def test_what_is_sent_is_utf_8_of_the_same_length(text: str) -> None:
    assert len(sendable(text).encode("utf-8").decode("utf-8")) == len(text)


@pytest.mark.parametrize(
    ("text", "room", "first"),
    [
        ("One ferry sailed. Another\n\nstayed in port", 40, "One ferry sailed. Another\n\n"),
        ("One ferry sailed. Another stayed in port", 30, "One ferry sailed. "),
        ("港は閉鎖された。船は出なかった。", 30, "港は閉鎖された。"),
        ("Twenty-one ferries", 15, "Twenty-one "),
        ("🚢🚢🚢🚢", 10, "🚢🚢"),
    ],
)
def test_a_piece_ends_with_a_paragraph_else_a_sentence_else_a_word(text: str, room: int, first: str) -> None:
    assert next(pieces(text, room)) == (0, first)


def test_room_for_less_than_a_code_point_is_refused() -> None:
    with pytest.raises(ValueError, match="four bytes"):
        list(pieces("🚢", 3))


@pytest.mark.parametrize(
    ("text", "form", "places"),
    [
        ("Ann met Anna, and Ann left.", "Ann", [(0, 3), (18, 21)]),
        ("서울에서 회의가 열렸다", "서울", [(0, 2)]),
        ("北京市政府", "北京", [(0, 2)]),
        ("Öland und Åland", "land", []),
        ("🚢 Oslo🚢", "Oslo", [(2, 6)]),
        ("Nothing", " ", []),
    ],
)
def test_a_form_is_found_as_words_of_its_own(text: str, form: str, places: list[tuple[int, int]]) -> None:
    assert list(occurrences(text, form)) == places


def test_the_longer_name_goes_before_the_shorter_within_it() -> None:
    text = "The Bank of Oslo is in Oslo. Oslo has others."
    (oslo, bank), missing = entities_named(
        text, [Naming("place", ("Oslo",)), Naming("organisation", ("Bank of Oslo", "the Bank"))]
    )

    assert (oslo.name, [text[one.start : one.end] for one in oslo.mentions]) == ("Oslo", ["Oslo", "Oslo"])
    assert (bank.name, bank.aliases, len(bank.mentions)) == ("Bank of Oslo", (), 1)
    assert missing == 1
    assert oslo.salience + bank.salience == pytest.approx(1, abs=1e-3)


def test_one_name_over_a_line_break_is_one_entity() -> None:
    text = "Ada\nLovelace wrote. Ada Lovelace wrote again."
    (ada,) = entities_at(text, [("person", 0, 12), ("person", 20, 32)])

    assert ada.name == "Ada Lovelace"
    assert len(ada.mentions) == 2


def test_a_surname_that_one_person_has_is_that_person() -> None:
    text = "Ada Lund met Bo Lund and Cy Berg. Berg left, Lund stayed."
    names = ("Ada Lund", "Bo Lund", "Cy Berg", "Berg", "Lund")
    starts = [text.index("Ada"), text.index("Bo"), text.index("Cy"), text.index("Berg left"), text.index("Lund stayed")]
    kind: EntityKind = "person"
    spans = [(kind, start, start + len(name)) for name, start in zip(names, starts, strict=True)]
    found = {one.name: one.aliases for one in entities_at(text, spans)}

    assert found == {"Cy Berg": ("Berg",), "Ada Lund": (), "Bo Lund": (), "Lund": ()}


@given(text=unicode_text, forms=st.lists(unicode_text, max_size=5))
def test_mentions_are_the_forms_and_do_not_overlap(text: str, forms: list[str]) -> None:
    entities, _ = entities_named(text, [Naming("person", tuple(forms))])
    spans = sorted((mention.start, mention.end) for entity in entities for mention in entity.mentions)

    assert all(text[start:end] in forms for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
