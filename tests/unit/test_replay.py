"""Replay without a cloud: its rate, its list on disk, and what it makes of refusals, letters, EventBridge's states."""

from __future__ import annotations

import fcntl
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from dateline.article import PARSER_VERSION
from dateline.events import uploads_in, uploads_in_body
from dateline.record import ENRICHER_VERSION
from dateline.revision import CURRENT, UNDECIDED, revision
from dateline.store import MadeRow
from infra.cli.replay_telling import Ended, People, Planned
from infra.replay.archive import Archive, ReplayFailed, Span, replay
from infra.replay.backfill import look_again
from infra.replay.dead_letters import Letters, looked_at, move
from infra.replay.plan import Message, Page, Plan
from infra.replay.queue import Queue, wait_until_empty
from infra.replay.rate import TokenBucket
from infra.replay.recorded import NoEvents, RecordedEvents
from infra.replay.rows import TableRows
from infra.replay.sending import NotTaken, send
from infra.replay.todo import AlreadyRunning, Position, StateFile, Todo, digest, held, state_folder

EVENTS = Path(__file__).parents[1] / "events"


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Sqs:
    """A queue's client: keeps what is sent, gives what it holds, refuses the bodies that it is told to refuse."""

    def __init__(self, *held: str) -> None:
        self.sent: list[str] = []
        self.calls: list[list[str]] = []
        self.refusals: dict[str, int] = {}
        self.visible = {f"id-{number}": body for number, body in enumerate(held)}
        self.hidden: dict[str, str] = {}
        self.deleted: list[str] = []
        self.die_after: int | None = None

    def send_message_batch(self, QueueUrl: str, Entries: Any) -> Any:  # noqa: ARG002, N803 - boto3's names
        if self.die_after is not None and len(self.calls) >= self.die_after:
            raise ConnectionError("the line is dead")
        self.calls.append([entry["MessageBody"] for entry in Entries])
        taken, failed = [], []
        for entry in Entries:
            body = entry["MessageBody"]
            if self.refusals.get(body, 0) > 0:
                self.refusals[body] -= 1
                failed.append(
                    {"Id": entry["Id"], "Code": "ServiceUnavailable", "SenderFault": False, "Message": "busy"}
                )
            else:
                self.sent.append(body)
                taken.append({"Id": entry["Id"], "MessageId": f"new-{len(self.sent)}"})
        return {"Successful": taken, "Failed": failed}

    def receive_message(self, MaxNumberOfMessages: int, **_: Any) -> Any:  # noqa: N803
        ids = list(self.visible)[:MaxNumberOfMessages]
        self.hidden |= {one: self.visible.pop(one) for one in ids}
        sent = {"SentTimestamp": "1772445600000"}
        told = [{"MessageId": one, "ReceiptHandle": one, "Body": self.hidden[one], "Attributes": sent} for one in ids]
        return {"Messages": told}

    def delete_message_batch(self, QueueUrl: str, Entries: Any) -> Any:  # noqa: ARG002, N803
        for entry in Entries:
            del self.hidden[entry["ReceiptHandle"]]
            self.deleted.append(entry["ReceiptHandle"])
        return {}

    def change_message_visibility_batch(self, QueueUrl: str, Entries: Any) -> Any:  # noqa: ARG002, N803
        assert all(entry["VisibilityTimeout"] == 0 for entry in Entries)
        for entry in Entries:
            self.visible[entry["ReceiptHandle"]] = self.hidden.pop(entry["ReceiptHandle"])
        return {}


def queue(sqs: Any, time: Time | None = None) -> Queue:
    return Queue(sqs, "https://sqs/queue", (time or Time()).sleep)


def quick() -> TokenBucket:
    time = Time()
    return TokenBucket(1e6, time.clock, time.sleep)


def messages(number: int, pages: int = 10) -> list[Message]:
    keys = [Page(f"page-{at:04}.html") for at in range(number * pages)]
    return list(look_again("inbox", keys, "replay-1", "2026-03-02T10:00:00Z")) if pages == 10 else [
        Message(f"body-{at}", tuple(keys[at * pages : (at + 1) * pages])) for at in range(number)
    ]  # fmt: skip


