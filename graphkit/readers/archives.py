"""Archives of articles: ZIP, tar, and files packed with gzip, bzip2 or xz; also in each other.

Members are read as streams and never unpacked to a folder, within the limits of
:mod:`graphkit.readers.limits`.  A document is ``archive#member``.  Libraries: those of Python.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from graphkit.characters import printable
from graphkit.errors import InputError, Report, leaving_out
from graphkit.model import Document
from graphkit.readers.inputs import Inner, Input
from graphkit.readers.limits import (
    IN_MEMORY,
    MAX_DEPTH,
    Budget,
    LimitError,
    counted,
    kept,
    size_of,
)

_AGAIN: Final = "download or copy it again"
_BEWARE: Final = "it is left out; beware of who made the archive"
_FORMATS: Final = "graphkit build --help names the formats"
_OPENERS: Final[dict[str, Callable[[IO[bytes]], Any]]] = {
    ".gz": gzip.open,
    ".bz2": bz2.open,
    ".xz": lzma.open,
}
#: ``C:\\`` and the like in front of a name.
_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")
#: How packed files begin.
MAGIC: Final = ((b"\x1f\x8b", ".gz"), (b"BZh", ".bz2"), (b"\xfd7zXZ\0", ".xz"))
#: Suffixes that stand for two.
_SHORT: Final = {".tgz": (".gz", ".tar"), ".tbz2": (".bz2", ".tar"), ".txz": (".xz", ".tar")}


def read_zip(
    inner: Inner, item: Input, report: Report, *, only: Callable[[str], bool] | None = None
) -> Iterator[Document]:
    """Yield the documents of a ZIP archive's members, of those whose names ``only`` takes."""
    _check_depth(item)
    with item.seekable() as handle:
        budget = item.budget or Budget(item.source, size_of(handle))
        try:
            archive = zipfile.ZipFile(handle)
        except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
            what = f"is no ZIP archive, or cut off: {error}"
            raise InputError(item.source, what, _AGAIN) from None
        folder = _Folder(item, archive, budget)
        some = False
        for info in archive.infolist():
            name = info.filename
            if not info.is_dir() and (only is None or only(name)):
                some |= yield from _read(inner, folder.member(name), name, report)
        if not some:
            raise InputError(item.source, "holds no article", _FORMATS)


def read_tar(inner: Inner, item: Input, report: Report) -> Iterator[Document]:
    """Yield the documents of a tar archive's members, in its order."""
    _check_depth(item)
    some = False
    with item.seekable() as handle:
        budget = item.budget or Budget(item.source, size_of(handle))
        try:
            # read once from front to back: its index would hold all names in memory
            for info, file in _members(handle):
                where = f"{item.source}#{printable(info.name)}"
                with tempfile.SpooledTemporaryFile(IN_MEMORY) as aside:
                    opener = kept(counted(file, where, budget), aside, where)
                    member = item.member(_key(info.name), opener, budget=budget)
                    some |= yield from _read(inner, member, info.name, report)
        except (tarfile.TarError, EOFError, OSError) as error:
            what = f"is no tar archive, or cut off: {error}"
            raise InputError(item.source, what, _AGAIN) from None
    if not some:
        raise InputError(item.source, "holds no article", _FORMATS)


def read_packed(inner: Inner, item: Input, report: Report) -> Iterator[Document]:
    """Yield the documents of a file that is packed by itself, such as ``news.jsonl.gz``."""
    _check_depth(item)
    suffix, path = unpacked_name(item.path)
    if suffix not in _OPENERS:  # a file without a known suffix, which begins as one
        start = item.start(8)
        suffix = next((name for magic, name in MAGIC if start.startswith(magic)), ".gz")
        path = item.path
    with item.seekable() as handle:
        budget = item.budget or Budget(item.source, size_of(handle))

        def opener() -> IO[bytes]:
            handle.seek(0)
            return counted(_OPENERS[suffix](handle), item.source, budget)

        # the name of a packed file is that of what lies in it
        unpacked = replace(
            item, path=path, stream=None, opener=opener, budget=budget, depth=item.depth + 1
        )
        yield from inner.read(unpacked, report)


def unpacked_name(path: Path) -> tuple[str, Path]:
    """How a file is packed, and its name without that: ``a.tgz`` as ".gz", ``a.tar``."""
    suffix = path.suffix.casefold()
    packed, rest = _SHORT.get(suffix, (suffix, ""))
    return packed, path.with_suffix(rest)


class _Folder:
    """The members of a ZIP archive as inputs, which know each other."""

    def __init__(self, item: Input, archive: zipfile.ZipFile, budget: Budget) -> None:
        self._item, self._archive, self._budget = item, archive, budget
        self._names = set(archive.namelist())

    def member(self, name: str) -> Input:
        where = f"{self._item.source}#{printable(_key(name))}"

        def opener() -> IO[bytes]:
            try:
                return counted(self._archive.open(name), where, self._budget)
            except RuntimeError:  # so says zipfile of it
                raise InputError(where, "is locked with a password", "unpack it first") from None
            except (zipfile.BadZipFile, NotImplementedError) as error:
                raise InputError(where, f"is broken: {error}", _AGAIN) from None

        def beside(other: str) -> Input | None:
            path = str(PurePosixPath(name).with_name(other))
            return self.member(path) if path in self._names else None

        return self._item.member(_key(name), opener, budget=self._budget, beside=beside)


def _members(handle: IO[bytes]) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    """The files of a tar archive; links are not followed, devices are none."""
    with tarfile.open(fileobj=handle, mode="r|") as archive:
        for info in archive:
            file = archive.extractfile(info) if info.isfile() else None
            if file:
                yield info, file


def _read(
    inner: Inner, member: Input, name: str, report: Report
) -> Generator[Document, None, bool]:
    """Yield the documents of a member; whether it is one that is read at all."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in parts):
        return False
    taken = True
    with leaving_out(member.source, report):
        try:
            if name.startswith(("/", "\\")) or ".." in parts or _DRIVE.match(name):
                raise InputError(member.source, "has a name that leads out of the archive", _BEWARE)
            taken = inner.wanted(member)
            if taken:
                yield from inner.read(member, report)
        except LimitError:
            raise
        except InputError as error:
            report(error)
    return taken


def _key(name: str) -> str:
    """The name as a key: ``./a\\b.txt`` is ``a/b.txt``."""
    return str(PurePosixPath(name.replace("\\", "/")))


def _check_depth(item: Input) -> None:
    if item.depth >= MAX_DEPTH:
        what = f"lies in {MAX_DEPTH} archives, one in the other"
        raise LimitError(item.source, what, "unpack it yourself")
