"""What an enricher says stands in a text, found there: code-point spans, and the entities that they make up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.findings import Entity, Mention

if TYPE_CHECKING:
    from dateline.findings import EntityKind

Span = tuple[int, int]

_MOST_PLACES = 2_000
"""So many places are looked at for one form; no story names anything more often."""

_PARTS = 10_000
"""Salience is rounded down to so fine a share, that all of one text do not add up to more than 1."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The forms in which one thing is named in a text, each exactly as it stands there."""

    kind: EntityKind
    forms: tuple[str, ...]


def occurrences(text: str, form: str) -> Iterator[Span]:
    """Where `form` stands in the text as words of its own, from the start on, without overlaps."""
    if not form.strip():
        return
    start = text.find(form)
    for _ in range(_MOST_PLACES):
        if start < 0:
            return
        end = start + len(form)
        whole = not (_joined(text, start) or _joined(text, end))
        if whole:
            yield start, end
        start = text.find(form, end if whole else start + 1)


def entities_named(text: str, namings: Sequence[Naming]) -> tuple[tuple[Entity, ...], int]:
    """The entities that are named in the text, the most salient first, and how many forms stand nowhere in it.

    A longer form goes before a shorter one that is part of it.
    """
    found: list[dict[str, list[Span]]] = [{} for _ in namings]
    taken, missing = bytearray(len(text)), 0
    forms = {(form, number): None for number, naming in enumerate(namings) for form in naming.forms}
    for form, number in sorted(forms, key=lambda one: -len(one[0])):
        spans = list(occurrences(text, form))
        free = [(start, end) for start, end in spans if not any(taken[start:end])]
        for start, end in free:
            taken[start:end] = b"\x01" * (end - start)
        if free:
            found[number].setdefault(form, []).extend(free)
        missing += not spans
    together = zip(namings, found, strict=True)
    return _ranked([(naming.kind, by_form) for naming, by_form in together if by_form]), missing


def entities_at(text: str, spans: Iterable[tuple[EntityKind, int, int]]) -> tuple[Entity, ...]:
    """The entities that stand at these places, the most salient first: one for each kind and name.

    A surname that only one person of the text has is that person.
    """
    found: dict[tuple[EntityKind, str], dict[str, list[Span]]] = {}
    for kind, start, end in sorted(set(spans), key=lambda one: one[1:]):
        name = " ".join(text[start:end].split())
        found.setdefault((kind, name), {}).setdefault(name, []).append((start, end))
    bearers: dict[str, list[str]] = {}
    for kind, name in found:
        if kind == "person" and " " in name:
            bearers.setdefault(name.rpartition(" ")[2], []).append(name)
    for surname, names in bearers.items():
        if len(names) == 1 and ("person", surname) in found:
            found["person", names[0]] |= found.pop(("person", surname))
    return _ranked([(kind, forms) for (kind, _), forms in found.items()])


def _ranked(found: Sequence[tuple[EntityKind, dict[str, list[Span]]]]) -> tuple[Entity, ...]:
    total = sum(len(spans) for _, forms in found for spans in forms.values())
    entities = []
    for kind, forms in found:
        by_place = sorted(forms, key=lambda form: min(forms[form]))
        name = max(by_place, key=len)
        mentions = sorted(span for spans in forms.values() for span in spans)
        entities.append(
            Entity(
                kind=kind,
                name=name,
                aliases=tuple(form for form in by_place if form != name),
                mentions=tuple(Mention(start, end) for start, end in mentions),
                salience=len(mentions) * _PARTS // total / _PARTS,
            )
        )
    return tuple(sorted(entities, key=lambda entity: (-len(entity.mentions), entity.mentions[0].start)))


def _joined(text: str, border: int) -> bool:
    """Whether one word runs over this border, in the scripts that set words apart."""
    return 0 < border < len(text) and _spelling(text[border - 1]) and _spelling(text[border])


def _spelling(character: str) -> bool:
    return character.isdecimal() or character.lower() != character.upper()
