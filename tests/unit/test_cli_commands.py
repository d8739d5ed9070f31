"""The commands that need no cloud, and what all of them say when they cannot go on."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from infra.cli.cloud import Engine, local_cloud
from infra.cli.failure import Failure
from infra.cli.main import COMMANDS, app
from tests.pipeline.stories import story

NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody listens


@pytest.fixture(autouse=True)
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("AWS_ENDPOINT_URL", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.setenv(name, "")  # so that what a command sets is taken back, too
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "120")
    file = tmp_path / "harbour.html"
    file.write_bytes(story("Harbour council reopens the market", address="https://pier.example/market"))
    (tmp_path / "empty.html").write_bytes(b" \n")
    return file


def dateline(*arguments: str, code: int = 0, given: bytes | None = None) -> tuple[str, str]:
    result = CliRunner().invoke(app, arguments, input=given)
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def test_help_names_every_command_and_version_the_version() -> None:
    told, _ = dateline("--help")
    for name in COMMANDS:
        assert f" {name} " in told
    assert dateline("--version")[0].startswith("dateline 0.")


def test_help_needs_none_of_the_heavy_libraries() -> None:
    heavy = ("boto3", "moto", "bs4", "dateline")
    script = f"import sys, infra.cli.main; print([name for name in {heavy} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert told.stdout == "[]\n"


def test_show_reads_a_file_without_storing_it() -> None:
    told, _ = dateline("show", "harbour.html")
    assert "Harbour council reopens the market" in told
    assert "part 4" in told, "the story is shown to its end"
    record = json.loads(dateline("show", "harbour.html", "--json")[0])
    assert record["url"] == "https://pier.example/market"
    assert record["word_count"] > 100
    assert record["upload"]["key"] is None or record["upload"]["key"] == "harbour.html"


def test_show_reads_standard_input(page: Path) -> None:
    told, _ = dateline("show", "-", "--json", given=page.read_bytes())
    assert json.loads(told)["headline"] == "Harbour council reopens the market"


def test_explain_tells_blocks_and_fields() -> None:
    told, _ = dateline("explain", "harbour.html")
    assert "kept in the story" in told
    assert "✓" in told
    plain = json.loads(dateline("explain", "harbour.html", "--json")[0])
    assert sum(unit["kept"] for unit in plain["units"]) >= 5
    assert plain["candidates"]["headline"][0]["value"] == "Harbour council reopens the market"


@pytest.mark.parametrize("command", ["show", "explain"])
def test_a_rejected_file_ends_with_3_and_says_what_to_do(command: str) -> None:
    told, _ = dateline(command, "empty.html", code=3)
    assert "empty: " in told
    assert "Save the page again" in told
    assert "empty" in dateline(command, "empty.html", "--json", code=3)[0]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["run", "nix.html"], "dateline: no such file or folder: nix.html\n"),
        (["run", "harbour.html", "*.pdf"], "dateline: no file matches *.pdf\n"),
        (["explain", "nix.html"], "dateline: no such file or folder: nix.html\n"),
        (["explain", "."], "dateline: . holds 2 files; name one of them\n"),
        (["list", "--day", "yesterday"], "dateline: --day wants a day like 2020-03-02, not 'yesterday'\n"),
        (
            ["list", "--day", "2020-03-02", "--since", "2020-03-01"],
            "dateline: give either --day, or --since and --until\n",
        ),
        (["list", "--reason", "boring"], "dateline: no such reason: boring; there are empty, "),
        (["list", "--rejected", "--publisher", "a.org"], "dateline: a rejected upload has neither publisher nor names"),
        (["replay"], "dateline: nothing says what to replay\nName one source: "),
        (["replay", "nix.json"], "dateline: no such file: nix.json\n"),
        (["replay", "."], "dateline: is a folder: .\n"),
        (["run", ""], "dateline: an empty argument names no file\n"),
        (["show", ""], "dateline: an empty argument names no file\n"),
        (["run", "x" * 300], f"dateline: no such file or folder: {'x' * 300}\n"),
        (["takedown", "a.html", "--apply", "--because", "…"], "dateline: --apply wants --because TEXT"),
        (["replay", "harbour.html", "--all"], "dateline: a file of events and pages of the bucket "),
        (
            ["replay", "--all", "--rejected"],
            "dateline: pages of the bucket (--all, --prefix, --since, --until) and rows ",
        ),
        (
            ["replay", "--dead-letters", "--archive", "--all"],
            "dateline: --dead-letters and --archive cannot be replayed ",
        ),
        (
            ["replay", "--archive"],
            "dateline: --archive needs --since or --until, or --all for as far back as it goes\n",
        ),
        (["replay", "--archive", "--all", "--rate", "5"], "dateline: EventBridge replays its archive at its own pace"),
        (["replay", "--archive", "--prefix", "a/"], "dateline: --archive and pages of the bucket "),
        (["replay", "--dead-letters", "letters"], "dateline: no such queue: letters; there are parse, enrich, all\n"),
        (["replay", "--rejected", "boring"], "dateline: no such reason: boring; there are empty, "),
        (
            ["replay", "--rejected", "empty", "--reason", "corrupt"],
            "dateline: empty and corrupt are two reasons; name one\n",
        ),
        (["replay", "--reason", "empty", "--publisher", "a.org"], "dateline: a rejected upload has no publisher"),
        (
            ["replay", "--day", "2020-03-02", "--until-day", "2020-03-02"],
            "dateline: give either --day, or --since-day ",
        ),
        (["replay", "--since-day", "March"], "dateline: --since-day wants a day like 2020-03-02, not 'March'\n"),
        (
            ["replay", "--parser-version", "newer"],
            "dateline: --parser-version wants older, or a whole number, not 'newer'\n",
        ),
        (["replay", "--since", "yesterday"], "dateline: --since wants a day like 2020-03-02, or a time like "),
        (["replay", "--until", "2020-13-02"], "dateline: --until wants a day like 2020-03-02, or a time like "),
        (
            ["replay", "--since", "2020-03-02", "--until", "2020-03-01"],
            "dateline: there is no time from --since 2020-03-02 to --until 2020-03-01\n",
        ),
        (["invoke", "parse", "harbour.html"], "dateline: harbour.html holds no JSON: "),
    ],
)
def test_wrong_usage_is_told_in_a_sentence_and_ends_with_2(arguments: list[str], sentence: str) -> None:
    told, complained = dateline(*arguments, code=2)
    assert not told
    assert complained.startswith(sentence)
    assert "Traceback" not in complained


@pytest.mark.parametrize("arguments", [["list"], ["show", "some/key.html"], ["replay", "--all"]])
def test_a_stack_that_does_not_answer_is_told_in_a_sentence(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    told, complained = dateline(*arguments, "--endpoint-url", NOWHERE, code=1)
    assert not told
    assert complained.startswith(f"dateline: {NOWHERE} cannot be asked: ")
    assert "dateline up" in complained
    assert "Traceback" not in complained


def test_an_error_that_nobody_foresaw_is_told_and_v_shows_where(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("dateline.reading.explain", broken)
    _, complained = dateline("explain", "harbour.html", code=1)
    assert complained == "dateline: RuntimeError: a bug\nRun it again with -v for the traceback.\n"
    _, complained = dateline("explain", "-v", "harbour.html", code=1)
    assert complained.startswith("Traceback (most recent call last):\n")
    assert "RuntimeError: a bug\n" in complained


def test_a_port_that_is_taken_is_named_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        cloud = local_cloud(Engine.EMBEDDED, verbose=False, host="127.0.0.1", port=port)
        with pytest.raises(Failure) as failure, cloud:
            pass
    assert failure.value.message == f"cannot listen on 127.0.0.1, port {port}: {os.strerror(errno.EADDRINUSE)}"


def test_cost_adds_up() -> None:
    told = json.loads(dateline("cost", "--json")[0])
    assert told["usd_per_million_articles"] == pytest.approx(sum(line["usd"] for line in told["lines"]))
    assert all(line["price"]["as_of"] and line["price"]["source"] for line in told["lines"] + told["monthly"])
    table, _ = dateline("cost")
    assert f"{told['usd_per_million_articles']:,.2f}" in table


def test_cost_tells_what_an_enricher_outside_would_cost() -> None:
    alone = json.loads(dateline("cost", "--json")[0])["usd_per_million_articles"]
    for arguments in (["comprehend"], ["bedrock", "--token-prices", "0.06", "0.24"]):
        told = json.loads(dateline("cost", "--json", "--remote", *arguments)[0])
        assert told["by_step"]["outside"] == pytest.approx(told["usd_per_million_articles"] - alone)
    _, said = dateline("cost", "--remote", "bedrock", code=2)
    assert "--token-prices IN OUT" in said
