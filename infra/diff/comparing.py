"""What would change of an upload's row: the fields that the code at hand would write otherwise than they stand.

What follows from the body counts only where the body is the same: offsets into it, shares of it, its prints. A body
that begins a word later would otherwise change every mention of every name. Fields that an enricher outside made are
not compared; the code at hand asks none.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from dateline.codec import to_mapping

if TYPE_CHECKING:
    from dateline.record import Record
    from dateline.rejection import Reason

OUTCOME = "outcome"
"""The field that tells whether an upload is an article, and why it is none."""

MESSAGE = "message"
"""The field that tells more about why an upload is no article."""

ARTICLE = "article"

NOT_COMPARED = frozenset(
    {"upload", "parser_version", "enricher_version", "evidence", "confidence", "enrichers", "unknown", "cluster_id"}
)
"""Fields that tell how the others came about. They count where all fields are asked for."""

OF_THE_BODY = frozenset({"blocks", "fingerprint", "telling_words"})
"""Fields that follow from the body, and count where it is the same."""

IN_THE_BODY = frozenset({"start", "end", "salience"})
"""Values within a field that follow from the body."""

_LOCAL = "local"

Kind = Literal["filled", "emptied", "changed"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a row tells, or would tell: its outcome, and its fields as plain values."""

    outcome: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A field's value as it stands and as the code at hand would write it; None where there is none."""

    old: Any
    new: Any

    @property
    def kind(self) -> Kind:
        """Whether there is a value now where none was, none where one was, or another."""
        if _is_empty(self.old):
            return "filled"
        return "emptied" if _is_empty(self.new) else "changed"


Changes = Mapping[str, Change]


def told_article(record: Record) -> Told:
    """What the row of an article tells."""
    return Told(ARTICLE, to_mapping(record))


def told_rejection(reason: Reason, message: str) -> Told:
    """What the row of a rejection tells."""
    return Told(f"rejected: {reason.value}", {MESSAGE: message})


def told_failure(error: BaseException) -> Told:
    """What becomes of an upload on which the code at hand fails: a dead letter."""
    raised = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f" in {frame.name}, line {frame.lineno} of {Path(frame.filename).name}" for frame in raised)
    return Told(f"fails: {type(error).__name__}", {MESSAGE: f"{error}{where}"})


def changes(old: Told, new: Told, *, all_fields: bool = False) -> dict[str, Change]:
    """The fields that differ, in the order in which a row has them, the outcome first.

    Where one is an article and the other is none, their fields are not compared one by one.
    """
    if ARTICLE not in {old.outcome, new.outcome} or old.outcome != new.outcome:
        told = {OUTCOME: Change(old.outcome, new.outcome)}
        told[MESSAGE] = Change(old.fields.get(MESSAGE), new.fields.get(MESSAGE))
        return {name: change for name, change in told.items() if change.old != change.new}
    same_body = old.fields["body"] == new.fields["body"]
    left_out = made_outside(old)
    if left_out:
        left_out |= {"enrichers", "unknown"}
    if not all_fields:
        left_out |= NOT_COMPARED if same_body else NOT_COMPARED | OF_THE_BODY
    return {
        name: Change(before, after)
        for name, before, after in ((name, old.fields.get(name), value) for name, value in new.fields.items())
        if name not in left_out and not _same(before, after, exact=all_fields or same_body)
    }


def made_outside(told: Told) -> frozenset[str]:
    """The fields that an enricher outside made."""
    enrichers: Mapping[str, str] = told.fields.get("enrichers", {})
    return frozenset(name for name, enricher in enrichers.items() if enricher != _LOCAL)


def _same(old: Any, new: Any, *, exact: bool) -> bool:
    return bool(old == new if exact else without_places(old) == without_places(new))


def without_places(value: Any) -> Any:
    """The value without what follows from the body: of mentions their number is left."""
    if isinstance(value, list):
        return [without_places(one) for one in value]
    if isinstance(value, dict):
        return {name: without_places(one) for name, one in value.items() if name not in IN_THE_BODY}
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
