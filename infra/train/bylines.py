"""Fit the weights of `reading/dump/fields/byline_signs.py`: `python -m infra.train.bylines DATA…`.

The lines of a dump that name people are the candidates; right are those that name none but the known authors.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from dateline.reading.dump.fields.byline_signs import SIGNS
from dateline.reading.dump.fields.bylines import namings
from dateline.reading.dump.fields.headline import find_headlines
from dateline.reading.wording import wording
from infra.train.choice import Choice, report, row
from infra.train.flattened import Dump, dumps, opened


def main() -> None:
    """Print the weights that the pages of the folders teach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+", help="folders with gold.jsonl and the pages that it names")
    found = [_choice(dump) for folder in parser.parse_args().data for dump in dumps(folder) if dump.authors]
    report(SIGNS, [choice for choice in found if choice.rows])


def _choice(dump: Dump) -> Choice:
    lines, (start, end), dated = opened(dump)
    headlines = find_headlines(lines, start, end, dated)
    found = namings(lines, headlines[0].index if headlines else None, start, end, dated)
    known = set(dump.authors)
    right = {at for at, one in enumerate(found) if {wording(author.name or "") for author in one.authors} <= known}
    return Choice(dump.publisher, [row(SIGNS, one) for one in found], frozenset(right))


if __name__ == "__main__":
    main()
