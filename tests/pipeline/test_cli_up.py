"""`dateline up`, and `dateline list` and `show` against it: the way of a user with any AWS client."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from .stories import story

DATELINE = Path(sys.executable).with_name("dateline")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")} | {"COLUMNS": "120"}
PATIENCE_SECONDS = 60.0


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    folder = tmp_path_factory.mktemp("up")
    command = [str(DATELINE), "up", "--json", "--port", "0", "--watch", str(folder), "--env-file", f"{folder}-env.json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=ENVIRONMENT, text=True) as server:  # noqa: S603 - under test
        assert server.stdout
        ready = json.loads(server.stdout.readline())
        yield {**ready, "folder": str(folder)}
        server.send_signal(signal.SIGTERM)
        assert server.stdout.read() == "", "one line, and no more"
    assert server.returncode == 0


def dateline(ready: dict[str, str], *arguments: str, code: int = 0) -> str:
    ended = subprocess.run(  # noqa: S603 - the command under test
        [DATELINE, *arguments, "--endpoint-url", ready["endpoint_url"]],
        env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == code, ended.stderr
    return ended.stdout


def listed(ready: dict[str, str], *arguments: str, until: int) -> list[dict[str, Any]]:
    """What `dateline list --json` prints, once so many lines are there."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        lines = dateline(ready, "list", "--json", *arguments).splitlines()
        if len(lines) >= until or time.monotonic() > deadline:
            return [json.loads(line) for line in lines]
        time.sleep(0.2)


def test_a_page_goes_from_an_aws_client_and_from_the_folder_to_list_and_show(up: dict[str, str]) -> None:
    assert set(up) == {"endpoint_url", "region", "inbox_bucket", "table", "folder"}
    assert listed(up, until=0) == [], "nothing stands in the table that nobody dropped"
    s3 = boto3.client(
        "s3", endpoint_url=up["endpoint_url"], region_name=up["region"],
        aws_access_key_id="any", aws_secret_access_key="any",  # noqa: S106 - any will do
    )  # fmt: skip
    key = "dropped/日本語 a+b.html"
    s3.put_object(Bucket=up["inbox_bucket"], Key=key, Body=story("Ferry sails again", published="2026-03-04"))
    s3.put_object(Bucket=up["inbox_bucket"], Key="map.pdf", Body=b"%PDF-1.7\n")
    s3.close()
    Path(up["folder"], "market.html").write_bytes(story("Market reopens", published="2026-03-02"))

    records = listed(up, until=2)
    assert [record["headline"] for record in records] == ["Ferry sails again", "Market reopens"], "newest first"
    assert "blocks" not in records[0]
    assert "body" not in records[0]
    assert listed(up, "--rejected", until=1) == [
        {"key": "map.pdf", "reason": "unsupported_type", "message": "The file is a PDF document, not a page."}
    ]
    for filters, headlines in (
        (["--day", "2026-03-04"], ["Ferry sails again"]),
        (["--until", "2026-03-03"], ["Market reopens"]),
        (["--since", "2026-03-05"], []),
        (["--limit", "1"], ["Ferry sails again"]),
        (["--person", "RANASINGHE", "--until", "2026-03-03"], ["Market reopens"]),
        (["--person", "Ranasinghe", "--place", "Nowhere"], []),
    ):
        assert [record["headline"] for record in listed(up, *filters, until=0)] == headlines

    assert "Ferry sails again" in dateline(up, "list")
    by_id = json.loads(dateline(up, "show", "--json", records[0]["article_id"]))
    by_key = json.loads(dateline(up, "show", "--json", key))
    assert by_id == by_key
    assert "part 4" in by_id["body"]
    assert "Save the page as HTML" in dateline(up, "show", "map.pdf", code=3)
    assert dateline(up, "show", "never-seen.html", code=1) == ""

    way = [json.loads(step) for step in dateline(up, "trace", "--json", key).splitlines()]
    assert [step["at"] for step in way] == sorted(step["at"] for step in way)
    assert {step["where"] for step in way} == {"inbox", "parse", "enrich", "table"}
    assert len({step["correlation_id"] for step in way if "correlation_id" in step}) == 1
    assert "upload ended: rejected" in dateline(up, "trace", "map.pdf")
    assert dateline(up, "trace", "never-seen.html", code=1) == ""

    Path(up["folder"], "market.html").unlink()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(listed(up, until=0)) > 1 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert [record["headline"] for record in listed(up, until=1)] == ["Ferry sails again"]


def test_a_stack_of_another_name_is_not_there(up: dict[str, str]) -> None:
    assert dateline(up, "list", "--stack", "other", code=1) == ""
