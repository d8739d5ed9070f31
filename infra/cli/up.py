"""`dateline up`: the local cloud as a server."""

from __future__ import annotations

import signal
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from infra.cli.cloud import Engine, local_cloud
from infra.cli.options import Json, Verbose
from infra.cli.pasting import print_command
from infra.cli.terminal import err, line, out, write_json

if TYPE_CHECKING:
    from rich.console import Console

    from infra.local.cloud import LocalCloud
    from infra.local.watch import FileChange

REPOSITORY = Path(__file__).parents[2]

Port = Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="Where to listen; 0 takes a free port.")]
Host = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        help="The address to listen on; 172.17.0.1, Docker's bridge on Linux, lets containers of `sam local` reach it.",
    ),
]
Watch = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        file_okay=False,
        exists=True,
        help="A folder: what is dropped there is uploaded, what goes is removed. Files and folders whose names begin "
        "with a dot are left alone, unfinished downloads, and links that lead out of it.",
    ),
]
EnvFile = Annotated[
    Path, typer.Option(metavar="FILE", help="Where to write the variables for `sam local invoke --env-vars`.")
]


def up(
    *,
    port: Port = 4566,
    host: Host = "127.0.0.1",
    watch: Watch = None,
    env_file: EnvFile = REPOSITORY / "build" / "sam-env.json",
    as_json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Run the stack as a server for any AWS client.

    It runs on this machine until Ctrl-C or SIGTERM. With --json it prints one line when it is ready: endpoint_url,
    region, inbox_bucket, table. What a function fails on is told on standard error.
    """
    from infra.cli.announcing import Announcer
    from infra.local.server import seed, serve, write_sam_env

    stop = Event()
    for sign in (signal.SIGINT, signal.SIGTERM):  # from now on: whoever reads that it is ready may stop it at once
        signal.signal(sign, lambda *_: stop.set())
    with local_cloud(Engine.EMBEDDED, verbose=verbose, host=host, port=port) as cloud:
        seed(cloud, events=REPOSITORY / "tests" / "events", pages=REPOSITORY / "tests" / "pages")
        write_sam_env(cloud, env_file)
        if as_json:
            write_json(cloud.ready())
            serve(cloud, watch=watch, stop=stop, on_batch=Announcer(cloud, quiet=True), on_file=_complain)
        else:
            _welcome(out(), cloud, watch)
            serve(cloud, watch=watch, stop=stop, on_batch=Announcer(cloud), on_file=_complain)


def _complain(change: FileChange) -> None:
    """Prints why a watched file could not be uploaded."""
    if change.problem:
        err().print(line(f"{change.key} was not uploaded: {change.problem}", "bad"))


def _welcome(console: Console, cloud: LocalCloud, watch: Path | None) -> None:
    ready = cloud.ready()
    endpoint, region, bucket = ready["endpoint_url"], ready["region"], ready["inbox_bucket"]
    facts = Table.grid(padding=(0, 3, 0, 0))
    facts.add_column(style="label")
    facts.add_column(overflow="fold")
    for label, value in (("endpoint", endpoint), ("region", region), ("inbox", bucket), ("table", ready["table"])):
        facts.add_row(label, value)
    if watch:
        facts.add_row("watching", str(watch))
    shell = f"""\
export AWS_ENDPOINT_URL={endpoint}
export AWS_REGION={region}
export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any
aws s3 cp page.html s3://{bucket}/
dateline list"""
    python = f"""\
import boto3
s3 = boto3.client(
    "s3", endpoint_url="{endpoint}", region_name="{region}",
    aws_access_key_id="any", aws_secret_access_key="any")
s3.upload_file("page.html", "{bucket}", "page.html")"""
    console.print(Text("Dateline is up. Ctrl-C stops it, and what it holds is gone then.", "headline"))
    console.print(Padding(facts, (1, 2)))
    console.print(Text("Drop a page from a shell", "label"))
    print_command(console, shell)
    console.print("", Text("or from Python", "label"), sep="\n")
    print_command(console, python)
    console.print("", Text("Articles as they arrive", "label"), sep="\n")
