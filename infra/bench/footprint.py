"""What a process of its own pays: CPU time until the first page is read or the first text enriched; the most memory.

    python -m infra.bench.footprint first FILE
    python -m infra.bench.footprint enriched FILE
    python -m infra.bench.footprint all FOLDER

are what the processes run; they print CPU milliseconds, or mebibytes.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIRST_TEXT = ROOT / "tests/pages/sample.txt"
ROUNDS = 7
KIBIBYTES_A_MEBIBYTE = 1024


def first_page_ms(page: Path) -> float:
    """CPU milliseconds of `import dateline` and the reading of one page, in fresh processes; the least of some."""
    return min(_told("first", page) for _ in range(ROUNDS))


def enrichment_import_ms() -> float:
    """CPU milliseconds of importing enrichment, opening its data and enriching one text; the least of some."""
    return min(_told("enriched", FIRST_TEXT) for _ in range(ROUNDS))


def peak_mebibytes(folder: Path) -> float:
    """The most memory that a process takes which reads all pages of the folder, one after the other."""
    return _told("all", folder)


def _told(what: str, path: Path) -> float:
    # The interpreter at hand with this very module: nothing here comes from outside.
    answer = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-m", __name__, what, str(path)],
        capture_output=True,
        check=True,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "functions")},
    )
    return float(answer.stdout)


def _first(page: Path) -> float:
    data = page.read_bytes()
    start = time.process_time()
    import dateline  # noqa: PLC0415 - its import is what is timed

    dateline.parse(data)
    return (time.process_time() - start) * 1e3


def _enriched(page: Path) -> float:
    text = page.read_text("utf-8")
    start = time.process_time()
    from dateline.enrichment import enrich_text  # noqa: PLC0415 - its import is what is timed

    enrich_text(text, published="2024-06-15", language="en")
    return (time.process_time() - start) * 1e3


def _all(folder: Path) -> float:
    import gzip  # noqa: PLC0415 - nothing but the reading is to be in the timed process above

    import dateline  # noqa: PLC0415

    for path in sorted(folder.rglob("*.gz")):
        try:
            dateline.parse(gzip.decompress(path.read_bytes()))
        except dateline.Rejection:
            continue
    return _most_kibibytes() / KIBIBYTES_A_MEBIBYTE


def _most_kibibytes() -> int:
    """The process's own peak; `getrusage` would count what the process that started it took as well."""
    status = Path("/proc/self/status")
    if status.exists():
        told = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines() if ":" in line)
        return int(told["VmHWM"].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    print({"first": _first, "enriched": _enriched, "all": _all}[sys.argv[1]](Path(sys.argv[2])))