# The rate


def test_no_more_passes_in_any_time_than_the_rate_allows_and_a_second_more() -> None:
    time = Time()
    bucket = TokenBucket(50, time.clock, time.sleep)
    passed = []
    for number in [10, 10, 40, 100, 1, 0, 10, 50, 200, 7]:
        bucket.take(number)
        passed.append((time.now, number))
    for at, (begin, _) in enumerate(passed):
        for end, (until, _) in list(enumerate(passed))[at:]:
            # What one call carries beyond a full bucket is paid back by those behind it.
            assert sum(number for _, number in passed[at:end]) <= 50 * (until - begin) + 50 + 200
    assert time.now - 1000 == pytest.approx((428 - 7 - 50 - 150) / 50, abs=4.2)


def test_after_a_rest_as_many_pass_at_once_as_go_in_a_second_and_no_more() -> None:
    time = Time()
    bucket = TokenBucket(10, time.clock, time.sleep)
    bucket.take(10)
    assert time.slept == [], "it begins rested"
    time.now += 3600
    bucket.take(10)
    assert time.slept == []
    bucket.take(5)
    assert time.slept == [pytest.approx(0.5)]


def test_a_rate_below_one_waits_between_messages_of_several_pages() -> None:
    time = Time()
    bucket = TokenBucket(0.5, time.clock, time.sleep)
    for _ in range(3):
        bucket.take(10)
    assert time.now - 1000 == pytest.approx(40), "twenty pages of thirty at one in two seconds"


# The list on disk


def test_a_list_is_sent_in_calls_of_ten_messages_and_forgotten(tmp_path: Path) -> None:
    sqs, todo = Sqs(), Todo(tmp_path, "a")
    made = messages(25)
    position = todo.begin("replay-1", "2026-03-02T10:00:00Z", iter(made))
    assert (position.messages, position.pages) == (25, 250)
    reached: list[int] = []
    end = send(todo, position, queue(sqs), quick(), Event(), lambda at: reached.append(at.pages_sent))
    assert [len(call) for call in sqs.calls] == [10, 10, 5]
    assert sqs.sent == [message.body for message in made]
    assert json.loads(sqs.sent[0])["backfill"] == {
        "bucket": "inbox", "keys": [f"page-{at:04}.html" for at in range(10)],
        "id": "replay-1", "time": "2026-03-02T10:00:00Z",
    }  # fmt: skip
    assert reached == [100, 200, 250]
    assert (end.pages_left, end.messages_left) == (0, 0)
    assert list(tmp_path.iterdir()) == []


def test_a_call_carries_no_more_than_goes_in_a_second(tmp_path: Path) -> None:
    time, sqs, todo = Time(), Sqs(), Todo(tmp_path, "a")
    position = todo.begin("replay-1", "now", iter(messages(6)))
    send(todo, position, queue(sqs), TokenBucket(20, time.clock, time.sleep), Event(), lambda _: None)
    assert [len(call) for call in sqs.calls] == [2, 2, 2]
    assert time.now - 1000 == pytest.approx(2.0), "sixty pages at twenty a second, of which the first go at once"


@pytest.mark.parametrize("stopped_after", range(4))
def test_a_stopped_replay_goes_on_where_it_was(tmp_path: Path, stopped_after: int) -> None:
    sqs, todo, stop = Sqs(), Todo(tmp_path, "a"), Event()
    made = messages(35)
    position = todo.begin("replay-1", "now", iter(made))

    def on_sent(_: Position) -> None:
        if len(sqs.calls) == stopped_after:
            stop.set()

    if stopped_after == 0:
        stop.set()
    end = send(todo, position, queue(sqs), quick(), stop, on_sent)
    assert end.messages_sent == 10 * stopped_after
    again = Todo(tmp_path, "a").position()
    assert again == end
    assert again is not None
    send(Todo(tmp_path, "a"), again, queue(sqs), quick(), Event(), lambda _: None)
    assert sqs.sent == [message.body for message in made], "each once, in order"
    assert Todo(tmp_path, "a").position() is None


