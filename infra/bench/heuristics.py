"""What each rule of reading is worth: the scores without it, as the table in docs/heuristics.md.

    python -m infra.bench.heuristics FOLDER [NAME…]

Each rule is taken out in turn, all pages are read again, and the scores are held against those of the whole. NAMEs are
parts of the places of rules, `html/times` or `HEADLINE`, where not all are to be measured; FOLDER is one that `gold`
knows how to read.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from infra.bench.gold import Page, Scorer, Scores, pages
from infra.bench.readers import Fields, read
from infra.bench.rules import Row, forget, rows, taken_out, watched

TARGET = Path(__file__).parents[2] / "docs/heuristics.md"
SETS = ("aeb", "fundus", "trafilatura", "htmldate", "text-aeb", "text-fundus")
METRICS = {
    "f1": "body F1",
    "exact": "body exact",
    "snip_f1": "snippets F1",
    "title": "headline",
    "authors": "authors",
    "date": "date",
    "lang": "language",
}
LEAST = 0.0005
MOST_TOLD = 4
Losses = Mapping[tuple[str, str], float]


class Bench:
    """All pages, kept in memory, and their scores with any one rule taken out."""

    def __init__(self, folder: Path) -> None:
        self._pages: tuple[Page, ...] = tuple(pages(folder, SETS))
        self._scorer = Scorer(folder)
        self._met: dict[Row, set[int]] = defaultdict(set)
        self._whole: list[tuple[Fields, Scores]] = []
        with watched(lambda row: self._met[row].add(len(self._whole))) as self._watched:
            for page in self._pages:
                forget()
                found = _fields(page)
                self._whole.append((found, self._scorer.score(page, found)))

    def losses(self, row: Row) -> dict[tuple[str, str], float]:
        """What the scores lose while the row is missing from its table, the most first; roundings are left out.

        Only pages on which the rule held or found something are read again; where a rule cannot tell, all of its kind.
        """
        rooms = row.module.split(".")
        of_kind = [
            at
            for at, page in enumerate(self._pages)
            if not ("html" in rooms and page.is_dump) and not ("dump" in rooms and not page.is_dump)
        ]
        reread = self._met[row] if row in self._watched else of_kind
        with taken_out(row):
            without = {at: self._scored_again(at) for at in reread}
        whole = {at: self._whole[at][1] for at in of_kind}
        lost = self._summary(whole | without)
        changed = {place: value - lost.get(place, 0.0) for place, value in self._summary(whole).items()}
        return {
            place: loss for place, loss in sorted(changed.items(), key=lambda one: -abs(one[1])) if abs(loss) >= LEAST
        }

    def pages_met(self, row: Row) -> int | None:
        """On how many pages the rule held or found something; None where it cannot tell."""
        return len(self._met[row]) if row in self._watched else None

    def _scored_again(self, at: int) -> Scores:
        found, score = self._whole[at]
        again = _fields(self._pages[at])
        return score if again == found else self._scorer.score(self._pages[at], again)

    def _summary(self, scores: Mapping[int, Scores]) -> dict[tuple[str, str], float]:
        """Each (data set, metric) that there are answers for."""
        found: dict[str, list[Scores]] = defaultdict(list)
        for at, score in scores.items():
            found[self._pages[at].dataset].append(score)
        told = {dataset: self._scorer.summary(of_one) for dataset, of_one in found.items()}
        return {(dataset, metric): of[metric] for dataset, of in told.items() for metric in METRICS if metric in of}


def _fields(page: Page) -> Fields:
    return read(page.data, **page.hints)


_KEPT: list[Bench] = []


def _keep(bench: Bench) -> None:
    _KEPT[:] = [bench]


def _losses(row: Row) -> dict[tuple[str, str], float]:
    return _KEPT[0].losses(row)


def told(found: Losses) -> str:
    """The losses in words: `body exact (aeb) -0.017`."""
    return "; ".join(
        f"{METRICS[metric]} ({dataset}) {-loss:+.3f}" for (dataset, metric), loss in list(found.items())[:MOST_TOLD]
    )


def written(measured: Sequence[tuple[Row, Losses, int | None]]) -> str:
    """The document."""
    lines = [
        "# The rules of reading, and what each is worth",
        "",
        "Written by `make heuristics`. Each rule was taken out alone and the pages with known answers were read again.",
        "*Pages* are those on which it held or found something; the last column tells how scores change without it:",
        "a minus is what the rule earns. Fields without known answers (section, publisher, genre, status, credits,",
        "datelines) show no change here: their rules are held by tests.",
    ]
    place = ""
    for row, found, met in measured:
        if row.place != place:
            place = row.place
            lines += ["", f"## {place}", "", "| rule | what it is for | pages | without it |", "|---|---|---|---|"]
        cells = (
            cell.replace("|", "/")
            for cell in (row.name, row.why, "" if met is None else f"{met}", told(found) or "no change")
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def main(folder: Path, names: Sequence[str]) -> None:
    """Measure, print as results come, and write the document where all rules were measured."""
    wanted = [row for row in rows() if not names or any(name in row.place for name in names)]
    bench = Bench(folder)
    measured: list[tuple[Row, Losses, int | None]] = []
    # The pages reach the processes by forking: handing them over with each rule would take longer than reading them.
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), _keep, (bench,)) as pool:
        for row, found in zip(wanted, pool.imap(_losses, wanted), strict=True):
            measured.append((row, found, bench.pages_met(row)))
            print(f"{row.place} · {row.name}: {told(found) or 'no change'}", flush=True)
    if not names:
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text(written(measured), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
