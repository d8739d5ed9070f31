"""How well and how fast Dateline tells what a text says, on texts with known answers, as the README's table.

    python -m infra.bench.enrichment FOLDER

FOLDER holds `enrich_bench.py` (the scorer) and `enrich/dev/*.jsonl`, a text with its answers on a line.
"""

from __future__ import annotations

import json
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import dateparser
import dateparser.search
import yake

from infra.bench import readme
from infra.bench.enriched import enrich
from infra.bench.footprint import enrichment_import_ms
from infra.bench.gold import module_at

TEXTS = Path("enrich/dev")
DATA = Path(__file__).parents[2] / "functions/dateline/enrichment/data"
MEGABYTE = 1_000_000
KEYPHRASES = 10
PEER_STEP = 5
"""The peers are slow: they are timed and scored on every so-manieth text, and Dateline beside them on the same."""

Texts = Sequence[Mapping[str, Any]]
Enricher = Callable[..., dict[str, Any]]

# What is told: the words for people, the set of texts, the score and the field of it, and what is wanted.
_SCORES = (
    ("names, span F1: single sentences, news and Wikipedia", "ner_pud", "ner", "F1", 72),
    ("names, span F1: interviews and news", "gum_news", "ner", "F1", 76),
    ("names, span F1: newspapers of 50 countries", "ner_worldwide", "ner", "F1", 76),
    ("toponyms, F1: GeoWebNews", "places_gwn", "toponym", "F1", 84),
    ("toponyms, F1: TR-News", "places_trnews", "toponym", "F1", 82),
    ("toponyms, F1: GeoVirus", "places_geovirus", "toponym", "F1", 86),
    ("toponyms, F1: Local-Global Lexicon", "places_lgl", "toponym", "F1", 72),
    ("placed within 161 km, of those found: GeoWebNews", "places_gwn", "acc161km", None, 95),
    ("placed within 161 km: TR-News", "places_trnews", "acc161km", None, 92),
    ("placed within 161 km: GeoVirus", "places_geovirus", "acc161km", None, 90),
    ("placed within 161 km: Local-Global Lexicon", "places_lgl", "acc161km", None, 84),
    ("dates, strict span F1: GUM", "gum_news", "date_strict", "F1", 84),
    ("dates, value F1: GUM", "gum_news", "date_value_F1", None, 80),
    ("direct quotes found: PolNeAR", "quotes_polnear", "quote_recall", None, 98),
    ("right speaker, of those found: PolNeAR", "quotes_polnear", "speaker_acc", None, 92),
    ("most salient names found among five: GUM", "gum_news", "salient_recall@5", None, 75),
    ("keyphrases, F1 of ten: KPCrowd", "keyphrases_kpcrowd", f"keyphrase_F1@{KEYPHRASES}", None, 19),
    ("summary, ROUGE-1: GUM", "gum_news", "rouge1_F", None, 43),
)


def main(folder: Path) -> None:
    """Measure, print, and write the README's table."""
    scorer = module_at(folder / "enrich_bench.py")
    texts = {path.stem: _texts(path) for path in sorted((folder / TEXTS).glob("*.jsonl"))}
    told = "\n".join([*_quality(scorer, texts), "", *_peers(scorer, texts), "", *_cost(texts)])
    readme.write("enrichment", told)
    print(told)


def _texts(path: Path) -> Texts:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _quality(scorer: Any, texts: Mapping[str, Texts]) -> Iterator[str]:
    scores = {name: scorer.run(enrich, of_set) for name, of_set in texts.items()}
    yield "| what, of whose texts | texts | Dateline | wanted |"
    yield "|---|---|---|---|"
    for words, name, score, field, wanted in _SCORES:
        if name in scores and score in scores[name]:
            value = scores[name][score][field] if field else scores[name][score]
            yield f"| {words} | {len(texts[name])} | **{value:.1f}** | {wanted} |"


def _peers(scorer: Any, texts: Mapping[str, Texts]) -> Iterator[str]:
    yield "| beside a library, on the same texts in the same run | Dateline | the library |"
    yield "|---|---|---|"
    keyphrases = texts.get("keyphrases_kpcrowd", ())[::PEER_STEP]
    dates = texts.get("gum_news", ())[::PEER_STEP]
    rows: tuple[tuple[str, Enricher, str, Texts, str], ...] = (
        ("keyphrases, F1 of ten (YAKE)", _yake, "keyphrases", keyphrases, f"keyphrase_F1@{KEYPHRASES}"),
        ("dates, value F1 (dateparser)", _dateparser, "dates", dates, "date_value_F1"),
    )
    for words, peer, field, of_set, score in rows:
        if of_set:
            ours, theirs = (scorer.run(enricher, of_set, {field}) for enricher in (enrich, peer))
            yield f"| {words} | **{ours[score]:.1f}** | {theirs[score]:.1f} |"
            took = f"**{ours['ms_median']:.1f}**, all fields | {theirs['ms_median']:.0f}"
            yield f"| the same, ms a text, median | {took} |"


def _cost(texts: Mapping[str, Texts]) -> Iterator[str]:
    news = [one for name in ("places_trnews", "ner_worldwide", "quotes_polnear") for one in texts.get(name, ())]
    taken = sorted(_cpu_ms(one) for one in news)
    words = statistics.median(len(one["text"].split()) for one in news)
    slow = taken[int(0.95 * (len(taken) - 1))]
    size = sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file()) / MEGABYTE
    yield f"| Python {platform.python_version()}, CPU time | Dateline | wanted |"
    yield "|---|---|---|"
    spread = f"**{statistics.median(taken):.1f} / {slow:.1f}**"
    yield f"| all fields, {len(taken)} articles of {words:.0f} words (median): median / 95 %, ms | {spread} | 12 / 40 |"
    yield f"| data and models, unpacked, MB | **{size:.1f}** | 12 |"
    yield f"| import and first text, ms | **{enrichment_import_ms():.0f}** | 150 |"


def _cpu_ms(one: Mapping[str, Any]) -> float:
    start = time.process_time()
    enrich(one["text"], title=one.get("title"), published=one.get("published"), lang=one.get("lang", "en"))
    return (time.process_time() - start) * 1e3


def _yake(text: str, **_: object) -> dict[str, Any]:
    found = yake.KeywordExtractor(lan="en", n=1, top=KEYPHRASES).extract_keywords(text)
    return {"keyphrases": [phrase for phrase, _ in found]}


def _dateparser(text: str, *, published: str | None = None, **_: object) -> dict[str, Any]:
    settings = {"RELATIVE_BASE": dateparser.parse(published)} if published else {}
    dates, at = [], 0
    for printed, moment in dateparser.search.search_dates(text, languages=["en"], settings=settings) or ():
        start = text.find(printed, at)
        if start >= 0:
            at = start + len(printed)
            dates.append({"start": start, "end": at, "value": moment.date().isoformat()})
    return {"dates": dates}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
