"""run.py, before anything is installed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["demo", "too", "much"]])
def test_a_wrong_call_shows_how_to_call_it(root: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-S", "run.py", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "python3 run.py demo" in done.stdout


def test_ci_runs_what_the_readme_shows(root: Path) -> None:
    shown = re.findall(r"python3 run\.py \w+", (root / "README.md").read_text("utf-8"))
    assert "python3 run.py test" in shown
    assert "python3 run.py test" in (root / ".ci" / "run").read_text("utf-8")


def test_the_lock_holds_every_dependency(root: Path) -> None:
    """If this fails: python3 run.py lock."""
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    lock = (root / "requirements.lock").read_text("utf-8")
    locked = set(re.findall(r"^([a-z0-9._-]+)==", lock, re.M))
    for dependency in wanted:
        name = re.split(r"[<>=!~\[ ;]", dependency)[0].lower()
        assert name in locked, name
