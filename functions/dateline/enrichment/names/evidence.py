"""What the rest of the text says of a name: the second look.

A name that is plain in one place ("Maria Okafor, the mayor,") is weighed alone in another ("Okafor"). The first look's
findings are gathered by their wording, and where they stand against what was found in a place, that place is weighed
again with their weight added.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.findings import EntityKind

WHOLE, SURNAME, FIRST_NAME = 1.0, 1.5, 0.5
"""How much a name says of the same wording elsewhere, and a full name of a person of its last word and of its first."""

FEWEST = 0.5
LONGEST = 6
"""Words of a wording that is looked up."""


class Evidence:
    """What was found in a text, by wording."""

    def __init__(self) -> None:
        self._votes: dict[tuple[str, ...], dict[EntityKind, float]] = defaultdict(lambda: defaultdict(float))

    def add(self, words: Sequence[str], kind: EntityKind) -> None:
        """A name of the text."""
        self._votes[tuple(words)][kind] += WHOLE
        if kind == "person" and len(words) > 1:
            self._votes[words[-1],][kind] += SURNAME
            self._votes[words[0],][kind] += FIRST_NAME

    def kind_of(self, words: Sequence[str], own: EntityKind | None) -> tuple[EntityKind, float] | None:
        """What a wording stands for elsewhere in the text, and with how many votes to spare.

        `own` is what was found in this place, whose vote does not count. None where there are no votes, or not enough.
        """
        votes = self._votes.get(tuple(words))
        if not votes:
            return None
        rest = {kind: count - (WHOLE if kind == own else 0.0) for kind, count in votes.items()}
        best = max(rest, key=lambda kind: (rest[kind], kind))
        spare = 2 * rest[best] - sum(rest.values())
        return (best, spare) if spare >= FEWEST else None
