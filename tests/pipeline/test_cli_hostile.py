"""One article that attacks the terminal with each of its texts, through every command and view: it does nothing."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from dateline import Limits, Record, enrich, parse
from dateline.article import Image, Upload
from infra.cli.announcing import Announcer
from infra.cli.main import COMMANDS, app
from infra.cli.settled import open_table
from infra.cli.stack import Stack
from tests.hostile.pages import story as linked_story

if TYPE_CHECKING:
    from infra.local.cloud import LocalCloud

ATTACK = "\x1b]0;owned\x07\x1b[8mhidden\x9b2J\x1bc\x08\x7f\u202eexe.\u2066\u2069\u2028\u200f\x00\r\U000e0041"
OWN = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\?25[hl]|\x1b\[[0-9]*[AK]|\r(?=\x1b\[|\n)|[\n\t]")
"""What rich itself writes: styles, and the moves of a progress bar."""

HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


class Terminal(io.TextIOWrapper):
    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="surrogateescape", write_through=True)

    def isatty(self) -> bool:
        return True

    @property
    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined, no-any-return]


def attacked(value: Any) -> Any:
    """The same with the attack in each text of it that people write."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kept = {"kind", "role", "status", "genre", "precision", "published_precision", "modified_precision"}
        told = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return dataclasses.replace(
            value, **{name: attacked(one) for name, one in told.items() if name not in kept | NOT_TEXT}
        )
    if isinstance(value, tuple):
        return tuple(map(attacked, value))
    if isinstance(value, Mapping):
        return MappingProxyType({name: attacked(one) for name, one in value.items()})
    return f"{value[:8]}{ATTACK}{value[8:]}" if isinstance(value, str) else value


NOT_TEXT = {
    "article_id", "published_at", "modified_at", "retrieved_at", "published_offset", "modified_offset", "language",
    "detected_language", "confidence", "upload", "parser_version", "enricher_version", "fingerprint", "telling_words",
    "cluster_id", "enrichers", "value", "sense", "source", "country", "code", "attribution", "cue",
}  # fmt: skip


PAGE = "page\u202e\x9b2J.html"


def hostile_record(bucket: str, key: str) -> Record:
    page = (
        "<html><body><h1>Ann Roe opens the bridge in London</h1><p class=byline>By Bo Chan</p>"
        "<p>LONDON (Reuters) - Ann Roe of the Harbour Board opened the bridge in London on Thursday, 12 March 2024.</p>"
        + "<p>“We shall cross it,” said Ann Roe, who was in Paris last week with the minister of the harbour.</p>" * 4
        + "</body></html>"
    )
    record = attacked(enrich(parse(page.encode(), uploaded_at="2024-03-12T12:00:00Z")))
    assert record.entities
    assert record.quotes
    assert record.dates
    upload = Upload(bucket=bucket, key=key, version_id="v", sequencer="1" * 40, media_type=ATTACK, charset=ATTACK)
    told: Record = dataclasses.replace(
        record, upload=upload, published_at="2024-03-12T12:00:00+00:00", warnings=(ATTACK,), keywords=(ATTACK,),
        images=(Image(ATTACK, ATTACK, ATTACK),), breadcrumbs=(ATTACK, ATTACK),
    )  # fmt: skip
    return told


@contextmanager
def terminals() -> Iterator[Callable[[], str]]:
    """Standard output and standard error are terminals; gives what was written to both."""
    streams = Terminal(), Terminal()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("COLUMNS", "110")
        patch.delenv("NO_COLOR", raising=False)
        yield lambda: streams[0].text + streams[1].text


def check(written: str, *, shows: str = "") -> None:
    assert shows in written
    assert "\x1b[8m" not in written
    assert not HARMFUL.findall(OWN.sub("", written))


@pytest.fixture
def stored(cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch) -> LocalCloud:
    """A cloud with the hostile article and a hostile rejection, which the commands find as their stack."""
    table, _ = open_table(cloud)
    table.put_record(hostile_record(cloud.inbox_bucket, f"a{ATTACK}.html"))
    cloud.upload("image\x1b[8m\u202e.png", b"\x89PNG\r\n\x1a\n")
    for wording in ("overnight", f"{ATTACK} at noon"):
        cloud.upload(PAGE, linked_story(url=ATTACK).replace(b"overnight", wording.encode()))
    cloud.run_until_idle()

    @contextmanager
    def here(*_: object) -> Iterator[Stack]:
        yield Stack(table, cloud.inbox_bucket, cloud.outputs, Limits(), 60)

    for command in ("diff", "history", "list", "replay", "show", "takedown", "trace"):
        monkeypatch.setattr(sys.modules[f"infra.cli.{command}"], "stack", here)
    return cloud


