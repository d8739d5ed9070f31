"""What the dateline at the head of a text names, and who is credited for it: told by the parse, not by the words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.enrichment.names.tagger import Tagged
from dateline.enrichment.names.vocabulary import compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.enrichment.document import Document
    from dateline.enrichment.names.groups import Cluster
    from dateline.findings import EntityKind

_WORK = "reporting|writing|editing|graphics?|video|research|compiled|edited|written|reported|by"
_PICTURE = "photographs?|photos?|pictures?|images?"
_CREDIT = re.compile(
    rf"[ \t(\[*_–—-]*(?:(?:additional |further )?(?:{_WORK}|{_PICTURE})\b"
    rf"|(?:file )?(?:{_PICTURE}|credit|source)(?: credit)?:|copyright\b|©)",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 200
"""Characters of a line that credits its writers or its pictures."""


def with_dateline(document: Document, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The tagged spans, those of the dateline being what the parse says: a place, an agency."""
    end = document.opening
    if not end:
        return list(tagged)
    named: list[tuple[str, EntityKind]] = []
    if document.agency:
        named.append((document.agency, "organisation"))
    if document.dateline:
        named.append((document.dateline, "place"))
    own: list[Tagged] = []
    opening = document.text[:end].casefold()
    for name, kind in named:
        at = opening.find(name.casefold())
        if at >= 0 and not any(at < other.end and other.start < at + len(name) for other in own):
            own.append(Tagged(at, at + len(name), kind, "dateline"))
    kept = [span for span in tagged if not any(span.start < one.end and one.start < span.end for one in own)]
    return sorted([*own, *kept], key=lambda span: span.start)


def is_credit_only(document: Document, cluster: Cluster) -> bool:
    """Whether an entity stands only in the dateline, and where writers, agencies and pictures are credited."""
    return all(form.start < document.opening or _is_in_credit(document, form.start) for form in cluster.forms) or (
        cluster.kind == "person" and len(cluster.forms) == 1 and cluster.words in _credited(document)
    )


def _is_in_credit(document: Document, at: int) -> bool:
    """Whether the line at a place of the text credits somebody: "Reporting by …", "Photo: …"."""
    text = document.text
    start = text.rfind("\n", 0, at) + 1
    if not _CREDIT.match(text, start):
        return False
    end = text.find("\n", at)
    return (len(text) if end < 0 else end) - start <= _LONGEST_CREDIT


def _credited(document: Document) -> frozenset[tuple[str, ...]]:
    return frozenset(compared(name) for name in document.credited)
