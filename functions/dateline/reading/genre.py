"""What kind of piece a page says its story is: opinion, analysis, live, press release, review, interview, satire,
sponsored.

Only a statement counts: a type of schema.org, the name of a section or kicker, a label in front of the headline
(`Opinion: …`, `Analyse | …`). The words stand in `data/genre_words.json`, by language.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from dateline.article import Genre

LONGEST_NAME = 32
# As folders of an address they hold other things than the section of that name: players, counts, templates.
_NO_FOLDERS = frozenset({"background", "direct", "direkte", "live", "pr", "views"})

# https://schema.org/NewsArticle, "more specific types", and those of Article that name a genre.
_OF_TYPE: dict[str, Genre] = {
    "OpinionNewsArticle": "opinion",
    "AnalysisNewsArticle": "analysis",
    "BackgroundNewsArticle": "analysis",
    "LiveBlogPosting": "live",
    "ReviewNewsArticle": "review",
    "CriticReview": "review",
    "SatiricalArticle": "satire",
    "AdvertiserContentArticle": "sponsored",
}
_LABEL = re.compile(r"\s?[:：|｜]\s?|\s[-–—+]{1,3}\s|[\])】》〉]\s?")
_EDGES = " \t.:：|+*•·»«›‹-–—[](){}【】《》〈〉<>/!?"


def genre_of_types(types: Iterable[str]) -> Genre | None:
    """The genre that one of schema.org's types stands for."""
    return next((_OF_TYPE[name] for name in types if name in _OF_TYPE), None)


def genre_named(text: str) -> Genre | None:
    """The genre whose name is the whole text, as that of a section or a kicker is."""
    return _names().get(text.strip(_EDGES).casefold()) if len(text) <= LONGEST_NAME else None


def genre_of_folder(name: str, languages: Collection[str]) -> Genre | None:
    """The genre that a folder of an address is called after, in the page's languages or in English."""
    folded = name.strip(_EDGES).casefold()
    if folded in _NO_FOLDERS or len(folded) > LONGEST_NAME:
        return None
    genres = _by_language()
    return next((told for code in (*languages, "en") if (told := genres.get(code, {}).get(folded))), None)


def genre_labelled(headline: str) -> tuple[Genre, str] | None:
    """The genre that stands in front of a headline, set off by a mark, and the label as printed."""
    mark = _LABEL.search(headline[:LONGEST_NAME])
    if mark is None:
        return None
    label = headline[: mark.end()].strip()
    genre = genre_named(label)
    return (genre, label) if genre else None


@cache
def _names() -> dict[str, Genre]:
    return {name: genre for names in _by_language().values() for name, genre in names.items()}


@cache
def _by_language() -> dict[str, dict[str, Genre]]:
    data = json.loads((Path(__file__).parent / "data/genre_words.json").read_text("utf-8"))
    return {code: {name: genre for genre, names in genres.items() for name in names} for code, genres in data.items()}
