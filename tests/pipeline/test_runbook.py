"""docs/runbook.md followed word by word: each alarm's cause brought about, its commands run as written, and mended."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn
from unittest.mock import patch

import pytest
from botocore.exceptions import ClientError
from samtranslator.yaml_helper import yaml_parse  # type: ignore[import-untyped]
from typer.testing import CliRunner

from dateline import Reason, Record, Rejection
from dateline.revision import revision
from dateline.store import ArticleTable, RejectedRow, TakenDownRow
from dateline.store import takedown as store_takedown
from infra.cli.main import app
from infra.local import embedded
from infra.local.cloud import ROOT, LocalCloud
from infra.local.engine import FunctionError
from tests.pipeline.runbook import Block, Call, anchor, blocks, call_of, commands_of, sections
from tests.pipeline.stories import story
from tests.pipeline.test_promise import row, waiting_events
from tests.pipeline.test_state_machine import backfill

Cause = Callable[[LocalCloud, pytest.MonkeyPatch], None]

KEY = "news/2026/a page.html"
PAGE = story("Ferry sails again")
DATELINE = Path(sys.executable).with_name("dateline")
KILLED = "`dateline up` was killed"
PATIENCE_SECONDS = 90.0
TEMPLATE = ROOT / "template.yaml"


def upload(cloud: LocalCloud) -> None:
    cloud.upload(KEY, PAGE)
    cloud.run_until_idle()


def parse_has_a_bug(cloud: LocalCloud, patched: pytest.MonkeyPatch) -> None:
    patched.setattr("dateline.intake.parse", fails(RuntimeError("a bug in the parser")))
    upload(cloud)
    assert cloud.dead_letters()


def the_table_is_down(cloud: LocalCloud, patched: pytest.MonkeyPatch) -> None:
    patched.setattr(ArticleTable, "put_record", fails(TimeoutError("the table is down")))
    upload(cloud)
    assert cloud.dead_letters()


def the_table_is_throttled(cloud: LocalCloud, patched: pytest.MonkeyPatch) -> None:
    error = ClientError({"Error": {"Code": "ThrottlingException", "Message": "Too fast"}}, "PutItem")
    patched.setattr(ArticleTable, "put_record", fails(error))
    upload(cloud)
    assert cloud.dead_letters()


def uploads_wait_and_one_was_slow(cloud: LocalCloud, patched: pytest.MonkeyPatch) -> None:
    patched.setattr("dateline.intake.parse", for_ever)
    cloud.upload("slow.html", story("Slow"))
    cloud.run_until_idle()
    slow = row(cloud, "slow.html")
    assert isinstance(slow, RejectedRow)
    assert slow.reason is Reason.TOO_SLOW
    cloud.upload(KEY, PAGE)


def articles_wait(cloud: LocalCloud, _: pytest.MonkeyPatch) -> None:
    cloud.upload(KEY, PAGE)
    (parse,) = [source for source in cloud.driver.sources if source.function == "ParseFunction"]
    cloud.driver.invoke(parse, cloud.driver.receive(parse))


def does_not_start(function: str) -> Cause:
    import_handler = embedded.import_handler

    def start(declared: Any) -> Any:
        if declared.logical_id == function:
            raise ImportError("No module named 'dateline'")
        return import_handler(declared)

    def cause(cloud: LocalCloud, patched: pytest.MonkeyPatch) -> None:
        patched.setattr(embedded, "import_handler", start)
        upload(cloud)
        assert cloud.dead_letters()

    return cause


def is_throttled(function: str) -> Cause:
    invoke = embedded.EmbeddedEngine.invoke

    def refuse(engine: embedded.EmbeddedEngine, declared: Any, event: Any) -> Any:
        if declared.logical_id == function:
            raise FunctionError("TooManyRequestsException", "Rate Exceeded.", ())
        return invoke(engine, declared, event)

    def cause(cloud: LocalCloud, patched: pytest.MonkeyPatch) -> None:
        patched.setattr(embedded.EmbeddedEngine, "invoke", refuse)
        upload(cloud)
        assert cloud.dead_letters()

    return cause


def an_event_is_lost(cloud: LocalCloud, _: pytest.MonkeyPatch) -> None:
    cloud.upload(KEY, PAGE)
    waiting_events(cloud)


def eventbridge_may_not_send(cloud: LocalCloud, _: pytest.MonkeyPatch) -> None:
    cloud.upload(KEY, PAGE)
    (event,) = waiting_events(cloud)
    reason = {"ERROR_CODE": {"DataType": "String", "StringValue": "NO_PERMISSIONS"}}
    cloud.client("sqs").send_message(
        QueueUrl=cloud.outputs["ParseDeadLetterQueueUrl"], MessageBody=event, MessageAttributes=reason
    )
    an_event_is_lost(cloud, _)  # and another one for which there is no letter


def older_code_rejected_it(cloud: LocalCloud, patched: pytest.MonkeyPatch) -> None:
    patched.setattr("dateline.intake.parse", fails(Rejection(Reason.NO_ARTICLE, "No story was found.")))
    upload(cloud)
    made_by_older_code(cloud)
    assert isinstance(row(cloud, KEY), RejectedRow)


def older_code_read_it(cloud: LocalCloud, _: pytest.MonkeyPatch) -> None:
    upload(cloud)
    made_by_older_code(cloud)


def made_by_older_code(cloud: LocalCloud) -> None:
    cloud.client("dynamodb").update_item(
        TableName=cloud.table_name,
        Key={"pk": {"S": f"upload#{cloud.inbox_bucket}/{KEY}"}, "sk": {"S": "row"}},
        UpdateExpression="SET revision = :old",
        ExpressionAttributeValues={":old": {"S": revision("0", "1")}},
    )


def no_function_can_do_it(cloud: LocalCloud, _: pytest.MonkeyPatch) -> None:
    upload(cloud)
    sqs = cloud.client("sqs")
    sqs.send_message(QueueUrl=cloud.outputs["ParseQueueUrl"], MessageBody='{"source": "a.poet"}')
    sqs.send_message(QueueUrl=cloud.outputs["EnrichQueueUrl"], MessageBody="{}")
    cloud.run_until_idle()
    assert len(cloud.dead_letters()) == 2


def rows_are_damaged(cloud: LocalCloud, _: pytest.MonkeyPatch) -> None:
    cloud.upload("older.html", story("Older"))
    cloud.run_until_idle()
    an_event_is_lost(cloud, _)


def the_table_is_emptied(cloud: LocalCloud, _: pytest.MonkeyPatch) -> None:
    upload(cloud)
    dynamodb = cloud.client("dynamodb")
    for item in dynamodb.scan(TableName=cloud.table_name)["Items"]:
        dynamodb.delete_item(TableName=cloud.table_name, Key={"pk": item["pk"], "sk": item["sk"]})
    assert row(cloud, KEY) is None


def it_stands_there(cloud: LocalCloud, _: pytest.MonkeyPatch) -> None:
    upload(cloud)


def fails(error: Exception) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


def for_ever(*_: object, **__: object) -> NoReturn:
    while True:
        pass


CAUSES: dict[str, Cause] = {
    "ParseDeadLettersAlarm": parse_has_a_bug,
    "EnrichDeadLettersAlarm": the_table_is_down,
    "ParseQueueAgeAlarm": uploads_wait_and_one_was_slow,
    "EnrichQueueAgeAlarm": articles_wait,
    "ParseErrorsAlarm": does_not_start("ParseFunction"),
    "EnrichErrorsAlarm": does_not_start("EnrichFunction"),
    "ParseThrottlesAlarm": is_throttled("ParseFunction"),
    "EnrichThrottlesAlarm": is_throttled("EnrichFunction"),
    "TableThrottlesAlarm": the_table_is_throttled,
    "UndeliveredUploadsAlarm": eventbridge_may_not_send,
    "RejectedShareAlarm": older_code_rejected_it,
    "A dead letter that comes back": no_function_can_do_it,
    "A page does not appear": an_event_is_lost,
    "Received is not what ended": an_event_is_lost,
    "A bad parser was deployed": older_code_read_it,
    "Restore the table": rows_are_damaged,
    "The table is lost": the_table_is_emptied,
    "A takedown request": it_stands_there,
}
ENDS_AS = {"A takedown request": TakenDownRow}
PARAMETERS = {"ParseQueueAgeAlarm": {"PageSeconds": "3"}}


class Operator:
    """Somebody who does what the runbook says in a local cloud. `table` is the table's name."""

    def __init__(self, cloud: LocalCloud, folder: Path) -> None:
        self.cloud = cloud
        self.file = folder / "page.html"
        self.file.write_bytes(PAGE)
        self.backup = "arn:aws:dynamodb:eu-central-1:123456789012:table/x/backup/1"

    def run(self, block: Block) -> None:
        """Run the commands of a block, and look whether they print what it tells."""
        told = "".join(self.dateline(command) for line in block.commands for command in commands_of(line))
        for line in block.prints:
            assert line in told, told

    def dateline(self, words: list[str]) -> str:
        assert words[0] == "dateline", words
        found = row(self.cloud, KEY)
        values = {"KEY": KEY, "SINCE": "2020-01-01", "FILE": str(self.file)}
        values["ID"] = found.article_id if isinstance(found, Record) else ""
        result = CliRunner().invoke(app, [values.get(word, word) for word in words[1:]])
        assert result.exit_code == 0, (words, result.output, result.exception)
        return " ".join(result.output.split()) if "trace" in words else result.output

    def call(self, call: Call) -> None:
        """Make the call, if the local cloud knows it; Lambda's, and what looks on only, it does not."""
        if call.operation == "start_execution":
            backfill(self.cloud).run(json.loads(call.parameters["input"]))
        elif (call.service == "dynamodb" and call.operation) or call.operation == "purge_queue":
            client = self.cloud.client(call.service)
            given = {name: self.backup if value == "BACKUP_ARN" else value for name, value in call.parameters.items()}
            answer = getattr(client, str(call.operation))(**given)
            self.backup = answer.get("BackupDetails", {}).get("BackupArn", self.backup)

    def named(self, resource: str) -> str:
        return self.cloud.resources[resource].ref

    def aws(self, block: Block) -> None:
        for line in block.commands:
            for words in commands_of(line):
                if words[0] == "aws":
                    filled = [re.sub("^TABLE$", self.cloud.table_name, word) for word in words]
                    filled = [re.sub("^SINCE$", "2020-01-01T00:00:00Z", word) for word in filled]
                    self.call(call_of(filled, self.named))


