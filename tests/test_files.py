"""Files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.files import replacing, write_text, writing


@pytest.mark.parametrize("stop", [RuntimeError, KeyboardInterrupt])
def test_what_was_there_stays_when_writing_is_broken_off(
    tmp_path: Path, stop: type[BaseException]
) -> None:
    path = tmp_path / "a.json"
    write_text(path, "old")

    def write_half() -> None:
        with writing(path) as handle:
            handle.write("half")
            handle.flush()
            raise stop

    with pytest.raises(stop):
        write_half()
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_folders_are_made_and_newlines_kept(tmp_path: Path) -> None:
    write_text(tmp_path / "new" / "a.txt", "a\r\nb\n")
    assert (tmp_path / "new" / "a.txt").read_bytes() == b"a\r\nb\n"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    write_text(tmp_path / "real.txt", "old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


@pytest.mark.parametrize("name", ["", "file/below"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("a file")
    with pytest.raises(InputError) as caught, replacing(tmp_path / name):
        pass
    assert str(tmp_path) in caught.value.where
