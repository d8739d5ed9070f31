"""How much each line of a dump speaks for being prose of the story, looked at twice.

The first look is at each line and those around it; the second also at where the first found prose, and at the words
that a line shares with it. Weights are learnt (`infra/train`), in hundredths; lines of like facts are weighed once.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.reading.dump.story import signs
from dateline.reading.dump.story.facts import first_facts, second_facts, seen
from dateline.reading.dump.story.shape import LONG, SENTENCE
from dateline.reading.sequence import Place, places

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dateline.reading.dump.lines import Line
    from dateline.reading.dump.story.facts import Facts
    from dateline.reading.dump.story.shape import Shape

MODEL = Path(__file__).parents[2] / "data/dump_lines.json"

Weights = dict[str, dict[str, tuple[int, int]]]
"""For each sign's name and each of its values, what it is worth at the first look and at the second."""

NOTHING = (0, 0)

HUNDREDTH = 0.01
MOST_REMEMBERED = 20_000
LEAST_WORTH_A_SECOND_LOOK = -3.0
FAR = complex(-6.0, -6.0)
"""What a line is worth that no prose is near to."""

STRONGEST = 3
APPEAL_REACH = 4
WITHDRAWN = -3.0
GOING_ON = 2
LEAST_NEXT, LEAST_GOING_ON = -3.0, -1.0
"""A last paragraph stands beside the page's end, which speaks against it: two of three above this are the story's."""

MOST_LINKS = 3
LEAST_BEYOND_LINKS = 0.0
"""Links to other stories may interrupt a story before its last paragraph."""

AFTER_APPEAL = 2.5
"""Under a call for support, or to sign up, its text is likelier than the story's."""


@dataclass(frozen=True, slots=True)
class Veto:
    """What keeps a line out of the story whatever its score."""

    name: str
    why: str
    holds: Callable[[Sequence[Shape], int], bool]


VETOES: tuple[Veto, ...] = (
    Veto(
        "furniture",
        "a line that opens with a cue of page furniture, and is none of its sentences, is hardly ever the story's",
        lambda shapes, at: bool(shapes[at].look[3]),
    ),
)


