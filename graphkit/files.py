"""Files and folders written whole or not at all: beside their place, then renamed into it."""

from __future__ import annotations

import errno
import json
import os
import platform
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final

from graphkit.errors import InputError
from graphkit.ids import content_hash

#: The list of the files in a folder that are graphkit's own: format → names.
MANIFEST: Final = "graphkit-files.json"
#: Process ids mean something on one machine only.
_MACHINE: Final = content_hash(platform.node(), length=6)
_PART: Final = r"(?:\.(?P<machine>[0-9a-f]{6})-(?P<process>\d{1,9})\.part)+"
#: No space, over the quota, over the limit of a file's size.
_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
#: Seconds after which nobody is still writing, whatever the machine.
_DAY: Final = 86_400


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside ``path`` to write to; renamed to ``path`` when the block ends well.

    When the block fails, or is stopped with Ctrl-C, what was at ``path`` before is untouched and
    nothing is left beside it.  What a killed process has left there is swept away.
    """
    target = path.resolve()
    if target.is_dir():
        raise InputError(str(path), "is a folder", "name a file to write to")
    part = _part(target.parent, target.name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target.parent, target.name)
        part.touch()
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror}") from error
    try:
        yield part
        part.replace(target)
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


@contextmanager
def filling(folder: Path, kind: str) -> Iterator[Path]:
    """A new folder to write files to, which are moved into ``folder`` when the block ends well.

    Only names that graphkit wrote before, and noted in the folder's :data:`MANIFEST`, are
    replaced; of those, the ones of this ``kind`` that are not written again are removed.  A file
    of somebody else is never touched: where one has the name of a new file, nothing is written.
    """
    target = folder.resolve()
    if target.exists() and not target.is_dir():
        raise InputError(str(folder), "is a file", "name a folder to write to")
    part = _part(target if target.is_dir() else target.parent, target.name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for place in filter(Path.is_dir, (target.parent, target)):
            _sweep(place, target.name)
        part.mkdir()
    except OSError as error:
        raise InputError(str(folder), f"cannot be written: {error.strerror}") from error
    try:
        yield part
        _move_in(part, target, kind)
    except OSError as error:
        raise _unwritten(folder, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def writing(path: Path) -> Iterator[IO[str]]:
    """A text file (UTF-8, newlines as given) that appears at ``path`` when the block ends well."""
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as handle:
        yield handle


def check_writable(folder: Path) -> None:
    """Raise InputError if no file can be made in the folder, or in the one that it is to be in.

    For long work: what stands in its way is better told before it than after.
    """
    there = folder
    while not os.path.lexists(there) and there != there.parent:
        there = there.parent
    trial = _part(there, "trial")
    try:
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise _unwritten(folder, error) from error


def _unwritten(path: Path, error: OSError) -> InputError:
    """What is said of a disk that is full, a folder that is read-only and the like."""
    name = re.sub(rf"^\.(.+?){_PART}$", r"\1", path.name)
    todo = "free some space, or write to another place" if error.errno in _FULL else ""
    said = f"cannot be written: {error.strerror or error}"
    return InputError(str(path.with_name(name) if name else path), said, todo)


def write_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path``: all of it or nothing."""
    with writing(path) as handle:
        handle.write(text)


def _move_in(part: Path, target: Path, kind: str) -> None:
    """Move the files of ``part`` into ``target``, and remove those that are old."""
    names = sorted(file.name for file in part.iterdir())
    known = _read_manifest(target / MANIFEST)
    ours = {MANIFEST}.union(*known.values())
    for name in names:
        there = target / name
        if os.path.lexists(there) and (name not in ours or there.is_dir()):
            what = "is there and was not written by graphkit"
            raise InputError(str(there), what, "move it away, or name another folder")
    old = [name for name in known.get(kind, ()) if name not in names]
    try:
        if not target.exists():
            _write_manifest(part, {kind: names})
            part.replace(target)
            return
        # should this be broken off, both the old names and the new are known to be ours
        _write_manifest(target, {**known, kind: sorted({*names, *old})})
        for name in names:
            (part / name).replace(target / name)
        for name in old:
            if not (target / name).is_dir():
                (target / name).unlink(missing_ok=True)
        _write_manifest(target, {**known, kind: names})
    except OSError as error:
        raise InputError(str(target), f"cannot be written: {error.strerror}") from error


def _write_manifest(folder: Path, names: dict[str, list[str]]) -> None:
    write_text(folder / MANIFEST, json.dumps(names, indent=1, sort_keys=True) + "\n")


def _read_manifest(path: Path) -> dict[str, list[str]]:
    """Format → names of files, each a bare name: a list must not lead out of its folder."""
    if not os.path.lexists(path):
        return {}
    try:
        found: Any = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(map(_are_names, found.values())):
        todo = "move it away, or name another folder"
        raise InputError(str(path), "is no list of files that graphkit wrote", todo)
    return found


def _are_names(names: Any) -> bool:
    return isinstance(names, list) and all(
        isinstance(name, str) and name not in ("", ".", "..") and not set(name) & set("/\\:\0")
        for name in names
    )


def _part(folder: Path, name: str) -> Path:
    """Where this process writes what is to become ``name``."""
    return folder / f".{name}.{_MACHINE}-{os.getpid()}.part"


def _sweep(folder: Path, name: str) -> None:
    """Remove what processes that are no more have left of ``name``."""
    pattern = re.compile(rf"\.+{re.escape(name)}{_PART}")
    for file in folder.iterdir():
        with suppress(OSError):
            match = pattern.fullmatch(file.name)
            if match and _is_over(match, time.time() - file.lstat().st_mtime):
                if file.is_dir() and not file.is_symlink():
                    shutil.rmtree(file)
                else:
                    file.unlink()


def _is_over(part: re.Match[str], age: float) -> bool:
    """Whether the process that wrote the part has ended."""
    # on Windows os.kill ends what it only asks after elsewhere
    if part["machine"] == _MACHINE and sys.platform != "win32":
        try:
            os.kill(int(part["process"]), 0)
        except ProcessLookupError:
            return True
        except OSError:  # it is somebody else's
            pass
    return age > _DAY
