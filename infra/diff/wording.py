"""Two wordings side by side: a row for each paragraph of a text or element of a list, its words compared.

What stayed is told by whole paragraphs, so that it costs next to nothing; words are compared where paragraphs changed.
All of both sides stands in the rows: what is kept and what is removed, one after the other, is the old wording; what
is kept and what is added, the new one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple, TypeAlias

from infra.worddiff import MOST_PAIRS, Hunk, Piece, hunks, words

LEAST_KEPT = 0.25
"""Where less of the longer side stayed, one wording is told to stand for the other: a word here and there in common
would only make it hard to read."""

LEAST_ALIKE = 0.5
"""A paragraph or an element is told to have become another that has half of its words."""

MOST_ALIGNED = 4_000
"""Paragraphs or elements of one side that are looked for on the other. Of more, only those at both ends are."""

MOST_TRIED = 10_000
"""Pairs of replaced ones that are looked at for likeness."""

_PARAGRAPH = re.compile(r"(?<=\n\n)(?!\n)")

Row: TypeAlias = tuple[Piece, ...]


class _Run(NamedTuple):
    """A stretch of two sequences: the same in both, or one in the place of the other."""

    old: Sequence[str]
    new: Sequence[str]
    same: bool


def text_rows(old: str, new: str) -> tuple[Row, ...]:
    """Two texts, a row for each paragraph; for several where they were parted or joined."""
    rows: list[Row] = []
    for run in _runs(_PARAGRAPH.split(old), _PARAGRAPH.split(new)):
        if run.same:
            rows += [_row(paragraph, paragraph) for paragraph in run.old]
        elif len(run.old) != len(run.new) and _words_compare(run):
            rows.append(_row("".join(run.old), "".join(run.new)))
        else:
            rows += [_row(before, after) for before, after in _pairs(run.old, run.new)]
    return tuple(row for row in rows if row)


def list_rows(old: Sequence[str], new: Sequence[str]) -> tuple[Row, ...]:
    """Two lists, a row for each element; one that became another stands with it in a row."""
    rows: list[Row] = []
    for run in _runs(old, new):
        pairs = zip(run.old, run.new, strict=True) if run.same else _pairs(run.old, run.new)
        rows += [_row(before, after) for before, after in pairs]
    return tuple(row for row in rows if row)


def old_side(row: Row) -> str:
    """The old wording of a row."""
    return "".join(piece.text for piece in row if piece.kind != "added")


def new_side(row: Row) -> str:
    """The new wording of a row."""
    return "".join(piece.text for piece in row if piece.kind != "removed")


def _row(old: str, new: str) -> Row:
    if old == new:
        return (Piece("kept", old),) if old else ()
    return tuple(_pieces(_readable(hunks(old, new))))


def _readable(found: Sequence[Hunk]) -> list[Hunk]:
    """The hunks as they are, or what lies between both ends in one where little of it was kept."""
    first = 1 if found[0].kept else 0
    last = len(found) - 1 if len(found) > first and found[-1].kept else len(found)
    inner = found[first:last]
    kept = sum(len(hunk.old.strip()) for hunk in inner if hunk.kept)
    longer = max(sum(len(hunk.old.strip()) for hunk in inner), sum(len(hunk.new.strip()) for hunk in inner))
    if kept and kept < LEAST_KEPT * longer:
        inner = [Hunk("".join(hunk.old for hunk in inner), "".join(hunk.new for hunk in inner))]
    return [*found[:first], *inner, *found[last:]]


def _pieces(found: Iterable[Hunk]) -> Iterator[Piece]:
    for hunk in found:
        if hunk.kept:
            yield Piece("kept", hunk.old)
            continue
        if hunk.old:
            yield Piece("removed", hunk.old)
        if hunk.new:
            yield Piece("added", hunk.new)


def _words_compare(run: _Run) -> bool:
    """Whether both sides of the run, each taken as one text, are short enough for their words to be compared."""
    old, new = (sum(len(words(one)) for one in side) for side in (run.old, run.new))
    return old * new <= MOST_PAIRS


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[_Run]:
    """The stretches of which both consist, in order; none of them empty."""
    first = _begin_alike(old, new)
    last = _begin_alike(old[first:][::-1], new[first:][::-1])
    middle_old, middle_new = old[first : len(old) - last], new[first : len(new) - last]
    if first:
        yield _Run(old[:first], new[:first], same=True)
    if not (middle_old and middle_new) or max(len(middle_old), len(middle_new)) > MOST_ALIGNED:
        if middle_old or middle_new:
            yield _Run(middle_old, middle_new, same=False)
    else:
        for what, i, j, k, m in SequenceMatcher(None, middle_old, middle_new).get_opcodes():
            yield _Run(middle_old[i:j], middle_new[k:m], same=what == "equal")
    if last:
        yield _Run(old[len(old) - last :], new[len(new) - last :], same=True)


def _begin_alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many elements both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What was replaced, in order: those alike as a pair, the others with nothing on the other side."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    tried = len(old) * len(new) <= MOST_TRIED
    counted = [_counted(after) for after in new] if tried else []
    next_new = 0
    for before in old:
        mine = _counted(before) if tried else Counter[str]()
        found = next((at for at in range(next_new, len(counted)) if _alike(mine, counted[at])), None)
        if found is None:
            yield before, ""
            continue
        yield from (("", after) for after in new[next_new:found])
        yield before, new[found]
        next_new = found + 1
    yield from (("", after) for after in new[next_new:])


def _counted(text: str) -> Counter[str]:
    return Counter(word for word in words(text) if word.strip())


def _alike(one: Counter[str], other: Counter[str]) -> bool:
    most = max(one.total(), other.total())
    return most > 0 and (one & other).total() >= LEAST_ALIKE * most
