"""A record keeps what was found here unless somebody outside found better, and says who made what."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

import pytest

from dateline import Article, Block, Record
from dateline.enrichment import enrich
from dateline.findings import Entity, Mention
from dateline.remote import Supplement
from dateline.remote.outcome import Outcome, Unanswered
from dateline.remote.port import Allowance, Answer, Question
from dateline.settings import RemoteSettings

SETTINGS = RemoteSettings("comprehend", ("entities",), always=False, max_usd_per_article=0.02, timeout_seconds=5.0)
HERE = (Entity("place", "Föhr", mentions=(Mention(16, 20),)),)
THERE = (Entity("person", "Grete Hansen", mentions=(Mention(46, 58),)),)


class Fake:
    """Answers what it is told, for a cent."""

    name = "fake"

    def __init__(self, answer: Answer, fields: Collection[str] = ("entities", "keyphrases")) -> None:
        self.fields = fields
        self.answer = answer
        self.questions: list[Question] = []

    def enrich(self, question: Question, allowance: Allowance) -> Answer:
        self.questions.append(question)
        return allowance.spend(0.01, lambda: self.answer)


def record(**fields: Any) -> Record:
    text = "Die Fähre nach Föhr fährt wieder, das sagte Grete Hansen am Montag auf der Insel, und nicht nur dort."
    made = enrich(Article(article_id="0" * 32, blocks=(Block("paragraph", text),)))
    return dataclasses.replace(made, **{"entities": (), "enrichers": {}, "unknown": {}, **fields})


def completed(record: Record, answer: Answer, **settings: Any) -> tuple[Record, Any, Fake]:
    fake = Fake(answer)
    made, asked = Supplement(fake, dataclasses.replace(SETTINGS, **settings), lambda: 0.0).complete(record)
    return made, asked, fake


UNKNOWN = MappingProxyType({"entities": "names are known in English only"})


def test_what_cannot_be_known_here_is_asked_for_and_found() -> None:
    before = record(unknown=UNKNOWN, enrichers={"dates": "local"})
    made, asked, fake = completed(before, Answer({"entities": THERE}, dropped=2))

    assert made == dataclasses.replace(
        before, entities=THERE, enrichers={"dates": "local", "entities": "fake"}, unknown={}
    )
    assert fake.questions == [Question(before.body, "de", ["entities"])]
    assert (asked.outcomes, asked.detail) == ({"entities": Outcome.ENRICHED}, {})
    assert (asked.enricher, asked.usd, asked.dropped) == ("fake", 0.01, 2)


@pytest.mark.parametrize(
    "known",
    [{"entities": HERE, "enrichers": {"entities": "local"}}, {"enrichers": {"entities": "local"}}],
    ids=["found", "looked for in vain"],
)
def test_what_is_known_here_is_not_asked_for(known: Mapping[str, Any]) -> None:
    before = record(**known)
    made, asked, fake = completed(before, Answer({"entities": THERE}))

    assert made is before
    assert (asked, fake.questions) == (None, [])


def test_it_is_asked_for_all_the_same_where_that_is_wanted() -> None:
    made, _, _ = completed(
        record(entities=HERE, enrichers={"entities": "local"}), Answer({"entities": THERE}), always=True
    )

    assert (made.entities, made.enrichers) == (THERE, {"entities": "fake"})


def test_when_nothing_comes_back_the_local_finding_stays() -> None:
    before = record(entities=HERE, enrichers={"entities": "local"})
    answer = Answer(failed={"entities": Unanswered(Outcome.THROTTLED, "slow down")})
    made, asked, _ = completed(before, answer, always=True)

    assert made == before
    assert (asked.outcomes, asked.detail) == ({"entities": Outcome.THROTTLED}, {"entities": "slow down"})


def test_a_field_that_stays_empty_says_why_here_and_there() -> None:
    answer = Answer(failed={"entities": Unanswered(Outcome.TIMED_OUT)})

    made, _, _ = completed(record(unknown=UNKNOWN), answer)
    assert made.unknown == {"entities": "names are known in English only; fake: timed out"}
    made, _, _ = completed(record(), answer)
    assert made.unknown == {"entities": "fake: timed out"}
    assert "entities" not in made.enrichers


def test_one_field_may_come_and_another_not() -> None:
    answer = Answer({"entities": THERE}, {"keyphrases": Unanswered(Outcome.OVER_BUDGET)})
    made, asked, _ = completed(record(keyphrases=()), answer, fields=("entities", "keyphrases", "quotes"))

    assert (made.entities, made.keyphrases) == (THERE, ())
    assert asked.outcomes == {
        "entities": Outcome.ENRICHED,
        "keyphrases": Outcome.OVER_BUDGET,
        "quotes": Outcome.NOT_OFFERED,
    }


def test_a_service_that_is_down_is_left_alone_for_a_while() -> None:
    now = 0.0
    silence = Fake(Answer(failed={"entities": Unanswered(Outcome.TIMED_OUT)}))
    supplement = Supplement(silence, SETTINGS, lambda: now)

    def outcome() -> Outcome:
        _, asked = supplement.complete(record())
        assert asked is not None
        return asked.outcomes["entities"]

    assert [outcome() for _ in range(5)] == [Outcome.TIMED_OUT] * 3 + [Outcome.RESTING] * 2
    assert len(silence.questions) == 3
    now = 60.0
    assert outcome() is Outcome.TIMED_OUT
    silence.answer = Answer({"entities": THERE})
    assert outcome() is Outcome.ENRICHED
    silence.answer = Answer(failed={"entities": Unanswered(Outcome.THROTTLED)})
    assert [outcome() for _ in range(5)] == [Outcome.THROTTLED] * 5


def test_nobody_is_asked_for_what_he_does_not_offer_or_about_nothing() -> None:
    _, asked, fake = completed(record(), Answer(), fields=("quotes",))
    assert (asked.outcomes, fake.questions, asked.usd) == ({"quotes": Outcome.NOT_OFFERED}, [], 0)

    _, asked, fake = completed(record(blocks=(Block("paragraph", " "),)), Answer())
    assert (asked, fake.questions) == (None, [])


@pytest.mark.parametrize(
    ("told", "stated", "asked"),
    [("zh", "zh-Hant-TW", "zh-Hant-TW"), ("de", "en-US", "de"), (None, "fr", "fr"), (None, None, None)],
)
def test_the_language_is_the_texts_with_what_the_page_adds(
    told: str | None, stated: str | None, asked: str | None
) -> None:
    _, _, fake = completed(record(detected_language=told, language=stated), Answer({"entities": ()}))

    assert fake.questions[0].language == asked
