"""The line of a picture → its caption and its credit: `Rescuers at the site. Photo: A. Name/AFP`."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.article import Image
from dateline.reading.agencies import is_agency
from dateline.reading.cues import phrases

LONGEST_CREDIT = 90
MOST_LABEL_WORDS = 3

_LABELS = phrases("credit") - {"©"}
_COPYRIGHT = re.compile(r"(?:^|[\s(\[])(?:©|\(c\)|ⓒ)\s?(?P<credit>[^©]{2,90})$", re.IGNORECASE)
_HOLDS = ("©", "ⓒ", "(c)", "(C)")
_BRACKETED = re.compile(r"[(\[](?P<credit>[^()\[\]]{2,90})[)\]]\.?$")
_SLASHED = re.compile(r"(?:^|[\s.(|])(?P<credit>[^\s.()/|][^.()/|]{1,40}\s?/\s?(?P<agency>[^/.()]{2,24}))\)?\.?$")
_COLONS = re.compile(r"[:：=]")
_LINKS = ("by", "via", "von", "par", "por", "av", "di", "door")
_LINK_WORDS = frozenset(_LINKS)
# What a credit has one of: a quick look before the thorough ones.
_HINT = re.compile(rf"[:/(=\[：©ⓒ]| (?:{'|'.join(_LINKS)}) ")
_AFTER_LABEL = re.compile(rf"\s?[:：=]\s?|\s(?:{'|'.join(_LINKS)})\s", re.IGNORECASE)
_PICTURE_WORDS = frozenset({"photo", "getty", "shutterstock", "imago", "images", "picture-alliance", "alamy", "epa"})
_EDGES = " ()[].,|-–—"
_LAST_OF_LABELS = frozenset({"", *(label.split()[-1] for label in _LABELS)})


def read_caption(text: str) -> Image | None:
    """The picture that the line speaks of, without an address; None where the line carries no credit."""
    tail = text[-LONGEST_CREDIT - 40 :]
    if not _HINT.search(tail):
        return None
    found = _credit_in(tail)
    return _image(text[: len(text) - len(tail) + found[0]], found[1]) if found else None


@lru_cache(maxsize=128)
def _credit_in(tail: str) -> tuple[int, str] | None:
    """Where the credit begins that the end of a text carries, and its words; the same line is asked about again."""
    if labelled := _labelled(tail):
        return labelled
    if any(sign in tail for sign in _HOLDS) and (found := _COPYRIGHT.search(tail)):
        return found.start(), found["credit"]
    if ("(" in tail or "[" in tail) and (found := _BRACKETED.search(tail)) and _names_picture(found["credit"]):
        return found.start(), found["credit"]
    if (
        "/" in tail
        and (found := _SLASHED.search(tail))
        and (is_agency(found["agency"]) or _names_picture(found["agency"]))
    ):
        return found.start(), found["credit"]
    return None


def _labelled(tail: str) -> tuple[int, str] | None:
    """Where a label like `Photo:` stands in the text, and what follows it."""
    folded = tail.casefold()
    if not _may_be_labelled(folded):
        return None
    for mark in _AFTER_LABEL.finditer(tail):
        words = tail[: mark.start()].casefold().split()
        for count in range(min(MOST_LABEL_WORDS, len(words)), 0, -1):
            label = " ".join(words[-count:]).strip(_EDGES)
            if label in _LABELS:
                start = folded.rfind(label, 0, mark.start())
                return start, tail[mark.end() :]
    return None


def _may_be_labelled(folded: str) -> bool:
    """A quick look: whether a word that ends a label stands before a colon or a word like “by”."""
    words = folded.split()
    before: list[str] = []
    if not _LINK_WORDS.isdisjoint(words):
        before += [words[at - 1] for at, word in enumerate(words) if at and word in _LINK_WORDS]
    for mark in _COLONS.finditer(folded):
        before += folded[: mark.start()].rsplit(None, 1)[-1:]
    return any(word.strip(_EDGES) in _LAST_OF_LABELS for word in before)


def _names_picture(text: str) -> bool:
    words = text.casefold().split()
    return len(words) <= 8 and any(word.strip(_EDGES) in _PICTURE_WORDS for part in words for word in part.split("/"))


def _image(caption: str, credit: str) -> Image | None:
    credit, caption = credit.strip(_EDGES), caption.strip(" ([|-–—")
    credit += ")" * (credit.count("(") > credit.count(")"))
    if not credit or len(credit) > LONGEST_CREDIT:
        return None
    return Image(caption=caption or None, credit=credit)
