"""The command explains itself, starts at once, and README.md shows what works."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import graphkit
from graphkit.cli import COMMANDS, main

#: Seconds of processor time, best of five: the machine may be busy with other things.
STARTS_WITHIN = 0.3


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    done = CliRunner().invoke(main, [name, "--help"])
    assert done.exit_code == 0, done.output
    assert f"graphkit {name}" in done.stdout, "an example is missing"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"--{parameter.name} says nothing"


def test_the_list_of_commands_is_complete() -> None:
    done = CliRunner().invoke(main, ["--help"])
    for name, (_, line) in COMMANDS.items():
        assert name in done.stdout
        assert line.split()[0] in done.stdout


@pytest.mark.parametrize("arguments", [["nonsense"], ["build"], ["export", "--to=x", "a", "b"]])
def test_a_wrong_call_is_told(arguments: list[str]) -> None:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert "Usage:" in done.stderr


def test_help_comes_at_once() -> None:
    def seconds() -> float:
        before = os.times()
        command = [sys.executable, "-m", "graphkit", "--help"]
        subprocess.run(command, check=True, capture_output=True)
        after = os.times()
        return sum(after[2:4]) - sum(before[2:4])

    assert min(seconds() for _ in range(5)) < STARTS_WITHIN


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys; from graphkit.cli import main; main(['--help'], standalone_mode=False);"
        "print(sorted({'spacy','networkx','neo4j','numpy','rich','pyvis'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def readme_commands(root: Path) -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", (root / "README.md").read_text("utf-8"), re.S)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [shlex.split(line.split(">")[0]) for line in lines if line.startswith("graphkit ")]


def test_readme_shows_commands_and_options_that_exist(root: Path) -> None:
    shown = readme_commands(root)
    assert len(shown) > 5
    for _, name, *arguments in shown:
        command = main.get_command(click.Context(main), name)
        assert command is not None, name
        options = {o for p in command.params for o in (*p.opts, *p.secondary_opts)}
        if not isinstance(command, click.Group):
            for argument in arguments:
                known = argument == "-" or argument in options
                assert not argument.startswith("-") or known, (name, argument)


def test_readme_python_example_works(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (root / "README.md").read_text("utf-8"), re.S)
    monkeypatch.chdir(root)
    printed: list[str] = []
    exec(code, {"print": lambda *words: printed.append(" ".join(words))})
    assert any("Dana Whitlock →" in line for line in printed)


def test_public_names_are_complete() -> None:
    assert sorted(graphkit.__all__) == sorted(
        "Settings __version__ build export extract load merge render save show trace".split()
    )
    assert all(hasattr(graphkit, name) for name in graphkit.__all__)


@pytest.mark.skipif(
    not os.environ.get("GRAPHKIT_REQUIRE_ALL"),
    reason="makes .venv: set GRAPHKIT_REQUIRE_ALL=1 to run it",
)
def test_the_first_command_of_the_readme_builds_a_page(root: Path) -> None:
    command = [sys.executable, "run.py", "demo"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = root / "exports" / "graph.html"
    assert page.as_uri() in done.stdout
    assert page.stat().st_size > 10_000
