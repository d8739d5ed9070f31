"""What the names of a text stand for: one entity for each form of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.enrichment.document import Found
from dateline.enrichment.names.tagger import tagged
from dateline.findings import Entity, Mention

if TYPE_CHECKING:
    from dateline.enrichment.document import Document
    from dateline.enrichment.names.tagger import Tagged


def find(document: Document) -> tuple[Found[Entity], ...]:
    """The entities of a text, in the order in which it first names them: one for each form of a name."""
    forms: dict[tuple[str, str], list[Tagged]] = {}
    for one in tagged(document):
        forms.setdefault((one.kind, document.text[one.start : one.end]), []).append(one)
    return tuple(
        Found(Entity(ones[0].kind, name, mentions=tuple(Mention(one.start, one.end) for one in ones)), ones[0].rule)
        for (_, name), ones in forms.items()
    )


def why_unknown(document: Document) -> str | None:
    """Why a text has no names told: it is not in English. None where it is, and simply names nobody."""
    return None if (document.language or "").partition("-")[0].lower() == "en" else "names are known in English only"
