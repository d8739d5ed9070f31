"""What a language model is asked to fill in, and the reading of what it filled in: nothing but what stands in the text.

The schema asks for exact strings of the text. Everything of another shape makes the whole answer malformed; a string
that does not stand in the text is dropped, so that a model can neither invent nor be talked into inventing anything.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

from dateline.findings import EntityKind, Quote
from dateline.remote.located import Naming, entities_named, occurrences
from dateline.remote.outcome import Outcome, Unanswered

if TYPE_CHECKING:
    from dateline.findings import Attribution, Entity

_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)

_MOST = {"entities": 100, "quotes": 50, "keyphrases": 10}
_MOST_FORMS = 10
_LONGEST = 2_000
"""Bounds on lists and strings of an answer; what lies beyond them was not asked for."""

_OPENING = "\"'“‘«„‹「『"
_CLOSING = "\"'”’»“›」』"
_BESIDE = 100
"""A speaker within so many characters of the quote stands beside it."""

_STRING = {"type": "string"}
_PROPERTIES: Mapping[str, Any] = {
    "entities": {
        "type": "array",
        "description": "Every person, organisation and place that the text names. Leave out who wrote or supplied it.",
        "items": {
            "type": "object",
            "properties": {
                "kind": {"type": "string", "enum": list(_KINDS)},
                "forms": {
                    "type": "array",
                    "items": _STRING,
                    "description": "Each form of the name in the text, letter by letter, the fullest first, no titles.",
                },
            },
            "required": ["kind", "forms"],
        },
    },
    "quotes": {
        "type": "array",
        "description": "Everything that the text quotes or reports somebody as saying.",
        "items": {
            "type": "object",
            "properties": {
                "text": {**_STRING, "description": "What was said, letter by letter, without quotation marks."},
                "speaker": {**_STRING, "description": "The speaker as named in the text; empty where it is not said."},
                "cue": {**_STRING, "description": "The verb or phrase that ties the two, letter by letter, or empty."},
            },
            "required": ["text", "speaker"],
        },
    },
    "keyphrases": {
        "type": "array",
        "description": "Up to ten short phrases of the text, letter by letter, that tell best what it is about.",
        "items": _STRING,
    },
}

FIELDS = frozenset(_PROPERTIES)


def schema(fields: Collection[str]) -> dict[str, Any]:
    """The JSON schema of an answer with these fields."""
    wanted = [field for field in _PROPERTIES if field in fields]
    return {"type": "object", "properties": {field: _PROPERTIES[field] for field in wanted}, "required": wanted}


def read(answer: object, fields: Collection[str], text: str) -> tuple[dict[str, Any], int]:
    """The fields as an Enrichment holds them, and how many strings of the answer do not stand in the text.

    Raises Unanswered for an answer that the schema does not allow.
    """
    filled = _object(answer, "the answer")
    found: dict[str, Any] = {}
    dropped = 0
    entities: tuple[Entity, ...] = ()
    if "entities" in fields:
        namings = [_naming(item) for item in _list(filled, "entities", _MOST["entities"])]
        entities, missing = entities_named(text, namings)
        found["entities"], dropped = entities, dropped + missing
    if "quotes" in fields:
        items = [_object(item, "a quote") for item in _list(filled, "quotes", _MOST["quotes"])]
        quotes = [quote for quote in (_quote(item, text, entities) for item in items) if quote]
        dropped += len(items) - len(quotes)
        found["quotes"] = tuple(sorted({quote.start: quote for quote in quotes}.values(), key=lambda one: one.start))
    if "keyphrases" in fields:
        phrases = [_string(item) for item in _list(filled, "keyphrases", _MOST["keyphrases"])]
        standing = tuple(dict.fromkeys(phrase for phrase in phrases if any(occurrences(text, phrase))))
        dropped += len(set(phrases)) - len(standing)
        found["keyphrases"] = standing
    return found, dropped


def _naming(item: object) -> Naming:
    entity = _object(item, "an entity")
    kind = entity.get("kind")
    if kind not in _KINDS:
        raise Unanswered(Outcome.MALFORMED, "an entity of a kind that was not asked for")
    return Naming(kind, tuple(_string(form) for form in _list(entity, "forms", _MOST_FORMS)))


def _quote(item: Mapping[str, Any], text: str, entities: Sequence[Entity]) -> Quote | None:
    said = _string(item.get("text")).strip()
    start = text.find(said) if said else -1
    if start < 0:
        return None
    end = start + len(said)
    marked = start > 0 and end < len(text) and text[start - 1] in _OPENING and text[end] in _CLOSING
    printed = _string(item.get("speaker", ""))
    attribution = _attribution(text, printed, start, end)
    speaker = printed if attribution != "none" else None
    return Quote(
        text=said,
        start=start,
        end=end,
        kind="direct" if marked else "reported",
        speaker=_full_name(speaker, entities),
        speaker_text=speaker,
        cue=_cue(text, _string(item.get("cue", "")), start, end),
        attribution=attribution,
    )


def _attribution(text: str, speaker: str, start: int, end: int) -> Attribution:
    """How near to the quote the speaker is named, outside of it."""
    spans = [span for span in occurrences(text, speaker) if span[1] <= start or span[0] >= end]
    if not spans:
        return "none"
    first, last = _paragraph(text, start, end)
    if any(start - _BESIDE <= span[0] and span[1] <= end + _BESIDE and first <= span[0] < last for span in spans):
        return "adjacent"
    return "paragraph" if any(first <= span[0] < last for span in spans) else "carried"


def _cue(text: str, cue: str, start: int, end: int) -> str | None:
    first, last = _paragraph(text, start, end)
    return cue if any(occurrences(text[first:last], cue)) else None


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, last if last >= 0 else len(text)


def _full_name(speaker: str | None, entities: Sequence[Entity]) -> str | None:
    return next((entity.name for entity in entities if speaker in (entity.name, *entity.aliases)), speaker)


def _object(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Unanswered(Outcome.MALFORMED, f"{what} is no object")
    return value


def _list(value: Mapping[str, Any], name: str, most: int) -> list[Any]:
    items = value.get(name)
    if not isinstance(items, list):
        raise Unanswered(Outcome.MALFORMED, f"{name} is no list")
    return items[:most]


def _string(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise Unanswered(Outcome.MALFORMED, "a value is no string, or a very long one")
    return value
