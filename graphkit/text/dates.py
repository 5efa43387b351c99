"""Dates as articles and their metadata write them, to ISO 8601, cut to what is stated."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from dateutil import parser

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


#: 12/10/2025 may be two days.
_AMBIGUOUS: Final = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
#: Month names, zones, figures and marks, a year among them, and each mark once at a time.
_LIKE_A_DATE: Final = re.compile(r"(?=.*(?<!\d)\d{4})[\w,.:+/-]+(?: [\w,.:+/-]+){0,8}", re.ASCII)
#: Zones that English-language news writes, in seconds from UTC.
_ZONES: Final = {
    name: hours * 3600
    for name, hours in (
        *(("EST", -5), ("EDT", -4), ("CST", -6), ("CDT", -5), ("MST", -7), ("MDT", -6)),
        *(("PST", -8), ("PDT", -7), ("BST", 1), ("CET", 1), ("CEST", 2)),
    )
}
#: What is not stated comes from these two: a part that differs was not there.
_UNSTATED: Final = (datetime(2000, 1, 1, 1, 1), datetime(2001, 2, 2, 2, 2))


def parse_date(text: str) -> str | None:
    """A date of metadata as ISO 8601, cut to what it states, or None.

    "Mon, 06 Oct 2025 13:42:00 GMT" keeps its zone.  Of a longer text the first full date is taken;
    12/10/2025 is left: it may be two.
    """
    match = DATE.fullmatch(text.strip())
    if match is None:
        stated = _whole_date(text.strip())
        if stated is not None:
            return stated
        match = DATE.search(text)
    return date_of(match) if match else None


def in_time(date: str) -> str:
    """What puts dates of several zones in order: in UTC where the zone is stated, else as it is."""
    if len(date) <= len("2026-03-04") or not re.search(r"Z$|[+-]\d\d:?\d\d$", date[10:]):
        return date
    try:
        when = datetime.fromisoformat(date)
    except ValueError:
        return date
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _whole_date(text: str) -> str | None:
    """The text as a date, if it is one from its first to its last word."""
    several = sum(1 for _ in DATE.finditer(text)) > 1
    if several or not _LIKE_A_DATE.fullmatch(text) or _AMBIGUOUS.search(text):
        return None
    one: datetime
    other: datetime
    try:
        one, other = (parser.parse(text, default=day, tzinfos=_ZONES) for day in _UNSTATED)
    except (ValueError, OverflowError):
        return None
    if one.date() != other.date():
        return None
    if one.hour != other.hour:
        return one.date().isoformat()
    exact = "seconds" if one.second or re.search(r":\d\d:\d\d", text) else "minutes"
    return one.isoformat(timespec=exact)


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
