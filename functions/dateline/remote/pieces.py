"""Texts cut to what a service takes: by bytes of UTF-8, at a border that reading survives."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SURROGATE = re.compile("[\ud800-\udfff]")

_BORDERS = (re.compile(r"\n\s*\n"), re.compile(r"[.!?…。！？।؟][\"'”’»」)]*\s*"), re.compile(r"\s+"))
"""Where to cut, best first: after a paragraph, after a sentence, after a word."""

_LEAST_SHARE = 0.5
"""A border that leaves less of the room used than this is passed over for the next kind."""


def sendable(text: str) -> str:
    """The text as UTF-8 can hold it: lone halves of a pair give way, one for one, so that no offset moves."""
    return _SURROGATE.sub("\ufffd", text)


def pieces(text: str, max_bytes: int) -> Iterator[tuple[int, str]]:
    """The text in pieces of at most `max_bytes` bytes of UTF-8, each with the offset of its first code point.

    Together they are the text. Raises ValueError where a single code point may not fit.
    """
    if max_bytes < 4:
        raise ValueError("a code point takes up to four bytes")
    start = 0
    while start < len(text):
        room = text[start : start + max_bytes].encode("utf-8")[:max_bytes].decode("utf-8", errors="ignore")
        piece = room if start + len(room) == len(text) else room[: _border(room)]
        yield start, piece
        start += len(piece)


def _border(room: str) -> int:
    least = int(len(room) * _LEAST_SHARE)
    for border in _BORDERS:
        ends = [match.end() for match in border.finditer(room, least)]
        if ends:
            return ends[-1]
    return len(room)
