"""JSON-LD → the node of the story: scripts are read leniently, graphs and arrays flattened, references followed.

https://schema.org/NewsArticle names the properties.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from dateline.reading.html.page.markup import without_tags

Node = Mapping[str, Any]

# Where candidates say that they stood.
JSON_LD = "JSON-LD"

MAX_NODES = 2_000
LONGEST_SCRIPT = 1_000_000
_STORY_TYPES = re.compile(r"(?:Article|NewsStory|BlogPosting|Report|Review|LiveBlogPosting|Interview|Recipe)$")
_OPENINGS = ("<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "<![CDATA[")
_ENDINGS = ("-->", "//]]>", "// ]]>", "/*]]>*/", "]]>", ";")
_TRAILING_COMMA = re.compile(r",(\s{0,200}[}\]])")
_LENIENT = json.JSONDecoder(strict=False)
_BARE = frozenset({"@id", "@type"})
_INNER = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "item", "liveBlogUpdate")


class LinkedData:
    """All nodes of a page's JSON-LD scripts: those that tell of a story, and the others."""

    def __init__(self, scripts: Iterable[str]) -> None:
        self.warnings: list[str] = []
        self.nodes: list[Node] = []
        for script in scripts:
            self._add(script)
        self._by_id = {
            node["@id"]: node for node in reversed(self.nodes) if isinstance(node.get("@id"), str) and len(node) > 1
        }
        self.stories: list[Node] = []
        self.others: list[Node] = []
        for node in self.nodes:
            (self.stories if _is_story(node) else self.others).append(node)

    def resolved(self, value: object) -> object:
        """The node that a bare reference (`{"@id": …}`) stands for, anything else as it is."""
        if isinstance(value, dict) and len(value) <= len(_BARE) and _BARE.issuperset(value):
            identity = value.get("@id")
            return self._by_id.get(identity, value) if isinstance(identity, str) else value
        return value

    def each(self, value: object) -> Iterator[object]:
        """The items of a list, a lone value as its only item, nothing for None; references resolved."""
        for item in value if isinstance(value, list) else [value]:
            if item is not None:
                yield self.resolved(item)

    def _add(self, script: str) -> None:
        text = script.strip()
        if not text:
            return
        if len(text) > LONGEST_SCRIPT:
            self.warnings.append(f"A JSON-LD script has more than {LONGEST_SCRIPT:,} characters and was left out.")
            return
        try:
            found = _loaded(text)
        except (ValueError, RecursionError):
            self.warnings.append("A JSON-LD script of the page is broken and was left out.")
            return
        pending = [found]
        while pending and len(self.nodes) < MAX_NODES:
            value = pending.pop()
            if isinstance(value, list):
                pending.extend(reversed(value))
            elif isinstance(value, dict):
                self.nodes.append(value)
                pending.extend(value[name] for name in _INNER if isinstance(value.get(name), dict | list))


def types_of(node: Node) -> list[str]:
    """The node's types, without the vocabulary's address."""
    found = node.get("@type")
    return [
        name.rsplit("/", 1)[-1] for name in (found if isinstance(found, list) else [found]) if isinstance(name, str)
    ]


def text_of(value: object) -> str | None:
    """The text of a value: itself, or what a node gives as its name or value; character references are resolved, and
    tags left out."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("headline")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value)
    return without_tags(unescape(unescape(text)) if "&" in text else text)


def _is_story(node: Node) -> bool:
    return any(_STORY_TYPES.search(name) for name in types_of(node))


def _loaded(text: str) -> Any:
    for opening in _OPENINGS:
        text = text.removeprefix(opening)
    for ending in _ENDINGS:
        text = text.removesuffix(ending).rstrip()
    try:
        return _LENIENT.decode(text)
    except ValueError:
        return _LENIENT.decode(_TRAILING_COMMA.sub(r"\1", unescape(text) if text.startswith("&") else text))
