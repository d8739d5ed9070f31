"""Settings: typed, checked, and one error that names all that has to be mended."""

from __future__ import annotations

import pytest

from dateline import Limits
from dateline.settings import EnrichSettings, InvalidSettings, ParseSettings

PARSE = {
    "ENRICH_QUEUE_URL": "https://queue.example/enrich",
    "OVERFLOW_BUCKET": "overflow",
    "MAX_UPLOAD_BYTES": "1000",
    "MAX_UNPACKED_BYTES": "5000",
}


def test_the_environment_is_read_typed() -> None:
    settings = ParseSettings.from_environment(PARSE)
    assert settings == ParseSettings("https://queue.example/enrich", "overflow", Limits(1000, 5000))


def test_everything_missing_is_named_at_once() -> None:
    with pytest.raises(InvalidSettings) as caught:
        EnrichSettings.from_environment({})
    assert all(name in str(caught.value) for name in ("TABLE_NAME", "OVERFLOW_BUCKET", "TOMBSTONE_DAYS"))


@pytest.mark.parametrize("value", ["many", "0", "-1", "1.5"])
def test_a_size_that_is_none_is_named_with_its_value(value: str) -> None:
    with pytest.raises(InvalidSettings, match=f"MAX_UPLOAD_BYTES is '{value}'"):
        ParseSettings.from_environment({**PARSE, "MAX_UPLOAD_BYTES": value})
