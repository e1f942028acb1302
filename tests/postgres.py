"""A PostgreSQL server of the tests' own on loopback, from the programs of the system; or the reason why there is none."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Who runs the server where the tests are run by root, which the server refuses to be.
_ACCOUNT = "postgres"


class NoServer(Exception):
    """Why no server can be had."""


def programs() -> Path:
    """The folder of `initdb` and `postgres`; raises `NoServer` where they are not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    initdb = str(found[-1]) if found else shutil.which("initdb")
    if initdb is None:
        raise NoServer("PostgreSQL is not installed (on Debian: apt-get install postgresql)")
    return Path(initdb).parent


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """A server with its data in `folder`, which is removed at the end; gives its URL without a database."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise NoServer("psycopg is not installed (pip install 'milchannels[postgresql]')") from None
    given = os.environ.get("MILCHANNELS_TEST_POSTGRESQL")
    if given:
        yield given.rstrip("/")
        return
    binaries = programs()
    folder.mkdir(parents=True, exist_ok=True)
    account = _ACCOUNT if os.getuid() == 0 else None
    if account is not None:
        try:
            shutil.chown(folder, account)
        except LookupError:
            raise NoServer(f"tests are run by root, and there is no account {account!r} to run PostgreSQL") from None
    data, port = folder / "data", _free_port()
    made = [
        binaries / "initdb",
        "-D",
        data,
        "-U",
        "tests",
        "--auth=trust",
        "-E",
        "UTF8",
        "--no-sync",
        "--locale=C.UTF-8",
    ]
    done = subprocess.run(made, user=account, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoServer(f"initdb failed: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
    options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "max_connections=60"]
    command = [binaries / "postgres", "-D", data, "-p", str(port), *(word for one in options for word in ("-c", one))]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, user=account, cwd=folder, stderr=log) as process:
        try:
            ready = [binaries / "pg_isready", "-h", "127.0.0.1", "-p", str(port), "-t", "30"]
            for _ in range(300):
                if subprocess.run(ready, capture_output=True, check=False).returncode == 0:
                    break
                if process.poll() is not None:
                    raise NoServer("the server did not start")
                subprocess.run(["sleep", "0.1"], check=True)
            yield f"postgresql://tests@127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)
            shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
