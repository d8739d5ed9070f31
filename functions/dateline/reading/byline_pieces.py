"""What one piece of a byline names: a person, a desk or an agency, with the role or the place written beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.article import Byline
from dateline.reading.agencies import is_agency
from dateline.reading.cues import UNSPACED, phrases

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_NAME = 48
FEWEST_NAME_WORDS, MOST_NAME_WORDS = 2, 5
LONGEST_AGENCY = 3  # words
MOST_PIECE_WORDS = 10

_ROLES = frozenset(phrase.strip() for phrase in phrases("role"))
_UNSPACED_ROLES = tuple(
    sorted((phrase for phrase in _ROLES if UNSPACED.search(phrase)), key=lambda phrase: (-len(phrase), phrase))
)
_DESKS = phrases("desk")
_UNSPACED_DESKS = tuple(phrase for phrase in _DESKS if UNSPACED.search(phrase))
_NO_NAMES = phrases("no_name")
_NAMES_OR_NOT = phrases("name_or_not")
_PARTICLE_WORDS = """
    abu af al ap ben bin bint da das de del della den der des di do dos du e el ibn la le los op st ten ter ul v van
    vande von vom y zu zum
"""
PARTICLES = frozenset(_PARTICLE_WORDS.split())
_ORGANISATION_WORDS = """
    ag association council foundation gmbh inc institute kg limited llc ltd magazin magazine media ministry network news
    online plc press radio se stiftung tv university universität verband verein verlag zeitung
"""
_ORGANISATIONS = frozenset(_ORGANISATION_WORDS.split())
SUFFIXES = frozenset(
    {
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "phd",
        "ph.d",
        "md",
        "m.d",
        "esq",
        "mba",
        "jd",
        "mbe",
        "obe",
        "cbe",
        "mp",
        "qc",
        "kc",
    }
)
_HOUSE = re.compile(r"[A-ZÄÖÜ]{2,5}")

_IN_PLACE = re.compile(r"(.{3,48}?)\s+((?:in|aus|à|en|a|em|på|i|w|в|di|for|für|pour|para|voor)\s+[^\W\d_]\S.{1,40})")
_DIGIT = re.compile(r"\d")
# A digit, the name of a site, or a mark that no name has.
_NEVER_IN_NAMES = re.compile(r"""\d|\w{3}\.\w{2}|[?!:"“”«»@_=<>{}()\[\]]""")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a byline, its words in lower case, and whether a single word may be a name in it."""

    text: str
    words: tuple[str, ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A row of READINGS: one way in which a piece names an author."""

    name: str
    why: str
    read: Callable[[Piece], Byline | None]


def author_of(text: str, *, alone: bool) -> Byline | None:
    """The author that a piece names: the first reading that finds one. A single word passes only with `alone`."""
    words = _folded(text)
    if not words or len(words) > MOST_PIECE_WORDS or (words[-1] in SUFFIXES and len(words) == 1):
        return None
    piece = Piece(text, words, alone)
    for reading in READINGS:
        if byline := reading.read(piece):
            return None if byline.kind == "person" and _is_nobody(text, words) else byline
    return None


def _is_nobody(text: str, words: tuple[str, ...]) -> bool:
    """Whether the words are furniture. What is a first name as well (`Les`, `Son`) needs a second sign of it."""
    if words[0] in _NO_NAMES or " ".join(words[:2]) in _NO_NAMES or " ".join(words) in _NO_NAMES:
        return True
    if words[0] not in _NAMES_OR_NOT:
        return False
    follows = text.split()[1:2]
    return not follows or not follows[0][0].isupper()


def tells_role(text: str) -> bool:
    """Whether the piece holds the word of a role or a desk, and is no agency."""
    words = _folded(text)
    return not (_ROLES.isdisjoint(words) and _DESKS.isdisjoint(words)) and not is_agency(text)


def is_role(text: str, *, alone: bool) -> bool:
    """Whether the piece says what the author before it is, or where; a single word only with `alone`."""
    words = _folded(text)
    if not words or len(words) > MOST_PIECE_WORDS or _DIGIT.search(text) or words[0] in _NO_NAMES:
        return False
    return (alone and len(words) == 1) or words[0] in SUFFIXES or tells_role(text)


def is_desk(text: str) -> bool:
    """Whether the piece ends with a word for those who write together."""
    words = _folded(text)
    ends = bool(words) and (words[-1].rpartition("-")[2] in _DESKS or " ".join(words[-2:]) in _DESKS)
    return ends or (not text.isascii() and any(desk in text for desk in _UNSPACED_DESKS))


