"""Which text of one sequence became which of another: paragraphs of two wordings, sentences of two paragraphs, quotes.

What is equal is found first; between that, the pairs are taken that have most words in common and do not cross.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from infra.worddiff import words

LEAST_ALIKE = 0.4
"""Two texts are versions of one where so many of their words are the same: less is told as one that went and one that
came."""

MOVED_ALIKE = 0.7
"""What stands elsewhere is the same text only where it is this much alike: paragraphs on one thing share many words."""

MOST_PAIRS = 40_000
"""Where more pairs than these could be made of what lies between two equal texts, none is made."""


@dataclass(frozen=True, slots=True)
class Step:
    """The next text: its place in the old sequence, in the new one, or in both. None where it is not in it."""

    old: int | None
    new: int | None


def aligned(old: Sequence[str], new: Sequence[str]) -> tuple[Step, ...]:
    """Every text of both sequences in one step: those of the old in its order, and those of the new in its order."""
    steps: list[Step] = []
    for tag, first, last, first_new, last_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            steps += map(Step, range(first, last), range(first_new, last_new))
            continue
        pairs = _pairs(old[first:last], new[first_new:last_new])
        steps += _between(pairs, range(first, last), range(first_new, last_new))
    return tuple(steps)


def matched(old: Mapping[int, str], new: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """The pairs of texts that are alike wherever they stand, as their keys, each text in one pair at most."""
    if len(old) * len(new) > MOST_PAIRS:
        return
    bags = {at: _bag(text) for at, text in new.items()}
    for at, text in old.items():
        bag = _bag(text)
        likeness, best = max(((_likeness(bag, other), -place) for place, other in bags.items()), default=(0.0, 0))
        if likeness >= MOVED_ALIKE:
            del bags[-best]
            yield at, -best


def _between(pairs: list[tuple[int, int]], old: range, new: range) -> Iterator[Step]:
    """The steps of a stretch without equal texts: before a pair, what went and then what came."""
    at, at_new = 0, 0
    for pair, pair_new in [*pairs, (len(old), len(new))]:
        yield from (Step(place, None) for place in old[at:pair])
        yield from (Step(None, place) for place in new[at_new:pair_new])
        if pair < len(old):
            yield Step(old[pair], new[pair_new])
        at, at_new = pair + 1, pair_new + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs whose likeness adds up to most, none crossing another."""
    if not (old and new) or len(old) * len(new) > MOST_PAIRS:
        return []
    bags, new_bags = [_bag(text) for text in old], [_bag(text) for text in new]
    alike = [[_likeness(one, other) for other in new_bags] for one in bags]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for at in reversed(range(len(old))):
        for at_new in reversed(range(len(new))):
            paired = alike[at][at_new] + best[at + 1][at_new + 1]
            best[at][at_new] = max(best[at + 1][at_new], best[at][at_new + 1], paired)
    pairs: list[tuple[int, int]] = []
    at, at_new = 0, 0
    while at < len(old) and at_new < len(new):
        if alike[at][at_new] and best[at][at_new] == alike[at][at_new] + best[at + 1][at_new + 1]:
            pairs.append((at, at_new))
            at, at_new = at + 1, at_new + 1
        elif best[at][at_new] == best[at + 1][at_new]:
            at += 1
        else:
            at_new += 1
    return pairs


def _bag(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in words(text) if word[0].isalnum())


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that both have (Dice), or 0 where that is too little."""
    both = one.total() + other.total()
    alike = 2 * (one & other).total() / both if both else 0.0
    return alike if alike >= LEAST_ALIKE else 0.0
