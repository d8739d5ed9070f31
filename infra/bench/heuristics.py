"""What each rule of reading is worth: the scores without it, as the table in docs/heuristics.md.

    python -m infra.bench.heuristics FOLDER [NAME…]

Each rule is taken out in turn, all pages are read again, and the scores are held against those of the whole; where no
score changes, the fields that read otherwise are counted. NAMEs are parts of the places of rules, `html/times` or
`HEADLINE`, where not all are to be measured; FOLDER is one that `gold` knows how to read.
"""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dateline
from infra.bench.gold import Page, Scorer, Scores, pages
from infra.bench.readers import fields_of
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
TELLS_OF_READING = frozenset({"article_id", "confidence", "evidence", "parser_version", "upload", "warnings"})
"""Fields of an article that tell nothing of the story."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a rule is worth: how scores change without it, by data set and metric, and on how many pages a field does.

    `pages` are those on which it held or found something; None where it cannot tell.
    """

    losses: Losses
    fields: Mapping[str, int]
    pages: int | None


class Bench:
    """All pages, kept in memory, and their scores with any one rule taken out."""

    def __init__(self, folder: Path) -> None:
        self._pages: tuple[Page, ...] = tuple(pages(folder, SETS))
        self._scorer = Scorer(folder)
        self._met: dict[Row, set[int]] = defaultdict(set)
        self._whole: list[tuple[Mapping[str, Any], Scores]] = []
        with watched(lambda row: self._met[row].add(len(self._whole))) as self._watched:
            for page in self._pages:
                forget()
                self._whole.append(self._read(page))

    def worth(self, row: Row) -> Worth:
        """What changes while the row is missing from its table, the most first; roundings are left out.

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
            again = {at: self._read(self._pages[at]) for at in reread}
        whole = {at: self._whole[at][1] for at in of_kind}
        lost = self._summary(whole | {at: scores for at, (_, scores) in again.items()})
        changed = {place: value - lost.get(place, 0.0) for place, value in self._summary(whole).items()}
        losses = sorted(changed.items(), key=lambda one: -abs(one[1]))
        otherwise = Counter(field for at, (told, _) in again.items() for field in _otherwise(self._whole[at][0], told))
        return Worth(
            {place: loss for place, loss in losses if abs(loss) >= LEAST},
            dict(otherwise.most_common()),
            len(self._met[row]) if row in self._watched else None,
        )

    def _read(self, page: Page) -> tuple[Mapping[str, Any], Scores]:
        """All that is told of the page's story, and its scores."""
        try:
            article = dateline.parse(page.data, url=page.gold["url"], content_type=page.gold["content_type"])
        except dateline.Rejection as rejection:
            return {"rejection": rejection.reason}, self._scorer.score(page, {})
        told = {
            field.name: getattr(article, field.name)
            for field in dataclasses.fields(article)
            if field.name not in TELLS_OF_READING
        }
        return told, self._scorer.score(page, fields_of(article))

    def _summary(self, scores: Mapping[int, Scores]) -> dict[tuple[str, str], float]:
        """Each (data set, metric) that there are answers for."""
        found: dict[str, list[Scores]] = defaultdict(list)
        for at, score in scores.items():
            found[self._pages[at].dataset].append(score)
        told = {dataset: self._scorer.summary(of_one) for dataset, of_one in found.items()}
        return {(dataset, metric): of[metric] for dataset, of in told.items() for metric in METRICS if metric in of}


def _otherwise(whole: Mapping[str, Any], without: Mapping[str, Any]) -> set[str]:
    """The fields that differ; one that is read anew for a page that was, or is, refused is the refusal."""
    if "rejection" in whole or "rejection" in without:
        return {"rejection"} if whole != without else set()
    return {field for field, value in whole.items() if without[field] != value}


_KEPT: list[Bench] = []


def _keep(bench: Bench) -> None:
    _KEPT[:] = [bench]


def _worth(row: Row) -> Worth:
    return _KEPT[0].worth(row)


def told(worth: Worth) -> str:
    """The worth in words: `body exact (aeb) -0.017`, else `section on 12 pages`, else `no change`."""
    losses = [f"{METRICS[metric]} ({dataset}) {-loss:+.3f}" for (dataset, metric), loss in worth.losses.items()]
    fields = [f"{field} on {count} page{'s' * (count > 1)}" for field, count in worth.fields.items()]
    return "; ".join((losses or fields or ["no change"])[:MOST_TOLD])


def written(measured: Sequence[tuple[Row, Worth]]) -> str:
    """The document."""
    lines = [
        "# The rules of reading, and what each is worth",
        "",
        "Written by `make heuristics`. Each rule was taken out alone and the pages with known answers were read again.",
        "*Pages* are those on which it held or found something; the last column tells how scores change without it:",
        "a minus is what the rule earns. Where no score changes, as of fields without known answers (section, genre,",
        "status, credits, datelines), it tells which fields read otherwise without the rule, and on how many pages.",
    ]
    place = ""
    for row, worth in measured:
        if row.place != place:
            place = row.place
            lines += ["", f"## {place}", "", "| rule | what it is for | pages | without it |", "|---|---|---|---|"]
        cells = (
            cell.replace("|", "/")
            for cell in (row.name, row.why, "" if worth.pages is None else f"{worth.pages}", told(worth))
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def main(folder: Path, names: Sequence[str]) -> None:
    """Measure, print as results come, and write the document where all rules were measured."""
    wanted = [row for row in rows() if not names or any(name in row.place for name in names)]
    bench = Bench(folder)
    measured: list[tuple[Row, Worth]] = []
    # The pages reach the processes by forking: handing them over with each rule would take longer than reading them.
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), _keep, (bench,)) as pool:
        for row, worth in zip(wanted, pool.imap(_worth, wanted), strict=True):
            measured.append((row, worth))
            print(f"{row.place} · {row.name}: {told(worth)}", flush=True)
    if not names:
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text(written(measured), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
