"""An optional second opinion on disputes: a model that says if two claims can both be true.

``--judge FOLDER`` takes a model of inference from a folder (:mod:`graphkit.language.inference`);
``--judge NAME`` a plug-in: any package may offer one under the entry point group
``graphkit.judges``, a function without arguments that returns a :data:`~graphkit.model.Judge`.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

from graphkit.errors import ModelError
from graphkit.language.inference import Inference
from graphkit.model import Judge

__all__ = ["GROUP", "load_judge"]

GROUP: Final = "graphkit.judges"


@lru_cache(maxsize=1)
def load_judge(name: str) -> Judge:
    """The judge of that name or folder; raises ModelError if there is none."""
    if Path(name).is_dir():
        return Inference(Path(name))
    offered = {point.name: point for point in entry_points(group=GROUP)}
    if name not in offered:
        known = ", ".join(sorted(offered)) or "none is installed"
        raise ModelError(f"no judge {name!r}: neither a folder nor a plug-in ({known})")
    judge: Judge = offered[name].load()()
    return judge
