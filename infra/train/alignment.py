"""Which lines of a dump its known story consists of: those whose words stand in it, in the order of both."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

RUN = 4
"""So many words in a row are looked up."""

LONG = 8
MOSTLY = 0.6
_WORD = re.compile(r"\w+")


class _Match(NamedTuple):
    line: int
    start: int
    end: int
    words: int


def aligned(lines: Sequence[str], story: str) -> set[int]:
    """The indices of the lines that the story consists of."""
    words: list[str] = []
    starts, ends = set(), set()
    for block in story.splitlines():
        if found := _WORD.findall(block):
            starts.add(len(words))
            words += found
            ends.add(len(words))
    own = [_WORD.findall(line) for line in lines]
    chain = _chain(_matches(own, words))
    kept = {match.line for match in chain}
    edges = [_Match(-1, 0, 0, 0), *chain, _Match(len(lines), len(words), len(words), 0)]
    for before, after in pairwise(edges):
        at = before.end
        for line in range(before.line + 1, after.line):
            found = own[line]
            for start in range(at, after.start - len(found) + 1) if 0 < len(found) < LONG else ():
                end = start + len(found)
                if words[start:end] == found and (
                    (start in starts and end in ends) or (start, end) == (at, after.start)
                ):
                    kept.add(line)
                    at = end
                    break
    return kept


def _matches(own: Sequence[Sequence[str]], words: Sequence[str]) -> list[_Match]:
    """Where in the story each line could stand; a long line may differ from it in parts."""
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(words) - RUN + 1):
        places.setdefault(tuple(words[at : at + RUN]), []).append(at)
    found = []
    for line, said in enumerate(own):
        if len(said) < RUN:
            continue
        whole = [at for at in places.get(tuple(said[:RUN]), ()) if words[at : at + len(said)] == said]
        found += [_Match(line, at, at + len(said), len(said)) for at in whole]
        if not whole and len(said) >= LONG:
            found += _in_parts(line, said, places)
    return found


def _in_parts(line: int, said: Sequence[str], places: dict[tuple[str, ...], list[int]]) -> list[_Match]:
    runs = [tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1)]
    known = [run for run in runs if run in places]
    if len(known) < MOSTLY * len(runs):
        return []
    found = []
    for start in places[known[0]]:
        ends = [at + RUN for at in places[known[-1]] if start <= at <= start + 2 * len(said)]
        if ends:
            found.append(_Match(line, start, ends[0], len(known)))
    return found


def _chain(matches: Sequence[_Match]) -> list[_Match]:
    """The matches that follow one another in both texts and cover the most words."""
    # Ends in the story so far, each with the most words that a chain covers up to there, both rising.
    ends: list[int] = [0]
    best: list[tuple[int, int]] = [(0, -1)]
    before = [-1] * len(matches)
    at = 0
    while at < len(matches):
        line = matches[at].line
        reached = []
        while at < len(matches) and matches[at].line == line:
            match = matches[at]
            covered, before[at] = best[bisect_right(ends, match.start) - 1]
            reached.append((match.end, covered + match.words, at))
            at += 1
        for end, covered, index in reached:
            place = bisect_right(ends, end)
            if covered <= best[place - 1][0]:
                continue
            stop = place
            while stop < len(ends) and best[stop][0] <= covered:
                stop += 1
            ends[place:stop] = [end]
            best[place:stop] = [(covered, index)]
    index = best[-1][1]
    chain = []
    while index >= 0:
        chain.append(matches[index])
        index = before[index]
    return chain[::-1]
