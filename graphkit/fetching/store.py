"""Pages in a folder, each beside what is known about it, so that nothing is fetched twice.

``NAME.html`` is the page as it was received, ``NAME.fetched`` (JSON) its address, time and
headers.  The second file is written when the first one is whole under a hidden name, so that a
process may be killed anywhere: what was received once is there, what was not is asked for again.
``.fetch/`` keeps what failed, and addresses that lead to a page saved under another one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from graphkit.errors import FetchError, InputError
from graphkit.fetching.http import Answer
from graphkit.files import write_text
from graphkit.ids import content_hash

#: The suffix of the file with what is known about a page.
BESIDE: Final = ".fetched"
_HIDDEN: Final = ".fetch"
#: Headers that tell of us and not of the page.
_PRIVATE: Final = frozenset({"set-cookie", "set-cookie2"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was received.  Times are ISO 8601 in UTC."""

    #: As it was asked for.
    asked: str
    #: The page's own address: where redirects ended; of an archived page the original.
    url: str
    fetched: str
    answer: Answer
    redirects: tuple[str, ...] = ()
    archived: str | None = None

    @property
    def key(self) -> str:
        """The address that it is kept under: pages of several times have the archive's."""
        return self.asked if self.archived else self.url


class Store:
    """A folder of pages.  Several threads may use it, several processes must not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        try:
            (folder / _HIDDEN).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(str(folder), f"cannot be written: {error.strerror}") from error
        self._finish()
        self._same = {str(row.get("url")): str(row.get("file")) for row in self._rows("same")}
        self._failed = {str(row.get("url")): row for row in self._rows("failed")}

    def saved(self, url: str) -> Path | None:
        """The file of a page that is there already."""
        name = self._same.get(url) or file_name(url)
        path = self.folder / name
        return path if path.exists() and path.with_suffix(BESIDE).exists() else None

    def failed(self, url: str) -> FetchError | None:
        """Why a page will not come, if it was asked for before and that cannot pass."""
        row = self._failed.get(url)
        if row is None or row.get("temporary"):
            return None
        return FetchError(url, str(row.get("what", "")), str(row.get("todo", "")))

    def save(self, page: Page) -> Path:
        """Keep a page; one that is there under the address it was redirected to is kept once."""
        key = page.key
        with self._lock:
            there = self.saved(key)
            name = there.name if there else file_name(key)
            if key != page.asked:
                self._note("same", {"url": page.asked, "file": name})
                self._same[page.asked] = name
            if there:
                return there
            path = self.folder / name
            part = path.with_name(f".{name}.part")
            _write(part, page.answer.body)
            write_text(path.with_suffix(BESIDE), _beside(page))
            part.replace(path)
            return path

    def fail(self, url: str, error: FetchError) -> None:
        """Remember why a page did not come."""
        row = {
            "url": url,
            "what": error.what,
            "todo": error.todo,
            "temporary": error.temporary,
        }
        with self._lock:
            if self._failed.get(url) != row:
                self._failed[url] = row
                self._note("failed", row)

    def _finish(self) -> None:
        """Do what a killed process left undone: pages that are whole, but under a hidden name."""
        for part in self.folder.glob(".*.part"):
            path = part.with_name(part.name.removeprefix(".").removesuffix(".part"))
            known = _read(path.with_suffix(BESIDE))
            if known.get("sha256") == hashlib.sha256(part.read_bytes()).hexdigest():
                part.replace(path)
            elif path.suffix == ".html":
                part.unlink()

    def _note(self, name: str, row: dict[str, Any]) -> None:
        path = self.folder / _HIDDEN / name
        with path.open("a", encoding="utf-8") as handle:
            handle.write(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n")

    def _rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows noted so far; a line that a killed process left half written is none."""
        path = self.folder / _HIDDEN / name
        if not path.exists():
            return
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict):
                yield row


def file_name(url: str) -> str:
    """A name that tells people which page it is, and no two addresses share."""
    parts = urlsplit(url)
    words = unquote(parts.path).rstrip("/").rpartition("/")[2]
    words = re.sub(r"\.(?:html?|php|aspx?)$", "", words)
    slug = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:60].strip("-")
    host = re.sub(r"[^a-z0-9.-]+", "-", parts.netloc.casefold().removeprefix("www."))
    return "-".join(filter(None, (host, slug, content_hash(url, length=8)))) + ".html"


def _beside(page: Page) -> str:
    """What is known about a page, as JSON."""
    answer = page.answer
    known = {
        "url": page.url,
        "asked": page.asked,
        "fetched": page.fetched,
        "archived": page.archived,
        "redirects": list(page.redirects),
        "status": answer.status,
        "headers": [[k, v] for k, v in answer.headers if k.casefold() not in _PRIVATE],
        "sha256": hashlib.sha256(answer.body).hexdigest(),
    }
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
