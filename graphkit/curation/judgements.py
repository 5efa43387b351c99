"""People's judgements, kept in a small file that every build honours.

The file is a YAML list, one judgement an entry, read from top to bottom::

    # judgements.yaml
    - same: ["person:jb-orr | JB Orr", "person:jay-orr | Jay Robert Orr"]
      note: the governor signs with both
    - different: ["person:bill-marsh | Bill Marsh", "Bill Marsh @ story-2.txt"]
    - rename: "person:marsh | Marsh"
      to: Wilhelmina Marsh
    - retype: [{id: "organization:cbp", name: CBP, type: Agency}]
    - drop: [{id: "person:advertise", name: Advertise, reason: a button}]
    - reject: ["person:jb-orr | JB Orr", "claim:1f2e3d4c"]
    - confirm: ["organization:acme | Acme", "claim:5b6a7988"]
    - speaker: ["claim:5b6a7988", "person:marsh | Marsh"]

A reference is an id, a name, ``id | name``, or ``{id, name, doc}``; the name still finds the entity
when its id has changed.  `` @ file`` behind a reference, or ``doc``, narrows it to what one
document says.  ``reject`` and ``confirm`` are about a dispute: who disputes, then the claim.
``speaker`` is about who said a claim: the claim, then who did, or nothing more where it is to be
left open.  ``same`` and ``different`` take ids of claims and posts as well.  What an entry refers
to may be gone for a while: the entry is then passed over and holds again when it is back.

The same may stand as one mapping, each kind a key with a list: that is what the page writes.
``reason`` is another word for ``note``, and ``type: CBP`` with ``to: Agency`` one for ``retype``.

New entries are appended, so comments and order stay; :func:`add_judgement` is the way to write,
:func:`remove_judgement` the way to take one out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, NamedTuple, NoReturn, get_args

import yaml

from graphkit.errors import JudgementError
from graphkit.files import write_text
from graphkit.schema import ENTITY_TYPES

Kind = Literal["same", "different", "rename", "retype", "drop", "reject", "confirm", "speaker"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
#: What an entry may be called → its kind.
_CALLED: Final[dict[str, Kind]] = {**{kind: kind for kind in KINDS}, "type": "retype"}
#: Those that are about several things.
_PAIRS: Final = ("same", "different", "reject", "confirm", "speaker")
#: Those that are about a dispute.
ON_DISPUTES: Final = ("reject", "confirm")
_HEADER: Final = """\
# Judgements on who is who, honoured by every `graphkit build --judgements` of this file.
# One entry each: same, different, rename (with "to"), retype, drop, reject, confirm, speaker.
# A reference is an id, a name, or "id | name"; " @ file" narrows it to one document.
# `graphkit judgements list` shows them, `graphkit judgements undo` takes one out again.
"""


@dataclass(frozen=True, slots=True)
class Reference:
    """Whom a judgement is about: an id, a name, or both; ``doc`` narrows it to one document."""

    id: str = ""
    name: str = ""
    doc: str = ""

    def __str__(self) -> str:
        """As it stands in the file."""
        both = f"{self.id} | {self.name}" if self.id and self.name else self.id or self.name
        return f"{both} @ {self.doc}" if self.doc else both


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry; ``to`` is the new name or type, ``line`` where it stands (0: not yet written)."""

    kind: Kind
    about: tuple[Reference, ...]
    to: str = ""
    note: str = ""
    line: int = 0
    #: How sure it is: people are.
    sure: float = 1.0

    @property
    def reason(self) -> str:
        """Why what it joins is one: where people wrote it, or what is noted of it."""
        return f"judged the same, line {self.line}" if self.line else self.note


def reference(text: str) -> Reference:
    """A reference as people write it: ``id``, ``name``, ``id | name``, each with `` @ file``."""
    body, _, doc = text.partition(" @ ")
    first, bar, second = body.partition(" | ")
    first, second = first.strip(), second.strip()
    if bar:
        return Reference(first, second, doc.strip())
    kind, colon, rest = first.partition(":")
    is_id = bool(colon) and kind.islower() and kind.isalpha() and bool(rest) and " " not in first
    return Reference(first, "", doc.strip()) if is_id else Reference("", first, doc.strip())


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """The file's judgements in its order; none where there is no file yet.

    Raises :class:`JudgementError` with the line for an entry that cannot be understood, and with
    both lines for two that contradict each other.
    """
    found = tuple(one for entry in _entries(path) for one in entry.judgements)
    check(found, str(path))
    return found


