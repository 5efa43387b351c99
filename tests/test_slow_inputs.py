"""No text takes much longer than prose of its length, however it was made."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from graphkit.extractors import extract
from graphkit.language import analyse
from graphkit.model import Document
from graphkit.settings import Settings

SIZE = 12_000
#: What was slow once, and its kin.
PATTERNS = {
    "opening marks": "“",
    "straight marks": '"',
    "brackets": "(",
    "commas": ",",
    "ampersands": "&,",
    "emoji": "😀",
    "one word": "a",
    "full stops": ".",
    "lines": "\n",
    "nothing but quotes": "“It burned,” Dana said. ",
    "short lines": "Dana said it.\n",
    "empty quotes": "“ ” ",
    "footnotes": "[x] ",
    "an address": "c/",
    "names": "Dana Whitlock, ",
}


@pytest.fixture(scope="module")
def prose(seeds: Path) -> float:
    """Seconds of processor time for prose of the same length, the models loaded."""
    text = "".join(path.read_text("utf-8") for path in sorted(seeds.glob("*.txt")))
    seconds(text[:200])
    return seconds((text * 3)[:SIZE])


def seconds(text: str) -> float:
    """Processor time of a text from models to records, and that all spans of it are true."""
    began = time.process_time()
    (analysis,) = analyse([Document("t", "t", text)], Settings())
    found = extract(analysis)
    spent = time.process_time() - began
    for said in found.attributions:
        for start, end in (*said.source, *said.cue, *said.content):
            assert 0 <= start < end <= len(text)
    return spent


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_no_pattern_takes_ten_times_as_long_as_prose(prose: float, pattern: str) -> None:
    assert seconds((pattern * SIZE)[:SIZE]) < 10 * prose
