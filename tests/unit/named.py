"""Texts in which the names are marked by hand, for tests that are about what is made of them: `{P:Ann Roe}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dateline.enrichment.document import Document
from dateline.enrichment.names.tagger import Tagged

if TYPE_CHECKING:
    from dateline.findings import EntityKind

_MARKED = re.compile(r"\{([POL]):([^}]*)\}")
_KINDS: dict[str, EntityKind] = {"P": "person", "O": "organisation", "L": "place"}


def named(marked: str, **known: Any) -> tuple[Document, list[Tagged]]:
    """The text without the marking, and the names in it."""
    text, tagged, read_to = "", [], 0
    for found in _MARKED.finditer(marked):
        text += marked[read_to : found.start()]
        tagged.append(Tagged(len(text), len(text) + len(found[2]), _KINDS[found[1]], "marked"))
        text += found[2]
        read_to = found.end()
    return Document(text + marked[read_to:], language="en", **known), tagged
