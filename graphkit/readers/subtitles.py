"""Subtitles and transcripts: SRT and WebVTT, as a text with a paragraph a turn.

Speakers are those of WebVTT's voice spans, and of ``NAME:``, ``[Name]``, ``(Name)`` or ``>>`` at
the beginning of a cue; a turn begins with ``Name:`` as printed transcripts have it.  Words that
rolling captions show twice are taken once.  Library: webvtt-py.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from graphkit.errors import InputError, Report
from graphkit.model import Document
from graphkit.readers.inputs import Input
from graphkit.readers.known import Known, document
from graphkit.readers.language_codes import language_code
from graphkit.readers.text import decode, read_bytes

#: Seconds of silence behind which a paragraph begins, if a sentence has ended.
_PAUSE: Final = 2.0
_TITLE: Final = re.compile(r"^WEBVTT[ \t]+-?[ \t]*(\S.*)$", re.MULTILINE)
_LANGUAGE: Final = re.compile(r"^Language:\s*(\S+)", re.MULTILINE)
_TAG: Final = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_TIMED: Final = re.compile(r"-->")
_NAME: Final = r"[A-Z][\w.'’-]*(?: [A-Z(][\w.'’)-]*){0,4}"
#: ``>> JO ROE: Words``; a name in small letters has two words: "Note: …" is none.
_SPEAKER: Final = re.compile(
    rf"(?:>>+\s*|-\s+)?(?:\[(?P<square>{_NAME})\]:?|(?P<caps>[A-Z][A-Z.'’ -]{{1,40}}[A-Z.)]):"
    rf"|(?P<plain>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{1,3}}):)\s+(?=\S)"
)
_CHANGE: Final = re.compile(r">>+\s*")
#: What is heard and not said.
_SOUND: Final = re.compile(
    r"\[[^\]A-Z]*\]|\((?:[a-z ]+|[A-Z ]+)\)|\[(?:[A-Z ]+|[A-Z][a-z]+)\]|[♪♫]+"
)
_ENDED: Final = re.compile(r"[.!?…][\"”’)]*$")


class _Cue(NamedTuple):
    """A line of subtitles: whose, "" if that is not told; whether somebody else begins."""

    speaker: str
    text: str
    start: float
    end: float
    change: bool


def read_subtitles(item: Input, report: Report) -> Iterator[Document]:
    """Yield the one transcript of an SRT or WebVTT file."""
    import webvtt
    from webvtt.errors import MalformedFileError

    text = decode(item, read_bytes(item)).lstrip("\ufeff")
    if not text.strip():
        raise InputError(item.source, "is empty", "leave it out")
    form = "vtt" if text.startswith("WEBVTT") else "srt"
    try:
        captions = webvtt.from_buffer(io.StringIO(text.replace("\r\n", "\n")), format=form)
    except (MalformedFileError, ValueError, IndexError) as error:
        what = f"is no {form.upper()} file: {error}"
        raise InputError(item.source, what.rstrip(": "), "save the subtitles again") from None
    if not len(captions):
        raise InputError(item.source, "has no lines with times", "save the subtitles again")
    if len(captions) < len(_TIMED.findall(text)):
        lost = len(_TIMED.findall(text)) - len(captions)
        what = f"has {lost} {'lines' if lost > 1 else 'line'} whose times cannot be read"
        report(InputError(item.source, what, "the others are read"))
    title = _TITLE.search(text.partition("\n\n")[0])
    language = _LANGUAGE.search(text.partition("\n\n")[0])
    known = Known(
        title=title[1].strip() if title else "",
        language=language_code(language[1] if language else ""),
    )
    yield document(item, "\n\n".join(_turns(_cues(captions))), known)


def _cues(captions: Any) -> Iterator[_Cue]:
    """The cues, words that a rolling caption repeats taken out."""
    shown: list[str] = []
    for caption in captions:
        lines = [" ".join(_words(line).split()) for line in caption.raw_text.split("\n")]
        lines = [line for line in lines if line]
        new = [line for line in lines if line not in shown]
        shown = lines
        text = " ".join(new)
        if text:
            voice = " ".join(html.unescape(caption.voice or "").split())
            yield _cue(voice, text, caption.start_in_seconds, caption.end_in_seconds)


def _words(line: str) -> str:
    return html.unescape(_TAG.sub("", line))


def _cue(voice: str, text: str, start: float, end: float) -> _Cue:
    speaker = _SPEAKER.match(text)
    if speaker and not voice:
        name = speaker["square"] or speaker["caps"] or speaker["plain"]
        return _Cue(name, _heard(text[speaker.end() :]), start, end, True)
    change = _CHANGE.match(text)
    rest = text[change.end() :] if change else text
    return _Cue(voice, _heard(rest), start, end, change is not None)


def _heard(text: str) -> str:
    return " ".join(_SOUND.sub(" ", text).split())


def _turns(cues: Iterable[_Cue]) -> Iterator[str]:
    """A paragraph a turn; without speakers, one where a pause follows the end of a sentence."""
    speaker, words, end = "", "", 0.0
    for cue in cues:
        other = cue.speaker.casefold() != speaker.casefold() if cue.speaker else cue.change
        pause = not speaker and cue.start - end >= _PAUSE and bool(_ENDED.search(words))
        if other or pause:
            if words:
                yield _turn(speaker, words)
            speaker, words = cue.speaker, ""
        words = f"{words} {cue.text}".strip()
        end = cue.end
    if words:
        yield _turn(speaker, words)


def _turn(speaker: str, words: str) -> str:
    """A turn as transcripts print it, its speaker in front."""
    return f"{_cased(speaker)}: {words}" if speaker else words


def _cased(name: str) -> str:
    """ "DANA O'BRIEN" as "Dana O'Brien": captions have names in capitals; "HOST" is none."""
    if not name.isupper() or " " not in name:
        return name
    return " ".join(
        word if not re.search("[AEIOUY]", word) else re.sub(r"\b(MC)?(\w+)", _capital, word)
        for word in name.split()
    )


def _capital(part: re.Match[str]) -> str:
    return f"{'Mc' if part[1] else ''}{part[2].capitalize()}"
