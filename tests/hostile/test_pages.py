"""Hostile pages through both functions' handlers: each ends as it should, within the memory that the template gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from infra.local.cloud import ROOT
from infra.local.functions import functions_of
from infra.local.template import Setting, read_stack
from tests.hostile.pages import ARTICLE, CHARSETS, GZIP, LINKED, MARKUP, OTHER_ARTICLE, PAGES, TEXTS

KINDS = {"gzip": GZIP, "markup": MARKUP, "text": TEXTS, "charset": CHARSETS, "JSON-LD": LINKED}
MARGIN_MEGABYTES = 100  # for Lambda's own runtime, and what the clients of AWS take
PATIENCE_SECONDS = "60"  # of a busy machine: the limit itself has tests of its own


def taken(function: str, folder: Path, names: list[str]) -> dict[str, dict[str, Any]]:
    ended = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-m", "tests.hostile.inside", function, str(folder), *names],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"functions{os.pathsep}.", "PAGE_SECONDS": PATIENCE_SECONDS},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return {told["name"]: told for told in map(json.loads, ended.stdout.splitlines())}


def memory(function: str) -> int:
    stack = read_stack(ROOT / "template.yaml", Setting("dateline", "us-east-1", "aws", "http://localhost"), {})
    return functions_of(stack)[function].memory


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_page_ends_as_it_should_within_the_functions_memory(kind: str, tmp_path: Path) -> None:
    names = [f"{kind}: {name}" for name in KINDS[kind]]

    parsed = taken("parse", tmp_path, names)
    assert {name: told["outcome"] for name, told in parsed.items()} == {name: PAGES[name].outcome for name in names}
    assert max(told["megabytes"] for told in parsed.values()) < memory("ParseFunction") - MARGIN_MEGABYTES

    enriched = taken("enrich", tmp_path, names)
    assert {name: told["outcome"] for name, told in enriched.items()} == {
        name: "article" if PAGES[name].outcome in {ARTICLE, OTHER_ARTICLE} else PAGES[name].outcome for name in names
    }
    assert max(told["megabytes"] for told in enriched.values()) < memory("EnrichFunction") - MARGIN_MEGABYTES
