"""Stretches of a page that are not the article: they give no people, no claims, no citations.

Sharing bars, calls to subscribe, advertising, polls, photo credits, disclaimers, links to other
stories, and what stands at the end about the author.  Decided line by line from its form; a line
that could be the article is left to it.  A line "The Associated Press contributed to this
report" is no boilerplate: it says where the article has something from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graphkit.language import Analysis
from graphkit.model import Document, Span

#: Whole lines that buttons, menus and counters leave behind.
_BUTTON: Final = re.compile(
    r"(?:share|tweet|pin|e-?mail|print|reply|retweet|like|follow|comments?|conversation|save"
    r"|copy(?: link)?|advertisements?|ads?|sponsored(?: content)?|promoted|trending"
    r"|most (?:read|popular)"
    r"|related(?: (?:stories|articles|posts|topics|video))?|recommended(?: for you)?|read more"
    r"|read next|up next|more from .{1,40}|more on (?:this|the) .{1,30}|listen"
    r"|watch(?: live)?|video|photos?|gallery|menu|search|home|log ?in|sign in"
    r"|subscribe(?: now)?|donate|close|skip"
    r"|\d+ (?:comments?|shares?|likes?)|show more|load more|back to top|tags?|topics|filed under"
    r"|(?:share|tweet|print|email|pin|copy link|facebook|twitter|x|whatsapp|linkedin|reddit"
    r"|flipboard|pinterest|telegram|truth social|gettr|parler|mewe|[ \t|•·/,])+)[.:!]?",
    re.IGNORECASE,
)
#: A page's own head line: "date 2025-10-06 Share".
_META: Final = re.compile(
    r"(?:date|published|updated|posted|last updated)\b.{0,60}\b(?:share|print|comments?)",
    re.IGNORECASE,
)
#: Beginnings of lines that ask the reader for something or speak about the site.
_CALL: Final = re.compile(
    r"(?:advertise with|sign up (?:for|to|here|now|by)|subscribe (?:to|here|now|today|on)"
    r"|click here|tap here|download (?:our|the) .{0,30}\bapp\b|get (?:the|our) .{1,60}"
    r"(?:newsletter|inbox|app\b)"
    r"|want (?:more|to receive|to get) .{0,80}(?:inbox|newsletter|sign up)"
    r"|for more,? (?:sign up|subscribe|follow|visit)|follow (?:us|me|him|her|them|@\w+|the) .{0,80}"
    r"\b(?:on|at) (?:X|Twitter|Facebook|Instagram|Truth Social|Threads|Bluesky|TikTok|Telegram)"
    r"|like us on|join (?:our|the) .{0,40}(?:newsletter|channel|telegram|community|membership)"
    r"|support (?:our|independent) .{0,30}journalism|become a (?:member|subscriber|supporter)"
    r"|listen to .{1,60}(?:podcast|episode)"
    r"|watch (?:the )?(?:full )?(?:video|clip) (?:below|above)"
    r"|(?:read|see|watch|related|read more|read also|also read|more|must read|see also"
    r"|don['’]t miss"
    r"|editor['’]s picks?|recommended|up next|trending)\s*:\s*[A-Z“\"‘]"
    r"|have (?:a )?(?:news )?tips?\?|got a (?:news )?tip|send (?:us )?(?:your )?tips"
    r"|this (?:article|story|post|content) (?:was )?(?:first |originally )?"
    r"(?:appeared|published|contains affiliate)|we may (?:earn|receive) (?:a )?commission"
    r"|copyright\b|©|\(c\) \d{4}|all rights reserved|the views (?:and opinions )?expressed"
    r"|the opinions expressed|.{0,60}\bdoes not (?:always |necessarily )?(?:share|reflect|endorse)"
    r" .{0,40}\bviews|.{0,80}\bsign up for our newsletter|don['’]t miss out|we (?:want|would love)"
    r" to hear from you|what do you think\?|tell us (?:what you think|in the comments)"
    r"|let us know (?:what you think )?in the comments|leave a comment|please share|enjoy(?:ed)? "
    r"this (?:article|story)\?|to comment on this|post a comment|this is a developing story)",
    re.IGNORECASE,
)
_ANYWHERE: Final = re.compile(
    r"\ball rights reserved\b|\bmay not be published, broadcast|\bviews and opinions expressed here"
    r"|\badvertise today\b|\bcookies? policy\b|\bprivacy policy\b|\bunsubscribe at any time\b"
    r"|\bfollow (?:him|her|them|me) (?:on|at) (?:X|Twitter|Facebook|Instagram|Truth Social|Threads"
    r"|Bluesky|TikTok)\b|\b(?:he|she|they|i) can be (?:reached|contacted|followed) (?:at|on)\b",
    re.IGNORECASE,
)
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
    bio = _bio_start(document, lines)
    polled = False
    for index, line in enumerate(lines):
        words = text[line.start : line.end]
        polled = _is_poll(words) or (polled and bool(_POLL_ANSWERS.fullmatch(words)))
        if index >= bio or polled or is_boilerplate_line(words):
            yield line
            continue
        for credit in _CREDIT.finditer(text, line.start, line.end):
            yield Span(credit.start(), credit.end())


def is_boilerplate_line(line: str) -> bool:
    """Whether a line by itself is a button, a call to the reader, a credit or a disclaimer."""
    words = line.strip(' \t"“”*_|-–—>#[]()')
    if not words:
        return False
    return bool(
        _BUTTON.fullmatch(words)
        or _META.fullmatch(words)
        or _CALL.match(words)
        or _ANYWHERE.search(words)
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
        if about_author or (bio and _ANYWHERE.search(words)):
            return index
    return len(lines)


def _is_author(name: str, names: set[str]) -> bool:
    """Whether a name is a by-line's; a by-line may run on into its date."""
    plain = _plain(name)
    return " " in plain and any(f"{known} ".startswith(f"{plain} ") for known in names)


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w ]+", " ", name.casefold()).split())
