"""One request to an endpoint that speaks the OpenAI-compatible API, and all that can go wrong.

The key comes from the environment (:data:`KEY`) and is sent nowhere but to the address given:
redirects are not followed.  Rate limits and short failures are tried again after as long as the
endpoint says; what it does not understand (a schema, a bound on tokens, a temperature) is left out
from then on.  A request has one deadline, from first byte to last, and an answer a greatest size.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from graphkit.errors import InputError, MissingExtraError
from graphkit.llm.budget import tokens_of
from graphkit.llm.prompts import Prompt
from graphkit.llm.tally import Tally
from graphkit.settings import Endpoint

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

__all__ = ["KEY", "Client", "Failure", "Refusal", "Reply", "host_of", "sends_key_openly"]

#: The variable that holds the key, where the endpoint wants one.
KEY: Final = "GRAPHKIT_LLM_KEY"
#: How often one question is sent at the most, and seconds waited for an endpoint at the most.
_TRIES: Final = 4
_LONGEST_WAIT: Final = 60.0
#: Answers that may be better a moment later.
_PASSING: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
#: Bytes of an answer; more is no answer.
_LARGEST: Final = 4_000_000
#: Seconds to reach the endpoint at all.
_CONNECT: Final = 10.0
#: Tokens that an answer may have at the least and at the most; between them the share of the
#: question that the prompt says.  A model that repeats itself has to end somewhere.
_ANSWER: Final = (400, 4_096)
#: Failures in a row after which nothing more is asked.
_PATIENCE: Final = 3
#: What an endpoint may not know → the words by which it says so.
_OPTIONAL: Final = {
    "schema": ("response_format", "json_schema", "schema", "guided", "grammar"),
    "max_tokens": ("max_tokens",),
    "temperature": ("temperature",),
    "seed": ("seed",),
}
_TOO_LATE: Final = "no answer in time"
_REASONS: Final = {
    401: f"the endpoint wants another key (set {KEY})",
    403: f"the endpoint wants another key (set {KEY})",
    404: "the endpoint does not know the address or the model",
    429: "the endpoint's rate limit",
}


class Failure(Exception):
    """A question that got no answer; the message is the reason, in a few words."""


class Refusal(Failure):
    """The endpoint works, and the model will not answer this."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the words, the tokens if the endpoint counts them, and whether it is cut."""

    text: str
    tokens: int | None
    cut: bool


def host_of(url: str) -> str:
    """The host that texts go to; raises InputError for what is no address of a server."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        todo = "give the base address, such as http://127.0.0.1:11434/v1"
        raise InputError(url or "--llm-url", "is no http or https address", todo)
    return parts.netloc.rpartition("@")[2]


class Client:
    """An endpoint.  May be used by several threads."""

    def __init__(
        self, endpoint: Endpoint, tally: Tally, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """Nothing is sent yet.  Raises MissingExtraError without the extra that it needs."""
        host_of(endpoint.url)
        self._endpoint = endpoint
        self._tally = tally
        self._sleep = sleep
        try:
            self._pool = _pool(endpoint)
        except ImportError as error:
            raise MissingExtraError("a language model (--llm-url)", "llm") from error
        #: What is left out, because the endpoint does not know it.
        self.unknown: set[str] = set()
        #: What the endpoint last said was wrong.
        self.said = ""
        self._failures = 0

    @property
    def given_up(self) -> bool:
        """Whether the endpoint failed so often that it is not asked again."""
        return self._failures >= _PATIENCE

    def models(self) -> list[str]:
        """The models that the endpoint lists; raises Failure."""
        status, _, body = self._send("GET", "models", b"")
        if status != 200:
            raise Failure(_reason(status))
        rows = _json(body).get("data")
        return [str(row["id"]) for row in rows or () if isinstance(row, dict) and "id" in row]

    def ask(self, prompt: Prompt, content: str) -> Reply:
        """Put one question; raises Failure with the reason where there is no answer."""
        try:
            reply = _reply(_json(self._answer(prompt, content)))
        except Refusal:
            self._failures = 0
            raise
        except Failure:
            self._failures += 1
            raise
        self._failures = 0
        return reply

    def _answer(self, prompt: Prompt, content: str) -> bytes:
        """The answer's bytes, after as many tries as it is worth."""
        tries = 0
        while True:
            tries += 1
            headers: Mapping[str, str] = {}
            try:
                status, headers, body = self._send(
                    "POST", "chat/completions", self._body(prompt, content)
                )
            except _Passing as passing:
                reason, most = str(passing), passing.tries
            else:
                if status == 200:
                    return body
                self.said = _message(body)
                if status in (400, 422) and self._learn(self.said):
                    tries -= 1
                    continue
                reason, most = _reason(status), _TRIES if status in _PASSING else 1
            wait = _wait(headers, tries)
            if tries >= most or wait > _LONGEST_WAIT:
                raise Failure(reason)
            self._sleep(wait)

    def _learn(self, said: str) -> bool:
        """Leave out what the endpoint says it does not know; False if that is nothing new."""
        low = said.casefold()
        for name, words in _OPTIONAL.items():
            if name not in self.unknown and any(word in low for word in words):
                self.unknown.add(name)
                return True
        return False

    def _body(self, prompt: Prompt, content: str) -> bytes:
        """The request as JSON, without what the endpoint does not know."""
        told: dict[str, Any] = {
            "model": self._endpoint.model,
            "messages": [
                {"role": "system", "content": prompt.text},
                {"role": "user", "content": content},
            ],
        }
        if "schema" not in self.unknown:
            shape = {"name": prompt.name, "strict": True, "schema": prompt.schema}
            told["response_format"] = {"type": "json_schema", "json_schema": shape}
        bound = "max_completion_tokens" if "max_tokens" in self.unknown else "max_tokens"
        least, most = _ANSWER
        told[bound] = min(most, least + round(prompt.share * tokens_of(content)))
        for name in ("temperature", "seed"):
            if name not in self.unknown:
                told[name] = 0
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")

    def _send(self, method: str, path: str, body: bytes) -> tuple[int, Mapping[str, str], bytes]:
        """One request; raises _Passing for what is no answer at all."""
        from urllib3 import Timeout
        from urllib3.exceptions import HTTPError

        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if key := os.environ.get(KEY):
            headers["Authorization"] = f"Bearer {key}"
        ends = time.monotonic() + self._endpoint.timeout
        timeout = Timeout(
            connect=min(_CONNECT, self._endpoint.timeout), read=self._endpoint.timeout
        )
        self._tally.sent()
        try:
            response = self._pool.request(
                method,
                f"{self._endpoint.url.rstrip('/')}/{path}",
                body=body or None,
                headers=headers,
                timeout=timeout,
                redirect=False,
                retries=False,
                preload_content=False,
            )
            try:
                return response.status, response.headers, _read(response, ends)
            finally:
                response.release_conn()
        except HTTPError as error:
            raise _passing(error) from error


