"""Files are written whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.files import MANIFEST, filling, replacing, write_text, writing


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


def fill(folder: Path, *names: str, kind: str = "csv") -> None:
    with filling(folder, kind) as part:
        for name in names:
            (part / name).write_text("new")


def test_a_folder_lists_what_is_its_own(tmp_path: Path) -> None:
    fill(tmp_path / "out", "b.csv", "a.csv")
    fill(tmp_path / "out", "c.cypher", kind="other")
    found = json.loads((tmp_path / "out" / MANIFEST).read_text())
    assert found == {"csv": ["a.csv", "b.csv"], "other": ["c.cypher"]}


@pytest.mark.parametrize("stop", [RuntimeError, KeyboardInterrupt])
@pytest.mark.parametrize("there", [True, False])
def test_a_folder_stays_as_it_was_when_filling_is_broken_off(
    tmp_path: Path, stop: type[BaseException], there: bool
) -> None:
    out = tmp_path / "out"
    if there:
        fill(out, "a.csv")
    before = sorted(tmp_path.rglob("*"))

    def fill_half() -> None:
        with filling(out, "csv") as part:
            (part / "b.csv").write_text("half")
            raise stop

    with pytest.raises(stop):
        fill_half()
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "names",
    [
        '["../precious"]',
        '["/etc/hostname"]',
        '["sub/../../precious"]',
        '[".."]',
        '[""]',
        '["C:precious"]',
        '["..\\\\precious"]',
        "[7]",
        '"precious"',
        "{}",
    ],
)
def test_a_list_that_leads_out_of_its_folder_is_refused(tmp_path: Path, names: str) -> None:
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / MANIFEST).write_text(f'{{"csv": {names}}}')
    with pytest.raises(InputError, match="no list of files"):
        fill(tmp_path / "out", "a.csv")
    assert (tmp_path / "precious").read_text() == "mine"
    assert [p.name for p in (tmp_path / "out").iterdir()] == [MANIFEST]


@pytest.mark.parametrize("text", ["", "[]", "mine", "{", "\0"])
def test_a_file_of_somebody_else_with_the_name_of_the_list_stays(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(InputError, match="no list of files"):
        fill(tmp_path, "a.csv")
    assert (tmp_path / MANIFEST).read_text() == text


def test_a_link_among_its_own_files_is_replaced_and_not_followed(tmp_path: Path) -> None:
    fill(tmp_path / "out", "a.csv", "b.csv")
    (tmp_path / "precious").write_text("mine")
    for name in ("a.csv", "b.csv"):
        (tmp_path / "out" / name).unlink()
        (tmp_path / "out" / name).symlink_to("../precious")
    fill(tmp_path / "out", "a.csv")
    assert (tmp_path / "precious").read_text() == "mine"
    assert not (tmp_path / "out" / "a.csv").is_symlink()
    assert not (tmp_path / "out" / "b.csv").exists()


def test_a_folder_behind_a_link_is_filled(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    fill(tmp_path / "link", "a.csv")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "a.csv").read_text() == "new"


KILLED = """
import os, signal, sys
from pathlib import Path
from graphkit.files import filling, replacing, writing
out = Path(sys.argv[1])
with replacing(out / "a.json") as part, writing(part), filling(out / "dir", "csv") as folder:
    (folder / "b.csv").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, tmp_path], check=False, cwd=Path.cwd())
    assert len(list(tmp_path.glob(".*.part"))) == 3
    write_text(tmp_path / "a.json", "new")
    fill(tmp_path / "dir", "c.csv")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.json", "dir"]


@pytest.mark.parametrize(
    ("name", "age", "stays"),
    [
        (".a.json.{machine}-{living}.part", 0, True),
        (".a.json.ffffff-1.part", 60, True),
        (".a.json.ffffff-1.part", 100_000, False),
        (".a.json.{machine}-{dead}.part", 0, False),
        ("..a.json.{machine}-{dead}.part.{machine}-{dead}.part", 0, False),
        (".b.json.{machine}-{dead}.part", 0, True),
        (".a.json.draft.{machine}-{dead}.part", 0, True),
        (".a.json.{machine}-{dead}.part.keep", 0, True),
        ("a.json.{machine}-{dead}.part", 0, True),
        (".a.json.part", 100_000, True),
    ],
)
def test_what_somebody_may_still_need_is_not_swept(
    tmp_path: Path, name: str, age: int, stays: bool
) -> None:
    with replacing(tmp_path / "probe") as part:
        machine = part.name.split(".")[2].split("-")[0]
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"],
        capture_output=True,
        text=True,
        check=True,
    )
    living, dead = os.getppid(), gone.stdout.strip()
    file = tmp_path / name.format(machine=machine, living=living, dead=dead)
    file.write_text("left")
    os.utime(file, (time.time() - age,) * 2)
    write_text(tmp_path / "a.json", "new")
    assert file.exists() == stays
