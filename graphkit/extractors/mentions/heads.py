"""What the words of a capitalised name say it is: "Board of Elections", "Acme Corp"."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from graphkit.model import EntityType
from graphkit.text.lexicon import heads

__all__ = ["head_type"]


@lru_cache(maxsize=16384)
def head_type(surface: str) -> EntityType | Literal["-"] | None:
    """What the head word of a capitalised name says it is, "-" for no body, None for nothing."""
    parts = [p.strip(".,’'\"“”()").removesuffix("’s").removesuffix("'s") for p in surface.split()]
    known = heads()
    core = parts
    for i, word in enumerate(parts):
        if i and word in ("of", "for", "on", "in", "at", "against"):
            core = parts[:i]
            break
    if not parts:
        return None
    # the word before "of" heads a name, whatever comes behind: "Board of Elections"
    apart = len(core) < len(parts) and known.get(core[-1], "-") != "-"
    if " v. " in surface or " vs. " in surface or (known.get(parts[-1]) == "-" and not apart):
        return "-" if len(parts) > 1 else None
    if core and core[-1] in known and (len(parts) > 1):
        return known[core[-1]]
    if "Office" in core and len(parts) > 1:
        return "Agency"
    return None
