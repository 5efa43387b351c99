"""What a model is told, and the shape its answers must have: data files in ``prompts/``.

The version of a prompt is the hash of its words and of its schema, so that none of them can
change and answers to the old ones be taken for answers to the new.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from graphkit.ids import content_hash

__all__ = ["JUDGING", "Prompt", "load_prompt"]

#: The prompts that ask about doubtful findings; their answers have one shape.
JUDGING: Final = ("speakers", "disputes", "pairs", "wordings", "merges")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One kind of question."""

    name: str
    text: str
    schema: dict[str, Any]
    version: str

    @property
    def share(self) -> float:
        """How much longer than the question a sensible answer is at the most."""
        return 0.3 if self.name in JUDGING else 2.0

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists that an answer holds, each with a definition of that name in the schema."""
        return tuple(self.schema["properties"])


@lru_cache(maxsize=8)
def load_prompt(name: str) -> Prompt:
    """The prompt of that name, read once."""
    folder = files("graphkit") / "llm" / "prompts"
    text = (folder / f"{name}.md").read_text(encoding="utf-8")
    shape = "answers" if name in JUDGING else name
    schema = (folder / f"{shape}.json").read_text(encoding="utf-8")
    return Prompt(name, text, json.loads(schema), content_hash(text, schema, length=12))
