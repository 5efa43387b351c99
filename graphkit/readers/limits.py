"""What may come out of a packed file, so that a small one cannot take all memory, disk or time.

Nothing is ever unpacked to a folder: members are read as streams, or held aside in an unnamed
temporary file where their format has to be read from its end.
"""

from __future__ import annotations

import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final

from graphkit.errors import InputError

#: How many times its own size a packed file may become: text shrinks to a twentieth at best.
MAX_RATIO: Final = 200
#: Bytes that may come out of any packed file, however small it is.
FREE: Final = 64_000_000
#: Bytes that may come out of a file and of all that lies in it.
MAX_TOTAL: Final = 200_000_000_000
#: How many archives may lie in each other.
MAX_DEPTH: Final = 6
#: The largest file that is held aside.
MAX_HELD: Final = 2_000_000_000
#: Bytes of it that stay in memory.
IN_MEMORY: Final = 8_000_000
_CHUNK: Final = 65_536

#: What the libraries raise where packed bytes are broken.
BROKEN: Final = (zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, OSError)


class LimitError(InputError):
    """A packed file that holds more than may come out of one: the rest of it is not read."""


@dataclass
class Budget:
    """What may still come out of the outermost file, told in ``where``, of ``packed`` bytes."""

    where: str
    packed: int
    unpacked: int = 0

    def spend(self, size: int) -> None:
        """Count bytes that came out.  Raises LimitError when they are too many."""
        self.unpacked += size
        if self.unpacked > max(FREE, MAX_RATIO * self.packed):
            what = f"unpacks to more than {MAX_RATIO} times its size"
            raise LimitError(self.where, what, "if it is none that was made to, unpack it yourself")
        if self.unpacked > MAX_TOTAL:
            what = f"unpacks to more than {MAX_TOTAL // 10**9} GB"
            raise LimitError(self.where, what, "split it, and give the parts one by one")


class _Counted(io.RawIOBase):
    """What comes out of a packed file, counted, its faults told as ours."""

    def __init__(self, inner: IO[bytes], where: str, budget: Budget) -> None:
        self._inner, self._where, self._budget = inner, where, budget

    def readable(self) -> bool:
        return True

    # typed as in typeshed, whose name for it is private
    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # see above
        try:
            # what was unpacked before a fault is given, and then the fault told
            data = getattr(self._inner, "read1", self._inner.read)(len(buffer))
        except EOFError:
            raise InputError(self._where, "is cut off", "download or copy it again") from None
        except RuntimeError:  # so says zipfile of it
            raise InputError(self._where, "is locked with a password", "unpack it first") from None
        except NotImplementedError as error:
            what = f"is packed in a way that cannot be read: {error}"
            raise InputError(self._where, what, "pack it as plain ZIP") from None
        except BROKEN as error:
            raise InputError(self._where, f"is broken: {error}", "download it again") from None
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


def counted(inner: IO[bytes], where: str, budget: Budget) -> IO[bytes]:
    """The bytes of ``inner``, which is unpacked as it is read, within the budget."""
    return io.BufferedReader(_Counted(inner, where, budget), _CHUNK)


class _Kept(io.RawIOBase):
    """A view of a file that others read as well, from its beginning."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._at = file, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._file.seek(self._at)
        self._at = self._file.seek(offset, whence)
        return self._at

    # typed as in typeshed, whose name for it is private
    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # see above
        self._file.seek(self._at)
        data = self._file.read(len(buffer))
        self._at += len(data)
        buffer[: len(data)] = data
        return len(data)


def kept(handle: IO[bytes], aside: IO[bytes], where: str) -> Callable[[], IO[bytes]]:
    """What gives the bytes of ``handle``, which can be read once, any number of times.

    They are copied to ``aside`` when they are first asked for.
    """
    filled = False

    def opener() -> IO[bytes]:
        nonlocal filled
        if not filled:
            filled = True
            _copy(handle, aside, where)
        return io.BufferedReader(_Kept(aside), _CHUNK)

    return opener


def size_of(handle: IO[bytes]) -> int:
    """Bytes of a file that can be read from any place."""
    size = handle.seek(0, io.SEEK_END)
    handle.seek(0)
    return size


@contextmanager
def held(handle: IO[bytes], where: str) -> Iterator[IO[bytes]]:
    """The bytes in a file that can be read from any place: itself, or a copy for the while."""
    if handle.seekable():
        yield handle
        return
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as aside:
        _copy(handle, aside, where)
        aside.seek(0)
        yield aside


def _copy(handle: IO[bytes], aside: IO[bytes], where: str) -> None:
    size = 0
    while chunk := handle.read(_CHUNK):
        size += len(chunk)
        if size > MAX_HELD:
            what = f"is larger than {MAX_HELD // 10**9} GB"
            raise LimitError(where, what, "save it to a file of its own")
        aside.write(chunk)
