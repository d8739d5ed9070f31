"""What weighed most for a name, in words: the signs of the model, gathered by the word that they tell of."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

from dateline.enrichment.names.model import KINDS, OPENING, OUTSIDE_LABEL, lane, model
from dateline.enrichment.names.signs import OUTSIDE, signs_of
from dateline.enrichment.names.tagger import first_look

if TYPE_CHECKING:
    from dateline.enrichment.document import Document, Found
    from dateline.enrichment.names.tagger import Look, Tagged
    from dateline.findings import Entity

MOST = 3
_BESIDE = frozenset(["-2", "-1", "+1", "+2"])
_BEFORE = frozenset(["-2", "-1", "b"])
_BEHIND = frozenset(["+1", "+2", "a"])
_SPELLING = "its place and spelling"
_OWN = "its own words"


def with_reasons(document: Document, found: tuple[Found[Entity], ...]) -> tuple[Found[Entity], ...]:
    """The entities, each with what weighed most for its first mention. Slower: for those who ask why."""
    looks = first_look(document.text, document.sentences) if found else []
    told = []
    for one in found:
        at = one.finding.mentions[0].start
        name = next((name for name in document.names if name.start <= at < name.end), None)
        look = next((look for look in looks if look.holds(at)), None)
        why = _reasons(look, name) if look and name else ""
        told.append(dataclasses.replace(one, rule=f"{one.rule}: {why}") if why else one)
    return tuple(told)


def _reasons(look: Look, name: Tagged) -> str:
    """The words that spoke most for the kind of a name, of the run that holds it, the weightiest first."""
    weigh = model()
    found: Counter[str] = Counter()
    within = [at for at in range(look.run.start, look.run.end) if name.start <= look.spans[at][0] < name.end]
    opening = next(label for label in OPENING if KINDS[label] == name.kind)
    signs = list(signs_of(look.sentence, look.run, look.low, weigh.look))
    for at in within:
        label = opening if at == within[0] else opening + 1
        of_place, roles = signs[at - look.run.start]
        found[_SPELLING] += _for(weigh.weights(of_place), label)
        for role, word in roles:
            beside = int(role) if role in _BESIDE else 0
            told = _OWN if beside and at + beside in within else _told(role, word)
            found[told] += _for(weigh.word_weights(role, word), label)
    best = [words for words, weight in found.most_common(MOST) if weight > 0]
    return ", ".join(best)


def _for(row: int, label: int) -> int:
    """What a row says for a label, against that the word is of no name."""
    return lane(row, label) - lane(row, OUTSIDE_LABEL)


def _told(role: str, word: str) -> str:
    if role in _BEFORE:
        return "nothing before it" if word == OUTSIDE else f"“{word}” before it"
    if role in _BEHIND:
        return "nothing behind it" if word == OUTSIDE else f"“{word}” behind it"
    return _OWN
