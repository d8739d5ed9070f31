"""Learn the weights of `reading/dump/story/signs.py`: `python -m infra.train.dump_lines DATA…`.

Writes `reading/data/dump_lines.json`; the card beside it tells from what. The second look learns from what the first
says of pages that it did not learn from, as it will be used. `dump_trial` tells how well such weights do elsewhere.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.reading.dump.story.facts import first_facts, second_facts, seen
from dateline.reading.dump.story.prose import FAR, HUNDREDTH, LEAST_WORTH_A_SECOND_LOOK, MODEL
from dateline.reading.dump.story.signs import FIRST, SECOND
from infra.train.lessons import FOLDS, Lesson, lessons, number_of
from infra.train.logistic import learn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.reading.dump.story.facts import Facts
    from dateline.reading.dump.story.prose import Weights
    from dateline.reading.dump.story.signs import Sign

Told = list[list[tuple[str, str]]]
"""For each line the signs that tell something of it, and what."""

Learnt = dict[str, dict[str, int]]
"""For each sign's name and each of its values, its weight in hundredths."""

RAREST = 12
LEAST = 19
"""Hundredths: a weight below is not worth its place in the file."""


def main() -> None:
    """Learn from the pages of the folders, and write what was learnt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+", help="folders with gold.jsonl and the pages that it names")
    given = parser.parse_args()
    found = [lesson for folder in given.data for lesson in lessons(folder)]
    weights = taught(found)
    MODEL.write_text(json.dumps(weights, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")
    sure = sum(lesson.sure for lesson in found)
    print(f"{sure} dumps, {len(found) - sure} flattened pages, {sum(len(one.shapes) for one in found)} lines")


def taught(found: Sequence[Lesson]) -> Weights:
    """The weights for the first look and for the second."""
    seens = [seen(lesson.shapes) for lesson in found]
    firsts = [_told(FIRST, first_facts(lesson.shapes, at)) for lesson, at in zip(found, seens, strict=True)]
    halves = [_half(lesson) for lesson in found]
    looks: list[tuple[Told, list[int]]] = [([], [])] * len(found)
    for half in (0, 1):
        others = [at for at, one in enumerate(halves) if one != half]
        weights = _learnt([firsts[at] for at in others], [found[at] for at in others], [seens[at] for at in others])
        for at in (at for at, one in enumerate(halves) if one == half):
            looks[at] = _second_look(found[at], seens[at], firsts[at], weights)
    second = [told for told, _ in looks]
    one, two = _learnt(firsts, found, seens), _learnt(second, found, [chosen for _, chosen in looks])
    names = sorted({*one, *two})
    return {
        name: {
            value: (one.get(name, {}).get(value, 0), two.get(name, {}).get(value, 0))
            for value in sorted({*one.get(name, {}), *two.get(name, {})})
        }
        for name in names
    }


def _second_look(lesson: Lesson, seen_at: Sequence[int], told: Told, weights: Learnt) -> tuple[Told, list[int]]:
    """What both looks tell of the lines that are worth a second one, and which these are."""
    scores = [FAR.real] * len(lesson.shapes)
    for at, row in zip(seen_at, told, strict=True):
        scores[at] = sum(weights.get(name, {}).get(value, 0) for name, value in row) * HUNDREDTH
    first = {at: row for at, row in zip(seen_at, told, strict=True) if scores[at] >= LEAST_WORTH_A_SECOND_LOOK}
    chosen = list(first)
    second = _told(SECOND, second_facts(lesson.lines, lesson.shapes, scores, chosen))
    return [first[at] + row for at, row in zip(chosen, second, strict=True)], chosen


def _told(tables: Mapping[str, tuple[Sign, ...]], facts: Mapping[str, Sequence[Facts]]) -> Told:
    columns = [[_values(tables[name], one) for one in facts[name]] for name in tables]
    return [[told for column in row for told in column] for row in zip(*columns, strict=True)]


def _values(table: Sequence[Sign], facts: Facts) -> list[tuple[str, str]]:
    values = [(sign.name, sign.value(*facts)) for sign in table] if facts else []
    return [(name, value) for name, value in values if value is not None]


def _learnt(told: Sequence[Told], found: Sequence[Lesson], places: Sequence[Iterable[int]]) -> Learnt:
    counts = Counter(one for page in told for row in page for one in row)
    numbers = {one: at for at, one in enumerate(sorted(one for one, count in counts.items() if count >= RAREST))}
    weights = learn(
        [[numbers[one] for one in row if one in numbers] for page in told for row in page],
        [lesson.labels[at] for lesson, lines in zip(found, places, strict=True) for at in lines],
        [lesson.counts[at] for lesson, lines in zip(found, places, strict=True) for at in lines],
        len(numbers),
    )
    learnt: Learnt = {}
    for (name, value), at in numbers.items():
        hundredths = round(float(weights[at]) / HUNDREDTH)
        if abs(hundredths) >= LEAST:
            learnt.setdefault(name, {})[value] = hundredths
    return learnt


def _half(lesson: Lesson) -> int:
    """One of two, whatever the fold."""
    return number_of(lesson.publisher) // FOLDS % 2


if __name__ == "__main__":
    main()
