"""Amazon Comprehend: entities, key phrases and the language, each for a price by the character.

Sources: Comprehend Developer Guide, "Guidelines and quotas" and "Entities"; API reference, "DetectEntities". Offsets
are code points of the text that was sent, as Python counts them. A finding's end is told by its text: the description
of `EndOffset` can be read in two ways.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from dateline.disclosure import name_of
from dateline.remote.located import entities_at
from dateline.remote.outcome import Outcome, Unanswered
from dateline.remote.pieces import pieces, sendable
from dateline.remote.port import Answer

if TYPE_CHECKING:
    from dateline.findings import EntityKind
    from dateline.remote.port import Allowance, Question

MAX_BYTES = 100_000
"""Bytes of UTF-8 in one document: the documented 100 KB, counted in thousands to be safe."""

UNIT_CHARACTERS = 100
LEAST_UNITS = 3
"""A request is billed by the unit begun, and as three units at least."""

USD_PER_UNIT = 0.0001
"""The list price of the first ten million units of a month, the dearest."""

LANGUAGES = frozenset({"en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja", "ko", "zh", "zh-TW"})
"""The languages in which entities and key phrases are found; the language itself is told of many more."""

_TRADITIONAL_CHINESE = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
_KINDS: Mapping[str, EntityKind] = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place"}

_LEAST_SCORE = 0.5
"""A finding that Comprehend itself holds for less likely right than wrong is no finding."""

_MOST_KEYPHRASES = 10
_LONGEST_KEYPHRASE = 60
"""A longer noun phrase is half a sentence, which nobody searches for."""

_LANGUAGE_SAMPLE = UNIT_CHARACTERS * LEAST_UNITS
"""So many characters of the text tell its language, at the least that a request costs."""

_SHORTEST_SAMPLE = 20
"""DetectDominantLanguage takes no shorter text."""


class Client(Protocol):
    """What is used of boto3's client of Comprehend."""

    def detect_entities(self, *, Text: str, LanguageCode: Any) -> Mapping[str, Any]: ...  # noqa: N803 - boto3's names
    def detect_key_phrases(self, *, Text: str, LanguageCode: Any) -> Mapping[str, Any]: ...  # noqa: N803
    def detect_dominant_language(self, *, Text: str) -> Mapping[str, Any]: ...  # noqa: N803


class Comprehend:
    """The built-in models, a request for each field and each 100 KB of text."""

    name = "comprehend"
    fields = frozenset({"detected_language", "entities", "keyphrases"})

    def __init__(self, client: Client) -> None:
        self._client = client

    def enrich(self, question: Question, allowance: Allowance) -> Answer:
        """See `Enricher`. The language is told first, and helps with the rest."""
        asked = _Asked(self._client, sendable(question.text), question.language, allowance)
        steps = {"detected_language": asked.tell_language, "entities": asked.entities, "keyphrases": asked.keyphrases}
        found: dict[str, Any] = {}
        failed: dict[str, Unanswered] = {}
        for field, step in steps.items():
            if field in question.fields:
                try:
                    found[field] = step()
                except Unanswered as unanswered:
                    failed[field] = unanswered
        return Answer(found, failed, asked.dropped)


def price(text: str) -> float:
    """Dollars for one request about the text."""
    return max(LEAST_UNITS, math.ceil(len(text) / UNIT_CHARACTERS)) * USD_PER_UNIT


def language_code(language: str | None) -> str:
    """Comprehend's code for a BCP 47 tag; raises Unanswered for a language that it does not know."""
    tag = (language or "").lower().replace("_", "-")
    code = "zh-TW" if tag.startswith(_TRADITIONAL_CHINESE) else tag.partition("-")[0]
    if code not in LANGUAGES:
        raise Unanswered(Outcome.UNSUPPORTED_LANGUAGE, name_of(language) if language else "the language is not known")
    return code


class _Asked:
    """One text while its fields are asked for."""

    def __init__(self, client: Client, text: str, language: str | None, allowance: Allowance) -> None:
        self._client = client
        self._text = text
        self._language = language
        self._allowance = allowance
        self.dropped = 0

    def tell_language(self) -> str:
        sample = self._text[:_LANGUAGE_SAMPLE]
        if len(sample) < _SHORTEST_SAMPLE:
            raise Unanswered(Outcome.UNSUPPORTED_LANGUAGE, "the text is too short to tell its language")
        answer = self._allowance.spend(price(sample), lambda: self._client.detect_dominant_language(Text=sample))
        best = max(_items(answer, "Languages"), key=_score, default=None)
        if best is None or not isinstance(best.get("LanguageCode"), str) or not best["LanguageCode"]:
            raise Unanswered(Outcome.MALFORMED, "no language in the answer")
        if _score(best) < _LEAST_SCORE:
            raise Unanswered(Outcome.UNSUPPORTED_LANGUAGE, f"hardly {best['LanguageCode']}")
        self._language = str(best["LanguageCode"])
        return self._language

    def entities(self) -> tuple[Any, ...]:
        spans = []
        for item, offset, piece in self._detected(self._client.detect_entities, "Entities"):
            kind = _KINDS.get(item.get("Type", ""))
            if kind is not None and (span := self._placed(item, offset, piece)):
                spans.append((kind, *span))
        return entities_at(self._text, spans)

    def keyphrases(self) -> tuple[str, ...]:
        counted: Counter[str] = Counter()
        for item, offset, piece in self._detected(self._client.detect_key_phrases, "KeyPhrases"):
            if span := self._placed(item, offset, piece):
                phrase = " ".join(self._text[slice(*span)].split())
                if len(phrase) <= _LONGEST_KEYPHRASE:
                    counted[phrase] += 1
        return tuple(phrase for phrase, _ in counted.most_common(_MOST_KEYPHRASES))

    def _detected(
        self, detect: Callable[..., Mapping[str, Any]], member: str
    ) -> Iterator[tuple[Mapping[str, Any], int, str]]:
        """What one operation finds, likely enough, in any piece: with the piece, and where it begins."""
        code = language_code(self._language)
        parts = [(offset, piece) for offset, piece in pieces(self._text, MAX_BYTES) if piece.strip()]
        self._allowance.admit(sum(price(piece) for _, piece in parts))
        for offset, piece in parts:

            def call(piece: str = piece) -> Mapping[str, Any]:
                return detect(Text=piece, LanguageCode=code)

            for item in _items(self._allowance.spend(price(piece), call), member):
                if _score(item) >= _LEAST_SCORE:
                    yield item, offset, piece

    def _placed(self, item: Mapping[str, Any], offset: int, piece: str) -> tuple[int, int] | None:
        """Where in the whole text a finding stands; None, and counted, where it is not what stands there."""
        text: Any = item.get("Text")
        begin: Any = item.get("BeginOffset")
        if isinstance(text, str) and isinstance(begin, int) and text.strip() and begin >= 0:
            end = begin + len(text)
            if piece[begin:end] == text:
                return offset + begin, offset + end
        self.dropped += 1
        return None


def _items(answer: Mapping[str, Any], member: str) -> list[Mapping[str, Any]]:
    items = answer.get(member)
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise Unanswered(Outcome.MALFORMED, f"no {member} in the answer")
    return items


def _score(item: Mapping[str, Any]) -> float:
    score = item.get("Score")
    return float(score) if isinstance(score, (int, float)) else 0.0
