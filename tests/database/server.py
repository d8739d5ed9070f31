"""A second database for the store's tests: dynalite, an implementation of DynamoDB that shares nothing with moto.

It serves its tables over loopback, so that many processes can write them at once, and holds to limits that moto
lets pass: sizes of batches, types of keys, empty sets. Another endpoint can be named in DYNAMODB_ENDPOINT_URL, of any
server that speaks DynamoDB's API and takes any credentials; dynalite is then not needed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ENDPOINT_VARIABLE: Final = "DYNAMODB_ENDPOINT_URL"

_MODULES = Path(__file__).parents[2] / ".tools" / "dynalite" / "node_modules"
_PROGRAM = Path(__file__).with_name("server.js")
_END_SECONDS = 5.0


class NoDatabase(LookupError):  # noqa: N818 - named for what happened
    """There is no database beside moto; the message says what is missing."""


@contextmanager
def endpoint() -> Iterator[str]:
    """The URL of the database: the one that the environment names, or of a server that ends with the block.

    The server ends too when this process dies, however it dies: its standard input closes. Raises NoDatabase.
    """
    named = os.environ.get(ENDPOINT_VARIABLE)
    if named:
        yield named
        return
    process = subprocess.Popen(  # noqa: S603 - this project's own program, with packages pinned by hash
        [_node(), _PROGRAM],
        env={**os.environ, "NODE_PATH": str(_MODULES)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            port = process.stdout.readline().strip() if process.stdout else ""
            if not port:
                raise RuntimeError("dynalite did not start; it wrote why to the standard error")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(_END_SECONDS)


def _node() -> str:
    """The path of Node.js. Raises NoDatabase, too when dynalite is missing."""
    found = shutil.which("node")
    if found is None or not (_MODULES / "dynalite").is_dir():
        raise NoDatabase(
            f"no database beside moto: `make .tools/.dynalite` sets one up (it needs Node.js 20 or later, and npm), "
            f"or {ENDPOINT_VARIABLE} names one"
        )
    return found
