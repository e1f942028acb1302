"""What tests share: the language model and a database server, each started once for the whole run, if a test asks for it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import postgres as servers

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).resolve().parent.parent
_numbers = count(1)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline as the program uses it. For tests marked `model`."""
    from milchannels.language.pipeline import load

    return load()


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server without a database; skips, with the reason, where there is none."""
    # Not below pytest's own folder: only its owner may enter that, and the server has an account of its own.
    folder = Path(tempfile.mkdtemp(prefix="milchannels-postgres-"))
    folder.chmod(0o755)
    try:
        with servers.server(folder / "server") as url:
            yield url
    except servers.NoServer as why:
        pytest.skip(str(why))
    finally:
        folder.rmdir()


@pytest.fixture
def postgres(postgres_server: str) -> str:
    """The URL of an empty PostgreSQL database of the test's own."""
    import psycopg

    name = f"tests_{next(_numbers)}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    return f"{postgres_server}/{name}"
