"""Fingerprints are alike for copies of a story, however edited, and not for different stories."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.enrichment.fingerprint import LEAST_SHINGLES, tokens
from dateline.enrichment.fingerprint import fingerprint as fingerprint_of_tokens
from dateline.likeness import SLOTS, similarity
from tests.unit.stories import FERRY, ORCHARD


def fingerprint(text: str) -> bytes | None:
    told = fingerprint_of_tokens(tokens(text))
    return bytes.fromhex(told) if told else None


def edited(text: str, share: float, seed: int) -> str:
    """The text with about this share of its words replaced, in runs, as a desk edits."""
    chance = random.Random(seed)  # noqa: S311 - for a repeatable test, not for a secret
    words, out = text.split(), []
    while words:
        run = chance.randint(4, 8)
        replaced = chance.random() < share
        out += [f"new{chance.randrange(10**6)}" for _ in range(run)] if replaced else words[:run]
        words = words[run:]
    return " ".join(out)


class TestFingerprint:
    def test_case_punctuation_and_spacing_make_no_difference(self) -> None:
        assert fingerprint(FERRY) == fingerprint(FERRY.upper().replace(".", " ;").replace("\n", "   "))

    def test_a_text_is_wholly_like_itself(self) -> None:
        print_ = fingerprint(FERRY)

        assert print_ is not None
        assert len(print_) == SLOTS
        assert similarity(print_, print_) == 1.0

    @pytest.mark.parametrize("seed", range(10))
    @pytest.mark.parametrize(("share", "at_least"), [(0.1, 0.4), (0.3, 0.2)])
    def test_an_edited_copy_is_alike(self, share: float, at_least: float, seed: int) -> None:
        original, copy = fingerprint(FERRY), fingerprint(edited(FERRY, share, seed))

        assert original is not None
        assert copy is not None
        assert similarity(original, copy) >= at_least

    def test_a_copy_cut_to_two_thirds_is_alike(self) -> None:
        original, copy = fingerprint(FERRY), fingerprint(FERRY[: len(FERRY) * 2 // 3])

        assert original is not None
        assert copy is not None
        assert similarity(original, copy) >= 0.4

    def test_different_stories_are_not_alike(self) -> None:
        one, other = fingerprint(FERRY), fingerprint(ORCHARD)

        assert one is not None
        assert other is not None
        assert similarity(one, other) <= 0.05

    def test_stories_in_scripts_without_spaces_are_compared_by_characters(self) -> None:
        story = "".join(chr(0x4E00 + number * 37 % 2_000) for number in range(300))
        original, copy, other = fingerprint(story), fingerprint(story[:200] + story[220:]), fingerprint(story[::-1])

        assert original is not None
        assert copy is not None
        assert other is not None
        assert similarity(original, copy) >= 0.7
        assert similarity(original, other) <= 0.05

    def test_a_short_text_has_none(self) -> None:
        words = [f"w{number}" for number in range(LEAST_SHINGLES + 2)]

        assert fingerprint(" ".join(words)) is not None
        assert fingerprint(" ".join(words[1:])) is None
        assert fingerprint("word " * 1000) is None

    @given(
        st.lists(st.integers(0, 10**6), min_size=60, max_size=200), st.lists(st.integers(), min_size=60, max_size=200)
    )
    def test_likeness_is_a_share_and_the_same_both_ways(self, one: list[int], other: list[int]) -> None:
        first, second = (fingerprint(" ".join(f"w{abs(number)}" for number in numbers)) for numbers in (one, other))

        if first and second:
            assert 0 <= similarity(first, second) == similarity(second, first) <= 1
