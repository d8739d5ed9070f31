"""The keyphrases of a text: what it is about, in words that a person would choose."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.enrichment import enrich_text, keyphrases
from dateline.enrichment.document import Document
from tests.unit.stories import FERRY, ORCHARD


def phrases(text: str, language: str = "en") -> list[str]:
    return [found.finding for found in keyphrases.find(Document(text, language=language))]


def test_they_tell_one_story_from_another() -> None:
    ferry, orchard = phrases(FERRY), phrases(ORCHARD)

    assert len(ferry) == len(orchard) == keyphrases.MOST
    assert not {phrase.lower() for phrase in ferry} & {phrase.lower() for phrase in orchard}


def test_a_first_name_and_a_surname_that_stand_together_are_told_together() -> None:
    told = phrases("Nirmala Ranasinghe opened the harbour. Nobody clapped when Nirmala Ranasinghe left the harbour.")

    assert "Nirmala Ranasinghe" in told
    assert "harbour" in told
    assert "Ranasinghe" not in told


def test_a_plural_is_not_told_beside_its_singular() -> None:
    told = phrases("The reactor was shut. Two other reactors run on. Reactors of this kind are old.")

    assert sum(phrase.lower().startswith("reactor") for phrase in told) == 1


def test_small_words_numbers_and_days_are_none() -> None:
    told = phrases("On Saturday there were 1,200 of them, and there were 1,200 on Sunday because they had tickets.")

    assert told == ["tickets"]


def test_other_languages_whose_small_words_are_known_have_them_too() -> None:
    told = phrases("Die Fähre fährt wieder. Der Hafen hatte die Fähre nach dem Sturm für vier Monate gesperrt.", "de")

    assert told[0] == "Fähre"
    assert "nach" not in told


def test_an_unknown_language_has_none_and_says_why() -> None:
    found = enrich_text("kala kala mina pana e kala tawa sina", language="tok")

    assert found.keyphrases == ()
    assert found.unknown["keyphrases"] == keyphrases.NOT_KNOWN


@given(st.text(max_size=400), st.sampled_from(["en", "de", "ja", "xx"]))
def test_any_text_has_at_most_ten_all_of_which_stand_in_it(text: str, language: str) -> None:
    told = phrases(text, language)

    assert len(told) == len(set(told)) <= keyphrases.MOST
    assert all(word in text for phrase in told for word in phrase.split())
