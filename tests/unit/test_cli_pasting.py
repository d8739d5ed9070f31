"""A command that the user is told to paste is told whole, at any width, and is the same command when pasted."""

from __future__ import annotations

import contextlib
import io
import shlex
import subprocess
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from dateline.store.takedown import Found, Key, Target
from infra.cli import diff, takedown, up
from infra.cli.pasting import pasteable
from infra.cli.replay_telling import People, Planned
from infra.cli.terminal import out
from tests.unit.test_diff_views import tally

ENDPOINT = "http://a-rather-long-name-of-a-host.in-some-domain.example.com:45678"
KEY = "a folder/with  a long name/and " + "k" * 60 + "/it's\ta 'page'\n.html"
WHERE = ["--endpoint-url", ENDPOINT]


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


Printed = Callable[[Callable[[], object]], list[str]]


@pytest.fixture(params=[_Terminal, io.TextIOWrapper], ids=["terminal", "pipe"])
def printed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Printed:
    """Gives the lines that something prints to a terminal or a pipe of 80 columns."""
    for name, value in {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "xterm"}.items():
        monkeypatch.setenv(name, value)

    def lines(run: Callable[[], object]) -> list[str]:
        stream = request.param(io.BytesIO(), encoding="utf-8", write_through=True)
        with contextlib.redirect_stdout(stream):
            run()
        return str(stream.buffer.getvalue().decode()).split("\n")

    return lines


def pasted(command: str) -> list[str]:
    """The words that a shell makes of it."""
    script = f"printf '%s\\0' {command}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=True)  # noqa: S603, S607 - quoted words
    return done.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]


@pytest.mark.parametrize(
    "word",
    [KEY, "a\x07b.html", "\x1b[31m", "it's\x9b2J", "\u202egpj.lmth", "back\\slash\r", "a\udcffb", "…", "", "$HOME`id`"],
)  # fmt: skip
def test_what_is_pasted_is_what_was_meant_and_harmless_to_look_at(word: str) -> None:
    command = pasteable(["dateline", "show", word])
    assert command.isprintable()
    assert pasted(command) == ["dateline", "show", word]


def test_the_command_of_a_replay_is_told_whole(printed: Printed) -> None:
    command = pasteable(["dateline", "replay", "--rejected", "unsupported_type", "--prefix", KEY, *WHERE, "--apply"])
    assert f"  {command}" in printed(lambda: People().dry(Planned("pages", "page", 1), command))


@pytest.mark.parametrize("lift", [False, True])
def test_the_command_of_a_takedown_is_told_whole(
    printed: Printed, monkeypatch: pytest.MonkeyPatch, *, lift: bool
) -> None:
    row = Key("inbox", KEY, "takedown" if lift else "article")
    found = Found(Target("0" * 32, (row,), "Ferry sails"), lift, (), ())
    monkeypatch.setattr(takedown, "stack", lambda *_: contextlib.nullcontext())
    monkeypatch.setattr(takedown, "_takedowns", lambda _: SimpleNamespace(found=lambda _: found))
    monkeypatch.setattr(takedown, "_target", lambda *_: found.target)
    *_, command, end = printed(lambda: takedown.takedown(KEY, lift=lift, endpoint_url=ENDPOINT, region="eu-central-1"))
    assert end == ""
    wanted = [*(["--lift"] if lift else []), *WHERE, "--region", "eu-central-1", "--apply", "--because", "…"]
    assert pasted(command) == ["dateline", "takedown", KEY, *wanted]


def test_the_command_of_a_diff_is_told_whole(printed: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diff, "stack", lambda *_: contextlib.nullcontext())
    monkeypatch.setattr(diff, "_compared", lambda *_, **__: [])
    monkeypatch.setattr("infra.diff.examples.Tally", lambda *_: tally())
    *_, command, end = printed(lambda: diff.diff(prefix=KEY, endpoint_url=ENDPOINT))
    assert end == ""
    assert pasted(command) == ["dateline", "replay", "--prefix", KEY, *WHERE, "--apply"]


def test_the_lines_to_paste_of_up_are_told_whole(printed: Printed) -> None:
    ready = {"endpoint_url": ENDPOINT, "region": "eu-central-1", "inbox_bucket": "b" * 63, "table": "t"}
    cloud: Any = SimpleNamespace(ready=lambda: ready)
    told = printed(lambda: up._welcome(out(), cloud, None))
    assert f"  export AWS_ENDPOINT_URL={ENDPOINT}" in told
    assert f"  aws s3 cp page.html s3://{'b' * 63}/" in told
    assert f'      "s3", endpoint_url="{ENDPOINT}", region_name="eu-central-1",' in told
    assert all(shlex.split(line) for line in told if line.startswith("  export"))
