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
        " chapeau excerpt entradilla bajada copete sottotitolo occhiello ingress lid sommario kicker summary",
    ),
    _cue(
        "byline",
        "Templates mark the names of the authors, at the start or at the end.",
        "author authors byline bylines autor autoren autore auteur auteurs textauthor authorname writer signature",
    ),
    _cue(
        "date line",
        "Templates mark the day of publication and the time that reading takes.",
        "date dateline published publish publishdate publisheddate pubdate timestamp datetime updated metainfo postmeta"
        " articlemeta entrymeta readingtime readtime lesezeit",
    ),
    _cue(
        "share line",
        "Appeals to share stand in paragraphs of their own.",
        "share shares sharing sharetext social follow",
    ),
    _cue(
        "caption",
        "Captions stand in all kinds of elements beside the picture.",
        "mediainfo photo image contentimage bildunterschrift legende pie didascalia bildtext imagetext videotitle"
        " mediatitle videoinfo",
    ),
    _cue(
        "pull quote",
        "A pull quote repeats what the text says.",
        "pullquote pullquotes highlightquote",
    ),
    _cue(
        "embed",
        "What other services show inside a story is theirs.",
        "oembed",
    ),
    _cue(
        "appeal",
        "Offers to subscribe and to register stand among the paragraphs.",
        "cta newsletter newsletters subscribe subscription signup register registration login identity promo promotion"
        " donate donation membership",
    ),
    _cue(
        "related",
        "Pointers to other stories stand among the paragraphs.",
        "related relatedlinks readmore readalso seealso morefrom moreon recommended recommendation trending mostread"
        " mostpopular relatedarticles relatedbroadcast",
    ),
    _cue(
        "notice",
        "Notices on corrections, affiliates and how to cite stand before or behind the text.",
        "feedback affiliate affiliates cite citation citewrapper disclosure copyright",
    ),
    _cue(
        "counter",
        "Slides and lists are counted in elements of their own.",
        "number counter count pagination",
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
