"""The wordings of an article, from the uploads to what the command tells."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from typer.testing import CliRunner

from infra.cli.main import app
from infra.local.cloud import LocalCloud
from tests.pipeline.stories import story
from tests.pipeline.test_promise import deliver, row, waiting_events

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://news.example/ferry"
FIRST = story("Ferry resumes", address=ADDRESS)
SECOND = FIRST.replace(b"part 2: the council met on Monday", b"part 2: the council met again on Tuesday")
FRAMED, SECOND_FRAMED = (
    page.replace(b"<body>", b"<body><nav><a href=/tides>Tides</a></nav>").replace(
        b"</article>", b"</article><aside><h2>Most read</h2><p><a href=/dog>A dog is found</a></p></aside>"
    )
    for page in (FIRST, SECOND)
)
OTHER = story("Orchard blooms", address="https://news.example/orchard")


@pytest.fixture
def cloud() -> Iterator[LocalCloud]:
    with LocalCloud.embedded(region="eu-central-1", port=0) as deployed:
        settings = {"AWS_ENDPOINT_URL": deployed.endpoint_url or "", "AWS_REGION": "eu-central-1", "NO_COLOR": "1"}
        with patch.dict(os.environ, settings):  # the command adds more, and takes nothing away
            yield deployed


def history(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["history", *arguments])
    assert result.exit_code == code, result.output
    return result.output


def told(what: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in history(what, "--json").splitlines()]


def kinds(what: str) -> list[str]:
    return [f"{entry['kind']} {entry.get('number', '')}".strip() for entry in told(what)]


def id_of(cloud: LocalCloud, key: str) -> str:
    return str(getattr(row(cloud, key), "article_id", None))


def test_a_changed_paragraph_is_a_wording_and_a_changed_frame_is_none(cloud: LocalCloud) -> None:
    for page in (FIRST, FRAMED, SECOND, SECOND_FRAMED, FIRST):
        cloud.upload("a.html", page)
    cloud.run_until_idle()

    entries = told(id_of(cloud, "a.html"))
    assert kinds(id_of(cloud, "a.html")) == kinds("a.html") == ["wording 1", "wording 2", "wording 3"]
    assert [len(entry["again"]) for entry in entries] == [1, 1, 0]
    (change,) = entries[1]["changes"]["paragraphs"]
    assert "met on Monday" in change["old"]["text"]
    assert "met again on Tuesday" in change["new"]["text"]
    shown = history("a.html")
    assert "part 2: the council met {+again+} on [-Monday-]{+Tuesday+}" in " ".join(shown.split())
    assert "with this wording saved again once" in shown


def test_keys_that_hold_one_article_have_one_history(cloud: LocalCloud) -> None:
    cloud.upload("a.html", FIRST)
    cloud.upload("a.html", OTHER)
    cloud.upload("a.html", FIRST)
    cloud.upload("b/a.html", SECOND)
    cloud.upload("a.html.other", OTHER)
    cloud.run_until_idle()

    entries = told(id_of(cloud, "b/a.html"))
    assert {entry["key"] for entry in entries} == {"a.html", "b/a.html"}
    assert {entry["article_id"] for entry in entries} == {id_of(cloud, "a.html")}
    assert len([entry for entry in entries if entry["changes"]]) == 1
    assert [entry["headline"] for entry in told("a.html")] == ["Ferry resumes", "Orchard blooms", "Ferry resumes"]
    assert "another article" in history("a.html")


def test_removals_and_rejections_are_told_and_make_no_wording(cloud: LocalCloud) -> None:
    cloud.upload("a.html", FIRST)
    cloud.upload("a.html", b" \n")
    marker = cloud.remove("a.html")
    cloud.run_until_idle()
    assert kinds("a.html") == ["wording 1", "rejected", "removed"]
    assert told("a.html")[1]["reason"] == "empty"

    s3 = cloud.client("s3")
    s3.delete_object(Bucket=cloud.inbox_bucket, Key="a.html", VersionId=marker.version_id)
    cloud.run_until_idle()
    assert kinds("a.html") == ["wording 1", "rejected"], "who takes the marker away takes the removal back"

    cloud.remove("a.html")
    cloud.upload("a.html", FIRST)
    cloud.run_until_idle()
    assert kinds("a.html") == kinds(id_of(cloud, "a.html")) == ["wording 1", "rejected", "removed", "restored 1"]


@pytest.mark.parametrize("order", [*itertools.permutations(range(3))], ids=str)
def test_whatever_becomes_of_the_events_the_history_is_the_same(cloud: LocalCloud, order: tuple[int, ...]) -> None:
    for page in (FIRST, SECOND, FRAMED):
        cloud.upload("a.html", page)
    events = waiting_events(cloud)
    before = kinds("a.html")
    deliver(cloud, *(events[at] for at in order), events[0])

    assert kinds(id_of(cloud, "a.html")) == kinds("a.html") == before == ["wording 1", "wording 2", "wording 3"]


def test_nothing_is_written_for_it(cloud: LocalCloud) -> None:
    cloud.upload("a.html", FIRST)
    cloud.run_until_idle()
    identity = id_of(cloud, "a.html")
    cloud.calls.clear()
    history(identity)
    asked = set(cloud.calls.of("client"))
    assert {"s3.ListObjectVersions", "s3.GetObject"} <= asked
    assert all(call.split(".")[1].startswith(("Get", "List", "Query", "Describe", "BatchGet")) for call in asked), asked


@pytest.mark.parametrize("what", ["never.html", "0" * 32, "a.htm", "a.html/"])
def test_what_was_never_uploaded_has_no_history(cloud: LocalCloud, what: str) -> None:
    cloud.upload("a.html", FIRST)
    cloud.run_until_idle()
    assert f"no article and no upload is called {what}" in history(what, code=1)


def test_a_file_is_no_history(cloud: LocalCloud, tmp_path: Path) -> None:
    assert cloud.endpoint_url
    file = tmp_path / "a.html"
    file.write_bytes(FIRST)
    assert "no article and no upload" in history(str(file), code=1)
