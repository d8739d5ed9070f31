"""The simulation notices when what the promise stands on is taken away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.mutations import MOST_SEEDS, MUTATIONS, Mutation, noticed
from tests.faults.world import World


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with World.opened() as opened:
        yield opened


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.taken_away)
def test_a_seed_notices_what_is_taken_away(world: World, mutation: Mutation) -> None:
    assert noticed(world, mutation), f"{MOST_SEEDS} seeds do not notice it"
