"""No line of a log says what a page says, however its upload ends and whatever fails."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from botocore.exceptions import ClientError

import dateline.store
from dateline.disclosure import name_of, shape_of, told, trace_of
from dateline.events import UnknownEvent
from dateline.store import Unstorable
from dateline.store.wire import to_wire
from infra.local.cloud import LocalCloud
from tests.pipeline.test_promise import deliver, waiting_events
from tests.privilege.comparison import REGION, VARIANTS
from tests.unit.remote_answers import conversed, stubbed

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKERS = (
    "Zwiebelturm",  # in the headline, the standfirst and the name of the page
    "Quillfeather",  # who wrote it, by name and address
    "Ombersley",  # whom it names and quotes
    "vellichor",  # what was said
    "0121 496 0753",
    "petrichor",  # in the text
    "chatoyant",  # among the keywords, in attributes and scripts
)
SECRET = " ".join(MARKERS)
PAGE = f"""<!doctype html><html lang="en"><head><title>Zwiebelturm falls</title>
<meta name="keywords" content="chatoyant, towers"><meta name="author" content="Ida Quillfeather">
<meta property="article:published_time" content="2026-03-02T10:00:00Z"><script>var chatoyant = 1;</script></head>
<body><article><h1 data-note="chatoyant">Zwiebelturm falls</h1>
<p>By Ida Quillfeather (ida.quillfeather@post.example)</p>
{
    "".join(
        f'''<p>The petrichor of part {part} reached the square on Monday. "It was all vellichor and dust," said Mayor
Ada Ombersley of Oslo, who can be reached at 0121 496 0753 or ombersley@town.example, and went home at noon.</p>'''
        for part in range(6)
    )
}</article></body></html>""".encode()


@pytest.fixture
def cloud() -> Iterator[LocalCloud]:
    """A cloud of whose functions no log line may hold a marker."""
    with LocalCloud.embedded(region=REGION) as deployed:
        yield deployed
        say_nothing(deployed)


def say_nothing(cloud: LocalCloud) -> None:
    lines = [line.text for line in cloud.logs()]
    assert lines, "a test of logs in which nothing was logged proves nothing"
    for line in lines:
        assert not [marker for marker in MARKERS if marker.casefold() in line.casefold()], line


def failures(cloud: LocalCloud) -> list[str]:
    """What the log tells of exceptions, last line each."""
    lines = [json.loads(line.text) for line in cloud.logs() if line.text.startswith("{")]
    return [str(line["exception"]).splitlines()[-1] for line in lines if "exception" in line]


def test_however_an_upload_ends(cloud: LocalCloud) -> None:
    long = PAGE.replace(b"</article>", b"<p>petrichor, vellichor and more of it.</p>" * 60_000 + b"</article>")
    uploads = {
        "page.html": PAGE, "again.html": PAGE, "long.html": long, "empty.html": b" ",
        "a.pdf": b"%PDF-1.7\n" + SECRET.encode(), "torn.html": gzip.compress(PAGE)[:-20], "big.html": PAGE * 9_000,
        "list.html": f"<html><title>{SECRET}</title><body><a href=/1>{SECRET}</a></body></html>".encode(),
        "dump.txt": f"Zwiebelturm falls\n\nBy Ida Quillfeather\n\n{'Petrichor fell on Ombersley. ' * 40}\n".encode(),
    }  # fmt: skip
    for key, data in uploads.items():
        cloud.upload(key, data)
    events = waiting_events(cloud)
    cloud.upload("page.html", PAGE.replace(b"falls", b"stands"))
    cloud.remove("again.html")
    deliver(cloud, *events, *events)
    told_of = {json.loads(line.text).get("outcome") for line in cloud.logs() if line.text.startswith("{")}
    assert {"stored", "duplicate", "superseded", "removed", "rejected"} <= told_of
    assert not cloud.dead_letters()


def bridged(**changes: Any) -> str:
    event = {
        "source": "aws.s3", "detail-type": "Object Created", "time": "2026-03-02T10:00:00Z",
        "detail": {"bucket": {"name": "b"}, "object": {"key": "k", "sequencer": "0055AED6DCD90281E5"}},
    }  # fmt: skip
    return json.dumps({**event, **changes})


ODD_EVENTS = [
    SECRET, json.dumps(SECRET), json.dumps([SECRET]), json.dumps({SECRET: SECRET}), json.dumps({"source": SECRET}),
    json.dumps({"source": "a.poet", "detail-type": SECRET}), json.dumps({"Records": [SECRET]}),
    json.dumps({"Records": [{"eventSource": "aws:s3", "eventName": SECRET}]}),
    json.dumps({"Records": [{"eventSource": SECRET}]}), json.dumps({"Event": SECRET}),
    json.dumps({"Type": "Notification", "TopicArn": "arn", "Message": SECRET}), bridged(time=SECRET),
    bridged(detail={"bucket": {"name": "b"}, "object": {"key": "k", "sequencer": SECRET}}),
    bridged(detail={"bucket": {"name": "b"}, "object": {"key": [SECRET], "sequencer": "00"}}),
    bridged(detail={"bucket": {"name": "b"}, "object": {"key": "k", "size": SECRET}}),
    json.dumps({"backfill": {"bucket": "b", "keys": [[SECRET]], "id": "i", "time": "2026-03-02T10:00:00Z"}}),
    json.dumps({"backfill": {"bucket": "b", "keys": ["k"], "id": "i", "time": SECRET}}),
]  # fmt: skip


def test_messages_that_are_no_events(cloud: LocalCloud) -> None:
    deliver(cloud, *ODD_EVENTS)
    assert len(cloud.dead_letters()) == len(ODD_EVENTS)
    assert {one.partition(":")[0] for one in failures(cloud)} == {"UnknownEvent", "InboxForbidden"}
    assert {one.resource for one in cloud.guard.refused} == {"arn:aws:s3:::b/k"}
    cloud.guard.refused.clear()  # it was to be refused: the bucket is none of the stack's


UPLOAD = {"bucket": "b", "key": "k", "sequencer": "00"}
ODD_MESSAGES: list[Any] = [
    SECRET, [SECRET], {SECRET: SECRET}, {"kind": SECRET}, {"kind": SECRET, "correlation_id": "c"},
    {"kind": "article", "correlation_id": "c", "article": SECRET},
    {"kind": "article", "correlation_id": "c", "article": {SECRET: SECRET}},
    {"kind": "article", "correlation_id": "c", "article": {"article_id": "1", "publisher": {SECRET: SECRET}}},
    {"kind": "article", "correlation_id": "c", "article": {"article_id": "1", "blocks": [SECRET]}},
    {"kind": "rejection", "correlation_id": "c", "upload": UPLOAD, "reason": SECRET, "message": SECRET},
    {"kind": "rejection", "correlation_id": "c", "upload": {SECRET: SECRET}, "reason": "empty", "message": ""},
    {"kind": "removal", "correlation_id": "c", "upload": UPLOAD, "removed_at": SECRET},
    {"kind": "article", "correlation_id": "c", "article": {
        "article_id": "1", "headline": f"{SECRET} \ud83d", "upload": UPLOAD,
        "blocks": [{"kind": "paragraph", "text": SECRET}],
    }},
]  # fmt: skip


def test_messages_that_the_parse_function_never_sent(cloud: LocalCloud) -> None:
    for odd in ODD_MESSAGES:
        body = odd if isinstance(odd, str) else json.dumps(odd)
        cloud.client("sqs").send_message(QueueUrl=cloud.outputs["EnrichQueueUrl"], MessageBody=body)
    cloud.run_until_idle()
    assert len(cloud.dead_letters()) == len(ODD_MESSAGES)
    assert "MalformedMessage" in {one.partition(":")[0] for one in failures(cloud)}


@pytest.mark.parametrize(
    "where", ["dateline.intake.parse", "dateline.outbox.encode", "dateline.store.table.record_item"]
)
@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"invalid literal for int() with base 10: '{SECRET}'"),
        KeyError(SECRET),
        ClientError({"Error": {"Code": "ValidationException", "Message": f"not a number: {SECRET}"}}, "PutItem"),
        UnicodeEncodeError("ascii", SECRET, 0, 1, SECRET),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_bug_whose_exception_repeats_the_page(
    cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch, where: str, error: Exception
) -> None:
    def broken(*_: object, **__: object) -> NoReturn:
        raise error from LookupError(SECRET)

    monkeypatch.setattr(where, broken)
    cloud.upload("page.html", PAGE)
    cloud.run_until_idle()
    assert len(cloud.dead_letters()) == 1
    assert all(one.startswith(type(error).__name__) for one in failures(cloud))


def test_a_parameter_that_botocore_will_not_have(cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("sk", "day", "sequencer", "revision")
    item = {"pk": {"S": [SECRET]}, **{name: {"S": "0#0"} for name in names}}
    monkeypatch.setattr("dateline.store.table.record_item", lambda *_: (item, None))
    cloud.upload("page.html", PAGE)
    cloud.run_until_idle()
    assert {one.partition(" ")[0] for one in failures(cloud)} == {"ParamValidationError"}


@pytest.mark.parametrize("variant", ["comprehend", "a model"])
def test_enrichers_outside_that_repeat_what_they_were_asked(monkeypatch: pytest.MonkeyPatch, variant: str) -> None:
    service, operation = (
        ("comprehend", "detect_entities") if variant == "comprehend" else ("bedrock-runtime", "converse")
    )
    clients: dict[str, Any] = {}
    monkeypatch.setattr(dateline.store, "impatient_client", lambda name, _: clients[name])
    parameters = {**VARIANTS[variant], "RemoteFields": "entities"}
    with LocalCloud.embedded(region=REGION, parameters=parameters) as cloud, stubbed(service) as (client, stubber):
        clients[service] = client
        stubber.add_client_error(operation, "ValidationException", f"malformed: {SECRET}", http_status_code=400)
        cloud.upload("page.html", PAGE)
        cloud.run_until_idle()
        if variant == "a model":
            stubber.add_response(operation, conversed({"entities": [{"kind": SECRET, "forms": [SECRET]}]}))
            cloud.upload("other.html", PAGE)
            cloud.run_until_idle()
        assert [line for line in cloud.logs() if "local finding stays" in line.text]
        say_nothing(cloud)


def test_what_came_is_told_by_its_shape() -> None:
    shapes = {
        "Ada Ombersley": "text of 13 characters",
        7: "a number",
        None: "null",
        True: "a boolean",
        (1, 2): "a list of 2",
    }
    assert {value: shape_of(value) for value in shapes} == shapes
    assert shape_of({"a": 1}) == "an object of 1 fields"
    assert name_of("aws:s3") == "'aws:s3'"
    assert name_of("Ada Ombersley") == "text of 13 characters"


def test_a_failure_is_told_by_its_kind_and_its_place() -> None:
    with pytest.raises(Unstorable) as unstorable:
        to_wire("\ud83d", "headline")
    assert told(unstorable.value) == "Unstorable: headline holds half a surrogate pair, U+D83D, at 0"
    assert told(UnknownEvent("no event")) == "UnknownEvent: no event"
    with pytest.raises(ValueError, match="Ada") as wrong:
        int("Ada")
    assert told(wrong.value).startswith("ValueError in test_a_failure_is_told_by_its_kind_and_its_place, test_logs.py:")
    assert trace_of(unstorable.value).count("Traceback") == 2
    denied: Any = {
        "Error": {"Code": "AccessDenied", "Message": "no s3:GetObject"},
        "ResponseMetadata": {"RequestId": "r"},
    }
    assert "no s3:GetObject" in told(ClientError(denied, "GetObject"))
    slow: Any = {"Error": {"Code": "SlowDown", "Message": SECRET}, "ResponseMetadata": {"RequestId": "r"}}
    assert told(ClientError(slow, "GetObject")) == "ClientError: SlowDown when calling GetObject, request r"
