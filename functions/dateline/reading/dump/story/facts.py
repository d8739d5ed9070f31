"""The facts that the signs look at, for each line of a dump: by itself, among neighbours, beside the thickest prose."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from dateline.reading.dump.lines.vocabulary import features
from dateline.reading.dump.story.shape import HEADING, SENTENCE
from dateline.reading.dump.story.signs import REACHES

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from dateline.reading.dump.lines import Line
    from dateline.reading.dump.story.shape import Shape

Facts = tuple["Hashable", ...]

NOTHING: Facts = ()

OUTSIDE = "^"
MOST_NEIGHBOURS = 3

# Steps that numbers are told in.
SCORES = (-5.0, -3.0, -2.0, -1.0, -0.4, 0.0, 0.4, 1.0, 2.0, 3.0, 5.0)
AMOUNTS = (0, 100, 300, 700, 1_500, 3_000)
DISTANCES = (0, 1, 2, 4, 8, 16, 40)
SINCE_BYLINE = (1, 2, 3, 5, 8)
EIGHTHS = 8
TENTHS = 10

WIDEST_COUNTED = 400
WORDS_REACH = 40
FEWEST_WORDS = 4
NARROWEST_WORDS = 40
NARROWEST_CORE = 60
PARAGRAPHS_A_STEP, MOST_STEPS = 6, 4
NARROWEST_QUOTE, WIDEST_QUOTE = 30, 300
TRIMMED = " \"“”„»«'‘’.…"
ABOUT = frozenset({"about", "hy", "my", "ty"})
"""The letters of lines that tell who wrote the story, or when."""

MOST_FOR, MOST_AGAINST = 3.0, -1.5
FADING = 0.9
"""Each further line against in a row counts so much less: a box inside a story may be long."""


def seen(shapes: Sequence[Shape]) -> list[int]:
    """The lines that are looked at: those that prose is near to."""
    return [at for at, shape in enumerate(shapes) if not shape.far]


def first_facts(shapes: Sequence[Shape], chosen: Sequence[int]) -> dict[str, list[Facts]]:
    """What the first look sees of each of the chosen lines, by group of signs."""
    edge = [OUTSIDE] * MOST_NEIGHBOURS
    letters = [*edge, *(shape.letter for shape in shapes), *edge]
    own = [shapes[at] for at in chosen]
    kinds = [2 * shape.closes + (shape.look[0] >= HEADING) for shape in own]
    around = [(*letters[at : at + 7], kind) for at, kind in zip(chosen, kinds, strict=True)]
    return {
        "look": [shape.look for shape in own],
        "marks": [shape.marks for shape in own],
        "neighbours": [(one, it, other, kind) for _, _, one, it, other, _, _, kind in around],
        "before": [(two, one, kind) for _, two, one, _, _, _, _, kind in around],
        "after": [(one, two, kind) for _, _, _, _, one, two, _, kind in around],
        "third": [(before, after, kind) for before, _, _, _, _, _, after, kind in around],
    }


def second_facts(
    lines: Sequence[Line], shapes: Sequence[Shape], scores: Sequence[float], chosen: Sequence[int]
) -> dict[str, list[Facts]]:
    """What the second look sees of the chosen lines, by group of signs; `scores` are those of the first."""
    steps = [OUTSIDE, OUTSIDE, *(bisect_right(SCORES, score) for score in scores), OUTSIDE, OUTSIDE]
    kinds = [4 * shape.closes + bisect_right((2, SENTENCE, 8), shape.look[0]) for shape in shapes]
    start, end = thickest(scores)
    places = [_place(at, start, end) for at in chosen]
    return {
        "trend": [(steps[at + 1], steps[at + 2], steps[at + 3]) for at in chosen],
        "wider trend": [(steps[at], steps[at + 4]) for at in chosen],
        **_amounts(lines, shapes, scores, chosen, kinds),
        "place": [
            (place, kinds[at], shapes[at].letter, steps[at + 2]) for at, place in zip(chosen, places, strict=True)
        ],
        "inside": [
            (_distance(at - start), _distance(end - 1 - at), kinds[at], shapes[at].look[2])
            if start <= at < end
            else NOTHING
            for at in chosen
        ],
        "since byline": _since_byline(shapes, chosen, places, kinds),
        "manner": _manner(shapes, scores, chosen, kinds, (start, end)),
        "words": _words(lines, shapes, scores, chosen, places, (start, end)),
    }


def thickest(scores: Sequence[float]) -> tuple[int, int]:
    """The stretch in which the most speaks for prose: its first line and the one after its last."""
    best, found = 0.0, (0, 0)
    total, start, fade = 0.0, 0, 1.0
    for at, score in enumerate(scores):
        if score >= 0.0:
            total += min(score, MOST_FOR)
            fade = 1.0
        else:
            total += max(score, MOST_AGAINST) * fade
            fade *= FADING
        if total <= 0.0:
            total, start, fade = 0.0, at + 1, 1.0
        elif total > best:
            best, found = total, (start, at + 1)
    return found


def _distance(lines: int) -> int:
    return bisect_right(DISTANCES, lines)


def _place(at: int, start: int, end: int) -> str:
    if at < start:
        return f"b{_distance(start - at)}"
    return "i" if at < end else f"a{_distance(at - end)}"


def _amounts(
    lines: Sequence[Line], shapes: Sequence[Shape], scores: Sequence[float], chosen: Sequence[int], kinds: Sequence[int]
) -> dict[str, list[Facts]]:
    """How much prose there is before and after each line, within several reaches and on the whole page."""
    prose = [
        min(lines[shape.line].width, WIDEST_COUNTED) if score > 0 else 0
        for shape, score in zip(shapes, scores, strict=True)
    ]
    until = list(accumulate(prose, initial=0))
    count, total = len(prose), max(until[-1], 1)
    found: dict[str, list[Facts]] = {}
    for reach in REACHES:
        found[f"amounts {reach}"] = [
            (
                bisect_right(AMOUNTS, until[at] - until[max(0, at - reach)]),
                bisect_right(AMOUNTS, until[min(count, at + 1 + reach)] - until[at + 1]),
                kinds[at],
            )
            for at in chosen
        ]
    amount = bisect_right(AMOUNTS, total)
    found["shares"] = [
        (until[at] * EIGHTHS // total, (total - until[at + 1]) * EIGHTHS // total, amount) for at in chosen
    ]
    return found


def _since_byline(
    shapes: Sequence[Shape], chosen: Sequence[int], places: Sequence[str], kinds: Sequence[int]
) -> list[Facts]:
    found: list[Facts] = []
    wanted = iter([*zip(chosen, places, strict=True), (len(shapes), "")])
    at, place = next(wanted)
    last = -100
    for index, shape in enumerate(shapes):
        if index == at:
            found.append((bisect_right(SINCE_BYLINE, index - last), place[0], kinds[index]))
            at, place = next(wanted)
        if shape.letter in ABOUT:
            last = index
    return found


def _manner(
    shapes: Sequence[Shape],
    scores: Sequence[float],
    chosen: Sequence[int],
    kinds: Sequence[int],
    stretch: tuple[int, int],
) -> list[Facts]:
    """How a line is set beside the paragraphs of the thickest prose: between blank lines as they are, and as wide."""
    core = [shapes[at].look for at in range(*stretch) if scores[at] > 0]
    if not core:
        return [NOTHING] * len(chosen)
    gaps, count = Counter([look[4] for look in core]).most_common(1)[0]
    always = count * TENTHS >= len(core) * 8
    width = sorted([look[0] for look in core])[len(core) // 2]
    return [(shapes[at].look[4] == gaps, always, shapes[at].look[0] - width, kinds[at], gaps) for at in chosen]


def _words(
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    scores: Sequence[float],
    chosen: Sequence[int],
    places: Sequence[str],
    stretch: tuple[int, int],
) -> list[Facts]:
    """How many of a line's words the thickest prose has in other lines, and whether it says the line itself again."""
    start, end = stretch
    core = {
        at: features(lines[shapes[at].line].folded)
        for at in range(start, end)
        if scores[at] > 0 and lines[shapes[at].line].width >= NARROWEST_CORE
    }
    counts = Counter([word for words in core.values() for word in words])
    text = "\n".join([lines[shapes[at].line].folded for at in core])
    long = min(len(core) // PARAGRAPHS_A_STEP, MOST_STEPS)
    found: list[Facts] = []
    for at, place in zip(chosen, places, strict=True):
        line = lines[shapes[at].line]
        own = core.get(at)
        if own is None and (line.width < NARROWEST_WORDS or not start - WORDS_REACH <= at < end + WORDS_REACH):
            found.append(NOTHING)
            continue
        words = features(line.folded) if own is None else own
        if len(words) < FEWEST_WORDS:
            found.append(NOTHING)
            continue
        least = 0 if own is None else 1
        shared = sum(counts[word] > least for word in words) * TENTHS // len(words)
        again = NARROWEST_QUOTE <= line.width <= WIDEST_QUOTE and text.count(line.folded.strip(TRIMMED)) > least
        found.append((shared, place, shapes[at].closes, long, again))
    return found
