"""`python -m infra.build` makes the artefacts for Lambda; `python -m infra.build host` that for this machine."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from infra.build.artefact import build_functions, build_host
from infra.build.size import pack, table

REPO = Path(__file__).parents[2]


def main() -> int:
    """Exit code 1 tells that an artefact is larger than we allow."""
    parser = argparse.ArgumentParser(prog="python -m infra.build", description=__doc__)
    parser.add_argument("machine", nargs="?", choices=["lambda", "host"], default="lambda")
    if parser.parse_args().machine == "host":
        build_host(REPO)
        return 0
    sizes = {name: pack(folder) for name, folder in build_functions(REPO).items()}
    print(table(sizes))
    return int(any(size.too_large for size in sizes.values()))


sys.exit(main())
