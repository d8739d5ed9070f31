"""Pages with known answers, in a folder of their own, and the scorer that lies beside them.

The folder holds `bench.py` (the scorer) and `data/dev/` with `gold.jsonl` and the gzipped pages.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from infra.bench.readers import Fields

Scores = Mapping[str, Any]
DATA = Path("data/dev")


@dataclass(frozen=True, slots=True)
class Page:
    """A page, what is known of it, and what it is handed over with."""

    gold: Mapping[str, Any]
    data: bytes

    @property
    def hints(self) -> dict[str, str | None]:
        """The keyword arguments of a reader."""
        return {"url": self.gold["url"], "content_type": self.gold["content_type"]}

    @property
    def dataset(self) -> str:
        """The data set that the page is of."""
        return str(self.gold["dataset"])

    @property
    def is_dump(self) -> bool:
        """Whether the page is a plain-text dump."""
        return self.dataset.startswith("text-")


def pages(folder: Path, datasets: Iterable[str] = ()) -> Iterator[Page]:
    """The pages below the folder, of all data sets or of those named, one at a time."""
    wanted = frozenset(datasets)
    with (folder / DATA / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            gold = json.loads(line)
            if not wanted or gold["dataset"] in wanted:
                yield Page(gold, gzip.decompress((folder / DATA / gold["page"]).read_bytes()))


class Scorer:
    """The scorer of the folder. A body without its standfirst is accepted where the answers mark one."""

    def __init__(self, folder: Path) -> None:
        self._bench = module_at(folder / "bench.py")

    def score(self, page: Page, found: Fields) -> Scores:
        """The scores of one page."""
        scores: Scores = self._bench.score_page(page.gold, self._bench.tidy(dict(found)), alts=True)
        return scores

    def summary(self, scores: Sequence[Scores]) -> Scores:
        """The scores of many pages: `f1`, `exact`, `snip_f1`, `title`, `authors`, `date` …, each where it is known."""
        summary: Scores = self._bench.summarise(list(scores))
        return summary


def module_at(path: Path) -> ModuleType:
    """The module that a file holds. Raises FileNotFoundError."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
