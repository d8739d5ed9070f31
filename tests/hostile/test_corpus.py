"""Inputs that once failed come to what they should, in time; and a little of the fuzzing itself."""

from __future__ import annotations

import itertools

import pytest

from dateline.deadline import within
from tests.hostile.corpus import Entry, entries
from tests.hostile.fuzz import fault_in, inputs
from tests.hostile.targets import TARGETS

PATIENCE_SECONDS = 30


@pytest.mark.parametrize("entry", list(entries()), ids=lambda entry: entry.name)
def test_what_once_failed_comes_to_what_it_should(entry: Entry) -> None:
    assert within(PATIENCE_SECONDS, lambda: TARGETS[entry.target](entry.data())) == entry.outcome


def test_nothing_but_named_outcomes_leaves() -> None:
    """The first inputs of a seed; `make fuzz` goes on."""
    for target, data in itertools.islice(inputs(seed=5), 150):
        assert fault_in(target, data) is None, (target, data)
