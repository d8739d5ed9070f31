"""How well and how fast Dateline reads, beside trafilatura on the same pages in the same run, as the README's table.

    python -m infra.bench FOLDER

FOLDER is one that `gold` knows how to read.
"""

from __future__ import annotations

import platform
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import trafilatura

from infra.bench import readme
from infra.bench.footprint import first_page_ms, peak_mebibytes
from infra.bench.gold import DATA, Page, Scorer, Scores, pages
from infra.bench.readers import READERS
from infra.bench.reading_speed import Timing, every, timed

SAMPLE = Path(__file__).parents[2] / "tests/pages/html_json_ld.html"
TIMED = {"HTML": ("aeb", "fundus"), "dump": ("text-aeb", "text-fundus")}
TIMED_STEP = 3
Summaries = Mapping[str, Mapping[str, Scores]]

# What is told of each data set: its words for people, and the scores that its answers are good for.
_BODY = (("f1", "body F1"), ("exact", "body exact"))
_FIELDS = (("title", "headline"), ("authors", "authors F1"), ("date", "date"))
_ROWS = (
    ("aeb", "HTML, mostly English", _BODY),
    (
        "fundus",
        "HTML, some 25 languages",
        (
            ("f1", "body F1"),
            ("exact", "body exact"),
            ("title", "headline"),
            ("authors", "authors F1"),
            ("date", "date"),
        ),
    ),
    (
        "trafilatura",
        "HTML, also blogs and companies",
        (("snip_f1", "snippets F1"), ("title", "headline"), ("date", "date")),
    ),
    ("htmldate", "HTML, dates only", (("date", "date"),)),
    ("text-aeb", "plain-text dumps, mostly English", (*_BODY, *_FIELDS)),
    (
        "text-fundus",
        "plain-text dumps, some 25 languages",
        (
            ("f1", "body F1"),
            ("exact", "body exact"),
            ("title", "headline"),
            ("authors", "authors F1"),
            ("date", "date"),
        ),
    ),
)


def main(folder: Path) -> None:
    """Measure, print, and write the README's table."""
    told = "\n".join([*_quality(_summaries(folder)), "", *_speed(folder)])
    readme.write("reading", told)
    print(told)


def _summaries(folder: Path) -> Summaries:
    scorer = Scorer(folder)
    scores: dict[str, dict[str, list[Scores]]] = defaultdict(lambda: {name: [] for name in READERS})
    for page in pages(folder, [dataset for dataset, _, _ in _ROWS]):
        for name, reader in READERS.items():
            scores[page.dataset][name].append(scorer.score(page, reader(page.data, **page.hints)))
    return {
        dataset: {name: scorer.summary(of_one) for name, of_one in by_reader.items()}
        for dataset, by_reader in scores.items()
    }


def _quality(summaries: Summaries) -> Iterator[str]:
    yield f"| pages | | Dateline | trafilatura {trafilatura.__version__} |"
    yield "|---|---|---|---|"
    for dataset, words, columns in _ROWS:
        if dataset in summaries:
            ours, theirs = summaries[dataset]["dateline"], summaries[dataset]["trafilatura"]
            for at, (name, label) in enumerate(columns):
                lead = f"{ours['pages']} {words}" if at == 0 else ""
                yield f"| {lead} | {label} | **{ours[name]:.3f}** | {theirs[name]:.3f} |"


def _speed(folder: Path) -> Iterator[str]:
    html, dumps = (_timing(folder, kind) for kind in ("HTML", "dump"))
    yield f"| Python {platform.python_version()}, CPU time | Dateline | trafilatura |"
    yield "|---|---|---|"
    yield f"| pages of HTML in the same time | **{html.times_faster:.1f}** | 1 |"
    for words, timing in ((f"{html.pages} pages of HTML", html), (f"{dumps.pages} dumps", dumps)):
        told = [f"{timing.median_ms(name):.1f} / {timing.slow_ms(name):.1f}" for name in READERS]
        yield f"| {words}, median / 95 %, ms | **{told[0]}** | {told[1]} |"
    yield f"| import and first page, ms | **{first_page_ms(SAMPLE):.0f}** | |"
    yield f"| peak memory over all pages, MiB | **{peak_mebibytes(folder / DATA):.0f}** | |"


def _timing(folder: Path, kind: str) -> Timing:
    found: Iterator[Page] = iter(every(pages(folder, TIMED[kind]), TIMED_STEP))
    return timed(found)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
