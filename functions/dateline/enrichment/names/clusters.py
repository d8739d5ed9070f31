"""Which forms of a text name the same person, body or place: the longest first, the shorter ones gathered to them.

forms ──► kinds by the whole text ──► people, bodies and places, each gathered by rules of its own
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dateline.enrichment.names import bodies, people, places
from dateline.enrichment.names.groups import Cluster, Group
from dateline.enrichment.names.kinds import kinds_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from dateline.enrichment.names.forms import Form
    from dateline.enrichment.names.groups import Words
    from dateline.enrichment.names.kinds import Span
    from dateline.findings import EntityKind


def clusters_of(text: str, forms: Sequence[Form], mapped: Collection[Span] = frozenset()) -> list[Cluster]:
    """The entities of a text, in no order. `forms` stand in the order of the text, `mapped` are spans on the map."""
    bound, bracketed = bodies.acronyms(text, forms)
    groups: dict[Words, list[Form]] = defaultdict(list)
    for form in sorted([*forms, *bracketed], key=lambda form: form.start):
        groups[form.words].append(form)
    kinds = kinds_of(text, groups, bound, mapped)
    by_kind: dict[EntityKind, list[Group]] = {"person": [], "organisation": [], "place": []}
    for words, members in groups.items():
        by_kind[kinds[words]].append(Group(words, members))
    for some in by_kind.values():
        some.sort(key=lambda group: (-len(group.words), -len(group.forms), group.forms[0].start))
    return [
        *people.gathered(by_kind["person"]),
        *bodies.gathered(text, by_kind["organisation"], bound),
        *places.gathered(by_kind["place"]),
    ]
