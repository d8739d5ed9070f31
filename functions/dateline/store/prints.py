"""By what copies of an article are found: its telling words and its fingerprint, beside the packed rest of its row.

The winning words are keys of `by_copy…`, each under the name of its slot. The fingerprint goes into those indexes with
them, so that a look into them tells the copies from the others that share a word. The words after the winners are in
the row alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.likeness import SAME_TEXT, SLOTS, WORD_RANKS, WORD_SLOTS, meet, similarity
from dateline.store.keys import BY_COPY, BY_DAY, NOTICE_PRINTS, around, article_keys, article_of
from dateline.store.wire import from_wire, to_wire

if TYPE_CHECKING:
    from dateline.record import Record
    from dateline.store.wire import Item

FINGERPRINT = "fingerprint"
_OTHERS = "copy_others"
_WORDS = "telling_words"

WINDOW_DAYS = 14
"""A copy appears at most so long before or after the text that it is a copy of. A chain of copies may be longer."""

_LONGEST_WORD = 200
"""Bytes. The words that are found in texts are shorter; what is longer is no word, and stays with the other fields."""


Key = tuple[int, str]
"""A slot, and the word under which articles stand in its index."""


@dataclass(frozen=True, slots=True)
class Print:
    """One text as its copies know it. `published_order` is the range key of its index entries."""

    published_order: str
    words: tuple[str, ...]
    fingerprint: bytes

    @property
    def article_id(self) -> str:
        """The article's."""
        return article_of(self.published_order)

    def winners(self) -> Iterator[Key]:
        """The keys under which the text stands, and is found by its copies."""
        return ((slot, word) for slot, word in enumerate(self.words[:WORD_SLOTS]) if word)

    def lookups(self) -> Iterator[Key]:
        """The keys under which copies of the text may stand: the winners, then the others."""
        return ((number % WORD_SLOTS, word) for number, word in enumerate(self.words) if word)

    def is_copy_of(self, other: Print) -> bool:
        """Whether the two texts are versions of one; the same both ways."""
        first, last = around(self.published_order, WINDOW_DAYS)
        return (
            first <= other.published_order <= last
            and similarity(self.fingerprint, other.fingerprint) >= SAME_TEXT
            and meet(self.words, other.words)
        )


def take_print(fields: dict[str, Any]) -> Item:
    """The attributes by which copies are found, taken out of the fields. None where the text is too short to tell."""
    fingerprint, words = fields.get(FINGERPRINT), fields.get(_WORDS, ())
    if fingerprint is None or not (_is_fingerprint(fingerprint) and _are_words(words)):
        return {}
    del fields[FINGERPRINT], fields[_WORDS]
    winners = zip(BY_COPY, words[:WORD_SLOTS], strict=True)
    item: Item = {index.hash_key: {"S": word} for index, word in winners if word}
    others = " ".join(words[WORD_SLOTS:])
    return item | {_OTHERS: {"S": others}, FINGERPRINT: {"B": bytes.fromhex(fingerprint)}}


def told_print(item: Item) -> dict[str, Any]:
    """The fields that `take_print` took out."""
    if _OTHERS not in item:
        return {}
    return {FINGERPRINT: item[FINGERPRINT]["B"].hex(), _WORDS: list(_words(item))}


def print_of(item: Item) -> Print | None:
    """The print of an article's row, where it has one."""
    if _OTHERS not in item:
        return None
    return Print(item[BY_DAY.range_key]["S"], _words(item), item[FINGERPRINT]["B"])


def print_of_record(record: Record) -> Print | None:
    """The print of an article that the table tells, as that of its row. Raises ValueError for one without a place."""
    fingerprint, words = record.fingerprint, record.telling_words
    if fingerprint is None or not (_is_fingerprint(fingerprint) and _are_words(words)):
        return None
    return Print(article_keys(record)[BY_DAY.range_key], words, bytes.fromhex(fingerprint))


def packed(prints: Iterable[Print]) -> dict[str, Any]:
    """The prints as one attribute."""
    plain = [[one.published_order, " ".join(one.words), one.fingerprint] for one in prints]
    return to_wire(plain, NOTICE_PRINTS)


def unpacked(attribute: Mapping[str, Any]) -> tuple[Print, ...]:
    """The prints that `packed` was given."""
    return tuple(Print(order, tuple(words.split(" ")), mark) for order, words, mark in from_wire(attribute))


def _words(item: Item) -> tuple[str, ...]:
    winners = (item[index.hash_key]["S"] if index.hash_key in item else "" for index in BY_COPY)
    return (*winners, *item[_OTHERS]["S"].split(" "))


def _is_fingerprint(text: str) -> bool:
    return len(text) == 2 * SLOTS and all(digit in "0123456789abcdef" for digit in text)


def _are_words(words: Sequence[str]) -> bool:
    return len(words) == WORD_SLOTS * WORD_RANKS and all(
        word.isprintable() and " " not in word and len(word.encode()) <= _LONGEST_WORD for word in words
    )