def is_house(text: str) -> bool:
    """Whether the piece behind a name is the initials of the house that the author writes for: `Ann Lee, NDR`."""
    return bool(_HOUSE.fullmatch(text)) and text.casefold() not in SUFFIXES


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


def _folded(text: str) -> tuple[str, ...]:
    return tuple(word.strip(".,:").casefold() for word in text.split())


def _agency(piece: Piece) -> Byline | None:
    return Byline(piece.text, kind="agency") if is_agency(piece.text) else None


def _name_before_role(piece: Piece) -> Byline | None:
    if _ROLES.isdisjoint(piece.words[2:]):
        return None
    parts = piece.text.split()
    if not is_name(" ".join(parts[:2]), alone=False):
        return None
    return Byline(" ".join(parts[:2]), role=" ".join(parts[2:]))


def _name_before_agency(piece: Piece) -> Byline | None:
    parts = piece.text.split()
    for count in range(min(LONGEST_AGENCY, len(parts) - FEWEST_NAME_WORDS), 0, -1):
        name, agency = " ".join(parts[:-count]), " ".join(parts[-count:])
        if is_agency(agency) and is_name(name, alone=False):
            return Byline(name, role=agency)
    return None


def _desk(piece: Piece) -> Byline | None:
    return Byline(piece.text, kind="desk") if is_desk(piece.text) else None


def _name_behind_role(piece: Piece) -> Byline | None:
    parts, words = piece.text.split(), piece.words
    if not 3 <= len(parts) <= 4 or words[0].rsplit("-", 1)[-1] not in _ROLES or words[1] in PARTICLES:
        return None
    told = " ".join(parts[1:])
    return Byline(told, role=parts[0]) if is_name(told, alone=False) and not tells_role(told) else None


def _name_in_place(piece: Piece) -> Byline | None:
    match = _IN_PLACE.fullmatch(piece.text)
    return Byline(match[1], role=match[2]) if match and is_name(match[1], alone=piece.alone) else None


def _unspaced_name(piece: Piece) -> Byline | None:
    name = piece.text
    if not UNSPACED.search(name):
        return None
    for role in _UNSPACED_ROLES:
        if name.endswith(role) and 2 <= len(name) - len(role) <= 12:
            return Byline(name[: -len(role)].strip(), role=role)
    return None


def _organisation(piece: Piece) -> Byline | None:
    words = piece.words
    told = words[-1] in _ORGANISATIONS or (len(words) > 1 and (words[0] in _ORGANISATIONS or words[0] == "the"))
    return Byline(piece.text, kind="desk") if told and is_name(piece.text, alone=piece.alone) else None


def _bare_name(piece: Piece) -> Byline | None:
    return Byline(_once(piece.text)) if is_name(piece.text, alone=piece.alone) else None


READINGS = (
    Reading("agency", "News agencies are known by name.", _agency),
    Reading(
        "name before role", "`Ann Lee Political Editor`: two words of name, a role in those after.", _name_before_role
    ),
    Reading(
        "name before agency", "`Ann Lee The Associated Press`: agencies say for whom they write.", _name_before_agency
    ),
    Reading("desk", "`Foreign staff`, `Redaktion`: a word for those who write together stands last.", _desk),
    Reading("name behind role", "`Reporter Ann Lee`: the name is all that follows the role.", _name_behind_role),
    Reading("name in a place", "`Bo Chan in Kabul`, `Ann Lee for The Gazette`.", _name_in_place),
    Reading("role as suffix", "`홍길동 기자`, `山田太郎記者`: the role is written to the name.", _unspaced_name),
    Reading("organisation", "`Harbour Association`, `The Gazette`: an organisation writes as a desk.", _organisation),
    Reading("name", "What has the shape of a name is one.", _bare_name),
)
"""How a piece names an author; the first that finds one is believed."""


def _once(name: str) -> str:
    """A name that the page says twice in a row, said once."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if len(words) >= 4 and words[:half] == words[half:] else name


def _has_capitals(words: list[str]) -> bool:
    initials = [next((letter for letter in word if letter.isalpha()), "") for word in words]
    lower = [word for word, letter in zip(words, initials, strict=True) if letter.islower()]
    return (
        all(initials)
        and len(lower) < len(words)
        and all(word.casefold().strip(".'’") in PARTICLES or "’" in word or "'" in word for word in lower)
    )
