"""What stands before a person's name: the office, which is told apart, and the courtesy, which may tell the gender."""

from __future__ import annotations

import re
from typing import Literal

from dateline.enrichment.names.vocabulary import WORD, without_accents, word_kinds
from dateline.enrichment.places.gazetteer import DEMONYM, known_places
from dateline.enrichment.rarity import zipf

Gender = Literal["f", "m"]
_LONGEST_SHORTENED = 5
"""Letters of a title that a full stop belongs to: "Supt."."""
_REACH = 60
"""Characters before a name in which its title stands."""
_COMMON = 6.0
"""The Zipf value of words like "but" and "when", which open a sentence and are in no title."""

_BREAK = re.compile(r"[^\w.’'\-  ]|\.(?=[  ][^\W_]{4,}\.)")


def before_name(text: str, start: int) -> tuple[str | None, Gender | None]:
    """The title that ends where a name starts ("Foreign Minister", "Sen."), and the gender of a courtesy there."""
    first = max(0, start - _REACH)
    reach = text[first:start]
    if not reach or not reach[-1].isspace() or reach[-1] == "\n":
        return None, None
    broken = max((found.end() for found in _BREAK.finditer(reach)), default=0)
    kinds = word_kinds()
    end = at = None
    gender: Gender | None = None
    for word in reversed(list(WORD.finditer(reach, broken))):
        plain = without_accents(word.group())
        is_courtesy = at is None and plain in courtesies()
        is_office = plain in kinds["TITLE HEAD"] or (at is not None and plain in kinds["TITLE PART"])
        ends_sentence = word.group().endswith(".") and len(plain) > _LONGEST_SHORTENED
        if not (is_courtesy or is_office) or ends_sentence or (first and word.start() == 0):
            break
        gender = gender or _told_by(plain)
        if is_office:
            end, at = end or word.end(), word.start()
    return (_whole(reach, broken, at, end) if at is not None and end is not None else None), gender


def _whole(reach: str, broken: int, at: int, end: int) -> str | None:
    """A title with the words before it that it is cut off from: White House Press Secretary.

    Behind "of" they are another's, and what is left of the title are its last words: Chief of Army Staff | General.
    """
    kinds = word_kinds()
    title = list(WORD.finditer(reach, at, end))
    if len(title) == 1 and title[0].group() in kinds["ADJECTIVE IN SMALL LETTERS"]:
        return None
    if without_accents(title[0].group()) not in kinds["TITLE CUT OFF"]:
        return reach[at:end]
    first = at
    for word in reversed(list(WORD.finditer(reach, broken, at))):
        if word.group() == "of" and first < at:
            heads = [one.start() for one in title if without_accents(one.group()) not in kinds["TITLE CUT OFF"]]
            return reach[heads[0] : end] if heads else None
        plain = without_accents(word.group())
        is_common = zipf(plain) > _COMMON and not word.group().isupper()
        if not word.group()[0].isupper() or known_places().named(DEMONYM + plain) or is_common:
            break
        first = word.start()
    return reach[first:end]


def courtesies() -> frozenset[str]:
    """What stands before a name and is neither part of it nor an office: Mr, Dr."""
    kinds = word_kinds()
    return kinds["HONORIFIC"] | kinds["HONORIFIC MAN"] | kinds["HONORIFIC WOMAN"]


def _told_by(word: str) -> Gender | None:
    kinds = word_kinds()
    if word in kinds["HONORIFIC MAN"] or word in kinds["OFFICE OF A MAN"]:
        return "m"
    return "f" if word in kinds["HONORIFIC WOMAN"] or word in kinds["OFFICE OF A WOMAN"] else None


def without_title(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without the courtesy, or the office, that was tagged along with it: Mr Smith, President Smith.

    Empty where nothing else stands there.
    """
    kinds = word_kinds()
    offices = kinds["TITLE HEAD"] | kinds["TITLE PART"]
    words = [(word.start(), without_accents(word.group())) for word in WORD.finditer(text, start, end)]
    first = 0
    while first < len(words) and (
        words[first][1] in courtesies()
        or (words[first][1] in offices and not (first == 0 and words[first][1] in kinds["ALSO FIRST NAME"]))
    ):
        first += 1
    if first < len(words):
        return words[first][0], end
    if words and words[-1][1] in kinds["ALSO SURNAME"]:
        return words[-1][0], end
    return start, start
