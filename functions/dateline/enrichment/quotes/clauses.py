"""The subject of a verb of saying, on either side of it, without a grammar: names, pronouns and descriptions.

Vann Roe, a writer for The Atlantic, said        ◄─ left of the verb
said a spokesman for the campaign on Monday      right of it ─►
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.enrichment.quotes.cues import Token, cues, is_aside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.enrichment.quotes.voices import Voices

_MOST_WORDS = 14
"""Of a description of a speaker."""
_JOINS = frozenset(["and", "but", "or", "then"])
_RELATIVES = frozenset(["who", "which", "whom", "that"])
_INNER = frozenset(["of", "for", "from", "at", "with", "in", "near", "on", "to"])
"""Prepositions within a description: "a spokesman for the campaign"."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does the saying, as printed from `start` to `end`: a named entity's number, or a pronoun, or neither."""

    start: int
    end: int
    entity: int | None = None
    pronoun: str | None = None


def subject_before(tokens: Sequence[Token], verb: int, voices: Voices) -> Subject | None:
    """The subject that stands before the verb `tokens[verb]` of a sentence."""
    at = verb - 1
    while at >= 0 and is_aside(tokens[at].word):
        at -= 1
    if at < 0:
        return None
    if tokens[at].word in {",", "-", "–", "—", ")", "―"}:
        return _before_aside(tokens, at, voices)
    if tokens[at].word in _RELATIVES:
        back = at - 1
        while back >= 0 and tokens[back].is_mark:
            back -= 1
        return _ending_at(tokens, back, voices) if back >= 0 else None
    if tokens[at].word in _JOINS or tokens[at].word in cues()["AFTER SUBJECT"]:
        return main_subject(tokens[:at], voices)
    if tokens[at].is_mark:
        return None
    return _ending_at(tokens, at, voices)


def main_subject(tokens: Sequence[Token], voices: Voices) -> Subject | None:
    """The first person, body or pronoun of a sentence that can be its subject."""
    kinds = cues()
    fallback = None
    read_to = -1
    for number, token in enumerate(tokens):
        if token.start < read_to or voices.is_quoted(token.start):
            continue
        before = tokens[number - 1].word if number else ""
        if token.word in {"he", "she", "they"}:
            return Subject(token.start, token.end, pronoun=token.word)
        mention = voices.covering(token.start)
        if mention is None or voices.kind(mention) == "place":
            continue
        read_to = voices.ends[mention]
        subject = Subject(voices.starts[mention], read_to, voices.numbers[mention])
        possessive = voices.document.text[read_to : read_to + 2] in {"'s", "’s"}
        if before in kinds["PREPOSITION"] or before in {"the", "and", "by"} or possessive:
            fallback = fallback or (subject if voices.kind(mention) == "person" else None)
        else:
            return subject
    return fallback


def subject_after(tokens: Sequence[Token], verb: int, voices: Voices) -> Subject | None:
    """The subject that stands after the verb `tokens[verb]`."""
    first = verb + 1
    if first >= len(tokens):
        return None
    start = tokens[first].start
    if tokens[first].word in cues()["PRONOUN"]:
        return Subject(start, tokens[first].end, pronoun=tokens[first].word)
    named: Subject | None = None
    last = first
    while last < len(tokens) and last - first < _MOST_WORDS and not _ends_subject(tokens, first, last, named):
        mention = voices.covering(tokens[last].start)
        last += 1
        if mention is None:
            continue
        while last < len(tokens) and tokens[last].start < voices.ends[mention]:
            last += 1
        if voices.kind(mention) != "place" and not _is_modifier(tokens, last, voices, mention):
            named = Subject(voices.starts[mention], voices.ends[mention], voices.numbers[mention])
            if voices.kind(mention) == "person":
                return named
    if last == first:
        return None
    before = voices.document.text[start : named.start].strip().casefold() if named else None
    return named if before in {"", "the"} else Subject(start, tokens[last - 1].end)


