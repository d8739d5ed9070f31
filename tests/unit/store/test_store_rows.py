"""Many rows at once, when DynamoDB keeps some back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.stub import Stubber

from dateline.store.rows import Rows

if TYPE_CHECKING:
    from tests.unit.store.conftest import Stack

TABLE = "articles"


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, each time."""
    waited: list[float] = []
    monkeypatch.setattr("dateline.store.rows.time.sleep", waited.append)
    return waited


def key(pk: str) -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": "row"}}


def answer(given: list[str], held_back: list[str]) -> dict[str, Any]:
    return {
        "Responses": {TABLE: [key(pk) for pk in given]},
        "UnprocessedKeys": {TABLE: {"Keys": [key(pk) for pk in held_back]}} if held_back else {},
    }


def test_what_is_kept_back_is_asked_for_again(stack: Stack, pauses: list[float]) -> None:
    with Stubber(stack.dynamodb) as stub:
        for given, held_back in ((["a"], ["b", "c"]), ([], ["b", "c"]), (["c"], ["b"]), (["b"], [])):
            stub.add_response("batch_get_item", answer(given, held_back))
        found = Rows(stack.dynamodb, TABLE).get_many(["a", "b", "c", "a"])
    assert found == {pk: key(pk) for pk in ("a", "b", "c")}
    assert len(pauses) == 1


def test_rows_that_never_come_are_an_error(stack: Stack, pauses: list[float]) -> None:
    with Stubber(stack.dynamodb) as stub:
        for _ in range(20):
            stub.add_response("batch_get_item", answer([], ["a"]))
        with pytest.raises(TimeoutError, match="keeps back 1 rows of articles"):
            Rows(stack.dynamodb, TABLE).get_many(["a"])
    assert sorted(pauses) == pauses
    assert sum(pauses) < 10


def test_no_rows_need_no_call(stack: Stack) -> None:
    with Stubber(stack.dynamodb):
        assert Rows(stack.dynamodb, TABLE).get_many([]) == {}
