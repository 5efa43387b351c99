"""Material that may not be committed: where it lies, for the tests that use it if it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

#: A folder with ``seeds/`` and ``polnear/``; GRAPHKIT_SHARED names it.
SHARED = Path(os.environ.get("GRAPHKIT_SHARED") or Path(__file__).resolve().parents[2] / "shared")


def shared(name: str) -> Path:
    """The file or folder of that name in the shared material; the test is skipped without it."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"no {name} in the folder that GRAPHKIT_SHARED names")
    return path