@pytest.mark.parametrize("dead_after", range(4))
def test_a_replay_that_died_sends_at_most_one_call_again(tmp_path: Path, dead_after: int) -> None:
    sqs, todo = Sqs(), Todo(tmp_path, "a")
    made = [message.body for message in messages(35)]
    position = todo.begin("replay-1", "now", iter(messages(35)))

    def die(reached: Position) -> None:  # what was sent is on its way, and then the process is gone
        if reached.messages_sent >= 10 * dead_after:
            raise KeyboardInterrupt

    sqs.die_after = 0 if dead_after == 0 else None
    with pytest.raises((KeyboardInterrupt, ConnectionError)):
        send(todo, position, queue(sqs), quick(), Event(), die)
    sqs.die_after = None
    sent_before = list(sqs.sent)
    left = Todo(tmp_path, "a").position()
    assert left is not None
    send(Todo(tmp_path, "a"), left, queue(sqs), quick(), Event(), lambda _: None)
    assert set(sqs.sent) == set(made)
    assert len(sqs.sent) - len(made) <= 10
    assert sent_before == made[: len(sent_before)]


def test_a_list_that_was_not_finished_is_no_list(tmp_path: Path) -> None:
    def torn() -> Iterator[Message]:
        yield from messages(3)
        raise ConnectionError("the listing broke off")

    todo = Todo(tmp_path, "a")
    with pytest.raises(ConnectionError):
        todo.begin("replay-1", "now", torn())
    assert todo.position() is None


def test_a_new_beginning_forgets_the_old_list(tmp_path: Path) -> None:
    todo = Todo(tmp_path, "a")
    todo.begin("replay-1", "now", iter(messages(9)))
    todo.begin("replay-2", "later", iter(messages(1)))
    position = todo.position()
    assert position is not None
    assert (position.replay_id, position.messages) == ("replay-2", 1)
    assert [len(call.bodies) for call in todo.calls(position, 1e6)] == [1]


def test_one_process_at_a_time(tmp_path: Path) -> None:
    refused = pytest.raises(AlreadyRunning, match="is running already")
    with held(tmp_path, "a"), held(tmp_path, "b"), refused, held(tmp_path, "a"):
        pass
    with held(tmp_path, "a"):
        pass


def test_who_opened_the_lock_in_time_to_wait_for_it_keeps_later_ones_out(tmp_path: Path) -> None:
    with held(tmp_path, "a"):
        second = (tmp_path / "a.lock").open("w")
    with second:
        fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with pytest.raises(AlreadyRunning), held(tmp_path, "a"):
            pass


def test_the_name_tells_sources_and_stacks_apart() -> None:
    names = {digest({"bucket": "a", "prefix": prefix, "queue": url}) for prefix in ("", "p") for url in ("x", "y")}
    assert len(names) == 4
    assert digest({"a": "1", "b": None}) == digest({"b": None, "a": "1"})


def test_the_state_lies_where_xdg_says() -> None:
    assert state_folder({"XDG_STATE_HOME": "/s"}) == Path("/s/dateline/replay")
    assert state_folder({}) == Path.home() / ".local/state/dateline/replay"


# Refusals


def test_what_a_queue_does_not_take_is_sent_again_with_longer_pauses() -> None:
    time, sqs = Time(), Sqs()
    sqs.refusals = {"b": 3}
    sent = queue(sqs, time).send(["a", "b", "c"])
    assert not sent.refused
    assert sorted(sent.ids) == [0, 1, 2]
    assert sqs.calls == [["a", "b", "c"], ["b"], ["b"], ["b"]]
    assert time.slept == [pytest.approx(0.2), pytest.approx(0.4), pytest.approx(0.8)]


