"""The documents beside the code: their links lead somewhere, their code runs, their claims hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from graphkit.language import analyse
from graphkit.model import Document
from graphkit.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "SECURITY.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
MODEL_CARDS = sorted((ROOT / "graphkit" / "data").glob("*/README.md"))


@pytest.mark.parametrize("path", [*DOCUMENTS, *MODEL_CARDS], ids=lambda p: p.parent.name + p.stem)
def test_every_link_to_a_file_leads_to_one(path: Path) -> None:
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target and not target.startswith("mailto:"):
            assert (path.parent / target).exists(), target


def test_every_promise_names_a_test_that_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert len(named) > 10
    assert not [name for name in named if not (ROOT / name).is_file()]


def test_the_example_of_an_extractor_finds_what_it_says() -> None:
    text = (ROOT / "docs" / "how-to-add-an-extractor.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.S)
    made: dict[str, Any] = {}
    exec(code, made)
    words = "It rained in Chicago on Monday, officials of Texas said in June."
    (analysis,) = analyse([Document("a", "a", words)], Settings())
    (found,) = made["find_places"](analysis)
    assert words[found.start : found.end] == found.quote == "Chicago"


def test_how_often_it_is_wrong_is_what_was_measured() -> None:
    measured = (ROOT / "benchmarks" / "QUALITY.md").read_text("utf-8")
    for figure in re.findall(r"(?<!\d)\.\d{3}\b", (ROOT / "docs" / "limits.md").read_text("utf-8")):
        assert figure in measured, figure


def test_the_citation_is_of_this_version() -> None:
    import tomllib

    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert str(cited["version"]) == project["version"]
    assert cited["license"] == project["license"]
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("path", MODEL_CARDS, ids=lambda path: path.parent.name)
def test_every_model_has_a_card(path: Path) -> None:
    card = path.read_text("utf-8")
    for row in ("what it does", "learnt from", "figures", "limits", "risks"):
        assert f"| {row} |" in card, row


def test_every_model_that_is_shipped_has_a_card() -> None:
    folders = {model.parent for model in (ROOT / "graphkit" / "data").rglob("*.onnx")}
    assert folders <= {card.parent for card in MODEL_CARDS}


def test_the_server_of_docker_compose_has_least_rights() -> None:
    (server,) = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))[
        "services"
    ].values()
    assert all(str(port).startswith("127.0.0.1:") for port in server["ports"])
    assert "no-new-privileges:true" in server["security_opt"]
    assert server["cap_drop"] == ["ALL"]
    assert server["mem_limit"]
    assert server["environment"]["NEO4J_dbms_usage__report_enabled"] == "false"
