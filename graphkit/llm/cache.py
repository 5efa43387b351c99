"""Answers on disk: a file each, named after model, prompt and text, so that nothing is paid twice.

A file holds the answer as the model wrote it, and who was asked what; it can be read, and deleted
to ask again.  Only whole answers of the right shape are kept: what failed is asked again.
"""

from __future__ import annotations

import json
from pathlib import Path

from graphkit.errors import InputError
from graphkit.files import write_text
from graphkit.ids import content_hash
from graphkit.llm.prompts import Prompt

__all__ = ["Cache"]


class Cache:
    """The answers of one model; with no folder it keeps nothing."""

    def __init__(self, folder: Path | None, model: str) -> None:
        """Nothing is read or made before it is needed."""
        self._folder = folder
        self._model = model

    def _path(self, prompt: Prompt, content: str) -> Path | None:
        if self._folder is None:
            return None
        key = content_hash(self._model, prompt.name, prompt.version, content, length=40)
        return self._folder / key[:2] / f"{key[2:]}.json"

    def get(self, prompt: Prompt, content: str) -> str | None:
        """The answer to a question; None if there is none, or none that can be read."""
        path = self._path(prompt, content)
        if path is None:
            return None
        try:
            answer = json.loads(path.read_bytes()).get("answer")
        except (OSError, ValueError, AttributeError):
            return None
        return answer if isinstance(answer, str) else None

    def put(self, prompt: Prompt, content: str, answer: str) -> None:
        """Keep an answer; raises InputError where the folder cannot be written."""
        path = self._path(prompt, content)
        if path is None:
            return
        held = {"model": self._model, "prompt": f"{prompt.name} {prompt.version}", "answer": answer}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            where = str(self._folder)
            raise InputError(where, f"cannot be written: {error.strerror}") from error
        write_text(path, json.dumps(held, ensure_ascii=False, indent=1) + "\n")
