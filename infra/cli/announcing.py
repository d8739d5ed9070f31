"""What `dateline up` says as batches end: a line for each upload that is settled, and for each try that failed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rich.text import Text

from infra.cli.logs import errors as logged_errors
from infra.cli.outcomes import outcome_line
from infra.cli.poison import NO_REASON, poison
from infra.cli.settled import arrivals, open_table
from infra.cli.terminal import err, line, out

if TYPE_CHECKING:
    from infra.cli.settled import Settled
    from infra.local.cloud import LocalCloud
    from infra.local.driver import Batch, Message


class Announcer:
    """Called with each batch. Settled uploads go to standard output, unless `quiet`; failed tries to standard error."""

    def __init__(self, cloud: LocalCloud, *, quiet: bool = False) -> None:
        self._cloud = cloud
        self._quiet = quiet
        self._table, self._overflow = open_table(cloud)
        self._out, self._err = out(), err()
        self._last: dict[str, tuple[str, str | None]] = {}

    def __call__(self, batch: Batch) -> None:
        """Tell of one batch."""
        clock = Text(f"{datetime.now().astimezone():%H:%M:%S}", "quiet")
        for sequencer, one in () if self._quiet else arrivals(batch, self._table, self._overflow):
            if self._is_news(one, sequencer):
                self._out.print(Text.assemble(clock, "  ", outcome_line(one)))
        logged = logged_errors(self._cloud.logs(batch.function)) if batch.failed else {}
        for message in batch.failed:
            told = failed_try(batch, message, self._why(batch, message, logged), self._tries(batch))
            self._err.print(Text.assemble(clock, "  ", line(told, "bad")), soft_wrap=True)

    def _is_news(self, one: Settled, sequencer: str | None) -> bool:
        """Not when an event came twice; nor when a page is gone, and another event finds it gone."""
        before, self._last[one.key] = self._last.get(one.key), (one.outcome, sequencer)
        return before != (one.outcome, sequencer) and not (before and before[0] == one.outcome == "removed")

    def _why(self, batch: Batch, message: Message, logged: dict[str, str]) -> tuple[str, str]:
        """What the message is about, and why it failed."""
        found = poison(batch.function, message.body, self._overflow.fetch)
        what = ", ".join(found.keys) or f"message {message.message_id}"
        raised = batch.error and f"{batch.error.type}: {batch.error.message}"
        return what, found.why(logged) or logged.get(message.message_id) or raised or NO_REASON

    def _tries(self, batch: Batch) -> tuple[int, str]:
        """How often a message of the batch's queue is tried, and the dead-letter queue that takes it then."""
        redrive = self._cloud.resources[batch.queue].properties["RedrivePolicy"]
        letters = (one for one in self._cloud.resources.values() if one.arn == redrive["deadLetterTargetArn"])
        return int(redrive["maxReceiveCount"]), next(letters).logical_id


def failed_try(batch: Batch, message: Message, why: tuple[str, str], tries: tuple[int, str]) -> str:
    """`ParseFunction failed on a.html, try 2 of 5: RuntimeError: a bug`, and where the message went after the last."""
    (what, reason), (most, dead_letter_queue) = why, tries
    told = f"{batch.function} failed on {what}, try {message.receive_count} of {most}: {reason}"
    return told if message.receive_count < most else f"{told}. It goes to {dead_letter_queue} now"
