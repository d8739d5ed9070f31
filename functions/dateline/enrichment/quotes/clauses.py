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
_MOST_TITLE_WORDS = 6
"""Before a name, and part of it included."""
_JOINS = frozenset(["and", "but", "or", "then"])
_RELATIVES = frozenset(["who", "which", "whom", "that"])
_WHO = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "person")
"""What words for people end with."""
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
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
    while at >= 0 and is_aside(tokens[at].word) and not (at and tokens[at - 1].word in cues()["DETERMINER"]):
        at -= 1
    if at < 0 or _is_noun(tokens, at, verb, voices) or _is_passive(tokens, at, verb):
        return None
    if tokens[at].word in {",", "-", "–", "—", ")", "―"}:
        return _before_aside(tokens, at, voices)
    if tokens[at].word in _RELATIVES:
        return _antecedent(tokens, at, voices)
    if tokens[at].word == "to" and not (at and tokens[at - 1].word in cues()["BEFORE INFINITIVE"]):
        return None
    if tokens[at].word in _JOINS or tokens[at].word in cues()["AFTER SUBJECT"] - cues()["PRONOUN"]:
        return main_subject(tokens[:at], voices)
    return None if tokens[at].is_mark else _ending_at(tokens, at, voices)


def _antecedent(tokens: Sequence[Token], relative: int, voices: Voices) -> Subject | None:
    """Whom "who" means: what stands before it."""
    at = relative - 1
    while at >= 0 and tokens[at].is_mark:
        at -= 1
    return _ending_at(tokens, at, voices) if at >= 0 else None


def _is_passive(tokens: Sequence[Token], before: int, verb: int) -> bool:
    """Whether the subject is told something, or is told of: "she was told", "this can be explained"."""
    asides = {token.word for token in tokens[before + 1 : verb]}
    past = tokens[verb].word.endswith("ed") or tokens[verb].word in {"told", "said", "written", "known"}
    return past and tokens[verb].word != "quoted" and not asides.isdisjoint(_BE)


def _is_noun(tokens: Sequence[Token], before: int, verb: int, voices: Voices) -> bool:
    """Whether what looks like a verb of saying is a noun: "the woman's quotes", "thirty exclamation points"."""
    previous = tokens[before]
    if previous.word in cues()["DETERMINER"] or previous.word.endswith(("'s", "s'")):
        return True
    if tokens[verb].word not in cues()["ALSO NOUN"] or before < verb - 1:
        return False
    return previous.word not in cues()["PRONOUN"] and voices.covering(previous.start) is None


def participle_subject(tokens: Sequence[Token], verb: int, voices: Voices) -> Subject | None:
    """The subject of "saying" and the like: a name right before it, else what a clause before begins with."""
    last = verb
    if verb and (mention := voices.covering(tokens[verb - 1].start)) is not None and voices.kind(mention) != "place":
        return Subject(voices.starts[mention], voices.ends[mention], voices.numbers[mention])
    for at in range(verb - 1, -1, -1):
        if tokens[at].word in {",", ";", ")"} or not at:
            first = at + 1 if at else 0
            begins = main_subject(tokens[first : min(last, first + _MOST_TITLE_WORDS)], voices, strictly=True)
            if begins:
                return begins
            last = at
    return main_subject(tokens[:verb], voices)


def main_subject(tokens: Sequence[Token], voices: Voices, *, strictly: bool = False) -> Subject | None:
    """The first person, body or pronoun of a sentence that can be its subject.

    Where there is none, the first person who stands behind a preposition, unless it is asked for strictly.
    """
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
        if before in kinds["PREPOSITION"] or before in {"and", "by"} or possessive:
            fallback = fallback or (subject if voices.kind(mention) == "person" else None)
        elif voices.kind(mention) == "person" or not _is_adjective(tokens, number, voices, mention):
            return subject
    return None if strictly else fallback


def _is_adjective(tokens: Sequence[Token], at: int, voices: Voices, mention: int) -> bool:
    """Whether a body's name tells of a noun: "a former Harbour Ministry official", not "the Harbour Ministry said"."""
    following = at
    while following < len(tokens) and tokens[following].start < voices.ends[mention]:
        following += 1
    if following >= len(tokens) or tokens[following].is_mark:
        return False
    word = tokens[following].word
    return not (is_aside(word) or word.endswith(("ed", "s")) or word in cues()["SAY"] or word in cues()["PREPOSITION"])


