"""What the class names of an element tell of a short text in it, on whatever site: words that many templates share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

LONGEST_NAMES = 300


@dataclass(frozen=True, slots=True)
class NameCue:
    """The role that texts have in elements whose class names hold one of the words; two words may be one."""

    name: str
    role: str
    why: str
    words: frozenset[str]


def _cue(role: str, why: str, told: str) -> NameCue:
    return NameCue(f"class names of a {role}", role, why, frozenset(told.split()))


NAME_CUES = (
    _cue(
        "standfirst",
        "Templates mark the standfirst, which has a field of its own.",
        "standfirst lead leadin leadtext dek deck subtitle subheader teasertext einleitung preface vorspann chapo"
        " chapeau excerpt entradilla bajada copete sottotitolo occhiello ingress lid sommario summary description bold",
    ),
    _cue(
        "caption",
        "Captions stand in all kinds of elements beside the picture.",
        "mediainfo photo image contentimage bildunterschrift legende pie didascalia bildtext imagetext videotitle"
        " mediatitle videoinfo",
    ),
    _cue(
        "pull quote", "Templates mark what is set in large type beside the text.", "pullquote pullquotes highlightquote"
    ),
)

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[a-z]+")


def told_by_names(names: str) -> NameCue | None:
    """The first cue that the class names give, if any."""
    told = _told_words(names)
    return next((cue for cue in NAME_CUES if not cue.words.isdisjoint(told)), None)


@lru_cache(maxsize=4096)
def _told_words(names: str) -> frozenset[str]:
    """The words of class names, and each two in a row as one: `media-infoText` → media, mediainfo, info, …"""
    told: set[str] = set()
    for name in names[:LONGEST_NAMES].split():
        parts = _WORD.findall(_CAMEL.sub("-", name).lower())
        told.update(parts)
        told.update(map("".join, pairwise(parts)))
    return frozenset(told)
