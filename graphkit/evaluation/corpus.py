"""Labelled corpora in brat's standoff format, and predictions as JSON Lines.

A corpus is a folder with ``text/<stem>.txt`` and ``attributions/<stem>_<annotator>.ann``, as each
part of PolNeAR (Newell, Margolin and Ruths, LREC 2018) is.  ``T`` lines are spans, the fragments
of one parted by ``;``; ``E`` lines tie Source, Cue and Content spans into one attribution.
Of several annotators the first by name counts.  Numbered roles (Content2) join the role that they
number.  Spans no E line refers to are left out, and so is what an annotator doubted (``Discuss``).
``Discard`` spans (credits, captions) are not scored.

Offsets are code points into the text as it stands in the file, ends exclusive.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from graphkit.errors import InputError
from graphkit.model import Span

__all__ = ["ROLES", "Corpus", "Labelled", "Role", "Roles", "parse_predictions", "read_corpus"]

Role = Literal["source", "cue", "content"]
ROLES: Final[tuple[Role, ...]] = ("source", "cue", "content")
#: One attribution: the spans of each role, sorted; any may be empty.
Roles = Mapping[Role, tuple[Span, ...]]

_ENTRY: Final = re.compile(r"[TE]\d+\t")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with what a person marked in it."""

    stem: str
    text: str
    attributions: tuple[Roles, ...]
    discard: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """Labelled texts by stem, in the order of their names, and what reading them met."""

    documents: Mapping[str, Labelled]
    several_annotators: int = 0
    without_roles: int = 0


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read: {error}") from error


def _spans(offsets: str, length: int) -> tuple[Span, ...]:
    """``3 9;12 20`` as spans; ValueError if they are none or lie outside the text."""
    spans = []
    for part in offsets.split(";"):
        start, end = map(int, part.split())
        if not 0 <= start < end <= length:
            raise ValueError("offset out of range")
        spans.append(Span(start, end))
    return tuple(spans)


def _attribution(arguments: Iterable[str], spans: Mapping[str, tuple[Span, ...]]) -> Roles:
    """The spans behind ``Source:T1 Cue:T2 …``; ValueError for a role or span there is not."""
    found: dict[Role, list[Span]] = {role: [] for role in ROLES}
    for argument in arguments:
        name, _, target = argument.partition(":")
        role = name.rstrip("0123456789").lower()
        if role not in ROLES:
            raise ValueError(f"unknown role in {argument!r}")
        if target not in spans:
            raise ValueError(f"no span {target!r}")
        found[role].extend(spans[target])
    return {role: tuple(sorted(found[role])) for role in ROLES}


def parse_standoff(where: str, content: str, text: str) -> tuple[list[Roles], list[Span], int]:
    """Attributions, discarded spans, and how many E lines had no role, of one .ann file."""
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[tuple[int, list[str]]] = []
    discarded: list[Span] = []
    for number, line in enumerate(content.split("\n"), 1):
        # The third field repeats the text, and may run on over lines that are no entries.
        if not _ENTRY.match(line):
            continue
        fields = line.split("\t")
        if line.startswith("E"):
            events.append((number, fields[1].split()[1:]))
            continue
        try:
            kind, offsets = fields[1].split(" ", 1)
            spans[fields[0]] = _spans(offsets, len(text))
        except ValueError as error:
            raise InputError(f"{where}:{number}", f"bad annotation line: {error}") from error
        if kind == "Discard":
            discarded.extend(spans[fields[0]])
    attributions: list[Roles] = []
    without = 0
    for number, arguments in events:
        try:
            roles = _attribution(arguments, spans)
        except ValueError as error:
            raise InputError(f"{where}:{number}", f"bad annotation line: {error}") from error
        if any(roles.values()):
            attributions.append(roles)
        else:
            without += 1
    return attributions, discarded, without


def read_corpus(folder: Path) -> Corpus:
    """The labelled corpus of a folder, or InputError that names the file and line at fault."""
    texts, notes = folder / "text", folder / "attributions"
    for path in (texts, notes):
        if not path.is_dir():
            raise InputError(str(path), "no such folder", "a corpus has text/ and attributions/")
    files: dict[str, list[tuple[str, Path]]] = {}
    for path in sorted(notes.glob("*.ann")):
        stem, _, annotator = path.stem.rpartition("_")
        files.setdefault(stem, []).append((annotator, path))
    documents: dict[str, Labelled] = {}
    without = 0
    for path in sorted(texts.glob("*.txt"), key=lambda path: path.stem):
        if path.stem not in files:
            raise InputError(str(path), "no annotation for this text")
        text = _read(path)
        chosen = min(files[path.stem])[1]
        found, discarded, bare = parse_standoff(str(chosen), _read(chosen), text)
        without += bare
        documents[path.stem] = Labelled(path.stem, text, tuple(found), tuple(discarded))
    if not documents:
        raise InputError(str(texts), "holds no .txt file")
    stray = sorted(set(files) - set(documents))
    if stray:
        raise InputError(str(notes), f"annotations without a text: {', '.join(stray[:3])}")
    several = sum(len(chosen) > 1 for chosen in files.values())
    return Corpus(documents, several, without)


def _checked(value: object, length: int, where: str) -> tuple[Span, ...]:
    """A list of [start, end] pairs as spans."""
    if not isinstance(value, list):
        raise InputError(where, "expected a list of [start, end] pairs")
    spans = []
    for pair in value:
        whole = isinstance(pair, list) and len(pair) == 2 and all(type(n) is int for n in pair)
        if not whole or not 0 <= pair[0] < pair[1] <= length:
            raise InputError(
                where, f"expected [start, end] in a text of {length}, got {json.dumps(pair)}"
            )
        spans.append(Span(pair[0], pair[1]))
    return tuple(sorted(spans))


def parse_predictions(
    lines: Iterable[str], corpus: Corpus, name: str = "predictions"
) -> dict[str, list[Roles]]:
    """Predictions by stem, from JSON Lines as ``graphkit extract`` prints them."""
    found: dict[str, list[Roles]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(where, f"not JSON: {error}") from error
        if not isinstance(record, dict) or not isinstance(record.get("attributions"), list):
            raise InputError(where, 'expected {"doc": …, "attributions": […]}')
        stem = record.get("doc")
        if not isinstance(stem, str) or stem not in corpus.documents:
            raise InputError(where, f"the corpus has no document {stem!r}")
        if stem in found:
            raise InputError(where, f"document {stem!r} occurs twice")
        length = len(corpus.documents[stem].text)
        found[stem] = []
        for index, item in enumerate(record["attributions"]):
            here = f"{where}: {stem}: attribution {index}"
            if not isinstance(item, dict):
                raise InputError(here, "expected an object")
            found[stem].append(
                {role: _checked(item.get(role, []), length, f"{here}: {role}") for role in ROLES}
            )
    return found
