"""Speed and memory of the readers on files of the sizes that researchers have.

    python -m benchmarks.readers [jsonl] [csv] [json] [warc] [--gb 2]

Each file is made in the temporary folder, read by a process of its own, and removed.  Printed is
how much memory the process had taken at most when a tenth of the file was read, and in the end.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from graphkit.errors import InputError
from graphkit.readers import read

RECORDS = 100_000
#: One page in a crawl for so many bytes of pictures and scripts.
PER_PAGE = 2_000_000
WORDS = (
    "The council of Marrow met on Monday to talk about the bridge over the river Lode. “The pier "
    "has cracks that were not there in autumn,” said Dana Whitlock, the engineer of the county. "
)


def record(number: int) -> dict[str, object]:
    """An article of 2,900 characters, which is half of what news usually has."""
    return {
        "id": number,
        "text": f"{number}. {WORDS * 16}",
        "title": f"Bridge vote put off for the {number}th time",
        "outlet": "The Marrow Times",
        "published": "2026-03-04T10:00:00Z",
        "authors": "Ada Quill",
        "url": f"https://marrow.example/{number}",
    }


def make_jsonl(path: Path, _: float) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record(n)) + "\n" for n in range(RECORDS))


def make_json(path: Path, _: float) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write('{"articles": [')
        file.writelines(("," if n else "") + json.dumps(record(n)) for n in range(RECORDS))
        file.write("]}")


def make_csv(path: Path, _: float) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(record(0)))
        writer.writeheader()
        writer.writerows(record(n) for n in range(RECORDS))


def make_warc(path: Path, gigabytes: float) -> None:
    """A crawl: pages of 40 KB, and between them pictures that do not pack."""
    picture = random.Random(1).randbytes(PER_PAGE)
    written = number = 0
    with path.open("wb") as file:
        while written < gigabytes * 1e9:
            number += 1
            paragraphs = "".join(f"<p>{n}. {WORDS}</p>" for n in range(number, number + 12))
            links = "".join(f'<li><a href="/{n}">Story {n}</a></li>' for n in range(900))
            page = (
                f"<html><head><title>Bridge vote {number}</title></head><body><nav><ul>{links}"
                f"</ul></nav><article><h1>Bridge vote {number}</h1>{paragraphs}</article></body>"
                "</html>"
            )
            for name, kind, body in (
                (f"story/{number}", "text/html; charset=utf-8", page.encode()),
                (f"picture/{number}.jpg", "image/jpeg", picture),
            ):
                written += file.write(answer(f"https://marrow.example/{name}", kind, body))


def answer(address: str, kind: str, body: bytes) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-03-05T08:00:00Z\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Record-ID: <urn:x:{address}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


MAKERS: dict[str, Callable[[Path, float], None]] = {
    "jsonl": make_jsonl,
    "json": make_json,
    "csv": make_csv,
    "warc": make_warc,
}


def peak() -> float:
    """The most memory that this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(path: Path) -> None:
    """Read a file and print what it took."""
    problems: list[InputError] = []
    expected = RECORDS if path.suffix != ".warc" else path.stat().st_size // (PER_PAGE + 40_000)
    began, spent = time.perf_counter(), time.process_time()
    early = 0.0
    count = 0
    for count, _ in enumerate(read([path], problems.append), 1):
        if count == expected // 10:
            early = peak()
    took, spent = time.perf_counter() - began, time.process_time() - spent
    size = path.stat().st_size / 1e6
    print(
        f"| {path.suffix[1:]} | {size:,.0f} MB | {count:,} | {len(problems)} | {took:.1f} s "
        f"| {spent:.1f} s | {count / spent:,.0f} | {early:.0f} MB | {peak():.0f} MB |",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", help=f"of {', '.join(MAKERS)}; all of them if none")
    parser.add_argument("--gb", type=float, default=2.0, help="size of the crawl")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        measure(options.read)
        return
    print("| format | size | articles | problems | took | processor | a second | tenth | end |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    for name in options.formats or MAKERS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"a.{name}")
            MAKERS[name](path, options.gb)
            command = [sys.executable, "-m", "benchmarks.readers", "--read", str(path)]
            subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "0"})


if __name__ == "__main__":
    main()
