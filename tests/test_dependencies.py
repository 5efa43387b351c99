"""What is imported is declared, so that the wheel works when pip installs it by itself."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: Room, or module of one, → what it alone imports, by an extra, and says which extra is missing.
EXTRAS = {
    part: [requirement for name in names for requirement in PROJECT["optional-dependencies"][name]]
    for part, names in {
        "training": ("train",),
        "llm": ("llm",),
        "readers": ("pdf", "office", "tables", "web-archives"),
        "parquet.py": ("parquet",),
        "documents.py": ("docx",),
        "engine.py": ("query",),
    }.items()
}
#: Module → the distributions that bring it.
BROUGHT = packages_distributions()
#: Modules that those libraries import without declaring them in a way that every pip understands.
HIDDEN = {"lxml_html_clean"}


def declared(requirements: list[str]) -> set[str]:
    names = (re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in requirements)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


def imported(source: str) -> set[str]:
    """The top-level modules that a module imports, inside functions as well."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"graphkit"}


def undeclared(modules: set[str], requirements: list[str]) -> set[str]:
    """Those that no distribution of the requirements brings."""
    known = declared(requirements)
    return {module for module in modules if not declared(BROUGHT.get(module, [module])) & known}


@pytest.mark.parametrize("path", sorted((ROOT / "graphkit").rglob("*.py")), ids=lambda p: p.stem)
def test_every_module_that_is_imported_is_declared(path: Path) -> None:
    extra = [
        requirement
        for part, requirements in EXTRAS.items()
        if part in path.relative_to(ROOT / "graphkit").parts
        for requirement in requirements
    ]
    modules = imported(path.read_text(encoding="utf-8"))
    assert not undeclared(modules, PROJECT["dependencies"] + extra)


def test_what_comes_only_by_way_of_an_extra_is_declared() -> None:
    assert not undeclared(HIDDEN, PROJECT["dependencies"])


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("import click", set()),
        ("import yaml", set()),
        ("import os.path, json", set()),
        ("from graphkit.cli import main", set()),
        ("from . import files", set()),
        ("import requests", {"requests"}),
        ("def f():\n    from lxml.html import clean", {"lxml"}),
        ("from lxml_html_clean import Cleaner", {"lxml_html_clean"}),
    ],
)
def test_a_module_that_is_not_declared_is_found(source: str, missing: set[str]) -> None:
    assert undeclared(imported(source), ["click>=8", "PyYAML"]) == missing


def test_the_lock_has_every_dependency() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = declared(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    assert declared(PROJECT["dependencies"]) <= locked