class _Entry(NamedTuple):
    """An entry of the file, from its first line to its last (from 1), and what it says."""

    first: int
    last: int
    judgements: tuple[Judgement, ...]
    #: Whether the file is one mapping and not a list.
    key: bool


def _entries(path: Path) -> list[_Entry]:
    """The entries of a file, which need not be there."""
    if not path.exists():
        return []
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise JudgementError(f"{path}: not YAML: {error}") from error
    except OSError as error:
        raise JudgementError(f"{path}: cannot be read: {error.strerror}") from error
    if root is None:
        return []
    if isinstance(root, yaml.MappingNode):
        return [
            _Entry(_line(key), _end(value), _said(path, _line(key), key, value, {}), True)
            for key, value in root.value
            if not (isinstance(value, yaml.ScalarNode) and not value.value)  # nothing under it
        ]
    if not isinstance(root, yaml.SequenceNode):
        raise JudgementError(f"{path}:1: expected a list of judgements, each beginning with '- '")
    return [_Entry(_line(node), _end(node), _entry(path, node), False) for node in root.value]


def _line(node: yaml.Node) -> int:
    """The line (from 1) on which a node begins."""
    return int(node.start_mark.line) + 1


def _end(node: yaml.Node) -> int:
    """The line (from 1) of a node's last words; a block's own end lies behind comments."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[-1] if isinstance(last, tuple) else last)
    # a mark at the start of a line is behind the line's end, as that of a block of text
    return int(node.end_mark.line) + (1 if node.end_mark.column else 0)


def _entry(path: Path, node: yaml.Node) -> tuple[Judgement, ...]:
    """What one entry of a list says."""
    line = _line(node)
    if not isinstance(node, yaml.MappingNode):
        raise JudgementError(f"{path}:{line}: expected 'same: [A, B]', 'drop: A' or the like")
    if not all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
        raise JudgementError(f"{path}:{line}: a list or a mapping is no name of a judgement")
    told = [(key, value) for key, value in node.value if key.value in _CALLED]
    rest = {str(k.value): _words(path, k, v) for k, v in node.value if k.value not in _CALLED}
    strange = sorted(set(rest) - {"to", "note", "reason"})
    if len(told) != 1 or strange:
        what = f"unknown {strange[0]!r}" if strange else f"needs one of {', '.join(KINDS)}"
        raise JudgementError(f"{path}:{line}: {what}")
    return _said(path, line, *told[0], rest)


def _said(
    path: Path, line: int, key: yaml.Node, value: yaml.Node, rest: dict[str, str]
) -> tuple[Judgement, ...]:
    """The judgements that stand under a key: one for each thing, or one for each pair."""
    if key.value not in _CALLED:
        known = ", ".join(KINDS)
        raise JudgementError(f"{path}:{line}: unknown {key.value!r}, expected a list or {known}")
    kind = _CALLED[key.value]
    items = value.value if isinstance(value, yaml.SequenceNode) else [value]
    if kind not in _PAIRS:
        groups = [[item] for item in items]
    elif items and all(isinstance(item, yaml.SequenceNode) for item in items):
        groups = [item.value for item in items]
    else:
        groups = [items]
    found = []
    for group in groups:
        at = line if len(groups) == 1 or not group else _line(group[0])
        parts = [_part(path, key, item) for item in group]
        told = {**rest, **{name: text for _, more in parts for name, text in more.items()}}
        note = told.get("note") or told.get("reason", "")
        to = told.get("to") or told.get("type", "")
        made = Judgement(kind, tuple(ref for ref, _ in parts), to, note, at)
        if problem := _problem(made):
            raise JudgementError(f"{path}:{at}: {problem}")
        found.append(made)
    return tuple(found)


def _part(path: Path, key: yaml.Node, item: yaml.Node) -> tuple[Reference, dict[str, str]]:
    """Whom one item of a judgement means, and what it says beside that."""
    if not isinstance(item, yaml.MappingNode):
        return reference(_words(path, key, item)), {}
    told = {str(name.value): _words(path, name, value) for name, value in item.value}
    strange = sorted(set(told) - {"id", "name", "doc", "to", "type", "note", "reason"})
    if strange:
        raise JudgementError(f"{path}:{_line(item)}: unknown {strange[0]!r} in {key.value!r}")
    who = Reference(*(told.pop(name, "").strip() for name in ("id", "name", "doc")))
    return who, told


def _words(path: Path, key: yaml.Node, value: yaml.Node) -> str:
    """A text, or a list of them in one."""
    items = value.value if isinstance(value, yaml.SequenceNode) else [value]
    if not all(isinstance(item, yaml.ScalarNode) for item in items):
        raise JudgementError(
            f"{path}:{_line(key)}: {key.value!r} must be a text or a list of texts"
        )
    return " ".join(str(item.value) for item in items)


def _problem(one: Judgement) -> str:
    """What is wrong with a judgement by itself, or ""."""
    if one.kind in ("same", "different") and len(one.about) < 2:
        return f"{one.kind!r} needs at least two references"
    on_dispute = one.kind in ON_DISPUTES
    if on_dispute and (len(one.about) != 2 or not one.about[1].id.startswith("claim:")):
        return f"{one.kind!r} needs who disputes, then the id of the claim"
    of_claim = bool(one.about) and one.about[0].id.startswith("claim:")
    if one.kind == "speaker" and not (of_claim and len(one.about) <= 2):
        return "'speaker' needs the id of the claim, then who said it, if anybody is known"
    if one.kind in ("rename", "retype", "drop") and len(one.about) != 1:
        return f"{one.kind!r} takes one reference"
    if one.kind == "rename" and not one.to.strip():
        return "'rename' needs 'to'"
    if one.kind == "retype" and one.to not in ENTITY_TYPES:
        return f"type must be one of {', '.join(ENTITY_TYPES)}, not {one.to!r}"
    return "" if all(r.id or r.name for r in one.about) else "an empty reference"


def _place(one: Judgement, where: str) -> str:
    shown = ", ".join(str(r) for r in one.about)
    line = f"{where}:{one.line}" if one.line else "the new judgement"
    return f"{line} ({one.kind}: {shown}{' → ' + one.to if one.to else ''})"


class _Joined:
    """Union-find over references as text."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def root(self, key: str) -> str:
        while self.parent.setdefault(key, key) != key:
            key = self.parent[key]
        return key


