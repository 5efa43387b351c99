"""Archives: what lies in them is read as if it lay beside them, and never unpacked."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.readers import limits, read
from graphkit.readers.inputs import Input
from graphkit.readers.jsonl import read_jsonl
from tests.readers import making

LINES = "".join(json.dumps({"id": n, "text": f"It rains {n}."}) + "\n" for n in range(2))
FILES: dict[str, bytes | str] = {
    "may/a.txt": "It rains.",
    "may/b.jsonl": LINES,
    "may/c.pdf": making.pdf(("It snows on the harbour.",)),
    "may/d.docx": making.docx(("It hails.",)),
    "may/package.json": '{"name": "x"}',
    "may/list.csv": "filename,outlet\na.txt,A\n",
    "may/picture.png": b"\x89PNG",
    "__MACOSX/may/._a.txt": b"\0\0",
    "README.md": "# What lies here",
}
IDS = ["may/a.txt", "may/b.jsonl#0", "may/b.jsonl#1", "may/c.pdf", "may/d.docx"]


def tarred(files: dict[str, bytes | str]) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(f"./{name}")
            body = content.encode() if isinstance(content, str) else content
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.zip", lambda: making.zipped(**FILES)),
        ("a.tar", lambda: tarred(FILES)),
        ("a.tar.gz", lambda: gzip.compress(tarred(FILES))),
        ("a.tgz", lambda: gzip.compress(tarred(FILES))),
        ("a.tar.bz2", lambda: bz2.compress(tarred(FILES))),
        ("a.txz", lambda: lzma.compress(tarred(FILES))),
    ],
)
def test_the_articles_of_an_archive_are_read(
    tmp_path: Path, name: str, make: Callable[[], bytes]
) -> None:
    documents, problems = making.read_file(tmp_path, name, make())
    assert not problems
    assert [document.id for document in documents] == [f"{name}#{key}" for key in IDS]
    assert documents[0].source == str(tmp_path / f"{name}#may/a.txt")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_is_the_file_that_it_is(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    suffix = {"gzip": "gz", "bz2": "bz2", "lzma": "xz"}[pack.__module__]
    documents, problems = making.read_file(tmp_path, f"a.jsonl.{suffix}", pack(LINES.encode()))
    assert not problems
    assert [document.id for document in documents] == [f"a.jsonl.{suffix}#{n}" for n in (0, 1)]


def test_archives_may_lie_in_archives(tmp_path: Path) -> None:
    inner = gzip.compress(tarred({"b.zip": making.zipped(**{"c.txt": "It rains."})}))
    (document,), problems = making.read_file(tmp_path, "a.zip", making.zipped(**{"t.tgz": inner}))
    assert not problems
    assert document.id == "a.zip#t.tgz#b.zip#c.txt"


def test_but_not_without_end(tmp_path: Path) -> None:
    data = making.zipped(**{"c.txt": "It rains."})
    for _ in range(limits.MAX_DEPTH):
        data = making.zipped(**{"a.zip": data, "b.txt": "It snows."})
    documents, (problem,) = making.read_file(tmp_path, "a.zip", data)
    assert "lies in 6 archives" in problem.what
    assert not documents  # the innermost comes first


def test_a_packed_record_of_any_size_takes_no_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FREE", 1_000_000)
    data = gzip.compress(b'{"text": "' + b"x" * 30_000_000)
    tracemalloc.start()
    documents, (problem,) = making.read_file(tmp_path, "a.jsonl.gz", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not documents
    assert "200 times its size" in problem.what
    assert peak < 30_000_000


_BLOCK = b"x" * (1 << 20)


class _Endless(io.RawIOBase):
    """A line of 200 MB, made as it is read, between two good ones."""

    def __init__(self) -> None:
        self._left = 200_000_000
        self._parts = [b'{"id": 1, "text": "It rains."}\n', b'\n{"id": 3, "text": "It snows."}\n']

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as in io
        if len(self._parts) == 2 or self._left == 0:
            data = self._parts.pop(0) if self._parts else b""
        else:
            data = _BLOCK[: min(len(buffer), self._left)]
            self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)


def test_a_line_of_200_mb_is_passed_over(tmp_path: Path) -> None:
    item = Input(
        "a.jsonl", "a.jsonl", Path("a.jsonl"), opener=lambda: io.BufferedReader(_Endless(), 1 << 20)
    )
    problems: list[InputError] = []
    documents = list(read_jsonl(item, problems.append))
    assert [document.id for document in documents] == ["a.jsonl#1", "a.jsonl#3"]
    assert [str(p) for p in problems] == [
        "a.jsonl: line 2: is longer than 32,000,000 bytes (one record a line)"
    ]


MISSING = [
    ("a.pdf", "pypdfium2", "pdf"),
    ("a.docx", "docx", "office"),
    ("a.parquet", "pyarrow", "tables"),
    ("a.warc", "warcio.archiveiterator", "web-archives"),
]


@pytest.mark.parametrize(("name", "module", "extra"), MISSING)
def test_a_missing_extra_is_named_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(__import__("sys").modules, module, None)
    (tmp_path / name).write_bytes(b"x")
    (tmp_path / "b.txt").write_text("It rains.")
    problems: list[InputError] = []
    assert [d.id for d in read([tmp_path], problems.append)] == ["b.txt"]
    assert [p.todo for p in problems] == [f'pip install "graphkit[{extra}]"']


SNIFFED = [
    ("page", making.page().encode(), "page"),
    ("scan", making.pdf(("It rains on the harbour.",)), "scan"),
    ("letter", making.docx(("It rains.",)), "letter"),
    ("dump", making.zipped(**{"a.txt": "It rains."}), "dump#a.txt"),
    ("feed", making.feed().encode(), f"feed#{making.URL}"),
    ("mail", making.letter(), "mail"),
    ("box", b"From a@b Wed\n" + making.letter(), "box#1@marrow.example"),
    ("subs", b"1\n00:00:01,000 --> 00:00:02,000\nIt rains.\n", "subs"),
    ("list", b'[{"id": 1, "text": "It rains."}]', "list#1"),
    (
        "crawl",
        making.warc((making.URL, making.page().encode(), "text/html")),
        f"crawl#{making.URL}",
    ),
    ("notes", b"From: the desk\n\nIt rains.", "notes"),
]


@pytest.mark.parametrize(("name", "data", "found"), SNIFFED, ids=[s[0] for s in SNIFFED])
def test_a_file_without_suffix_is_known_by_its_beginning(
    tmp_path: Path, name: str, data: bytes, found: str
) -> None:
    (document,), problems = making.read_file(tmp_path, name, data)
    assert not problems
    assert document.id == found
