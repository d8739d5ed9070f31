"""The words and marks of a text, as the name tagger reads them."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,8}"  # U.S.
    r"|[A-Z]\.(?=\s?[A-Z])"  # an initial
    r"|[^\W\d_]+(?:[’'](?!(?:s|S|re|ve|ll|d|m|t)\b)[^\W\d_]+)*"  # words, with O'Brien
    r"|[’'](?:s|S|re|ve|ll|d|m|t)\b"
    r"|\d+(?:[.,:]\d+)*"
    r"|\S"
)


def token_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the tokens of `text[start:end]` stand: words, clitics, numbers, initials, and marks one by one."""
    return [match.span() for match in _TOKEN.finditer(text, start, end)]
