"""How many copies of texts are found, by how they were changed, and how many pairs that are none are taken for copies.

    python -m infra.bench.copies FOLDER

Each file `*.jsonl` below FOLDER holds a text on a line, as `text` or `body`. A copy is found where the table would find
it: by the words that both are looked up by, and by their fingerprints. The changes are drawn with a fixed seed.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

from dateline.enrichment.fingerprint import fingerprint, tokens
from dateline.enrichment.telling import telling_words
from dateline.language import detect
from dateline.likeness import SAME_TEXT, WORD_SLOTS, meet, similarity

SEED = 20_261_128
LEAST_CHARACTERS = 600
MOST_CHANGED = 400
"""Of the texts so many are changed; pairs are counted over all."""

FURNITURE = (200, 1_000)
"""Characters of other texts that are put around a text."""

_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s*(?=\S)|\n+")

Print = tuple[bytes, tuple[str, ...]]
Change = Callable[[str, "Desk"], str]


class Desk:
    """Changes texts, with words and furniture of other texts."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self._words = [word for text in texts for word in text.split()]
        self._chance = random.Random(SEED)  # noqa: S311 - for a repeatable measurement, not for a secret

    def edit_words(self, text: str, share: float) -> str:
        """Of the words, such a share replaced, left out, or followed by another, each by itself."""
        out: list[str] = []
        for word in text.split():
            changed = self._chance.random() < share
            out += self._chance.choice(([], [self._word()], [word, self._word()])) if changed else [word]
        return " ".join(out)

    def edit_sentences(self, text: str, share: float) -> str:
        """Of the sentences, such a share left out, half rewritten, or replaced."""
        out = []
        for sentence in filter(str.strip, _SENTENCE_END.split(text)):
            if self._chance.random() < share:
                how = self._chance.randrange(3)
                out += [] if how == 0 else [self.edit_words(sentence, 0.5 if how == 1 else 1.0)]
            else:
                out.append(sentence)
        return " ".join(out)

    def wrap(self, text: str) -> str:
        """With text of others in front, behind, or both."""
        length = self._chance.randint(*FURNITURE)
        match self._chance.randrange(3):
            case 0:
                return f"{self._furniture(length)}\n\n{text}"
            case 1:
                return f"{text}\n\n{self._furniture(length)}"
        return f"{self._furniture(length // 2)}\n\n{text}\n\n{self._furniture(length // 2)}"

    def _word(self) -> str:
        return self._chance.choice(self._words)

    def _furniture(self, length: int) -> str:
        other = self._chance.choice(self._texts)
        start = self._chance.randrange(max(1, len(other) - length))
        return other[start : start + length]


def cut(text: str, share: float) -> str:
    """Its first part."""
    return text[: int(len(text) * share)]


CHANGES: dict[str, Change] = {
    "edited, 10 % of the words": lambda text, desk: desk.edit_words(text, 0.1),
    "edited, 30 % of the words": lambda text, desk: desk.edit_words(text, 0.3),
    "edited, 30 % of the sentences": lambda text, desk: desk.edit_sentences(text, 0.3),
    "other text added": lambda text, desk: desk.wrap(text),
    "cut to 50 %": lambda text, _: cut(text, 0.5),
    "cut, edited 10 %, other text added": lambda text, desk: desk.wrap(desk.edit_words(cut(text, 0.5), 0.1)),
    "cut, edited 20 %, other text added": lambda text, desk: desk.wrap(desk.edit_words(cut(text, 0.5), 0.2)),
}


def main(folder: Path) -> None:
    """Measure and print."""
    texts = list(texts_of(folder))
    prints = [told for text in texts if (told := print_of(text))]
    desk, chosen = Desk(texts), random.Random(SEED).sample(texts, min(MOST_CHANGED, len(texts)))  # noqa: S311 - repeatable
    print(f"{len(texts)} texts, {len(chosen)} of them changed")
    for name, change in CHANGES.items():
        found = sum(are_copies(print_of(text), print_of(change(text, desk))) for text in chosen)
        print(f"{100 * found / len(chosen):6.1f} %  {name}")
    met = pairs_that_meet(prints)
    called = sorted((similarity(one[0], other[0]) for one, other in met), reverse=True)
    called = [alike for alike in called if alike >= SAME_TEXT]
    print(
        f"of {len(prints) * (len(prints) - 1) // 2:,} pairs {len(met):,} share words, {len(called)} are called copies;"
    )
    print("their similarity: " + " ".join(f"{alike:.2f}" for alike in called))


def texts_of(folder: Path) -> Iterator[str]:
    """The texts that are long enough, each beginning once."""
    seen = set()
    for file in sorted(folder.rglob("*.jsonl")):
        for row in filter(None, file.read_text("utf-8").split("\n")):  # a text may hold other line ends
            plain = json.loads(row)
            text = plain.get("text") or plain.get("body") or ""
            if len(text) >= LEAST_CHARACTERS and text[:200] not in seen:
                seen.add(text[:200])
                yield text


def print_of(text: str) -> Print | None:
    """What copies of the text are found by."""
    words = tokens(text)
    printed = fingerprint(words)
    return (bytes.fromhex(printed), telling_words(words, detect(text))) if printed else None


def are_copies(one: Print | None, other: Print | None) -> bool:
    """As the table tells it of articles of one time."""
    return bool(one and other and meet(one[1], other[1]) and similarity(one[0], other[0]) >= SAME_TEXT)


def pairs_that_meet(prints: list[Print]) -> list[tuple[Print, Print]]:
    """The pairs that share a word under which the one stands."""
    under = defaultdict(set)
    for number, (_, words) in enumerate(prints):
        for place, word in enumerate(words):
            under[place % WORD_SLOTS, word].add(number)
    near = {pair for key, numbers in under.items() if key[1] for pair in combinations(sorted(numbers), 2)}
    return [(prints[one], prints[other]) for one, other in near if meet(prints[one][1], prints[other][1])]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
