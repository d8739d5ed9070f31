"""A conditional logit: which of several candidates on a page is the right one, by signs that hold for each.

The odds of a candidate are exp(sum of the weights of its signs, each times how far it holds). Newton's method finds
the weights under which the right candidates are likeliest, with a penalty on the weights' squares.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PENALTY = 0.003
STEPS = 12
FOLDS = 5

Row = list[tuple[int, float]]
"""The signs that hold for a candidate, by number, and how far."""

T_contra = TypeVar("T_contra", contravariant=True)


class Sign(Protocol[T_contra]):
    """A row of a table of signs."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def holds(self) -> Callable[[T_contra], float]:
        """How far it holds, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of a page, and which of them are right."""

    publisher: str
    rows: list[Row]
    right: frozenset[int]


def row(signs: Sequence[Sign[T_contra]], candidate: T_contra) -> Row:
    """The signs that hold for a candidate."""
    return [(at, worth) for at, sign in enumerate(signs) if (worth := float(sign.holds(candidate)))]


def report(signs: Sequence[Sign[T_contra]], choices: Sequence[Choice]) -> None:
    """Print the weights as they stand in the table of signs, and how often they are right for other publishers."""
    tried = [one for fold in range(FOLDS) for one in _tried(choices, fold, len(signs))]
    print(f"{len(choices)} pages; {sum(tried) / len(tried):.3f} right, fitted on other publishers")
    for sign, weight in zip(signs, fit(choices, len(signs)), strict=True):
        print(f"{weight:6.2f}  {sign.name}")


def _tried(choices: Sequence[Choice], fold: int, size: int) -> list[bool]:
    """Whether each page of the fold's publishers is read rightly with weights fitted on the others."""
    weights = fit([choice for choice in choices if _fold(choice) != fold], size)
    return [_best(choice, weights) in choice.right for choice in choices if _fold(choice) == fold]


def _fold(choice: Choice) -> int:
    return hashlib.sha256(choice.publisher.encode()).digest()[0] % FOLDS


def _best(choice: Choice, weights: Sequence[float]) -> int:
    scores = [_score(one, weights) for one in choice.rows]
    return scores.index(max(scores))


def _score(one: Row, weights: Sequence[float]) -> float:
    return sum(weights[at] * worth for at, worth in one)


def fit(choices: Sequence[Choice], size: int) -> list[float]:
    """The weights of so many signs; of several candidates that are right the likeliest counts."""
    weights = [0.0] * size
    known = [choice for choice in choices if choice.right]
    for _ in range(STEPS):
        slope = [PENALTY * len(known) * weight for weight in weights]
        curve = [[PENALTY * len(known) * (one == other) for other in range(size)] for one in range(size)]
        for choice in known:
            _add(choice, weights, slope, curve)
        weights = [weight - step for weight, step in zip(weights, _solve(curve, slope), strict=True)]
    return weights


def _add(choice: Choice, weights: Sequence[float], slope: list[float], curve: list[list[float]]) -> None:
    """Add what one page says of the slope and the curvature of the loss."""
    scores = [_score(one, weights) for one in choice.rows]
    most = max(scores)
    odds = [math.exp(score - most) for score in scores]
    total = sum(odds)
    mean = [0.0] * len(slope)
    for odd, one in zip(odds, choice.rows, strict=True):
        share = odd / total
        for at, worth in one:
            mean[at] += share * worth
            for other, value in one:
                curve[at][other] += share * worth * value
    held = [(at, worth) for at, worth in enumerate(mean) if worth]
    for at, worth in held:
        slope[at] += worth
        for other, value in held:
            curve[at][other] -= worth * value
    for at, worth in choice.rows[max(choice.right, key=scores.__getitem__)]:
        slope[at] -= worth


def _solve(matrix: list[list[float]], values: list[float]) -> list[float]:
    """The solution of a symmetric, positive definite system, by elimination."""
    rows = [[*one, value] for one, value in zip(matrix, values, strict=True)]
    for at, pivot in enumerate(rows):
        for below in rows[at + 1 :]:
            factor = below[at] / pivot[at]
            below[at:] = [one - factor * other for one, other in zip(below[at:], pivot[at:], strict=True)]
    solved = [0.0] * len(rows)
    for at in reversed(range(len(rows))):
        line = rows[at]
        solved[at] = (line[-1] - sum(line[other] * solved[other] for other in range(at + 1, len(rows)))) / line[at]
    return solved
