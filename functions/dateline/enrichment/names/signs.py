"""The signs by which the tagger weighs whether a word is part of a name, and of what kind.

A sign is a short string; its weight for each label stands in the model. Most tell of one word in one role: the word
itself, its neighbours, the first and the last of its run, what stands before and behind the run. They are computed
once per word and role. The others tell of the token's place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.enrichment.names.lexicon import Known

if TYPE_CHECKING:
    from dateline.enrichment.names.runs import Run

Look = Callable[[str], Known | None]
LONGEST_SHAPE = 10
SHORT = 4
SHAPES = 4096
OUTSIDE = "\n"
"""Stands for the word before the first and behind the last."""


@lru_cache(SHAPES)
def shape(word: str) -> str:
    """How a word is written: `X` capitals, `x` small letters, `9` digits; a plus where there are several."""
    drawn: list[str] = []
    for letter in word[:32]:
        kind = "X" if letter.isupper() else "x" if letter.isalpha() else "9" if letter.isdigit() else letter
        if drawn and drawn[-1][0] == kind:
            drawn[-1] = kind + "+"
        else:
            drawn.append(kind)
    return "".join(drawn)[:LONGEST_SHAPE]


def word_signs(role: str, word: str, look: Look) -> list[str]:
    """The signs of one word in a role.

    `0` is the word itself, `-1` and `+1` stand beside it, `-2` and `+2` one further. `f` and `l` are the first and the
    last word with a capital around it, with its own place between them behind; `b` and `a` stand before and behind
    these. `h` and `t` are the first and the last word of the run, where they are others.
    """
    if word == OUTSIDE:
        return [f"{role}|"]
    return _SIGNS_OF_ROLE[role[0]](role, word, look(word.lower()))


def _of_itself(role: str, word: str, known: Known | None) -> list[str]:
    lower = word.lower()
    signs = [*_of_letters_and_groups(role, word, known), f"{role}|n={min(len(word), 8)}"]
    if word[0].isalpha():
        signs += [f"{role}|p{size}={lower[:size]}" for size in (2, 3, 4)]
        signs += [f"{role}|s{size}={lower[-size:]}" for size in (2, 3, 4)]
    if known:
        signs.append(f"{role}|c={known.capitals}{shape(word[0])}")
        if known.flags:
            signs.append(f"{role}|F={'+'.join(known.flags)}")
    return signs


def _of_neighbour(role: str, word: str, known: Known | None) -> list[str]:
    if role in ("-1", "+1"):
        ending = [f"{role}|s3={word.lower()[-3:]}"] if len(word) > SHORT else []
        return _of_letters_and_groups(role, word, known) + ending
    groups = [f"{role}|G={known.kin}", f"{role}|b7={known.brown & 127}"] if known else []
    return [f"{role}|w={word.lower()}", *groups]


def _of_letters_and_groups(role: str, word: str, known: Known | None) -> list[str]:
    signs = [f"{role}|w={word.lower()}", f"{role}|s={shape(word)}"]
    if not known:
        return [*signs, f"{role}|?"]
    signs += [f"{role}|g={known.group}", f"{role}|G={known.kin}"]
    if known.brown:
        signs += [f"{role}|b{bits}={known.brown & (1 << bits) - 1}" for bits in (4, 7, 10)]
    return signs + [f"{role}|f={flag}" for flag in known.flags]


def _of_run(role: str, word: str, known: Known | None) -> list[str]:
    end = role[0]
    signs = [f"{end}|w={word.lower()}"]
    if known:
        signs += [f"{end}|g={known.group}", f"{role}|G={known.kin}", f"{end}|b7={known.brown & 127}"]
        signs += [f"{role}|f={flag}" for flag in known.flags]
    return signs


def _beside_run(role: str, word: str, known: Known | None) -> list[str]:
    signs = [f"{role}|w={word.lower()}"]
    return [*signs, f"{role}|g={known.group}", f"{role}|G={known.kin}"] if known else signs


_SIGNS_OF_ROLE: dict[str, Callable[[str, str, Known | None], list[str]]] = {
    "0": _of_itself,
    "-": _of_neighbour,
    "+": _of_neighbour,
    "f": _of_run,
    "l": _of_run,
    "b": _beside_run,
    "a": _beside_run,
    "h": _of_run,
    "t": _of_run,
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence, and how it is set: usual, `title` (most words have capitals), or `capitals` throughout.

    `opening` is the first token that is no mark.
    """

    words: list[str]
    setting: str
    opening: int


