"""What the promise stands on, taken away one by one: for each, a seed must fail. `python -m tests.faults.mutations`.

A mutation changes one piece of a function's text. Where that text is not found exactly once the mutation is an error,
so that none outlives what it takes away.
"""

from __future__ import annotations
import __future__

import dataclasses
import inspect
import itertools
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Final
from unittest.mock import patch

import dateline.batch
import dateline.events
import dateline.intake
import dateline.outbox
import dateline.store.inbox
import dateline.store.table
from dateline.outbox import Outbox
from dateline.store import Outcome
from dateline.store.inbox import Inbox
from dateline.store.items import removal_item, text_of
from dateline.store.keys import overflow_prefix
from dateline.store.table import ArticleTable
from dateline.taken import Taken
from infra.local.calls import calling_as
from infra.local.embedded import import_handler
from tests.faults.scenario import scenario
from tests.faults.soak import failure_of
from tests.faults.witnesses import WITNESSES
from tests.faults.world import World

MOST_SEEDS: Final = 200
"""So many seeds at most are played, behind the short runs, before a mutation counts as unnoticed."""

Patch = Callable[[World], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Mutation:
    """`taken_away` says what no longer holds; `witness` names the short run that is known to notice, played first."""

    taken_away: str
    patch: Patch
    witness: str = "every kind"


@dataclass(frozen=True, slots=True)
class Noticed:
    """The run that failed, by its name or its seed, and what it said."""

    run: str
    what: str


def noticed(world: World, mutation: Mutation, seeds: Iterable[int] = range(MOST_SEEDS)) -> Noticed | None:
    """Plays short runs of one thing each, and then seeds, until one fails."""
    known = mutation.witness, WITNESSES[mutation.witness]
    runs = itertools.chain([known], WITNESSES.items(), ((f"seed {seed}", scenario(seed)) for seed in seeds))
    with mutation.patch(world):
        for name, steps in runs:
            what = failure_of(world, steps)
            if what is not None:
                return Noticed(name, what)
    return None


# ── Ways to take something away


def rewritten(owner: Any, name: str, *pieces: tuple[str, str]) -> Patch:
    """A function of a module or a class, with pieces of its text replaced."""
    return lambda _world: patch.object(owner, name, _rewritten(getattr(owner, name), pieces))


def deployed(function: str, name: str, *pieces: tuple[str, str]) -> Patch:
    """The same, of a function in the module of `parse` or `enrich`, which each environment has for itself."""

    def imported(target: Any) -> Any:
        handler = import_handler(target)
        if not target.handler.startswith(function):
            return handler
        variables = inspect.unwrap(handler).__globals__
        variables[name] = _rewritten(variables[name], pieces)
        return variables["handler"]

    return lambda _world: patch("tests.faults.workers.import_handler", imported)


def _rewritten(function: Any, pieces: Sequence[tuple[str, str]]) -> Any:
    text = textwrap.dedent(inspect.getsource(function))
    for old, new in pieces:
        if text.count(old) != 1:
            raise ValueError(f"{function.__qualname__} has {old!r} {text.count(old)} times")
        text = text.replace(old, new)
    flags = __future__.annotations.compiler_flag
    code = compile(text, inspect.getsourcefile(function) or "", "exec", flags)
    names: dict[str, Any] = {}
    exec(code, inspect.unwrap(function).__globals__, names)  # noqa: S102 - the project's own text
    return names[function.__name__]


def without(owner: Any, name: str) -> Patch:
    """A method that does nothing."""
    return lambda _world: patch.object(owner, name, lambda *_arguments, **_named: None)


def condition(old: str, new: str) -> Patch:
    """The condition of every write of a row, with a piece replaced."""
    whole = dateline.store.table._NEWER
    if whole.count(old) != 1:
        raise ValueError(f"the condition has {old!r} {whole.count(old)} times")
    return lambda _world: patch.object(dateline.store.table, "_NEWER", whole.replace(old, new))


@contextmanager
def _sources(world: World, **changed: Any) -> Iterator[None]:
    driver = world.cloud.driver
    sources = driver.sources
    driver.sources = tuple(dataclasses.replace(source, **changed) for source in sources)
    world.know_sources()
    try:
        yield
    finally:
        driver.sources = sources
        world.know_sources()


def cleared(table: Any, item: Any) -> None:
    """All parts of a key's articles go, but for what this item needs."""
    for key in table.overflow.keys(overflow_prefix(item["pk"]["S"])):
        if key != text_of(item, "overflow"):
            table.overflow.delete(key)


@contextmanager
def _forgetful(_world: World) -> Iterator[None]:
    """A removal deletes its row, on the condition on which it would be written."""

    def put_removal(table: Any, upload: Any, removed_at: str, passage: object = None) -> Outcome:
        item = removal_item(upload, removed_at, 1)
        outcome = table._put(item, passage)
        if outcome is Outcome.REMOVED:
            with calling_as("client"):
                table._client.delete_item(TableName=table.table_name, Key={name: item[name] for name in ("pk", "sk")})
        return Outcome(outcome)

    with patch.object(ArticleTable, "put_removal", put_removal):
        yield


# ── What is taken away

_TABLE, _INTAKE, _EVENTS = ArticleTable, dateline.intake, dateline.events
_OLDER, _SAME = "sequencer < :sequencer", "sequencer = :sequencer"

MUTATIONS: Final = (
    # The condition of every write
    Mutation("an older upload does not write over a newer one", condition(_OLDER, "attribute_exists(pk)")),
    Mutation("the order of sequencers, which is reversed", condition(_OLDER, "sequencer > :sequencer")),
    Mutation("a duplicate changes nothing", condition(_OLDER, "sequencer <= :sequencer")),
    Mutation("the first write of a key", condition("attribute_not_exists(pk) OR ", "")),
    Mutation(
        "newer code writes over what older code made",
        condition(f" OR ({_SAME}", f" OR (sequencer = pk AND {_SAME}"),
        "before events told, and newer code",
    ),
    Mutation(
        "older code does not write over what newer code made",
        condition("revision < :revision", "revision <> :revision"),
        "an older message of older code",
    ),
    Mutation("the same code does not write again", condition("revision < :revision", "revision <= :revision")),
    Mutation(
        "revisions count for one upload only",
        condition(f"({_SAME} AND", "(attribute_exists(pk) AND"),
        "an older upload and newer code",
    ),
    # The order of the writes, and what is left behind
    Mutation(
        "the day stands in the calendar before its article",
        rewritten(
            _TABLE,
            "put_record",
            (
                "return self._put(item, passage)",
                "outcome = self._put(item, passage)\n    self._note_day(item['day']['S'])\n    return outcome",
            ),
            ('self._note_day(item["day"]["S"])\n', "pass\n"),
        ),
    ),
    Mutation("the day stands in the calendar at all", without(_TABLE, "_note_day")),
    Mutation(
        "a day counts as noted only when it was",
        rewritten(
            _TABLE,
            "_note_day",
            ("day, shard = ", "self._days_noted.add(sharded_day)\n    day, shard = "),
        ),
        "the calendar is throttled",
    ),
    Mutation(
        "the overflow lies there before its row",
        rewritten(
            _TABLE,
            "put_record",
            ("return self._put(item, passage)", "return outcome"),
            ("    if overflow:\n", "    outcome = self._put(item, passage)\n    if overflow:\n"),
        ),
    ),
    Mutation(
        "what a row leaves behind is deleted after the row",
        rewritten(
            _TABLE,
            "_put",
            ("    try:\n", "    from tests.faults.mutations import cleared\n    cleared(self, item)\n    try:\n"),
        ),
    ),
    Mutation(
        "what a row leaves behind is deleted",
        rewritten(_TABLE, "_put", ('"overflow" in answer.get("Attributes", {})', "False")),
        "an article that lies aside is replaced by one that does not",
    ),
    Mutation(
        "what a crash left behind is swept by the write that stands",
        rewritten(_TABLE, "_put", ('"overflow" in item or ', "")),
        "died before newer code",
    ),
    Mutation("what a crash left behind is swept", without(_TABLE, "_sweep"), "died before a newer upload"),
    Mutation("what the standing row needs is not swept", rewritten(_TABLE, "_sweep", ("key != kept and ", ""))),
    Mutation(
        "what a later write put there is not swept",
        rewritten(_TABLE, "_sweep", (" and overflow_order(key) <= latest", "")),
        "an older upload beside a newer one",
    ),
    Mutation(
        "what newer code put there is not swept",
        rewritten(_TABLE, "_sweep", ("overflow_order(key) <= latest", "overflow_order(key)[0] <= latest[0]")),
        "older code beside newer code",
    ),
    Mutation(
        "a removed upload is remembered",
        _forgetful,
    ),
    # What is taken down
    Mutation(
        "what is taken down does not come back under another key",
        lambda _world: patch.object(ArticleTable, "withhold", lambda _table, _articles: []),
        "taken down, and uploaded again",
    ),
    Mutation(
        "nothing lies aside of what came to a key that is taken down",
        rewritten(_TABLE, "_refused", ("if kind_of(standing) == TAKEDOWN:", "if kind_of(standing) == 'none':")),
    ),
    Mutation(
        "a message whose text a takedown erased has ended",
        deployed("enrich", "take", ("if erased is None:", "if erased is None or erased:")),
        "taken down on its way",
    ),
    # What an event comes to
    Mutation(
        "an event of a version that is not there any more says nothing",
        rewritten(_INTAKE, "take_in", ("return Outcome.SUPERSEDED", "pass")),
        "many uploads of one key",
    ),
    Mutation(
        "a removal says to look, whichever version went",
        rewritten(_INTAKE, "take_in", ("not event.removed and ", "")),
        "a removal is undone",
    ),
    Mutation(
        "a removal is not believed, but looked after",
        rewritten(_INTAKE, "take_in", ("if found is None:", "if found is None or event.removed:")),
        "a removal is undone",
    ),
    Mutation(
        "a backfill's place lies before any later event's",
        rewritten(_INTAKE, "next_sequencer", ("int(sequencer, 16) + 1 if", "int(sequencer, 16) + 16**24 if")),
        "looked at again before the event comes",
    ),
    Mutation(
        "a backfill reads again what older code made",
        rewritten(_INTAKE, "look_again", ("if standing.revision >= CURRENT:", "if standing:")),
        "before events told, and newer code",
    ),
    # What events say
    Mutation("sequencers of several lengths", rewritten(_EVENTS, "padded_sequencer", ("ljust", "rjust"))),
    Mutation("sequencers in either case", rewritten(_EVENTS, "padded_sequencer", (".upper()", ""))),
    Mutation(
        "keys in notifications are encoded",
        rewritten(
            _EVENTS,
            "_notified",
            (
                'unquote_plus(_field(record, "s3.object.key", str, what), errors="strict")',
                '_field(record, "s3.object.key", str, what)',
            ),
        ),
    ),
    Mutation(
        "keys in EventBridge's events are not",
        rewritten(
            _EVENTS,
            "_bridged",
            (
                '_field(event, "detail.object.key", str, what)',
                'unquote_plus(_field(event, "detail.object.key", str, what))',
            ),
        ),
    ),
    Mutation(
        "keys of a backfill may be encoded",
        rewritten(_EVENTS, "_looked_at_again", ("if encoded else key", "if False else key")),
        "before events told",
    ),
    Mutation("a notification holds many records", rewritten(_EVENTS, "_known", ("in records:", "in records[:1]:"))),
    Mutation(
        "S3's notification may come by way of SNS",
        rewritten(_EVENTS, "uploads_in_body", ('event.get("Type") == "Notification"', 'event.get("Type") == "None"')),
    ),
    # Messages
    Mutation(
        "a message that the queue refused comes again",
        rewritten(Outbox, "_sent", ('answer.get("Failed", [])', "[]")),
        "the queue takes a batch in part",
    ),
    Mutation(
        "of a batch that the queue took in part, the right ones come again",
        rewritten(Outbox, "_sent", ('batch[int(told["Id"])]', 'batch[-1 - int(told["Id"])]')),
        "the queue takes a batch in part",
    ),
    Mutation(
        "a batch that the queue did not take comes again",
        rewritten(Outbox, "_sent", ("yield waiting.source, failure", "pass")),
        "the queue takes nothing",
    ),
    Mutation(
        "a batch is no larger than the queue takes",
        rewritten(Outbox, "_batches", (" or size + waiting.size > MAX_BATCH_BYTES", "")),
        "a removal is undone",
    ),
    Mutation(
        "a message put aside lies where its reference says",
        rewritten(Outbox, "add", ("self._overflow.put(key, data)", "pass")),
    ),
    Mutation(
        "the parse function tells which messages failed",
        deployed("parse", "_take_messages", ("return batch.response", 'return {"batchItemFailures": []}')),
        "the queue takes a batch in part",
    ),
    Mutation(
        "an upload that failed fails its message",
        deployed("parse", "_take_messages", ("if this.failure is None:", "if True:")),
        "an object cannot be read",
    ),
    Mutation(
        "a message that was not sent is not done",
        rewritten(dateline.batch, "process", ("if record not in processor.fail_messages:", "if False:")),
        "the queue takes a batch in part",
    ),
    Mutation(
        "uploads that were not passed on are not counted",
        deployed("parse", "_count_messages", ("message_id in unsent", "message_id in ()")),
        "the queue takes a batch in part",
    ),
    Mutation(
        "what is left of a message is told again",
        deployed("parse", "_take_messages", ("again.add_body(body, record)", "pass")),
        "one object of a message cannot be read",
    ),
    Mutation(
        "what there was no time for is left of its message",
        rewritten(Taken, "stop", ("self.unbegun += events", "pass")),
        "time runs out in the middle of a message",
    ),
    Mutation(
        "each upload that there was no time for is told again",
        rewritten(Taken, "bodies_left", ("yield from (body_of([event]) for event in self.unbegun)", "pass")),
        "time runs out in the middle of a message",
    ),
    Mutation(
        "what is left of a message is sent before it is done",
        deployed("parse", "_take_messages", ("*again.send()", "")),
        "one object of a message cannot be read",
    ),
    Mutation(
        "the enrich function tells which messages failed",
        deployed("enrich", "handler", ("return batch.response", 'return {"batchItemFailures": []}')),
        "the calendar is throttled",
    ),
    Mutation(
        "an article whose block was not read comes again",
        deployed("enrich", "settle", ("return [(one.record, failure) for one, _ in articles]", "return []")),
        "the block cannot be read",
    ),
    Mutation(
        "what is no article has ended although the block was not read",
        deployed("enrich", "settle", ("told(one, one.outcome)\n        return", "pass\n        return")),
        "the block cannot be read for a batch of many kinds",
    ),
    Mutation(
        "failures are reported one by one",
        lambda world: _sources(world, reports_failures=False),
        "the calendar is throttled",
    ),
    Mutation(
        "a body that is cut off is an error",
        rewritten(dateline.store.inbox, "inbox_object", ('closing(answer["Body"])', 'answer["Body"]')),
        "an object is cut off",
    ),
    Mutation(
        "what no longer exists is told from what may not be read",
        rewritten(Inbox, "_open", ("return None", "raise")),
    ),
)


def main(first: int = 0, end: int = len(MUTATIONS)) -> int:
    """Print for each mutation the seed that notices it; exit status 1 where one goes unnoticed."""
    unnoticed = 0
    with World.opened() as world:
        for mutation in MUTATIONS[first:end]:
            found = noticed(world, mutation)
            unnoticed += found is None
            told = f"{found.run}: {found.what[:110]}" if found else "NOT NOTICED"
            print(f"{mutation.taken_away}\n    {told}", flush=True)
    print(f"{len(MUTATIONS[first:end])} mutations, {unnoticed} not noticed")
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
