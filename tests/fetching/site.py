"""A site of our own, with all that goes wrong on the web: a real server in a thread."""

from __future__ import annotations

import gzip
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

#: Where the site is: an address of this machine, which only --allow-address lets in.
HERE: Final = "127.0.0.2"
#: Where nobody may go.
INNER: Final = "127.0.0.1"

PARAGRAPH = "The council of Marrow met on Monday to talk about the bridge over the river Lode. " * 3


def article(title: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><article>'
        f"<h1>{title}</h1><p>{PARAGRAPH}</p><p>“Not today,” said Jürgen Roe.</p></article></body>"
    )


Reply = tuple[int, dict[str, str], bytes]


class Site:
    """What is asked for, how often, when; and what is answered."""

    def __init__(self, address: str) -> None:
        self.asked: Counter[str] = Counter()
        self.times: list[tuple[float, str]] = []
        self.agents: set[str] = set()
        self.robots = "User-agent: *\nDisallow: /private\n"
        self.pages: dict[str, Reply] = {}
        #: Seconds that every page takes.
        self.takes = 0.0
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked[self.path] += 1
                site.times.append((time.monotonic(), self.path))
                site.agents.add(self.headers["User-Agent"])
                with suppress(OSError):
                    site.answer(self)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer((address, 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://{address}:{self.server.server_port}"

    def answer(self, to: BaseHTTPRequestHandler) -> None:
        special: Callable[[BaseHTTPRequestHandler], None] | None = getattr(
            self, to.path.strip("/").replace("-", "_"), None
        )
        if to.path in self.pages:
            send(to, *self.pages[to.path])
        elif to.path == "/robots.txt":
            send(to, 200, {"Content-Type": "text/plain"}, self.robots.encode())
        elif to.path.startswith(("/story", "/private")):
            time.sleep(self.takes)
            html(to, article(f"Story of {to.path}"))
        elif callable(special):
            special(to)
        else:
            html(to, "gone", 404)

    def slow(self, to: BaseHTTPRequestHandler) -> None:
        time.sleep(1.5)
        html(to, article("Too late"))

    def endless(self, to: BaseHTTPRequestHandler) -> None:
        head(to, 200, {"Content-Type": "text/html"})
        while True:
            to.wfile.write(b"<p>more</p>" * 1000)

    def dripping(self, to: BaseHTTPRequestHandler) -> None:
        head(to, 200, {"Content-Type": "text/html"})
        while True:
            to.wfile.write(b"x")
            time.sleep(0.1)

    def dripping_headers(self, to: BaseHTTPRequestHandler) -> None:
        to.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
        while True:
            to.wfile.write(b"x")
            time.sleep(0.1)

    def bomb(self, to: BaseHTTPRequestHandler) -> None:
        packed = gzip.compress(bytes(30_000_000))
        send(to, 200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, packed)

    def cut_off(self, to: BaseHTTPRequestHandler) -> None:
        head(to, 200, {"Content-Type": "text/html", "Content-Length": "5000"})
        to.wfile.write(b"<html>")

    def picture(self, to: BaseHTTPRequestHandler) -> None:
        send(to, 200, {"Content-Type": "image/png"}, b"\x89PNG")

    def empty(self, to: BaseHTTPRequestHandler) -> None:
        html(to, "")

    def broken(self, to: BaseHTTPRequestHandler) -> None:
        html(to, "oh", 500)

    def busy(self, to: BaseHTTPRequestHandler) -> None:
        if self.asked["/busy"] == 1:
            head(to, 429, {"Retry-After": "1"})
        else:
            html(to, article("Busy no more"))

    def too_busy(self, to: BaseHTTPRequestHandler) -> None:
        head(to, 503, {"Retry-After": "9999"})

    def loop(self, to: BaseHTTPRequestHandler) -> None:
        head(to, 302, {"Location": "/loop"})


def head(to: BaseHTTPRequestHandler, status: int, headers: dict[str, str]) -> None:
    to.send_response(status)
    for name, value in headers.items():
        to.send_header(name, value)
    to.end_headers()


def send(to: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes) -> None:
    head(to, status, {**headers, "Content-Length": str(len(body))})
    to.wfile.write(body)


def html(to: BaseHTTPRequestHandler, text: str, status: int = 200) -> None:
    send(to, status, {"Content-Type": "text/html; charset=utf-8"}, text.encode())


@contextmanager
def running(address: str) -> Iterator[Site]:
    site = Site(address)
    thread = threading.Thread(target=site.server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()