class _Passing(Failure):
    """No answer this time; worth so many tries in all."""

    def __init__(self, reason: str, tries: int) -> None:
        super().__init__(reason)
        self.tries = tries


def _passing(error: Exception) -> _Passing:
    from urllib3.exceptions import NewConnectionError, TimeoutError

    if isinstance(error, NewConnectionError):
        return _Passing("the endpoint cannot be reached", 1)
    if isinstance(error, TimeoutError):
        return _Passing(_TOO_LATE, 2)
    return _Passing("the connection broke off", 2)


def _read(response: BaseHTTPResponse, ends: float) -> bytes:
    """The whole answer; raises _Passing where it drips in too slowly or never ends."""
    held = bytearray()
    while chunk := response.read1(65_536):
        held += chunk
        if time.monotonic() > ends:
            response.close()
            raise _Passing(_TOO_LATE, 2)
        if len(held) > _LARGEST:
            response.close()
            raise _Passing("the answer is too long", 1)
    return bytes(held)


def _pool(endpoint: Endpoint) -> PoolManager:
    """Connections to the endpoint, by way of the proxy that the environment names, if it does."""
    from urllib3 import PoolManager, ProxyManager

    parts = urlsplit(endpoint.url)
    proxy = getproxies().get(parts.scheme)
    if proxy and not proxy_bypass(parts.netloc):
        return ProxyManager(proxy, maxsize=endpoint.parallel)
    return PoolManager(maxsize=endpoint.parallel)


def _wait(headers: Mapping[str, str], tries: int) -> float:
    """Seconds until the next try: what Retry-After says, else 1, 2, 4 …"""
    told = headers.get("Retry-After", "")
    try:
        return max(0.0, float(told))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (TypeError, ValueError):
        return float(2 ** (tries - 1))


def _reason(status: int) -> str:
    return _REASONS.get(status, f"the endpoint answers {status}")


def _json(body: bytes) -> dict[str, Any]:
    """The answer's envelope; raises Failure for what is none."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise Failure("the endpoint answers something that is no JSON")
    return data


def _message(body: bytes) -> str:
    """What an endpoint says is wrong, in whatever form, on one line, without the key."""
    said = " ".join(body[:2_000].decode("utf-8", "replace").split())
    key = os.environ.get(KEY)
    return said.replace(key, "…") if key else said


def sends_key_openly(url: str) -> bool:
    """Whether a key is set and would go over the network for everybody to read."""
    parts = urlsplit(url)
    here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    return bool(os.environ.get(KEY)) and parts.scheme == "http" and not here


def _reply(data: Mapping[str, Any]) -> Reply:
    """The first choice of an answer; raises Failure where it holds no words."""
    try:
        choice = data["choices"][0]
        message = choice["message"]
        text = message.get("content")
        refused = message.get("refusal") or choice.get("finish_reason") == "content_filter"
        cut = choice.get("finish_reason") == "length"
    except (KeyError, IndexError, TypeError, AttributeError):
        raise Failure("the endpoint answers something else than was asked") from None
    if refused or not isinstance(text, str) or not text.strip():
        raise Refusal("the model refuses to answer" if refused else "the model says nothing")
    usage = data.get("usage")
    tokens = usage.get("total_tokens") if isinstance(usage, dict) else None
    return Reply(text, tokens if isinstance(tokens, int) and tokens >= 0 else None, cut)
