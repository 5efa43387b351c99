"""``graphkit render`` from the outside."""

from __future__ import annotations

import base64
import re
import zlib
from pathlib import Path

from click.testing import CliRunner

from graphkit.cli import main
from graphkit.errors import InputError
from graphkit.exporters import write_json
from tests.page.story import story_graph


def blocks(page: Path) -> str:
    """What the page holds besides itself: its deflated blocks, one behind the other."""
    packed = re.findall(
        r"<script[^>]*>\s*(eJ[\w+/=]+|eN[\w+/=]+)\s*</script>", page.read_text("utf-8")
    )
    assert packed
    return "".join(zlib.decompress(base64.b64decode(block)).decode() for block in packed)


def test_render_writes_the_page_beside_the_graph(tmp_path: Path) -> None:
    graph = tmp_path / "fire" / "graph.json"
    write_json(story_graph(), graph)
    done = CliRunner().invoke(main, ["render", str(graph)])
    assert done.exit_code == 0, done.output
    page = graph.parent / "graph.html"
    assert "<title>fire</title>" in page.read_text(encoding="utf-8")
    assert "burned for three hours" not in blocks(page)


def test_render_puts_texts_in_when_asked(tmp_path: Path) -> None:
    write_json(story_graph(), tmp_path / "g.json")
    page = tmp_path / "out.html"
    options = ["-o", str(page), "--title", "Fire", "--with-texts"]
    done = CliRunner().invoke(main, ["render", str(tmp_path / "g.json"), *options])
    assert done.exit_code == 0, done.output
    assert "burned for three hours" in blocks(page)


def test_render_says_when_there_are_no_texts(tmp_path: Path) -> None:
    write_json(story_graph(with_texts=False), tmp_path / "g.json")
    done = CliRunner().invoke(main, ["render", str(tmp_path / "g.json"), "--with-texts"])
    assert done.exit_code != 0
    assert isinstance(done.exception, InputError) or "holds no articles' texts" in done.output
