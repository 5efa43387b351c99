"""Dates as articles write them, to ISO 8601, cut to what is stated."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

_MONTHS: Final = [
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_TIME = (
    r"(?:(?:,?\s+at|,|\s+\|)?\s+(?P<hour{n}>\d{{1,2}})[:.](?P<minute{n}>\d\d)"
    r"\s*(?P<half{n}>[ap]\.?\s?m\b\.?)?)?"
)

#: A date that has day, month and year: "October 6, 2025 at 1:42pm", "6 Oct. 2025", "2025-10-06".
DATE: Final = re.compile(
    rf"\b(?:(?P<month1>{_MONTH})\s+(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year1>\d{{4}})"
    + _TIME.format(n=1)
    + rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH}),?\s+(?P<year2>\d{{4}})"
    + _TIME.format(n=2)
    + r"|(?P<iso>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?))"
    r"(?![\w-])",
    re.IGNORECASE,
)


def parse_date(text: str) -> str | None:
    """The first full date in ``text`` as ISO 8601, or None.  12/10/2025 is left: it may be two."""
    match = DATE.search(text)
    return date_of(match) if match else None


def date_of(match: re.Match[str]) -> str | None:
    """The date of a match of :data:`DATE`; None where there is no such day."""
    if match["iso"]:
        return _checked(match["iso"].replace(" ", "T"))
    n = "1" if match["month1"] else "2"
    prefix = match[f"month{n}"].casefold()[:3]
    month = _MONTHS.index(prefix) + 1
    iso = f"{int(match[f'year{n}']):04}-{month:02}-{int(match[f'day{n}']):02}"
    hour = match[f"hour{n}"]
    if hour:
        half = (match[f"half{n}"] or "").casefold()
        hours = int(hour)
        if half:
            hours = hours % 12 + (12 if half.startswith("p") else 0)
        iso += f"T{hours:02}:{match[f'minute{n}']}"
    return _checked(iso)


def _checked(iso: str) -> str | None:
    try:
        datetime.fromisoformat(iso)
    except ValueError:
        return None
    return iso
