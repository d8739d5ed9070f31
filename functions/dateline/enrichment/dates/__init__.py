"""The dates that a text tells, as days, months and years of the calendar.

    Document ──► words (kinds) ──► rules that fit ──► the value: of itself (absolute), or counted (relative)

Every date has a place in the text and a value; one whose value nothing tells is left out. Days and months without a
year are counted from the day of publication, also where the page has been changed since: most such changes are the
site's, and leave the story's words as they were.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from dateline.enrichment.dates.rules import RULES, Rule
from dateline.enrichment.dates.situation import Expression, Signs, Situation, Told
from dateline.enrichment.dates.words import Words, words_of
from dateline.enrichment.document import Found
from dateline.findings import DateMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.enrichment.dates.periods import Period
    from dateline.enrichment.document import Document

LANGUAGE = "en"

MOST = 1000
"""So many dates at most are told of one text. Of two thousand articles, the one with the most tells sixty."""

__all__ = ["find", "why_unknown"]


def find(document: Document) -> tuple[Found[DateMention], ...]:
    """The dates of a text in English, in the order of the text, with the rule that found each.

    Without the day of publication, only those that need none.
    """
    if not _is_known(document.language):
        return ()
    return tuple(islice(_Reader(document).mentions(), MOST))


def why_unknown(document: Document) -> str | None:
    """Why dates may be missing from a text where none are found; None where they are not there."""
    if not _is_known(document.language):
        return "dates are known in English only"
    if document.published is None:
        return "the day of publication is not known"
    return None


def _is_known(language: str | None) -> bool:
    return language is None or language.split("-")[0].lower() == LANGUAGE


class _Reader:
    """Goes through the paragraphs of a document and keeps the date told last."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.signs = Signs(document)
        self.told: Told | None = None
        self.days_told: dict[tuple[int, int], int] = {}

    def mentions(self) -> Iterator[Found[DateMention]]:
        beginnings, rules_at = _starts()
        sentence_starts = [start for start, _ in self.document.sentences]
        for number, (start, end) in enumerate(self.document.paragraphs):
            words = words_of(self.document.text, start, end)
            read_to = 0
            for beginning in beginnings.finditer(words.kinds):
                at = beginning.start()
                if at < read_to:
                    continue
                rules = rules_at[words.kinds[at]]
                fitting = [
                    (found.end(), rule) for rule in rules if (found := rule.pattern.expression.match(words.kinds, at))
                ]
                if not fitting:
                    continue
                sentence = _sentence(words, at, sentence_starts)
                situation = Situation(
                    self.signs, words, number, self.document.published, sentence, self.told, self.days_told
                )
                if decided := _decide(situation, at, fitting):
                    expression, period, rule = decided
                    read_to = expression.last
                    self._remember(expression, period)
                    yield _found(expression, period, rule)

    def _remember(self, expression: Expression, period: Period) -> None:
        """Keeps the date as the one that was told last, unless the story goes on from the one before."""
        if expression.goes_back:
            return
        words, paragraph = expression.words, expression.situation.paragraph
        start, end = words.starts[expression.first], words.ends[expression.last - 1]
        if period.precision == "day":
            self.days_told.setdefault((period.first.month, period.first.day), period.first.year)
        self.told = Told(
            period,
            start,
            end,
            paragraph,
            self._is_of_a_told_year(expression, period),
            opens=_end_of_sentence(expression) if expression.sets_the_scene else None,
            is_label=expression.is_label,
        )

    def _is_of_a_told_year(self, expression: Expression, period: Period) -> bool:
        """Whether the text says the date's year, there or with the date before; "since" only compares."""
        if expression.before() == "since":
            return False
        if any(expression.is_kind(place, "YEAR", "ISO") for place in range(expression.first, expression.last)):
            return True
        return self.told is not None and self.told.with_year and self.told.period.first.year == period.first.year


def _decide(situation: Situation, at: int, fitting: list[tuple[int, Rule]]) -> tuple[Expression, Period, Rule] | None:
    """The expression with the most words that has a value."""
    for last, rule in sorted(fitting, key=lambda candidate: -candidate[0]):
        expression = Expression(situation, at, last)
        period = rule.make(expression)
        if period is not None:
            return expression, period, rule
    return None


def _found(expression: Expression, period: Period, rule: Rule) -> Found[DateMention]:
    words = expression.words
    start, end = words.starts[expression.first], words.ends[expression.last - 1]
    return Found(DateMention(words.text[start:end], start, end, period.value, period.precision), rule.name)


def _end_of_sentence(expression: Expression) -> int:
    words, last = expression.words, expression.situation.sentence[1]
    return words.starts[last] if last < len(words) else words.ends[-1]


def _sentence(words: Words, at: int, sentence_starts: list[int]) -> tuple[int, int]:
    """The tokens of the sentence that a token stands in."""
    following = bisect_right(sentence_starts, words.starts[at])
    first = sentence_starts[following - 1] if following else 0
    last = sentence_starts[following] if following < len(sentence_starts) else len(words.text)
    return bisect_right(words.starts, first - 1), bisect_right(words.starts, last - 1)


@cache
def _starts() -> tuple[re.Pattern[str], dict[str, tuple[Rule, ...]]]:
    """A pattern for the kinds of words that a date can begin with, and for each of them the rules to try."""
    beginnings = sorted({kind for rule in RULES for kind in rule.pattern.beginnings})
    rules_at = {kind: tuple(rule for rule in RULES if kind in rule.pattern.beginnings) for kind in beginnings}
    return re.compile(f"[{''.join(beginnings)}]"), rules_at
