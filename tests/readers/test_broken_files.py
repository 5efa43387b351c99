"""Broken files of every format: each is named with what is wrong, and what is good goes on."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from graphkit.readers import limits
from tests.readers import making

GOOD = json.dumps({"id": "good", "text": "“It rains,” said Jo Roe."}) + "\n"
PAGE = making.page().encode()
HTML = "text/html; charset=utf-8"
NOISE = bytes(range(256)) * 40
DEEP = "<div>" * 10_000 + "<p>It rains in Marrow.</p>" + "</div>" * 10_000


def packed_jsonl() -> bytes:
    """A packed file whose last third is missing; its lines do not pack well."""
    lines = "".join(
        json.dumps({"id": f"r{n}", "text": f"It rains on day {n * 7919 % 10007}."}) + "\n"
        for n in range(4_000)
    )
    data = gzip.compress(lines.encode())
    return data[: len(data) * 2 // 3]


def bomb() -> bytes:
    """A ZIP archive of a great many noughts beside a good article."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "“It rains,” said Jo Roe.")
        archive.writestr("b.jsonl", b"0" * 3_000_000)
    return data.getvalue()


def tar(*members: tuple[str, bytes], links: tuple[tuple[str, str], ...] = ()) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for name, target in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return data.getvalue()


def locked_zip() -> bytes:
    """A ZIP archive that says of its member that it needs a password."""
    data = bytearray(making.zipped(a__txt="It rains."))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


def parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet

    data = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": ["It rains."]}), data)
    return data.getvalue()


CRAWL = making.warc(("https://m.example/a", PAGE, HTML), ("https://m.example/b", PAGE, HTML))
#: The same one as plain WARC, which ends in the middle of the second page.
PLAIN = making.warc(
    ("https://m.example/a", PAGE, HTML), ("https://m.example/b", PAGE, HTML), gzip=False
)
ITEM = "<item><title>Link</title><link>https://m.example/b</link></item>"
SRT = "1\n00:00:01,000 --> 00:00:02,000\nIt rains.\n\n2\n00:00:03 --> 4\nNot here.\n"

