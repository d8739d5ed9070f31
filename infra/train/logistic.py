"""Logistic regression over signs that hold or do not: the weight of each, found by L-BFGS with a penalty on squares.

Sums are taken in a fixed order and weights are rounded by the caller, so that the same examples give the same weights.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

PENALTY = 6.0
STEPS = 120
REMEMBERED = 8
HALVINGS = 20
SUFFICIENT = 1e-4
CLOSE_ENOUGH = 1e-6
SUREST = 30.0


def learn(rows: Sequence[Sequence[int]], labels: Sequence[bool], counts: Sequence[float], size: int) -> Vector:
    """The weights of so many signs; a row names the signs that hold for an example, which counts so much."""
    problem = _Problem(rows, labels, counts, size)
    weights = np.zeros(size)
    loss, slope = problem.loss(weights)
    known: deque[tuple[Vector, Vector]] = deque(maxlen=REMEMBERED)
    for _ in range(STEPS):
        way = -_scaled(slope, known)
        step = 1.0 if known else 1.0 / max(1.0, float(np.abs(slope).sum()))
        falls = float((slope * way).sum())
        for _ in range(HALVINGS):
            tried, tried_slope = problem.loss(weights + step * way)
            if tried <= loss + SUFFICIENT * step * falls:
                break
            step /= 2
        else:
            break
        change, turned = step * way, tried_slope - slope
        if float((change * turned).sum()) > 0:
            known.append((change, turned))
        done = loss - tried < CLOSE_ENOUGH * abs(loss)
        weights, loss, slope = weights + change, tried, tried_slope
        if done:
            break
    return weights


class _Problem:
    def __init__(
        self, rows: Sequence[Sequence[int]], labels: Sequence[bool], counts: Sequence[float], size: int
    ) -> None:
        # A last sign holds for every example, so that no row is empty; its weight is not used.
        self._signs = np.array([sign for row in rows for sign in (*row, size)], dtype=np.int64)
        self._lengths = np.array([len(row) + 1 for row in rows])
        self._starts = np.concatenate(([0], np.cumsum(self._lengths)[:-1]))
        self._labels = np.array(labels, dtype=np.float64)
        self._counts = np.array(counts)
        self._size = size

    def loss(self, weights: Vector) -> tuple[float, Vector]:
        """How badly the weights tell the labels, and which way that grows."""
        scores = np.add.reduceat(np.append(weights, 0.0)[self._signs], self._starts)
        chances = 1.0 / (1.0 + np.exp(-np.clip(scores, -SUREST, SUREST)))
        missed = self._counts * (np.logaddexp(0.0, scores) - self._labels * scores)
        pulls = np.repeat(self._counts * (chances - self._labels), self._lengths)
        slope = np.bincount(self._signs, weights=pulls, minlength=self._size + 1)[: self._size]
        loss = float(missed.sum() + 0.5 * PENALTY * (weights * weights).sum())
        return loss, slope + PENALTY * weights


def _scaled(slope: Vector, known: deque[tuple[Vector, Vector]]) -> Vector:
    """The slope, divided by what is known of the curvature (Nocedal 1980)."""
    way = slope.copy()
    passed = []
    for change, turned in reversed(known):
        share = float((change * way).sum()) / float((change * turned).sum())
        way -= share * turned
        passed.append(share)
    if known:
        change, turned = known[-1]
        way *= float((change * turned).sum()) / float((turned * turned).sum())
    for (change, turned), share in zip(known, reversed(passed), strict=True):
        way += change * (share - float((turned * way).sum()) / float((change * turned).sum()))
    return way
