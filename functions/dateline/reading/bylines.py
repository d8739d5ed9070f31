"""A byline as a page words it → its authors, split and typed: person, desk, agency or account."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.article import Byline
from dateline.reading.agencies import is_agency
from dateline.reading.byline_pieces import PARTICLES, author_of, is_desk, is_house, is_name, is_role, tells_role
from dateline.reading.cues import UNSPACED, phrases
from dateline.reading.dates.month_names import names_days_only

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["is_name", "parse_byline"]

LONGEST_BYLINE = 300
MOST_AUTHORS = 12
SHORTEST_LABEL = 4


def _longest_first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


def _any_of(found: Iterable[str]) -> str:
    return "|".join(map(re.escape, _longest_first(found)))


def _joiners() -> str:
    """Words for “and”; one of a single letter in lower case only: a capital is an initial."""
    letters = {word for word in phrases("and") if len(word) == 1}
    return f"{_any_of(phrases('and') - letters)}|(?-i:{_any_of(letters)})"


_LEADS = [phrase for phrase in phrases("by") if not UNSPACED.search(phrase)]
_UNSPACED_LEADS = _longest_first(phrase for phrase in phrases("by") if UNSPACED.search(phrase))
_JOINERS = _joiners()
_LABELS = [
    label for label in phrases("published") | phrases("updated") | phrases("behind_name") if len(label) > SHORTEST_LABEL
]
_PICTURES = r"(?:fotos?|photos?|photography|bild(?:er)?|illustrations?|illustrationen)\s?(?::|(?:by|von|par)\b)"

_LEAD = re.compile(rf"(?P<lead>{_any_of(_LEADS)})(?!\w)(?P<label>[\s:：]*)", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,200}", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.@])@(\w{2,30})\b|(?<=[a-z])@(\w{2,30})\b")
# What a page glues to a name: a time, a count, the label of a date or of a picture, an invitation to follow.
_AFTER_NAMES = re.compile(
    rf"\d.*|\s(?i:{_any_of(_LABELS)})\b.*|\s(?i:{_PICTURES}).*"
    rf"|(?<=[a-z])(?:{_any_of(label.capitalize() for label in _LABELS if label.isascii())})\b.*"
)
# `Ann Lee on`, `Eva Muster am`: the word that led to a date that was cut off.
_BEFORE_DATE = re.compile(r"\s[^\W\d_A-Z]{2,4}\s*$")
_MORE_THAN_NAMES = re.compile(rf"\d|[a-z][A-Z]|\s(?i:{_PICTURES})")
_LABEL_WORDS = frozenset(label.split()[0] for label in _LABELS)
# Two names run together: `Ann LeeBo Chan`; a Scot's or an Irishman's name is one.
_GLUED = re.compile(r"(?<=\s)(?!Mac[A-Z]|Fitz[A-Z])([A-Z][a-zß-ÿ]{2,})([A-Z][a-zß-ÿ]+\s[A-Z])")
_SPLIT = re.compile(
    rf"\s*[;|•·&/、，]\s*|\s+[-–—]\s+|\s+(?:{_JOINERS})\s+|\s*,\s*(?:(?:{_JOINERS})\s+)?(?=\S)", re.IGNORECASE
)
# What there is of these in whatever that parts.
_PARTING = re.compile(r"[;|•·&/、，,–—-]")
_JOINING_WORDS = frozenset(phrase.casefold().split()[0] for phrase in phrases("and"))
_BRACKETS = re.compile(r"\(([^()]{1,60})\)")
# The signature that desks know an author by: `(abc)`, `(ab.)`.
_SIGNATURE = re.compile(r"[^\W\d_]{2,5}\.?")
_EDGES = " |•·-–—,;:"


@lru_cache(maxsize=64)
def parse_byline(text: str, *, languages: frozenset[str] | None = None) -> tuple[Byline, ...]:
    """The authors that a byline names, in its order; empty when it names none.

    Takes what stands in an author field as well as a line of the page: "By Ann Lee and Bo Chan in Kabul",
    "Von Eva Muster (dpa)", "@desk", "Staff writer". E-mail addresses, links and dates are no part of a name.
    Of a field for names alone, tell the page's `languages`: in another one, a word like “by” in front is a name.
    """
    if len(text) > LONGEST_BYLINE:
        return ()
    if "@" in text or "/" in text or "www" in text:
        text = _ADDRESS.sub(" ", _EMAIL.sub(" ", text))
    text, led = _without_lead(" ".join(text.split()).strip(_EDGES), languages)
    if _MORE_THAN_NAMES.search(text) or not _LABEL_WORDS.isdisjoint(text.casefold().split()):
        text = _GLUED.sub(r"\1; \2", _BEFORE_DATE.sub("", _without_days(_AFTER_NAMES.sub(" ", text))))
    found: list[Byline] = []
    for piece in _pieces(text.strip(_EDGES)):
        _add(found, piece, led=led)
        if len(found) == MOST_AUTHORS:
            break
    return tuple(found)


def _without_lead(text: str, languages: frozenset[str] | None) -> tuple[str, bool]:
    if match := _LEAD.match(text):
        rest = text[match.end() :].strip()
        return (text, False) if _may_be_name(match, rest, languages) else (rest, True)
    for lead in () if text.isascii() else _UNSPACED_LEADS:
        if text.startswith(lead):
            return text[len(lead) :].strip(" :：=／/"), True
    return text, False


def _without_days(text: str) -> str:
    """A text without the names of months and week-days behind it, which led to a number that was cut off."""
    words = text.rstrip(_EDGES).split(" ")
    while words and names_days_only(words[-1].strip(_EDGES)):
        words.pop()
    return " ".join(words)


def _may_be_name(match: re.Match[str], rest: str, languages: frozenset[str] | None) -> bool:
    """Whether what looks like “by” may be the first word of the name: `Theo Leggett`, `Von der Leyen, Ursula`."""
    lead = match["lead"]
    if " " in lead or lead.endswith(":") or match["label"].strip() or lead.casefold() == "by" or lead.islower():
        return False
    first = _SPLIT.split(_BRACKETS.sub("", rest), maxsplit=1)[0]
    if is_agency(first) or is_desk(first):
        return False
    words = first.split()
    foreign = languages is not None and lead.casefold() not in phrases("by", languages)
    return foreign or len(words) == 1 or bool(words and words[0] in PARTICLES)


def _pieces(text: str) -> list[str]:
    """What commas, bars and words like “and” part; an agency in brackets is a piece of its own."""
    apart = _BRACKETS.sub(_bracketed, text) if "(" in text else text
    joined = _PARTING.search(apart) is None and _JOINING_WORDS.isdisjoint(apart.casefold().split())
    return [
        piece for piece in (part.strip(" ,.-–—()[]") for part in ([apart] if joined else _SPLIT.split(apart))) if piece
    ]


def _bracketed(match: re.Match[str]) -> str:
    """An agency or a handle is told apart; what a desk signs with is left out, and what the author did."""
    inner = match[1].strip()
    if is_agency(inner):
        return f" ; {inner} ; "
    if _SIGNATURE.fullmatch(inner) and (inner.islower() or inner.casefold() in ("text", "texte", "texto", "testo")):
        return " "
    return f" ({match[1]})" if "@" in inner else f" {inner} " if " " in inner else f", {inner}"


def _add(found: list[Byline], piece: str, *, led: bool) -> None:
    """Read one piece as an author, or as the handle or the role of the author before it."""
    handle = _HANDLE.search(piece) if "@" in piece else None
    name = _HANDLE.sub(" ", piece).strip(" ()-–—,|") if handle else piece
    account = "@" + (handle[1] or handle[2]) if handle else None
    last = found[-1] if found else None
    alone = led and all(" " not in (byline.name or "") for byline in found)
    byline = author_of(name, alone=alone) if name and not (last and tells_role(name)) else None
    if byline is None and last is not None and is_house(name):
        byline = Byline(name, kind="desk")
    if byline is None and last is not None and is_role(name, alone=last.kind == "person"):
        found[-1] = Byline(last.name, account or last.handle, last.kind, last.role or name)
    elif byline is None and account and last is not None and last.kind == "person" and last.handle is None:
        found[-1] = Byline(last.name, account, last.kind, last.role)
    elif byline is None and account and not name:
        found.append(Byline(None, account, "account"))
    elif byline is not None and all(byline.name != known.name for known in found):
        found.append(Byline(byline.name, account, byline.kind, byline.role))
