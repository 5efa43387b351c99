"""The wheel and the sdist hold what they need and no more, and work away from the repository."""

from __future__ import annotations

import json
import os
import shutil
import site
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: What a clone has and nobody needs who installs graphkit.
NOT_THERE = ("tests/", "benchmarks/", "seeds/", "exports/", ".ci/", "docs/images/", "__pycache__")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both, built from the files that git would clone."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist"]
    done = subprocess.run([*command, "-d", folder], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


def names_in_wheel(folder: Path) -> set[str]:
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def names_in_sdist(folder: Path) -> set[str]:
    with tarfile.open(next(folder.glob("*.tar.gz"))) as sdist:
        return {name.partition("/")[2] for name in sdist.getnames()}


def needed() -> set[str]:
    """All files of the package in the repository."""
    return {
        str(path.relative_to(ROOT))
        for path in (ROOT / "graphkit").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }


def test_the_wheel_has_the_package_and_nothing_else(built: Path) -> None:
    names = names_in_wheel(built)
    assert {name for name in names if ".dist-info/" not in name} == needed()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_sdist_has_what_a_wheel_is_built_from_and_documents(built: Path) -> None:
    names = names_in_sdist(built)
    assert needed() <= names
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "PKG-INFO"} <= names
    assert not [name for name in names if name.startswith(NOT_THERE) or "__pycache__" in name]


def test_what_is_shipped_stays_small(built: Path) -> None:
    sizes = {path.suffix: path.stat().st_size / 1e6 for path in built.iterdir()}
    assert max(sizes.values()) < 70, sizes  # most of it the two models


def offline(command: Sequence[str | Path], cwd: Path, home: Path) -> str:
    """What the command prints, run without a network where the system lets us cut it off."""
    cut = ["unshare", "--map-root-user", "--net"] if shutil.which("unshare") else []
    if cut and subprocess.run([*cut, "true"], capture_output=True).returncode:
        cut = []
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [*cut, *map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_works_from_another_folder_without_network_or_repository(
    built: Path, tmp_path: Path
) -> None:
    """Its dependencies are those of this environment; graphkit itself is the wheel's alone."""
    home = tmp_path / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    python = home / "bin" / "python"
    (packages,) = home.glob("lib/python*/site-packages")
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(packages)
    # a path of its own, after the wheel's, and without running what lies there as .pth
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()))
    away = tmp_path / "away"
    away.mkdir()
    where = offline([python, "-c", "import graphkit; print(graphkit.__file__)"], away, tmp_path)
    assert Path(where.strip()).is_relative_to(home)
    assert "graphkit" in offline([python, "-m", "graphkit", "--version"], away, tmp_path)
    (away / "a.txt").write_text("“It rains,” said Jo Roe.")
    (away / "b.html").write_text("<p>The mayor denied that it rains.</p>")
    graphkit = [python, "-m", "graphkit"]
    told = offline([*graphkit, "build", ".", "-o", "out", "--json"], away, tmp_path)
    assert json.loads(told)["nodes"]["Person"] == 1
    for command in (["check", "out/graph.json", "--texts", "."], ["queries", "list"]):
        assert offline([*graphkit, *command], away, tmp_path)
    assert (away / "out" / "graph.html").stat().st_size > 10_000
