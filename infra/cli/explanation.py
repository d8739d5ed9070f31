"""How an explanation is shown: each field with its candidates, each line or block of the page with its fate."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.text import Text

from infra.cli.card import count
from infra.cli.explained_fields import fields_table
from infra.cli.explained_findings import findings_table
from infra.cli.explained_page import page_table, rows_of, unit_word
from infra.cli.rejected import rejection_card, rejection_line
from infra.cli.terminal import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.enrichment.document import Found
    from dateline.reading.trace import Explanation


def explanation_view(name: str, explanation: Explanation, width: int, *, every: bool = False) -> Group:
    """The explanation of the page `name`, for people with so many columns; `every` unit in a row of its own."""
    return Group(*_parts(name, explanation, width, every=every))


def explanation_json(name: str, explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain values: `article`, `rejection`, `units`, `candidates`, `findings`."""
    from dateline.codec import to_mapping

    rejection = explanation.rejection
    return {
        "article": explanation.article and to_mapping(explanation.article),
        "rejection": rejection and rejection_line(name, rejection.reason.value, rejection.message),
        "units": [dataclasses.asdict(unit) for unit in explanation.units],
        "candidates": {
            field: [dataclasses.asdict(candidate) for candidate in candidates]
            for field, candidates in explanation.candidates.items()
        },
        "findings": {field: [_plain(one) for one in found] for field, found in _found(explanation).items()},
    }


def _parts(name: str, explanation: Explanation, width: int, *, every: bool) -> Iterator[RenderableType]:
    if explanation.rejection:
        yield rejection_card(name, explanation.rejection.reason.value, explanation.rejection.message)
        yield ""
    if explanation.article or explanation.candidates:
        yield Text.assemble(("Fields  ", "label"), ("✓ taken  × lost  ← where it was read", "quiet"))
        yield fields_table(explanation)
        yield ""
    if explanation.units:
        yield _heading(explanation, every=every)
        yield page_table(rows_of(explanation.units, every=every), width, explanation.article)
    found = _found(explanation)
    if any(found.values()):
        yield ""
        yield Text.assemble(("Findings  ", "label"), ("← the rule or the feature that decided", "quiet"))
        yield findings_table(found, every=every)
    for warning in explanation.article.warnings if explanation.article else ():
        yield Text.assemble(("Note  ", "odd"), line(warning))


def _heading(explanation: Explanation, *, every: bool) -> Text:
    units = explanation.units
    kept = sum(unit.kept for unit in units)
    total = count(len(units), unit_word(units))
    hint = "; --all gives each a row" if len(rows_of(units, every=every)) < len(units) else ""
    return Text.assemble(("Page  ", "label"), (f"┃ {kept:,} of {total} kept in the story{hint}", "quiet"))


def _found(explanation: Explanation) -> Mapping[str, tuple[Found[Any], ...]]:
    from dateline.enrichment import explained

    return explained(explanation.article) if explanation.article else {}


def _plain(found: Found[Any]) -> dict[str, Any]:
    finding = found.finding if isinstance(found.finding, str) else dataclasses.asdict(found.finding)
    return {"finding": finding, "rule": found.rule}