def dateline(*arguments: str, codes: tuple[int, ...] = (0, 3)) -> str:
    """What a command writes to the terminal."""
    with terminals() as written:
        with pytest.raises(SystemExit) as ended:
            app(list(arguments))
        told = written()
    assert ended.value.code in codes, told
    return told


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["list", "--json"],
        ["list", "--rejected"],
        ["list", "--rejected", "--json"],
        ["history", PAGE],
        ["history", PAGE, "--json"],
        ["trace", PAGE],
        ["trace", PAGE, "--json"],
        ["replay", "--rejected"],
        ["replay", "--rejected", "--json"],
        ["diff", "--jobs", "1"],
        ["takedown", PAGE],
        ["takedown", PAGE, "--json"],
        ["takedown", PAGE, "--apply", "--because", ATTACK],
        ["takedown", "--list"],
        ["show", f"a{ATTACK}.html"],
        ["show", f"a{ATTACK}.html", "--json"],
        ["show", "image\x1b[8m\u202e.png"],
        ["show", "image\x1b[8m\u202e.png", "--json"],
    ],
    ids=lambda arguments: "-".join(map(ascii, arguments)),
)
@pytest.mark.usefixtures("stored")
def test_views_of_the_table(arguments: list[str]) -> None:
    told = dateline(*arguments)
    assert told
    check(told)


def test_json_on_a_terminal_is_the_same_value(stored: LocalCloud) -> None:
    told = dateline("show", f"a{ATTACK}.html", "--json")
    expected = hostile_record(stored.inbox_bucket, f"a{ATTACK}.html")
    assert json.loads(told)["headline"] == expected.headline


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A page on disk, which attacks by its name too."""
    monkeypatch.chdir(tmp_path)
    name = "a\x1b[8m\x9b2J\u202e\n.html"
    page = linked_story(headline=f"Bridge {ATTACK} closed", author=f"Ann {ATTACK} Roe", articleSection=ATTACK)
    Path(name).write_bytes(page.replace(b"the mayor said", f"{ATTACK} the mayor said".encode()))
    Path("b\x1b[8m.html").write_bytes(page)
    return name


@pytest.mark.parametrize(
    "options",
    [
        ["show"],
        ["show", "--json"],
        ["explain"],
        ["explain", "--all"],
        ["explain", "--json"],
        ["run"],
        ["run", "--json"],
        ["run", "-v"],
    ],
    ids="-".join,
)
def test_commands_that_take_a_file(options: list[str], file: str) -> None:
    check(dateline(*options, file), shows="he bridge is closed")


def test_a_table_of_files(file: str) -> None:
    Path("nothing\x1b[8m\u202e.html").write_bytes(b"")
    check(dateline("run", "."), shows="rejected")
    assert file in {path.name for path in Path().iterdir()}


@pytest.mark.parametrize("options", [[], ["-v"], ["--json"]], ids=["", "verbose", "json"])
def test_an_event_that_attacks(options: list[str], tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text(
        json.dumps({
            "source": "aws.s3", "detail-type": "Object Created", "time": "2024-03-12T12:00:00Z", "id": ATTACK,
            "detail": {"bucket": {"name": "dateline-inbox"}, "object": {"key": f"a{ATTACK}", "size": 3}},
        })
    )  # fmt: skip
    check(dateline("invoke", "parse", str(tmp_path / "event.json"), *options), shows="stored")


@pytest.mark.parametrize(
    "arguments", [["explain", ATTACK], [ATTACK], ["run", ATTACK], ["cost", ATTACK], [f"--{ATTACK}"]]
)
def test_errors_that_repeat_what_was_typed(arguments: list[str]) -> None:
    typed = [argument.replace("\x00", "") for argument in arguments]
    check(dateline(*typed, codes=(1, 2)), shows="hidden")


@pytest.mark.parametrize("options", [[], ["-v"]], ids=["", "verbose"])
def test_failures_that_nobody_foresaw(monkeypatch: pytest.MonkeyPatch, options: list[str]) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(ATTACK)

    monkeypatch.setattr("infra.cli.show.page", broken)
    check(dateline("show", "-", *options, codes=(1,)), shows="Traceback" if options else "RuntimeError")


def test_announcements_of_up(cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(ATTACK)

    with terminals() as written:
        announcer = Announcer(cloud)
        cloud.upload("a\x1b[8m\u202e.html", linked_story(headline=f"Bridge {ATTACK} closed"))
        cloud.client("sqs").send_message(QueueUrl=cloud.resources["ParseQueue"].ref, MessageBody="\u202e\u2066poison")
        cloud.run_until_idle(announcer)
        monkeypatch.setattr("dateline.intake.parse", broken)
        cloud.upload("b\x1b[8m\u202e.html", b"x")
        cloud.run_until_idle(announcer)
        told = written()
    check(told, shows="he bridge is closed")
    check(told, shows="RuntimeError")


def test_every_command_is_tried_here() -> None:
    tried = {"diff", "history", "list", "replay", "show", "takedown", "trace", "explain", "run", "invoke", "up"}
    harmless = {"cost"}
    assert COMMANDS.keys() - tried - harmless == set()
