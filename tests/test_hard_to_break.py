"""What people, disks and strangers do to a run, and what graphkit says to it."""

from __future__ import annotations

import csv
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from graphkit.characters import printable
from graphkit.cli import main
from graphkit.curation.judgements import read_judgements
from graphkit.errors import InputError, JudgementError, ModelError, ServerError
from graphkit.exporters.tables import guarded, write_csv
from graphkit.files import check_writable, replacing
from graphkit.graphdb import connect
from graphkit.graphdb.server import Server, explain
from graphkit.language import analysis, judge_models
from graphkit.language.inference import _numbers
from graphkit.model import Document
from graphkit.readers import read
from graphkit.readers.records import MOST_BAD
from graphkit.schema import Graph
from tests.graphs import made_up_graph

SAID = "“It rains,” said Jo Roe."
DENIED = "“No,” said Al Day."


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def documents(*paths: Path) -> tuple[list[Document], list[InputError]]:
    problems: list[InputError] = []
    return list(read(paths, problems.append)), problems


# Names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (b"caf\xe9.txt", rb"caf\xe9.txt"),
        (b"a\x01.txt", rb"a\x01.txt"),
        (b"a\n.txt", rb"a\x0a.txt"),
        (b"a\xe9\xe9.txt", rb"a\xe9" + b"\xe9.txt"),
        ("a\u2028.txt".encode(), rb"a\u2028.txt"),
    ],
)
def test_names_that_are_written_alike_are_told_apart(
    tmp_path: Path, one: bytes, other: bytes
) -> None:
    for name, text in ((one, SAID), (other, DENIED)):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(text)
    found, problems = documents(tmp_path)
    assert len({document.id for document in found}) == 2
    assert not problems


@pytest.mark.parametrize("order", [1, -1])
def test_a_record_and_a_file_of_its_name_are_told_apart(tmp_path: Path, order: int) -> None:
    (tmp_path / "n.jsonl").write_text(json.dumps({"id": "a.txt", "text": SAID}))
    (tmp_path / "n.jsonl#a.txt").write_text(DENIED)
    (tmp_path / "fine#1.txt").write_text(SAID)
    found, problems = documents(*sorted(tmp_path.iterdir())[::order])
    names = {document.id: document.text for document in found}
    assert names == {"n.jsonl#a.txt": SAID, r"n.jsonl\x23a.txt": DENIED, "fine#1.txt": SAID}
    assert not problems


NAMES = st.text(st.sampled_from("a\\x01#\x01\udce9\n."), min_size=1, max_size=6)


@given(st.sets(NAMES, min_size=2, max_size=6))
def test_no_two_files_share_a_name(names: set[str]) -> None:
    from graphkit.readers.inputs import _told_apart

    told = _told_apart({name: name for name in names})
    assert len(set(told.values())) == len(names)
    assert all(printable(name) == name for name in told.values())


# Files that are none


def test_pipes_devices_and_links_out_of_a_folder_are_left_out(tmp_path: Path) -> None:
    secret, folder = tmp_path / "secret", tmp_path / "story"
    (secret / "deep").mkdir(parents=True)
    (folder / "inner").mkdir(parents=True)
    (secret / "key.txt").write_text("“My key is 1234,” said Jo Roe.")
    (folder / "ok.txt").write_text(SAID)
    os.mkfifo(folder / "pipe.txt")
    for name, to in {
        "zero.txt": Path("/dev/zero"),
        "out.txt": secret / "key.txt",
        "up.txt": Path("../secret/key.txt"),
        "folder": secret,
        "nothing.txt": folder / "gone.txt",
        "round.txt": folder / "round.txt",
        "inside.txt": folder / "ok.txt",
        "inner/again": folder,
    }.items():
        (folder / name).symlink_to(to)
    found, problems = documents(folder)
    assert [document.text for document in found] == [SAID]
    told = {Path(problem.where).name: problem.what for problem in problems}
    assert told == {
        "pipe.txt": "is no regular file",
        "zero.txt": "is a link out of the folder",
        "out.txt": "is a link out of the folder",
        "up.txt": "is a link out of the folder",
        "folder": "is a link out of the folder",
        "nothing.txt": "is a link to nothing",
        "round.txt": "is a link to nothing",
    }


