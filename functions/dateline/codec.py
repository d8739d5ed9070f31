"""The one stable JSON form of articles and records, and the way back.

Keys stand in the order in which the fields are declared, those of a mapping in the alphabet's; text is UTF-8; there is
no white space between tokens; the same record gives the same bytes. `body` is written for readers; it is derived from
`blocks` and `dateline` and ignored on the way back, as is every key that this version does not know.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from dateline.article import Article, Block, Byline, Dateline, Image, Publisher, Upload
from dateline.findings import DateMention, Entity, Mention, Place, PlaceMention, Quote, Subject

T = TypeVar("T", bound=Article)


def to_mapping(article: Article, *, blocks: bool = True) -> dict[str, Any]:
    """The article (or record) as plain dicts, lists, text, numbers and None.

    `blocks=False` leaves out `blocks` and `body`.
    """
    plain: dict[str, Any] = {}
    for field in dataclasses.fields(article):
        if field.name != "blocks":
            plain[field.name] = _plain(getattr(article, field.name))
        elif blocks:
            plain["blocks"] = _plain(article.blocks)
            plain["body"] = article.body
    return plain


def to_json(article: Article, *, blocks: bool = True) -> bytes:
    """The article (or record) as one line of JSON without a line break at its end."""
    return json.dumps(
        to_mapping(article, blocks=blocks), ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode("utf-8")


def from_mapping(kind: type[T], plain: Mapping[str, Any]) -> T:
    """An Article or Record (`kind`) from what `to_mapping` gave. Raises TypeError where a required field is missing."""
    known = {field.name for field in dataclasses.fields(kind)}
    return kind(**{name: _READERS.get(name, _same)(value) for name, value in plain.items() if name in known})


def from_json(kind: type[T], data: bytes | str) -> T:
    """An Article or Record (`kind`) from what `to_json` gave."""
    return from_mapping(kind, json.loads(data))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(value[key]) for key in sorted(value)}
    return value


def _same(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _dateline(value: Any) -> Dateline | None:
    return Dateline(**{**value, "places": tuple(value.get("places", ()))}) if value else None


def _entity(value: Any) -> Entity:
    mentions = tuple(Mention(**mention) for mention in value.get("mentions", ()))
    return Entity(**{**value, "aliases": tuple(value.get("aliases", ())), "mentions": mentions})


def _place(value: Any) -> Place:
    return Place(**{**value, "mentions": tuple(PlaceMention(**mention) for mention in value.get("mentions", ()))})


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "publisher": lambda value: Publisher(**value),
    "bylines": lambda value: tuple(Byline(**item) for item in value),
    "dateline": _dateline,
    "images": lambda value: tuple(Image(**item) for item in value),
    "blocks": lambda value: tuple(Block(**item) for item in value),
    "evidence": lambda value: MappingProxyType(dict(value)),
    "confidence": lambda value: MappingProxyType(dict(value)),
    "upload": lambda value: Upload(**value),
    "entities": lambda value: tuple(map(_entity, value)),
    "places": lambda value: tuple(map(_place, value)),
    "quotes": lambda value: tuple(Quote(**item) for item in value),
    "dates": lambda value: tuple(DateMention(**item) for item in value),
    "subjects": lambda value: tuple(Subject(**item) for item in value),
    "enrichers": lambda value: MappingProxyType(dict(value)),
    "unknown": lambda value: MappingProxyType(dict(value)),
}
