"""Functions run in a world like Lambda's: in this process, or behind the runtime interface emulator."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from infra.local.account import AlreadyOpenError
from infra.local.cloud import ROOT, LocalCloud, UnknownFunctionError
from infra.local.engine import FunctionError
from infra.local.rie import EngineNotReadyError, emulator

from .stacks import ECHO, write_stack
from .stories import story

Deploy = Callable[[str], AbstractContextManager[LocalCloud]]

WORLD = """
    import os, sys
    print("loaded")
    def handler(event, context):
        print("told on stdout", flush=True)
        print("told on stderr", file=sys.stderr, flush=True)
        return {
            "limit": os.environ["LIMIT"],
            "function": os.environ["AWS_LAMBDA_FUNCTION_NAME"],
            "region": os.environ["AWS_REGION"],
            "name": context.function_name,
            "arn": context.invoked_function_arn,
            "memory": int(context.memory_limit_in_mb),
            "id": context.aws_request_id,
            "left": context.get_remaining_time_in_millis(),
        }
"""


@pytest.fixture(params=["embedded", "rie"])
def deploy(request: pytest.FixtureRequest, tmp_path: Path) -> Deploy:
    """Gives a stack whose one function has the code given, on either engine."""

    def deploy_embedded(code: str) -> AbstractContextManager[LocalCloud]:
        return LocalCloud.embedded(template=write_stack(tmp_path, code))

    def deploy_rie(code: str) -> AbstractContextManager[LocalCloud]:
        return LocalCloud.rie(template=write_stack(tmp_path, code), build=tmp_path / "code")

    if request.param == "embedded":
        return deploy_embedded
    need_emulator()
    return deploy_rie


def need_emulator() -> None:
    try:
        emulator()
    except EngineNotReadyError as reason:
        pytest.skip(str(reason))


def test_a_function_finds_its_environment_and_its_context(deploy: Deploy) -> None:
    with deploy(WORLD) as cloud:
        seen = cloud.invoke("WorkFunction", {})
        function = cloud.functions["WorkFunction"]
        assert seen["limit"] == "10"
        assert seen["function"] == seen["name"] == function.name
        assert seen["region"] == cloud.region
        assert seen["memory"] == 128
        assert 0 < seen["left"] <= 2000
        assert cloud.invoke("work", {})["id"] != seen["id"]
    assert "LIMIT" not in os.environ


def test_what_a_function_writes_is_kept_apart(deploy: Deploy, capsys: pytest.CaptureFixture[str]) -> None:
    with deploy(WORLD) as cloud:
        cloud.invoke("work", {})
    logged = cloud.logs("work")  # the emulator hands lines on when it likes, and has done so once it has ended
    texts = [line.text for line in logged]
    assert {"loaded", "told on stdout", "told on stderr"} <= set(texts)
    assert {line.function for line in logged} == {"WorkFunction"}
    out, err = capsys.readouterr()
    assert "told" not in out + err


def test_an_error_has_its_type_and_its_message(deploy: Deploy) -> None:
    with (
        deploy("def handler(event, context): return event['Records']") as cloud,
        pytest.raises(FunctionError, match="KeyError: 'Records'") as raised,
    ):
        cloud.invoke("work", {})
    assert raised.value.type == "KeyError"
    assert raised.value.trace


def test_a_function_that_leaves_is_a_failed_invocation(deploy: Deploy) -> None:
    with deploy("import sys\ndef handler(event, context): sys.exit(3)") as cloud, pytest.raises(FunctionError):
        cloud.invoke("work", {})


def test_a_module_that_cannot_be_imported_is_a_failed_invocation(deploy: Deploy) -> None:
    with deploy("import no_such_module") as cloud, pytest.raises(FunctionError, match="no_such_module"):
        cloud.invoke("work", {})


def test_an_answer_that_is_not_json_is_a_failed_invocation(deploy: Deploy) -> None:
    with deploy("def handler(event, context): return object()") as cloud, pytest.raises(FunctionError):
        cloud.invoke("work", {})


def test_a_payload_goes_through_unchanged(deploy: Deploy) -> None:
    event = {"text": "日本語 \u2028", "number": 1.5, "none": None, "list": [True, {}]}
    with deploy(ECHO) as cloud:
        assert cloud.invoke("work", event) == event


def test_functions_reach_the_cloud_and_keep_their_state_while_it_stands(deploy: Deploy) -> None:
    code = """
        import os, boto3
        sqs, calls = boto3.client("sqs"), []
        def handler(event, context):
            calls.append(1)
            sqs.send_message(QueueUrl=os.environ["QUEUE_URL"], MessageBody=str(len(calls)))
    """
    with deploy(code) as cloud:
        for _ in range(2):
            cloud.invoke("work", {})
        messages = cloud.client("sqs").receive_message(
            QueueUrl=cloud.resources["WorkQueue"].ref, MaxNumberOfMessages=10
        )["Messages"]
        assert [message["Body"] for message in messages] == ["1", "2"]


def test_an_unknown_function_is_named(deploy: Deploy) -> None:
    with deploy(ECHO) as cloud, pytest.raises(UnknownFunctionError, match="nobody is none of WorkFunction"):
        cloud.invoke("nobody", {})


# The embedded engine alone


def test_each_cloud_imports_its_functions_anew(tmp_path: Path) -> None:
    counting = "calls = []\ndef handler(event, context):\n    calls.append(1)\n    return len(calls)\n"
    template = write_stack(tmp_path, counting)
    for _ in range(2):
        with LocalCloud.embedded(template=template) as cloud:
            assert [cloud.invoke("work", {}), cloud.invoke("work", {})] == [1, 2]
    assert "WorkFunction_module" not in sys.modules


def test_other_threads_and_the_listener_print_where_they_always_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = """
        import threading
        def handler(event, context):
            print("from the handler")
            event_thread = threading.Thread(target=print, args=("from another thread",))
            event_thread.start()
            event_thread.join()
    """
    with LocalCloud.embedded(template=write_stack(tmp_path, code)) as cloud:
        cloud.on_log = lambda line: print(f"heard: {line.text}")
        cloud.invoke("work", {})
    assert capsys.readouterr().out == "heard: from the handler\nfrom another thread\n"


def test_a_logger_made_in_one_cloud_writes_to_the_next_ones_logs(tmp_path: Path) -> None:
    code = """
        from aws_lambda_powertools import Logger
        logger = Logger(service="kept for the life of the process")
        def handler(event, context):
            logger.info(event["say"])
    """
    template = write_stack(tmp_path, code)
    for say in ("first", "second"):
        with LocalCloud.embedded(template=template) as cloud:
            cloud.invoke("work", {"say": say})
            assert [json.loads(line.text)["message"] for line in cloud.logs()] == [say]


def test_a_logger_made_in_a_cloud_goes_on_writing_after_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = """
        import logging, sys
        logger = logging.getLogger("kept")
        logger.addHandler(logging.StreamHandler(sys.stdout))
        def handler(event, context):
            logger.warning("inside")
    """
    with LocalCloud.embedded(template=write_stack(tmp_path, code)) as cloud:
        cloud.invoke("work", {})
    logging.getLogger("kept").warning("outside")
    assert capsys.readouterr().out == "outside\n"


def test_there_is_one_cloud_at_a_time(cloud: LocalCloud) -> None:
    with pytest.raises(AlreadyOpenError), LocalCloud.embedded():
        pass
    assert cloud.client("s3").list_buckets()["Buckets"]


def test_the_users_own_aws_settings_are_out_of_reach_and_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = {"AWS_PROFILE": "work", "AWS_ENDPOINT_URL": "http://real.example", "AWS_REGION": "sa-east-1"}
    for name, value in mine.items():
        monkeypatch.setenv(name, value)
    with LocalCloud.embedded(template=write_stack(tmp_path, ECHO)) as cloud:
        assert cloud.region == "sa-east-1"
        assert "AWS_PROFILE" not in os.environ
        assert "AWS_ENDPOINT_URL" not in os.environ
    assert {name: os.environ[name] for name in mine} == mine


def test_a_stack_that_cannot_be_made_leaves_nothing_open(tmp_path: Path) -> None:
    template = write_stack(tmp_path, ECHO, "A: {Type: AWS::SQS::Queue, Properties: {Colour: red}}")
    with pytest.raises(ValueError, match="Colour"), LocalCloud.embedded(template=template, port=0):
        pass
    assert not [thread for thread in threading.enumerate() if thread.name == "door"]
    shutil.rmtree(tmp_path / "code")
    with LocalCloud.embedded(template=write_stack(tmp_path, ECHO)) as cloud:
        assert cloud.invoke("work", {"a": 1}) == {"a": 1}


# The runtime interface emulator alone


@pytest.fixture
def rie(tmp_path: Path) -> Iterator[LocalCloud]:
    need_emulator()
    code = """
        import os, time
        def handler(event, context):
            if event.get("exit"):
                os._exit(3)
            time.sleep(event["sleep"])
            return os.getpid()
    """
    with LocalCloud.rie(template=write_stack(tmp_path, code), build=tmp_path / "code") as cloud:
        yield cloud


def test_a_timeout_is_enforced_and_the_next_invocation_works(rie: LocalCloud) -> None:
    with pytest.raises(FunctionError, match="Task timed out after 2"):
        rie.invoke("work", {"sleep": 30})
    assert rie.invoke("work", {"sleep": 0})


def test_a_function_that_exits_is_a_failed_invocation(rie: LocalCloud) -> None:
    with pytest.raises(FunctionError):
        rie.invoke("work", {"exit": True})
    assert rie.invoke("work", {"sleep": 0})


def test_nothing_runs_on_after_the_cloud_is_left(tmp_path: Path) -> None:
    need_emulator()
    code = "import os\ndef handler(event, context): return os.getpid()"
    with LocalCloud.rie(template=write_stack(tmp_path, code), build=tmp_path / "code") as cloud:
        process = cloud.invoke("work", {})
        os.kill(process, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_page_goes_the_whole_way_through_the_built_functions() -> None:
    need_emulator()
    if not is_built():
        pytest.skip("build/host is not there or not of these sources: run `make tools`")
    with LocalCloud.rie() as cloud:
        cloud.upload("page.html", story("Harbour reopens"))
        cloud.run_until_idle()
        assert cloud.dead_letters() == ()
        rows = cloud.client("dynamodb").scan(TableName=cloud.table_name)["Items"]
        assert [row["headline"]["S"] for row in rows if "headline" in row] == ["Harbour reopens"]


def is_built() -> bool:
    sources = [file for file in (ROOT / "functions").rglob("*.py") if file.is_file()]
    built = [ROOT / "build" / "host" / file.relative_to(ROOT / "functions") for file in sources]
    return all(
        there.is_file() and there.read_bytes() == source.read_bytes()
        for source, there in zip(sources, built, strict=True)
    )


def test_functions_that_were_not_built_are_named(tmp_path: Path) -> None:
    need_emulator()
    with (
        LocalCloud.rie(template=write_stack(tmp_path, ECHO), build=tmp_path / "nowhere") as cloud,
        pytest.raises(EngineNotReadyError, match="make tools"),
    ):
        cloud.invoke("work", {})
