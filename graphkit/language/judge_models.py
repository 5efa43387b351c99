"""An optional second opinion on disputes: a model that says if two claims can both be true.

``--judge FOLDER`` takes a model of inference from a folder (:mod:`graphkit.language.inference`);
``--judge NAME`` a plug-in: any package may offer one under the entry point group
``graphkit.judges``, a function without arguments that returns a :data:`~graphkit.model.Judge`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Final

from graphkit.errors import ModelError
from graphkit.language.inference import Inference
from graphkit.model import Judge

__all__ = ["GROUP", "load_judge"]

GROUP: Final = "graphkit.judges"


@lru_cache(maxsize=1)
def load_judge(name: str) -> Judge:
    """The judge of that name or folder; raises ModelError if there is none."""
    if Path(name).is_dir():
        return _checked(Inference(Path(name)), name)
    offered = {point.name: point for point in entry_points(group=GROUP)}
    if name not in offered:
        known = ", ".join(sorted(offered)) or "none is installed"
        raise ModelError(f"no judge {name!r}: neither a folder nor a plug-in ({known})")
    return _checked(offered[name].load()(), name)


def _checked(judge: Any, name: str) -> Judge:
    """The judge, held to what a judge gives: one probability for each pair.

    It is tried once, so that a model of another kind is told before the reading.
    """

    def ask(pairs: Sequence[tuple[str, str]]) -> Sequence[float]:
        try:
            chances = [float(chance) for chance in judge(pairs)]
        # a judge is a stranger's model or code, and its failure is told as its own
        except Exception as error:  # see above
            what = f"{type(error).__name__}: {error}"
            raise ModelError(f"the judge {name!r} failed: {what}") from error
        if len(chances) != len(pairs) or not all(0 <= chance <= 1 for chance in chances):
            shown = ", ".join(map(str, chances[:3]))
            raise ModelError(
                f"the judge {name!r} must give one number from 0 to 1 for each of {len(pairs)} "
                f"pairs of claims, and gave {len(chances)}: {shown}"
            )
        return chances

    ask([("It rained.", "It did not rain.")])
    return ask