def subject_after(tokens: Sequence[Token], verb: int, voices: Voices) -> Subject | None:
    """The subject that stands after the verb `tokens[verb]`, or after "according to"."""
    first = verb + 1
    if first >= len(tokens):
        return None
    start = tokens[first].start
    if tokens[first].word in cues()["PRONOUN"]:
        return Subject(start, tokens[first].end, pronoun=tokens[first].word)
    named: Subject | None = None
    last = first
    while last < len(tokens) and last - first < _MOST_WORDS and not _ends_subject(tokens, first, last, named, voices):
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
    if last == first or (last == first + 1 and tokens[first].word in cues()["DETERMINER"]):
        return None
    before = voices.document.text[start : named.start].strip().casefold() if named else None
    if before in {"", "the"}:
        return named
    words = [token.word for token in tokens[first:last]]
    can_speak = tokens[verb].word == "to" or voices.document.text[tokens[last - 1].start].isupper() or is_speaker(words)
    return Subject(start, tokens[last - 1].end) if can_speak else None


def _ends_subject(tokens: Sequence[Token], first: int, at: int, named: Subject | None, voices: Voices) -> bool:
    """Whether a subject that began at `first` has ended before `at`."""
    word = tokens[at].word
    if named is None and at > first and word in _INNER - {"on", "to"}:
        return False
    is_participle = at > first + 1 and word.endswith(("ing", "ed")) and voices.covering(tokens[at].start) is None
    return tokens[at].is_mark or word in cues()["AFTER SUBJECT"] or (named is None and is_participle)


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
    is_name = mention is not None and voices.ends[mention] <= token.end
    if is_name and mention is not None and not _is_inside_description(tokens, at, voices.starts[mention]):
        return Subject(voices.starts[mention], voices.ends[mention], voices.numbers[mention])
    return _description(tokens, at, voices)


def _is_inside_description(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether a name only tells of a nameless speaker: "a spokesman for the Ministry"."""
    while at >= 0 and tokens[at].start >= start:
        at -= 1
    if at > 0 and tokens[at].word == "the":
        at -= 1
    return at > 0 and tokens[at].word in _INNER and not tokens[at - 1].is_mark


def _description(tokens: Sequence[Token], at: int, voices: Voices) -> Subject | None:
    """A nameless speaker: back to the article, and over "of" and "for" to the one before it."""
    kinds = cues()
    first = at
    while first > 0 and at - first < _MOST_WORDS:
        word, before = tokens[first].word, tokens[first - 1].word
        if tokens[first - 1].is_mark or before in kinds["SAY"] or before in kinds["BEFORE DESCRIPTION"]:
            break
        if word in kinds["DETERMINER"] and not (before in _INNER and first > 1 and _can_speak(tokens[first - 2].word)):
            break
        first -= 1
    told_of = _before_comma(tokens, first, voices)
    if told_of:
        return told_of
    words = [token.word for token in tokens[first : at + 1]]
    is_name = voices.document.text[tokens[at].start].isupper() and words[0] not in kinds["PREPOSITION"]
    return Subject(tokens[first].start, tokens[at].end) if is_name or is_speaker(words) else None


def _before_comma(tokens: Sequence[Token], first: int, voices: Voices) -> Subject | None:
    """The person whom a description tells of, where the comma behind it is missing: "Ann Roe, head of sales said"."""
    if first < 2 or tokens[first - 1].word != ",":
        return None
    mention = voices.covering(tokens[first - 2].start)
    if mention is None or voices.kind(mention) != "person":
        return None
    at = first - 2
    while at >= 0 and tokens[at].start >= voices.starts[mention]:
        at -= 1
    if at >= 0 and tokens[at].word in cues()["PREPOSITION"]:
        return None
    return Subject(voices.starts[mention], voices.ends[mention], voices.numbers[mention])


def is_speaker(words: Sequence[str]) -> bool:
    """Whether a description is somebody's: by the noun before its first preposition."""
    kinds = cues()
    inner = next((at for at, word in enumerate(words) if at and word in _INNER), len(words))
    return (
        words[0] not in kinds["PREPOSITION"] | kinds["SUBORDINATES"]
        and kinds["NOT IN DESCRIPTION"].isdisjoint(words)
        and _can_speak(words[inner - 1])
    )


def _can_speak(word: str) -> bool:
    """Whether a noun is somebody's, or some body's or document's: "officer", "residents", "report"; also "one of"."""
    plain = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    kinds = cues()
    known = word in kinds["SPEAKER"] or plain in kinds["SPEAKER"] or word in {"one", "some", "many", "several", "two"}
    return known or (len(plain) > 4 and plain.endswith(_WHO))


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
