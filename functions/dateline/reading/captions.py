"""The line of a picture → its caption and its credit: `Rescuers at the site. Photo: A. Name/AFP`."""

from __future__ import annotations

import re

from dateline.article import Image
from dateline.reading.agencies import is_agency
from dateline.reading.cues import phrases

LONGEST_CREDIT = 90

_WORDS = "|".join(sorted(map(re.escape, phrases("credit") - {"©"}), key=len, reverse=True))
_LABELLED = re.compile(
    rf"(?:^|[\s(\[|–—-])(?P<label>(?:{_WORDS})(?:\s(?:by|via|von|par|por|credit|courtesy))?)\s?[:：=/]\s?(?P<credit>[^:：]{{2,{LONGEST_CREDIT}}})$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(rf"(?:^|\s)[(\[]?(?:©|\(c\)|ⓒ)\s?(?P<credit>[^©]{{2,{LONGEST_CREDIT}}})$", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[](?P<credit>[^()\[\]]{2,70})[)\]]\.?$")
_SLASHED = re.compile(
    r"(?:^|[\s.(])(?P<credit>[^\s.()/][^.()/]{2,40}\s?/\s?(?P<agency>[^\s/.()]{2,20}(?: Images)?))\)?$"
)
_PICTURE_WORDS = re.compile(r"\b(?:AP Photo|Getty|Reuters|AFP|Shutterstock|imago|picture[ -]alliance|File)\b")


def read_caption(text: str) -> Image | None:
    """The picture that the line speaks of, without an address; None where the line carries no credit."""
    for pattern in (_LABELLED, _COPYRIGHT):
        if found := pattern.search(text[-400:]):
            at = len(text) - len(text[-400:]) + found.start()
            return _image(text[:at], found["credit"])
    if found := _BRACKETED.search(text[-90:]):
        inner = found["credit"]
        if labelled := _LABELLED.search(inner) or _COPYRIGHT.search(inner):
            return _image(text[: len(text) - len(found[0])], labelled["credit"])
        if _PICTURE_WORDS.search(inner) and len(inner.split()) <= 8:
            return _image(text[: len(text) - len(found[0])], inner)
    if (found := _SLASHED.search(text[-70:])) and (is_agency(found["agency"]) or "Images" in found["agency"]):
        return _image(text[: len(text) - len(text[-70:]) + found.start()], found["credit"])
    return None


def _image(caption: str, credit: str) -> Image | None:
    credit = credit.strip(" ()[].|-–—")
    caption = caption.strip(" ([|-–—")
    return Image(caption=caption or None, credit=credit) if credit else None
