"""Dates as articles write them."""

from __future__ import annotations

import pytest

from graphkit.text.dates import in_time, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("October 6, 2025", "2025-10-06"),
        ("Oct. 6, 2025 at 1:42pm", "2025-10-06T13:42"),
        ("Sept 30th, 2025", "2025-09-30"),
        ("6 May 2025", "2025-05-06"),
        ("Monday, October 6, 2025 12:05 a.m.", "2025-10-06T00:05"),
        ("December 31, 2025, 12:30 PM", "2025-12-31T12:30"),
        ("2025-10-06T13:42:00+00:00", "2025-10-06T13:42:00+00:00"),
        ("2025-10-06 13:42", "2025-10-06T13:42"),
        ("posted 2025-10-06.", "2025-10-06"),
        ("October 6", None),
        ("10/06/2025", None),
        ("February 31, 2025", None),
        ("October 6, 2025 at 13:42pm", "2025-10-06T13:42"),
        ("2025-13-01", None),
        ("marching 6 2025", None),
        ("", None),
        ("Mon, 06 Oct 2025 13:42:00 GMT", "2025-10-06T13:42:00+00:00"),
        ("Mon, 6 Oct 2025 13:42:00 -0500", "2025-10-06T13:42:00-05:00"),
        ("October 6, 2025 1:42 PM EDT", "2025-10-06T13:42-04:00"),
        ("2025/10/06", "2025-10-06"),
        ("2025-10-06 2025-10-07", "2025-10-06"),
        ("20251006", "2025-10-06"),
        ("October 2025", None),
        ("13:42:00 GMT", None),
    ],
)
def test_dates_are_cut_to_what_is_stated(text: str, iso: str | None) -> None:
    assert parse_date(text) == iso


def test_times_of_several_zones_are_put_in_order() -> None:
    dates = [
        "2026-03-04",
        "2026-03-04T10:00+02:00",
        "2026-03-04T09:00:00Z",
        "2026-03-05T00:30+03:00",
    ]
    assert sorted(sorted(dates), key=in_time) == dates
    assert sorted(dates) != dates
    assert in_time("2026-03-04T09:00") == "2026-03-04T09:00"
    assert in_time("soon+0100") == "soon+0100"
