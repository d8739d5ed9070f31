"""Fit the weights of the signs that a line of a dump is its headline: `python -m infra.train.headline DATA…`.

The lines of a page that could be its headline are the choices of a conditional logit: it gives each the odds
exp(sum of weights of the signs that hold). Newton's method finds the weights under which the headlines that are
known are likeliest, with a penalty on the weights' squares. They are printed as they stand in
`reading/dump/headline_signs.py`, with the accuracy on publishers that the weights were not fitted on.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from dataclasses import dataclass
from pathlib import Path

from dateline.language import detect
from dateline.reading.dump.dates import DatedLines
from dateline.reading.dump.headline import places
from dateline.reading.dump.headline_signs import SIGNS
from dateline.reading.dump.lines import lines_of
from dateline.reading.dump.stretch import stretch
from dateline.reading.wording import wording
from infra.train.flattened import Dump, dumps

PENALTY = 0.003
STEPS = 12
FOLDS = 5
LANGUAGE_SAMPLE = 1_500

Row = list[tuple[int, float]]
"""The signs that hold for a line, by number, and how far."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The lines that could be a page's headline, and which of them say it."""

    publisher: str
    lines: list[Row]
    right: frozenset[int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+", help="folders with gold.jsonl and the pages that it names")
    choices = [choice for folder in parser.parse_args().data for dump in dumps(folder) if (choice := _choice(dump))]
    tried = [one for fold in range(FOLDS) for one in _tried(choices, fold)]
    print(f"{len(choices)} pages; {sum(tried) / len(tried):.3f} right, fitted on other publishers")
    for sign, weight in zip(SIGNS, fit(choices), strict=True):
        print(f"{weight:6.2f}  {sign.name}")


def _choice(dump: Dump) -> Choice | None:
    lines = lines_of(dump.text)
    start, end = stretch(lines)
    language = detect(" ".join(line.text for line in lines[start:end])[:LANGUAGE_SAMPLE])
    rows: list[Row] = []
    right: set[int] = set()
    for index, place in places(lines, start, end, DatedLines(lines, (language,) if language else ())):
        if wording(lines[index].text) == dump.headline:
            right.add(len(rows))
        rows.append([(at, worth) for at, sign in enumerate(SIGNS) if (worth := float(sign.holds(place)))])
    return Choice(dump.publisher, rows, frozenset(right)) if rows else None


def _tried(choices: list[Choice], fold: int) -> list[bool]:
    """Whether each page of the fold's publishers is read rightly with weights fitted on the others."""
    weights = fit([choice for choice in choices if _fold(choice) != fold])
    return [_best(choice, weights) in choice.right for choice in choices if _fold(choice) == fold]


def _fold(choice: Choice) -> int:
    return hashlib.sha256(choice.publisher.encode()).digest()[0] % FOLDS


def _best(choice: Choice, weights: list[float]) -> int:
    scores = [_score(row, weights) for row in choice.lines]
    return scores.index(max(scores))


def _score(row: Row, weights: list[float]) -> float:
    return sum(weights[at] * worth for at, worth in row)


def fit(choices: list[Choice]) -> list[float]:
    """The weights, by Newton's method; of several lines that say the headline the likeliest counts."""
    size = len(SIGNS)
    weights = [0.0] * size
    known = [choice for choice in choices if choice.right]
    for _ in range(STEPS):
        slope = [PENALTY * len(known) * weight for weight in weights]
        curve = [[PENALTY * len(known) * (one == other) for other in range(size)] for one in range(size)]
        for choice in known:
            _add(choice, weights, slope, curve)
        weights = [weight - step for weight, step in zip(weights, _solve(curve, slope), strict=True)]
    return weights


def _add(choice: Choice, weights: list[float], slope: list[float], curve: list[list[float]]) -> None:
    """Add what one page says of the slope and the curvature of the loss."""
    scores = [_score(row, weights) for row in choice.lines]
    most = max(scores)
    odds = [math.exp(score - most) for score in scores]
    total = sum(odds)
    mean = [0.0] * len(slope)
    for odd, row in zip(odds, choice.lines, strict=True):
        share = odd / total
        for at, worth in row:
            mean[at] += share * worth
            for other, value in row:
                curve[at][other] += share * worth * value
    held = [(at, worth) for at, worth in enumerate(mean) if worth]
    for at, worth in held:
        slope[at] += worth
        for other, value in held:
            curve[at][other] -= worth * value
    for at, worth in choice.lines[max(choice.right, key=scores.__getitem__)]:
        slope[at] -= worth


def _solve(matrix: list[list[float]], values: list[float]) -> list[float]:
    """The solution of a symmetric, positive definite system, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    for at, pivot in enumerate(rows):
        for row in rows[at + 1 :]:
            factor = row[at] / pivot[at]
            row[at:] = [one - factor * other for one, other in zip(row[at:], pivot[at:], strict=True)]
    solved = [0.0] * len(rows)
    for at in reversed(range(len(rows))):
        row = rows[at]
        solved[at] = (row[-1] - sum(row[other] * solved[other] for other in range(at + 1, len(rows)))) / row[at]
    return solved


if __name__ == "__main__":
    main()