def test_a_link_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "story").symlink_to(tmp_path)
    assert len(documents(tmp_path / "link.txt")[0]) == 1
    assert len(documents(tmp_path / "story")[0]) == 1


def test_a_file_of_nothing_but_bad_records_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "n.jsonl").write_text("no\n" * 5000 + json.dumps({"text": SAID}))
    (tmp_path / "few.jsonl").write_text(("no\n" * 99 + json.dumps({"text": SAID}) + "\n") * 2)
    found, problems = documents(tmp_path)
    assert len(found) == 1  # the second has the words of the first
    assert sum("n.jsonl" in p.where for p in problems) == MOST_BAD + 1
    assert f"{MOST_BAD} bad records" in problems[-1].what


# Tables


FORMULAS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\uff1d1",
    "\uff0b1",
    "\uff20x",
]


@pytest.mark.parametrize("text", [*FORMULAS, "|cmd", "%0A", "\0=1", "\u3000=1"])
def test_a_text_that_is_a_formula_is_guarded(tmp_path: Path, text: str) -> None:
    assert guarded(text) == f"'{text}"
    graph = made_up_graph(8, 12)
    for _, data in graph.nodes(data=True):
        data["name"] = text
        data["aliases"] = [text, "b"]
    write_csv(graph, tmp_path)
    for file in tmp_path.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as handle:
            cells = [cell for row in csv.reader(handle) for cell in row]
        assert not [cell for cell in cells if cell.startswith(text)]


@pytest.mark.parametrize("value", ["a=b", "x", "", "“=1”", "1", -1, -0.5, None, True, "'=1"])
def test_other_values_are_left_as_they_are(value: object) -> None:
    assert guarded(value) == value


# Addresses


URIS = [
    "bolt://neo4j:s3cret@host:7687",
    "neo4j+s://me:s3cret@x.example/db",
    "bolt://host?password=s3cret",
    "bolt://host:7687/?user=a&token=s3cret",
    "http://u:s3cret@host",
    "bolt://a@b:s3cret@host",
    "s3cret@host",
    "bolt://host#s3cret",
]


@pytest.mark.parametrize("uri", URIS)
def test_no_password_in_an_address_is_told(uri: str) -> None:
    server = Server(uri, password="another")
    assert "host" in server.where or "x.example" in server.where
    assert "s3cret" not in server.where
    for words in (f"cannot reach {uri}", "no user 's3cret'", "s3cret is unknown"):
        if "#" not in uri or "s3cret" not in words.replace(uri, ""):
            assert "s3cret" not in explain(ValueError(words), server)
    with pytest.raises(ServerError) as caught, connect(Server(uri)):
        pass
    assert "s3cret" not in str(caught.value)


# Disks


def test_a_full_disk_is_told_in_a_line_and_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    out = tmp_path / "out"
    build = [sys.executable, "-m", "graphkit", "build", tmp_path / "a.txt", "-o", out]

    def run(limit: int) -> subprocess.CompletedProcess[str]:
        def small() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        return subprocess.run(build, preexec_fn=small, capture_output=True, text=True, check=False)

    assert run(resource.RLIM_INFINITY).returncode == 0
    before = {p.name: p.read_bytes() for p in out.glob("graph.*")}
    done = run(600)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "graph.json: cannot be written: File too large (free some space" in done.stderr
    assert {p.name: p.read_bytes() for p in out.glob("graph.*")} == before
    assert not list(out.glob("*.part*"))


@pytest.mark.parametrize("name", ["graph.json", "a b.csv", ".hidden"])
def test_what_goes_wrong_while_writing_names_the_file(tmp_path: Path, name: str) -> None:
    def fill() -> None:
        with replacing(tmp_path / name) as outer, replacing(outer):
            raise OSError(28, "No space left on device")

    with pytest.raises(InputError, match="cannot be written: No space left") as caught:
        fill()
    assert caught.value.where == str(tmp_path / name)
    assert "free some space" in caught.value.todo
    assert not list(tmp_path.iterdir())


