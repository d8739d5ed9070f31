"""What `dateline up` says while it runs: each upload once, and each failed try with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from infra.cli.announcing import Announcer

from .stories import story

if TYPE_CHECKING:
    from infra.local.cloud import LocalCloud


def send(cloud: LocalCloud, queue: str, body: str) -> None:
    cloud.client("sqs").send_message(QueueUrl=cloud.resources[queue].ref, MessageBody=body)


def said(cloud: LocalCloud, capsys: pytest.CaptureFixture[str], *, quiet: bool = False) -> tuple[list[str], list[str]]:
    """The lines on standard output and on standard error once nothing is left to do, without their times."""
    cloud.run_until_idle(Announcer(cloud, quiet=quiet))
    told, complained = capsys.readouterr()
    return [line[10:] for line in told.splitlines()], [line[10:] for line in complained.splitlines()]


@pytest.mark.parametrize("quiet", [False, True])
@pytest.mark.parametrize(
    ("step", "reason"),
    [("Parse", "UnknownEvent: expected an S3 event in the SQS message"), ("Enrich", "MalformedMessage: not a message")],
)
def test_what_is_no_message_is_told_with_its_reason_try_by_try_to_the_dead_letter_queue(
    cloud: LocalCloud, capsys: pytest.CaptureFixture[str], step: str, reason: str, quiet: bool
) -> None:
    send(cloud, f"{step}Queue", "poison")
    told, complained = said(cloud, capsys, quiet=quiet)
    assert told == []
    for number, line in enumerate(complained, start=1):
        assert line.startswith(f"{step}Function failed on message ")
        assert f", try {number} of 5: {reason}" in line
    assert [f"It goes to {step}DeadLetterQueue now" in line for line in complained] == [False] * 4 + [True]


def test_a_page_that_no_try_can_do_is_told_by_its_key_with_what_was_raised(
    cloud: LocalCloud, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> NoReturn:
        raise RuntimeError("the parser met a bug")

    monkeypatch.setattr("dateline.intake.parse", broken)
    cloud.upload("a.html", story("One story"))
    _, complained = said(cloud, capsys)
    assert len(complained) == 5
    place = f"broken, {Path(__file__).name}:"
    assert complained[1].startswith(f"ParseFunction failed on a.html, try 2 of 5: RuntimeError in {place}")


def test_a_page_that_is_gone_before_it_was_read_is_told_once(
    cloud: LocalCloud, capsys: pytest.CaptureFixture[str]
) -> None:
    announcer = Announcer(cloud)
    cloud.upload("a.html", story("One story"))
    cloud.remove("a.html")
    cloud.run_until_idle(announcer)
    cloud.remove("a.html")
    cloud.run_until_idle(announcer)
    assert [line[10:] for line in capsys.readouterr().out.splitlines()] == ["removed  a.html"]


def test_a_page_that_comes_again_is_told_again(cloud: LocalCloud, capsys: pytest.CaptureFixture[str]) -> None:
    announcer = Announcer(cloud)
    for _ in range(2):
        cloud.upload("a.html", story("One story"))
        cloud.run_until_idle(announcer)
        cloud.remove("a.html")
        cloud.run_until_idle(announcer)
    told = [line[10:] for line in capsys.readouterr().out.splitlines()]
    assert told == ["stored  a.html  One story", "removed  a.html"] * 2
