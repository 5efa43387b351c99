"""Characters that are no text, taken out of what is read before anything counts on it.

Control characters, halves of surrogate pairs and noncharacters come from broken exports and from
hostile pages.  No file format that graphkit writes can hold all of them, XML and Neo4j least of
all, so they end at the readers.
"""

from __future__ import annotations

import re
from typing import Final

#: All of C0 and C1 but white space that people type; surrogates; noncharacters.
_NO_TEXT: Final = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17))
    + "]"
)
_NO_NAME: Final = re.compile(rf"{_NO_TEXT.pattern}|[\t-\r\u2028\u2029]")
#: Marks that turn the direction of writing, or that nobody sees and tools trip over.
_UNSEEN: Final = re.compile(
    _NO_NAME.pattern + "|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
#: Of these, what ends a line, and what parts words.
_INSTEAD: Final = {**dict.fromkeys("\x1c\x1d\x1e\x85", "\n"), "\x1f": " "}
#: How Python has a byte of a file's name that is no UTF-8.
_BYTES: Final = range(0xDC80, 0xDD00)


def clean(text: str) -> str:
    """The text with another character for each that is none, so that no offset moves."""
    if text.replace("\n", "").isprintable():  # so is most, and it is ten times as fast to tell
        return text
    return _NO_TEXT.sub(lambda match: _INSTEAD.get(match[0], "\ufffd"), text)


def tidy(text: str) -> str:
    """A title, name or address without what is no text, and without blanks around it."""
    text = text.strip()
    return " ".join(_NO_TEXT.sub(" ", text).split()) if _NO_TEXT.search(text) else text


def markup(text: str) -> str:
    """The text as a tree of HTML or XML may hold it, which know fewer blanks; no offset moves."""
    return clean(text).replace("\v", "\n").replace("\f", "\n")


def printable(name: str) -> str:
    r"""The name of a file or record with ``\x01`` for what cannot be written, or ends a line."""
    return _NO_NAME.sub(_escaped, name)


def visible(text: str) -> str:
    r"""The text as one line, with ``\x1b`` or ``\u202e`` for what a terminal would obey."""
    return text if text.isprintable() else _UNSEEN.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code in _BYTES:
        return f"\\x{code - 0xDC00:02x}"
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
