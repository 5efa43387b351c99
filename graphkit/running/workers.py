"""A function over tasks in other processes: results in order, few tasks in flight, no orphans."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Final, TypeVar

from graphkit.errors import WorkerError

__all__ = ["default_workers", "in_order"]

Task = TypeVar("Task")
Result = TypeVar("Result")

#: Memory of one worker: two networks, a spaCy pipeline and a batch of articles.
_WORKER_BYTES: Final = 1_000_000_000
#: Tasks that wait for each worker, so that none is idle while the next is read.
_AHEAD: Final = 2


def default_workers() -> int:
    """As many as there are processors to run on, fewer where memory is short; at least one."""
    cores = _processors()
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # not told on every system
        return cores
    return max(1, min(cores, free // _WORKER_BYTES))


def _processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    function: Callable[[Task], Result], tasks: Iterable[Task], workers: int
) -> Iterator[Result]:
    """Yield ``function(task)`` of each task, in the order of tasks, computed by other processes.

    The function must be one that a module names.  Tasks are read a little ahead only.  What a
    task raises is raised here.  When this generator is closed, by Ctrl-C too, the processes end;
    when this process is killed, they end by themselves.  Raises WorkerError where a worker dies.
    """
    # not forked: a fork of a process with threads in it may hang
    context = multiprocessing.get_context("spawn")
    # workers hold the one end and end when the other is closed, or its process is gone
    theirs, ours = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(theirs,))
    waiting: deque[Future[Result]] = deque()
    source = iter(tasks)
    try:
        waiting.extend(pool.submit(function, task) for task in islice(source, workers * _AHEAD))
        while waiting:
            result = waiting.popleft().result()
            waiting.extend(pool.submit(function, task) for task in islice(source, 1))
            yield result
        pool.shutdown()
    except BrokenProcessPool as error:
        raise WorkerError(workers) from error
    finally:
        ours.close()
        theirs.close()
        pool.shutdown(wait=False, cancel_futures=True)


def _begin(theirs: Connection) -> None:
    """What a worker does first: leave Ctrl-C to its parent, and end when that lets go."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(theirs,), daemon=True).start()


def _end_with(theirs: Connection) -> None:
    wait([theirs])
    os._exit(1)
