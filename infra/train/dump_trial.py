"""How well the stories of dumps are read by weights that were learnt from other publishers: what users will see.

    python -m infra.train.dump_trial FOLDER

FOLDER is one that `infra.bench.gold` knows how to read. Five times, the publishers of a fifth are left out of the
lessons, and their dumps are read and scored.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import dateline
from dateline.reading import dump
from dateline.reading.dump.story.prose import Model
from infra.bench.gold import DATA, Page, Scorer, Scores, pages
from infra.train.dump_lines import taught
from infra.train.lessons import FOLDS, lessons, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

DUMPS = ("text-aeb", "text-fundus")


def trial(folder: Path) -> Iterator[str]:
    """A line for each set of dumps."""
    found = list(lessons(folder / DATA))
    scorer = Scorer(folder)
    scores: dict[str, list[Scores]] = defaultdict(list)
    for fold in range(FOLDS):
        model = Model(taught([lesson for lesson in found if number_of(lesson.publisher) % FOLDS != fold]))
        with patch.object(dump, "model", return_value=model):
            for page in pages(folder, DUMPS):
                if number_of(page.gold["publisher"] or page.gold["id"]) % FOLDS == fold:
                    scores[page.dataset].append(scorer.score(page, {"body": _body(page)}))
    for dataset, of_one in scores.items():
        summary = scorer.summary(of_one)
        yield f"{dataset}: body F1 {summary['f1']:.3f}, exact {summary['exact']:.3f}"


def _body(page: Page) -> str | None:
    try:
        return dateline.parse(page.data, content_type=page.gold["content_type"]).body
    except dateline.Rejection:
        return None


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print("\n".join(trial(Path(sys.argv[1]))))