def sentence(words: list[str]) -> Sentence:
    """A sentence, seen as a whole."""
    letters = [word for word in words if word[0].isalpha()]
    setting = ""
    if len(letters) > 2:
        if sum(word.isupper() for word in letters) > 0.6 * len(letters):
            setting = "capitals"
        elif sum(word[0].isupper() for word in letters) > 0.75 * len(letters):
            setting = "title"
    opening = next((at for at, word in enumerate(words) if word[0].isalnum()), 0)
    return Sentence(words, setting, opening)


def signs_of(
    of: Sentence, run: Run, low: frozenset[str], look: Look
) -> Iterator[tuple[list[str], list[tuple[str, str]]]]:
    """For each token of a run the signs of its place, and the words that have a role for it, by role.

    `low` are the words that the text has in small letters as well.
    """
    words = of.words
    firsts, lasts = _stretches([words[at][0].isupper() for at in range(run.start, run.end)])
    for at, (first, last) in enumerate(zip(firsts, lasts, strict=True), run.start):
        place = "1" if first == last == 0 else "f" if first == 0 else "l" if last == 0 else "m"
        stretch = (at - first, at + last, place)
        yield _place_signs(of, run, at, stretch, low, look), _roles(words, run, at, *stretch)


def _stretches(capital: list[bool]) -> tuple[list[int], list[int]]:
    """How many words with capitals stand in a row right before each word, and right behind it."""
    firsts, lasts = [0] * len(capital), [0] * len(capital)
    for at in range(1, len(capital)):
        firsts[at] = firsts[at - 1] + 1 if capital[at - 1] else 0
        lasts[-at - 1] = lasts[-at] + 1 if capital[-at] else 0
    return firsts, lasts


def _roles(words: list[str], run: Run, at: int, first: int, last: int, place: str) -> list[tuple[str, str]]:
    size = len(words)
    return [
        ("0", words[at]),
        ("-1", words[at - 1] if at else OUTSIDE),
        ("+1", words[at + 1] if at + 1 < size else OUTSIDE),
        ("-2", words[at - 2] if at > 1 else OUTSIDE),
        ("+2", words[at + 2] if at + 2 < size else OUTSIDE),
        ("f" + place, words[first]),
        ("l" + place, words[last]),
        ("b", words[first - 1] if first else OUTSIDE),
        ("a", words[last + 1] if last + 1 < size else OUTSIDE),
        *([("h", words[run.start])] if run.start != first else []),
        *([("t", words[run.end - 1])] if run.end - 1 != last else []),
    ]


def _place_signs(
    of: Sentence, run: Run, at: int, stretch: tuple[int, int, str], low: frozenset[str], look: Look
) -> list[str]:
    words = of.words
    size = len(words)
    word = words[at]
    first, last, place = stretch
    before, behind = (shape(words[at - 1]) if at else "<"), (shape(words[at + 1]) if at + 1 < size else ">")
    wide = "1" if run.end - run.start == 1 else "f" if at == run.start else "l" if at == run.end - 1 else "m"
    signs = [
        f"st={before}{shape(word)}{behind}",
        f"rq={place}{min(last - first, 4)}",
        f"rp={wide}{min(run.end - run.start, 6)}",
        f"bb={words[first - 2].lower() if first > 1 else ''} {words[first - 1].lower() if first else ''}",
        f"aa={words[last + 1].lower() if last + 1 < size else ''} {words[last + 2].lower() if last + 2 < size else ''}",
    ]
    lower = word.lower()
    if at == of.opening:
        known = look(lower)
        signs += ["first", f"first|{lower}", f"first|{known.capitals if known else ''}"]
    if lower in low and word[0].isupper():
        signs.append("low")
    if of.setting:
        signs.append(of.setting)
    return signs
