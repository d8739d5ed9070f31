"""SECURITY.md names every permission, and none that there is not."""

from __future__ import annotations

import re
from pathlib import Path

from tests.privilege.comparison import allowed

PAGE = Path(__file__).parents[2] / "SECURITY.md"


def test_the_table_of_permissions_is_that_of_the_template() -> None:
    told = set()
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[0] in {"parse", "enrich"}:
            function, sid, actions, resource, _ = cells
            assert resource
            told |= {(f"{function.title()}Role", sid.strip("`"), action) for action in re.findall("`([^`]+)`", actions)}
    assert told == {(grant.role, grant.sid, grant.action) for grant in allowed()}
