"""What an upload event comes to, by what lies at its key when it is looked at."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, cast

import pytest

from dateline import Limits, Reason, Upload
from dateline.events import UploadEvent, next_sequencer, padded_sequencer
from dateline.intake import look_again, readable, take_in
from dateline.messages import ParsedArticle, RejectedUpload, RemovedUpload
from dateline.revision import CURRENT, revision
from dateline.store import Inbox, InboxObject, Outcome, Standing

if TYPE_CHECKING:
    from dateline.messages import Message

PAGE = (
    b"<html><head><title>Ferry resumes</title></head><body><article><h1>Ferry to the islands resumes</h1>"
    + b"".join(
        b"<p>Paragraph %d: the ferry left the harbour on Monday with some forty passengers on board, the company said, "
        b"after a winter in which storms had kept it at its moorings for weeks on end.</p>" % number
        for number in range(6)
    )
    + b"</article></body></html>"
)


class FakeInbox:
    """Holds one object, or none."""

    def __init__(self, found: InboxObject | None) -> None:
        self._found = found

    def read(self, upload: Upload, max_bytes: int) -> InboxObject | None:
        assert upload.key
        assert max_bytes
        return self._found


def holding(data: bytes, version_id: str = "v1") -> InboxObject:
    return InboxObject(
        data=data,
        content_type="text/html",
        version_id=version_id,
        etag="e",
        size=len(data),
        uploaded_at="2026-03-02T10:00:00Z",
    )


def outcome(found: InboxObject | None, *, removed: bool = False) -> Message | Outcome:
    upload = Upload(bucket="inbox", key="a.html", version_id="v1", sequencer="1" * 40)
    event = UploadEvent(upload=upload, removed=removed, correlation_id="c-1", time="2026-03-02T10:00:05Z")
    return take_in(event, cast("Inbox", FakeInbox(found)), Limits(), 10)


def test_a_page_is_an_article_that_carries_its_upload() -> None:
    message = outcome(holding(PAGE))
    assert isinstance(message, ParsedArticle)
    assert message.article.headline == "Ferry to the islands resumes"
    assert message.upload.bucket == "inbox"
    assert message.upload.sequencer == "1" * 40
    assert message.upload.uploaded_at == "2026-03-02T10:00:00Z"
    assert message.upload.sha256


def test_an_id_without_an_address_tells_buckets_apart() -> None:
    message = outcome(holding(PAGE))
    assert isinstance(message, ParsedArticle)
    elsewhere = UploadEvent(
        upload=Upload(bucket="other", key="a.html", sequencer="1" * 40), removed=False, correlation_id="c", time="t"
    )
    other = take_in(elsewhere, cast("Inbox", FakeInbox(holding(PAGE))), Limits(), 10)
    assert isinstance(other, ParsedArticle)
    assert other.article.article_id != message.article.article_id


def test_an_object_that_is_gone_is_a_removal_not_an_error() -> None:
    assert outcome(None) == RemovedUpload(
        Upload(bucket="inbox", key="a.html", version_id="v1", sequencer="1" * 40), "2026-03-02T10:00:05Z", "c-1"
    )


def test_an_upload_overwritten_since_is_left_to_the_newer_ones_event() -> None:
    assert outcome(holding(PAGE, version_id="v2")) is Outcome.SUPERSEDED


def test_a_removal_after_which_something_lies_there_again_reads_it() -> None:
    message = outcome(holding(PAGE, version_id="v2"), removed=True)
    assert isinstance(message, ParsedArticle)
    assert message.upload.version_id == "v2"


def test_what_is_no_article_is_rejected_with_its_reason() -> None:
    message = outcome(holding(b"   \n "))
    assert isinstance(message, RejectedUpload)
    assert message.reason is Reason.EMPTY
    assert message.upload.uploaded_at == "2026-03-02T10:00:00Z"


def test_an_object_too_large_to_fetch_is_rejected_in_its_place() -> None:
    found = dataclasses.replace(holding(b""), data=None, size=10_000_001)
    message = outcome(found)
    assert isinstance(message, RejectedUpload)
    assert message.reason is Reason.TOO_LARGE
    assert message.upload.uploaded_at == "2026-03-02T10:00:00Z"
    assert outcome(dataclasses.replace(found, version_id="v2")) is Outcome.SUPERSEDED


UPLOADED_AT = "2026-03-02T10:00:00Z"
V1_STANDS = Standing("article", "A" * 40, CURRENT, "v1", "e")


def again(found: InboxObject | None, standing: Standing | None) -> Message | Outcome:
    event = UploadEvent(Upload(bucket="inbox", key="a.html"), False, "backfill-1", "2026-03-02T10:00:05Z")
    return look_again(event, standing, cast("Inbox", FakeInbox(found)), Limits(), 10)


@pytest.mark.parametrize(
    ("standing", "sequencer"),
    [
        (None, next_sequencer(None, UPLOADED_AT)),
        (dataclasses.replace(V1_STANDS, version_id="v0"), next_sequencer("A" * 40, UPLOADED_AT)),
        (dataclasses.replace(V1_STANDS, version_id=None, etag="another"), next_sequencer("A" * 40, UPLOADED_AT)),
        (dataclasses.replace(V1_STANDS, kind="removal"), next_sequencer("A" * 40, UPLOADED_AT)),
        (dataclasses.replace(V1_STANDS, revision=""), "A" * 40),
        (dataclasses.replace(V1_STANDS, revision=revision("0", "9")), "A" * 40),
    ],
    ids=["unknown", "another version", "another object", "removed", "without revision", "of older code"],
)
def test_a_backfill_reads_what_the_table_does_not_tell_yet(standing: Standing | None, sequencer: str) -> None:
    message = again(holding(PAGE), standing)
    assert isinstance(message, ParsedArticle)
    assert message.upload.sequencer == sequencer
    assert message.upload.version_id == "v1"
    assert message.correlation_id == "backfill-1"


def test_a_backfill_changes_nothing_that_is_up_to_date() -> None:
    assert again(holding(PAGE), V1_STANDS) is Outcome.DUPLICATE
    assert again(holding(PAGE), dataclasses.replace(V1_STANDS, revision=revision("99", "1"))) is Outcome.DUPLICATE
    assert again(None, None) is Outcome.REMOVED
    assert again(None, dataclasses.replace(V1_STANDS, kind="removal")) is Outcome.REMOVED


def test_a_backfill_reads_nothing_that_is_taken_down() -> None:
    taken_down = dataclasses.replace(V1_STANDS, kind="takedown")
    assert again(holding(PAGE, "v2"), taken_down) is Outcome.REMOVED
    uploads = {key: Upload("inbox", key) for key in ("a.html", "b.html", "c.html")}
    standings = {("inbox", "a.html"): taken_down, ("inbox", "b.html"): V1_STANDS}
    assert list(readable(uploads.values(), standings)) == [uploads["b.html"], uploads["c.html"]]


def test_a_backfill_that_finds_nothing_removes_what_the_table_tells() -> None:
    message = again(None, V1_STANDS)
    assert isinstance(message, RemovedUpload)
    assert message.upload.sequencer == next_sequencer("A" * 40, "2026-03-02T10:00:05Z")
    assert message.removed_at == "2026-03-02T10:00:05Z"


def test_a_place_behind_a_row_lies_before_any_later_event_and_after_that_of_an_earlier_object() -> None:
    row, later = padded_sequencer("0069A55FA00123456780"), padded_sequencer("0069A55FA00123456781")
    early, late = (next_sequencer(row, f"2026-03-02T10:00:0{second}Z") for second in (0, 1))
    assert row < early < late < later
    assert late < next_sequencer(late, "2026-03-02T10:00:00Z") < later
    assert row < next_sequencer(row) < early
