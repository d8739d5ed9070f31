"""People: a surname, a first name, initials and a name without its middle belong to the fuller name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dateline.enrichment.names.gender import gender_of
from dateline.enrichment.names.groups import Cluster, Group
from dateline.enrichment.names.vocabulary import word_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.enrichment.names.forms import Form
    from dateline.enrichment.names.groups import Words

_ARTICLES = ("al-", "el-", "ash-", "as-", "ar-", "an-")
"""Arabic: al-Assad is also Assad."""
_CANDIDATES = 20
"""Namesakes that are compared; no text that people read has more."""


def gathered(groups: Iterable[Group]) -> list[Cluster]:
    """The people that groups of mentions name; `groups` come with the longest names first."""
    people: list[Cluster] = []
    by_surname: dict[str, list[Cluster]] = defaultdict(list)
    by_first: dict[str, list[Cluster]] = defaultdict(list)
    for group in sorted(groups, key=lambda group: -len(_core(group.words))):
        core = _core(group.words)
        surname = _bare(core[-1])
        rule = "surname" if len(core) == 1 else "shorter name"
        candidates = [one for one in by_surname[surname][:_CANDIDATES] if _is_short_for(group, one)]
        if not candidates and len(core) == 1:
            rule, candidates = "first name", by_first[core[0]][:_CANDIDATES]
        if not candidates:
            people.append(_new(group, core, by_surname, by_first))
        elif len(candidates) == 1:
            others = _of_the_other_gender(candidates[0], group.forms) or _in_office(candidates[0], group.forms)
            candidates[0].take([form for form in group.forms if form not in others], rule)
            if others:
                people.append(_new(Group(group.words, others), core, by_surname, by_first))
        else:
            for form in group.forms:
                _best(candidates, form).take([form], rule + " of several")
    return people


def _new(group: Group, core: Words, *indexes: dict[str, list[Cluster]]) -> Cluster:
    """A person whom the text has not named before, to be found by surname and by first name."""
    by_surname, by_first = indexes
    person = Cluster.of("person", group)
    by_surname[_bare(core[-1])].append(person)
    if len(core) > 1:
        by_first[core[0]].append(person)
    return person


def _of_the_other_gender(person: Cluster, forms: Sequence[Form]) -> list[Form]:
    """The mentions that a courtesy tells to be somebody else's: Mr. Roe is not Ann Roe.

    With them go those without a courtesy, where the text has it that most are.
    """
    gender = person.gender or gender_of(person.words[0])
    others = [form for form in forms if gender and form.gender and form.gender != gender]
    if others and not any(form.gender == gender for form in forms):
        return list(forms) if len(forms) > len(person.forms) else others
    return others


def _in_office(person: Cluster, forms: Sequence[Form]) -> list[Form]:
    """The mentions of somebody whom the text knows by office and surname before it names another in full.

    "President Roe spoke. Ann Roe will travel": who is in office is not introduced again, without the office.
    """
    if any(form.title for form in person.forms) or len(forms[0].words) > 1:
        return []
    first = min(form.start for form in person.forms)
    if not any(form.title and form.start < first for form in forms):
        return []
    return [form for form in forms if form.title or form.start < first]


def _core(words: Words) -> Words:
    """A name without Jr. and the like."""
    suffixes = word_kinds()["SUFFIX"]
    last = len(words)
    while last > 1 and words[last - 1] in suffixes:
        last -= 1
    return words[:last]


def _bare(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) > len(article) + 2:
            return word[len(article) :]
    return word


def _is_short_for(group: Group, person: Cluster) -> bool:
    """Whether each word of the shorter name stands, in order, in the fuller one, an initial for its word."""
    short, full = _core(group.words), _core(person.words)
    if len(short) > 1 and len(person.words) > len(full) and len(short) == len(group.words):
        # "Sam Roe" before "Sam Roe Jr." is the father; after it, the same man.
        return group.forms[0].start > person.forms[0].start and short == full
    if len(short) > len(full):
        return False
    rest = iter(full[:-1])
    return all(any(_is_initial_or_same(word, whole) for whole in rest) for word in short[:-1])


def _is_initial_or_same(one: str, other: str) -> bool:
    return one == other or (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other))


def _best(candidates: Sequence[Cluster], form: Form) -> Cluster:
    """Of namesakes, the one whose gender fits the courtesy, and that the text tells most of."""
    if form.gender:
        fitting = [one for one in candidates if (one.gender or gender_of(one.words[0])) == form.gender]
        candidates = fitting or candidates
    return max(candidates, key=lambda one: (len(one.forms), -one.forms[0].start))
