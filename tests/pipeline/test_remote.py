"""A remote enricher on the whole way: named by a parameter, asked about an article, told in record and metrics."""

from __future__ import annotations

import json
from typing import Any

import pytest

import dateline.store
from dateline import Record, parse
from dateline.remote.outcome import Outcome
from infra.local.cloud import LocalCloud
from tests.pipeline.stories import story
from tests.pipeline.test_promise import row
from tests.unit.remote_answers import entity, stubbed

COMPREHEND = {"RemoteEnricher": "comprehend", "RemoteWhen": "always", "RemoteTimeoutMs": "2500"}


def metrics_of(cloud: LocalCloud) -> dict[str, Any]:
    """The last values of the enrich function's metrics."""
    lines = [json.loads(line.text) for line in cloud.logs("enrich") if line.text.startswith("{")]
    return {name: value for line in lines if "_aws" in line for name, value in line.items() if name != "_aws"}


@pytest.fixture
def clients(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, float], Any]:
    """Clients of services outside, by name and time-out, which the function gets instead of boto3's."""
    made: dict[tuple[str, float], Any] = {}
    monkeypatch.setattr(dateline.store, "impatient_client", lambda name, seconds: made[name, seconds])
    return made


def test_the_record_says_who_found_what(clients: dict[tuple[str, float], Any]) -> None:
    with LocalCloud.embedded(parameters=COMPREHEND) as cloud, stubbed("comprehend") as (client, stubber):
        clients["comprehend", 2.5] = client
        page = story("Pier 🚢 in Oslo closed")
        cloud.upload("a.html", page)
        body = parse(page).body
        stubber.add_response(
            "detect_entities", {"Entities": [entity(body, "Oslo", "LOCATION")]}, {"Text": body, "LanguageCode": "en"}
        )
        cloud.run_until_idle()

        found = row(cloud, "a.html")
        assert isinstance(found, Record)
        assert found.enrichers["entities"] == "comprehend"
        (oslo,) = found.entities
        assert [body[one.start : one.end] for one in oslo.mentions] == ["Oslo"]
        told = metrics_of(cloud)
        assert told["RemoteEnriched"] == [1.0]
        assert told["RemoteUsd"] == [pytest.approx(0.0011, abs=2e-4)]


def test_an_article_is_stored_though_nobody_outside_answers(clients: dict[tuple[str, float], Any]) -> None:
    with LocalCloud.embedded(parameters=COMPREHEND) as cloud, stubbed("comprehend") as (client, stubber):
        clients["comprehend", 2.5] = client
        cloud.upload("a.html", story("Pier closed"))
        stubber.add_client_error("detect_entities", "ThrottlingException", "slow down", http_status_code=400)
        cloud.run_until_idle()

        found = row(cloud, "a.html")
        assert isinstance(found, Record)
        assert found.word_count > 100
        assert found.enrichers.get("entities") != "comprehend"
        told = metrics_of(cloud)
        assert (told["RemoteThrottled"], told["RemoteUsd"], told["UploadsStored"]) == ([1.0], [0.0], [1.0])
        (warning,) = [line.text for line in cloud.logs("enrich") if "local finding stays" in line.text]
        assert json.loads(warning)["outcome"] == Outcome.THROTTLED
        assert "ThrottlingException when calling DetectEntities" in json.loads(warning)["reason"]


def test_by_default_nobody_outside_is_asked(cloud: LocalCloud, clients: dict[tuple[str, float], Any]) -> None:
    cloud.upload("a.html", story("Pier closed"))
    cloud.run_until_idle()

    assert isinstance(row(cloud, "a.html"), Record)
    assert not clients
    assert not [name for name in cloud.calls.of("EnrichFunction") if name.startswith(("comprehend", "bedrock"))]
    assert not [name for name in metrics_of(cloud) if name.startswith("Remote")]
