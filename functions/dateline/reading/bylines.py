"""A byline as a page words it → its authors, split and typed: person, desk, agency or account."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.article import Byline
from dateline.reading.agencies import is_agency
from dateline.reading.cues import UNSPACED, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.article import BylineKind

LONGEST_BYLINE = 300
LONGEST_NAME = 48
MOST_NAME_WORDS = 5
MOST_PIECE_WORDS = 10
MOST_AUTHORS = 12


def _longest_first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


def _any_of(found: Iterable[str]) -> str:
    return "|".join(map(re.escape, _longest_first(found)))


_LEADS = [phrase for phrase in phrases("by") if not UNSPACED.search(phrase)]
_UNSPACED_LEADS = _longest_first(phrase for phrase in phrases("by") if UNSPACED.search(phrase))
_ROLES = frozenset(phrase.strip() for phrase in phrases("role"))
_UNSPACED_ROLES = _longest_first(phrase for phrase in _ROLES if UNSPACED.search(phrase))
_DESKS = phrases("desk")
_UNSPACED_DESKS = tuple(phrase for phrase in _DESKS if UNSPACED.search(phrase))
_NO_NAMES = phrases("no_name")
_JOINERS = _any_of(phrases("and"))
_LABELS = [label for label in phrases("published") | phrases("updated") | {"follow", "view more"} if len(label) > 4]
_PARTICLE_WORDS = """
    abu af al ap ben bin bint da das de del della den der des di do dos du e el ibn la le los op st ten ter ul v van
    vande von vom y zu zum
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_ORGANISATION_WORDS = """
    ag association council foundation gmbh inc institute kg limited llc ltd magazin magazine media ministry network news
    online plc press radio se stiftung tv university universität verband verein verlag zeitung
"""
_ORGANISATIONS = frozenset(_ORGANISATION_WORDS.split())
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "esq", "mba", "jd"})

_LEAD = re.compile(rf"(?:{_any_of(_LEADS)})(?!\w)[\s:：]*", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,200}", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.@])@(\w{2,30})\b|(?<=[a-z])@(\w{2,30})\b")
# What a page glues to a name: a time, a count, the label of a date, an invitation to follow.
_AFTER_NAMES = re.compile(
    rf"\d.*|\s(?i:{_any_of(_LABELS)})\b.*"
    rf"|(?<=[a-z])(?:{_any_of(label.capitalize() for label in _LABELS if label.isascii())}|Twitter)\b.*"
)
_MORE_THAN_NAMES = re.compile(r"\d|[a-z][A-Z]")
_LABEL_WORDS = frozenset(label.split()[0] for label in _LABELS)
_SPLIT = re.compile(
    rf"\s*[;|•·&/、，]\s*|\s+[-–—]\s+|\s+(?:{_JOINERS})\s+|\s*,\s*(?:(?:{_JOINERS})\s+)?(?=\S)", re.IGNORECASE
)
_BRACKETS = re.compile(r"\(([^()]{1,60})\)")
# The signature that desks know an author by: `(abc)`, `(ab.)`.
_SIGNATURE = re.compile(r"[^\W\d_]{2,5}\.?")
_IN_PLACE = re.compile(r"(.{3,48}?)\s+((?:in|aus|à|en|a|em|på|i|w|в|di)\s+[^\W\d_]\S.{1,40})")
_DIGIT = re.compile(r"\d")
_EDGES = " |•·-–—,;:"
# A digit, the name of a site, or a mark that no name has.
_NEVER_IN_NAMES = re.compile(r"""\d|\w{3}\.\w{2}|[?!:"“”«»@_=<>{}]""")


def parse_byline(text: str) -> tuple[Byline, ...]:
    """The authors that a byline names, in its order; empty when it names none.

    Takes what stands in an author field as well as a line of the page: "By Ann Lee and Bo Chan in Kabul",
    "Von Eva Muster (dpa)", "@desk", "Staff writer". E-mail addresses, links and dates are no part of a name.
    """
    if len(text) > LONGEST_BYLINE:
        return ()
    if "@" in text or "/" in text or "www" in text:
        text = _ADDRESS.sub(" ", _EMAIL.sub(" ", text))
    text = " ".join(text.split())
    if _MORE_THAN_NAMES.search(text) or not _LABEL_WORDS.isdisjoint(text.casefold().split()):
        text = _AFTER_NAMES.sub(" ", text)
    text, led = _without_lead(text.strip(_EDGES))
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
    """What commas, bars and words like “and” part; an agency in brackets is a piece of its own."""
    apart = _BRACKETS.sub(_bracketed, text) if "(" in text else text
    return [piece for piece in (part.strip(" ,.-–—()[]") for part in _SPLIT.split(apart)) if piece]


def _bracketed(match: re.Match[str]) -> str:
    inner = match[1].strip()
    if is_agency(inner):
        return f" ; {inner} ; "
    return " " if inner.islower() and _SIGNATURE.fullmatch(inner) else f" ({match[1]})"


