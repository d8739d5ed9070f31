"""Who said what stands between marks: beside it first, then in its paragraph, then the one who spoke before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.enrichment.quotes.clauses import (
    follows_article,
    main_subject,
    participle_subject,
    subject_after,
    subject_before,
)
from dateline.enrichment.quotes.cues import Token, cues, is_aside, tokens_of
from dateline.enrichment.quotes.descriptions import Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.enrichment.quotes.marks import Quoted
    from dateline.enrichment.quotes.voices import Voices
    from dateline.findings import Attribution

_DASH_NAME = re.compile(r"\s*[―—–-]{1,2}\s*(?=[^\W\d_a-z])")
_MOST_BETWEEN = 12
"""Words between a verb and the colon or comma before the mark: "told reporters in Paris on Friday:"."""
_LONGEST_NAME = 60
"""Characters between a quote and the subject of its verb."""
_MOST_NAMES = 5
"""Behind a dash."""
_MOST_IN_PART = 8
"""Words between a verb and the first of the speaker's own, where only part of a sentence is quoted."""


@dataclass(frozen=True, slots=True)
class Said:
    """A subject, the verb or phrase that ties it to the quote, and how it was found."""

    subject: Subject
    cue: str | None
    attribution: Attribution
    rule: str


class Scene:
    """One quote with what stands around it, outside of all quotes."""

    def __init__(self, voices: Voices, quotes: Sequence[Quoted], number: int) -> None:
        self.voices = voices
        self.quote = quotes[number]
        text, sentences = voices.document.text, voices.document.sentences
        paragraph_start, paragraph_end = voices.document.paragraphs[self.quote.paragraph]
        self.text = text
        previous = quotes[number - 1] if number else None
        following = quotes[number + 1] if number + 1 < len(quotes) else None
        if previous and previous.paragraph != self.quote.paragraph:
            previous = None
        if following and following.paragraph != self.quote.paragraph:
            following = None
        self.next_opens = following.opened if following else paragraph_end
        start = sentences[voices.sentence_of(self.quote.opened)][0] if sentences else paragraph_start
        self.before_start = max(paragraph_start, min(start, self.quote.opened))
        if (
            previous
            and previous.closed > self.before_start
            and text[previous.end - 1 : previous.end] in {".", "!", "?"}
        ):
            self.before_start = previous.closed
        end = sentences[voices.sentence_of(self.quote.closed)][1] if sentences else paragraph_end
        if self.quote.closed >= end:
            after = voices.sentence_of(self.quote.closed + 1)
            end = sentences[after][1]
        self.after_end = max(self.quote.closed, min(end, self.next_opens, paragraph_end))

    def before(self) -> list[Token]:
        """The words of the sentence before the mark."""
        return self.voices.unquoted(tokens_of(self.text, self.before_start, self.quote.opened))

    def after(self) -> list[Token]:
        """The words of the sentence after the mark, up to the next one."""
        return tokens_of(self.text, self.quote.closed, min(self.after_end, self.quote.closed + 400))

    @property
    def is_introduced(self) -> bool:
        """Whether a colon or a comma stands right before the mark."""
        return self.text[max(0, self.quote.opened - 3) : self.quote.opened].rstrip().endswith((":", ","))


def beside(scene: Scene) -> Said | None:
    """The speaker whose verb stands right before or after the quote."""
    before = scene.before()
    strong = _introduction(scene, before) if scene.is_introduced else None
    return strong or _afterwards(scene) or _in_the_same_clause(scene, before)


def _introduction(scene: Scene, tokens: Sequence[Token]) -> Said | None:
    """Roe said on Friday, "…"; According to Roe, "…"; Roe: "…"."""
    kinds = cues()
    words = 0
    for at in range(len(tokens) - 1, -1, -1):
        word = tokens[at].word
        is_cue = word in kinds["SAY"] or (word in kinds["CALL"] and words < 3)
        if is_cue and scene.voices.covering(tokens[at].start) is None:
            subject = _subject(scene, tokens, at)
            if subject:
                return Said(subject, word, "adjacent", "verb before")
        if word == "according" and at + 1 < len(tokens) and tokens[at + 1].word == "to":
            subject = subject_after(tokens, at + 1, scene.voices)
            if subject:
                return Said(subject, "according to", "adjacent", "according to")
        words += not tokens[at].is_mark
        if words > _MOST_BETWEEN:
            break
    if tokens and tokens[-1].word == ":" and len(tokens) <= _MOST_BETWEEN:
        subject = main_subject(tokens, scene.voices)
        if subject:
            return Said(subject, None, "adjacent", "colon")
    return None


def _afterwards(scene: Scene) -> Said | None:
    """ "…," said Roe; "…," Roe said; "…", according to Roe; "…" — Roe."""
    kinds = cues()
    named = _behind_dash(scene)
    if named:
        return named
    tokens = scene.after()
    while tokens and tokens[0].word in {",", ".", "-", "–", "—", "…", "?", "!"}:
        tokens = tokens[1:]
    if not tokens:
        return None
    if tokens[0].word == "according" and len(tokens) > 2 and tokens[1].word == "to":
        subject = subject_after(tokens, 1, scene.voices)
        return Said(subject, "according to", "adjacent", "according to") if subject else None
    first = 0
    while first < min(2, len(tokens)) and is_aside(tokens[first].word):
        first += 1
    if first < len(tokens) and tokens[first].word in kinds["SAY"]:
        subject = subject_after(tokens, first, scene.voices)
        if subject:
            return Said(subject, tokens[first].word, "adjacent", "verb, subject")
    if tokens[0].word in kinds["GOES ON"]:
        return None
    return _subject_then_verb(scene, tokens)


