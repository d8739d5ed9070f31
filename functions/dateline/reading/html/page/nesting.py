"""How deep the elements of a page can stand in each other at most, counted without parsing it.

Where end tags do not fit what is open, parsers close more than was named, or nothing: what they could leave open then
is counted as open for good, so that the count is never too low.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

# HTML standard, section 13.2.4.3: the elements that are opened again, but for `a`, which does not pile up.
FORMATTING = frozenset(b"b big code em font i nobr s small strike strong tt u".split())
VOID = frozenset(b"area base br col embed hr img input link meta param source wbr".split())
RAW_TEXT = frozenset(b"script style textarea title xmp iframe noembed noframes".split())
CLOSED_BY_THE_NEXT = frozenset(b"p li dd dt tr td th tbody thead tfoot".split())

_NEVER_OPEN = VOID | CLOSED_BY_THE_NEXT
# Each tag's name, with a slash in front where it ends an element, and where the tag ends; comments, values and raw text
# hold no tags. What stands in the brackets of CDATA depends on what is around it.
_ATTRIBUTES = rb"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>?+"""
_TAG = re.compile(
    rb"<(?:!(?=--)(?:[^-]++|-(?!->))*+"
    rb"|(" + b"|".join(sorted(RAW_TEXT)) + rb")(?=[\s/>])" + _ATTRIBUTES + rb"()(?:[^<]++|<(?!/\1[\s/>]))*+"
    rb"|(/?+[a-z][^\s/>]*+)" + _ATTRIBUTES + rb"()"
    rb"|(!)\[CDATA\[|[!?/][^>]*+)",
    re.IGNORECASE,
)


class Nesting(NamedTuple):
    """The most elements that can be open at once, the most among them that are formatting, the bytes of the longest
    tag."""

    elements: int
    formatting: int
    longest_tag: int


def nesting(markup: bytes) -> Nesting | None:
    """How deep the elements of the page can stand in each other; None where that cannot be told."""
    opened: list[bytes] = []
    standing: Counter[bytes] = Counter()
    formatting = deepest = most = longest = unsure = 0
    for found in _TAG.finditer(markup):
        if found[5]:
            return None
        longest = max(longest, found.end(2 if found[1] else 4) - found.start())
        name = (found[3] or b"").lower()
        if name.startswith(b"/"):
            name = name[1:]
            if not standing[name]:
                continue
            last = opened[-1]
            passed = 0
            while True:
                closed = opened.pop()
                standing[closed] -= 1
                formatting -= closed in FORMATTING
                passed += 1
                if closed == name:
                    break
            unsure += passed if last != name else 0
        elif name and name not in _NEVER_OPEN:
            opened.append(name)
            standing[name] += 1
            formatting += name in FORMATTING
            deepest = max(deepest, len(opened) + unsure)
            most = max(most, formatting + unsure)
    return Nesting(deepest, most, longest)