def _key(one: Reference) -> str:
    return f"{one.id or one.name.casefold()} @ {one.doc}"


def check(found: Sequence[Judgement], where: str = "judgements") -> None:
    """Raise :class:`JudgementError`, naming both places, where two judgements contradict."""
    joined = _Joined()
    by: dict[str, Judgement] = {}
    for one in found:
        if one.kind == "same":
            for other in one.about[1:]:
                a, b = joined.root(_key(one.about[0])), joined.root(_key(other))
                joined.parent[max(a, b)] = min(a, b)
            for ref in one.about:
                by[_key(ref)] = one
    for one in found:
        if one.kind == "different":
            roots: set[str] = set()
            for ref in one.about:
                root = joined.root(_key(ref))
                if root in roots:
                    _contradict(one, by.get(_key(ref), one), where)
                roots.add(root)
    _check_marks(found, where)


def _check_marks(found: Sequence[Judgement], where: str) -> None:
    """Two new names or types for one entity, or a dropped one that is also renamed."""
    told: dict[tuple[str, str], Judgement] = {}
    for one in found:
        if one.kind in ("same", "different"):
            continue
        key = " → ".join(_key(ref) for ref in one.about)
        if one.kind == "speaker":
            first = told.setdefault((one.kind, _key(one.about[0])), one)
            if [*map(_key, first.about)] != [*map(_key, one.about)]:
                _contradict(one, first, where)
            continue
        if one.kind in ON_DISPUTES:
            other = "confirm" if one.kind == "reject" else "reject"
            if earlier := told.get((other, key)):
                _contradict(one, earlier, where)
            told[one.kind, key] = one
            continue
        for kind in ("drop", "rename", "retype") if one.kind == "drop" else (one.kind, "drop"):
            earlier = told.get((kind, key))
            if earlier and (earlier.kind, earlier.to) != (one.kind, one.to):
                _contradict(one, earlier, where)
        told[one.kind, key] = one