def _ends_subject(tokens: Sequence[Token], first: int, at: int, named: Subject | None) -> bool:
    """Whether a subject that began at `first` has ended before `at`."""
    word = tokens[at].word
    if named is None and at > first and word in _INNER - {"on", "to"}:
        return False
    return tokens[at].is_mark or word in cues()["AFTER SUBJECT"]


def _is_modifier(tokens: Sequence[Token], following: int, voices: Voices, mention: int) -> bool:
    """Whether a name only tells of the noun after it: "Trump campaign officials", "Clinton's spokesman"."""
    text, end = voices.document.text, voices.ends[mention]
    if text[end : end + 2] in {"'s", "’s"} or text[end : end + 1] in {"'", "’"}:
        return True
    if following >= len(tokens) or tokens[following].is_mark:
        return False
    word = tokens[following].word
    kinds = cues()
    usual = kinds["AFTER SUBJECT"] | kinds["PREPOSITION"] | kinds["AUXILIARY"] | kinds["SAY"] | kinds["CALL"]
    return word not in usual and not word.endswith("ing")


def _ending_at(tokens: Sequence[Token], at: int, voices: Voices) -> Subject | None:
    """The subject whose last word is `tokens[at]`."""
    token = tokens[at]
    if token.word in cues()["PRONOUN"]:
        return Subject(token.start, token.end, pronoun=token.word)
    mention = voices.covering(token.start)
    is_name = mention is not None and voices.ends[mention] <= token.end and voices.kind(mention) != "place"
    if is_name and mention is not None and not _is_inside_description(tokens, at, voices.starts[mention]):
        return Subject(voices.starts[mention], voices.ends[mention], voices.numbers[mention])
    return _description(tokens, at)


def _is_inside_description(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether a name only tells of a nameless speaker: "a spokesman for the Ministry"."""
    while at >= 0 and tokens[at].start >= start:
        at -= 1
    if at > 0 and tokens[at].word == "the":
        at -= 1
    return at > 0 and tokens[at].word in _INNER and not tokens[at - 1].is_mark


def _description(tokens: Sequence[Token], at: int) -> Subject | None:
    """A nameless speaker: back to the article, and over "of" and "for" to the one before it."""
    kinds = cues()
    first = at
    while first >= 0 and at - first < _MOST_WORDS:
        word = tokens[first].word
        before = tokens[first - 1].word if first else ","
        if tokens[first].is_mark or word in kinds["SAY"]:
            return Subject(tokens[first + 1].start, tokens[at].end) if first < at else None
        if word in kinds["DETERMINER"] and before not in _INNER:
            return Subject(tokens[first].start, tokens[at].end)
        if word in _JOINS | _RELATIVES | {"as", "when", "while", "if", "because", "what"}:
            return Subject(tokens[first + 1].start, tokens[at].end) if first < at else None
        first -= 1
    return Subject(tokens[0].start, tokens[at].end) if first < 0 else None


def _before_aside(tokens: Sequence[Token], comma: int, voices: Voices) -> Subject | None:
    """The subject that an apposition, or a clause with "who", parts from its verb."""
    kinds = cues()
    segments: list[tuple[int, int]] = []
    first = 0
    for number in range(comma + 1):
        if tokens[number].word in {",", "-", "–", "—", "(", ")", "―"}:
            if number > first:
                segments.append((first, number))
            first = number + 1
    if len(segments) < 2:
        return main_subject(tokens[:comma], voices)
    for first, last in segments[:-1]:
        if tokens[first].word in kinds["PREPOSITION"] | _RELATIVES | _JOINS | {
            "when",
            "while",
            "as",
            "if",
            "because",
            "though",
            "although",
        }:
            continue
        subject = _ending_at(tokens, last - 1, voices)
        if subject:
            return subject
    return main_subject(tokens[:comma], voices)