def _behind_dash(scene: Scene) -> Said | None:
    """ "…" — Ann Roe"""
    dash = _DASH_NAME.match(scene.text, scene.quote.closed)
    if not dash:
        return None
    start = dash.end()
    mention = scene.voices.covering(start)
    if mention is not None:
        subject = Subject(start, scene.voices.ends[mention], scene.voices.numbers[mention])
        return Said(subject, None, "adjacent", "dash")
    end = start + len(scene.text[start : scene.after_end].partition("\n")[0].rstrip(" .\xa0"))
    words = scene.text[start:end].split()
    is_name = 0 < len(words) <= _MOST_NAMES and all(word[0].isupper() or len(word) < 4 for word in words)
    return Said(Subject(start, end), None, "adjacent", "dash") if is_name and words[0] not in {"With", "By"} else None


def _subject_then_verb(scene: Scene, tokens: Sequence[Token]) -> Said | None:
    kinds = cues()
    for at, token in enumerate(tokens[:40]):
        if token.word in {".", "!", "?", ";"} and at:
            return None
        is_verb = (
            at
            and token.word in kinds["SAY"]
            and not token.word.endswith("ing")
            and not follows_article(tokens, at, scene.voices)
        )
        if is_verb and scene.voices.covering(token.start) is None:
            introduces_next = scene.text[token.end : scene.next_opens].strip() in {":", ","}
            if introduces_next and scene.text[scene.quote.end - 1] in ".!?":
                return None
            if scene.text[scene.quote.end - 1] in ".!?" and _takes_clause(tokens, at, scene.voices):
                return None
            subject = subject_before(tokens, at, scene.voices) or _any_description(tokens, at)
            if subject is None and tokens[at - 1].word == ",":
                subject = subject_after(tokens, at, scene.voices)
                subject = subject if subject and subject.entity is not None else None
            if subject and _is_new_sentence(scene, tokens, at, subject):
                return None
            if subject:
                is_near = subject.start - tokens[0].start < _LONGEST_NAME
                return Said(subject, token.word, "adjacent", "subject, verb") if is_near else None
    return None


def _is_new_sentence(scene: Scene, tokens: Sequence[Token], verb: int, subject: Subject) -> bool:
    """Whether a sentence about something else begins behind a quote that has ended: "…." The report says it is."""
    if subject.entity is not None or subject.pronoun or scene.text[scene.quote.end - 1] not in ".!?":
        return False
    is_cue = tokens[verb].word in {"told", "tells"} or verb + 1 >= len(tokens) or tokens[verb + 1].word in {".", ","}
    return scene.text[tokens[0].start].isupper() and not is_cue


def _takes_clause(tokens: Sequence[Token], verb: int, voices: Voices) -> bool:
    """Whether what a verb tells stands behind it: The network said it would, not what stands in marks before."""
    if verb + 1 >= len(tokens):
        return False
    following = tokens[verb + 1]
    is_told = tokens[verb].word in {"told", "tells"}
    begins = following.word in cues()["BEGINS CLAUSE"] or voices.covering(following.start) is not None
    return following.word == "that" or (begins and not is_told)


def _any_description(tokens: Sequence[Token], verb: int) -> Subject | None:
    """Whatever else has an article, between a quote and its verb: "…," the tallest of them said."""
    words = tokens[:verb]
    if not words or len(words) > _MOST_IN_PART or words[0].word not in {"a", "an", "the", "one", "another"}:
        return None
    plain = len(words) > 1 and not any(token.is_mark for token in words)
    return Subject(words[0].start, words[-1].end) if plain else None


def _in_the_same_clause(scene: Scene, tokens: Sequence[Token]) -> Said | None:
    """Roe called it "…"; Roe said that the plan was "…"."""
    kinds = cues()
    words = 0
    for at in range(len(tokens) - 1, -1, -1):
        word = tokens[at].word
        if word == ";":
            break
        if (word in kinds["SAY"] or word in kinds["CALL"]) and scene.voices.covering(tokens[at].start) is None:
            subject = _subject(scene, tokens, at)
            if subject:
                near = words <= _MOST_IN_PART
                return Said(subject, word, "adjacent" if near else "paragraph", "verb before, in part")
        if word == "according" and at + 1 < len(tokens) and tokens[at + 1].word == "to":
            subject = subject_after(tokens, at + 1, scene.voices)
            if subject:
                return Said(subject, "according to", "adjacent", "according to")
        words += not tokens[at].is_mark
    return None


def _subject(scene: Scene, tokens: Sequence[Token], verb: int) -> Subject | None:
    if tokens[verb].word.endswith("ing"):
        return participle_subject(tokens, verb, scene.voices)
    return subject_before(tokens, verb, scene.voices)
