"""Tasks in other processes: results in order, errors as here, and nobody left behind."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.errors import InputError, MissingExtraError, WorkerError
from graphkit.running.workers import default_workers, in_order


def test_results_come_in_the_order_of_tasks() -> None:
    assert list(in_order(abs, range(-20, 0), 2)) == list(range(20, 0, -1))


def test_no_task_is_no_result() -> None:
    assert list(in_order(abs, [], 2)) == []


def test_what_a_task_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match=r"math domain|nonnegative"):
        list(in_order(math.sqrt, [4.0, -1.0], 2))


def test_a_worker_that_is_killed_is_told_with_what_to_do() -> None:
    with pytest.raises(WorkerError, match="--workers 1"):
        list(in_order(os._exit, [1], 2))


def test_tasks_are_read_a_little_ahead_only() -> None:
    read = 0

    def tasks() -> Iterator[int]:
        nonlocal read
        for number in range(1000):
            read += 1
            yield number

    results = in_order(abs, tasks(), 2)
    assert next(results) == 0
    results.close()
    assert read < 10


def test_there_is_at_least_one_worker_and_no_more_than_processors() -> None:
    assert 1 <= default_workers() <= (os.cpu_count() or 1)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_workers_end_when_their_parent_is_killed() -> None:
    # a file of the package as the program: a spawned worker imports its parent's main module
    code = (
        "import time; from graphkit.running.workers import in_order\n"
        "if __name__ == '__main__': list(in_order(time.sleep, [60, 60], 2))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code])
    children: list[int] = []
    for _ in range(200):
        told = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
        children = [int(pid) for pid in told]
        if len(children) >= 3:  # two workers, and Python's own tracker of shared things
            break
        time.sleep(0.05)
    assert len(children) >= 2
    time.sleep(1.0)  # until they have begun to listen
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    for _ in range(200):
        if not any(_runs(pid) for pid in children):
            return
        time.sleep(0.05)
    pytest.fail("a worker outlives its parent")


def _runs(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


@pytest.mark.parametrize(
    "error",
    [InputError("a.txt", "is empty", "add text"), MissingExtraError("PDF", "pdf"), WorkerError(2)],
)
def test_errors_survive_the_way_between_processes(error: Exception) -> None:
    import pickle

    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
