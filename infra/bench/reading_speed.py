"""How long reading a page takes, as a share of trafilatura's time on the same pages in the same run.

    python -m infra.bench.reading_speed FOLDER [PAGES]

FOLDER is searched for .html and .html.gz files. Each page goes through both readers in turn, three times; the
fastest counts, in CPU time. Both give all their fields: trafilatura's `bare_extraction` with metadata.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

import dateline

ROUNDS = 3


def read(data: bytes) -> None:
    """Dateline's reading; a rejection is an answer."""
    try:
        dateline.parse(data, content_type="text/html")
    except dateline.Rejection:
        return


def read_with_trafilatura(data: bytes) -> None:
    """The peer's reading."""
    trafilatura.bare_extraction(data, with_metadata=True)


READERS: dict[str, Callable[[bytes], None]] = {"dateline": read, "trafilatura": read_with_trafilatura}


def pages_below(folder: Path, most: int) -> list[bytes]:
    """The bytes of at most `most` pages, evenly picked."""
    paths = sorted(path for path in folder.rglob("*.html*") if path.suffix in {".html", ".gz"})
    picked = paths[:: max(1, len(paths) // most)][:most]
    return [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in picked]


def least_seconds(reader: Callable[[bytes], None], data: bytes) -> float:
    """CPU seconds of the fastest of the rounds."""
    least = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        reader(data)
        least = min(least, time.process_time() - start)
    return least


def main(folder: Path, most: int) -> None:
    """Print a row per reader."""
    pages = pages_below(folder, most)
    if not pages:
        sys.exit(f"no .html or .html.gz file below {folder}")
    taken: dict[str, list[float]] = {name: [] for name in READERS}
    for data in pages:
        for name, reader in READERS.items():
            taken[name].append(least_seconds(reader, data))
    base = sum(taken["trafilatura"])
    size = sum(map(len, pages)) / 1e6
    print(f"{len(pages)} pages, {size:.1f} MB, Python {sys.version.split()[0]}, trafilatura {trafilatura.__version__}")
    print(f"{'':<14}{'median ms':>10}{'95 % ms':>9}{'pages/s':>9}{'share of trafilatura':>22}")
    for name, times in taken.items():
        slow = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        share = sum(times) / base
        median = statistics.median(times) * 1e3
        print(f"{name:<14}{median:>10.2f}{slow * 1e3:>9.1f}{len(times) / sum(times):>9.0f}{share:>22.3f}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 120)
