"""Subtitles and transcripts: a paragraph a turn, with who speaks in front."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.pipeline import extract_documents
from graphkit.settings import Settings
from tests.readers import making

CUES = [
    ("Dana Whitlock", "The ferry was late", "and the bridge was shut on Monday."),
    ("Jo Roe", "It was never late.", "We have the log of the harbour."),
    ("Dana Whitlock", "The log of the harbour is wrong.", "I was there all day."),
    ("Jo Roe", "The pier will open on Friday.", ""),
]


def clock(seconds: int, mark: str) -> str:
    return f"00:00:{seconds:02}{mark}000"


def srt(form: str) -> str:
    blocks = []
    for at, (name, one, two) in enumerate(CUES):
        start = at * 4
        first = form.format(name=name, caps=name.upper(), text=one)
        blocks.append(f"{clock(start, ',')} --> {clock(start + 1, ',')}\n{first}")
        if two:
            blocks.append(f"{clock(start + 2, ',')} --> {clock(start + 3, ',')}\n{two}")
    return "\n\n".join(f"{n}\n{block}" for n, block in enumerate(blocks, 1)) + "\n"


VTT = "WEBVTT Harbour hearing\nLanguage: en-GB\n\nNOTE made by hand\n\n" + "\n\n".join(
    f"{clock(at * 4, '.')} --> {clock(at * 4 + 3, '.')} align:start\n<v.loud {name}>{one} {two}</v>"
    for at, (name, one, two) in enumerate(CUES)
)
TURNS = [f"{name}: {one} {two}".strip() for name, one, two in CUES]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.vtt", VTT),
        ("a.srt", srt("{caps}: {text}")),
        ("a.srt", srt(">> {caps}: {text}")),
        ("a.srt", srt("[{name}] {text}")),
        ("a.srt", srt("<i>{name}:</i> {text}")),
        ("a.srt", "\ufeff" + srt("- {caps}: (sighs) {text}").replace("\n", "\r\n")),
    ],
)
def test_a_turn_is_a_paragraph_with_its_speaker(tmp_path: Path, name: str, data: str) -> None:
    (document,), problems = making.read_file(tmp_path, name, data)
    assert not problems
    assert document.text.split("\n\n") == TURNS


def test_who_speaks_is_who_said_it(tmp_path: Path) -> None:
    (document,), _ = making.read_file(tmp_path, "a.vtt", VTT)
    assert (document.title, document.language) == ("Harbour hearing", "en")
    (found,) = extract_documents([document], Settings())
    names = {entity.key: entity.name for entity in found.entities}
    said = [names.get(one.speaker or "", "").casefold() for one in found.attributions]
    assert said == [name.casefold() for name, *_ in CUES]


@pytest.mark.parametrize(
    ("caps", "name"),
    [
        ("DANA O'BRIEN", "Dana O'Brien"),
        ("SEN. JO MCROE", "Sen. Jo McRoe"),
        ("HOST", "HOST"),
        ("CNN HOST", "CNN Host"),
    ],
)
def test_names_in_capitals_are_written_as_names(tmp_path: Path, caps: str, name: str) -> None:
    cue = f"1\n{clock(0, ',')} --> {clock(1, ',')}\n{caps}: It rains."
    (document,), _ = making.read_file(tmp_path, "a.srt", cue)
    assert document.text == f"{name}: It rains."


def test_words_that_roll_are_taken_once(tmp_path: Path) -> None:
    lines = ["the ferry was late", "and the bridge was shut", "all of Monday"]
    blocks = [
        f"{clock(at, '.')} --> {clock(at + 1, '.')}\n{before}\n{line}"
        for at, (before, line) in enumerate(zip(["", *lines], lines, strict=False))
    ]
    (document,), _ = making.read_file(tmp_path, "a.vtt", "WEBVTT\n\n" + "\n\n".join(blocks))
    assert document.text == " ".join(lines)


def test_without_speakers_a_pause_behind_a_sentence_parts_paragraphs(tmp_path: Path) -> None:
    cues = [
        (0, 1, "The ferry was late."),
        (1, 2, "The bridge"),
        (9, 10, "was shut."),
        (20, 21, "It rains &amp; snows."),
    ]
    blocks = [
        f"{n}\n{clock(a, ',')} --> {clock(b, ',')}\n{text}"
        for n, (a, b, text) in enumerate(cues, 1)
    ]
    (document,), _ = making.read_file(tmp_path, "a.srt", "\n\n".join(blocks))
    assert document.text.split("\n\n") == [
        "The ferry was late. The bridge was shut.",
        "It rains & snows.",
    ]