def test_an_output_that_cannot_be_written_is_told_before_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("graphkit.cli.build._extractions", lambda *_: pytest.fail("was read"))
    done = call("build", tmp_path / "a.txt", "-o", tmp_path / "file" / "out")
    assert done.exit_code == 2
    assert "cannot be written: Not a directory" in done.stderr


def test_a_folder_that_can_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    check_writable(tmp_path)
    check_writable(tmp_path / "new" / "out")
    assert not list(tmp_path.iterdir())


# What people decided, and models


def test_judgements_that_are_just_there_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    monkeypatch.chdir(tmp_path)
    assert "judgements" not in call("extract", "a.txt").stderr
    (tmp_path / "judgements.yaml").write_text("[]")
    assert "judgements.yaml, found in this folder" in call("extract", "a.txt").stderr
    assert "judgements.yaml, found in this folder" in call("build", "a.txt", "-o", "out").stderr
    named = call("extract", "a.txt", "--judgements", "judgements.yaml")
    assert "found in this folder" not in named.stderr


@pytest.mark.parametrize(
    "text",
    ["[" * 5000, "- " * 5000 + "a", "a: " + "{b: " * 3000, "- same: [" + "[" * 3000, "\0", "\x07",
     "&a [*a]", "- same: &a [*a]", "- ? [a]\n  : b", "2026-99-99"],
)  # fmt: skip
def test_yaml_that_is_no_judgement_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "j.yaml").write_text(text)
    with pytest.raises(JudgementError):
        read_judgements(tmp_path / "j.yaml")


@pytest.mark.parametrize("labels", [None, [], "contradiction", {"a": "b"}, {"0": 1, "x": 2}, 7])
def test_odd_labels_of_a_model_are_told(tmp_path: Path, labels: Any) -> None:
    with pytest.raises(ModelError, match="id2label"):
        _numbers(tmp_path, labels)


def no_list(_: object) -> Any:
    return 0.5


def fails(_: object) -> Any:
    raise KeyError("lost")


JUDGES: list[Callable[[Sequence[tuple[str, str]]], Any]] = [
    no_list,
    fails,
    lambda pairs: [float("nan")] * len(pairs),
    lambda pairs: [2.0] * len(pairs),
    lambda pairs: [-0.1] * len(pairs),
    lambda pairs: [0.5] * (len(pairs) + 1),
    lambda pairs: ["likely"] * len(pairs),
    lambda pairs: [None] * len(pairs),
    lambda pairs: None,
]


@pytest.mark.parametrize("judge", JUDGES)
def test_a_judge_that_is_none_is_told_when_it_is_loaded(judge: Any) -> None:
    with pytest.raises(ModelError, match="the judge 'mine'"):
        judge_models._checked(judge, "mine")


def test_a_judge_is_asked_as_before() -> None:
    judge = judge_models._checked(lambda pairs: [0, 1.0][: len(pairs)], "mine")
    assert judge([("a", "b"), ("c", "d")]) == [0.0, 1.0]


# Size


def test_long_articles_are_read_few_at_a_time() -> None:
    def sizes(*lengths: int) -> list[int]:
        given = [Document(str(n), str(n), "x" * length) for n, length in enumerate(lengths)]
        return [len(batch) for batch in analysis._batches(given)]

    full = analysis.BATCH_CHARACTERS
    assert sizes(full, full, full) == [1, 1, 1]
    assert sizes(*[10] * (analysis.BATCH + 1)) == [analysis.BATCH, 1]
    assert sizes(full // 2, full // 2, 10) == [2, 1]
    assert sizes() == []
    assert sizes(10, full * 4, 10) == [2, 1]


# What a graph tells of its maker


def test_no_path_of_the_machine_is_in_a_graph(tmp_path: Path, monkeypatch: Any) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "story").mkdir(parents=True)
        (tmp_path / name / "story" / "a.txt").write_text(SAID)
        lines = json.dumps({"id": "x", "text": DENIED})
        (tmp_path / name / "story" / "n.jsonl").write_text(lines)
        assert call("build", tmp_path / name / "story", "-o", tmp_path / name).exit_code == 0
    one, two = (
        [(tmp_path / name / file).read_bytes() for file in ("graph.json", "graph.html")]
        for name in ("one", "two")
    )
    assert one == two
    assert str(tmp_path).encode() not in one[0] + one[1]
    monkeypatch.chdir(tmp_path / "one" / "story")
    assert call("build", "../story", "-o", "../up").exit_code == 0
    assert (tmp_path / "one" / "up" / "graph.json").read_bytes() == one[0]


