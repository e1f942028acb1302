"""Articles in, extractions out in the same order, read by several processes here or on a cluster.

A stream is cut into chunks, of which only a few are under way at a time, so that neither articles nor answers pile up.
A chunk whose process dies is given to another; what comes out is the same as with one process. The process that hands out
loads no language model. `side_by_side` starts processes of its own, `on_cluster` uses those of a Dask scheduler.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread, current_thread, main_thread
from typing import TYPE_CHECKING, Any, Protocol

from . import register
from .errors import ModelError
from .records import Article, Extraction
from .threads import one_thread

if TYPE_CHECKING:
    from spacy.language import Language

#: What a chunk has at most: articles, and characters of text, about a second of parsing.
_ARTICLES = 64
_CHARACTERS = 40_000
#: Chunks under way for each worker: one that is read, and two that wait.
_AHEAD = 3
#: How often a chunk is tried whose worker dies, before it is taken for the reason.
_TRIES = 3


@dataclass(frozen=True)
class Job:
    """What a worker must know besides the articles: the model, the users' register, whether the gate is used."""

    model: str | None
    register: tuple[Path, ...]
    gate: bool


class _Answer(Protocol):
    def result(self) -> list[Extraction]: ...


def side_by_side(articles: Iterator[Article], job: Job, workers: int) -> Iterator[Extraction]:
    """The extractions by `workers` processes, each of which loads the model once.

    A worker that is killed is replaced and its chunk read again. Raises `ModelError` where they keep dying.
    """
    pool = _Pool(job, workers)
    try:
        yield from _in_order(chunks(articles), pool.submit, _AHEAD * workers)
    finally:
        pool.close()


def on_cluster(articles: Iterator[Article], job: Job, address: str) -> Iterator[Extraction]:
    """The extractions by the workers of the Dask scheduler at `address`, which must have this program installed.

    Chunks of a worker that is lost are given to others by the scheduler. Raises `ModelError` where there is no scheduler,
    no worker, or no Dask.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ModelError("--scheduler needs Dask: pip install 'milchannels[dask]'") from error
    try:
        client: Any = Client(address, timeout="20s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ModelError(
            f"no Dask scheduler answers at {address}: check the address, such as tcp://host:8786"
        ) from error
    try:
        client.wait_for_workers(1, timeout=60)
        threads = sum(each["nthreads"] for each in client.scheduler_info(n_workers=-1)["workers"].values())

        def submit(chunk: list[Article]) -> _Answer:
            found: _Answer = client.submit(read_chunk, chunk, job, pure=False, retries=_TRIES)
            return found

        yield from _in_order(chunks(articles), submit, max(_AHEAD * threads, 2))
    except TimeoutError as error:
        raise ModelError(f"the Dask scheduler at {address} has no workers: start some with `dask worker`") from error
    except Exception as error:
        if type(error).__name__ == "KilledWorker":
            raise ModelError(_keep_dying()) from error
        raise
    finally:
        client.close()


def read_chunk(chunk: list[Article], job: Job) -> list[Extraction]:
    """The extractions of a chunk, in a worker."""
    if register.in_use() != job.register:
        register.use(job.register)
    from .language.pipeline import extract_docs

    return list(extract_docs(_pipeline(job.model), chunk, gated=job.gate))


def chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in lists of what a worker takes at a time."""
    chunk: list[Article] = []
    size = 0
    for article in articles:
        chunk.append(article)
        size += len(article.text)
        if len(chunk) >= _ARTICLES or size >= _CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _in_order(
    given: Iterable[list[Article]], submit: Callable[[list[Article]], _Answer], room: int
) -> Iterator[Extraction]:
    under_way: deque[_Answer] = deque()
    for chunk in given:
        under_way.append(submit(chunk))
        if len(under_way) >= room:
            yield from under_way.popleft().result()
    while under_way:
        yield from under_way.popleft().result()


class _Pool:
    """Worker processes; those that die are replaced, and what they had in hand is given out again."""

    def __init__(self, job: Job, workers: int) -> None:
        self.job = job
        self.workers = workers
        self.executor = self._start()

    def submit(self, chunk: list[Article]) -> _Answer:
        return _Kept(self, chunk)

    def send(self, chunk: list[Article]) -> tuple[ProcessPoolExecutor, Future[list[Extraction]]]:
        """Give a chunk to the processes that there are, or to new ones where they are found dead."""
        with _deaf():
            try:
                return self.executor, self.executor.submit(read_chunk, chunk, self.job)
            except BrokenProcessPool:
                self.replace(self.executor)
                return self.executor, self.executor.submit(read_chunk, chunk, self.job)

    def replace(self, broken: ProcessPoolExecutor) -> None:
        """Start new processes, unless somebody did so since `broken` broke."""
        if self.executor is broken:
            broken.shutdown(wait=True)
            self.executor = self._start()

    def close(self) -> None:
        self.executor.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(self.job,)
        )


class _Kept:
    """An answer to come, with the chunk that it is for, until it has come."""

    def __init__(self, pool: _Pool, chunk: list[Article]) -> None:
        self.pool = pool
        self.chunk = chunk
        self.sent_to, self.future = pool.send(chunk)

    def result(self) -> list[Extraction]:
        for _ in range(_TRIES):
            try:
                return self.future.result()
            except BrokenProcessPool:
                self.pool.replace(self.sent_to)
                self.sent_to, self.future = self.pool.send(self.chunk)
        try:
            return self.future.result()
        except BrokenProcessPool as broken:
            raise ModelError(_keep_dying()) from broken


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that are started meanwhile do not hear Ctrl-C: this one does, and ends them without their tracebacks."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end_with_parent() -> None:
    """Wait for the end of the process that started this one, and end: nobody else would tell this one to."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _keep_dying() -> str:
    return "worker processes keep dying: try fewer --workers, as each takes up to 900 MB, or one to see what is wrong"


def _begin(job: Job) -> None:
    """Make a worker ready: one thread, as there are several processes, and the model loaded before the first chunk."""
    Thread(target=_end_with_parent, daemon=True).start()
    one_thread()
    register.use(job.register)
    _pipeline(job.model)


@cache
def _pipeline(model: str | None) -> Language:
    from .language.pipeline import load

    return load(model)