def test_what_it_never_takes_is_told_and_stays_to_be_done(tmp_path: Path) -> None:
    sqs, todo = Sqs(), Todo(tmp_path, "a")
    made = [message.body for message in messages(12)]
    position = todo.begin("replay-1", "now", iter(messages(12)))
    sqs.refusals = {made[10]: 1000}
    with pytest.raises(NotTaken, match=r"did not take 1 of 2 messages: ServiceUnavailable busy"):
        send(todo, position, queue(sqs), quick(), Event(), lambda _: None)
    left = todo.position()
    assert left is not None
    assert left.messages_sent == 10
    sqs.refusals = {}
    send(todo, left, queue(sqs), quick(), Event(), lambda _: None)
    assert set(sqs.sent) == set(made)


def test_messages_too_large_for_one_call_go_in_several() -> None:
    sqs = Sqs()
    bodies = ["é" * 300_000, "b" * 448_576, "c"]
    sent = queue(sqs).send(bodies)
    assert sqs.calls == [bodies[:2], bodies[2:]], "1 MiB, and one byte"
    assert sorted(sent.ids) == [0, 1, 2]


# Dead letters


def letters(dead: Sqs, alive: Sqs) -> Letters:
    return Letters("parse", "ParseFunction", queue(dead), queue(alive))


def test_letters_go_back_and_are_gone_from_where_they_were() -> None:
    dead, alive = Sqs(*(f"letter {number}" for number in range(23))), Sqs()
    told: list[int] = []
    move(letters(dead, alive), quick(), Event(), lambda gone: told.append(len(gone)))
    assert alive.sent == [f"letter {number}" for number in range(23)]
    assert dead.visible == dead.hidden == {}
    assert told == [10, 10, 3]


def test_a_letter_that_is_not_taken_is_not_deleted() -> None:
    dead, alive = Sqs("a", "b", "c"), Sqs()
    alive.refusals = {"b": 1000}
    with pytest.raises(NotTaken, match="the parse queue did not take 1 messages"):
        move(letters(dead, alive), quick(), Event(), lambda _: None)
    assert alive.sent == ["a", "c"]
    assert list(dead.visible.values()) == ["b"]


def test_letters_stay_where_they_are_when_sending_fails_altogether() -> None:
    dead, alive = Sqs("a", "b"), Sqs()
    alive.die_after = 0
    with pytest.raises(ConnectionError):
        move(letters(dead, alive), quick(), Event(), lambda _: None)
    assert dead.deleted == [], "hidden for a while, then there again"


def test_a_letter_that_dies_again_meanwhile_is_left_where_it_is() -> None:
    dead, alive = Sqs("poison", "good"), Sqs()

    def dies_again(_: Any) -> None:
        if len(alive.sent) == 2:
            dead.visible["new-1"] = "poison"

    move(letters(dead, alive), quick(), Event(), dies_again)
    assert alive.sent == ["poison", "good"]
    assert dead.visible == {"new-1": "poison"}


def test_a_move_that_is_told_to_stop_leaves_the_rest_to_be_received_by_others() -> None:
    dead, alive, stop = Sqs(*(f"letter {number}" for number in range(23))), Sqs(), Event()
    move(letters(dead, alive), quick(), stop, lambda _: stop.set())
    assert len(alive.sent) == 10
    assert len(dead.visible) == 13
    move(letters(dead, alive), quick(), Event(), lambda _: None)
    assert len(set(alive.sent)) == len(alive.sent) == 23


def test_a_look_gives_every_letter_back() -> None:
    dead = Sqs(*(f"letter {number}" for number in range(23)))
    assert len(looked_at(letters(dead, Sqs()).dead)) == 23
    assert len(dead.visible) == 23
    assert len(looked_at(letters(dead, Sqs()).dead, most=10)) == 10
    assert dead.hidden == {}


def test_the_rate_holds_for_letters_too() -> None:
    time, dead, alive = Time(), Sqs(*(f"letter {number}" for number in range(12))), Sqs()
    move(letters(dead, alive), TokenBucket(2, time.clock, time.sleep), Event(), lambda _: None)
    assert time.now - 1000 == pytest.approx(5.0), "twelve at two a second, the first two at once"
    assert max(len(call) for call in alive.calls) == 2


