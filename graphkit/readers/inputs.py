"""Paths of a command line to inputs: folders opened, names made unique, nothing read yet."""

from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path, PurePath
from typing import IO, Any, TypeAlias

from graphkit.characters import printable
from graphkit.errors import InputError, Report
from graphkit.model import Document

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Input:
    """Something to read: ``id`` names its document(s), ``source`` is what the user named."""

    id: str
    source: str
    path: Path
    #: Standard input, which can be read once.
    stream: BufferedReader | None = None

    @property
    def suffix(self) -> str:
        """The suffix in lower case, "" for standard input."""
        return self.path.suffix.casefold()

    def open(self) -> IO[bytes]:
        """The bytes; standard input goes on where it was left."""
        return self.stream or self.path.open("rb")

    def close(self, handle: IO[bytes]) -> None:
        """Close what ``open`` gave, unless it is standard input, which is not ours."""
        if handle is not self.stream:
            handle.close()

    def start(self, size: int) -> bytes:
        """Some of the first bytes, which a later ``open`` gives again."""
        if self.stream:
            return self.stream.peek(size)[:size]
        with self.path.open("rb") as handle:
            return handle.read(size)


Reader: TypeAlias = Callable[[Input, Report], Iterator[Document]]


def find_inputs(
    paths: Iterable[Path], suffixes: Collection[str], report: Report
) -> Iterator[Input]:
    """Yield the files that ``paths`` name, folders opened in the order of names.

    A document is named after its file; files of one name in several folders get as much of
    their path before it as tells them apart.  A file that is named twice is read once.
    """
    files: dict[str, tuple[Path, Path]] = {}
    for path in paths:
        found = [path] if path == STDIN else list(_files(path, suffixes, report))
        for file in found:
            files.setdefault(os.path.realpath(file) if file != STDIN else "-", (file, path))
    names = _unique_names(list(files))
    for real, (file, _) in files.items():
        if file == STDIN:
            yield Input(names[real], "standard input", file, _standard_input())
        else:
            yield Input(printable(names[real]), printable(str(file)), file)


def _standard_input() -> BufferedReader:
    stream: Any = sys.stdin.buffer
    # what tests and notebooks put in its place may have no buffer to look ahead in
    return stream if isinstance(stream, BufferedReader) else BufferedReader(stream)


def _files(path: Path, suffixes: Collection[str], report: Report) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        found = 0
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                file = Path(folder, name)
                if not name.startswith(".") and file.suffix.casefold() in suffixes:
                    found += 1
                    yield file
        if not found:
            kinds = ", ".join(sorted(suffixes))
            report(InputError(str(path), "holds no article", f"files may end in {kinds}"))
    elif path.exists() or path.is_symlink():
        report(InputError(str(path), "is neither a file nor a folder", "name an article"))
    else:
        report(InputError(str(path), "does not exist", "check the path"))


def _unique_names(reals: list[str]) -> dict[str, str]:
    """Real path → the shortest end of it, from the file's name on, that no other one has."""
    names = {real: "stdin" if real == "-" else PurePath(real).name for real in reals}
    depth = 1
    while len(set(names.values())) < len(names):
        depth += 1
        counts = Counter(names.values())
        clashes = defaultdict(list)
        for real, name in names.items():
            if counts[name] > 1 and real != "-":
                clashes[name].append(real)
        for group in clashes.values():
            for real in group:
                names[real] = "/".join(PurePath(real).parts[-depth:]).lstrip("/")
    return names
