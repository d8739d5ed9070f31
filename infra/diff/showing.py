"""What of a diff is shown: the neighbourhood of each change, and signs for what could not be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from infra.worddiff import Piece, words

if TYPE_CHECKING:
    from infra.diff.wording import Row

NEAR = 70
"""Characters on either side of a change, up to the end of a word."""

MOST_OF_A_CHANGE = 420
"""Characters of what is cut or added at one place; of more, the beginning and the end are shown."""

MOST_ROWS = 8
"""Places of one example; of more, their number is told."""

ELLIPSIS = "…"

# C0 and C1 controls, direction marks, embeddings, overrides and isolates (UAX #9), separators of lines, interlinear
# annotation, tag characters, halves of surrogate pairs.
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# What joins, parts or varies letters belongs to them, and is named only where nothing else changed.
_WITHOUT_WIDTH = re.compile("[\xad\u200b-\u200d\ufe00-\ufe0f]")
_ODD_SPACE = re.compile(r"[^\S \n\t]")
_LINES = re.compile(r"[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows to show, each with at least one change, and how many more there are."""

    rows: tuple[Row, ...]
    more: int


def in_short(rows: Sequence[Row]) -> Shown:
    """The changes of a diff with what stands around them, their text fit to be seen."""
    changed = [row for row in rows if any(piece.kind != "kept" for piece in row)]
    return Shown(tuple(tuple(_neighbourhood(row)) for row in changed[:MOST_ROWS]), len(changed[MOST_ROWS:]))


def visible(text: str) -> str:
    """The text with a name in the place of each character that would act on what shows it."""
    return _ACTING.sub(_named, text)


def _neighbourhood(row: Row) -> Iterable[Piece]:
    for at, piece in enumerate(row):
        if piece.kind == "kept":
            text = _clipped(piece.text, head=NEAR if at > 0 else 0, tail=NEAR if at < len(row) - 1 else 0)
            text = visible(" ".join(_spaced(text)))
        else:
            half = MOST_OF_A_CHANGE // 2
            text = _clipped(piece.text, head=half, tail=half)
            text = _signs(
                _WITHOUT_WIDTH.sub(_named, text) if _looks_the_same(piece, row[max(0, at - 1) : at + 2]) else text
            )
        if text:
            yield Piece(piece.kind, text)


def _looks_the_same(piece: Piece, neighbours: Sequence[Piece]) -> bool:
    """Whether the change is in what has no width alone."""
    seen = _WITHOUT_WIDTH.sub("", piece.text)
    others = [one.text for one in neighbours if one.kind not in ("kept", piece.kind)]
    return seen in [_WITHOUT_WIDTH.sub("", other) for other in others or [""]]


def _clipped(text: str, *, head: int, tail: int) -> str:
    """Its beginning and its end, each up to the end of a word, with an ellipsis for what is left out."""
    if len(text) <= head + tail + len(ELLIPSIS):
        return text
    split = words(text)
    first, last = _fitting(split, head), _fitting(split[::-1], tail)
    left, right = "".join(split[:first]), "".join(split[len(split) - last :])
    if len(left) + len(right) >= len(text):  # one word that is as long as it likes
        left, right = text[:head], text[len(text) - tail :]
    left, right = left[: 2 * head].rstrip(), right[max(0, len(right) - 2 * tail) :].lstrip()
    return f"{left} {ELLIPSIS} {right}" if left and right else f"{left} {ELLIPSIS}" if left else f"{ELLIPSIS} {right}"


def _fitting(split: Sequence[str], room: int) -> int:
    """How many of the words begin within so many characters."""
    return sum(1 for end, word in zip(accumulate(map(len, split)), split, strict=True) if end - len(word) < room)


def _spaced(text: str) -> Iterable[str]:
    """The words of a text between single spaces, a space kept at either end where the text has one."""
    yield from ([""] if text[:1].isspace() else [])
    yield from text.split()
    yield from ([""] if text[-1:].isspace() and text.strip() else [])


def _signs(text: str) -> str:
    """A changed text with signs for white space that could not be told from other, and for ends of paragraphs."""
    worded = bool(text.strip())
    text = text.rstrip("\n") if worded else text.replace(" ", "␣")
    text = _LINES.sub(" ¶ " if worded else "¶", text)
    return visible(_ODD_SPACE.sub(_named, text.replace("\t", "⇥")))


def _named(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found.group()):04X}⟩"
