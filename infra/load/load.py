"""Sends pages through the local cloud, each function in one process, and counts how their uploads end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from dateline.store import Outcome
from infra.load.discarding import discard
from infra.load.engine import ProcessEngine
from infra.local.cloud import LocalCloud

if TYPE_CHECKING:
    from infra.load.pages import Page

QUEUES: Final = ("ParseQueue", "EnrichQueue")
AT_ONCE: Final = 50
"""Pages that are uploaded before the queues are driven: moto's queues slow down as they fill."""

_DISCARD_EVERY: Final = 1_000
_ENDS: Final = tuple(f"Uploads{outcome.title()}" for outcome in (*Outcome, "dead_lettered"))


@dataclass
class Load:
    """What came of the pages so far. `in_flight` has the most messages of each queue since it was last cleared."""

    engine: ProcessEngine
    pages: int = 0
    events: int = 0
    started: float = field(default_factory=time.monotonic)
    in_flight: Counter[str] = field(default_factory=Counter)

    @property
    def pages_per_second(self) -> float:
        return self.pages / (time.monotonic() - self.started)

    @property
    def outcomes(self) -> dict[str, int]:
        """How many uploads ended in which way, as the functions' metrics tell."""
        counted = self.engine.counted
        return {name: int(counted[f"Uploads{name}"]) for name in (*map(str.title, Outcome), "DeadLettered")}

    @property
    def adds_up(self) -> bool:
        """Whether every event was received, and ended in one way."""
        received = int(self.engine.counted["UploadsReceived"])
        return self.events == received == sum(self.outcomes.values())


@contextmanager
def opened() -> Iterator[tuple[LocalCloud, ProcessEngine]]:
    """A local cloud in this process, whose functions run in processes of their own."""
    engines: list[ProcessEngine] = []

    def make(_: Any, environment: Any, endpoint_url: str | None) -> ProcessEngine:
        engines.append(ProcessEngine(environment, endpoint_url))
        return engines[-1]

    with LocalCloud({"port": 0}, make) as cloud:
        yield cloud, engines[-1]


def send(cloud: LocalCloud, engine: ProcessEngine, pages: Iterable[Page], on_progress: Callable[[Load], None]) -> Load:
    """Upload the pages, `AT_ONCE` at a time, and drive the queues until all of them have ended."""
    load = Load(engine)
    for page in pages:
        load.pages += 1
        load.events += _upload(cloud, page)
        if load.pages % AT_ONCE == 0:
            _drive(cloud, load)
            on_progress(load)
        if load.pages % _DISCARD_EVERY == 0:
            discard(cloud)
    _drive(cloud, load)
    return load


def _upload(cloud: LocalCloud, page: Page) -> int:
    """Upload a page; how many events its key has now."""
    cloud.upload(page.key, page.data)
    if page.fate == "removed":
        cloud.remove(page.key)
    elif page.fate == "replaced":
        cloud.upload(page.key, page.data + b"\n")
    else:
        return 1
    return 2


def _drive(cloud: LocalCloud, load: Load) -> None:
    def look(*_: object) -> None:
        for queue in QUEUES:
            load.in_flight[queue] = max(load.in_flight[queue], _depth(cloud, queue))

    look()
    cloud.run_until_idle(look)


def _depth(cloud: LocalCloud, queue: str) -> int:
    """The messages of a queue, those that are being worked on among them."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    url = str(cloud.resources[queue].ref)
    told = cloud.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(told[name]) for name in names)
