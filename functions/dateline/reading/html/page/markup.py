"""Text in an attribute or in JSON-LD that holds markup, as some systems write it, without it."""

from __future__ import annotations

import re

_INLINE = ["a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "small", "span", "strong", "u"]
_BLOCKS = ["blockquote", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "ul"]
# An attribute has a value: what else stands in such brackets may be meant as it is.
_TAG = re.compile(
    rf"""</?({"|".join((*_INLINE, *_BLOCKS))})(?:\s[^<>]{{0,300}}=[^<>]{{0,300}})?\s?/?>""", re.IGNORECASE
)


def without_tags(text: str) -> str:
    """The text without the tags of running text; those that are no part of a line leave a space."""
    return _TAG.sub(lambda tag: "" if tag[1].lower() in _INLINE else " ", text) if "<" in text else text
