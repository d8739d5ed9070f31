"""Which forms of a text name the same person, body or place: the longest first, the shorter ones gathered to them.

forms ──► kinds by votes ──► people, bodies and places, each gathered by rules of its own
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from dateline.enrichment.names import bodies, people, places
from dateline.enrichment.names.groups import Cluster, Group

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.enrichment.names.forms import Form
    from dateline.enrichment.names.groups import Words
    from dateline.findings import EntityKind


def clusters_of(text: str, forms: Sequence[Form]) -> list[Cluster]:
    """The entities of a text, in no order. `forms` stand in the order of the text."""
    bound, bracketed = bodies.acronyms(text, forms)
    groups: dict[Words, list[Form]] = defaultdict(list)
    for form in sorted([*forms, *bracketed], key=lambda form: form.start):
        groups[form.words].append(form)
    kinds = _kinds(groups, bound)
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


def _kinds(groups: Mapping[Words, list[Form]], bound: Mapping[Words, Words]) -> dict[Words, EntityKind]:
    """One kind for each form of a name: what most of its mentions were tagged as, a person where they tie.

    An acronym that was bound to a body's name is a body; a single word that was tagged as a body is a person where it
    is the surname of one that the text names in full.
    """
    kinds: dict[Words, EntityKind] = {}
    surnames = set()
    for words, members in groups.items():
        votes = Counter(form.kind for form in members)
        kinds[words] = (
            "organisation" if words in bound else max(votes, key=lambda kind: (votes[kind], kind == "person"))
        )
        if kinds[words] == "person" and len(words) > 1:
            surnames.add(words[-1])
    for words, kind in kinds.items():
        if kind == "organisation" and len(words) == 1 and words[0] in surnames and words not in bound:
            kinds[words] = "person"
    return kinds
