"""Texts that are no dump of a page, however much prose is in them: tables, logs, source code, marked-up documents.

Each is told by the shape that most of its lines have.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dateline.reading.dump.lines import Line

SAMPLE, WIDEST = 120, 300
FEWEST_LINES = 5
MOSTLY = 0.6
CODE_SHARE = 0.4
FEWEST_MARKS, MARK_SHARE = 3, 0.03
FEWEST_CELLS = 3

_LOGGED = re.compile(
    r"[\[(]?(?:\d{4}[-/.]\d\d[-/.]\d\d[T ]|[A-Z][a-z]{2} +\d{1,2} )\d\d:\d\d:\d\d|\[?(?:DEBUG|INFO|WARN|ERROR)\b"
)
_CODE_ENDS = ("{", "}", ";", "};", "});", "){", "[", "],", "},", "*/", "->", "\\")
_CODE_OPENS = re.compile(
    r"(?:def|class|import|from|return|if|elif|else|for|while|func|fn|var|let|const|public|private|static|package|using|"
    r"namespace|#include|#define|//|/\*|\*/|@\w+|end|try|except|raise|with)\b.*(?:[:({;=]|\bimport\b)|"
    r"[\w.\[\]]+ ?(?:=|\+=|:=|==) ?\S|[}\])]|\w+\([^)]*\);?$|<[/?!\w]|\"[^\"]+\": "
)
# Each of such lines has one of these at least.
_CODE_SIGNS = (":", "(", "{", ";", "=", "<", "[", "]", "}", ")", "/", ">", "\\", "import")
_MARKED_UP = re.compile(
    r"#{1,6} \S|```|~~~|={4,}$|\|[ :-]+\||\.\. \w+::|\S+.*\]\((?:https?:|/|#|\.)|\\(?:begin|section|item)\b"
)


# One of these is in whatever matches.
_MARKS = ("#", "```", "~~~", "====", "|", ".. ", "](", "\\")
_OPENING_MARKS = "#`~=|.\\"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A kind of text that is no page dump: what gives it away, and what is said of it."""

    name: str
    why: str
    message: str
    holds: Callable[[Sequence[str]], bool]


def _is_table(texts: Sequence[str]) -> bool:
    page = "\n".join(texts)
    for separator in (",", ";", "\t", "|"):
        if page.count(separator) < (FEWEST_CELLS - 1) * MOSTLY * len(texts):
            continue
        counts = Counter([text.count(separator) for text in texts])
        cells, rows = counts.most_common(1)[0]
        if cells >= FEWEST_CELLS - 1 and rows >= MOSTLY * len(texts):
            return True
    return False


def _is_log(texts: Sequence[str]) -> bool:
    others = 0
    most = len(texts) - ceil(MOSTLY * len(texts))
    for text in texts:
        others += _LOGGED.match(text) is None
        if others > most:
            return False
    return True


def _is_code(texts: Sequence[str]) -> bool:
    page = "\n".join(texts)
    if sum(map(page.count, _CODE_SIGNS)) < CODE_SHARE * len(texts):
        return False
    return sum(text.endswith(_CODE_ENDS) or _CODE_OPENS.match(text) is not None for text in texts) >= CODE_SHARE * len(
        texts
    )


def _is_marked_up(texts: Sequence[str]) -> bool:
    page = "\n".join(texts)
    if not any(mark in page for mark in _MARKS):
        return False
    marked = [text for text in texts if text[0] in _OPENING_MARKS or "](" in text]
    marks = sum(_MARKED_UP.match(text) is not None for text in marked)
    return marks >= max(FEWEST_MARKS, MARK_SHARE * len(texts))


FOREIGN: tuple[Foreign, ...] = (
    Foreign(
        "table",
        "most rows of a table have as many separators as one another",
        "Its lines are the rows of a table: this is data, not the dump of a page.",
        _is_table,
    ),
    Foreign(
        "log",
        "lines of a log open with the instant or the level of what happened",
        "Its lines open with instants, to the second: this is a log, not the dump of a page.",
        _is_log,
    ),
    Foreign(
        "source code",
        "statements end with signs that sentences never end with",
        "Its lines are statements: this is source code or data, not the dump of a page.",
        _is_code,
    ),
    Foreign(
        "marked-up document",
        "a browser shows no marks of headings and links, so that a page's dump has none",
        "Its headings and links are marked up by hand: this is a document's source, not the dump of a page.",
        _is_marked_up,
    ),
)


def foreign(lines: Sequence[Line]) -> Foreign | None:
    """The kind of foreign text that the lines are; None for what may be a page."""
    texts = [line.text[:WIDEST] for line in lines[:SAMPLE]]
    if len(texts) < FEWEST_LINES:
        return None
    return next((kind for kind in FOREIGN if kind.holds(texts)), None)
