#!/usr/bin/env python3
"""Set graphkit up in .venv and run it: nothing is installed outside this folder.

    python3 run.py demo          build the graph of seeds/ and say where to open it
    python3 run.py test [ARG…]   run all checks; arguments go to pytest
    python3 run.py lock          write requirements.lock anew (needs uv)

Needs Python 3.11 or later and, the first time, a package index that pip can reach.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
STAMP = HOME / "graphkit-ready"
#: Says that .venv was made by this program, and may be made anew by it.
OURS = HOME / "graphkit-made"
#: What the environment is made from: when one of them is newer, it is brought up to date.
SOURCES = (ROOT / "requirements.lock", ROOT / "pyproject.toml")
#: A process a core; tests/conftest.py says which tests stay together.
WORKERS = ("--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile")


def main(arguments: list[str]) -> int:
    """Do what the first argument says."""
    if sys.version_info < (3, 11):  # noqa: UP036  # an older Python may well be asked to run this
        found = ".".join(map(str, sys.version_info[:2]))
        return fail(f"Python 3.11 or later is needed, this is {found}. Try: python3.11 run.py …")
    task, *rest = arguments or [""]
    if task not in TASKS or (rest and task != "test"):
        print((__doc__ or "").strip())
        return 2
    return TASKS[task](rest)


def fail(message: str) -> int:
    """Say what is wrong."""
    print(message, file=sys.stderr)
    return 1


def run(*command: str | Path, **variables: str) -> int:
    """Run a command in the project's folder and return its exit status."""
    return subprocess.call(list(map(str, command)), cwd=ROOT, env={**os.environ, **variables})


def set_up() -> int:
    """Make .venv, with the exact versions of requirements.lock, unless it is there and current."""
    if STAMP.exists() and all(STAMP.stat().st_mtime >= f.stat().st_mtime for f in SOURCES):
        return 0
    foreign = HOME.exists() and not (STAMP.exists() or OURS.exists())
    if foreign and (not HOME.is_dir() or any(HOME.iterdir())):
        return fail(f"{HOME} was not made by run.py: move it away, then run this again.")
    print("Setting up .venv (once; a minute or two) …", flush=True)
    try:
        # an environment of another Python, or one that was interrupted, is made anew
        if not STAMP.exists():
            venv.create(HOME, clear=True)
        OURS.touch()
        venv.create(HOME, with_pip=True)
    except subprocess.CalledProcessError:
        return fail("Python's venv module cannot make .venv. On Debian: apt install python3-venv")
    pip = (BIN / "python", "-m", "pip", "--disable-pip-version-check", "install", "-qq")
    locked = ("--require-hashes", "-r", "requirements.lock")
    ourselves = ("--no-deps", "--no-build-isolation", "--editable", ".")
    if run(*pip, *locked) or run(*pip, *ourselves):
        return fail("pip could not install what requirements.lock names; see its message above.")
    STAMP.touch()
    return 0


def demo(_: list[str]) -> int:
    """Build the graph of seeds/."""
    status = set_up() or run(BIN / "graphkit", "build", "seeds", "-o", "exports")
    if not status:
        print(f"\nOpen it: {(ROOT / 'exports' / 'graph.html').as_uri()}")
    return status


def test(rest: list[str]) -> int:
    """Style, types, then tests: the first that fails ends it."""
    checks: tuple[tuple[str | Path, ...], ...] = (
        (BIN / "ruff", "check", "."),
        (BIN / "ruff", "format", "--check", "."),
        (BIN / "mypy", "graphkit", "run.py"),
        (BIN / "python", "-m", "pytest", *WORKERS, *rest),
    )
    status = set_up()
    for check in checks:
        if status:
            break
        print("→", *check[1:] if check[0] == BIN / "python" else (check[0], *check[1:]), flush=True)
        status = run(*check)
    return status


def lock(_: list[str]) -> int:
    """Write requirements.lock: versions and hashes of everything, for every platform."""
    options = "--quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url"
    return run(
        *("uv", "pip", "compile", *options.split(), "--group", "dev", "pyproject.toml"),
        *("--no-annotate", "--custom-compile-command", "python3 run.py lock"),
        *("-o", "requirements.lock"),
    )


TASKS = {"demo": demo, "test": test, "lock": lock}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
