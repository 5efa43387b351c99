"""What a model wrote → the entries that have the right shape.

A schema that was sent is a wish: endpoints ignore it, and say that they do not.  So every answer
is checked here, entry by entry: one that is wrong does not spoil the others.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from graphkit.errors import MissingExtraError
from graphkit.llm.prompts import Prompt, load_prompt

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

__all__ = ["Malformed", "read_answer", "require"]

#: What thinking models write before they answer.
_THOUGHTS: Final = re.compile(
    r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE
)

#: Name of a list → its entries, in the order of the answer.
Entries = dict[str, list[dict[str, Any]]]


class Malformed(ValueError):
    """An answer without the JSON that was asked for."""


def require() -> None:
    """Raise MissingExtraError where answers cannot be checked."""
    try:
        import jsonschema  # noqa: F401  # to see whether it is there
    except ImportError as error:
        raise MissingExtraError("a language model (--llm-url)", "llm") from error


@lru_cache(maxsize=16)
def _entry(name: str, part: str) -> Draft202012Validator:
    """What checks one entry of one list."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(load_prompt(name).schema["$defs"][part])


def read_answer(prompt: Prompt, text: str) -> tuple[Entries, int]:
    """The entries that fit the schema, and how many did not; raises Malformed for no JSON."""
    data = _object(text)
    if not any(isinstance(data.get(part), list) for part in prompt.lists):
        raise Malformed("no list that was asked for")
    entries: Entries = {}
    wrong = 0
    for part in prompt.lists:
        rows = data.get(part)
        rows = rows if isinstance(rows, list) else []
        check = _entry(prompt.name, part)
        entries[part] = [row for row in rows if check.is_valid(row)]
        wrong += len(rows) - len(entries[part])
    return entries, wrong


def _object(text: str) -> dict[str, Any]:
    """The JSON object in an answer, whatever stands around it."""
    plain = _THOUGHTS.sub("", text)
    start, end = plain.find("{"), plain.rfind("}")
    try:
        data = json.loads(plain[start : end + 1])
    except (ValueError, RecursionError) as error:
        raise Malformed(str(error)) from error
    if not isinstance(data, dict):
        raise Malformed("no object")
    return data
