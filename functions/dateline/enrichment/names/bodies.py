"""Bodies: acronyms, companies without their "Inc.", and the first or last words of a longer name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from dateline.enrichment.names.forms import Form
from dateline.enrichment.names.groups import Cluster
from dateline.enrichment.names.places import same_names
from dateline.enrichment.names.teams import TEAM
from dateline.enrichment.names.vocabulary import compared, word_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.enrichment.names.groups import Group, Words

_IN_BRACKETS = re.compile(r"[  ]\((?:the )?[\"“'‘]?([A-Z][A-Za-z&.\-]{1,9})[\"”'’]?\)")
_ARTICLE = re.compile(r"\b[Tt]he[  ]\Z")
_MOST_ACRONYMS = 200
"""Acronyms that a text explains; what explains more is a list of them."""


def acronyms(text: str, forms: Sequence[Form]) -> tuple[dict[Words, Words], list[Form]]:
    """What the text itself explains in brackets, "People's Protection Units (YPG)", and where it stands untagged."""
    bound: dict[Words, Words] = {}
    printed: set[str] = set()
    for acronym, names in _explained(text, forms).items():
        spelt = [words for words in names if _are_initials(acronym, words)]
        if not spelt and (len(names) > 1 or not {word[0] for word in names[0]} & set(acronym.casefold())):
            continue  # It explains none of the names that it stands behind: a song's publishers (ASCAP).
        words = (spelt or names)[0]
        bound[compared(acronym)] = words
        bound.setdefault(words, words)
        printed.add(acronym)
    if not printed:
        return bound, []
    taken = {form.start for form in forms}
    inside = sorted((form.start, form.end) for form in forms)
    spans = iter(inside)
    untagged, last_end = [], 0
    current = next(spans, None)
    pattern = "|".join(re.escape(one) for one in sorted(printed, key=len, reverse=True))
    for found in re.finditer(rf"(?<![\w&-])(?:{pattern})(?![\w&-])", text):
        while current and current[0] <= found.start():
            last_end = max(last_end, current[1])
            current = next(spans, None)
        if found.start() not in taken and found.start() >= last_end and not (current and current[0] < found.end()):
            words = compared(found.group())
            untagged.append(Form(found.start(), found.end(), "organisation", "acronym", found.group(), words))
    return bound, untagged


def _explained(text: str, forms: Sequence[Form]) -> dict[str, list[Words]]:
    """The acronyms in brackets, and the names that each stands behind."""
    explained: dict[str, list[Words]] = {}
    for form in forms:
        found = _IN_BRACKETS.match(text, form.end) if form.kind != "place" and len(form.words) > 1 else None
        if not found or sum(letter.isupper() for letter in found[1]) < 2 or _is_party(found[1]):
            continue
        if form.kind != "person" or _are_initials(found[1], form.words):
            names = explained.setdefault(found[1], [])
            if form.words not in names:
                names.append(form.words)
            if len(explained) >= _MOST_ACRONYMS:
                break
    return explained


def gathered(text: str, groups: Iterable[Group], bound: Mapping[Words, Words]) -> list[Cluster]:
    """The bodies that groups of mentions name; `groups` come with the longest names first."""
    known: dict[Words, Cluster] = {}
    bodies: list[Cluster] = []
    shortened: dict[Words, list[tuple[str, Cluster]]] = defaultdict(list)
    for group in groups:
        usual = same_names().get(group.words, bound.get(group.words, group.words))
        found = known.get(usual)
        if found:
            found.take(group.forms, "acronym" if group.words in bound else "usual name")
            continue
        candidates = {id(body): (rule, body) for rule, body in shortened[group.words] if _fits(text, group, rule)}
        if len(candidates) == 1:
            [(rule, body)] = candidates.values()
            body.take(group.forms, rule)
            known.setdefault(group.words, body)
            continue
        body = Cluster.of("organisation", group)
        bodies.append(body)
        known[usual] = body
        known.setdefault(group.words, body)
        for rule, short in _shorter(group.words):
            shortened[short].append((rule, body))
    return bodies


def _shorter(words: Words) -> Iterable[tuple[str, Words]]:
    """What else a body of this name may be called in the same text."""
    kinds = word_kinds()
    common, company = kinds["COMMON"], kinds["COMPANY"]
    last = len(words)
    while last > 1 and words[last - 1] in company:
        last -= 1
    if last < len(words):
        yield "without its form", words[:last]
    initials = "".join(word[0] for word in words)
    if len(words) > 1:
        yield "acronym", (initials,)
        short = "".join(word[0] for word in words if word not in kinds["SMALL"])
        if short != initials and len(short) > 1:
            yield "acronym", (short,)
    for length in range(1, min(last, len(words))):
        start, tail = words[:length], words[len(words) - length :]
        # The press of a university is not the university; a foundation for the arts may be the foundation.
        is_whole = start[-1] in common and words[length] not in kinds["SMALL"]
        if not all(word in common for word in start) and start[-1] not in kinds["SMALL"] and not is_whole:
            yield "first words", start
        if length > 1 and tail[0] not in kinds["SMALL"] and not all(word in company for word in tail):
            yield "last words", tail
        elif length == 1 and tail[0] not in company and len(tail[0]) > 2:
            yield "last word", tail


def _fits(text: str, group: Group, rule: str) -> bool:
    if rule == "acronym":
        return group.forms[0].text.replace(".", "").isupper()
    if rule == "first words":
        # NASA is not the NASA Discovery Program.
        return group.words not in same_names() and (len(group.words) > 1 or not group.forms[0].text.isupper())
    if rule == "last word":
        return any(form.rule == TEAM for form in group.forms) or all(
            _ARTICLE.search(text[max(0, form.start - 5) : form.start]) for form in group.forms
        )
    return True


def _are_initials(acronym: str, words: Words) -> bool:
    letters = compared(acronym)
    small = word_kinds()["SMALL"]
    spelt = {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in small)}
    return bool(letters) and letters[0] in spelt


def _is_party(letters: str) -> bool:
    """(R-Tex.), (D): a politician's party and state."""
    return letters[1:2] in {"-", "–", "."} and letters[0] in "RDI"