def _contradict(one: Judgement, other: Judgement, where: str) -> NoReturn:
    raise JudgementError(
        f"{_place(one, where)} contradicts {_place(other, where)}: take one of them out"
    )


def add_judgement(path: Path, judgement: Judgement) -> bool:
    """Append one judgement to the file, which is made if need be; False if it is there already.

    Raises :class:`JudgementError`, and leaves the file as it was, where it contradicts another.
    """
    return bool(add_judgements(path, [judgement]))


def add_judgements(path: Path, fresh: Iterable[Judgement]) -> int:
    """Append several judgements at once, all or none; how many were new."""
    held = list(read_judgements(path))
    known = {_identity(one) for one in held}
    new: list[Judgement] = []
    for one in fresh:
        problem = _problem(one)
        if problem:
            raise JudgementError(f"judgement not written: {problem}")
        if _identity(one) not in known:
            known.add(_identity(one))
            new.append(replace(one, line=0))
    if not new:
        return 0
    check([*held, *new], str(path))
    write_text(path, _as_list(path) + "".join(_lines(one) for one in new))
    return len(new)


def remove_judgement(path: Path, number: int) -> Judgement:
    """Take the judgement of this number (from 0, in the order of the file) out of the file.

    Comments stay.  Raises :class:`JudgementError` where the file has no such judgement.
    """
    entries = _entries(path)
    places = [(entry, at) for entry in entries for at in range(len(entry.judgements))]
    if not 0 <= number < len(places):
        raise JudgementError(f"{path}: there are {len(places)} judgements, none is {number + 1}")
    entry, at = places[number]
    gone = entry.judgements[at]
    if entry.key:
        left = [one for e in entries for one in e.judgements if one is not gone]
        text = _comments(path) + "".join(_lines(one) for one in left)
    else:
        lines = _text(path).splitlines(keepends=True)
        left = [one for one in entry.judgements if one is not gone]
        lines[entry.first - 1 : entry.last] = [_lines(one) for one in left]
        text = "".join(lines)
    write_text(path, text)
    return gone


def _text(path: Path) -> str:
    """The file's text, ended by a newline; that of a new file where there is none."""
    text = path.read_text(encoding="utf-8-sig") if path.exists() else _HEADER
    return text if not text or text.endswith("\n") else text + "\n"


def _as_list(path: Path) -> str:
    """The file's text as a list that can be appended to."""
    entries = _entries(path)
    if not any(entry.key for entry in entries) and _text(path).strip() not in ("[]", "{}"):
        return _text(path)
    told = (_lines(one) for entry in entries for one in entry.judgements)
    return _comments(path) + "".join(told)


def _comments(path: Path) -> str:
    """The lines of the file that are comments."""
    lines = _text(path).splitlines(keepends=True)
    return "".join(line for line in lines if line.lstrip().startswith("#"))


def _identity(one: Judgement) -> tuple[str, tuple[str, ...], str]:
    keys = [_key(r) for r in one.about]
    in_order = one.kind in (*ON_DISPUTES, "speaker")
    return one.kind, tuple(keys if in_order else sorted(keys)), one.to


def _quoted(text: str) -> str:
    """A text as a YAML double-quoted scalar on one line."""
    shown = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=100_000)
    return shown.strip()


def _lines(one: Judgement) -> str:
    """An entry as it is appended."""
    if one.kind in ("drop", "retype"):
        ref = one.about[0]
        held = {"id": ref.id, "name": ref.name, "doc": ref.doc, "type": one.to, "reason": one.note}
        told = ", ".join(f"{name}: {_quoted(text)}" for name, text in held.items() if text)
        return f"- {one.kind}: [{{{told}}}]\n"
    shown = [_quoted(str(ref)) for ref in one.about]
    value = f"[{', '.join(shown)}]" if one.kind in _PAIRS else shown[0]
    out = f"- {one.kind}: {value}\n"
    if one.to:
        out += f"  to: {_quoted(one.to)}\n"
    if one.note:
        out += f"  note: {_quoted(one.note)}\n"
    return out
