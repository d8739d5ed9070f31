"""Fit the weights of `reading/dump/fields/headline_signs.py`: `python -m infra.train.headline DATA…`.

The lines of a dump that could be its headline are the candidates; right are those that say the known one.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.reading.dump.fields.headline import places
from dateline.reading.dump.fields.headline_signs import SIGNS
from dateline.reading.wording import wording
from infra.train.choice import Choice, report, row
from infra.train.flattened import Dump, dumps, opened

if TYPE_CHECKING:
    from infra.train.choice import Row


def main() -> None:
    """Print the weights that the pages of the folders teach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+", help="folders with gold.jsonl and the pages that it names")
    found = [_choice(dump) for folder in parser.parse_args().data for dump in dumps(folder) if dump.headline]
    report(SIGNS, [choice for choice in found if choice.rows])


def _choice(dump: Dump) -> Choice:
    lines, (start, end), dated = opened(dump)
    rows: list[Row] = []
    right: set[int] = set()
    for index, place in places(lines, start, end, dated):
        if wording(lines[index].text) == dump.headline:
            right.add(len(rows))
        rows.append(row(SIGNS, place))
    return Choice(dump.publisher, rows, frozenset(right))


if __name__ == "__main__":
    main()
