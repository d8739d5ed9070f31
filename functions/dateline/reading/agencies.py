"""The news agencies of the world, by every name that bylines, datelines and credits call them."""

from __future__ import annotations

import json
from pathlib import Path


def _load() -> dict[str, str]:
    table: dict[str, list[str]] = json.loads((Path(__file__).parent / "data/agencies.json").read_text("utf-8"))
    return {alias.casefold(): name for name, aliases in table.items() for alias in (name, *aliases)}


_BY_ALIAS = _load()


def is_agency(text: str) -> bool:
    """Whether the whole text is a name of a news agency, or several joined by a slash."""
    return bool(text) and all(part.strip().casefold() in _BY_ALIAS for part in text.strip("/").split("/"))
