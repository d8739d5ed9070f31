"""The pages of a benchmark's data folder → dumps with what is known of them, to fit weights on.

A folder holds `gold.jsonl`, one record per page, and the pages that its records name, as `make bench` takes it.
Dumps are taken as they are; an HTML page is flattened, one block per line.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from dateline.language import detect
from dateline.reading.dump.lines import lines_of
from dateline.reading.dump.story.prose import Weighed, model
from dateline.reading.dump.story.shape import shapes_of
from dateline.reading.dump.times.dated_lines import DatedLines
from dateline.reading.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dateline.reading.dump.lines import Line

LANGUAGE_SAMPLE = 1_500

FLATTENED = frozenset({"htmldate", "trafilatura"})
"""The sets of HTML pages that are no dumps yet; the others' are among the dumps already."""

UNSEEN = frozenset({"head", "iframe", "noscript", "script", "select", "style", "svg", "template", "textarea"})
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "label", "mark", "q"}
    | {"s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "wbr"}
)
SPACED = frozenset({"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "table"})


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump, who published it, and what is known of its story: the wording of headline and authors, and the day.

    What the text does not state is not told here either.
    """

    publisher: str
    text: str
    headline: str
    day: str
    authors: tuple[str, ...]


def dumps(folder: Path) -> Iterator[Dump]:
    """The dumps of a folder."""
    for row in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        record = json.loads(row)
        data = gzip.decompress((folder / record["page"]).read_bytes())
        if record["content_type"].startswith("text/plain"):
            text = data.decode()
        elif record["dataset"] in FLATTENED:
            text = flattened(data, record["charset_meta"], spaced=_odds(record["id"]) % 4 > 0)
        else:
            continue
        worded = wording(text)
        headline = wording(record["title"] or "")
        authors = tuple(wording(name) for name in record["authors"] or ())
        yield Dump(
            record["publisher"] or record["id"],
            text,
            headline if headline in worded else "",
            (record["date"] or "")[:10],
            authors if all(name in worded for name in authors) else (),
        )


def opened(dump: Dump) -> tuple[list[Line], tuple[int, int], DatedLines]:
    """The lines of a dump, the story's first and the one after its last, and its dates."""
    lines = lines_of(dump.text)
    told = Weighed(lines, shapes_of(lines), model()).told
    at = [index for index, one in enumerate(told) if one]
    start, end = (at[0], at[-1] + 1) if at else (0, 0)
    language = detect(" ".join(line.text for line in lines[start:end])[:LANGUAGE_SAMPLE])
    return lines, (start, end), DatedLines(lines, (language,) if language else ())


def _odds(name: str) -> int:
    """A number that stays the same for a name."""
    return hashlib.sha256(name.encode()).digest()[0]


def flattened(data: bytes, charset: str | None, *, spaced: bool) -> str:
    """The dump of an HTML page, one block a line; `spaced`, with blank lines around paragraphs and headings."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode(charset or "windows-1252", "replace")
    flattener = _Flattener(spaced=spaced)
    flattener.feed(text)
    flattener.close()
    flattener.end_line()
    return "\n".join(flattener.lines)


class _Flattener(HTMLParser):
    def __init__(self, *, spaced: bool) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._spaced = spaced
        self._texts: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (the base class's)
        if tag in UNSEEN:
            self._unseen.append(tag)
        if tag == "body":
            self._unseen.clear()
        if tag not in INLINE:
            self.end_line(spaced=tag in SPACED)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        if tag not in INLINE:
            self.end_line(spaced=tag in SPACED)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._texts.append(data)

    def end_line(self, *, spaced: bool = False) -> None:
        """Close the line that is being gathered; `spaced`, a blank line follows."""
        text = " ".join("".join(self._texts).split())
        self._texts.clear()
        if text:
            self.lines.append(text)
        if spaced and self._spaced and self.lines and self.lines[-1]:
            self.lines.append("")
