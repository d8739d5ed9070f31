"""What a copy cut and added, and by which words copies are looked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.enrichment.copies import changes
from dateline.enrichment.fingerprint import tokens
from dateline.enrichment.telling import telling_words
from dateline.likeness import WORD_RANKS, WORD_SLOTS, containment, meet
from tests.unit.stories import FERRY, ORCHARD

SENTENCES = [sentence.strip() + "." for sentence in FERRY.replace("\n", " ").split(". ")]
PARAGRAPHS = [" ".join(SENTENCES[start : start + 2]) for start in range(0, len(SENTENCES), 2)]
STORY = "\n\n".join(PARAGRAPHS)
FURNITURE = "Read more stories of the coast every morning, straight into your post box, with our free letter."

words = st.lists(st.sampled_from(["pier", "tug", "bridge", "the", "of", "x", "渡", "し"]), max_size=30).map(" ".join)
texts = st.lists(words, max_size=5).map("\n\n".join)


def found(text: str, language: str = "en") -> tuple[str, ...]:
    return telling_words(tokens(text), language)


class TestChanges:
    def test_a_text_is_its_own_copy(self) -> None:
        told = changes(STORY, STORY)
        assert (told.cut, told.added, told.kept, told.taken) == ((), (), 1.0, 1.0)

    def test_paragraphs_cut_at_the_end_and_added_in_front_are_told(self) -> None:
        copy = "\n\n".join([FURNITURE, *PARAGRAPHS[:2]])
        told = changes(STORY, copy)
        assert [STORY[start:end] for start, end in told.cut] == PARAGRAPHS[2:]
        assert [copy[start:end] for start, end in told.added] == [FURNITURE]
        assert 0.3 < told.kept < 0.7 < told.taken < 1

    def test_a_paragraph_of_which_a_few_words_changed_is_neither_cut_nor_added(self) -> None:
        copy = STORY.replace("several hundred people", "a crowd of 400").replace("said that", "told us that")
        told = changes(STORY, copy)
        assert (told.cut, told.added) == ((), ())
        assert 0.8 < told.kept < 1

    def test_paragraphs_that_were_joined_or_moved_are_not_changed(self) -> None:
        told = changes(STORY, " ".join(reversed(PARAGRAPHS)))
        assert (told.cut, told.added) == ((), ())

    def test_a_heading_of_two_words_is_found(self) -> None:
        copy = "\n\n".join([PARAGRAPHS[0], "Outer harbour", *PARAGRAPHS[1:], "What next"])
        told = changes(STORY, copy)
        assert [copy[start:end] for start, end in told.added] == ["What next"]

    def test_another_story_has_nothing_of_it(self) -> None:
        told = changes(STORY, ORCHARD)
        assert told.kept < 0.05
        assert len(told.cut) == len(PARAGRAPHS)
        assert told.added

    def test_a_script_without_spaces_is_compared_by_characters(self) -> None:
        first, second = ("".join(chr(start + n * 37 % 2_000) for n in range(60)) for start in (0x4E00, 0x6000))
        told = changes(f"{first}\n\n{second}", first)
        assert told.cut == ((62, 122),)
        assert 0.4 < told.kept < 0.6

    @given(texts, texts)
    def test_it_is_the_same_seen_from_the_copy(self, one: str, other: str) -> None:
        there, back = changes(one, other), changes(other, one)
        assert (there.cut, there.kept) == (back.added, back.taken)
        assert 0 <= there.kept <= 1
        assert all(0 <= start < end <= len(one) for start, end in there.cut)


class TestTellingWords:
    def test_they_are_what_the_story_is_about(self) -> None:
        told = found(FERRY)
        assert len(told) == WORD_SLOTS * WORD_RANKS
        assert {"ferry", "bridge"} <= set(told)
        assert not {"the", "and", "that", "for"} & set(told)

    @pytest.mark.parametrize(
        "copy",
        [
            FERRY.upper(),
            FURNITURE + FERRY,
            FERRY + FURNITURE,
            FERRY[: len(FERRY) // 2],
            FURNITURE + FERRY[: len(FERRY) // 2].replace("people", "men and women"),
            " ".join(word for number, word in enumerate(FERRY.split()) if number % 4),
        ],
        ids=[
            "capitals",
            "furniture in front",
            "furniture behind",
            "cut",
            "cut, edited, furniture",
            "a quarter missing",
        ],
    )
    def test_a_copy_is_found_by_them(self, copy: str) -> None:
        assert meet(found(FERRY), found(copy))

    def test_another_story_is_not(self) -> None:
        assert not meet(found(FERRY), found(ORCHARD))

    def test_no_words_find_nothing(self) -> None:
        assert not meet(found(""), found(""))
        assert found("") == ("",) * WORD_SLOTS * WORD_RANKS

    def test_scripts_without_spaces_are_found_by_pairs_of_characters(self) -> None:
        story = "渡し船が最後の航海を終えた。新しい橋が五月に開いたからである。" * 3
        assert {len(word) for word in found(story, "ja")} == {2}
        assert meet(found(story, "ja"), found(story[:40], "ja"))

    @given(texts, texts)
    def test_who_finds_is_found(self, one: str, other: str) -> None:
        assert meet(found(one), found(other)) == meet(found(other), found(one))


class TestContainment:
    def test_a_text_cut_to_half_is_contained_and_holds_half(self) -> None:
        assert containment(0.5, 100, 200) == pytest.approx(1.0)
        assert containment(0.5, 200, 100) == pytest.approx(0.5)

    def test_the_same_text_is_contained_both_ways_and_another_not_at_all(self) -> None:
        assert containment(1.0, 100, 100) == 1.0
        assert containment(0.0, 100, 100) == 0.0
        assert containment(0.5, 0, 100) == 0.0
