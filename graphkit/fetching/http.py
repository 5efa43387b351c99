"""One request and its answer, over a connection to an address that was checked.

urllib3 below, and not trafilatura's downloader above it: that one checks an address only after it
has connected to it, cannot be told which inner addresses are meant, has no limit on the time that
a page takes in all, asks again without checking the certificate, and gives no reason when it fails.
"""

from __future__ import annotations

import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from functools import lru_cache
from http.client import HTTPException
from socket import SHUT_RDWR, socket
from time import time
from typing import Final
from urllib.parse import urlsplit

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as HTTPTimeoutError
from urllib3.response import BaseHTTPResponse
from urllib3.util.connection import create_connection
from urllib3.util.url import parse_url

from graphkit.errors import FetchError
from graphkit.fetching.addresses import Networks, addresses_of

_CHUNK: Final = 65_536
#: What is read at all, beside ``text/*``, XML and JSON: packed sitemaps, and what has no type.
_READABLE: Final = frozenset({"", "application/gzip", "application/x-gzip"})
#: Answers that may be others in a minute.
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
_SAID: Final = {
    401: "asks for a password",
    402: "asks for money",
    403: "refuses to give it",
    404: "does not have it",
    410: "does not have it any more",
    429: "has been asked too often",
    451: "may not give it, by law",
    503: "is too busy",
}


@dataclass(frozen=True, slots=True)
class Manners:
    """How sites are asked.  Times are seconds, sizes bytes."""

    #: Who asks; the first word is the name that robots.txt may speak of.
    agent: str
    #: Between two requests to one host.
    delay: float = 1.0
    #: Until a host answers, and between two pieces of an answer.
    timeout: float = 20.0
    #: For a page in all.
    longest: float = 90.0
    #: Of a page, unpacked.
    largest: int = 10_000_000
    #: How often what may pass is tried again.
    retries: int = 2
    #: The longest wait that a site may ask for.
    patience: float = 120.0
    redirects: int = 5
    #: Addresses of the inner network that are meant.
    allowed: Networks = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered to one request."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)

    def header(self, name: str) -> str:
        """The header's value, "" if it is not there."""
        return next((value for key, value in self.headers if key.casefold() == name), "")

    @property
    def media_type(self) -> str:
        """Such as ``text/html``; "" where the host does not say."""
        return self.header("content-type").partition(";")[0].strip().casefold()

    @property
    def moved_to(self) -> str:
        """Where the page is instead, "" if it is here."""
        return self.header("location") if self.status in (301, 302, 303, 307, 308) else ""

    def failure(self) -> FetchError:
        """What an answer other than "here it is" means."""
        said = _SAID.get(self.status, "did not give it")
        what = f"the site {said} (HTTP {self.status})"
        return FetchError(self.url, what, temporary=self.status in _PASSING)

    def retry_after(self) -> float:
        """The seconds that the host asks to wait, 0 if it does not."""
        value = self.header("retry-after").strip()
        if value.isdecimal():
            return float(value)
        try:
            return max(0.0, parsedate_to_datetime(value).timestamp() - time())
        except (TypeError, ValueError):
            return 0.0


class _Checked(HTTPConnection):
    """A connection to an address that was checked, by number: its name is looked up once."""

    manners: Manners
    asked: str
    #: The plain socket, for whoever has to end it.
    plain: socket | None = None

    def _new_conn(self) -> socket:
        failure: OSError | None = None
        for address in addresses_of(self.asked, self._dns_host, self.port, self.manners.allowed):
            try:
                self.plain = create_connection(
                    (address, self.port),
                    self.manners.timeout,
                    socket_options=self.socket_options,
                )
            except OSError as error:
                failure = error
            else:
                return self.plain
        raise failure or OSError("no address")


class _CheckedTLS(_Checked, HTTPSConnection):
    pass


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """Certificates of Mozilla's list and of this machine; never none."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    return context


def ask(url: str, manners: Manners, accept: str = "*/*") -> Answer:
    """The answer to one request, whatever its status.  Raises FetchError where there is none.

    Only a body of status 200 is read, and only one of text.
    """
    parts = parse_url(url)
    connection = _connection(url, manners)
    over = threading.Event()
    timer = threading.Timer(manners.longest, _end, (connection, over))
    timer.daemon = True
    timer.start()
    headers = {"User-Agent": manners.agent, "Accept": accept, "Accept-Encoding": "gzip, deflate"}
    try:
        connection.request("GET", parts.request_uri, headers=headers, preload_content=False)
        response = connection.getresponse()
        got = tuple((str(key), str(value)) for key, value in response.headers.items())
        answer = Answer(url, response.status, got, b"")
        if response.status == 200:
            _check_type(answer)
            answer = replace(answer, body=_body(url, response, manners.largest))
    except (HTTPError, HTTPException, OSError) as error:
        raise _failure(url, manners, error, over.is_set()) from error
    finally:
        timer.cancel()
        connection.close()
    if over.is_set():
        # an answer without a length looks complete when the connection is ended
        raise _failure(url, manners, None, True)
    return answer


def _connection(url: str, manners: Manners) -> _Checked:
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection: _Checked
    # with a port, or an IPv6 address is taken for a host and its port
    if parts.scheme == "https":
        connection = _CheckedTLS(
            host, parts.port or 443, timeout=manners.timeout, ssl_context=_tls()
        )
    else:
        connection = _Checked(host, parts.port or 80, timeout=manners.timeout)
    connection.manners, connection.asked = manners, url
    return connection


def _end(connection: _Checked, over: threading.Event) -> None:
    """End a request that takes too long, whatever it waits for."""
    over.set()
    if connection.plain is not None:
        with suppress(OSError):
            connection.plain.shutdown(SHUT_RDWR)


def _check_type(answer: Answer) -> None:
    """Refuse pictures, films, documents before they are read."""
    kind = answer.media_type
    if not (kind.startswith("text/") or kind.endswith(("xml", "json")) or kind in _READABLE):
        raise FetchError(answer.url, f"is {kind}, not a web page", "save it with your browser")


def _body(url: str, response: BaseHTTPResponse, largest: int) -> bytes:
    """The body, unpacked, no longer than allowed."""
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > largest:
        raise _too_large(url, largest)
    parts = bytearray()
    for part in response.stream(_CHUNK):
        parts += part
        if len(parts) > largest:
            raise _too_large(url, largest)
    return bytes(parts)


def _too_large(url: str, largest: int) -> FetchError:
    return FetchError(url, f"is larger than {largest:,} bytes", "raise --max-size if you mean it")


def _failure(url: str, manners: Manners, error: Exception | None, over: bool) -> FetchError:
    """Why there was no answer, in plain words."""
    if over:
        what = f"took longer than {manners.longest:g} seconds"
    elif isinstance(error, ssl.SSLCertVerificationError):
        return FetchError(url, f"has a certificate that is not valid: {error.verify_message}")
    elif isinstance(error, ssl.SSLError):
        what = "could not be reached by TLS"
    elif isinstance(error, TimeoutError | HTTPTimeoutError):
        what = f"said nothing for {manners.timeout:g} seconds"
    elif isinstance(error, ConnectionRefusedError):
        what = "has a host that takes no connection"
    else:
        what = f"broke off: {type(error).__name__}"
    return FetchError(url, what, temporary=True)