class Model:
    """The weights of the signs, for the first look and for the second."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._known = {name: _Known(self, name) for name in (*signs.FIRST, *signs.SECOND)}

    def worth(self, facts: Mapping[str, Sequence[Facts]]) -> list[complex]:
        """What the facts of each line are worth: at the first look, and at the second as the imaginary part."""
        columns = []
        for group, rows in facts.items():
            known = self._known[group]
            if len(known) > MOST_REMEMBERED:
                known.clear()
            columns.append([known[row] for row in rows])
        return list(map(sum, zip(*columns, strict=True)))

    def told(self, group: str, facts: Facts) -> list[tuple[signs.Sign, int, int]]:
        """The signs of a group that tell something of the facts, with their weights."""
        table = (signs.FIRST.get(group) or signs.SECOND[group]) if facts else ()
        values = [(sign, sign.value(*facts)) for sign in table]
        return [
            (sign, *self._weights.get(sign.name, {}).get(value, NOTHING)) for sign, value in values if value is not None
        ]


class _Known(dict["Facts", complex]):
    """What the facts of a group are worth, worked out once; one number for both looks, so that they add up at once."""

    def __init__(self, using: Model, group: str) -> None:
        super().__init__()
        self._using, self._group = using, group

    def __missing__(self, facts: Facts) -> complex:
        told = self._using.told(self._group, facts)
        worth = complex(sum(first for _, first, __ in told), sum(second for _, __, second in told)) * HUNDREDTH
        self[facts] = worth
        return worth


@cache
def model() -> Model:
    """The model that is shipped."""
    return Model(json.loads(MODEL.read_text("utf-8")))


class Weighed:
    """The lines of a dump, weighed: `told` says of each whether it is the story's, `why` what spoke for it.

    `evidence` is what the scores of the story's lines add up to.
    """

    def __init__(self, lines: Sequence[Line], shapes: Sequence[Shape], using: Model) -> None:
        self._using = using
        self._at = {shape.line: at for at, shape in enumerate(shapes)}
        self._seen = seen(shapes)
        self.first = first_facts(shapes, self._seen)
        looks = [FAR] * len(shapes)
        for at, worth in zip(self._seen, using.worth(self.first), strict=True):
            looks[at] = worth
        self.first_scores = [look.real for look in looks]
        self.scores = list(self.first_scores)
        chosen = [at for at, score in enumerate(self.scores) if score >= LEAST_WORTH_A_SECOND_LOOK]
        self.second = second_facts(lines, shapes, self.first_scores, chosen)
        for at, more in zip(chosen, using.worth(self.second), strict=True):
            self.scores[at] = looks[at].imag + more.imag
        self._chosen = chosen
        heading = -APPEAL_REACH
        first, last = (self._seen[0], self._seen[-1] + 1) if self._seen else (0, 0)
        for at in range(first, min(last + APPEAL_REACH, len(shapes))):
            score = self.scores[at]
            if at - heading < APPEAL_REACH:
                self.scores[at] -= AFTER_APPEAL
            if shapes[at].look[3] == "appeal":
                heading = at
            if score > WITHDRAWN and any(veto.holds(shapes, at) for veto in VETOES):
                self.scores[at] = WITHDRAWN
        self.told = [False] * len(lines)
        self.evidence = 0.0
        for at, place in enumerate(places(self.scores[first:last]), first):
            if place is Place.STORY:
                self.told[shapes[at].line] = True
                self.evidence += self.scores[at]
        self._go_on(shapes)

    def _go_on(self, shapes: Sequence[Shape]) -> None:
        """Keep the paragraphs that go on right after the story, where little speaks against them."""
        end = max([at for at in self._chosen if self.told[shapes[at].line]], default=len(shapes)) + 1
        beyond = _beyond_links(shapes, end)
        if beyond is not None and self.scores[beyond] > LEAST_BEYOND_LINKS:
            self.told[shapes[beyond].line] = True
            end = beyond + 1
        last = end - 1
        for at in range(end, min(end + GOING_ON, len(shapes))):
            shape = shapes[at]
            size, least = (SENTENCE, LEAST_NEXT) if at == last + 1 else (LONG - 1, LEAST_GOING_ON)
            if shape.closes and shape.look[0] >= size and not shape.look[3] and self.scores[at] > least:
                self.told[shape.line] = True
                last = at

    def why(self, index: int) -> str:
        """The signs that spoke most for what became of a line, strongest first."""
        at = self._at.get(index)
        if at is None:
            return "the page prints it again and again"
        speaking = sorted(self._speaking(at), key=lambda told: (-abs(told[1]), told[0].name))
        strongest = ", ".join(f"{sign.name} {worth * HUNDREDTH:+.1f}" for sign, worth in speaking[:STRONGEST])
        return f"{self.scores[at]:+.1f}: {strongest or 'far from all prose'}"

    def _speaking(self, at: int) -> list[tuple[signs.Sign, int]]:
        look = bisect_left(self._seen, at)
        if look == len(self._seen) or self._seen[look] != at:
            return []
        told = [one for name, facts in self.first.items() for one in self._using.told(name, facts[look])]
        place = bisect_left(self._chosen, at)
        if place == len(self._chosen) or self._chosen[place] != at:
            return [(sign, first) for sign, first, _ in told]
        told += [one for name, facts in self.second.items() for one in self._using.told(name, facts[place])]
        return [(sign, second) for sign, _, second in told]


def _beyond_links(shapes: Sequence[Shape], end: int) -> int | None:
    """The paragraph behind a heading of related stories and its few links, where both follow right on the story."""
    if end >= len(shapes) or shapes[end].look[3] != "related":
        return None
    for at in range(end + 1, min(end + 2 + MOST_LINKS, len(shapes))):
        shape = shapes[at]
        if shape.look[3]:
            return None
        if shape.closes:
            return at if at > end + 1 and shape.look[0] > LONG else None
    return None
