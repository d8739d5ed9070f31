"""What is left of a message is told again, so that no upload takes another along."""

from __future__ import annotations

import pytest

from dateline.article import Upload
from dateline.events import UploadEvent, uploads_in_body
from dateline.taken import Taken


def event(key: str, sequencer: str | None, *, removed: bool = False) -> UploadEvent:
    return UploadEvent(Upload(bucket="inbox", key=key, sequencer=sequencer), removed, "c-1", "2026-03-02T10:00:00Z")


@pytest.mark.parametrize("sequencer", [None, "1" * 40])
def test_what_is_told_again_is_what_was_left(sequencer: str | None) -> None:
    failed = [event("a +%.html", sequencer), event("b\n.html", sequencer)]
    unbegun = [event("c.html", sequencer), event("日本.html", sequencer)]
    taken = Taken()
    taken.fail(failed[0], ConnectionError("first"))
    taken.fail(failed[1], ConnectionError("second"))
    taken.stop(unbegun, TimeoutError())

    told = [list(uploads_in_body(body)) for body in taken.bodies_left()]
    alone = [[one] for one in failed]
    assert told == [*alone, *([unbegun] if sequencer is None else [[one] for one in unbegun])]
    assert str(taken.failure) == "first"
    assert taken.left == 4


@pytest.mark.parametrize("removed", [False, True])
def test_an_event_comes_back_as_it_was(*, removed: bool) -> None:
    taken = Taken()
    taken.fail(event("a.html", "2" * 40, removed=removed), ConnectionError())
    assert [list(uploads_in_body(body)) for body in taken.bodies_left()] == [taken.failed]
