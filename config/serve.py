"""Runs the product: ``python -m config.serve [all|web|worker]``.

``all``: web server and job worker in one process, on the embedded PostgreSQL unless DATABASE_URL names a server.
``web`` and ``worker``: as many processes as wanted on DATABASE_URL, joined by REDIS_URL.
"""

import argparse
import asyncio
import contextlib
import errno
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from types import FrameType
from typing import Any, NoReturn

import django
import uvicorn
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, get_commands
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from uvicorn.supervisors import Multiprocess

from config import embedded, env, listening, staticfiles, unprivileged
from config.work import work

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# Seconds that open requests and sockets get at the end.
FAREWELL = 3
# Seconds to wait for another process on the same data or port to end.
HANDOVER = 8
# Names the process that looks after the web processes, for them.
SUPERVISOR = "ROVIEC_WEB_SUPERVISOR"


class Refusal(Exception):
    """Cannot start; the message says why and what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Starts what the arguments name; returns the exit code."""
    parser = argparse.ArgumentParser(prog="config.serve", description=__doc__)
    parser.add_argument("part", nargs="?", choices=["all", "web", "worker"], default="all")
    parser.add_argument("--with-parent", action="store_true", help="end when the starting process ends, even killed")
    options = parser.parse_args(arguments)
    if options.with_parent:
        unprivileged.die_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
        {"all": serve_all, "web": serve_web, "worker": serve_worker}[options.part]()
    except (Refusal, ImproperlyConfigured, embedded.EmbeddedError, PermissionError) as error:
        print(f"Rõ Việc: {error}", file=sys.stderr)
        return 1
    return 0


def serve_all() -> None:
    """Everything in one process."""
    for sign in STOP_SIGNALS:
        signal.signal(sign, _leave)
    signal.signal(signal.SIGHUP, _terminate)
    with contextlib.closing(_listen(*listening.address())) as listener, _database() as server:
        django.setup()
        try:
            _prepare()
            _tell_where()
            for sign in STOP_SIGNALS:
                signal.signal(sign, _note)
            asyncio.run(_serve(listener, server))
        finally:
            connections.close_all()
            for each in connections.all():
                each.close_pool()  # type: ignore[attr-defined]


def serve_web() -> None:
    """The web server alone, in ROVIEC_WEB_PROCESSES processes."""
    _need_servers()
    staticfiles.collect()
    with contextlib.closing(_listen(*listening.address(), wait=HANDOVER)) as listener:
        os.environ[SUPERVISOR] = str(os.getpid())
        processes = max(1, env.number("ROVIEC_WEB_PROCESSES", 2))
        config = uvicorn.Config("config.serve:web_process", factory=True, workers=processes, **WEB)
        _tell_where()
        Multiprocess(config, sockets=[listener]).run()


def web_process() -> Any:
    """The application of one of the web processes; the process ends with its supervisor, however that ends.

    Left behind by a killed supervisor it would keep the port, and the next start could not have it.
    """
    unprivileged.die_with_parent()
    if os.getppid() != int(os.environ[SUPERVISOR]):
        raise SystemExit(1)  # it ended before we said so
    from config.asgi import application  # sets Django up

    return application


def serve_worker() -> None:
    """The job worker alone."""
    _need_servers()
    asyncio.run(_work_until_stopped())


def _tell_where() -> None:
    print(f"Rõ Việc: {listening.url()}", flush=True)
    if listening.is_everywhere() and not env.text("ROVIEC_HOSTS"):
        print("Rõ Việc: answers to this machine alone; set ROVIEC_HOSTS to the names others call it by.", flush=True)


# Beside the address. Django has no lifespan; logging is the settings' own.
WEB: dict[str, Any] = {
    "lifespan": "off",
    "log_config": None,
    "access_log": False,
    "server_header": False,
    "timeout_graceful_shutdown": FAREWELL,
}


