"""Messages of the parse queue that say "look at these keys again"; what they come to, `dateline.intake` decides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice

from infra.replay.plan import Message, Page

KEYS_A_MESSAGE = 10


def look_again(bucket: str, pages: Iterable[Page], replay_id: str, time: str) -> Iterator[Message]:
    """The pages of a bucket in messages of ten keys, all under the correlation id of the replay."""
    waiting = iter(pages)
    while ten := tuple(islice(waiting, KEYS_A_MESSAGE)):
        keys = [page.key for page in ten]
        backfill = {"bucket": bucket, "keys": keys, "id": replay_id, "time": time}
        yield Message(json.dumps({"backfill": backfill}), ten)
