"""A door to the account for AWS clients outside this process: an HTTP server that speaks for every service."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from moto.moto_server import werkzeug_app
from moto.moto_server.utilities import RegexConverter
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

from dateline.store import forget_clients

if TYPE_CHECKING:
    from infra.local.account import Account

_FORM = "application/x-www-form-urlencoded"

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Door:
    """Listens on `host` and `port` (0: any free one) while `opened()` is entered."""

    def __init__(self, account: Account, host: str, port: int) -> None:
        self._account = account
        self._host = host
        self._port = port

    @contextmanager
    def opened(self) -> Iterator[str]:
        """Gives the address for AWS_ENDPOINT_URL. Raises OSError when the port is taken."""
        application = self._one_at_a_time(DomainDispatcherApplication(create_backend_app))
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        # Bound here, because the server would end the process where the port is taken.
        with (
            socket.create_server((self._host, self._port), family=family) as listener,
            patch.object(werkzeug_app, "RegexConverter", _WithLineBreaks),
        ):
            port = listener.getsockname()[1]
            server = make_server(
                self._host, port, application, threaded=True, request_handler=_QuietHandler, fd=listener.fileno()
            )
            thread = threading.Thread(target=server.serve_forever, name="door", daemon=True)
            thread.start()
            try:
                yield f"http://{_reached_at(self._host)}:{port}"
            finally:
                server.shutdown()
                thread.join()
                server.server_close()
                forget_clients()  # those that commands of this process made for this door, which nobody opens again

    def _one_at_a_time(self, application: Application) -> Application:
        def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            self._account.touched.set()
            if _may_wait(environ):
                return application(environ, start_response)
            _read_ahead(environ)
            with self._account.lock:
                return _whole(application(environ, start_response))

        return answer


def _reached_at(host: str) -> str:
    """The name under which this machine reaches a server that listens on `host`."""
    loopback = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - looked up, not bound
    return loopback.get(host, f"[{host}]" if ":" in host else host)


class _WithLineBreaks(RegexConverter):
    """Parts of a path that may hold line breaks, as keys of objects do."""

    def __init__(self, url_map: Any, *items: Any) -> None:
        super().__init__(url_map, *items)
        self.regex = f"(?s:{self.regex})"


class _QuietHandler(MotoRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Requests that were answered are not worth a line; errors still print."""


def _may_wait(environ: dict[str, Any]) -> bool:
    """Whether the request may wait for messages, which nobody could send while it held the lock."""
    target = environ.get("HTTP_X_AMZ_TARGET", "")
    by_form = "/sqs/" in environ.get("HTTP_AUTHORIZATION", "") and not target
    return by_form or target == "AmazonSQS.ReceiveMessage"


def _read_ahead(environ: dict[str, Any]) -> None:
    """Take the whole request in before the lock is asked for, so that a slow sender holds up no one else."""
    if environ.get("wsgi.input_terminated"):
        body = environ["wsgi.input"].read()
    else:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    if environ["REQUEST_METHOD"] == "PUT" and environ.get("CONTENT_TYPE", "").startswith(_FORM):
        environ["CONTENT_TYPE"] = "binary/octet-stream"  # an object, which moto would read as a form, and find empty
    if "HTTP_TRANSFER_ENCODING" in environ:  # it came in chunks, and is whole now
        del environ["HTTP_TRANSFER_ENCODING"]
        environ["CONTENT_LENGTH"] = str(len(body))


def _whole(parts: Any) -> list[bytes]:
    try:
        return [b"".join(parts)]
    finally:
        if hasattr(parts, "close"):
            parts.close()
