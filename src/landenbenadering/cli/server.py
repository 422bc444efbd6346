"""The web server around the pages.

Gunicorn forks its workers. What this process drew and read before has started threads
(V8 of the charts, Polars), and a fork holds their locks without their threads: the
first chart would hang. So the server replaces the process first.
"""

import os
import socket
import sys

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from landenbenadering.cli.errors import CommandError


class PagesServer(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """A gunicorn server with threads, for one machine or behind a proxy."""

    def __init__(self, options: dict[str, object]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """Give the application; imported in each worker."""
        from landenbenadering.web.config.wsgi import application

        return application


def serve_pages(*, host: str, port: int, workers: int) -> None:
    """Serve the pages on `host` and `port` until interrupted; never return.

    The process is replaced by a fresh one, so that no thread is lost in a fork.

    Raises
    ------
    CommandError
        CLI101 another program uses the address.
    """
    _require_free(host, port)
    sys.stdout.flush()
    sys.stderr.flush()
    place = [host, str(port), str(workers)]
    os.execv(sys.executable, [sys.executable, "-m", __name__, *place])  # noqa: S606


def _serve(host: str, port: int, workers: int) -> None:
    PagesServer(
        {
            "bind": f"{host}:{port}",
            "worker_class": "gthread",
            "threads": 4,
            "workers": workers,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": _read_ahead,
        }
    ).run()


def _read_ahead(_worker: object) -> None:
    # Only now: a thread that is begun before the fork is lost in it.
    from landenbenadering.web.config.ahead import read_ahead

    read_ahead()


def _require_free(host: str, port: int) -> None:
    # gunicorn would try five times and then stop with a message of its own.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                "CLI101",
                problem=f"The address {host}:{port} cannot be used: {error.strerror}.",
                remedy="Choose another with --port, or stop the program that uses it.",
            ) from error


if __name__ == "__main__":
    _serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
