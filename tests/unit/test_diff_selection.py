"""Which uploads are compared, and what is said of questions that nobody can answer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from typer.testing import CliRunner

from dateline.limits import Limits
from dateline.store import Listed
from infra.cli.diff import replay_command
from infra.cli.main import app
from infra.cli.pasting import where
from infra.cli.stack import PAGE_SECONDS, stack
from infra.diff.selection import Selection, keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.store import Inbox, MadeRows

PAGES = [f"page {number:03}" for number in range(200)]


class Bucket:
    """An inbox that holds some keys."""

    def __init__(self, held: list[str]) -> None:
        self._held = held

    def objects(self, bucket: str, prefix: str) -> Iterator[Listed]:
        assert bucket == "inbox"
        return (Listed(key, 1, datetime.now(UTC)) for key in self._held if key.startswith(prefix))


def drawn(held: list[str], **asked: Any) -> list[str]:
    no_rows = cast("MadeRows", None)  # the bucket alone decides
    return keys(Selection(**asked), "inbox", cast("Inbox", Bucket(held)), no_rows)


def test_a_sample_is_the_same_each_time_and_keeps_the_order() -> None:
    sample = drawn(PAGES, sample=20, seed=3)
    assert sample == drawn(PAGES, sample=20, seed=3)
    assert sample == sorted(sample)
    assert len(set(sample)) == 20
    assert sample != drawn(PAGES, sample=20, seed=4)
    assert drawn(PAGES, sample=500) == PAGES


def test_a_sample_stays_much_the_same_when_uploads_come() -> None:
    before, after = drawn(PAGES, sample=20), drawn([*PAGES, "page new", "page newer"], sample=20)
    assert len(set(before) & set(after)) >= 18


def test_a_limit_cuts_what_was_drawn() -> None:
    assert drawn(PAGES, sample=20, limit=5) == drawn(PAGES, sample=20)[:5]
    assert drawn(PAGES, prefix="page 01", limit=3) == ["page 010", "page 011", "page 012"]


@pytest.mark.parametrize(
    ("asked", "command"),
    [
        ({}, "dateline replay --parser-version older --apply"),
        ({"prefix": "a b/"}, "dateline replay --prefix 'a b/' --apply"),
        ({"rejected": True}, "dateline replay --rejected --parser-version older --apply"),
        (
            {"publisher": "a.org", "since": "2026-01-02"},
            "dateline replay --publisher a.org --since-day 2026-01-02 --parser-version older --apply",
        ),
        (
            {"prefix": "a", "until": "2026-02-03"},
            "dateline replay --until-day 2026-02-03 --parser-version older --apply",
        ),
    ],
)
def test_the_command_that_makes_the_changes_replays_what_was_compared(asked: dict[str, Any], command: str) -> None:
    assert replay_command(Selection(**asked), ()) == command


def test_the_command_names_the_stack_that_was_asked() -> None:
    told = replay_command(Selection(), where("http://127.0.0.1:4566", "other", "eu-north-1"))
    assert told.endswith("--endpoint-url http://127.0.0.1:4566 --stack other --region eu-north-1 --apply")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--since", "yesterday"], "dateline: --since wants a day like 2020-03-02, not 'yesterday'\n"),
        (
            ["--since", "2026-02-03", "--until", "2026-02-01"],
            "dateline: there is no day from 2026-02-03 to 2026-02-01\n",
        ),
        (
            ["--rejected", "--publisher", "a.org"],
            "dateline: a rejected upload has no publisher: leave one of them out\n",
        ),
        (
            ["--html", "/nowhere/at all/diff.html"],
            "dateline: there is no folder /nowhere/at all to write diff.html to\n",
        ),
        (["--jobs", "0"], "Usage: "),
        (["--sample", "0"], "Usage: "),
    ],
)
def test_wrong_usage_is_told_in_a_sentence_and_ends_with_2(arguments: list[str], sentence: str) -> None:
    result = CliRunner().invoke(app, ["diff", *arguments])
    assert result.exit_code == 2, result.output
    assert not result.stdout
    assert result.stderr.startswith(sentence)


def test_a_stack_that_does_not_answer_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ENDPOINT_URL", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "any")  # the command sets them, and they are put back behind it
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    result = CliRunner().invoke(app, ["diff", "--endpoint-url", "http://127.0.0.1:9"])
    assert result.exit_code == 1
    assert result.stderr.startswith("dateline: http://127.0.0.1:9 cannot be asked: ")


def test_the_limits_of_a_stack_in_aws_are_its_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    class CloudFormation:
        def describe_stacks(self, StackName: str) -> dict[str, Any]:  # noqa: N803 - AWS's name
            outputs = {"TableName": "t", "InboxBucketName": "i", "OverflowBucketName": "o"}
            told = [{"OutputKey": name, "OutputValue": value} for name, value in outputs.items()]
            parameters = [{"ParameterKey": "MaxUploadBytes", "ParameterValue": "5"}]
            return {"Stacks": [{"StackName": StackName, "Outputs": told, "Parameters": parameters}]}

    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setattr("boto3.client", lambda *_, **__: CloudFormation())
    monkeypatch.setattr("dateline.store.client", lambda _: None)
    template = (Path(__file__).parents[2] / "template.yaml").read_text(encoding="utf-8")
    assert f"Default: {PAGE_SECONDS}\n" in template.partition("  PageSeconds:\n")[2].partition("MinValue")[0]
    with stack(None, None, None) as found:
        assert found.inbox_bucket == "i"
        assert found.page_seconds == PAGE_SECONDS
        assert found.limits == Limits(5, Limits().max_unpacked_bytes)