def test_waiting_ends_when_the_queues_were_empty_several_times() -> None:
    class Depths:
        def __init__(self) -> None:
            self.told = iter([3, 0, 1, 0, 0, 0])

        def get_queue_attributes(self, **_: Any) -> Any:
            number = next(self.told)
            return {"Attributes": dict.fromkeys(NAMES, "0") | {NAMES[2]: str(number)}}

    class Quick(Event):
        def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002 - nothing is waited for
            return False

    waiting: list[int] = []
    wait_until_empty([queue(Depths())], Quick(), waiting.append)
    assert waiting == [3, 0, 1, 0, 0, 0]


NAMES = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed", "ApproximateNumberOfMessagesNotVisible"]


# EventBridge's archive

BUS = "arn:aws:events:us-east-1:123456789012:event-bus/default"
ARCHIVE = "arn:aws:events:us-east-1:123456789012:archive/uploads"
MARCH = datetime(2026, 3, 1, tzinfo=UTC)


class Bridge:
    """EventBridge, with a replay that passes through the states that it is given."""

    class exceptions:  # noqa: N801 - boto3's name
        class ResourceNotFoundException(Exception):  # noqa: N818
            """There is no such replay."""

    def __init__(self, *states: tuple[str, datetime | None]) -> None:
        self.states = list(states)
        self.started: list[dict[str, Any]] = []
        self.cancelled: list[str] = []

    def describe_archive(self, ArchiveName: str) -> Any:  # noqa: N803
        assert ArchiveName == "uploads"
        return {"EventSourceArn": BUS, "EventCount": 7, "CreationTime": MARCH}

    def start_replay(self, **asked: Any) -> None:
        self.started.append(asked)

    def describe_replay(self, ReplayName: str) -> Any:  # noqa: N803
        if ReplayName not in [one["ReplayName"] for one in self.started]:
            raise self.exceptions.ResourceNotFoundException
        state, last = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        if ReplayName in self.cancelled:
            state = "CANCELLED"
        return {"State": state, **({"EventLastReplayedTime": last} if last else {}), "StateReason": "no more"}

    def cancel_replay(self, ReplayName: str) -> None:  # noqa: N803
        self.cancelled.append(ReplayName)


class Impatient(Event):
    """Nobody waits for it."""

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002
        return self.is_set()


def replayed(bridge: Bridge, state: StateFile, stop: Event, name: str, span: Span | None = None) -> str:
    archive = Archive(bridge, ARCHIVE, "rule-arn")  # type: ignore[arg-type]
    return replay(archive, state, span or Span(MARCH, MARCH + timedelta(days=2)), name, stop, lambda _: None).state


def test_the_archive_is_replayed_to_the_upload_rule_and_watched(tmp_path: Path) -> None:
    bridge = Bridge(("STARTING", None), ("RUNNING", MARCH), ("COMPLETED", MARCH))
    state = StateFile(tmp_path / "a.json")
    assert replayed(bridge, state, Impatient(), "first") == "COMPLETED"
    (asked,) = bridge.started
    assert asked["Destination"] == {"Arn": BUS, "FilterArns": ["rule-arn"]}
    assert (asked["EventStartTime"], asked["EventEndTime"]) == (MARCH, MARCH + timedelta(days=2))
    assert state.read() is None


def test_a_stopped_archive_replay_is_cancelled_and_goes_on_from_its_last_event(tmp_path: Path) -> None:
    last = MARCH + timedelta(hours=5)
    bridge, state, stop = Bridge(("RUNNING", last)), StateFile(tmp_path / "a.json"), Impatient()
    stop.set()
    assert replayed(bridge, state, stop, "first") == "CANCELLED"
    assert bridge.cancelled == ["first"]
    bridge.states = [("CANCELLED", last), ("COMPLETED", None)]
    assert replayed(bridge, state, Impatient(), "second") == "COMPLETED"
    assert bridge.started[1]["EventStartTime"] == last
    assert bridge.started[1]["ReplayName"] == "second"


