"""docs/formats.md names every suffix that is read and every extra, and no other."""

from __future__ import annotations

import io
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.cli import main
from graphkit.readers import READERS
from tests.readers import making

#: Other ways to write ``.tar`` with a packing.
SHORT = {".tbz2", ".txz"}


def test_every_suffix_is_documented(root: Path) -> None:
    text = (root / "docs" / "formats.md").read_text("utf-8")
    shown = set(re.findall(r"`(\.[a-z0-9]+)`", text))
    assert set(READERS) - SHORT - {".js"} <= shown
    assert "`tweets.js`" in text


def test_every_extra_is_documented(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    text = (root / "docs" / "formats.md").read_text("utf-8")
    for extra in ("pdf", "office", "tables", "web-archives"):
        assert project["optional-dependencies"][extra]
        assert f"`{extra}`" in text


@pytest.mark.parametrize("name", ["PDF", "DOCX", "mbox", "Parquet", "WARC", "Factiva", "Bluesky"])
def test_the_help_names_the_formats(name: str) -> None:
    assert name in CliRunner().invoke(main, ["build", "--help"]).stdout


def test_a_document_is_read_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    from graphkit.readers import read
    from graphkit.readers.inputs import STDIN

    for data in (making.docx(), making.pdf()):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        (document,) = read([STDIN], pytest.fail)
        assert (document.id, document.title) == ("stdin", making.TITLE)
