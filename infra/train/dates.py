"""Fit the weights of `reading/dump/times/date_signs.py`: `python -m infra.train.dates DATA…`.

The dates around a dump's story are the candidates; right are those of the day on which it was published.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from dateline.reading.dump.fields.headline import find_headlines
from dateline.reading.dump.times.date_signs import SIGNS
from dateline.reading.dump.times.datings import datings
from infra.train.choice import Choice, report, row
from infra.train.flattened import Dump, dumps, opened


def main() -> None:
    """Print the weights that the pages of the folders teach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+", help="folders with gold.jsonl and the pages that it names")
    found = [_choice(dump) for folder in parser.parse_args().data for dump in dumps(folder) if dump.day]
    report(SIGNS, [choice for choice in found if choice.rows])


def _choice(dump: Dump) -> Choice:
    lines, (start, end), dated = opened(dump)
    headlines = find_headlines(lines, start, end, dated)
    found, _ = datings(lines, dated, headlines[0].index if headlines else None, (start, end))
    right = {at for at, one in enumerate(found) if one.date.moment.value[:10] == dump.day}
    return Choice(dump.publisher, [row(SIGNS, one) for one in found], frozenset(right))


if __name__ == "__main__":
    main()
