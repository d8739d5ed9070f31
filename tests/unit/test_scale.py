"""docs/scale.md says what follows from the measured times and sizes, and from the template's own settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from infra.cost.scale import KEYS_PER_MESSAGE, backfilled_usd, kept_usd, needed_for, pace_of, table, uploaded_usd
from infra.local.template import Setting, read_stack

ROOT = Path(__file__).parents[2]
SCALE = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
STACK = read_stack(ROOT / "template.yaml", Setting("dateline", "us-east-1", "aws", "http://localhost"), {})


def test_the_table_is_what_is_computed() -> None:
    assert table() in SCALE


def test_the_paces_that_it_names_are_those_of_the_templates_settings() -> None:
    mappings = STACK.of_type("AWS::Lambda::EventSourceMapping")
    (most,) = {int(one.properties["ScalingConfig"]["MaximumConcurrency"]) for one in mappings}
    parse = enrich = most
    assert f"{int(pace_of(parse, enrich).pages)} pages a second" in SCALE
    assert f"| {int(pace_of(parse, 10**6).pages):,} | {parse} parse functions" in SCALE
    needed = needed_for(10_000)
    assert f"{needed.parse + needed.enrich} functions at once" in SCALE
    assert needed.write_units > 40_000
    states = json.loads(STACK.resources["Backfill"].properties["DefinitionString"])["States"]
    batches = {states[name]["ItemBatcher"]["MaxItemsPerBatch"] for name in ("FromListing", "FromInventory")}
    assert batches == {KEYS_PER_MESSAGE}


@pytest.mark.parametrize("usd", [uploaded_usd, backfilled_usd, kept_usd])
def test_costs_grow_with_the_pages(usd: object) -> None:
    assert callable(usd)
    assert usd(2_000_000) == pytest.approx(2 * usd(1_000_000))
    assert 0 < usd(1_000_000) < 20


def test_a_page_from_the_inbox_costs_no_upload() -> None:
    assert backfilled_usd(1_000_000) < uploaded_usd(1_000_000) - 5