def test_a_replay_that_runs_on_after_its_command_was_killed_is_watched_again(tmp_path: Path) -> None:
    bridge, state = Bridge(("RUNNING", None), ("COMPLETED", None)), StateFile(tmp_path / "a.json")
    state.write({"name": "first", "since": MARCH.isoformat()})
    bridge.started = [{"ReplayName": "first"}]
    assert replayed(bridge, state, Impatient(), "second") == "COMPLETED"
    assert len(bridge.started) == 1, "no second one beside it"


def test_a_command_killed_before_it_started_anything_starts_it(tmp_path: Path) -> None:
    bridge, state = Bridge(("COMPLETED", None)), StateFile(tmp_path / "a.json")
    state.write({"name": "first", "since": MARCH.isoformat()})
    assert replayed(bridge, state, Impatient(), "second") == "COMPLETED"
    assert [one["ReplayName"] for one in bridge.started] == ["second"]


def test_a_replay_that_eventbridge_gives_up_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReplayFailed, match="gave the replay first up: no more"):
        replayed(Bridge(("FAILED", None)), StateFile(tmp_path / "a.json"), Impatient(), "first")


# Recorded events


def recorded(name: str, data: bytes | None = None) -> list[Message]:
    data = (EVENTS / name).read_bytes() if data is None else data
    return list(RecordedEvents(name, data, "dateline-inbox").messages("replay-1", "now"))


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("eventbridge.json", 1),
        ("s3_notification.json", 1),
        ("s3_notification_encoded_keys.json", None),
        ("s3_notification_many_records.json", 3),
        ("s3_notification_removed.json", 1),
        ("sqs_eventbridge.json", 1),
        ("sqs_eventbridge_duplicate.json", None),
        ("sqs_s3_notification_many_messages.json", None),
        ("sqs_sns_s3_notification.json", 1),
        ("s3_test_event.json", 0),
        ("sqs_s3_test_event.json", 0),
    ],
)
def test_every_envelope_becomes_messages_that_tell_the_same(name: str, number: int | None) -> None:
    made = recorded(name)
    told = [one for message in made for one in uploads_in_body(message.body)]
    assert told == list(uploads_in(json.loads((EVENTS / name).read_bytes())))
    assert number is None or len(made) == number
    assert [page.key for message in made for page in message.pages] == [one.upload.key for one in told]


def test_messages_of_a_queue_are_sent_as_they_are() -> None:
    event = json.loads((EVENTS / "sqs_sns_s3_notification.json").read_bytes())
    assert [message.body for message in recorded("sqs_sns_s3_notification.json")] == [event["Records"][0]["body"]]


def test_a_file_may_hold_an_event_on_each_line() -> None:
    names = ["eventbridge.json", "s3_notification_many_records.json", "s3_test_event.json"]
    lines = [json.dumps(json.loads((EVENTS / name).read_bytes())) for name in names]
    assert len(recorded("lines", "\n".join([*lines, ""]).encode())) == 4


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"no json", "events.json holds no JSON: Expecting value"),
        (b"\xff\xfe", "events.json holds no JSON: 'utf-8' codec"),
        (b"[" * 100_000, "events.json holds no JSON: "),
        (b'{"Event": "s3:TestEvent"}\n{\n', "line 2 of events.json holds no JSON"),
        (b"[1]", "events.json holds no upload event: expected an S3 event, got a JSON list"),
        (b'{"source": "a.poet"}', "events.json holds no upload event: expected an S3 event, got one whose source"),
        (b'{"Records": [{"eventSource": "aws:sqs"}]}', "events.json holds no upload event: a message without a body"),
        (
            b'{"Records": [{"eventSource": "aws:sqs", "body": "x"}]}',
            "events.json holds no upload event: expected an S3",
        ),
    ],
    ids=str,
)
def test_what_is_no_event_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(NoEvents) as refusal:
        recorded("events.json", data)
    assert str(refusal.value).startswith(sentence)


