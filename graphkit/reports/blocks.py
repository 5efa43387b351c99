"""A document in blocks: what a report says, before it is Markdown, HTML or a file for Word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one look; ``source`` is a number in the list of sources instead of words."""

    text: str
    bold: bool = False
    #: What is said about the words, not by anybody in the story.
    muted: bool = False
    source: int = 0


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: 1 is the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides of a dispute, beside each other; each side is lines."""

    left: tuple[Runs, ...]
    right: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article that lines rest on; ``url`` is "" where none that can be opened is known."""

    number: int
    title: str
    about: str
    url: str


Block: TypeAlias = Heading | Text | Item | Pair | Source
