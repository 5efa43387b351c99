"""Addresses of web archives are understood."""

from __future__ import annotations

import pytest

from graphkit.text.archives import archived, original


@pytest.mark.parametrize(
    ("url", "page", "time"),
    [
        ("https://web.archive.org/web/20250304101112/https://a.example/b?c=1",
         "https://a.example/b?c=1", "2025-03-04T10:11:12Z"),
        ("http://web.archive.org/web/20250304101112id_/http://a.example/",
         "http://a.example/", "2025-03-04T10:11:12Z"),
        ("//web.archive.org/web/20250304101112/https:/a.example/b",
         "https://a.example/b", "2025-03-04T10:11:12Z"),
        ("https://web.archive.org/web/2025/https://a.example/b", "https://a.example/b", None),
        ("https://web.archive.org/web/https://a.example/b", "https://a.example/b", None),
        ("https://web.archive.org/web/20250304101112/a.example/b",
         "http://a.example/b", "2025-03-04T10:11:12Z"),
        ("https://web.archive.org/web/20251399999999/https://a.example/b",
         "https://a.example/b", None),
    ],
)  # fmt: skip
def test_the_page_and_its_time_are_read(url: str, page: str, time: str | None) -> None:
    found = archived(url)
    assert found is not None
    assert (found.url, found.archived) == (page, time)
    assert "id_/" in found.received
    assert original(url) == page


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://a.example/web/20250304101112/https://b.example/",
        "https://web.archive.org/",
        "https://archive.org/details/film",
        "https://a.example/?u=https://web.archive.org/web/2025/https://b.example/",
    ],
)
def test_other_addresses_are_what_they_are(url: str) -> None:
    assert archived(url) is None
    assert original(url) == url
