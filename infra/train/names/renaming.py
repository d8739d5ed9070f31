"""Sentences of a corpus with other names in the place of theirs, so that what is learnt is how names stand, not which.

And reports made up from sentences of our own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from infra.train.names import making
from infra.train.names.corpora import as_label
from infra.train.names.material import material, sentences
from infra.train.names.told import Token, Told

PEOPLE, PLACES, ORGANISATIONS = 0.8, 0.7, 0.35
"""The shares of names that are replaced."""

TITLED = 0.3
LONGEST_PLACE = 3
SHOUTED = 0.08
"""The share of made-up sentences that are set in capitals."""

_NUMBERS = (2, 3, 5, 7, 11, 14, 19, 23, 28, 40, 65, 120, 300, 2000, 2015, 2019, 2022)
_ROOM = re.compile(r"(\W*)\{(\w+)\}(.*)")


def renamed(sentence: Told, random: Random) -> Told:
    """The sentence with other names."""
    told: Told = []
    at = 0
    while at < len(sentence):
        end = at + 1
        if sentence[at].label[0] == "B":
            inside = f"I{sentence[at].label[1:]}"
            while end < len(sentence) and sentence[end].label == inside:
                end += 1
            told += _other(sentence[at:end], random, titled=not (told and told[-1].word[0].isupper()))
        else:
            told.append(sentence[at])
        at = end
    return told


def _other(name: Told, random: Random, *, titled: bool) -> Told:
    kind = name[0].label[2:]
    chance = random.random()
    if kind == "PER" and chance < PEOPLE:
        full = (len(name) > 1) is (random.random() < 0.8)
        return [*_title(random, titled=titled), *as_label(making.person(random, full=full), kind)]
    if kind == "LOC" and chance < PLACES and len(name) <= LONGEST_PLACE and all(one.word[0].isupper() for one in name):
        return as_label(making.place(random), kind)
    if kind == "ORG" and chance < ORGANISATIONS:
        return as_label(making.organisation(random), kind)
    return name


def _title(random: Random, *, titled: bool) -> Told:
    if not titled or random.random() >= TITLED:
        return []
    words = material()["courtesy" if random.random() < 0.5 else "office"]
    return as_label(random.choice(words).split(), None)


def reported(random: Random) -> Told:
    """A sentence of a report that was never written."""
    told: Told = []
    for piece in random.choice(sentences()).split():
        room = _ROOM.fullmatch(piece)
        if not room:
            told += as_label([piece], None)
            continue
        before, kind, behind = room.groups()
        told += as_label(before, None)
        told += _in_room(kind, random)
        told += [token._replace(glued=True) for token in as_label([behind], None)]
    if random.random() < SHOUTED:
        return [Token(word.upper(), label, glued) for word, label, glued in told]
    return told


_WORDS = {
    "T": "office",
    "H": "courtesy",
    "t": "trade",
    "D": "demonym",
    "X": "thing in capitals",
    "day": "weekday",
    "mon": "month",
}
_NAMES: dict[str, tuple[str | None, Callable[[Random], list[str]]]] = {
    "P": ("PER", lambda random: making.person(random, full=True)),
    "S": ("PER", lambda random: making.person(random, full=False)),
    "O": ("ORG", making.organisation),
    "A": ("ORG", lambda random: [making.acronym(random)]),
    "C": ("LOC", making.country),
    "L": ("LOC", making.city),
    "W": ("LOC", making.place),
    "n": (None, lambda random: [str(random.choice(_NUMBERS))]),
}


def _in_room(room: str, random: Random) -> Told:
    if room in _WORDS:
        return as_label(random.choice(material()[_WORDS[room]]).split(), None)
    kind, made = _NAMES[room]
    return as_label(made(random), kind)
