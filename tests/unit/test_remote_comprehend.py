"""Comprehend as an enricher: what it finds, at which place, for how much, and how it fails."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError
from botocore.stub import ANY
from hypothesis import given
from hypothesis import strategies as st

from dateline.remote import comprehend
from dateline.remote.comprehend import Comprehend, language_code, price
from dateline.remote.outcome import Outcome, Unanswered
from dateline.remote.port import Question
from tests.unit.remote_answers import allowance, entity, stubbed

TEXT = "🚢 Die Fähre nach Föhr fährt wieder, sagte Grete Hansen. Hansen leitet die Reederei Nordsee."
ODD = ["Föhr", "Hansen", "PERSON", "", "\n", None, 0.9, -1, 0, 20, 10**9, True]
GERMAN = Question(TEXT, "de", ["entities"])


def named(text: str, answer: Any) -> dict[str, list[str]]:
    return {
        f"{one.kind} {one.name}": [text[mention.start : mention.end] for mention in one.mentions]
        for one in answer.found["entities"]
    }


def test_entities_stand_where_comprehend_says_behind_an_emoji_too() -> None:
    surname = TEXT.index("Hansen leitet")
    found = [
        {**entity(TEXT, "Hansen", "PERSON"), "BeginOffset": surname, "EndOffset": surname + 6},
        entity(TEXT, "Föhr", "LOCATION"),
        entity(TEXT, "Grete Hansen", "PERSON"),
        entity(TEXT, "Reederei Nordsee", "ORGANIZATION"),
        entity(TEXT, "wieder", "DATE"),
        entity(TEXT, "Die", "PERSON", score=0.3),
    ]
    money = allowance()
    with stubbed("comprehend") as (client, stubber):
        stubber.add_response("detect_entities", {"Entities": found}, {"Text": TEXT, "LanguageCode": "de"})
        answer = Comprehend(client).enrich(GERMAN, money)

    assert named(TEXT, answer) == {
        "place Föhr": ["Föhr"],
        "person Grete Hansen": ["Grete Hansen", "Hansen"],
        "organisation Reederei Nordsee": ["Reederei Nordsee"],
    }
    assert (answer.failed, answer.dropped) == ({}, 0)
    assert money.spent_usd == pytest.approx(0.0003)  # three units at the least


def test_a_finding_that_does_not_stand_where_it_says_is_dropped_and_counted() -> None:
    moved = {**entity(TEXT, "Föhr", "LOCATION"), "BeginOffset": 1, "EndOffset": 5}
    nowhere = {"Score": 0.9, "Type": "PERSON", "Text": "Ole", "BeginOffset": 5_000, "EndOffset": 5_003}
    with stubbed("comprehend") as (client, stubber):
        stubber.add_response("detect_entities", {"Entities": [moved, nowhere, {"Score": 0.9, "Type": "PERSON"}]})
        answer = Comprehend(client).enrich(GERMAN, allowance())

    assert answer.found == {"entities": ()}
    assert answer.dropped == 3


@given(st.lists(st.dictionaries(st.sampled_from(["Text", "BeginOffset", "Score", "Type"]), st.sampled_from(ODD))))
def test_whatever_is_found_stands_in_the_text_or_is_dropped(items: list[dict[str, Any]]) -> None:
    class Odd:
        def detect_entities(self, **_: Any) -> dict[str, Any]:
            return {"Entities": items}

    odd: Any = Odd()
    answer = Comprehend(odd).enrich(GERMAN, allowance())

    for one in answer.found["entities"]:
        assert {TEXT[mention.start : mention.end] for mention in one.mentions} == {one.name, *one.aliases}


def test_a_long_text_goes_in_pieces_and_every_offset_is_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comprehend, "MAX_BYTES", 45)
    first, second = "🚢 Eine Fähre sank vor Föhr. ", "🛟 Alle kamen nach Amrum."
    text = first + second
    money = allowance()
    with stubbed("comprehend") as (client, stubber):
        for piece, place in ((first, "Föhr"), (second, "Amrum")):
            expected = {"Text": piece, "LanguageCode": "de"}
            stubber.add_response("detect_entities", {"Entities": [entity(piece, place, "LOCATION")]}, expected)
        answer = Comprehend(client).enrich(Question(text, "de", ["entities"]), money)

    assert named(text, answer) == {"place Föhr": ["Föhr"], "place Amrum": ["Amrum"]}
    assert money.spent_usd == pytest.approx(0.0006)


def test_the_language_is_told_from_the_beginning_and_helps_with_the_rest() -> None:
    text = TEXT * 10
    question = Question(text, None, ["entities", "detected_language", "keyphrases"])
    languages = [{"LanguageCode": "nl", "Score": 0.1}, {"LanguageCode": "de", "Score": 0.9}]
    phrases = [entity(text, phrase) for phrase in ("die Reederei Nordsee", "Die Fähre", "Die Fähre")]
    with stubbed("comprehend") as (client, stubber):
        stubber.add_response("detect_dominant_language", {"Languages": languages}, {"Text": text[:300]})
        stubber.add_response("detect_entities", {"Entities": []}, {"Text": text, "LanguageCode": "de"})
        stubber.add_response("detect_key_phrases", {"KeyPhrases": phrases}, {"Text": text, "LanguageCode": "de"})
        answer = Comprehend(client).enrich(question, allowance())

    assert answer.found == {
        "detected_language": "de",
        "entities": (),
        "keyphrases": ("Die Fähre", "die Reederei Nordsee"),
    }


@pytest.mark.parametrize(
    ("tag", "code"), [("de-AT", "de"), ("zh", "zh"), ("zh-Hans-CN", "zh"), ("zh-Hant", "zh-TW"), ("zh_TW", "zh-TW")]
)
def test_a_language_is_named_as_comprehend_names_it(tag: str, code: str) -> None:
    assert language_code(tag) == code


@pytest.mark.parametrize("language", ["tr", None])
def test_a_language_that_it_does_not_know_costs_nothing(language: str | None) -> None:
    money = allowance()
    with stubbed("comprehend") as (client, _):
        answer = Comprehend(client).enrich(Question(TEXT, language, ["entities"]), money)

    assert answer.failed["entities"].outcome is Outcome.UNSUPPORTED_LANGUAGE
    assert money.spent_usd == 0


def test_an_article_that_would_cost_more_is_not_sent_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comprehend, "MAX_BYTES", 60)
    money = allowance(usd=price("x") * 1.5)
    with stubbed("comprehend") as (client, _):
        answer = Comprehend(client).enrich(GERMAN, money)

    assert answer.failed["entities"].outcome is Outcome.OVER_BUDGET
    assert money.spent_usd == 0


def test_one_field_may_use_up_what_the_next_would_need() -> None:
    with stubbed("comprehend") as (client, stubber):
        stubber.add_response("detect_entities", {"Entities": []}, {"Text": ANY, "LanguageCode": "de"})
        question = Question(TEXT, "de", ["entities", "keyphrases"])
        answer = Comprehend(client).enrich(question, allowance(usd=price(TEXT)))

    assert answer.found == {"entities": ()}
    assert answer.failed["keyphrases"].outcome is Outcome.OVER_BUDGET


@pytest.mark.parametrize(
    ("code", "status", "outcome", "billed"),
    [
        ("ThrottlingException", 400, Outcome.THROTTLED, False),
        ("TooManyRequestsException", 429, Outcome.THROTTLED, False),
        ("TextSizeLimitExceededException", 400, Outcome.TOO_LONG, False),
        ("UnsupportedLanguageException", 400, Outcome.UNSUPPORTED_LANGUAGE, False),
        ("AccessDeniedException", 400, Outcome.REFUSED, False),
        ("InternalServerException", 500, Outcome.UNAVAILABLE, True),
        ("NeverHeardOf", 503, Outcome.UNAVAILABLE, True),
        ("NeverHeardOf", 400, Outcome.REFUSED, False),
    ],
)
def test_an_error_has_a_name_and_counts_as_spent_where_it_may_have_been_billed(
    code: str, status: int, outcome: Outcome, billed: bool
) -> None:
    money = allowance()
    with stubbed("comprehend") as (client, stubber):
        stubber.add_client_error("detect_entities", code, "no", http_status_code=status)
        answer = Comprehend(client).enrich(GERMAN, money)

    assert answer.found == {}
    assert answer.failed["entities"].outcome is outcome
    assert (money.spent_usd > 0) is billed


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (ReadTimeoutError(endpoint_url="https://c.example"), Outcome.TIMED_OUT),
        (ConnectTimeoutError(endpoint_url="https://c.example"), Outcome.TIMED_OUT),
        (EndpointConnectionError(endpoint_url="https://c.example"), Outcome.UNAVAILABLE),
    ],
)
def test_no_answer_in_time_is_an_outcome(error: Exception, outcome: Outcome) -> None:
    class Silent:
        def detect_entities(self, **_: Any) -> dict[str, Any]:
            raise error

    silent: Any = Silent()
    answer = Comprehend(silent).enrich(GERMAN, allowance())

    assert answer.failed["entities"].outcome is outcome


def test_no_further_call_is_begun_when_the_time_is_up() -> None:
    ticks = iter([0.0, 0.5, 6.0])
    question = Question(TEXT, "de", ["entities", "keyphrases"])
    with stubbed("comprehend") as (client, stubber):
        stubber.add_response("detect_entities", {"Entities": []})
        answer = Comprehend(client).enrich(question, allowance(clock=lambda: next(ticks)))

    assert answer.failed["keyphrases"].outcome is Outcome.TIMED_OUT


def test_an_answer_of_another_shape_is_malformed() -> None:
    class Odd:
        def __init__(self, answer: dict[str, Any]) -> None:
            self.answer = answer

        def detect_entities(self, **_: Any) -> dict[str, Any]:
            return self.answer

    for shape in ({}, {"Entities": None}, {"Entities": ["Föhr"]}):
        odd: Any = Odd(shape)
        assert Comprehend(odd).enrich(GERMAN, allowance()).failed["entities"].outcome is Outcome.MALFORMED


def test_an_unanswered_question_says_why() -> None:
    assert str(Unanswered(Outcome.THROTTLED, "slow down")) == "throttled: slow down"