def web_server() -> uvicorn.Server:
    """A web server of the product for a loop of one's own; ``serve(sockets=[listener])`` runs it."""
    return uvicorn.Server(uvicorn.Config("config.asgi:application", **WEB))


async def _serve(listener: socket.socket, server: embedded.Embedded | None) -> None:
    web = web_server()
    worker = asyncio.create_task(work(alone=server is not None))
    guard = asyncio.create_task(_guard(server, web))
    try:
        await web.serve(sockets=[listener])
    finally:
        for sign in STOP_SIGNALS:
            signal.signal(sign, _hurry)
        for task in (worker, guard):
            task.cancel()
        await asyncio.gather(worker, guard, return_exceptions=True)
    if server and not server.alive():
        raise Refusal(f"the embedded PostgreSQL ended by itself; see {server.log_path}")


async def _guard(server: embedded.Embedded | None, web: uvicorn.Server) -> None:
    """Stops the web server when the database under it is gone."""
    while server is None or server.alive():
        await asyncio.sleep(1)
    web.should_exit = True


async def _work_until_stopped() -> None:
    worker = asyncio.create_task(work())
    for sign in STOP_SIGNALS:
        asyncio.get_running_loop().add_signal_handler(sign, worker.cancel)
    print("Rõ Việc: worker", flush=True)
    with contextlib.suppress(asyncio.CancelledError):
        await worker


@contextlib.contextmanager
def _database() -> Iterator[embedded.Embedded | None]:
    """The embedded server when no other is named."""
    if env.text("DATABASE_URL"):
        yield None
        return
    with embedded.running(settings.VAR_DIR, wait=HANDOVER) as server:
        if server is None:
            owner = embedded.owner(settings.VAR_DIR)
            raise Refusal(
                f"process {owner} already runs on {settings.VAR_DIR}: stop it, or set another ROVIEC_VAR_DIR."
            )
        yield server


def _prepare() -> None:
    """Tables, assets, and the demonstration world where it is asked for."""
    from organizations import first_visit  # models: only after the set-up

    call_command("migrate", interactive=False, verbosity=0)
    staticfiles.collect()
    if settings.DEMO and "demo" in get_commands():
        call_command("demo", if_empty=True)
    if code := first_visit.code_for_console():
        print(f"Rõ Việc: {listening.url()}/thiet-lap/bat-dau/  {code}", flush=True)


def _need_servers() -> None:
    """Several processes share a database server and a Redis, and find the tables ready."""
    for name, meaning in {"DATABASE_URL": "a PostgreSQL server", "REDIS_URL": "a Redis"}.items():
        if not env.text(name):
            raise Refusal(
                f"web and worker as processes of their own need {meaning}: set {name}. (make run needs none.)"
            )
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    connections["default"].close_pool()  # type: ignore[attr-defined]
    if waiting:
        raise Refusal(f"{len(waiting)} migrations wait: run make migrate first.")


def _listen(host: str, port: int, *, wait: float = 0) -> socket.socket:
    """Takes the port before anything else is touched; ``wait`` seconds for who is about to let go of it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    until = time.monotonic() + wait
    while True:
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(1024)
        except OSError as error:
            listener.close()
            if error.errno == errno.EADDRINUSE and time.monotonic() < until:
                time.sleep(0.2)
                continue
            text = f"cannot listen on {host}:{port} ({error.strerror}): set ROVIEC_PORT to a free port."
            raise Refusal(text) from error
        return listener


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _terminate(number: int, frame: FrameType | None) -> None:
    signal.raise_signal(signal.SIGTERM)


def _hurry(number: int, frame: FrameType | None) -> NoReturn:
    """Asked again while jobs still run: the kernel ends the database with us, the jobs start again next time."""
    os._exit(128 + number)


def _note(number: int, frame: FrameType | None) -> None:
    """uvicorn handles the signal and raises it once more when it has ended."""


if __name__ == "__main__":
    sys.exit(main())
