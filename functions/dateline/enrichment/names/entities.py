"""Entities out of tagged spans: who and what a text is about, with all their mentions.

tagged spans ──► forms (no title, no courtesy) ──► clusters ──► entities, with their share in the text
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dateline.enrichment.document import Found
from dateline.enrichment.names import filed
from dateline.enrichment.names.bounds import bounded
from dateline.enrichment.names.clusters import clusters_of
from dateline.enrichment.names.forms import form_of, joined
from dateline.enrichment.names.fullest import name_of
from dateline.enrichment.names.introduced import introduced
from dateline.enrichment.names.nouns import told_by_noun
from dateline.enrichment.names.salience import shares
from dateline.enrichment.names.storms import storms_of
from dateline.enrichment.names.tagger import tagged
from dateline.enrichment.names.teams import with_teams
from dateline.enrichment.names.vocabulary import word_kinds
from dateline.findings import Entity, Mention

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from dateline.enrichment.document import Document
    from dateline.enrichment.names.forms import Form
    from dateline.enrichment.names.groups import Cluster
    from dateline.enrichment.names.kinds import Span
    from dateline.enrichment.names.tagger import Tagged

_MOST_ALIASES = 20


def find(document: Document, mapped: Collection[Span] = frozenset()) -> tuple[Found[Entity], ...]:
    """The entities of a text in English, those with the greatest share in it first.

    `mapped` are the spans that stand for places on the map: what stands there is a place, unless the text says more.
    """
    return of_tagged(document, tagged(document), mapped)


def of_tagged(
    document: Document, spans: Iterable[Tagged], mapped: Collection[Span] = frozenset()
) -> tuple[Found[Entity], ...]:
    """The entities that tagged spans name; the spans overlap nowhere.

    What they hold beside a name (courtesies, titles, articles, marks) is left out.
    """
    text = document.text
    ordered = introduced(text, bounded(text, sorted(spans, key=lambda one: one.start)))
    ordered = with_teams(text, filed.with_dateline(document, joined(text, told_by_noun(text, ordered))))
    storms = storms_of(text)
    forms = [form for form in (form_of(text, span) for span in ordered) if form and form.words not in storms]
    alone = word_kinds()["NOT ALONE"]
    clusters = [one for one in clusters_of(text, forms, mapped) if len(one.words) > 1 or one.words[0] not in alone]
    found = [
        Found(_entity(cluster, share), _rule(cluster))
        for cluster, share in zip(clusters, shares(document, clusters), strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (-one.finding.salience, one.finding.mentions[0].start)))


def why_unknown(document: Document) -> str | None:
    """Why a text has no names told: it is not in English. None where it is, and simply names nobody."""
    return None if (document.language or "").partition("-")[0].lower() == "en" else "names are known in English only"


def _entity(cluster: Cluster, share: float) -> Entity:
    forms = sorted(cluster.forms, key=lambda form: form.start)
    printed = Counter(form.text for form in forms)
    name = name_of(cluster.kind, printed)
    titles = [form.title for form in forms if form.title and _is_his(form, cluster)]
    return Entity(
        kind=cluster.kind,
        name=name,
        aliases=tuple(text for text in printed if text != name)[:_MOST_ALIASES],
        mentions=tuple(Mention(form.start, form.end) for form in forms),
        salience=share,
        title=max(titles, key=len) if titles else None,
    )


def _is_his(form: Form, cluster: Cluster) -> bool:
    """Whether a title is surely that of whom the fuller name names: it stands before that, or later on."""
    first = min(one.start for one in cluster.forms if one.words == cluster.words)
    return len(form.words) > 1 or len(cluster.words) == 1 or form.start > first


def _rule(cluster: Cluster) -> str:
    """What tagged the fullest mention, and the rules that brought others to it."""
    gathered = "".join(f", {rule} ×{count}" for rule, count in cluster.rules.items() if rule != "name")
    return f"{cluster.forms[0].rule}{gathered}"
