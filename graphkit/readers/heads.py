"""Title, by-line, date and outlet from the first lines of a plain text, where they are plain.

Restraint: what could be something else is left open.  A wrong date or outlet moves every claim
of an article; a missing one is only missing.  Method: patterns over the first lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from graphkit.text.dates import DATE, date_of
from graphkit.text.outlet_names import is_section

#: Lines with text that are looked at.
_HEAD_LINES: Final = 8
_MAX_TITLE: Final = 200

_WORD = r"(?:[A-Z][\w’'-]*\.?)"
_NAME = rf"{_WORD}(?:\s(?:{_WORD}|de|del|della|van|von|der|den|la|le|al|bin|ibn|da|di|du)){{1,4}}"
_BYLINE: Final = re.compile(
    rf"^[\s_*]*(?:by|BY|By)[:\s]+(?P<names>{_NAME}(?:(?:,\s|\sand\s|,\sand\s|\s&\s){_NAME})*)"
    r"(?P<rest>.*)$"
)
_NAME_SPLIT: Final = re.compile(r",\sand\s|,\s|\sand\s|\s&\s")
_PART_SPLIT: Final = re.compile(r"\s*[|•·/]\s*|\s+[–—-]\s+|\s{2,}|,\s+|\s+for\s+|\s+in\s+")
_URL_LINE: Final = re.compile(r"^\s*(https?://\S+)\s*$")
_COPYRIGHT: Final = re.compile(r"(?:©|\bcopyright\b(?:\s*©)?)\s*(?:\d{4}(?:-\d{4})?)\s+(.+)", re.I)
#: What a line that carries a date may hold beside it.
_DATE_NOISE: Final = re.compile(
    r"\b(?:published|posted|updated|first|last|date|on|at|share|print|am|pm|[ECMP][SD]?T|GMT|UTC"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun)\b"
    r"|[\s:,.|•·–—-]",
    re.IGNORECASE,
)
#: The last word of many mastheads; an outlet without one of them is not told from a place.
_OUTLET_WORD: Final = re.compile(
    r"\b(?:Times|Post|News|Ledger|Herald|Tribune|Press|Journal|Daily|Gazette|Radio|Wire|Observer"
    r"|Chronicle|Star|Standard|Courier|Register|Review|Examiner|Sun|Today|Broadcasting|Television"
    r"|Dispatch|Guardian|Independent|Telegraph|Globe|Inquirer|Bulletin|Mail|Express|Beacon"
    r"|Record|Sentinel|Argus|Echo|Monitor|Reporter|Mercury|Advertiser|Messenger|Reuters"
    r"|AFP|CNN|BBC|NPR|NBC|ABC|CBS|PBS|UPI)$"
)
#: "Staff Reporter" ends like a masthead and is none.
_JOB: Final = re.compile(
    r"\b(?:staff|senior|chief|political|court|crime|city|special|writer"
    r"|reporter|editor|correspondent|contributor)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines of a text say about the article; "" or None where they don't."""

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str = ""


def read_head(text: str) -> Head:
    """Title, outlet, authors, date and address as far as the text's first lines say so."""
    lines = [line.strip("\ufeff") for line in text[:8000].splitlines() if line.strip("\ufeff \t")]
    head = lines[:_HEAD_LINES]
    authors: tuple[str, ...] = ()
    outlet, published, url, by_at = "", None, "", None
    first_text = 0
    for at, line in enumerate(head):
        if match := _URL_LINE.match(line):
            url = url or match[1]
        elif by_at is None and len(line) < 160 and (match := _byline(line)):
            by_at = at
            authors, rest = _split_authors(match)
            rest += f" | {line[match.endpos :]}"
            outlet = outlet or _outlet_in(rest)
            published = _finer(published, _date_in(rest))
        elif date := _line_date(line):
            published = _finer(published, date)
            outlet = outlet or _outlet_in(line)
        elif at == 0 and is_outlet(line.strip()):
            outlet = line.strip()
        elif by_at is None and at == first_text and not _is_title(line):
            break  # the article has begun
        else:
            continue
        first_text += at == first_text
    title = _find_title(head, by_at)
    return Head(title, outlet or _copyright_outlet(text), authors, published, url)


def _byline(line: str) -> re.Match[str] | None:
    """The by-line up to its date, whose month is no name."""
    date = DATE.search(line)
    return _BYLINE.match(line, 0, date.start()) if date else _BYLINE.match(line)


def _split_authors(match: re.Match[str]) -> tuple[tuple[str, ...], str]:
    """The names, and the rest of the line: an outlet that stood among the names is in it."""
    names: list[str] = []
    rest = match["rest"]
    for name in _NAME_SPLIT.split(match["names"]):
        if names and is_outlet(name):
            rest = f"| {name} {rest}"
        elif not names or not _JOB.search(name):
            names.append(name.strip())
    return tuple(names), rest


def _date_in(line: str) -> str | None:
    match = DATE.search(line)
    return date_of(match) if match else None


def _finer(known: str | None, other: str | None) -> str | None:
    """The first date; a second one only where it states the time of the same day."""
    return other if other and (not known or other.startswith(known)) else known


def _line_date(line: str) -> str | None:
    """The date of a line that holds no more than words such as "Published" or a masthead."""
    match = DATE.search(line)
    if not match or len(line) > 120:
        return None
    rest = line[: match.start()] + " " + line[match.end() :]
    parts = [part for part in _PART_SPLIT.split(rest) if not is_outlet(part.strip())]
    rest = _DATE_NOISE.sub("", DATE.sub("", " ".join(parts)))
    return date_of(match) if not re.sub(r"[\W\d]+", "", rest) else None


def is_outlet(part: str) -> bool:
    """Whether this is a masthead: a few words in capitals, the last one of many mastheads."""
    words = part.split()
    return (
        0 < len(words) <= 5
        and all(w[0].isupper() or w in ("of", "the", "and", "&") for w in words)
        and bool(_OUTLET_WORD.search(part))
        and not _JOB.search(part)
        and not is_section(part)
    )


def _outlet_in(line: str) -> str:
    return next((p.strip() for p in _PART_SPLIT.split(line) if is_outlet(p.strip())), "")


def _copyright_outlet(text: str) -> str:
    """The masthead of a copyright line among the last lines."""
    for line in reversed(text[-600:].splitlines()):
        if match := _COPYRIGHT.search(line):
            name = re.split(r"[.,|]|\s+All rights", match[1])[0].strip()
            return name if is_outlet(name) else ""
    return ""


def _is_title(line: str) -> bool:
    line = line.strip()
    return (
        len(line) <= _MAX_TITLE
        and len(line.split()) >= 3
        and not re.search(r"[.,;:…][\"'”’)]*$", line)
        and not line.startswith(("(", "By ", "—", "- "))
        and not _line_date(line)
        and not is_outlet(line)
    )


def _find_title(head: list[str], by_at: int | None) -> str:
    """The line above the by-line (a standfirst ends in a full stop), else the first line."""
    above = head[:by_at] if by_at is not None else head[:2]
    for line in reversed(above) if by_at is not None else above:
        if _URL_LINE.match(line) or _line_date(line) or is_outlet(line.strip()):
            continue
        if _is_title(line) and len(head) > 1:
            return line.strip()
        if by_at is None:
            break
    return ""
