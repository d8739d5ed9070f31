"""A byline as a page words it → its authors, split and typed: person, desk, agency or account."""

from __future__ import annotations

import re

from dateline.article import Byline
from dateline.reading.agencies import is_agency
from dateline.reading.cues import UNSPACED, phrases

LONGEST_BYLINE = 300
LONGEST_NAME_WORDS = 5
LONGEST_NAME = 48
MOST_AUTHORS = 12

_LEADS = tuple(sorted((p for p in phrases("by") if not UNSPACED.search(p)), key=len, reverse=True))
_UNSPACED_LEADS = tuple(sorted((p for p in phrases("by") if UNSPACED.search(p)), key=len, reverse=True))
_ROLE_WORDS = frozenset(p.strip() for p in phrases("role"))
_UNSPACED_ROLES = tuple(sorted((p for p in _ROLE_WORDS if UNSPACED.search(p)), key=len, reverse=True))
_DESK_WORDS = phrases("desk")
_UNSPACED_DESKS = tuple(p for p in _DESK_WORDS if UNSPACED.search(p))
_NO_NAME = phrases("no_name")
_JOINERS = sorted((re.escape(p) for p in phrases("and")), key=len, reverse=True)
_LABELS = sorted(p for p in phrases("published") | phrases("updated") | {"follow", "view more"} if len(p) > 4)
_LEAD = re.compile(rf"(?:{'|'.join(map(re.escape, _LEADS))})(?!\w)[\s:：]*", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
_HANDLE = re.compile(r"(?<![\w.@])@(\w{2,30})\b")
_URL = re.compile(r"(?:https?://|www\.)\S{1,200}", re.IGNORECASE)
_SPLIT = re.compile(rf"\s*[;|•·&/、，]\s*|\s+(?:{'|'.join(_JOINERS)})\s+|\s*,\s*(?:{'|'.join(_JOINERS)})?\s+(?=\S)")
_PARENTHESIS = re.compile(r"\(([^()]{1,60})\)")
_NAME_PARTICLES = frozenset(
    "al ap ben bin da das de del della den der des di do dos du e el ibn la le los op st ten ter v van vande"
    " von vom y zu zum af av bint abu ul".split()
)
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv phd ph.d. md m.d. esq mba dds jd".split())
_DIGIT = re.compile(r"\d")
_ROLE_IN_PLACE = re.compile(r"(.{3,48}?)\s+((?:in|aus|à|en|a|em|på|i|w|в|di)\s+[^\W\d_]\S.{1,40})")


# What a page glues to a name: a time, a count, the label of a date, the invitation to follow.
_AFTER_NAMES = re.compile(rf"\d.*|\s(?i:{'|'.join(map(re.escape, _LABELS))})\b.*|(?<=[a-z])(?:{'|'.join(p.capitalize() for p in _LABELS if p.isascii() and p.isalpha())}|Twitter)\b.*")


def parse_byline(text: str) -> tuple[Byline, ...]:
    """The authors that a byline names, in its order; empty when it names none.

    Takes what stands in an author field as well as a line of the page: "By Ann Lee and Bo Chan in Kabul",
    "Von Eva Muster (dpa)", "@desk", "Staff writer". E-mail addresses, links and dates are no part of a name.
    """
    if len(text) > LONGEST_BYLINE:
        return ()
    text = _URL.sub(" ", _EMAIL.sub(" ", text))
    text = _AFTER_NAMES.sub(" ", " ".join(text.split())).strip(" |•·-–—,;:")
    text, led = _without_lead(text)
    found: list[Byline] = []
    for piece in _pieces(text):
        _add(found, piece, led=led)
        if len(found) == MOST_AUTHORS:
            break
    return tuple(found)


def _without_lead(text: str) -> tuple[str, bool]:
    if match := _LEAD.match(text):
        return text[match.end() :].strip(), True
    for lead in _UNSPACED_LEADS:
        if text.startswith(lead):
            return text[len(lead) :].strip(" :：=／/"), True
    return text, False


def _pieces(text: str) -> list[str]:
    apart = _PARENTHESIS.sub(lambda m: f" ; {m[1]} ; " if is_agency(m[1].strip()) else f" ({m[1]})", text)
    if UNSPACED.search(apart):
        apart = apart.replace("・", "\u30fb")
    return [piece for piece in (p.strip(" ,.-–—()[]") for p in _SPLIT.split(apart) if p) if piece]


def _add(found: list[Byline], piece: str, *, led: bool) -> None:
    """Read one piece as an author, or as the role of the author before it."""
    handle = _HANDLE.search(piece)
    name = _HANDLE.sub(" ", piece).strip(" ()-–—,|") if handle else piece
    if handle and not name:
        _add_handle(found, "@" + handle[1])
        return
    byline = _typed(name, led=led, follows=bool(found))
    if byline is None:
        return
    if byline.name is None:
        if found and found[-1].role is None:
            found[-1] = Byline(found[-1].name, found[-1].handle, found[-1].kind, byline.role)
        return
    if handle:
        byline = Byline(byline.name, "@" + handle[1], byline.kind, byline.role)
    if all(byline.name.casefold() != (known.name or "").casefold() for known in found):
        found.append(byline)


def _add_handle(found: list[Byline], handle: str) -> None:
    if found and found[-1].kind == "person" and found[-1].handle is None:
        found[-1] = Byline(found[-1].name, handle, "person", found[-1].role)
    else:
        found.append(Byline(None, handle, "account"))


def _typed(name: str, *, led: bool, follows: bool) -> Byline | None:
    """The piece as a Byline; with the name None where it is a role alone; None where it is neither."""
    if is_agency(name):
        return Byline(name, kind="agency")
    words = name.split()
    folded = [word.strip(".,:").casefold() for word in words]
    if not words or folded[0] in _NO_NAME or len(words) > 10:
        return None
    if follows and (len(words) == 1 and not UNSPACED.search(name) or folded[0] in _SUFFIXES):
        return Byline(None, role=name) if _letters_only(name) else None
    if _is_desk(name, folded):
        return Byline(name, kind="desk")
    if any(word in _ROLE_WORDS for word in folded):
        return _with_role(name, folded, led=led, follows=follows)
    if match := _ROLE_IN_PLACE.fullmatch(name):
        if _is_name(match[1], led=led):
            return Byline(match[1], role=match[2])
    unspaced = _unspaced_role(name)
    if unspaced:
        return unspaced
    return Byline(name) if _is_name(name, led=led) else None


def _is_desk(name: str, folded: list[str]) -> bool:
    if any(phrase in name for phrase in _UNSPACED_DESKS):
        return True
    last_two = " ".join(folded[-2:])
    return folded[-1] in _DESK_WORDS or last_two in _DESK_WORDS


def _with_role(name: str, folded: list[str], *, led: bool, follows: bool) -> Byline | None:
    """A name with a role beside it, or a role alone."""
    del folded
    if match := _ROLE_IN_PLACE.fullmatch(name):
        if _is_name(match[1], led=led):
            return Byline(match[1], role=match[2])
    return Byline(None, role=name) if follows else None


def _unspaced_role(name: str) -> Byline | None:
    """`홍길동 기자`, `山田太郎記者`: the role is written after or before the name."""
    if not UNSPACED.search(name):
        return None
    for role in _UNSPACED_ROLES:
        if name.endswith(role) and 2 <= len(name) - len(role) <= 12:
            return Byline(name[: -len(role)].strip(), role=role)
    return None


def _letters_only(text: str) -> bool:
    return not _DIGIT.search(text)


def _is_name(name: str, *, led: bool) -> bool:
    """Whether it has the shape of a person's name: few words, each capitalised where the script has capitals."""
    if len(name) > LONGEST_NAME or _DIGIT.search(name) or any(mark in name for mark in '?!:"“”«»@_=<>{}'):
        return False
    words = name.split()
    if len(words) > LONGEST_NAME_WORDS:
        return False
    if UNSPACED.search(name):
        return 2 <= len(name) <= 20
    if len(words) == 1 and not led:
        return False
    big = 0
    for word in words:
        letter = next((c for c in word if c.isalpha()), "")
        if not letter:
            return False
        if letter.islower():
            if word.casefold().strip(".'’") not in _NAME_PARTICLES and "’" not in word and "'" not in word:
                return False
        else:
            big += 1
    return big >= 1
