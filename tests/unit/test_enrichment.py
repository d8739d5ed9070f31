"""What enrichment says of an article: its length, its lead, its language, where it was filed."""

from __future__ import annotations

import dataclasses
import textwrap
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import enrichment
from dateline.article import Article, Block, Dateline
from dateline.codec import to_json
from dateline.enrichment import enrich, enrich_text
from dateline.enrichment.filing import opening_of
from dateline.enrichment.words import count
from tests.unit.stories import FERRY
from tests.unit.values import articles


def article_of(*paragraphs: str, **fields: Any) -> Article:
    return Article(article_id="0" * 32, blocks=tuple(Block("paragraph", text) for text in paragraphs), **fields)


class TestRecord:
    def test_a_record_is_the_article_and_what_was_found(self) -> None:
        article = article_of(*FERRY.strip().split(". "), headline="Last ferry", language="en")
        record = enrich(article)

        assert {name: getattr(record, name) for name in vars(article)} == vars(article)
        assert record.word_count == 161
        assert record.reading_minutes == 1
        assert record.detected_language == "en"
        assert record.fingerprint is not None

    def test_captions_do_not_count(self) -> None:
        article = article_of("A short story of seven words only.")
        captioned = dataclasses.replace(article, blocks=(*article.blocks, Block("caption", "The pier on Sunday.")))

        assert enrich(captioned).word_count == enrich(article).word_count == 7

    def test_the_dateline_of_the_page_says_where_it_was_filed(self) -> None:
        dateline = Dateline("Vaduz, Bern/APA", ("Vaduz", "Bern"), "APA")

        assert enrich(article_of(FERRY, dateline=dateline)).dateline_place == "Vaduz"
        assert enrich(article_of(FERRY)).dateline_place is None

    def test_without_a_sentence_the_standfirst_is_the_summary(self) -> None:
        listed = Article(article_id="0" * 32, blocks=(Block("list_item", "One"),), standfirst="Ten things to know")

        assert enrich(listed).summary == "Ten things to know"

    @given(articles)
    def test_any_article_becomes_a_record_and_the_same_one_again(self, article: Article) -> None:
        record = enrich(article)

        assert to_json(record) == to_json(enrich(article)) == to_json(enrich(record))
        assert (record.summary or "x").strip()


class TestBareText:
    def test_a_text_without_an_article_is_told_the_same(self) -> None:
        found = enrich_text(FERRY)
        record = enrich(article_of(FERRY))

        assert (found.word_count, found.fingerprint) == (record.word_count, record.fingerprint)
        assert found.detected_language == "en"

    def test_the_language_that_the_caller_knows_is_believed(self) -> None:
        assert enrich_text("Zagreb.", language="hr").detected_language == "hr"

    def test_the_dateline_is_told_and_left_out_of_the_summary(self) -> None:
        found = enrich_text("PORT MORESBY (AAP) - The ferry sank on Friday. All were saved. Nobody knows why.")

        assert found.dateline_place == "Port Moresby"
        assert found.summary == "The ferry sank on Friday. All were saved. Nobody knows why."

    def test_lines_that_were_wrapped_to_a_width_are_put_together(self) -> None:
        wrapped = textwrap.fill(FERRY.replace("\n", " "), 70)

        assert enrich_text(wrapped).summary == enrich_text(FERRY.replace("\n", " ")).summary

    def test_paragraphs_stand_on_lines_or_between_blank_lines(self) -> None:
        lines = enrich_text("Ferry ends\nThe last ferry sailed on Sunday.\nIt was watched by hundreds of people.")
        wrapped = enrich_text(
            "Ferry ends\n\nThe last ferry sailed\non Sunday.\n \nIt was watched by hundreds of people."
        )

        assert (
            lines.summary == wrapped.summary == "The last ferry sailed on Sunday. It was watched by hundreds of people."
        )

    @given(st.text())
    def test_any_text_is_enriched(self, text: str) -> None:
        assert enrich_text(text, title=text[:5]) == enrich_text(text, title=text[:5])


class TestWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", 0),
            ("one two\nthree", 3),
            ("well-known — but  not\tthat well …", 5),
            ("It’s 3.5 % of U.S. output", 5),
            ("港务局周二表示", 7),
            ("東京タワー is 333 m", 8),
            ("항만청은 화요일 밝혔다", 3),
            ("की और से", 3),
            ("การท่าเรือ", 2),
            ("‘“”’ -- ***", 0),
        ],
    )
    def test_words_are_counted_as_people_count_them(self, text: str, words: int) -> None:
        assert count(text).total == words

    @pytest.mark.parametrize(
        ("text", "minutes"),
        [("", 0), ("word", 1), ("word " * 238, 1), ("word " * 239, 2), ("字" * 500, 1), ("字" * 501, 2)],
    )
    def test_reading_time_is_rounded_up(self, text: str, minutes: int) -> None:
        assert count(text).reading_minutes == minutes

    @given(st.text(), st.text())
    def test_two_texts_have_as_many_words_as_both(self, one: str, other: str) -> None:
        assert count(f"{one}\n{other}").total == count(one).total + count(other).total


class TestFiling:
    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("KABUL (Reuters) - Three people", "Kabul"),
            ("NEW DELHI, March 2 (PTI) — The court", "New Delhi"),
            ("ST. JOSEPH, Mich. (AP) — Health authorities", "St. Joseph"),
            ("MÜNCHEN – Die Polizei", "München"),
            ("МОСКВА, 2 марта — Суд", "Москва"),
        ],
    )
    def test_a_place_in_capitals_before_a_dash_is_a_dateline(self, text: str, place: str) -> None:
        found = opening_of(text)

        assert found is not None
        assert found.place == place
        assert text[found.length :].split(maxsplit=1)[0] in {"Three", "The", "Health", "Die", "Суд"}

    @pytest.mark.parametrize(
        "text",
        [
            "BREAKING - The minister",
            "The court - which sat",
            "EU - wide rules",
            "KABUL Three people",
            "",
            "NATO said - no",
        ],
    )
    def test_other_openings_are_none(self, text: str) -> None:
        assert opening_of(text) is None

    @pytest.mark.parametrize(
        ("place", "usual"),
        [
            ("FLUSHING MEADOWS", "Flushing Meadows"),
            ("ST. JOHN'S", "St. John's"),
            ("L'AQUILA", "L'Aquila"),
            ("WINSTON-SALEM", "Winston-Salem"),
            ("USA", "USA"),
            ("Rio de Janeiro", "Rio de Janeiro"),
        ],
    )
    def test_a_place_in_capitals_is_written_as_elsewhere(self, place: str, usual: str) -> None:
        dateline = Dateline(place, (place,))

        assert enrich(article_of(FERRY, dateline=dateline)).dateline_place == usual


PAPIAMENTO = (
    "Gobernador a bisa cu e marcado bieu den centro di stad lo wordo drecha otro aña, y cu e bendedonan lo wordo pasa "
    "pa un otro luga te ora e trabao ta cla. El a pidi e hendenan tambe pa tin pasenshi, pasobra e caminda lo ta cera."
)


def test_a_language_that_only_the_page_says_is_not_believed_against_the_words() -> None:
    def told(text: str, language: str) -> str | None:
        story = Article(article_id="0" * 32, language=language, blocks=(Block("paragraph", text),))
        return enrich(story).detected_language

    assert told(PAPIAMENTO, "en-US") is None
    assert told("The ferry sailed.", "en-US") in {"en", "en-US"}


def test_of_a_text_beyond_the_limit_only_the_first_part_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    told = FERRY + "“We shall sail again,” said Ann Roe.\n\n"
    whole = enrich(article_of(told + told))
    monkeypatch.setattr(enrichment, "MOST_CHARACTERS", len(told))
    record = enrich(article_of(told + told))

    assert record.word_count == whole.word_count == 2 * len(told.split())
    assert 2 * len(record.quotes) == len(whole.quotes)
    assert any("characters" in warning for warning in record.warnings)
    assert enrich(record) == record
    assert not whole.warnings
