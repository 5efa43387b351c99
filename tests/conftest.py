"""What many tests need: the samples, a graph of them, and the folder of shared articles."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import hypothesis
import pytest

import graphkit
from graphkit.schema import Graph
from graphkit.settings import Settings
from tests.checked import checked
from tests.neo4j_server import namespace, neo4j_server, own_neo4j

__all__ = ["namespace", "neo4j_server", "own_neo4j"]

# Where everything is checked at once, the same examples are tried every time, and a busy machine
# may take its time; elsewhere new examples are looked for.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
if os.environ.get("GRAPHKIT_REQUIRE_ALL"):
    hypothesis.settings.load_profile("steady")

ROOT = Path(__file__).resolve().parent.parent
#: Folders whose tests share what is dear to start: a server, a browser.
TOGETHER = ("graphdb", "page")


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Among several processes, keep the tests of a file, and of those folders, in one."""
    from xdist.scheduler import LoadFileScheduling

    class ByFileOrFolder(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            folder = nodeid.removeprefix("tests/").partition("/")[0]
            return folder if folder in TOGETHER else str(super()._split_scope(nodeid))

    return ByFileOrFolder(config, log)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of our own sample articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder that holds seeds/ and polnear/, which this project may read and not contain."""
    folder = Path(os.environ.get("GRAPHKIT_SHARED") or ROOT.parent / "shared")
    if not (folder / "seeds").is_dir():
        pytest.skip("no shared articles: set GRAPHKIT_SHARED to a folder with seeds/ and polnear/")
    return folder


@pytest.fixture(scope="session")
def seeds_graph(seeds: Path) -> Graph:
    """The graph of our own sample articles; a test that changes it takes a copy."""
    return checked(graphkit.build([seeds], settings=Settings(with_texts=True)))


def unavailable(what: str) -> None:
    """Skip the test because something is not installed; in CI that is an error."""
    if os.environ.get("GRAPHKIT_REQUIRE_ALL"):
        pytest.fail(f"GRAPHKIT_REQUIRE_ALL is set, and {what}", pytrace=False)
    pytest.skip(what)
