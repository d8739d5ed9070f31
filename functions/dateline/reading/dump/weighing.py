"""What speaks for one of several candidates: signs that hold or do not, each with the weight that was learnt for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sign(Generic[T]):
    """What may hold for a candidate, from 0 to 1, and the weight by which it then speaks for it, or against."""

    name: str
    why: str
    weight: float
    holds: Callable[[T], float]


def weigh(signs: Sequence[Sign[T]], candidate: T) -> list[float]:
    """What each sign says of the candidate, above 0 for it."""
    return [sign.weight * sign.holds(candidate) for sign in signs]


def reasons(signs: Sequence[Sign[T]], worths: Sequence[float], *, most: int = 3, least: float = 0.2) -> str:
    """The names of the signs that speak for a candidate the most, strongest first."""
    speaking = sorted(zip(worths, signs, strict=True), key=lambda one: -one[0])[:most]
    return ", ".join(sign.name for worth, sign in speaking if worth > least)
