"""How long the handler modules take to import, as a multiple of `import boto3` alone.

    python -m infra.bench.import_time [ROUNDS]

Each statement runs in a fresh process, in turn, so that a busy machine slows all alike; CPU time, least and median.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

FUNCTIONS = Path(__file__).parents[2] / "functions"
STATEMENTS = ("import boto3", "import parse", "import enrich", "import dateline")
ROUNDS = 11


def cpu_seconds(statement: str) -> float:
    """CPU seconds that `statement` takes in a process of its own."""
    program = f"import time; start = time.process_time(); {statement}; print(time.process_time() - start)"
    # The interpreter at hand with our own statements: nothing here comes from outside.
    answer = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-W", "ignore", "-c", program],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": str(FUNCTIONS), "POWERTOOLS_SERVICE_NAME": "dateline"},
    )
    return float(answer.stdout)


def main(rounds: int) -> None:
    """Print a row per statement."""
    taken: dict[str, list[float]] = {statement: [] for statement in STATEMENTS}
    for _ in range(rounds):
        for statement in STATEMENTS:
            taken[statement].append(cpu_seconds(statement))
    least = {statement: min(times) for statement, times in taken.items()}
    print(f"Python {sys.version.split()[0]}, CPU time of fresh processes, {rounds} rounds")
    print(f"{'':<18}{'least ms':>10}{'median ms':>11}{'× boto3':>9}")
    for statement, times in taken.items():
        ratio = least[statement] / least["import boto3"]
        print(f"{statement:<18}{least[statement] * 1e3:>10.0f}{statistics.median(times) * 1e3:>11.0f}{ratio:>9.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
