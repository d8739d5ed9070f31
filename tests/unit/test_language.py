"""The language of a text is told by its script and its function words, or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language import detect

SAMPLES = [
    tuple(line.split(" | ", 1))
    for line in (Path(__file__).parent / "language_samples.txt").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("language", "text"), SAMPLES, ids=[f"{tag}-{text[:12]}" for tag, text in SAMPLES])
def test_a_news_sentence_is_in_its_language(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t",
        "12,345 67.8 % 2025-03-02",
        "Reuters AP AFP dpa",
        "https://example.com/2025/03/02/page.html",
        "Zagreb Beograd Sarajevo",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.",
        "\x00\x00\ud800\udfff",
        "🙂🙂🙂",
    ],
)
def test_what_has_too_little_of_any_language_has_none(text: str) -> None:
    assert detect(text) is None


def test_sister_languages_are_not_guessed() -> None:
    # Croatian, Bosnian and Serbian share every one of these words.
    assert detect("Ministar je rekao da su svi koji su bili na sastanku za to, ali da se o tome ne zna ništa.") is None


def test_capitals_make_no_difference() -> None:
    text = next(text for tag, text in SAMPLES if tag == "de")

    assert detect(text.upper()) == "de"


@given(text=st.text(), sample=st.sampled_from([text for _, text in SAMPLES]))
def test_any_text_gets_a_tag_or_none_and_always_the_same(text: str, sample: str) -> None:
    for mixed in (text, text + sample, sample + text):
        found = detect(mixed)
        assert found is None or re.fullmatch("[a-z]{2,3}", found)
        assert found == detect(mixed)
