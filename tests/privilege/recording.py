"""Records what the functions' roles were used for in every test of a run, and compares when the whole suite has run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from infra.local.guard import Guard, Refusal
from infra.local.permissions import Grant
from tests.privilege.comparison import differences

ROLES = {"ParseRole": "ParseFunction", "EnrichRole": "EnrichFunction"}
"""The roles of template.yaml and the functions that have them; small stacks of tests have others."""

Wire = tuple[list[tuple[str, str, str, str]], list[tuple[str, str, str]]]
"""A recording as one process of a run hands it to another."""


class Recording:
    """What all stacks of this process did, once they were left."""

    def __init__(self) -> None:
        self._used: set[Grant] = set()
        self._refused: set[Refusal] = set()

    def begin(self) -> None:
        """Note what each stack did from now on."""
        standing = Guard.standing

        @contextmanager
        def noted(guard: Guard) -> Iterator[None]:
            try:
                with standing(guard):
                    yield
            finally:
                self._add(guard.used, guard.refused)

        patch.object(Guard, "standing", noted).start()  # until the process ends

    def told(self) -> Wire:
        """The recording, to be handed on."""
        used = [(one.role, one.sid, one.action, one.resource) for one in self._used]
        return used, [(one.function, one.action, one.resource) for one in self._refused]

    def take(self, told: Wire) -> None:
        """Add what another process recorded."""
        used, refused = told
        self._add((Grant(*one) for one in used), (Refusal(*one) for one in refused))

    def differences(self) -> str:
        """See `comparison.differences`."""
        return differences(self._used, self._refused)

    def _add(self, used: Iterable[Grant], refused: Iterable[Refusal]) -> None:
        self._used.update(one for one in used if one.role in ROLES)
        self._refused.update(one for one in refused if one.function in ROLES.values())
