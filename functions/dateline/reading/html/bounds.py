"""Markup is kept from growing out of bounds: nesting, formatting and attributes that cost parsers quadratic time.

HTML parsers look up the stack of open elements at many tags, open all pending formatting elements again in each
paragraph, and compare each attribute of a tag with those before it. A quick look clears an ordinary page; what it
does not clear is scanned tag by tag and written anew within the limits.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

MAX_CHARACTERS = 10_000_000
MAX_DEPTH = 200
MAX_TAGS = 100_000
MAX_ATTRIBUTE_CHARACTERS = 20_000
MAX_OPEN_FORMATTING = 24

# Pages below these need no scan: the worst that they can cost is a fraction of a second.
_QUICK_TAGS = 10_000
_QUICK_TAG_CHARACTERS = 2_000
_QUICK_ATTRIBUTES = 1_000
_QUICK_UNCLOSED_CHARACTERS = 200_000

# HTML standard, section 13.2.4.3: the elements that are opened again, but for `a`, which does not pile up.
_FORMATTING = frozenset({"b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"})
# The first two characters that such a tag can have behind its `<`, in either case.
_FORMATTING_STARTS = frozenset(
    first + second
    for start in {f"{name} "[:2] for name in _FORMATTING} | {f"/{name}"[:2] for name in _FORMATTING}
    for first in (start[0], start[0].upper())
    for second in ([start[1], start[1].upper()] if start[1] != " " else " >/\t\n\r\f")
)
# Menus of a form: never the story, and slow to parse in numbers.
_CHOICES = frozenset({"select", "option", "optgroup"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"}
)
_CLOSED_BY_THE_NEXT = frozenset({"p", "li", "dd", "dt", "tr", "td", "th", "tbody", "thead", "tfoot", "rb", "rt", "rp"})
_RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_FORMATTING_TAG = re.compile(rf"(/?)({'|'.join(sorted(_FORMATTING))})(?=[\s/>])", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG_OPENING = re.compile(r"<(?:!--|([a-zA-Z][^\s/>]*)|/([a-zA-Z][^\s/>]*)|[!?/])")
_ATTRIBUTES = re.compile(r"""[^>=]*(?:=\s*(["'])?)?""")


_CUT = f"The page has more than {MAX_CHARACTERS:,} characters; what follows them was not read."


class Bounded(NamedTuple):
    """The markup within the limits, and what had to be left out of it, if anything."""

    markup: str
    warnings: tuple[str, ...] = ()


def bounded(markup: str) -> Bounded:
    """The markup itself where it is ordinary, else the markup with what goes beyond the limits left out."""
    cut = len(markup) > MAX_CHARACTERS
    markup = markup[:MAX_CHARACTERS]
    found = Bounded(markup) if _is_ordinary(markup) else _rewritten(markup)
    return Bounded(found.markup, (*found.warnings, _CUT)) if cut else found


def _is_ordinary(markup: str) -> bool:
    if markup.count("<") > _QUICK_TAGS:
        return False
    pieces = markup.split("<")
    unclosed = 0
    for piece in [piece for piece in pieces if len(piece) > _QUICK_TAG_CHARACTERS]:
        end = piece.find(">")
        unclosed += len(piece) if end < 0 else 0
        if piece[0].isalpha() and _may_have_many_attributes(piece, end):
            return False
    if unclosed >= _QUICK_UNCLOSED_CHARACTERS:
        return False
    return not _formatting_piles_up([piece for piece in pieces if piece[:2] in _FORMATTING_STARTS])


def _may_have_many_attributes(piece: str, end: int) -> bool:
    """Whether the tag that the piece opens with, up to its first `>` or a later one, could have too many attributes."""
    if piece.count("=") > _QUICK_ATTRIBUTES and not piece.lower().startswith(("script", "style", "textarea")):
        return True
    return not 0 <= end < _QUICK_TAG_CHARACTERS and len(_QUOTED.sub("", piece[:end]).split()) > _QUICK_ATTRIBUTES


def _formatting_piles_up(pieces: list[str]) -> bool:
    """Whether more formatting elements than the limit are ever open at once; a piece follows a `<`."""
    if len(pieces) <= MAX_OPEN_FORMATTING:
        return False
    pending: Counter[str] = Counter()
    standing = 0
    for piece in pieces:
        found = _FORMATTING_TAG.match(piece)
        if not found:
            continue
        name = found[2].lower()
        if not found[1]:
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
        self.kept: list[str] = []
        self.cut = 0
        self.tags = 0
        self._stack: list[str] = []
        self._standing: Counter[str] = Counter()

    def open(self, name: str, tag: str) -> None:
        if len(tag) > MAX_ATTRIBUTE_CHARACTERS:
            tag = f"<{name}>"
            self.cut += 1
        if name in _VOID or name in _CLOSED_BY_THE_NEXT or name in _RAW_TEXT:
            self.kept.append(tag)
            self.tags += 1
        elif name in _FORMATTING or name in _CHOICES:
            return
        elif len(self._stack) >= MAX_DEPTH:
            self.cut += 1
        else:
            self._stack.append(name)
            self._standing[name] += 1
            self.kept.append(tag)
            self.tags += 1

    def close(self, name: str, tag: str) -> None:
        if self._standing[name]:
            while (closed := self._stack.pop()) != name:
                self._standing[closed] -= 1
            self._standing[name] -= 1
            self.kept.append(tag)
        elif name in _CLOSED_BY_THE_NEXT or name in _RAW_TEXT:
            self.kept.append(tag)


def _rewritten(markup: str) -> Bounded:
    writer = _Rewriter()
    position = 0
    while (opening := _TAG_OPENING.search(markup, position)) and writer.tags < MAX_TAGS:
        writer.kept.append(markup[position : opening.start()])
        position = _tag_end(markup, opening)
        tag = markup[opening.start() : position]
        if opening[1]:
            name = opening[1].lower()
            writer.open(name, tag)
            if name in _RAW_TEXT:
                end = _raw_text_end(markup, name, position)
                writer.kept.append(markup[position:end])
                position = end
        elif opening[2]:
            writer.close(opening[2].lower(), tag)
    if opening is None:
        writer.kept.append(markup[position:])
    return Bounded("".join(writer.kept), tuple(_told(writer.cut, ended_early=opening is not None)))


def _told(cut: int, *, ended_early: bool) -> list[str]:
    told = []
    if cut:
        told.append("The markup is nested too deeply or has too large tags; what goes beyond the limits was left out.")
    if ended_early:
        told.append(f"The page has more than {MAX_TAGS:,} tags; what follows them was not read.")
    return told


def _tag_end(markup: str, opening: re.Match[str]) -> int:
    """Where the tag or comment ends: behind its `>`, or at the end of the markup."""
    if opening[0] == "<!--":
        end = markup.find("-->", opening.start() + 2)
        return end + 3 if end >= 0 else len(markup)
    position = opening.end()
    while step := _ATTRIBUTES.match(markup, position):
        position = step.end()
        if step[1]:
            position = markup.find(step[1], position) + 1
            if not position:
                return len(markup)
        elif position >= len(markup) or markup[position] == ">":
            return min(position + 1, len(markup))
        elif step[0] == "":
            position += 1
    return len(markup)


def _raw_text_end(markup: str, name: str, start: int) -> int:
    end = re.compile(rf"</{name}[\s/>]", re.IGNORECASE).search(markup, start)
    return end.start() if end else len(markup)
