"""Addresses are asked for in one form, and inner ones are known in all of theirs."""

from __future__ import annotations

import pytest

from graphkit.errors import FetchError, InputError
from graphkit.fetching.addresses import is_allowed, normal, read_networks
from graphkit.fetching.store import file_name


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://A.Example", "https://a.example/"),
        ("HTTPS://a.example:443/b#c", "https://a.example/b"),
        ("http://a.example:8080/b", "http://a.example:8080/b"),
        ("https://a.example/?utm_source=x&id=7&fbclid=y", "https://a.example/?id=7"),
        ("https://a.example/?q=a+b%26c", "https://a.example/?q=a+b%26c"),
        ("https://zürich.example/ä", "https://xn--zrich-kva.example/ä"),
    ],
)
def test_one_page_has_one_address(url: str, expected: str) -> None:
    assert normal(url) == expected
    assert normal(expected) == expected


@pytest.mark.parametrize("url", ["", "a.example", "ftp://a.example/", "http://", "http://[::1/"])
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(FetchError):
        normal(url)


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a9fe:a9fe", False),
    ],
)
def test_only_public_addresses_are_asked(address: str, allowed: bool) -> None:
    assert is_allowed(address) is allowed


def test_inner_addresses_can_be_allowed() -> None:
    networks = read_networks(["10.0.0.0/8", "fd00::/8", "127.0.0.1"])
    assert all(is_allowed(a, networks) for a in ("10.1.2.3", "fd12::1", "127.0.0.1"))
    assert not is_allowed("127.0.0.2", networks)
    with pytest.raises(InputError, match="no network"):
        read_networks(["localhost"])


def test_files_are_named_after_their_pages() -> None:
    name = file_name("https://www.paper.example/2026/03/04/The-Bridge%20vote.html?x=1")
    assert name.startswith("paper.example-the-bridge-vote-")
    assert name.endswith(".html")
    assert file_name("https://a.example/b") != file_name("https://a.example/b?c")
    assert len(file_name(f"https://a.example/{'x' * 500}")) < 120
