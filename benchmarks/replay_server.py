"""A server that speaks the OpenAI-compatible API on this machine, and answers what it is told to.

What the tests and ``benchmarks/llm.py`` put in place of a language model: real HTTP, so that the
way there and back is the one of a real model.  ``answer`` gets each request and gives the words of
the model, or a whole :class:`Response` with a status, headers and delays of its own.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from graphkit.llm.budget import tokens_of


@dataclass(frozen=True)
class Response:
    """What the server sends; ``text`` is what the model says, ``body`` stands for the whole."""

    text: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    #: Why the model stopped; "length" where the answer is cut.
    finish: str = "stop"
    #: Seconds before the answer.
    wait: float = 0.0
    #: Seconds between two bytes of it.
    drip: float = 0.0

    def sent(self, asked: int = 0) -> bytes:
        """The bytes of the answer to a request of so many tokens."""
        if self.body is not None:
            return self.body
        choice = {
            "message": {"role": "assistant", "content": self.text},
            "finish_reason": self.finish,
        }
        usage = {"total_tokens": asked + tokens_of(self.text)}
        return json.dumps({"choices": [choice], "usage": usage}).encode()


@dataclass
class Asked:
    """A request: what kind of question it is, the message in it, and its headers."""

    kind: str
    message: Any
    headers: Mapping[str, str]
    body: dict[str, Any]
    #: Tokens of it and of what was answered, about.
    tokens: tuple[int, int] = (0, 0)


@dataclass
class Server:
    """A running server: its address, and what it was asked."""

    url: str
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def serving(
    answer: Callable[[Asked], str | Response], models: tuple[str, ...] = ("replay",)
) -> Iterator[Server]:
    """A server that runs while the block does."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            rows = [{"id": name} for name in models]
            self._send(Response(body=json.dumps({"data": rows}).encode()))

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            content = body["messages"][-1]["content"]
            shape = body.get("response_format", {}).get("json_schema", {})
            try:
                message = json.loads(content)
            except ValueError:
                message = content
            asked = Asked(shape.get("name", ""), message, dict(self.headers), body)
            server.asked.append(asked)
            given = answer(asked)
            response = Response(given) if isinstance(given, str) else given
            told = tokens_of(*(message["content"] for message in body["messages"]))
            asked.tokens = told, tokens_of(response.text)
            self._send(response, told)

        def _send(self, response: Response, asked: int = 0) -> None:
            time.sleep(response.wait)
            sent = response.sent(asked)
            try:
                self.send_response(response.status)
                for name, value in response.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                if not response.drip:
                    self.wfile.write(sent)
                    return
                for at in range(len(sent)):
                    self.wfile.write(sent[at : at + 1])
                    self.wfile.flush()
                    time.sleep(response.drip)
            except ConnectionError:
                self.close_connection = True  # whoever asked has gone away

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass  # a client that gives up breaks the connection off

    with Quiet(("127.0.0.1", 0), Handler) as http:
        server = Server(f"http://127.0.0.1:{http.server_address[1]}/v1")
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
