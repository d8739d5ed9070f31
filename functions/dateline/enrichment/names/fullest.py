"""What an entity is called, of all the forms in which a text has its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.enrichment.filing import in_usual_letters

if TYPE_CHECKING:
    from collections import Counter

    from dateline.findings import EntityKind

_FULL = 2
"""Words of a name that is not shortened any more."""

_LONGER = {"person": 2, "organisation": 1, "place": 1}
"""By so many words a form that stands once is longer than one that stands more often, if it is taken for too long: a
person's middle name may be told once, two words more are somebody else's."""


def name_of(kind: EntityKind, printed: Counter[str]) -> str:
    """The fullest form, in the usual letters.

    A form that the text has once does not stand for one of two words and more that it has more often.
    """
    usual = [text for text, count in printed.items() if count > 1 and len(text.split()) >= _FULL]
    longest = max((len(text.split()) for text in usual), default=None)
    names = [
        text
        for text, count in printed.items()
        if longest is None or count > 1 or len(text.split()) < longest + _LONGER[kind]
    ]
    name = max(names, key=lambda text: _fullness(text, printed))
    is_shouted = kind == "place" or (kind == "person" and len(name.split()) > 1)
    return in_usual_letters(name) if is_shouted else name


def _fullness(text: str, printed: Counter[str]) -> tuple[int, bool, int, int]:
    """The fullest form has the most words, and is not in capitals where it need not be."""
    shouted = text.isupper() and any(other != text and other.casefold() == text.casefold() for other in printed)
    return len(text.split()), not shouted, len(text), printed[text]
