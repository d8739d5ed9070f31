"""A door to the account for AWS clients outside this process: an HTTP server that speaks for every service."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from infra.local.account import Account

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
        server = make_server(self._host, self._port, application, threaded=True, request_handler=_QuietHandler)
        thread = threading.Thread(target=server.serve_forever, name="door", daemon=True)
        thread.start()
        try:
            shown = "127.0.0.1" if self._host in {"0.0.0.0", "::"} else self._host  # noqa: S104 - compared, not bound
            yield f"http://{shown}:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def _one_at_a_time(self, application: Application) -> Application:
        def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            self._account.touched.set()
            if _may_wait(environ):
                return application(environ, start_response)
            _read_ahead(environ)
            with self._account.lock:
                return _whole(application(environ, start_response))

        return answer


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


def _whole(parts: Any) -> list[bytes]:
    try:
        return [b"".join(parts)]
    finally:
        if hasattr(parts, "close"):
            parts.close()
