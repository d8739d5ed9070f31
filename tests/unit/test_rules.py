"""Every rule of reading is a row with a name and a reason, and can be taken out to see what it is worth."""

from __future__ import annotations

import importlib
from pathlib import Path

from infra.bench.rules import rows, taken_out


def test_every_rule_says_what_it_is_for() -> None:
    told = list(rows())
    assert len(told) > 100
    assert [row for row in told if len(row.why) < 10 or not row.name] == []


def test_a_rule_is_missing_while_it_is_taken_out_and_back_afterwards() -> None:
    row = next(row for row in rows() if row.table == "HEADLINE")
    module = importlib.import_module(row.module)
    whole = getattr(module, row.table)
    with taken_out(row):
        assert row.name not in [source.name for source in getattr(module, row.table)]
        assert getattr(importlib.import_module("dateline.reading.html"), row.table) is getattr(module, row.table)
    assert getattr(module, row.table) is whole


def test_the_document_tells_of_every_rule_and_of_no_other() -> None:
    place, told = "", set()
    for line in (Path(__file__).parents[2] / "docs/heuristics.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            place = line.removeprefix("## ")
        elif line.startswith("| ") and not line.startswith("| rule |"):
            told.add((place, line.split(" | ")[0].removeprefix("| ")))
    assert told == {(row.place, row.name.replace("|", "/")) for row in rows()}
