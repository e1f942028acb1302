"""Several processes read as one does: same answers, same order, whatever becomes of a worker."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from typing import Any

import pytest

import milchannels
from milchannels import workers
from milchannels.errors import ModelError, UsageError
from milchannels.records import Article
from milchannels.workers import Job, chunks

CALL = "U.S. Defense Secretary Chuck Hagel called Russian Defense Minister Sergei Shoigu on Monday."
NOTHING = "The central bank of Kenya left its rate where it was."


def stream(number: int) -> Iterator[Article]:
    """Articles of which some tell of a call, with a length of their own each."""
    for n in range(number):
        text = f"{CALL} They spoke of item {n}. " + NOTHING * (n % 5) if n % 3 else NOTHING
        yield Article(id=f"a{n}", text=text)


def told(extractions: Any) -> list[dict[str, Any]]:
    return [each.model_dump() for each in extractions]


@pytest.mark.parametrize(
    ("lengths", "sizes"),
    [([], []), ([10] * 5, [5]), ([10] * 130, [64, 64, 2]), ([30_000, 20_000, 5], [2, 1]), ([90_000, 90_000], [1, 1])],
)
def test_a_chunk_is_bounded_in_number_and_length(lengths: list[int], sizes: list[int]) -> None:
    found = chunks(Article(id=str(i), text="x" * length) for i, length in enumerate(lengths))
    assert [len(chunk) for chunk in found] == sizes


def test_no_more_is_read_ahead_than_workers_have_in_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0

    def counted() -> Iterator[list[Article]]:
        nonlocal taken
        for article in stream(1000):
            taken += 1
            yield [article]

    class Done:
        def __init__(self, chunk: list[Article]) -> None:
            self.chunk = chunk

        def result(self) -> list[Any]:
            return self.chunk

    found = workers._in_order(counted(), Done, 6)  # type: ignore[arg-type]
    for expected in stream(50):
        assert next(found).id == expected.id
        assert taken <= int(expected.id[1:]) + 6


def test_workers_take_a_model_by_name() -> None:
    with pytest.raises(UsageError, match="by name"):
        milchannels.extract([], workers=2, nlp=object())  # type: ignore[arg-type]


def test_no_scheduler_is_one_line() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(ModelError, match=r"no Dask scheduler answers at nonsense"):
        list(milchannels.extract(stream(1), scheduler="nonsense://here"))


@pytest.mark.model
def test_a_killed_worker_loses_and_doubles_nothing(nlp: Any) -> None:
    articles = list(stream(400))
    alone = told(milchannels.extract(articles, nlp=nlp))
    pool = workers._Pool(Job(None, (), True), 2)
    under_way = workers._in_order(chunks(articles), pool.submit, 6)
    found = [next(under_way)]
    (victim, *_) = pool.executor._processes
    os.kill(victim, signal.SIGKILL)
    found += under_way
    pool.close()
    assert told(found) == alone
    assert sum(bool(each["contacts"]) for each in alone) > 200


@pytest.mark.model
def test_a_killed_worker_of_a_cluster_loses_and_doubles_nothing(nlp: Any) -> None:
    distributed = pytest.importorskip("distributed")
    articles = list(stream(300))
    alone = told(milchannels.extract(articles, nlp=nlp))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        under_way = milchannels.extract(articles, scheduler=cluster.scheduler_address)
        found = [next(under_way)]
        victim = next(iter(cluster.workers.values()))
        os.kill(victim.pid, signal.SIGKILL)
        time.sleep(0.2)
        found += under_way
    assert told(found) == alone
