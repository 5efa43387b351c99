"""Lines of a file of any size, one at a time, however long one of them is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

#: The longest line that is read, so that one broken file cannot take all memory.
LONGEST: Final = 32_000_000


def read_lines(handle: IO[bytes], longest: int = LONGEST) -> Iterator[bytes | None]:
    """Yield the lines with their ends; None for one that is longer, which is passed over."""
    while line := handle.readline(longest):
        if len(line) < longest or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = handle.readline(longest)
        yield None
