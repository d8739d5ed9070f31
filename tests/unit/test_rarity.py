"""How rare a word is: what texts are told apart by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.enrichment.rarity import COMMONEST, UNKNOWN, rarity, zipf


def test_the_rarer_word_weighs_more() -> None:
    told = [rarity(word) for word in ("the", "government", "ceasefire", "palaeontologist", "xqzvurk")]

    assert told == sorted(told)
    assert told[0] == 0


def test_a_word_that_nobody_counted_is_as_rare_as_a_word_can_be() -> None:
    assert zipf("idlibzade") == UNKNOWN


def test_in_other_languages_function_words_are_common_and_long_words_rare() -> None:
    assert rarity("nicht", "de") == 0
    assert rarity("waffenstillstand", "de") > rarity("haus", "de") > 0


@given(st.text(max_size=30), st.sampled_from(["en", "de", "th", "xx"]))
def test_any_word_has_a_rarity(word: str, language: str) -> None:
    assert 0 <= rarity(word, language) <= COMMONEST - UNKNOWN
