"""`dateline run` and `dateline invoke`: from files to what is printed and to the exit code."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from infra.cli.pages import Page, pages
from infra.cli.settled import exit_code, open_table, settle, take_through

from .stories import story

if TYPE_CHECKING:
    from infra.local.cloud import LocalCloud

DATELINE = Path(sys.executable).with_name("dateline")
EVENTS = Path(__file__).parents[1] / "events"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "market.html").write_bytes(story("Harbour council reopens the market"))
    (tmp_path / "sub" / "ferry.html").write_bytes(story("Last ferry sails on Sunday"))
    (tmp_path / "sub" / "map.pdf").write_bytes(b"%PDF-1.7\n")
    return tmp_path


def dateline(*arguments: str, where: Path, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return subprocess.run(  # noqa: S603 - the command under test
        [DATELINE, *arguments],
        cwd=where,
        input=given,
        capture_output=True,
        env=environment | {"COLUMNS": "120"},
        check=False,
    )


def test_one_page_is_shown_as_a_card(folder: Path) -> None:
    ended = dateline("run", "market.html", where=folder)
    told = ended.stdout.decode()
    assert ended.returncode == 0
    assert told.startswith("Harbour council reopens the market\n")
    assert "… and 2 paragraphs more" in told
    assert "1 stored · " in told
    assert b"\x1b" not in ended.stdout + ended.stderr, "no colours in a pipe"


def test_several_are_shown_as_a_table_and_a_rejection_ends_with_3(folder: Path) -> None:
    ended = dateline("run", ".", where=folder)
    told = ended.stdout.decode()
    assert ended.returncode == 3
    for line in ("market.html", "sub/ferry.html", "Last ferry sails on Sunday", "sub/map.pdf", "unsupported_type: "):
        assert line in told
    assert "Save the page as HTML" in told
    assert "2 stored · 1 rejected · " in told


def test_json_is_one_stored_record_a_line_and_the_rest_goes_to_standard_error(folder: Path) -> None:
    ended = dateline("run", "--json", "sub", "market.html", where=folder)
    records = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 3
    assert [record["upload"]["key"] for record in records] == ["sub/ferry.html", "market.html"]
    assert all(record["body"] and record["word_count"] and record["upload"]["sequencer"] for record in records)
    (rejected,) = [json.loads(line) for line in ended.stderr.splitlines()]
    assert (rejected["key"], rejected["outcome"], rejected["reason"]) == ("sub/map.pdf", "rejected", "unsupported_type")


def test_standard_input_is_a_page_too(folder: Path) -> None:
    ended = dateline("run", "-", "--json", where=folder, given=story("News from a pipe"))
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["headline"] == "News from a pipe"


def test_nothing_is_run_when_a_path_leads_nowhere(folder: Path) -> None:
    ended = dateline("run", "market.html", "nix.html", where=folder)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr == b"dateline: no such file or folder: nix.html\nNothing was uploaded.\n"


def test_what_is_too_large_is_rejected_as_the_stack_would_without_being_uploaded(
    cloud: LocalCloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "large.html"
    large.touch()
    os.truncate(large, 10_000_001)
    upload = cloud.upload("uploaded.html", large.read_bytes())
    cloud.run_until_idle()
    uploaded = settle(upload, open_table(cloud)[0], {})
    before = cloud.calls.of("client")["s3.PutObject"]
    with Path("/dev/zero").open("rb") as endless:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(endless))
        progress: list[int] = []
        file, pipe = take_through(cloud, [Page("large.html", large), Page("stdin", None)], progress.append)
    assert (file.outcome, file.reason) == (pipe.outcome, pipe.reason) == ("rejected", "too_large")
    assert file.told() | {"key": "uploaded.html"} == uploaded.told()
    assert pipe.message == "The file has more than 10,000,000 bytes; the limit is 10,000,000."
    assert cloud.calls.of("client")["s3.PutObject"] == before
    assert sum(progress) == 2
    assert exit_code([file]) == 3


def test_the_same_article_under_two_keys_is_stored_once_and_the_other_says_so(
    cloud: LocalCloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.html", "b.html"):
        Path(name).write_bytes(story("One story", address="https://pier.example/one"))
    settled = take_through(cloud, pages(["."]), lambda _: None)
    assert sorted(one.outcome for one in settled) == ["duplicate", "stored"]
    (other,) = [one for one in settled if one.outcome == "duplicate"]
    (stored,) = [one for one in settled if one.outcome == "stored"]
    assert other.message
    assert stored.key in other.message
    assert exit_code(settled) == 0


def test_what_fails_for_good_is_told_with_its_error_and_ends_with_1(
    cloud: LocalCloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> NoReturn:
        raise RuntimeError("the parser met a bug")

    monkeypatch.setattr("dateline.intake.parse", broken)
    file = tmp_path / "a.html"
    file.write_bytes(story("One story"))
    failed, unreadable = take_through(cloud, [Page("a.html", file), Page("b", tmp_path / "gone")], lambda _: None)
    assert failed.outcome == "dead-lettered"
    assert str(failed.message).startswith(f"every try failed: RuntimeError in broken, {Path(__file__).name}:")
    assert unreadable.outcome == "unreadable"
    assert exit_code([failed, unreadable]) == 1


def test_more_pages_than_the_queues_hold_at_once_all_arrive(cloud: LocalCloud, tmp_path: Path) -> None:
    found = []
    for number in range(25):
        file = tmp_path / f"{number}.html"
        file.write_bytes(story(f"Story number {number}"))
        found.append(Page(file.name, file))
    progress: list[int] = []
    settled = take_through(cloud, found, progress.append)
    assert [one.key for one in settled] == [page.key for page in found]
    assert {one.outcome for one in settled} == {"stored"}
    assert sum(progress) == 25


@pytest.mark.parametrize("envelope", ["s3_notification", "sqs_sns_s3_notification", "sqs_eventbridge"])
def test_invoke_hands_a_recorded_event_to_a_function_and_tells_what_became_of_it(tmp_path: Path, envelope: str) -> None:
    ended = dateline("invoke", "parse", str(EVENTS / f"{envelope}.json"), "--json", where=tmp_path)
    assert ended.returncode == 0, ended.stderr
    (upload,) = json.loads(ended.stdout)["uploads"]
    assert upload == {"key": "incoming/sample.txt", "outcome": "stored"}


@pytest.mark.parametrize("envelope", ["s3_notification_removed", "sqs_eventbridge_removed"])
def test_invoke_finds_nothing_at_the_key_that_a_removal_tells_of(tmp_path: Path, envelope: str) -> None:
    ended = dateline("invoke", "parse", str(EVENTS / f"{envelope}.json"), "--json", where=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["uploads"] == [{"key": "incoming/sample.txt", "outcome": "removed"}]


def test_invoke_refuses_for_enrich_what_is_no_batch_of_queue_messages(tmp_path: Path) -> None:
    ended = dateline("invoke", "enrich", str(EVENTS / "eventbridge.json"), where=tmp_path)
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert ended.stderr.startswith(
        b"dateline: the enrich function failed: MalformedMessage: expected a batch of queue "
    )


def test_invoke_tells_what_the_function_raised(tmp_path: Path) -> None:
    ended = dateline("invoke", "parse", str(EVENTS / "unknown_event.json"), where=tmp_path)
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert ended.stderr.startswith(b"dateline: the parse function failed: UnknownEvent: ")
