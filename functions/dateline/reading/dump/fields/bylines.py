"""The byline of a dump: which line around the headline or the story's end names the authors, by fitted signs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.agencies import is_agency
from dateline.reading.byline_pieces import is_desk
from dateline.reading.captions import read_caption
from dateline.reading.datelines import take_dateline
from dateline.reading.dump.fields.byline_signs import SIGNS, Naming
from dateline.reading.dump.fields.named import authors_in, is_sure, opens_glued
from dateline.reading.dump.lines.furniture import has_furniture_cue
from dateline.reading.dump.story.roles import is_ticker
from dateline.reading.dump.weighing import reasons, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.article import Byline
    from dateline.reading.dump.lines import Line
    from dateline.reading.dump.times.dated_lines import DatedLines

REACH_UP = 6
REACH_IN = 12
REACH_LED = 60
REACH_AFTER = 6
MOST_HEADLINES = 4
WIDEST = 160
WIDEST_BARE = 70
MOST_BARE_WORDS = 10
MENU_LINES = 3
WIDEST_MENU_LINE = 30
DATE_REACH = 2
LEAST = 0.4
ALIKE = 1.0
MOST_JOINED = 6


@dataclass(frozen=True, slots=True)
class Credited:
    """A line that names authors, and how much speaks for its being the byline: in all, and by each of the signs."""

    index: int
    authors: tuple[Byline, ...]
    score: float
    worths: Sequence[float]

    @property
    def why(self) -> str:
        """The signs that speak for it the most."""
        return reasons(SIGNS, self.worths)


def find_bylines(
    lines: Sequence[Line], headline: int | None, start: int, end: int, dated: DatedLines
) -> list[Credited]:
    """The lines that name authors, the most credible first."""
    found = []
    for naming in namings(lines, headline, start, end, dated):
        worths = weigh(SIGNS, naming)
        score = sum(worths)
        if score >= LEAST:
            found.append(Credited(naming.index, naming.authors, score, worths))
    found.sort(key=lambda credited: (-credited.score, credited.index))
    return _joined(found)


def namings(lines: Sequence[Line], headline: int | None, start: int, end: int, dated: DatedLines) -> list[Naming]:
    """The lines that name people where a byline may stand, with what the signs look at."""
    page = _Page(lines, headline, (start, end), dated)
    return [naming for index in page.places() if (naming := page.naming(index))]


class _Page:
    """What the lines of one page share: where the headline is said, and what the whole page says."""

    def __init__(self, lines: Sequence[Line], headline: int | None, story: tuple[int, int], dated: DatedLines) -> None:
        self._lines = lines
        self._dated = dated
        self._start, self._end = story
        said = lines[headline].folded if headline is not None else None
        others = [index for index, line in enumerate(lines) if line.folded == said and index != headline]
        self._headlines = [headline, *others[: MOST_HEADLINES - 1]] if headline is not None else [self._start - 1]
        self._said = Counter([line.folded for line in lines])
        self._page = "\n".join([line.folded for line in lines])
        paragraphs = [line.folded for line in lines[self._start : self._end] if line.width > WIDEST_BARE]
        if paragraphs:
            paragraphs[0] = take_dateline(paragraphs[0])[1]
        self._story = "\n".join(paragraphs)

    def places(self) -> list[int]:
        """Around each saying of the headline, before the story and at its end; further up only where a cue stands."""
        count = len(self._lines)
        near = {index for at in self._headlines for index in range(max(0, at - REACH_UP), min(at + REACH_IN, count))}
        near.update(range(max(0, self._start - REACH_UP), min(self._start + 2, count)))
        near.update(range(max(self._start, self._end - 2), min(self._end + REACH_AFTER, count)))
        led = range(max(0, self._start - REACH_LED), min(self._start, count))
        near.update(index for index in led if self._lines[index].cue.says("by"))
        return sorted(near.difference(self._headlines))

    def naming(self, index: int) -> Naming | None:
        """The line, where it names authors and may be a byline."""
        line = self._lines[index]
        above = self._lines[index - 1] if index else None
        under_lead = above is not None and above.cue.whole and above.cue.says("by")
        led = line.cue.says("by") and not line.ends and not line.cue.whole
        if line.width > WIDEST or is_ticker(line) or not (led or _may_be_bare(line) or " | " in line.text):
            return None
        if not led and not under_lead and _is_plain(line.text):
            return None
        authors, led_within = authors_in(line.text, self._dated.at(line))
        led = led or led_within
        if not authors or not (led or under_lead or all(map(is_sure, authors))):
            return None
        naming = Naming(index, line, authors, led=led, under_lead=under_lead)
        naming.below = min((index - at for at in self._headlines), key=abs)
        naming.before = max(0, self._start - index)
        naming.after = max(0, index - self._end + 1)
        naming.dated = bool(self._dated.at(line))
        around = range(max(0, index - DATE_REACH), min(index + DATE_REACH + 1, len(self._lines)))
        naming.beside_date = any(at != index and self._dated.is_dated(at) for at in around)
        naming.line_again = self._said[line.folded] > 1
        naming.in_menu = not led and not under_lead and self._in_menu(index)
        naming.is_credit = read_caption(line.text) is not None
        self._look_up(naming)
        return naming

    def _look_up(self, naming: Naming) -> None:
        """Look for the first name on the page and in the story."""
        name = next((author.name.casefold() for author in naming.authors if author.name), None)
        if name:
            naming.named_again = self._page.count(name) > 1
            naming.spoken_of = name in self._story

    def _in_menu(self, index: int) -> bool:
        """Whether nothing but short, open lines stand before the line."""
        before = range(index - MENU_LINES, index)
        return before.start >= 0 and all(
            self._lines[at].width <= WIDEST_MENU_LINE and not self._lines[at].ends and not self._dated.is_about(at)
            for at in before
        )


def _may_be_bare(line: Line) -> bool:
    """Whether a line that no word leads is short enough to be names and no more."""
    short = line.width <= WIDEST_BARE or "@" in line.text
    opens = not line.text[0].islower() or opens_glued(line.text)
    return short and opens and not line.ends and not has_furniture_cue(line) and line.text.count(" ") <= MOST_BARE_WORDS


def _is_plain(text: str) -> bool:
    """Whether the line is one word, or has no capital or sign behind its first letter: no name but an agency's or a
    desk's."""
    low = text.isalpha() or (text[1:].islower() and "@" not in text and " | " not in text)
    plain = text.isascii() and low
    return plain and not (is_agency(text) or is_desk(text) or opens_glued(text))


def _joined(found: list[Credited]) -> list[Credited]:
    """Names on neighbouring lines are one byline."""
    if not found:
        return found
    best = found[0]
    authors = list(best.authors)
    known = {_key(author) for author in authors}
    for other in sorted(found[1:], key=lambda credited: credited.index):
        near = abs(other.index - best.index) <= min(2 * len(authors), MOST_JOINED)
        if near and other.score > best.score - ALIKE:
            authors += [one for one in other.authors if _key(one) not in known]
            known.update(map(_key, other.authors))
    return [Credited(best.index, tuple(authors), best.score, best.worths), *found[1:]]


def _key(author: Byline) -> str:
    return (author.name or author.handle or "").casefold()
