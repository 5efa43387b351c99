"""What the page says of itself: what was read, from when to when, by which version and command.

Nothing of it comes from a clock, so that the same graph gives the same bytes; a date of building
is told where SOURCE_DATE_EPOCH gives one (https://reproducible-builds.org/specs/source-date-epoch).
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from importlib.resources import files
from typing import Any

from graphkit.schema import Graph

__all__ = ["made_of", "reliability"]


def made_of(graph: Graph, command: str = "") -> dict[str, Any]:
    """Counts of articles and outlets, the first and last date, articles without, and by what."""
    articles = [a for _, a in graph.nodes(data=True) if a.get("type") == "Article"]
    dates = sorted(str(a["published"]) for a in articles if a.get("published"))
    outlets = {str(a["outlet"]) for a in articles if a.get("outlet")}
    return {
        "articles": len(articles),
        "outlets": len(outlets),
        "first": dates[0][:10] if dates else "",
        "last": dates[-1][:10] if dates else "",
        "undated": len(articles) - len(dates),
        "version": _version(),
        "command": command,
        "built": _built(),
    }


def _version() -> str:
    try:
        return metadata.version("graphkit")
    except metadata.PackageNotFoundError:  # run from a folder, not installed
        return ""


def _built() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch.isdigit() else ""


@cache
def reliability() -> dict[str, Any]:
    """How often what is marked so sure was right in tests, by kind: graphkit/data/reliability.json.

    Each kind has rows of [from percent, to percent, how many were looked at, how many were right].
    """
    text = files("graphkit.data").joinpath("reliability.json").read_text(encoding="utf-8")
    held: dict[str, Any] = json.loads(text)
    return {name: held[name]["rows"] for name in ("said", "disputes", "untrue")}