# Plans


def test_a_plan_counts_as_messages_pass() -> None:
    pages = [Page(f"{at}.html", {"day": f"2026-03-0{at % 2 + 1}"}) for at in range(25)]
    plan = Plan()
    passed = list(plan.counting(look_again("inbox", pages, "replay-1", "now")))
    assert (plan.messages, plan.pages, len(passed)) == (3, 25, 3)
    assert plan.first == ["0.html", "1.html", "2.html", "3.html", "4.html"]
    assert plan.counts == {"day": {"2026-03-01": 13, "2026-03-02": 12}}


# Rows of the table


class Made:
    """Rows that the table tells of: of articles, and of rejections."""

    def articles(self, domain: str | None = None, **days: str) -> list[MadeRow]:
        assert (domain, days) == (None, {"since": "2026-03-02"})
        made_by = {"none": "", "old": revision("0", "9"), "now": CURRENT, "new": revision("9999", "1")}
        return [MadeRow("inbox", key, "article", one, "2026-03-02", None) for key, one in made_by.items()]

    def rejections(self, reason: str | None = None, **days: str) -> list[MadeRow]:
        assert (reason, days) == (None, {"since": "2026-03-02"})
        slow = MadeRow("inbox", "slow", "rejection", UNDECIDED, "2026-03-03", "too_slow")
        return [slow, MadeRow("another", "b.html", "rejection", "", "2026-03-03", "empty")]


@pytest.mark.parametrize(
    ("version", "keys"),
    [
        ("older", ["none", "old", "slow"]),
        (PARSER_VERSION, ["now"]),
        ("9999", ["new"]),
        ("0", ["old", "slow"]),
        ("77", []),
        (None, ["none", "old", "now", "new", "slow"]),
    ],
)
def test_rows_are_chosen_by_the_code_that_made_them(version: str | None, keys: list[str]) -> None:
    made: Any = Made()
    rows = TableRows(made, "inbox", articles=True, rejections=True, since="2026-03-02", parser_version=version)
    pages = {page.key: page.facts for message in rows.messages("replay-1", "now") for page in message.pages}
    assert list(pages) == keys
    words = {
        "none": "code that left no revision",
        "old": "parser 0, enricher 9",
        "now": f"parser {int(PARSER_VERSION)}, enricher {int(ENRICHER_VERSION)}, the code at hand",
        "new": "parser 9999, enricher 1, newer than the code at hand",
        "slow": "code that did not come to an end",
    }
    assert all(facts["made by"] == words[key] for key, facts in pages.items())


# What people are told


def test_a_plan_tells_the_most_frequent_values_and_how_many_there_are_besides(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    days = Counter({f"2026-03-{day:02}": 1000 + day for day in range(1, 12)})
    plan = Planned("pages", "page", 1, 1, {"day": days}, [("\x1b[2Ja\n\u202eb.html", "")], 200.0, 1.5, ["Beware."])
    People().dry(plan, "dateline replay --prefix '\x1b[2J' --apply")
    told = capsys.readouterr().out
    assert "1 page, in 1 message\n" in told
    assert "1,011× 2026-03-11" in told
    assert "5,015 in 5 more" in told
    assert "[2Ja b.html" in told
    assert "3 min to send" in told
    assert "$1.50 at most" in told
    assert "\n\n  Beware.\n" in told
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_progress_goes_to_a_log_as_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    time = Time()
    monkeypatch.setattr("infra.cli.replay_telling.time.monotonic", time.clock)
    with People().working("sending pages", 100, 1100) as on_done:
        for number in range(110, 1110, 10):
            time.now += 0.1
            on_done(number)
    People().ended(Ended("page", 1000, 0, 10.0))
    told, complained = capsys.readouterr()
    assert complained == (
        "sending pages: 600 of 1,100, 500 left, about 5.0 s\n"
        "sending pages: 1,100 of 1,100, 0 left, about less than a second\n"
    )
    assert told == "\n1,000 pages sent · 10 s\n"
