"""Puts a measured table into the README, between two marks that only a reader of its source sees."""

from __future__ import annotations

import re
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def write(name: str, table: str, path: Path = README) -> None:
    """Put the table between the marks of that name. Raises ValueError where the file has none."""
    text = path.read_text("utf-8")
    begin, end = f"<!-- {name}: written by make bench -->", f"<!-- end of {name} -->"
    found = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not found.search(text):
        raise ValueError(f"{path.name} has no marks of {name}")
    path.write_text(found.sub(lambda _: f"{begin}\n{table}\n{end}", text, count=1), "utf-8")
