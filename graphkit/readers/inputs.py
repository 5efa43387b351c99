"""Paths of a command line to inputs: folders opened, names made unique, nothing read yet."""

from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader, BytesIO
from pathlib import Path, PurePath
from typing import IO, Any, TypeAlias

from graphkit.characters import printable
from graphkit.errors import InputError, Report
from graphkit.model import Document
from graphkit.readers.limits import Budget, held

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Input:
    """Something to read: ``id`` names its document(s), ``source`` is what the user named.

    It may lie in another file: ``file#member`` is then its name in both.
    """

    id: str
    source: str
    path: Path
    #: Standard input, which can be read once.
    stream: BufferedReader | None = None
    #: Gives the bytes of what lies in another file, from the first on, each time it is called.
    opener: Callable[[], IO[bytes]] | None = None
    #: What may still come out of the packed file that it lies in.
    budget: Budget | None = None
    #: How many files it lies in.
    depth: int = 0
    #: Field of a record (text, title, outlet …) → the column that the user says has it.
    columns: Mapping[str, str] = field(default_factory=dict)
    #: Gives what lies beside it in the same archive, by its name.
    beside: Callable[[str], Input | None] | None = None

    @property
    def suffix(self) -> str:
        """The suffix in lower case, "" for standard input."""
        return self.path.suffix.casefold()

    def open(self) -> IO[bytes]:
        """The bytes; standard input goes on where it was left."""
        if self.opener:
            return self.opener()
        return self.stream or self.path.open("rb")

    def close(self, handle: IO[bytes]) -> None:
        """Close what ``open`` gave, unless it is standard input, which is not ours."""
        if handle is not self.stream:
            handle.close()

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The bytes, closed in the end."""
        handle = self.open()
        try:
            yield handle
        finally:
            self.close(handle)

    @contextmanager
    def seekable(self) -> Iterator[IO[bytes]]:
        """The bytes as formats want them that are read from their end."""
        with self.opened() as handle, held(handle, self.source) as file:
            yield file

    def start(self, size: int) -> bytes:
        """Some of the first bytes, which a later ``open`` gives again."""
        if self.stream:
            return self.stream.peek(size)[:size]
        with self.opened() as handle:
            return handle.read(size)

    def member(
        self,
        key: str,
        opener: Callable[[], IO[bytes]] | bytes,
        *,
        path: str = "",
        budget: Budget | None = None,
        beside: Callable[[str], Input | None] | None = None,
    ) -> Input:
        """Something that lies in this one under ``key``; its suffix is that of ``path``."""
        data = opener if isinstance(opener, bytes) else None
        return Input(
            id=f"{self.id}#{printable(key)}",
            source=f"{self.source}#{printable(key)}",
            path=Path(path or key),
            opener=(lambda: BytesIO(data)) if data is not None else opener,  # type: ignore[arg-type]  # bytes are data
            budget=budget or self.budget,
            depth=self.depth + 1,
            columns=self.columns,
            beside=beside,
        )

    def neighbour(self, name: str) -> Input | None:
        """What lies beside this one under a name, in the folder or the archive."""
        if self.beside:
            return self.beside(name)
        path = self.path.with_name(name)
        if self.opener or self.stream or not path.is_file():
            return None
        return Input(name, str(path), path)


Reader: TypeAlias = Callable[[Input, Report], Iterator[Document]]


@dataclass(frozen=True, slots=True)
class Inner:
    """How what lies in another file is read: which of it, and by whom."""

    wanted: Callable[[Input], bool]
    read: Reader


def find_inputs(
    paths: Iterable[Path],
    wanted: Callable[[Input], bool],
    report: Report,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Input]:
    """Yield the files that ``paths`` name, folders opened in the order of names.

    Of a folder, those that are ``wanted``; a file that is named is read whatever it is.

    A document is named after its file; files of one name in several folders get as much of
    their path before it as tells them apart.  A file that is named twice is read once.
    """
    files: dict[str, tuple[Path, Path]] = {}
    for path in paths:
        found = [path] if path == STDIN else list(_files(path, wanted, report))
        for file in found:
            files.setdefault(os.path.realpath(file) if file != STDIN else "-", (file, path))
    names = _told_apart(_unique_names(list(files)))
    for real, (file, _) in files.items():
        if file == STDIN:
            yield Input(
                names[real], "standard input", file, _standard_input(), columns=columns or {}
            )
        else:
            yield Input(names[real], printable(str(file)), file, columns=columns or {})


def _standard_input() -> BufferedReader:
    stream: Any = sys.stdin.buffer
    # what tests and notebooks put in its place may have no buffer to look ahead in
    return stream if isinstance(stream, BufferedReader) else BufferedReader(stream)


def _files(path: Path, wanted: Callable[[Input], bool], report: Report) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        found = 0
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                file = Path(folder, name)
                if name.startswith(".") or _is_left_out(file, path, report):
                    continue
                if wanted(Input(name, str(file), file)):
                    found += 1
                    yield file
            for name in folders:
                _is_left_out(Path(folder, name), path, report)
        if not found:
            todo = "graphkit build --help names the formats"
            report(InputError(str(path), "holds no article", todo))
    elif path.exists() or path.is_symlink():
        report(InputError(str(path), "is neither a file nor a folder", "name an article"))
    else:
        report(InputError(str(path), "does not exist", "check the path"))


def _is_left_out(file: Path, folder: Path, report: Report) -> bool:
    """Whether a file of a folder is one that nobody would want read; ``report`` is told why.

    A link out of the folder may have been put there by somebody else, to have another file read
    into the graph; a pipe waits for ever, and a device may never end.
    """
    if file.is_symlink() and not _is_within(os.path.realpath(file), os.path.realpath(folder)):
        todo = "name what it leads to, if you want that read"
        report(InputError(printable(str(file)), "is a link out of the folder", todo))
        return True
    if file.is_file() or file.is_dir():
        return False
    what = "is a link to nothing" if file.is_symlink() else "is no regular file"
    report(InputError(printable(str(file)), what, "remove it from the folder"))
    return True


def _is_within(real: str, folder: str) -> bool:
    return real == folder or real.startswith(folder.rstrip(os.sep) + os.sep)


def _told_apart(names: dict[str, str]) -> dict[str, str]:
    r"""Names as they can be written, and no two alike.

    A byte that is no UTF-8 is written ``\xe9``, and a record is named ``file#key``.  Where another
    file's own name is written like that, its backslashes are doubled, or its ``#`` is ``\x23``.
    """
    shown = {real: printable(name) for real, name in names.items()}
    counts = Counter(shown.values())
    for real, name in shown.items():
        if counts[name] > 1:
            shown[real] = printable(names[real].replace("\\", "\\\\"))
    others = set(shown.values())
    for real, name in shown.items():
        parts = name.split("#")
        if any("#".join(parts[:at]) in others for at in range(1, len(parts))):
            shown[real] = name.replace("#", "\\x23")
    return shown


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
