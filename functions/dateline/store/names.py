"""The names by which an article is found: who and what it is about, who speaks in it, which countries it is set in.

An entry of `by_day` carries a set of them (`names`), so that a search for a name reads entries and no rows. An element
is the hash of a kind and one word, folded: of "Recep Tayyip Erdogan" and its alias there are three, and any part of
the name finds it. Hashes may agree by chance; the article's own row tells whether it has the name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from dateline.normal_form import normalized

if TYPE_CHECKING:
    from dateline.record import Record

NameKind = Literal["person", "organisation", "place", "speaker", "country", "publisher"]

MOST_HASHES = 120
"""Of one article. With them its entry weighs 600 bytes, and an index entry costs a write unit for each KB begun. The
publisher, the countries and the speakers come first, then the most salient entities; what comes after is not found."""

HASH_BYTES = 2
"""Short, for the row carries them too: of a thousand entries searched for one word, one row is looked at in vain."""

_WORD = re.compile(r"[^\W_]+")
_WITHIN_WORDS = re.compile(r"(?<=\w)['’ʼʻ`.](?=\w)")
# Letters that Unicode does not take apart into a letter and a mark.
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "e", "ħ": "h"}
)
_UNTOLD = frozenset({"the", "of", "and", "for", "de", "la", "al"})
"""Words in so many names that their hash would tell nothing."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is searched for. A country is an ISO 3166-1 alpha-2 code, a publisher a domain."""

    kind: NameKind
    text: str

    def __post_init__(self) -> None:
        if not folded(self.text):
            raise ValueError(f"no name of a {self.kind}: {self.text!r}")

    def hashes(self) -> set[bytes]:
        """What the entry of an article that has the name has, too."""
        return set(_hashes(self.kind, self.text))

    def is_in(self, record: Record) -> bool:
        """Whether the words of the name stand in one of the record's names, in their order, whole."""
        wanted = f" {' '.join(folded(self.text))} "
        return any(kind == self.kind and wanted in f" {' '.join(folded(form))} " for kind, form in names_of(record))


def folded(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents and the marks within: `Erdoğan` is `erdogan`, `U.S.` is `us`."""
    text = _WITHIN_WORDS.sub("", name.casefold().translate(_LETTERS))
    text = "".join(letter for letter in normalized("NFKD", text) if not unicodedata.combining(letter))
    return tuple(_WORD.findall(text))


def name_hashes(record: Record) -> list[bytes]:
    """The hashes by which the article is found, each once, in order; at most `MOST_HASHES`."""
    hashes = dict.fromkeys(one for kind, form in names_of(record) for one in _hashes(kind, form))
    return sorted(islice(hashes, MOST_HASHES))


def names_of(record: Record) -> Iterator[tuple[NameKind, str]]:
    """Each name of the record in each of its forms, those first that a search should find most surely."""
    if record.publisher.domain:
        yield "publisher", record.publisher.domain
    for place in record.places:
        if place.country:
            yield "country", place.country
    speakers = {quote.speaker: None for quote in record.quotes if quote.speaker}
    aliases = [alias for entity in record.entities if entity.name in speakers for alias in entity.aliases]
    yield from (("speaker", form) for form in (*speakers, *aliases))
    for entity in sorted(record.entities, key=lambda entity: -entity.salience):
        yield from ((entity.kind, form) for form in (entity.name, *entity.aliases))
    for place in record.places:
        yield "place", place.name


def _hashes(kind: NameKind, form: str) -> Iterable[bytes]:
    words = folded(form)
    told = [word for word in words if word not in _UNTOLD] or words
    return (hashlib.sha256(f"{kind} {word}".encode()).digest()[:HASH_BYTES] for word in told)