def _add(found: list[Byline], piece: str, *, led: bool) -> None:
    """Read one piece as an author, or as the handle or the role of the author before it."""
    handle = _HANDLE.search(piece)
    name = _HANDLE.sub(" ", piece).strip(" ()-–—,|") if handle else piece
    account = "@" + (handle[1] or handle[2]) if handle else None
    last = found[-1] if found else None
    byline = _author(name, led=led) if name and not (last and _tells_role(name)) else None
    if byline is None and last is not None and _is_role(name, alone=last.kind == "person"):
        found[-1] = Byline(last.name, account or last.handle, last.kind, last.role or name)
    elif byline is None and account and last is not None and last.kind == "person" and last.handle is None:
        found[-1] = Byline(last.name, account, last.kind, last.role)
    elif byline is None and account and not name:
        found.append(Byline(None, account, "account"))
    elif byline is not None and all(byline.name != known.name for known in found):
        found.append(Byline(byline.name, account, byline.kind, byline.role))


def _author(name: str, *, led: bool) -> Byline | None:
    """The first reading that takes the piece for an author."""
    words = [word.strip(".,:").casefold() for word in name.split()]
    if not words or len(words) > MOST_PIECE_WORDS or words[0] in _NO_NAMES:
        return None
    if is_agency(name):
        return Byline(name, kind="agency")
    if words[-1] in _DESKS or " ".join(words[-2:]) in _DESKS or any(desk in name for desk in _UNSPACED_DESKS):
        return _name_before_role(name, words) or Byline(name, kind="desk")
    return (
        _name_before_role(name, words)
        or _name_behind_role(name, words)
        or _name_in_place(name, led=led)
        or _unspaced(name)
        or (Byline(_once(name), kind=_kind(words)) if is_name(name, alone=led) else None)
    )


def _kind(words: list[str]) -> BylineKind:
    """An organisation writes as a desk."""
    return "desk" if words[-1] in _ORGANISATIONS or (len(words) > 1 and words[0] in _ORGANISATIONS) else "person"


def _name_before_role(name: str, words: list[str]) -> Byline | None:
    """`Ann Lee Political Editor`: two words of name, and a role in those after them."""
    parts = name.split()
    at = next((index for index, word in enumerate(words) if word in _ROLES and index >= 2), None)
    if at is None or not is_name(" ".join(parts[:2]), alone=False):
        return None
    return Byline(" ".join(parts[:2]), role=" ".join(parts[2:]))


def _name_behind_role(name: str, words: list[str]) -> Byline | None:
    """`Reporter Ann Lee`, `Museum-Expertin Eva Muster`: the name is all that follows the role."""
    parts = name.split()
    if not 3 <= len(parts) <= 4 or words[0].rsplit("-", 1)[-1] not in _ROLES or words[1] in _PARTICLES:
        return None
    told = " ".join(parts[1:])
    return Byline(told, role=parts[0]) if is_name(told, alone=False) and not _tells_role(told) else None


def _name_in_place(name: str, *, led: bool) -> Byline | None:
    """`Bo Chan in Kabul`."""
    match = _IN_PLACE.fullmatch(name)
    return Byline(match[1], role=match[2]) if match and is_name(match[1], alone=led) else None


def _unspaced(name: str) -> Byline | None:
    """`홍길동 기자`, `山田太郎記者`: the role is written after the name."""
    if not UNSPACED.search(name):
        return None
    for role in _UNSPACED_ROLES:
        if name.endswith(role) and 2 <= len(name) - len(role) <= 12:
            return Byline(name[: -len(role)].strip(), role=role)
    return None


def _tells_role(text: str) -> bool:
    """Whether the piece holds the word of a role or a desk, and is no agency."""
    words = [word.strip(".,:").casefold() for word in text.split()]
    return not is_agency(text) and any(word in _ROLES or word in _DESKS for word in words)


def _is_role(text: str, *, alone: bool) -> bool:
    """Whether the piece says what the author before it is, or where; a single word only with `alone`."""
    words = [word.strip(".,:").casefold() for word in text.split()]
    if not words or len(words) > MOST_PIECE_WORDS or _DIGIT.search(text) or words[0] in _NO_NAMES:
        return False
    return (alone and len(words) == 1) or words[0] in _SUFFIXES or _tells_role(text)


def _once(name: str) -> str:
    """A name that the page says twice in a row, said once."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if len(words) >= 4 and words[:half] == words[half:] else name


def is_name(name: str, *, alone: bool) -> bool:
    """Whether it has the shape of a person's name: few words, each with a capital where the script has them.

    A single word passes only with `alone`.
    """
    words = name.split()
    if len(name) > LONGEST_NAME or not words or len(_once(name).split()) > MOST_NAME_WORDS:
        return False
    if _NEVER_IN_NAMES.search(name) or words[0].casefold() in _ROLES:
        return False
    if UNSPACED.search(name):
        return 2 <= len(name) <= 20
    if len(words) == 1 and not alone:
        return False
    return _has_capitals(words)


def _has_capitals(words: list[str]) -> bool:
    initials = [next((letter for letter in word if letter.isalpha()), "") for word in words]
    lower = [word for word, letter in zip(words, initials, strict=True) if letter.islower()]
    return (
        all(initials)
        and len(lower) < len(words)
        and all(word.casefold().strip(".'’") in _PARTICLES or "’" in word or "'" in word for word in lower)
    )
