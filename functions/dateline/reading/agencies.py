"""The news agencies of the world, by every name that bylines, datelines and credits call them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from dateline.reading.cues import UNSPACED


def _load() -> dict[str, str]:
    table: dict[str, list[str]] = json.loads((Path(__file__).parent / "data/agencies.json").read_text("utf-8"))
    return {alias.casefold(): name for name, aliases in table.items() for alias in (name, *aliases)}


_BY_ALIAS = _load()
_WORD = re.compile(r"\w+")
_FIRST_WORDS = frozenset(found[0] for alias in _BY_ALIAS if (found := _WORD.findall(alias)))
_UNSPACED_ALIASES = tuple(alias for alias in _BY_ALIAS if not alias.isascii() and len(_WORD.findall(alias)) == 1)
UNSPACED_NAMES = tuple(sorted(filter(UNSPACED.match, _BY_ALIAS), key=lambda alias: (-len(alias), alias)))
"""The names in scripts without spaces, the longest first."""

_SIGNATURE = re.compile(r"[a-zäöü]{1,5}")
_JOINTS = re.compile(r"[/+]|(?<=[A-Za-z])-(?=[A-Z])|,\s")


def is_agency(text: str) -> bool:
    """Whether the whole text is a name of a news agency, or several joined by a slash."""
    if "/" not in text:
        return text.strip().casefold() in _BY_ALIAS
    return all(part.strip().casefold() in _BY_ALIAS for part in text.strip("/").split("/"))


def agency_of(text: str) -> str | None:
    """The agency, or the joined agencies, that a credit names, as printed and without the desk's signature
    (`dpa/lni`); None where the first of them is none that is known."""
    text = text.strip(" /")
    if is_agency(text):
        return text
    parts = [part.strip() for part in _JOINTS.split(text)]
    if len(parts) < 2 or not is_agency(parts[0]):
        return None
    if all(_SIGNATURE.fullmatch(part) for part in parts[1:]):
        return parts[0]
    return text if all(is_agency(part) or part.isupper() for part in parts[1:]) else None


def may_name_agency(text: str) -> bool:
    """Whether a text holds the first word of an agency's name: a quick look before a thorough one."""
    folded = text.casefold()
    return not _FIRST_WORDS.isdisjoint(_WORD.findall(folded)) or (
        not text.isascii() and any(map(folded.__contains__, _UNSPACED_ALIASES))
    )


def agency_named(alias: str) -> str | None:
    """The agency's usual name: `Associated Press` → `AP`."""
    return _BY_ALIAS.get(alias.strip(" /").casefold())