def test_a_text_and_a_txt_of_one_name_stay_two(tmp_path: Path) -> None:
    for name in ("a.txt", "a.text", "b.txt"):
        (tmp_path / name).write_text(SAID)
    lines = call("extract", tmp_path).stdout.splitlines()
    assert sorted(json.loads(line)["doc"] for line in lines) == ["a.text", "a.txt", "b"]


# run.py


def test_an_environment_of_somebody_else_is_not_wiped(tmp_path: Path, root: Path) -> None:
    shutil.copy(root / "run.py", tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "mine.txt").write_text("dear to me")
    command = [sys.executable, "run.py", "demo"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "was not made by run.py" in done.stderr
    assert (tmp_path / ".venv" / "mine.txt").read_text() == "dear to me"


# A graph.json that was damaged


COMMANDS = [
    ["stats", "G"],
    ["stats", "G", "--checkable"],
    ["why", "claim:c", "--graph", "G"],
    ["review", "--list", "--graph", "G"],
    ["trace", "a", "--graph", "G"],
    ["check", "G"],
    ["render", "G", "-o", "P"],
    *(["export", "G", "--to", name, "-o", f"O-{name}"] for name in ("graphml", "csv", "cypher")),
    ["export", "G", "--to", "neo4j-admin", "-o", "O-admin"],
]
VALUES: list[Any] = [
    None, True, -1, 10**400, 1e308, float("nan"), "", "\ud800", "\0", "…", [], [[]], ["a"], {},
    {"a": [{}]}, [None],
]  # fmt: skip


def places(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [here] if here else []
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in pairs:
            found += places(item, (*here, key))
    return found


def test_no_damage_to_a_graph_ends_in_a_traceback(tmp_path: Path, seeds_graph: Graph) -> None:
    import random

    from graphkit.exporters.node_link import pieces

    few = [n for n, d in seeds_graph.nodes(data=True) if d["type"] in ("Article", "Outlet")][:6]
    claims = [n for n, d in seeds_graph.nodes(data=True) if d["type"] == "Claim"][:3]
    people = [n for n, d in seeds_graph.nodes(data=True) if d["type"] == "Person"][:3]
    small = seeds_graph.subgraph([*few, *claims, *people])
    written = "".join(pieces(small))
    names = {"G": str(tmp_path / "g.json"), "P": str(tmp_path / "p.html")}
    rng = random.Random(7)
    for _ in range(60):
        data = json.loads(written)
        *way, last = rng.choice(places(data))
        place = data
        for key in way:
            place = place[key]
        if rng.random() < 0.2:
            del place[last]
        else:
            place[last] = rng.choice(VALUES)
        (tmp_path / "g.json").write_text(json.dumps(data))
        for command in rng.sample(COMMANDS, 3):
            words = [names.get(a, a.replace("O-", f"{tmp_path}/O-")) for a in command]
            done = call(*words)
            assert done.exception is None or isinstance(done.exception, SystemExit), (
                command, [*way, last], done.exception,
            )  # fmt: skip


# No network


def test_a_build_asks_for_nothing_on_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seeds: Path
) -> None:
    def refuse(*_: object, **__: object) -> Any:
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = seeds / "06-dispatch-hearing.html"
    assert call("build", page, "-o", tmp_path, "--workers", "1").exit_code == 0
    assert call("check", tmp_path / "graph.json", "--texts", page).exit_code == 0
