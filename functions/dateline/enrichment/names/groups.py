"""The mentions of a text that read the same, and those of one entity."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.enrichment.names.forms import Form
    from dateline.enrichment.names.titles import Gender
    from dateline.findings import EntityKind

Words = tuple[str, ...]
"""The words of a name as they compare."""


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of the same words, in the order of the text."""

    words: Words
    forms: list[Form]


@dataclass(slots=True)
class Cluster:
    """The mentions of one entity, and how many of them each rule brought."""

    kind: EntityKind
    words: Words
    forms: list[Form] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)
    gender: Gender | None = None

    def take(self, forms: Iterable[Form], rule: str) -> None:
        """Adds mentions that belong here, and says why."""
        for form in forms:
            self.forms.append(form)
            self.rules[rule] += 1
            self.gender = self.gender or form.gender

    @classmethod
    def of(cls, kind: EntityKind, group: Group) -> Cluster:
        """What the first, and fullest, group of mentions opens."""
        cluster = cls(kind, group.words)
        cluster.take(group.forms, "name")
        return cluster
