"""Inputs that once failed: each file of JSON names its target, what it has to come to, and its text in pieces.

A piece is a text and how often it stands there; bytes that are no UTF-8 are written as Python's surrogateescape does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Entry(NamedTuple):
    """One input."""

    name: str
    target: str
    outcome: str
    pieces: list[tuple[str, int]]

    def data(self) -> bytes:
        """Its bytes."""
        return b"".join(text.encode("utf-8", "surrogateescape") * times for text, times in self.pieces)


def entries() -> Iterator[Entry]:
    """All of them, by name."""
    for path in sorted(Path(__file__).parent.glob("*.json")):
        told = json.loads(path.read_bytes())
        yield Entry(path.stem, told["target"], told["outcome"], [(text, times) for text, times in told["pieces"]])