@contextmanager
def deployed(title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalCloud]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(store_takedown, "LOOK_SECONDS", 0)
    parameters = PARAMETERS.get(title, {})
    with LocalCloud.embedded(region="eu-central-1", port=0, parameters=parameters) as cloud:
        settings = {"AWS_ENDPOINT_URL": cloud.endpoint_url or "", "AWS_REGION": "eu-central-1", "NO_COLOR": "1"}
        with patch.dict(os.environ, settings):
            yield cloud


@pytest.mark.parametrize("title", CAUSES)
def test_what_a_section_says_mends_it(title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with deployed(title, tmp_path, monkeypatch) as cloud:
        operator = Operator(cloud, tmp_path)
        told = blocks(sections()[title])
        first = next((at for at, block in enumerate(told) if block.kind in {"mend", "see"}), len(told))
        with monkeypatch.context() as patched:
            CAUSES[title](cloud, patched)
            for block in told[:first]:
                if block.kind == "look":
                    operator.run(block)
        for block in told:
            if block.kind == "aws":
                operator.aws(block)
            elif block.kind in {"mend", "see"}:
                cloud.run_until_idle()
                operator.run(block)
            cloud.run_until_idle()
        assert isinstance(row(cloud, KEY), ENDS_AS.get(title, Record))
        assert cloud.dead_letters() == ()
        if title == "ParseQueueAgeAlarm":
            assert isinstance(row(cloud, "slow.html"), Record)


def test_what_the_folder_holds_is_there_again_when_up_was_killed(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_bytes(PAGE)
    told = {block.kind: block for block in blocks(sections()[KILLED])}
    (command,) = told["up"].commands
    words = [str(folder) if word == "FOLDER" else word for word in shlex.split(command)]
    more = ["--json", "--port", "0", "--env-file", str(tmp_path / "env.json")]
    outside = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    for sign in (signal.SIGKILL, signal.SIGTERM):
        command_line = [str(DATELINE), *words[1:], *more]
        with subprocess.Popen(command_line, stdout=subprocess.PIPE, env=outside, text=True) as server:  # noqa: S603 - under test
            assert server.stdout
            there = {**outside, "AWS_ENDPOINT_URL": json.loads(server.stdout.readline())["endpoint_url"]}
            (see,) = told["see"].commands
            assert "Ferry sails again" in printed_in_time([DATELINE, *shlex.split(see)[1:]], there)
            server.send_signal(sign)


def printed_in_time(command: list[str | Path], environment: dict[str, str]) -> str:
    """What the command prints, once it prints anything."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    told = ""
    while not told and time.monotonic() < deadline:
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - under test
        told = ended.stdout
    return told


def test_every_section_with_commands_is_tried() -> None:
    tried = {title for title, text in sections().items() if any(one.kind != "aws" for one in blocks(text))}
    assert tried == {*CAUSES, KILLED}


# The alarms and their sections


def alarms() -> dict[str, Any]:
    resources = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))["Resources"]
    return {name: one["Properties"] for name, one in resources.items() if one["Type"] == "AWS::CloudWatch::Alarm"}


def test_every_alarm_has_its_section_and_no_section_is_of_an_alarm_that_is_gone() -> None:
    assert {title for title in sections() if title.endswith("Alarm")} == alarms().keys()


def test_every_alarm_ends_with_its_section() -> None:
    for name, alarm in alarms().items():
        assert alarm["AlarmDescription"].endswith(f". See docs/runbook.md#{anchor(name)}"), name


def test_every_alarm_tells_what_it_means_what_to_look_at_how_it_is_mended_and_when_to_wait() -> None:
    for title in alarms():
        for part in ("**It means**", "**Look**", "**Mend**", "**It is mended when**", "**Wait**"):
            assert part in sections()[title], (title, part)
        assert {"look", "see"} <= {block.kind for block in blocks(sections()[title])}, title


def test_every_link_leads_somewhere() -> None:
    anchors = {anchor(title) for title in sections()} | {anchor(title) for title in ("Alarms", "Without an alarm")}
    text = "".join(sections().values())
    links = re.findall(r"\]\(([^)]*)\)", text)
    assert len(links) > 20
    for link in links:
        file, _, name = link.partition("#")
        if not file:
            assert name in anchors, link
            continue
        target = ROOT / "docs" / file
        headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
        assert not name or name in {anchor(heading) for heading in headings}, link


# The commands that only AWS can do


def test_commands_for_aws_name_operations_options_and_resources_that_there_are() -> None:
    with LocalCloud.embedded(region="eu-central-1") as cloud:
        resources = cloud.resources
    parameters = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))["Parameters"]
    number = 0
    for title, text in sections().items():
        for block in blocks(text):
            for line in block.commands if block.kind == "aws" and title != "Before you begin" else ():
                for words in commands_of(line):
                    number += 1
                    match words:
                        case ["aws", *_]:
                            call_of(words, lambda name: resources[name].ref)
                        case ["sam", "build"]:
                            pass
                        case ["sam", "deploy", *rest]:
                            given = {word.partition("=")[0] for word in rest if "=" in word}
                            assert given <= parameters.keys(), words
                            assert rest[:1] == (["--parameter-overrides"] if given else []), words
                        case ["sed", "-i", expression, "template.yaml"]:
                            assert renamed(expression) == {"ArticlesTable2"}
                        case _:
                            pytest.fail(line)
    assert number > 40


def renamed(expression: str) -> set[str]:
    """The tables of the template after this sed command; it must still be a template."""
    _, old, new, _ = expression.split("/")
    resources = yaml_parse(TEMPLATE.read_text(encoding="utf-8").replace(old, new))["Resources"]
    return {name for name, one in resources.items() if one["Type"] == "AWS::DynamoDB::Table"}
