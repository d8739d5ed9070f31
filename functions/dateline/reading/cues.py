"""The words that page furniture opens with, in every language at once: one file per language under `data/cues/`.

A cue is evidence for what a short line is: furniture where it is the whole line, or most of the line is linked; else
other signs must bear it out. A file maps a kind of cue (`share`, `related`, `by`, …) to phrases in lower case. To add a
language, add a file.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST_UNSPACED_PHRASE = 8
FIRST_UNSPACED = "\u0e00"
# Scripts that are written without spaces between words: Thai to Myanmar, kana, Han, and Hangul's attached particles.
UNSPACED = re.compile("[\u0e00-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EDGES = " \t:：•·|–—-.…!?¡¿*+>»›→▶▼▸#()[]\"'“”‘’„"
_EDGES_AND_COMMA = _EDGES + ","
_EDGES_AND_COUNTS = _EDGES + "0123456789"
_EDGES_COMMA_AND_COUNTS = _EDGES_AND_COMMA + "0123456789"
_SETS_OFF = frozenset(":：|·•–—-/©(>»›→")
_YEAR = re.compile(r"(?:19|20)\d\d\b")


class Cue(NamedTuple):
    """The longest phrase that a line opens with, and the kinds of cue that it is.

    `whole` tells whether it is the whole line; `label` whether it cannot be the first word of a sentence: it is a sign
    (`©`), a mark sets it off from what follows (`Photo: …`), or it is a notice with its year (`Copyright 2024 …`).
    """

    kinds: frozenset[str]
    phrase: str
    whole: bool
    label: bool

    def says(self, kind: str) -> bool:
        """Whether it is a cue of that kind."""
        return kind in self.kinds


NO_CUE = Cue(frozenset(), "", whole=False, label=False)


def _load() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    files = sorted((Path(__file__).parent / "data/cues").glob("*.json"))
    return MappingProxyType(
        {
            path.stem: {kind: tuple(phrases) for kind, phrases in json.loads(path.read_text("utf-8")).items()}
            for path in files
        }
    )


_BY_LANGUAGE = _load()


def phrases(kind: str, languages: Iterable[str] | None = None) -> frozenset[str]:
    """All phrases of a kind, in every language or in those given."""
    tables = _BY_LANGUAGE.values() if languages is None else [_BY_LANGUAGE.get(code, {}) for code in languages]
    return frozenset(phrase for table in tables for phrase in table.get(kind, ()))


def _kinds_by_phrase() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for table in _BY_LANGUAGE.values():
        for kind, known in table.items():
            for phrase in known:
                kinds.setdefault(phrase.strip(_EDGES), set()).add(kind)
    return {phrase: frozenset(found) for phrase, found in kinds.items() if phrase}


_KINDS = _kinds_by_phrase()
_BY_FIRST_WORD: dict[str, tuple[str, ...]] = {}
for _phrase in sorted(_KINDS, key=len):
    _first = _phrase.split(" ", 1)[0].strip(_EDGES)
    _BY_FIRST_WORD[_first] = (_phrase, *_BY_FIRST_WORD.get(_first, ()))
_FIRST_WORDS = frozenset(first.rstrip(_EDGES_COMMA_AND_COUNTS) for first in _BY_FIRST_WORD)


def cue(line: str) -> Cue:
    """The cue that a line opens with, judged by its first words alone; a number before them is a count."""
    text = line[:120].casefold().strip(_EDGES_AND_COUNTS)
    first = text.partition(" ")[0]
    known = _BY_FIRST_WORD.get(first) or _BY_FIRST_WORD.get(first.rstrip(_EDGES_AND_COMMA))
    if known and text.startswith(known):
        for phrase in known:
            if text.startswith(phrase) and not text[len(phrase) :].partition(" ")[0].strip(_EDGES_AND_COMMA):
                return _cue(text, phrase, _KINDS[phrase])
    if not text.isascii() and UNSPACED.match(text):
        for length in range(min(LONGEST_UNSPACED_PHRASE, len(text)), 0, -1):
            if kinds := _KINDS.get(text[:length]):
                return _cue(text, text[:length], kinds)
    return NO_CUE


def may_open_with_cue(folded: str) -> bool:
    """A quick look, at a line in lower case: whether its first word may open a phrase."""
    first = folded.partition(" ")[0].strip(_EDGES_COMMA_AND_COUNTS)
    return first in _FIRST_WORDS or not first or first[0] >= FIRST_UNSPACED


def _cue(text: str, phrase: str, kinds: frozenset[str]) -> Cue:
    rest = text.partition(phrase)[2].lstrip()
    dated = "legal" in kinds and _YEAR.match(rest) is not None
    label = dated or rest[:1] in _SETS_OFF or not phrase[0].isalpha()
    return Cue(kinds, phrase, whole=len(phrase) >= len(text), label=label)
