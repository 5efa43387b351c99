"""What works at an endpoint: reached, the model there, answers, schemas kept to, a text read.

Only two short texts of our own are sent.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from graphkit.llm.asking import Asker
from graphkit.llm.client import KEY, Failure, Reply
from graphkit.llm.prompts import Prompt
from graphkit.llm.reader import Reader
from graphkit.model import Document, Extraction

__all__ = ["Finding", "check", "sample"]

_WORD: Final = "teal-41"
#: What no model answers by chance: only a schema that is kept to makes it say so.
_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["colour"],
    "properties": {"colour": {"type": "string", "enum": [_WORD]}},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried: whether it works, and what it means."""

    name: str
    works: bool
    told: str
    #: Whether graphkit can do nothing without it.
    needed: bool = False


def sample() -> Document:
    """The text that the model is given to read."""
    text = (files("graphkit") / "llm" / "prompts" / "sample.txt").read_text(encoding="utf-8")
    return Document("sample.txt", "sample.txt", text)


def check(asker: Asker, read: Callable[[Document], Extraction]) -> Iterator[Finding]:
    """Yield what works and what does not, in an order that ends with the first that is needed.

    ``read`` finds the names and statements of a document, for the model to add to.
    """
    yield Finding("key", True, "sent" if os.environ.get(KEY) else f"none: {KEY} is not set")
    yield _models(asker)
    begun = time.monotonic()
    try:
        reply = asker.client.ask(Prompt("check", "Name a colour.", _SCHEMA, ""), "Which one?")
    except Failure as failure:
        said = f" ({asker.client.said[:200]})" if asker.client.said else ""
        yield Finding("answer", False, f"{failure}{said}", needed=True)
        return
    counted = "tokens counted" if reply.tokens else "tokens not counted: they are estimated"
    yield Finding("answer", True, f"in {time.monotonic() - begun:.1f} s, {counted}")
    yield _schema(asker, reply)
    yield _reading(asker, read)


def _models(asker: Asker) -> Finding:
    model = asker.endpoint.model
    try:
        known = asker.client.models()
    except Failure as failure:
        return Finding("models", False, f"no list of models: {failure}")
    if model in known:
        return Finding("models", True, f"{model} is there")
    shown = ", ".join(known[:5]) or "none"
    return Finding("models", False, f"{model} is not listed; listed: {shown}")


def _schema(asker: Asker, reply: Reply) -> Finding:
    """Whether a schema is taken, and whether the answer keeps to it."""
    checked = "every answer is checked here all the same"
    if "schema" in asker.client.unknown:
        return Finding("schema", False, f"the endpoint takes none; {checked}")
    try:
        kept = json.loads(reply.text) == {"colour": _WORD}
    except ValueError:
        kept = False
    if kept:
        return Finding("schema", True, f"taken and kept to; {checked}")
    return Finding("schema", False, f"taken and not kept to; {checked}")


def _reading(asker: Asker, read: Callable[[Document], Extraction]) -> Finding:
    """What the model makes of a short text, and how much of it the text bears out."""
    proposals = Reader(asker).propose(read(sample()))
    said, disputed = len(proposals.attributions), len(proposals.disputes)
    kept = f"kept: {said} x statement, {disputed} x dispute"
    lacking = asker.tally.dropped + asker.tally.failed
    reasons = [f"{times} x {reason}" for reason, times in sorted(lacking.items())]
    lost = f"; not kept: {', '.join(reasons)}" if reasons else ""
    return Finding("reading", bool(proposals.attributions), f"a sample article: {kept}{lost}")
