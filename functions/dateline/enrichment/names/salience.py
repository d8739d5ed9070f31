"""How much of a text is about each of its entities: how often, how early, and in the headline."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dateline.enrichment.names.filed import is_credit_only
from dateline.enrichment.names.vocabulary import compared

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.enrichment.document import Document
    from dateline.enrichment.names.groups import Cluster

_DIGITS = 4
_LEAD = 3.0
"""What a mention at the very start weighs more than one further on."""
_LEAD_ENDS = 16
"""The power of what is left of the text by which that fades: at a tenth of it, next to nothing is left."""
_FREQUENCY = 0.7
"""The power of the number of mentions: the tenth tells less than the second."""
_HEADLINE = 3.0
"""What a name in the headline weighs more than another."""


def shares(document: Document, clusters: Sequence[Cluster]) -> Iterator[float]:
    """For each cluster its share; all together they make 1, or less by what is rounded down."""
    weights = [_weight(document, cluster) for cluster in clusters]
    total = sum(weights)
    for weight in weights:
        yield math.floor(10**_DIGITS * weight / total) / 10**_DIGITS if total else 0.0


def _weight(document: Document, cluster: Cluster) -> float:
    if is_credit_only(document, cluster):
        return 0.0
    length = max(1, len(document.text))
    told = [form.start for form in cluster.forms if form.start >= document.opening]
    first = min(told)
    weight: float = len(told) ** _FREQUENCY * (1 + _LEAD * (1 - first / length) ** _LEAD_ENDS)
    if document.title and _is_in(cluster, document.title):
        weight *= _HEADLINE
    return weight


def _is_in(cluster: Cluster, title: str) -> bool:
    words = f" {' '.join(compared(title))} "
    return any(f" {' '.join(form)} " in words for form in {form.words for form in cluster.forms})
