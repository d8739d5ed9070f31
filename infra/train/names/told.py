"""Sentences whose names are known."""

from __future__ import annotations

from typing import NamedTuple


class Token(NamedTuple):
    """A token as the tagger cuts them, its BIO label, and whether it stands right behind the one before."""

    word: str
    label: str
    glued: bool


Told = list[Token]
"""A sentence whose names are known."""
