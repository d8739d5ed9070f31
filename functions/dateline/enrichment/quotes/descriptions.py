"""Speakers without a name, as they are described: "a spokesman for the campaign", "two residents", "the report"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.enrichment.names.gender import gender_of
from dateline.enrichment.quotes.cues import Token, cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.enrichment.names.titles import Gender
    from dateline.enrichment.quotes.voices import Voices

MOST_WORDS = 14
"""Of a description of a speaker."""
INNER = frozenset(["of", "for", "from", "at", "with", "in", "near", "on", "to"])
"""Prepositions within a description: "a spokesman for the campaign"."""
_COUNTED = frozenset(["one", "some", "many", "several", "two"])
_WHO = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "person")
"""What words for people end with."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does the saying, as printed from `start` to `end`: a named entity's number, or a pronoun, or neither."""

    start: int
    end: int
    entity: int | None = None
    pronoun: str | None = None


def description(tokens: Sequence[Token], at: int, voices: Voices) -> Subject | None:
    """A nameless speaker: back to the article, and over "of" and "for" to the one before it."""
    kinds = cues()
    first = at
    while first > 0 and at - first < MOST_WORDS:
        word, before = tokens[first].word, tokens[first - 1].word
        if tokens[first - 1].is_mark or before in kinds["SAY"] or before in kinds["BEFORE DESCRIPTION"]:
            break
        if word in kinds["DETERMINER"] and not (before in INNER and first > 1 and can_speak(tokens[first - 2].word)):
            break
        first -= 1
    told_of = _before_comma(tokens, first, voices)
    if told_of:
        return told_of
    words = [token.word for token in tokens[first : at + 1]]
    is_name = voices.document.text[tokens[at].start].isupper() and words[0] not in kinds["PREPOSITION"]
    is_known = is_name or is_speaker(words) or _is_somebodys(tokens, at, voices)
    return Subject(tokens[first].start, tokens[at].end) if is_known else None


def _is_somebodys(tokens: Sequence[Token], at: int, voices: Voices) -> bool:
    """Whether a noun is told of by whose it is, and is not the one named: "Ann Roe's nan"."""
    owner = voices.covering(tokens[at - 1].start) if at else None
    return owner is not None and voices.kind(owner) == "person" and tokens[at - 1].word.endswith("'s")


def _before_comma(tokens: Sequence[Token], first: int, voices: Voices) -> Subject | None:
    """The person whom a description tells of, where the comma behind it is missing: "Ann Roe, head of sales said"."""
    if first < 2 or tokens[first - 1].word != ",":
        return None
    mention = voices.covering(tokens[first - 2].start)
    if mention is None or voices.kind(mention) != "person":
        return None
    at = first - 2
    text = voices.document.text
    while at >= 0 and (tokens[at].start >= voices.starts[mention] or text[tokens[at].start].isupper()):
        if tokens[at].word in cues()["PREPOSITION"]:
            break
        at -= 1
    if at >= 0 and tokens[at].word in cues()["PREPOSITION"]:
        return None
    return Subject(voices.starts[mention], voices.ends[mention], voices.numbers[mention])


def is_speaker(words: Sequence[str]) -> bool:
    """Whether a description is somebody's: by the noun before its first preposition."""
    kinds = cues()
    inner = next((at for at, word in enumerate(words) if at and word in INNER), len(words))
    return (
        words[0] not in kinds["PREPOSITION"] | kinds["SUBORDINATES"]
        and kinds["NOT IN DESCRIPTION"].isdisjoint(words)
        and can_speak(words[inner - 1])
    )


def is_source(words: Sequence[str]) -> bool:
    """Whether something can be "according to" a description: somebody, some body or document, or what was measured."""
    inner = next((at for at, word in enumerate(words) if at and word in INNER), len(words))
    return any(can_speak(word) or word in cues()["SOURCE"] for word in words[:inner])


def can_speak(word: str) -> bool:
    """Whether a noun is somebody's, or some body's or document's: "officer", "residents", "report"; also "one of"."""
    plain = _singular(word)
    kinds = cues()
    known = any(one in kinds[kind] for one in (word, plain) for kind in ("SPEAKER", "BODY", "DOCUMENT"))
    return known or word in _COUNTED or (len(plain) > 4 and plain.endswith(_WHO))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def is_somebody(printed: str, gender: Gender | None) -> bool:
    """Whether a description is of one person, whom a pronoun of a gender can mean; of a body or a paper with None."""
    words = printed.casefold().split()
    inner = next((at for at, word in enumerate(words) if at and word in INNER), len(words))
    noun = words[inner - 1]
    kinds = cues()
    is_thing = noun in kinds["BODY"] or noun in kinds["DOCUMENT"]
    if gender is None:
        return is_thing
    if is_thing or _singular(noun) != noun or noun in kinds["MANY"] or not _COUNTED.isdisjoint(words[:1]):
        return False
    if printed.split()[inner - 1][0].isupper() and gender_of(words[0]) != gender:
        return False
    other = kinds["WOMAN"] if gender == "m" else kinds["MAN"]
    return noun not in other and not noun.endswith("woman" if gender == "m" else ("sman", "yman"))
