"""Stretches of a page that are not the article: they give no people, no claims, no citations.

Sharing bars, calls to subscribe, advertising, polls, photo credits, disclaimers, links to other
stories, and what stands at the end about the author.  Decided line by line from its form; a line
that could be the article is left to it.  A line "The Associated Press contributed to this
report" is no boilerplate: it says where the article has something from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from graphkit.language import Analysis
from graphkit.model import Document, Span
from graphkit.text.lists import read_rows


@lru_cache(maxsize=1)
def _listed() -> dict[str, re.Pattern[str]]:
    """The patterns of data/boilerplate.tsv, one a class."""
    held: dict[str, list[str]] = defaultdict(list)
    for kind, pattern, *_ in read_rows("boilerplate.tsv"):
        held[kind].append(pattern)
    return {kind: re.compile("|".join(held[kind]), re.IGNORECASE) for kind in held}


#: A question to readers with buttons that plain text has lost: "Should the city …?"
_POLL: Final = re.compile(
    r"(?:should|do you|would you|will you|are you|have you|did you)\b[^.?!\n]{10,200}\?"
    r"(?:\s*(?:yes|no|unsure|maybe|vote)\b.{0,60})?",
    re.IGNORECASE,
)
_POLL_ANSWERS: Final = re.compile(
    r"(?:yes|no|maybe|unsure|not sure|vote|view results).{0,40}",
    re.IGNORECASE,
)
_AGENCIES: Final = (
    r"(?:Getty(?: Images)?|AFP|AP(?: Photo)?|Associated Press|Reuters|Bloomberg|EPA|Shutterstock"
    r"|Alamy|iStock|Adobe Stock|NurPhoto|Anadolu|TNS|UPI|Zuma(?: Press)?|Pool|USA TODAY NETWORK"
    r"|Imagn(?: Images)?|Tribune News Service|Wikimedia(?: Commons)?|Flickr"
    r"|YouTube(?: screenshot)?)"
)
#: A credit in brackets behind or inside a caption.
_CREDIT: Final = re.compile(
    r"[(\[](?:(?:photo|image|picture|video|screenshot|illustration|file photo|credit|courtesy)s?\b"
    rf"[^()\[\]\n]{{0,120}}|[^()\[\]\n]{{1,80}}(?:/|\bvia )\s?{_AGENCIES}[^()\[\]\n]{{0,60}})[)\]]",
    re.IGNORECASE,
)
#: A line that is nothing but a credit: "Scott Someone/Getty Images".
_CREDIT_LINE: Final = re.compile(
    r"(?:(?:photo|image|picture|credit|photograph|file)s?"
    r"(?: (?:by|credit|courtesy|from)\b|:).{1,120}"
    rf"|[^()\[\]]{{0,60}}(?:/|\bvia )\s?{_AGENCIES}\b.{{0,40}}|Getty(?: Images)?)\.?",
    re.IGNORECASE,
)
_NAME: Final = r"[A-ZÀ-Þ][\w.’'-]+(?: (?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|der|la|al)){1,4}"
#: "Jane Doe is a reporter for …", "Jane Doe holds a degree …" in the last lines of a page.
_BIO: Final = re.compile(
    rf"(?:(?P<name>{_NAME})(?: \(@?\w+\))?,? |(?:He|She|They) )"
    r"(?:(?:is|was) (?:an?|the|our|currently|also|based)\b.{0,80}"
    r"\b(?:reporter|writer|editor|correspondent|journalist|columnist|author"
    r"|contributor|fellow|producer|host|co-host|commentator|blogger|freelancer?|intern|veteran"
    r"|associate|analyst|photographer|based in|bureau chief)\b"
    r"|(?:covers|writes|reports|edits|has (?:written|covered|worked|reported|published|been a)"
    r"|holds an?|graduated|joined|lives (?:in|with)|studied|previously|contributes|earned)\b)"
)
_BYLINE: Final = re.compile(rf"\s*(?:[Bb]y|BY)\s+(?P<names>{_NAME}(?:(?:,| and| &) {_NAME})*)")
#: Bios stand behind the article's last line; in a short text that may be soon.
_BIO_LINES: Final = 6

_LINE: Final = re.compile(r"\S(?:[^\r\n\u2028\u2029]*\S)?")


def find_boilerplate(analysis: Analysis) -> Iterator[Span]:
    """Yield the stretches that are not the article, in text order, none overlapping another."""
    yield from boilerplate_of(analysis.document)


def boilerplate_of(document: Document) -> Iterator[Span]:
    """Yield the stretches of a document that are not the article; pure text."""
    text = document.text
    lines = [Span(match.start(), match.end()) for match in _LINE.finditer(text)]
    asides = frozenset(document.asides)
    bio = _bio_start(document, lines)
    polled = False
    for index, line in enumerate(lines):
        words = text[line.start : line.end]
        polled = _is_poll(words) or (polled and bool(_POLL_ANSWERS.fullmatch(words)))
        if line in asides or index >= bio or polled or is_boilerplate_line(words):
            yield line
            continue
        for credit in _CREDIT.finditer(text, line.start, line.end):
            yield Span(credit.start(), credit.end())


def is_boilerplate_line(line: str) -> bool:
    """Whether a line by itself is a button, a call to the reader, a credit or a disclaimer."""
    words = line.strip(' \t"“”*_|-–—>#[]()')
    if not words:
        return False
    listed = _listed()
    return bool(
        listed["button"].fullmatch(words.rstrip(".:!"))
        or listed["call"].match(words)
        or listed["anywhere"].search(words)
        or (len(words) < 160 and _CREDIT_LINE.fullmatch(words))
    )


def _is_poll(line: str) -> bool:
    """Whether a line is one question to the readers and nothing else."""
    return bool(_POLL.fullmatch(line.strip()))


def _bio_start(document: Document, lines: list[Span]) -> int:
    """The index of the first line that tells about the author, else the number of lines."""
    text = document.text
    names = {_plain(name) for name in document.authors}
    for line in lines[:6]:
        byline = _BYLINE.match(text, line.start, line.end)
        if byline:
            names.update(_plain(name) for name in re.split(r",| and | & ", byline["names"]))
    for index in range(max(1, len(lines) - _BIO_LINES), len(lines)):
        words = text[lines[index].start : lines[index].end]
        if _is_author(words, names) or words.casefold() in {"about the author", "author"}:
            return index
        bio = _BIO.match(words)
        about_author = bio is not None and _is_author(bio["name"] or "", names)
        if about_author or (bio and _listed()["anywhere"].search(words)):
            return index
    return len(lines)


def _is_author(name: str, names: set[str]) -> bool:
    """Whether a name is a by-line's; a by-line may run on into its date."""
    plain = _plain(name)
    return " " in plain and any(f"{known} ".startswith(f"{plain} ") for known in names)


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w ]+", " ", name.casefold()).split())
