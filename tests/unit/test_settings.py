"""Settings: typed, checked, and one error that names all that has to be mended."""

from __future__ import annotations

import pytest

from dateline import Limits
from dateline.settings import EnrichSettings, InvalidSettings, ParseSettings, RemoteSettings

PARSE = {
    "PARSE_QUEUE_URL": "https://queue.example/parse",
    "ENRICH_QUEUE_URL": "https://queue.example/enrich",
    "OVERFLOW_BUCKET": "overflow",
    "TABLE_NAME": "articles",
    "MAX_RECEIVES": "5",
    "MAX_UPLOAD_BYTES": "1000",
    "MAX_UNPACKED_BYTES": "5000",
    "PAGE_SECONDS": "10",
}

ENRICH = {
    "TABLE_NAME": "articles",
    "OVERFLOW_BUCKET": "overflow",
    "TOMBSTONE_DAYS": "90",
    "MAX_RECEIVES": "5",
    "PAGE_SECONDS": "10",
}
REMOTE = {
    "REMOTE_ENRICHER": "bedrock",
    "REMOTE_FIELDS": "entities, quotes,entities",
    "REMOTE_WHEN": "always",
    "REMOTE_MAX_USD_PER_ARTICLE": "0.02",
    "REMOTE_TIMEOUT_MS": "8000",
    "REMOTE_MODEL_ID": "maker.model-v1:0",
    "REMOTE_USD_PER_MILLION_INPUT_TOKENS": "0.06",
    "REMOTE_USD_PER_MILLION_OUTPUT_TOKENS": "0.24",
}


def test_the_environment_is_read_typed() -> None:
    settings = ParseSettings.from_environment(PARSE)
    limits = Limits(1000, 5000)
    queues = "https://queue.example/parse", "https://queue.example/enrich"
    assert settings == ParseSettings(*queues, "overflow", "articles", 5, limits, 10)


def test_everything_missing_is_named_at_once() -> None:
    with pytest.raises(InvalidSettings) as caught:
        EnrichSettings.from_environment({})
    assert all(
        name in str(caught.value) for name in ("TABLE_NAME", "OVERFLOW_BUCKET", "TOMBSTONE_DAYS", "PAGE_SECONDS")
    )


@pytest.mark.parametrize("value", ["many", "0", "-1", "1.5"])
def test_a_size_that_is_none_is_named_with_its_value(value: str) -> None:
    with pytest.raises(InvalidSettings, match=f"MAX_UPLOAD_BYTES is '{value}'"):
        ParseSettings.from_environment({**PARSE, "MAX_UPLOAD_BYTES": value})


def test_nobody_outside_is_asked_unless_named() -> None:
    assert EnrichSettings.from_environment(ENRICH).remote is None
    assert EnrichSettings.from_environment({**ENRICH, **REMOTE, "REMOTE_ENRICHER": "none"}).remote is None


def test_an_enricher_outside_is_told_what_to_find_and_what_it_may_cost() -> None:
    fields = ("entities", "quotes")
    assert EnrichSettings.from_environment({**ENRICH, **REMOTE}).remote == RemoteSettings(
        "bedrock", fields, True, 0.02, 8.0, "maker.model-v1:0", 0.06, 0.24
    )
    comprehend = {**REMOTE, "REMOTE_ENRICHER": "comprehend", "REMOTE_WHEN": "unknown", "REMOTE_MODEL_ID": ""}
    remote = EnrichSettings.from_environment({**ENRICH, **comprehend}).remote
    assert remote == RemoteSettings("comprehend", fields, False, 0.02, 8.0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REMOTE_ENRICHER", "oracle"),
        ("REMOTE_WHEN", "sometimes"),
        ("REMOTE_MAX_USD_PER_ARTICLE", "inf"),
        ("REMOTE_TIMEOUT_MS", "soon"),
        ("REMOTE_MODEL_ID", ""),
        ("REMOTE_USD_PER_MILLION_INPUT_TOKENS", "0"),
        ("REMOTE_USD_PER_MILLION_OUTPUT_TOKENS", "nan"),
    ],
)
def test_what_an_enricher_outside_lacks_is_named(name: str, value: str) -> None:
    with pytest.raises(InvalidSettings, match=name):
        EnrichSettings.from_environment({**ENRICH, **REMOTE, name: value})
