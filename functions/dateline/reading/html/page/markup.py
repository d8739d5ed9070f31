"""Text in an attribute or in JSON-LD that holds markup, as some systems write it, without it."""

from __future__ import annotations

import re

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,15})(?:\s[^<>]{0,300})?/?>")
_INLINE = frozenset({"a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "small", "span", "strong", "u"})


def without_tags(text: str) -> str:
    """The text without tags; those that are no part of a line leave a space."""
    return _TAG.sub(lambda tag: "" if tag[1].lower() in _INLINE else " ", text) if "<" in text else text
