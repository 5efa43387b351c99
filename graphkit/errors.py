"""The exception tree.

GraphkitError             anything graphkit reports on purpose; ``exit_code`` for the command
├── InputError            a file, page or record that cannot be used: what is wrong, what to do
│   └── GraphFormatError  a graph.json that is none: the first place where it differs
├── ModelError            a language model or its weights cannot be loaded
├── MissingExtraError     an optional dependency is not installed: says the pip line
├── JudgementError        judgements that contradict each other or name nothing
└── ServerError           Neo4j: unreachable, refused, or in a state we cannot write to
"""

from __future__ import annotations


class GraphkitError(Exception):
    """Base of all errors that graphkit reports on purpose."""

    exit_code = 1


class InputError(GraphkitError):
    """An input that cannot be used.  ``where`` names it; the message says what is wrong."""

    exit_code = 2

    def __init__(self, where: str, what: str, todo: str = "") -> None:
        self.where, self.what, self.todo = where, what, todo
        super().__init__(f"{where}: {what}" + (f" ({todo})" if todo else ""))


class GraphFormatError(InputError):
    """A graph.json that does not follow the fixed format; ``where`` is file and JSON path."""


class ModelError(GraphkitError):
    """A language model or the tagger's weights cannot be loaded."""

    exit_code = 3


class MissingExtraError(GraphkitError):
    """An optional dependency is missing."""

    exit_code = 3

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f'{feature} needs an extra: pip install "graphkit[{extra}]"')


class JudgementError(GraphkitError):
    """Judgements that contradict each other, or that name nothing there is."""

    exit_code = 4


class ServerError(GraphkitError):
    """Neo4j cannot be reached or refuses what was asked."""

    exit_code = 5
