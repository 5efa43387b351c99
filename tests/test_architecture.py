"""The house stays in order: imports point one way, modules are short, nothing is there twice."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "graphkit"
#: Modules that every stage speaks; nothing else lies at the top.
SPOKEN: set[str] = {"characters", "model", "schema", "settings", "errors", "ids", "files"}
#: Room → the rooms that it may import, beside itself and the modules that every stage speaks.
STAGES: dict[str, set[str]] = {
    "text": set(),
    "curation": set(),
    "readers": {"text"},
    "fetching": {"text"},
    "language": {"text"},
    "extractors": {"text", "language"},
    "resolve": {"text", "curation"},
    "checking": set(),
    "exporters": {"graphdb.format", "checking"},
    "graphdb": {"curation"},
    "reports": {"text"},
    "page": {"reports"},
    "query": {"graphdb.format"},
    "data": set(),
    "llm": {"text", "curation", "reports.review"},
    "training": {"readers", "language", "extractors", "evaluation", "text"},
    "running": set(),
    "evaluation": {"language", "extractors", "resolve", "readers", "text"},
}
#: Modules that tie the stages together; no stage may import them.
TIES = {
    "graphkit",
    "graphkit.pipeline",
    "graphkit.graph",
    "graphkit.cli",
    "graphkit.__main__",
}
LONGEST_MODULE = 500
LONGEST_FUNCTION = 80
#: Lines in a row that are the same in two places.
COPIED_LINES = 10

MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def imports(name: str, *, everywhere: bool) -> set[str]:
    """Modules of graphkit that a module imports; those inside functions only if ``everywhere``."""
    found: set[str] = set()
    body: Iterator[ast.AST] = ast.walk(TREES[name]) if everywhere else at_import(TREES[name])
    for node in body:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            below = {f"{node.module}.{alias.name}" for alias in node.names}
            known = below & set(MODULES)
            found.update(known or {node.module})
    return {module for module in found if module in MODULES and module != name}


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when the module is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from at_import(child)


def stage(module: str) -> str:
    """``graphkit.readers.text`` → ``readers``; the module itself where it lies at the top."""
    return [*module.split("."), ""][1]


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_point_one_way(module: str) -> None:
    here = stage(module)
    if module in TIES or here == "cli":
        return
    for other in imports(module, everywhere=True):
        assert other not in TIES, f"{module} imports {other}"
        known = {here} | SPOKEN | (set() if here in SPOKEN else STAGES[here])
        room = other.removeprefix("graphkit.")
        assert any(room == one or room.startswith(f"{one}.") for one in known), (
            f"{module} imports {other}: a stage knows no other one"
        )


def test_loose_modules_are_those_that_every_stage_speaks() -> None:
    loose = {path.stem for path in PACKAGE.glob("*.py")}
    assert loose - {"__init__", "__main__"} == SPOKEN | {"pipeline", "graph"}


def test_there_are_no_cycles() -> None:
    order = TopologicalSorter({m: imports(m, everywhere=False) for m in MODULES})
    order.prepare()  # raises CycleError, which names the modules


def functions() -> Iterator[tuple[str, int]]:
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[0]
                doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
                start = (first.end_lineno or 0) + 1 if doc else node.lineno
                yield f"{module}.{node.name}", (node.end_lineno or 0) - start + 1


def test_modules_and_functions_are_short() -> None:
    long = {
        m: n
        for m, path in MODULES.items()
        if (n := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long
    assert not {name: lines for name, lines in functions() if lines > LONGEST_FUNCTION}


def test_nothing_is_there_twice() -> None:
    """No ten lines of code in a row are the same in two places."""
    places: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for module, path in MODULES.items():
        lines = [
            (number, line.strip())
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            # imports and closing brackets are alike everywhere
            if len(line.strip()) > 4 and not line.startswith(("from ", "import ", "#"))
        ]
        for at in range(len(lines) - COPIED_LINES + 1):
            window = lines[at : at + COPIED_LINES]
            places[tuple(line for _, line in window)].append(f"{module}:{window[0][0]}")
    assert not [where for where in places.values() if len(where) > 1]


def test_every_ignore_gives_its_reason() -> None:
    for path in MODULES.values():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for mark in ("# type: ignore", "# noqa"):
                if mark in line:
                    rest = line.split(mark, 1)[1]
                    assert "#" in rest, f"{path.name}:{number}: say why"


def test_no_address_of_a_registry_is_written_down() -> None:
    lock = (PACKAGE.parent / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
