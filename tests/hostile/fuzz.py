"""Mutates sample pages, stories, events and messages for so many seconds; nothing but named outcomes may leave.

    python -m tests.hostile.fuzz SECONDS [SEED]

The same seed gives the same inputs. An input that fails is made smaller, and printed as a file for the corpus: add it
there with what it should come to, and mend the code.
"""

from __future__ import annotations

import json
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from dateline import parse
from dateline.deadline import Overdue, within
from dateline.messages import ParsedArticle, encode
from tests.hostile.corpus import entries
from tests.hostile.keys import KEYS
from tests.hostile.pieces import PIECES
from tests.hostile.targets import TARGETS, plain_json

TESTS = Path(__file__).parents[1]
LONGEST = 200_000
SECONDS_FOR_ONE = 60
SHRINKING_SECONDS = 60


def samples() -> dict[str, list[bytes]]:
    """What each target is given, unmutated."""
    pages = [path.read_bytes() for path in sorted((TESTS / "pages").iterdir()) if path.suffix in {".html", ".txt"}]
    stories = [path.read_bytes() for path in sorted((TESTS / "stories").glob("*.txt"))]
    recorded = [json.loads(path.read_bytes()) for path in sorted((TESTS / "events").glob("*.json"))]
    bodies = [record["body"] for event in recorded for record in event.get("Records", ()) if "body" in record]
    article = encode(ParsedArticle(parse((TESTS / "pages" / "sample.txt").read_bytes()), "c"))
    told = {
        "parse": pages,
        "enrich": stories,
        "events": [json.dumps(event).encode() for event in recorded] + [body.encode() for body in bodies],
        "messages": [article.encode(), *(body.encode() for body in bodies)],
    }
    for entry in entries():
        if len(data := entry.data()) <= LONGEST:
            told[entry.target].append(data)
    return told


def _cut(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start, end = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    return data[:start] + data[end:] if chance.random() < 0.7 else data[start:end]


def _spliced(data: bytes, other: bytes, chance: random.Random) -> bytes:
    at, start = chance.randrange(len(data) + 1), chance.randrange(len(other) + 1)
    return data[:at] + other[start : start + chance.randrange(1, 2000)] + data[at:]


def _with_pieces(data: bytes, _: bytes, chance: random.Random) -> bytes:
    for _number in range(chance.randrange(1, 8)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(PIECES) + data[at + chance.choice((0, 0, 1, 5)) :]
    return data


def _repeated(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """A piece of it, or of our own, many times over: what patterns that go back and forth are slow at."""
    at = chance.randrange(len(data) + 1)
    piece = chance.choice(PIECES) if chance.random() < 0.6 else data[at : at + chance.randrange(1, 40)]
    if chance.random() < 0.5:
        piece += chance.choice(PIECES)
    most = max(1, min(30_000, LONGEST // 2) // max(1, len(piece)))
    return data[:at] + piece * chance.randrange(1, most + 1) + data[at:]


def _nested(data: bytes, _: bytes, chance: random.Random) -> bytes:
    openings = ((b"<div>", b"</div>"), (b"<ul><li>", b""), (b"[", b"]"), (b'{"a":', b"}"), (b"(", b")"), (b"<b>", b""))
    opening, closing = chance.choice(openings)
    depth, at = chance.randrange(1, 3000), chance.randrange(len(data) + 1)
    return data[:at] + opening * depth + data[at:] + closing * depth


def _flipped(data: bytes, _: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _number in range(chance.randrange(1, 12) if damaged else 0):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _recoded(data: bytes, _: bytes, chance: random.Random) -> bytes:
    codec = chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "shift_jis", "utf-8-sig", "cp1258", "gb18030"))
    return data.decode("utf-8", "replace").encode(codec, "replace")


def _with_other_values(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """Of JSON, values of other types in the same places."""
    value = plain_json(data)
    odd: tuple[object, ...] = (
        None,
        True,
        -1,
        1e308,
        "",
        "\ud800",
        [],
        {},
        [[]],
        {"a": None},
        10**400,
        "x" * 5000,
        chance.choice(list(KEYS.values())),
    )

    def changed(part: object) -> object:
        if chance.random() < 0.06:
            return chance.choice(odd)
        if isinstance(part, dict):
            return {name: changed(one) for name, one in part.items() if chance.random() > 0.03}
        return [changed(one) for one in part] if isinstance(part, list) else part

    return data if value is None else json.dumps(changed(value)).encode()


MUTATIONS: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (
    _cut, _spliced, _with_pieces, _with_pieces, _repeated, _repeated, _nested, _flipped, _recoded, _with_other_values,
)  # fmt: skip


def inputs(seed: int) -> Iterator[tuple[str, bytes]]:
    """A target and what to give it, without end."""
    chance, given = random.Random(seed), samples()  # noqa: S311 - mutations, not secrets
    while True:
        target = chance.choices(list(TARGETS), weights=(6, 3, 2, 2))[0]
        data, other = chance.choice(given[target]), chance.choice(given[chance.choice(list(TARGETS))])
        for _ in range(chance.randrange(1, 6)):
            data = chance.choice(MUTATIONS)(data, other, chance)[:LONGEST]
        yield target, data


def fault_in(target: str, data: bytes) -> str | None:
    """What is wrong with what the target makes of the input, or None."""
    try:
        within(SECONDS_FOR_ONE, lambda: TARGETS[target](data))
    except Overdue as overdue:
        return f"Overdue: {overdue}"
    except Exception:  # noqa: BLE001 - whatever leaves is what is looked for
        return traceback.format_exc()
    return None


def shrunk(target: str, data: bytes, fault: str) -> bytes:
    """The input with all left out that the fault does not need, as far as that is found in a while."""
    kind, until = fault.strip().rpartition("\n")[2][:40], time.monotonic() + SHRINKING_SECONDS
    size = len(data) // 2
    while size and time.monotonic() < until:
        at = 0
        while at < len(data) and time.monotonic() < until:
            less = data[:at] + data[at + size :]
            found = fault_in(target, less)
            if found and found.strip().rpartition("\n")[2][:40] == kind:
                data = less
            else:
                at += size
        size //= 2
    return data


def main(seconds: float, seed: int) -> int:
    """The exit code: 1 if something failed."""
    until, counts = time.monotonic() + seconds, dict.fromkeys(TARGETS, 0)
    for target, data in inputs(seed):
        if time.monotonic() > until:
            break
        counts[target] += 1
        if fault := fault_in(target, data):
            small = shrunk(target, data, fault)
            print(f"{fault}\nseed {seed}: {target} fails on {len(data):,} bytes, made smaller:")
            print(
                json.dumps(
                    {"target": target, "outcome": "?", "pieces": [[small.decode("utf-8", "surrogateescape"), 1]]}
                )
            )
            return 1
    told = ", ".join(f"{number:,} {target}" for target, number in counts.items())
    print(f"seed {seed}: {told}; nothing but named outcomes")
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() % 1_000_000))
