"""The exception tree.

GraphkitError             anything graphkit reports on purpose; ``exit_code`` for the command
├── InputError            a file, page or record that cannot be used: what is wrong, what to do
│   ├── GraphFormatError  an invalid graph.json: the first place where it differs
│   └── FetchError        a page of the web that was not fetched; ``temporary`` if it may be later
├── ModelError            a language model or its weights cannot be loaded
├── MissingExtraError     an optional dependency is not installed: says the pip line
├── JudgementError        judgements that contradict each other or name nothing
├── WorkerError           a process that reads articles was killed: what to do
└── ServerError           Neo4j: unreachable, refused, or in a state we cannot write to
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from graphkit.characters import printable


class GraphkitError(Exception):
    """Base of all errors that graphkit reports on purpose."""

    exit_code = 1


class InputError(GraphkitError):
    """An input that cannot be used.  ``where`` names it; the message says what is wrong."""

    exit_code = 2

    def __init__(self, where: str, what: str, todo: str = "") -> None:
        self.where, self.what, self.todo = where, what, todo
        super().__init__(f"{where}: {what}" + (f" ({todo})" if todo else ""))

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        """How it goes from one process to another."""
        return type(self), (self.where, self.what, self.todo)


#: Takes what is wrong with one input; the others go on.
Report: TypeAlias = Callable[[InputError], None]


def refuse(problem: InputError) -> None:
    """The report of those who take no input that is wrong."""
    raise problem


@contextmanager
def leaving_out(where: str, report: Report) -> Iterator[None]:
    """Give what goes wrong in the block to ``report``, as the fault of one input, and go on.

    What graphkit raises on purpose goes through: a model that is missing is missing for all.
    """
    try:
        yield
    except GraphkitError:
        raise
    # The only place that catches whatever comes: an article is made by strangers, and goes
    # through a parser of pages, a language model and hundreds of patterns.  Which of them trips
    # over it cannot be told beforehand, and a thousand other articles must not be lost with it.
    except Exception as error:  # noqa: BLE001  # see above
        said = printable(" ".join(str(error).split())[:200])
        problem = InputError(
            where,
            f"could not be worked through: {type(error).__name__}{': ' if said else ''}{said}",
            "it is left out; please report this, with the article",
        )
        problem.__cause__ = error
        report(problem)


class GraphFormatError(InputError):
    """A graph.json that does not follow the fixed format; ``where`` is file and JSON path."""


class FetchError(InputError):
    """A page that was not fetched.  ``temporary``: asking again later may do."""

    def __init__(self, where: str, what: str, todo: str = "", *, temporary: bool = False) -> None:
        super().__init__(where, what, todo)
        self.temporary = temporary


class ModelError(GraphkitError):
    """A language model or the tagger's weights cannot be loaded."""

    exit_code = 3


class MissingExtraError(GraphkitError):
    """An optional dependency is missing."""

    exit_code = 3

    def __init__(self, feature: str, extra: str) -> None:
        self.feature, self.extra = feature, extra
        super().__init__(f'{feature} needs an extra: pip install "graphkit[{extra}]"')

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        """How it goes from one process to another."""
        return type(self), (self.feature, self.extra)


class JudgementError(GraphkitError):
    """Judgements that contradict each other, or that name nothing there is."""

    exit_code = 4


class WorkerError(GraphkitError):
    """A process that reads articles ended before its work was done."""

    exit_code = 3

    def __init__(self, workers: int) -> None:
        self.workers = workers
        fewer = f"--workers {max(1, workers // 2)}"
        super().__init__(
            f"one of {workers} processes that read articles was ended from outside, "
            f"most likely for want of memory (try {fewer}; what was read so far is kept)"
        )

    def __reduce__(self) -> tuple[type[WorkerError], tuple[int]]:
        """How it goes from one process to another."""
        return type(self), (self.workers,)


class ServerError(GraphkitError):
    """Neo4j cannot be reached or refuses what was asked."""

    exit_code = 5
