"""Markup is kept from growing out of bounds: nesting, formatting and attributes that cost parsers quadratic time.

HTML parsers look up the stack of open elements at many tags, open all pending formatting elements again in each
paragraph, and compare each attribute of a tag with those before it. A quick look clears an ordinary page, a count of
what is open at once a large one; what they do not clear is scanned tag by tag and written anew within the limits.
Markup is in UTF-8 here, as lexbor takes it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from dateline.reading.html.page.nesting import CLOSED_BY_THE_NEXT, FORMATTING, RAW_TEXT, VOID, nesting

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 10_000_000
MAX_DEPTH = 200
MAX_TAGS = 100_000
MAX_TAG_BYTES = 20_000
MAX_OPEN_FORMATTING = 24

# Pages below these need no scan: the worst that they can cost is a fraction of a second.
_QUICK_TAGS = 7_500
_QUICK_TAG_BYTES = 2_000
_QUICK_ATTRIBUTES = 1_000
_QUICK_UNCLOSED_BYTES = 200_000

# Menus of a form: never the story, and slow to parse in numbers.
_CHOICES = frozenset(b"select option optgroup".split())
_LEFT_OUT = FORMATTING | _CHOICES
# Elements that end where the next begins, or hold nothing, or no elements: they need not be counted as open.
_NOT_STACKED = VOID | RAW_TEXT | CLOSED_BY_THE_NEXT | frozenset({b"rb", b"rt", b"rp"})
_ENDED = _NOT_STACKED - VOID
_NO_ATTRIBUTES_INSIDE = (b"script", b"style", b"textarea")
# The first letter alone rules out most tags. Few others than those of formatting match: `<ni>`, `<trong>`.
_FORMATTING_NAME = rb"[bcefinstuBCEFINSTU](?i:ig|ode|m|ont|obr|mall|trike|trong|t|)"
# Nearly all formatting is closed by the next tag, and cannot pile up.
_LEFT_OPEN = re.compile(b"<(" + _FORMATTING_NAME + rb")[\s/>](?![^<]*+</\1>)")
_FORMATTING_TAG = re.compile(b"<(/?)(" + _FORMATTING_NAME + rb")(?=[\s/>])")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_TAG_OPENING = re.compile(rb"<(?:!--|([a-zA-Z][^\s/>]*)|/([a-zA-Z][^\s/>]*)|[!?/])")
_ATTRIBUTES = re.compile(rb"""[^>=]*(?:=\s*(["'])?)?""")
_CONTINUATION_BYTES = range(0x80, 0xC0)
_TAG_END = ord(">")


_CUT = f"The page has more than {MAX_BYTES:,} bytes in UTF-8; what follows them was not read."


class Bounded(NamedTuple):
    """The markup within the limits, and what had to be left out of it, if anything."""

    markup: bytes
    warnings: tuple[str, ...] = ()


def bounded(markup: bytes) -> Bounded:
    """The markup itself where it is ordinary, else the markup with what goes beyond the limits left out."""
    kept = _cut(markup)
    found = Bounded(kept) if _is_ordinary(kept) and _is_shallow(kept) else _rewritten(kept)
    return found if kept is markup else Bounded(found.markup, (*found.warnings, _CUT))


def _cut(markup: bytes) -> bytes:
    """The markup up to the limit; no character is cut in two."""
    if len(markup) <= MAX_BYTES:
        return markup
    end = MAX_BYTES
    while markup[end] in _CONTINUATION_BYTES:
        end -= 1
    return markup[:end]


def _is_ordinary(markup: bytes) -> bool:
    unclosed = 0
    for start, end in _long_pieces(markup):
        closed = markup.find(b">", start, end)
        unclosed += end - start if closed < 0 else 0
        if markup[start : start + 1].isalpha() and _may_have_many_attributes(markup, start, closed, end):
            return False
    return unclosed < _QUICK_UNCLOSED_BYTES and not _formatting_piles_up(markup)


def _is_shallow(markup: bytes) -> bool:
    """Whether the page has few tags, or of many never so many open at once that they would cost more."""
    tags = markup.count(b"<")
    if tags <= _QUICK_TAGS:
        return True
    found = nesting(markup) if tags <= MAX_TAGS else None
    return (
        found is not None
        and found.elements <= MAX_DEPTH
        and found.longest_tag <= MAX_TAG_BYTES
        and found.formatting * tags <= MAX_OPEN_FORMATTING * _QUICK_TAGS
    )


def _long_pieces(markup: bytes) -> Iterator[tuple[int, int]]:
    """Where what stands behind a `<`, up to the next, is long. Ordinary markup is passed over in long strides."""
    start = 0
    length = len(markup)
    while (stride := start + _QUICK_TAG_BYTES) < length:
        last = markup.rfind(b"<", start, stride + 1)
        if last < 0:
            last = markup.find(b"<", stride)
            last = last if last >= 0 else length
            yield start, last
        start = last + 1


def _may_have_many_attributes(markup: bytes, start: int, closed: int, end: int) -> bool:
    """Whether the tag that opens at the start could have too many attributes, up to its first `>` or a later one."""
    name = markup[start : start + 10].lower()
    if not name.startswith(_NO_ATTRIBUTES_INSIDE) and markup.count(b"=", start, end) > _QUICK_ATTRIBUTES:
        return True
    if 0 <= closed < start + _QUICK_TAG_BYTES:
        return False
    tag = markup[start : closed if closed >= 0 else end]
    return len(tag.split()) > _QUICK_ATTRIBUTES and len(_QUOTED.sub(b"", tag).split()) > _QUICK_ATTRIBUTES


def _formatting_piles_up(markup: bytes) -> bool:
    """Whether more formatting elements than the limit are ever open at once."""
    if len(_LEFT_OPEN.findall(markup)) <= MAX_OPEN_FORMATTING:
        return False
    pending: Counter[bytes] = Counter()
    standing = 0
    for closing, tag in _FORMATTING_TAG.findall(markup):
        name = tag.lower()
        if name not in FORMATTING:
            continue
        if not closing:
            pending[name] += 1
            standing += 1
            if standing > MAX_OPEN_FORMATTING:
                return True
        elif pending[name]:
            pending[name] -= 1
            standing -= 1
    return False


class _Rewriter:
    """Goes through the markup tag by tag and keeps what is within the limits."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []
        self.cut = 0
        self.tags = 0
        self._stack: list[bytes] = []
        self._standing: Counter[bytes] = Counter()

    def open(self, name: bytes, tag: bytes) -> None:
        if len(tag) > MAX_TAG_BYTES:
            tag = b"<" + name + b">"
            self.cut += 1
        if name in _NOT_STACKED:
            self.kept.append(tag)
            self.tags += 1
        elif name in _LEFT_OUT:
            return
        elif len(self._stack) >= MAX_DEPTH:
            self.cut += 1
        else:
            self._stack.append(name)
            self._standing[name] += 1
            self.kept.append(tag)
            self.tags += 1

    def close(self, name: bytes, tag: bytes) -> None:
        if self._standing[name]:
            while (closed := self._stack.pop()) != name:
                self._standing[closed] -= 1
                self.kept.append(b"</" + closed + b">")  # a parser may take no notice of an end tag further out
            self._standing[name] -= 1
            self.kept.append(tag)
        elif name in _ENDED:
            self.kept.append(tag)


def _rewritten(markup: bytes) -> Bounded:
    writer = _Rewriter()
    position = 0
    while (opening := _TAG_OPENING.search(markup, position)) and writer.tags < MAX_TAGS:
        writer.kept.append(markup[position : opening.start()])
        position = _tag_end(markup, opening)
        tag = markup[opening.start() : position]
        if opening[1]:
            name = opening[1].lower()
            writer.open(name, tag)
            if name in RAW_TEXT:
                end = _raw_text_end(markup, name, position)
                writer.kept.append(markup[position:end])
                position = end
        elif opening[2]:
            writer.close(opening[2].lower(), tag)
    if opening is None:
        writer.kept.append(markup[position:])
    return Bounded(b"".join(writer.kept), tuple(_told(writer.cut, ended_early=opening is not None)))


def _told(cut: int, *, ended_early: bool) -> list[str]:
    told = []
    if cut:
        told.append("The markup is nested too deeply or has too large tags; what goes beyond the limits was left out.")
    if ended_early:
        told.append(f"The page has more than {MAX_TAGS:,} tags; what follows them was not read.")
    return told


def _tag_end(markup: bytes, opening: re.Match[bytes]) -> int:
    """Where the tag or comment ends: behind its `>`, or at the end of the markup."""
    if opening[0] == b"<!--":
        end = markup.find(b"-->", opening.start() + 2)
        return end + 3 if end >= 0 else len(markup)
    position = opening.end()
    while step := _ATTRIBUTES.match(markup, position):
        position = step.end()
        if step[1]:
            position = markup.find(step[1], position) + 1
            if not position:
                return len(markup)
        elif position >= len(markup) or markup[position] == _TAG_END:
            return min(position + 1, len(markup))
        elif step[0] == b"":
            position += 1
    return len(markup)


def _raw_text_end(markup: bytes, name: bytes, start: int) -> int:
    end = re.compile(b"</" + name + rb"[\s/>]", re.IGNORECASE).search(markup, start)
    return end.start() if end else len(markup)
