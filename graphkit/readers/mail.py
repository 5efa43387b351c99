"""Letters: newsletters and press releases as EML, and mailboxes (mbox) of them.

Of a letter's forms its HTML is read, whose paragraphs are sure; of plain text the lines that mail
programs broke are joined.  Files that are attached are read as well.  Library: email of Python;
its mailbox wants a file of its own and an index of it all, so mailboxes are split here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any, Final

from graphkit.characters import printable
from graphkit.errors import InputError, Report, leaving_out
from graphkit.model import Document
from graphkit.readers.fragments import text_of
from graphkit.readers.heads import is_outlet
from graphkit.readers.inputs import Inner, Input
from graphkit.readers.known import Known, document
from graphkit.readers.language_codes import language_code
from graphkit.readers.lines import read_lines
from graphkit.readers.reflow import unwrapped
from graphkit.text.dates import parse_date

#: The largest letter, with what is attached.
_LARGEST: Final = 64_000_000
_FORWARDED: Final = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
#: Lines of an earlier letter, and of the one who sent it.
_QUOTED: Final = re.compile(r"^>.*\n?|^On [^\n]{5,120} wrote:\s*\n(?=\s*(?:>|$))", re.MULTILINE)
_SIGNATURE: Final = re.compile(r"^-- \n.*\Z", re.MULTILINE | re.DOTALL)
_PERSON: Final = re.compile(r"[A-Z][\w’'-]+(?: (?:[A-Z]\.?|[a-z]{2,3}|[A-Z][\w’'-]+)){1,3}")
_DESK: Final = re.compile(
    r"\b(?:press|office|news|newsletter|team|media|info|desk|staff|communications|editor|support"
    r"|alerts?|updates?|list|service|department|ministry|agency|council|university|inc|ltd|group)\b",
    re.IGNORECASE,
)


def read_letter(inner: Inner, item: Input, report: Report) -> Iterator[Document]:
    """Yield the letter of an EML file, and the files attached to it as ``letter#name``."""
    with item.opened() as handle:
        data = handle.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise InputError(item.source, f"is larger than {_LARGEST // 10**6} MB", "save its text")
    if not data.strip():
        raise InputError(item.source, "is empty", "leave it out")
    yield from _letter(inner, item, data, report)


def read_mailbox(inner: Inner, item: Input, report: Report) -> Iterator[Document]:
    """Yield the letters of a mailbox, one at a time, as ``mailbox#message-id``."""
    some = False
    seen: set[str] = set()
    for number, data in enumerate(_letters(item), 1):
        some = True
        where = f"{item.source}: letter {number}"
        if data is None:
            what = f"is larger than {_LARGEST // 10**6} MB"
            report(InputError(where, what, "save its text"))
            continue
        with leaving_out(where, report):
            try:
                message = _parsed(where, data)
                key = str(message.get("Message-ID") or f"letter {number}").strip("<> \t\r\n")
                if key not in seen:  # copies in several folders
                    seen.add(key)
                    member = item.member(key, data, path="letter.eml")
                    yield from _letter(inner, member, data, report)
            except InputError as error:
                report(error)
    if not some:
        raise InputError(item.source, "is no mailbox", "a mailbox has letters behind From lines")


def _letters(item: Input) -> Iterator[bytes | None]:
    """The letters of a mailbox; None for one that is too large."""
    lines: list[bytes] | None = None
    size = 0
    blank = True
    with item.opened() as handle:
        for line in read_lines(handle):
            line = line or b""
            if blank and line.startswith(b"From "):
                if lines is not None:
                    yield b"".join(lines) if size <= _LARGEST else None
                lines, size = [], 0
            elif lines is not None:
                size += len(line)
                if size <= _LARGEST:
                    lines.append(line[1:] if line.startswith(b">From ") else line)
                else:
                    lines.clear()
            blank = not line.strip()
    if lines is not None:
        yield b"".join(lines) if size <= _LARGEST else None


def _parsed(where: str, data: bytes) -> EmailMessage:
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        if not message.keys():
            raise InputError(where, "has no header of a letter", "save the letter again")
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise InputError(where, f"is no letter: {error}", "save the letter again") from None
    return message


def _letter(inner: Inner, item: Input, data: bytes, report: Report) -> Iterator[Document]:
    message = _parsed(item.source, data)
    text = _text(message)
    attached = [
        part
        for part in (item.member(name, body) for name, body in _attached(message))
        if inner.wanted(part)
    ]
    if text or not attached:
        yield document(item, text, _known(message, text))
    for part in attached:
        with leaving_out(part.source, report):
            try:
                yield from inner.read(part, report)
            except InputError as error:
                report(error)


def _text(message: EmailMessage) -> str:
    """The letter's words: of its HTML, else of its plain text."""
    page = message.get_body(("html",))
    if page and (text := text_of(_content(page))):
        return text
    plain = message.get_body(("plain",))
    if plain is None:
        return ""
    text = _content(plain).replace("\r\n", "\n")
    text = _SIGNATURE.sub("", _QUOTED.sub("", text))
    return unwrapped(text).strip()


def _content(part: Any) -> str:
    """A part as text, in the character set that it declares, else in the commonest."""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, ValueError):
        data = part.get_payload(decode=True) or b""
        return bytes(data).decode("utf-8", "replace")


def _attached(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for part in message.iter_attachments():
        name = part.get_filename()
        data = part.get_payload(decode=True)
        if name and isinstance(data, bytes):
            yield printable(str(name)), data


def _known(message: EmailMessage, text: str) -> Known:
    sender = _sender(message)
    known = Known(
        title=_FORWARDED.sub("", _header(message, "Subject")),
        published=_date(message),
        url=_address(message),
        language=language_code(_header(message, "Content-Language")),
    )
    if is_outlet(sender):
        return replace(known, outlet=sender)
    if _PERSON.fullmatch(sender) and not _DESK.search(sender):
        return replace(known, authors=(sender,))
    return known


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name) or "").split())


def _sender(message: EmailMessage) -> str:
    """The name that the sender gives, without "via …"."""
    addresses = getattr(message.get("From"), "addresses", ())
    name = " ".join(str(addresses[0].display_name).split()) if addresses else ""
    return re.split(r"\s+(?:via|from|at)\s+", name.strip("\"' "))[0]


def _date(message: EmailMessage) -> str | None:
    sent = getattr(message.get("Date"), "datetime", None)
    if sent is not None:
        return str(sent.isoformat(timespec="seconds"))
    return parse_date(_header(message, "Date"))


def _address(message: EmailMessage) -> str:
    """Where the letter can be read, if it says so."""
    match = re.search(r"https?://[^\s<>]+", _header(message, "Archived-At"))
    return match[0] if match else ""
