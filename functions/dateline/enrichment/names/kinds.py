"""What a wording stands for throughout a text: a person, a body or a place, by all that the text says of it.

The tagger sees one mention and its neighbours; here all mentions of the same words are one, and have one kind.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from dateline.enrichment.names.introduced import INTRODUCED
from dateline.enrichment.names.model import model
from dateline.enrichment.names.places import same_names
from dateline.enrichment.names.vocabulary import word_kinds

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from dateline.enrichment.names.forms import Form
    from dateline.enrichment.names.groups import Words
    from dateline.findings import EntityKind

Span = tuple[int, int]
"""From, and up to but without, in code points."""

_OF_A_PERSON = re.compile(r"(?:, (?:who|whose|whom|aged|\d{1,2},)\b)")
"""What follows on a person's name only: "Ann, who", "Ann, 34,"."""

_HAS_A_PRICE = re.compile(
    r"(?:[’']s?)? (?:shares|stock) (?:(?:were|was|have|has) (?:up|down|risen|fallen)|rose|fell|closed|gained|lost"
    r"|jumped|dropped|slid|climbed|surged|tumbled|plunged|soared|slumped)\b"
)
"""What follows on a company's name only: "Time Warner shares rose"."""

_SHORT = 2
"""Letters of a company's form that is one in capitals only: SA is, Sa is not."""

_PLACES = frozenset(["city", "town", "country", "state"])


def kinds_of(
    text: str,
    groups: Mapping[Words, Sequence[Form]],
    bodies: Collection[Words],
    mapped: Collection[Span] = frozenset(),
) -> dict[Words, EntityKind]:
    """One kind for each wording.

    `bodies` are those that the text explains by an acronym, or that are one; `mapped` are the spans of the text that
    were found on the map. Where nothing else speaks, it is what most mentions were tagged as, a person where they tie.
    """
    # Places are explained by acronyms as well: "New South Wales (NSW)".
    bodies = {words for words in bodies if words in groups and not _is_mostly_mapped(groups[words], mapped)}
    bodies |= {words for words, members in groups.items() if _is_introduced(words, members, mapped)}
    kinds: dict[Words, EntityKind] = {}
    for words, members in groups.items():
        votes = Counter(form.kind for form in members)
        most = max(votes, key=lambda kind: (votes[kind], kind == "person"))
        is_company = most != "organisation" and _is_company(text, words, members)
        kinds[words] = (
            "organisation" if words in bodies or is_company else "place" if _is_feature(words, most) else most
        )
    names = {word for words, kind in kinds.items() if kind == "person" and len(words) > 1 for word in words}
    surnames = {words[-1] for words, kind in kinds.items() if kind == "person" and len(words) > 1}
    for words, kind in kinds.items():
        members = groups[words]
        if kind == "place" or words in bodies:
            continue
        if len(words) == 1 and words[0] in (surnames if kind == "organisation" else names):
            kinds[words] = "person"
        elif _is_mostly_mapped(members, mapped) and not _speaks_against(text, words, kind, members):
            kinds[words] = "place"
    return kinds


def _is_feature(words: Words, kind: EntityKind) -> bool:
    """Whether what was taken for a body is called what the land and the sea have: a strait, a valley."""
    return kind == "organisation" and len(words) > 1 and words[-1] in word_kinds()["FEATURE"]


def _is_company(text: str, words: Words, members: Sequence[Form]) -> bool:
    """Whether a name ends in a company's form that is nobody's surname, or has a share price."""
    form = words[-1]
    if len(words) > 1 and form in word_kinds()["COMPANY"]:
        known = model().look(form)
        is_written = len(form) > _SHORT or all(one.text.endswith(form.upper()) for one in members)
        return is_written and not (known and {"first", "sur"} & set(known.flags))
    return any(_HAS_A_PRICE.match(text, form.end) for form in members)


def _is_introduced(words: Words, members: Sequence[Form], mapped: Collection[Span]) -> bool:
    """Whether the text introduces it as a body, and it is no place's name of several words."""
    is_a_place = len(words) > 1 and _is_mostly_mapped(members, mapped)
    return not is_a_place and any(form.rule == INTRODUCED for form in members)


def _is_mostly_mapped(members: Sequence[Form], mapped: Collection[Span]) -> bool:
    """Whether at least half of the mentions are on the map: in a headline a place stands where nothing tells it."""
    return 2 * sum(is_mapped(form, mapped) for form in members) >= len(members)


def is_mapped(form: Form, mapped: Collection[Span]) -> bool:
    """Whether a mention is on the map, with or without the full stop behind it."""
    return (form.start, form.end) in mapped or (form.start, form.end + 1) in mapped


def _speaks_against(text: str, words: Words, kind: EntityKind, members: Sequence[Form]) -> bool:
    """Whether what is on the map is somebody, or a body that is known by that name, all the same."""
    if kind == "person":
        return any(form.title or form.gender or _OF_A_PERSON.match(text, form.end) for form in members)
    known = [model().look(word) for word in words]
    flags = {flag for one in known if one for flag in one.flags}
    if all(word in word_kinds()["COMMON"] for word in same_names().get(words, words)):
        return True  # A union of countries is a region on the map, and a body in the news.
    return words[-1] in word_kinds()["COMPANY"] or ("body" in flags and not flags & _PLACES)
