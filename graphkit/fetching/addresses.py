"""Which hosts may be asked.  A page must not lead into the network that graphkit runs in.

An address of a web page, or one that it redirects to, may name a machine that only we can reach:
this one, the router, the cloud's metadata at 169.254.169.254.  So a host's name is looked up
once, the addresses found are checked, and the connection is made to one of these very addresses:
a name that answers differently the second time ("DNS rebinding") gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Final, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from graphkit.errors import FetchError, InputError

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Networks: TypeAlias = tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]

#: IPv6 addresses that hold an IPv4 address in their last 32 bits (RFC 6052).
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_PORTS: Final = {"http": 80, "https": 443}
#: Parameters that say where a reader came from, and not what he reads.
_TRACKING: Final = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")


def read_networks(texts: Iterable[str]) -> Networks:
    """Addresses and networks such as ``127.0.0.1`` or ``10.0.0.0/8``.

    Raises InputError for what is neither.
    """
    found = []
    for text in texts:
        try:
            found.append(ipaddress.ip_network(text, strict=False))
        except ValueError:
            todo = "such as 127.0.0.1 or 10.0.0.0/8"
            raise InputError(text, "is no address and no network", todo) from None
    return tuple(found)


def is_allowed(text: str, allowed: Networks = ()) -> bool:
    """Whether a connection may be made to an IP address: a public one, or one that is allowed."""
    address: Address = ipaddress.ip_address(text.partition("%")[0])
    faces = (address, *_within(address))
    if any(face in network for face in faces for network in allowed):
        return True
    return all(face.is_global and not face.is_multicast for face in faces)


def _within(address: Address) -> list[Address]:
    """The IPv4 addresses that an IPv6 address leads to."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    teredo = address.teredo
    found = (address.ipv4_mapped, address.sixtofour, *(teredo or ()))
    nat = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
    return [face for face in (*found, nat) if face is not None]


def addresses_of(url: str, host: str, port: int, allowed: Networks) -> list[str]:
    """The IP addresses of a host, all of them allowed.  Raises FetchError otherwise.

    One forbidden address among several is enough to refuse the host: it is one of a trick.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        # a site that is gone, or a network that is down: nobody can tell
        raise FetchError(url, f"has a host that is not known: {host}", temporary=True) from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    inner = [address for address in addresses if not is_allowed(address, allowed)]
    if inner:
        todo = f"if you mean it: --allow-address {inner[0]}"
        raise FetchError(url, f"leads into the inner network: {inner[0]}", todo)
    return addresses


def normal(url: str) -> str:
    """The address as it is asked for: host in ASCII, no fragment, nothing that tracks readers.

    Raises FetchError for what is no address of the web.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        host = host.encode("idna").decode() if not host.isascii() else host
    except (ValueError, UnicodeError):
        raise FetchError(url, "is no web address") from None
    if parts.scheme not in _PORTS or not host:
        raise FetchError(url, "is no web address", "one begins with http:// or https://")
    if parts.username or parts.password:
        raise FetchError(url, "has a user's name in it", "give the address without")
    host = f"[{host}]" if ":" in host else host
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    query = parts.query
    if any(mark in query for mark in _TRACKING):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([pair for pair in pairs if not pair[0].startswith(_TRACKING)])
    return urlunsplit((parts.scheme, place, parts.path or "/", query, ""))


def host_of(url: str) -> str:
    """Host and port: what is asked slowly, and has one robots.txt."""
    return urlsplit(url).netloc