#: name, bytes, what is told, what to do, how many articles are read all the same
BROKEN: list[tuple[str, bytes | str, str, str, int]] = [
    (
        "a.jsonl",
        GOOD * 1 + "\n{\n" + GOOD.replace("good", "too"),
        "line 3: is not JSON",
        "one record a line",
        2,
    ),
    ("a.jsonl", "", "is empty", "leave it out", 0),
    ("a.jsonl", NOISE, "is binary", "one record a line", 0),
    ("a.jsonl.gz", packed_jsonl(), "is cut off", "download or copy it again", 2_000),
    ("a.jsonl.gz", b"\x1f\x8b\x08\x00junk" * 30, "is broken", "download it again", 0),
    ("a.txt.gz", b"", "is empty", "leave it out", 0),
    ("a.txt.bz2", b"BZh9junk", "is broken", "download it again", 0),
    (
        "a.json",
        "[" + GOOD + ', {"id": 1}, {"text": "x"}]',
        'record 2: has no "text"',
        "a record is",
        2,
    ),
    ("a.json", "[" + GOOD + ', {"text": ', "record 2: is not JSON", "those behind it are not", 1),
    ("a.json", "", "is empty", "leave it out", 0),
    ("a.json", NOISE, "is not JSON", "", 0),
    ("a.json", "[" * 100_000, "is nested deeper than 100", "", 0),
    (
        "a.csv",
        b"text,outlet\nIt rains.,A\nca\xe9,B\nIt snows.,C\n",
        "row 3: is not UTF-8",
        "iconv",
        2,
    ),
    ("a.csv", "text,outlet\nIt rains.,A\nOne, two,B\n", "row 3: has 3 cells", "quotation marks", 1),
    (
        "a.csv",
        'text,outlet\nIt rains.,A\n"It "snows",B\nIt hails.,C\n',
        "row 3: is no row",
        "twice",
        2,
    ),
    (
        "a.csv",
        "headline,outlet\nRain,A\n",
        "no column with texts; its columns are: headline, outlet",
        "--columns text=NAME",
        0,
    ),
    (
        "a.csv",
        "stories_id,publish_date,title,url,media_name\n1,2026-03-04,Rain,https://m.example/a,A\n",
        "list of links without texts",
        "graphkit fetch a.csv",
        0,
    ),
    (
        "a.csv",
        "URL,MobileURL,Date,Title\nhttps://m.example/a,,2026-03-04 10:00:00,Rain\n",
        "list of links without texts",
        "graphkit fetch",
        0,
    ),
    (
        "a.csv",
        "\t".join(["1", "20260304", *["0"] * 58, "https://m.example/a"]) + "\n",
        "list of links without texts",
        "graphkit fetch",
        0,
    ),
    ("a.csv", "", "is empty", "leave it out", 0),
    ("a.csv", NOISE, "is binary", "save it as CSV", 0),
    ("a.csv", "text\nIt rains.\n".encode("utf-16"), "is UTF-16", "iconv", 0),
    ("a.parquet", parquet()[:-20], "no Parquet file, or a broken one", "download", 0),
    ("a.parquet", b"", "no Parquet file, or a broken one", "download", 0),
    ("a.html", "", "is empty", "leave it out", 0),
    ("a.html", NOISE, "is binary", "", 0),
    ("a.html", DEEP, "holds no article", "", 0),
    (
        "a.md",
        "---\ntitle: [\n---\nIt rains.\n",
        "front matter that cannot be read",
        "correct it",
        0,
    ),
    ("a.md", "", "is empty", "leave it out", 0),
    ("a.md", "---\ntitle: Rain\n---\n", "is empty", "leave it out", 0),
    (
        "a.xml",
        making.feed(ITEM),
        "entry 2: has no content, only a link",
        "graphkit fetch https://m.example/b",
        1,
    ),
    (
        "a.xml",
        making.feed(ITEM).partition("<item><title>Link")[0],
        "is cut off behind entry 1",
        "download it again",
        1,
    ),
    ("a.xml", "<note><to>Jo</to></note>", "a feed without entries, or none", "", 0),
    ("a.rss", "", "is empty", "leave it out", 0),
    ("a.rss", NOISE, "is binary", "", 0),
    (
        "a.xml",
        "<RECORD><GOID>1</GOID><TextInfo><Text>It rains.</Text></TextInfo></RECORD><RECORD>",
        "broken XML behind record 1",
        "export it again",
        1,
    ),
    ("a.pdf", making.scan(), "has no text layer: its page is a picture", "ocrmypdf", 0),
    ("a.pdf", making.blank_pdf(), "is a PDF without text", "save the article again", 0),
    ("a.pdf", making.pdf()[:600], "is no PDF, or a broken one", "download or save it again", 0),
    ("a.pdf", b"", "is empty", "save the article again", 0),
    ("a.pdf", NOISE, "is no PDF, or a broken one", "", 0),
    ("a.docx", making.docx()[:-400], "is no DOCX, or cut off", "save it again", 0),
    ("a.docx", making.zipped(a__txt="It rains."), "is a broken document", "save it again", 0),
    (
        "a.docx",
        b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "locked document, or one of old Word",
        "save it again",
        0,
    ),
    ("a.docx", b"", "is empty", "leave it out", 0),
    ("a.docx", making.docx(()), "is empty", "leave it out", 0),
    ("a.eml", "", "is empty", "leave it out", 0),
    ("a.eml", "\n\nno header at all", "has no header of a letter", "save the letter again", 0),
    ("a.eml", "From: a@b.example\nSubject: Rain\n\n", "is empty", "", 0),
    (
        "a.mbox",
        b"From a@b Wed\n\n\nFrom a@b Wed\n" + making.letter(),
        "letter 1: has no header",
        "save the letter again",
        1,
    ),
    ("a.mbox", NOISE, "is no mailbox", "From lines", 0),
    ("a.warc", PLAIN[: len(PLAIN) - 700], "is cut off in record 3", "download or copy it again", 1),
    ("a.warc.gz", CRAWL[: len(CRAWL) - 300], "is cut off", "download or copy it again", 1),
    ("a.warc", b"", "crawl without records", "leave it out", 0),
    ("a.warc", NOISE, "is broken behind record 0", "download or copy it again", 0),
    ("a.wacz", making.zipped(a__txt="It rains."), "holds no article", "", 0),
    ("a.zip", bomb(), "unpacks to more than 200 times its size", "unpack it yourself", 1),
    (
        "a.zip",
        making.zipped(a__txt="It rains.")[:40],
        "is no ZIP archive, or cut off",
        "download",
        0,
    ),
    ("a.zip", locked_zip(), "locked with a password", "unpack it first", 0),
    ("a.zip", making.zipped(a__png="It rains."), "holds no article", "names the formats", 0),
    ("a.zip", b"", "is no ZIP archive, or cut off", "download", 0),
    (
        "a.zip",
        making.zipped(a__txt="It rains.", b__txt=b"ca\xe9"),
        "b.txt: is not UTF-8",
        "iconv",
        1,
    ),
    (
        "a.tar",
        tar(("../../etc/a.txt", b"It rains."), ("b.txt", b"It snows.")),
        "leads out of the archive",
        "beware",
        1,
    ),
    (
        "a.tar",
        tar(("/etc/a.txt", b"It rains."), ("b.txt", b"It snows.")),
        "leads out of the archive",
        "beware",
        1,
    ),
    (
        "a.tar",
        tar(("a.txt", b"It rains."), ("b.txt", b"It snows. " * 200))[:1800],
        "is broken",
        "",
        1,
    ),
    ("a.tar", tar(links=(("a.txt", "/etc/passwd"),)), "holds no article", "", 0),
    ("a.tar", NOISE, "is no tar archive, or cut off", "download", 0),
    (
        "a.tar.gz",
        gzip.compress(tar(("a.txt", b"It rains.")))[:60],
        "is cut off",
        "download or copy it again",
        0,
    ),
    ("a.srt", SRT, "1 line whose times cannot be read", "the others are read", 1),
    ("a.srt", "Just a text.\n", "is no SRT file", "save the subtitles again", 0),
    ("a.vtt", "WEBVTT\n\n", "has no lines with times", "save the subtitles again", 0),
    ("a.vtt", "", "is empty", "leave it out", 0),
    (
        "tweets.js",
        'window.YTD.tweets.part0 = [{"tweet": {}}]',
        "no account.js beside it",
        "as it is",
        0,
    ),
]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bombs may be small: what comes out of any file is free up to a megabyte."""
    monkeypatch.setattr(limits, "FREE", 1_000_000)


@pytest.mark.parametrize(
    ("name", "data", "what", "todo", "good"),
    BROKEN,
    ids=[f"{n}-{at}" for at, (n, *_) in enumerate(BROKEN)],
)
def test_a_broken_file_is_named_and_what_is_good_goes_on(
    tmp_path: Path, name: str, data: bytes | str, what: str, todo: str, good: int
) -> None:
    documents, problems = making.read_file(tmp_path, name, data)
    assert (len(documents) >= good) if good > 9 else (len(documents) == good)
    if what:
        assert any(what in str(problem) for problem in problems)
        assert any(todo in problem.todo for problem in problems if what in str(problem))
        for problem in problems:
            assert problem.where.startswith(str(tmp_path / name))
            assert "could not be worked through" not in problem.what
            assert str(problem).isprintable()
