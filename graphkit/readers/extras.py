"""What to say where a library is missing that only one format needs."""

from __future__ import annotations

from graphkit.errors import InputError
from graphkit.readers.inputs import Input


def missing(item: Input, kind: str, extra: str) -> InputError:
    """The problem of an input of some kind whose library is not installed."""
    return InputError(
        item.source, f"is {kind}, which needs an extra", f'pip install "graphkit[{extra}]"'
    )
