"""What the class names of an element tell of the text in it, on whatever site: words that many templates share."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

LONGEST_NAMES = 300

STANDFIRST = frozenset({
    "standfirst", "lead", "leadin", "leadtext", "dek", "deck", "subtitle", "subheader", "teasertext",
    "einleitung", "preface", "vorspann", "chapo", "chapeau", "excerpt", "entradilla", "bajada", "copete",
    "sottotitolo", "occhiello", "ingress", "sommario", "summary",
})  # fmt: skip
# Of these, the words that are said of nothing else: the others are said of a text's first paragraph as well.
APART = frozenset({"standfirst", "dek", "subtitle", "subheader"})
CAPTION = frozenset({
    "photo", "image", "bildunterschrift", "legende", "didascalia", "bildtext", "imagetext", "videotitle", "mediatitle",
    "imageinfo", "mediainfo", "photoinfo", "videoinfo",
})  # fmt: skip
PULL_QUOTE = frozenset({
    "pullquote", "pullquotes", "exergue",
})  # fmt: skip

_HEADER = "header"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[a-z]+")


def sets_apart(tag: str | None, names: str) -> bool:
    """Whether what stands in the element is set with the headline: the element is a header, or is called so, or is
    called a standfirst and nothing else."""
    return tag == _HEADER or _HEADER in names.lower() or not APART.isdisjoint(words_of(names))


@lru_cache(maxsize=1024)
def words_of(names: str) -> frozenset[str]:
    """The words of class names, and each two in a row as one: `media-infoText` → media, mediainfo, info, …"""
    told: set[str] = set()
    for name in names[:LONGEST_NAMES].split():
        parts = _WORD.findall(_CAMEL.sub("-", name).lower())
        told.update(parts)
        told.update(map("".join, pairwise(parts)))
    return frozenset(told)
