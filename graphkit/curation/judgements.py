"""People's judgements, kept in a small file that every build honours.

The file is a YAML list, one judgement an entry, read from top to bottom::

    # judgements.yaml
    - same: ["person:jb-orr | JB Orr", "person:jay-orr | Jay Robert Orr"]
      note: the governor signs with both
    - different: ["person:bill-marsh | Bill Marsh", "Bill Marsh @ story-2.txt"]
    - rename: "person:marsh | Marsh"
      to: Wilhelmina Marsh
    - type: "organization:cbp | CBP"
      to: Agency
    - drop: "person:advertise | Advertise"
    - reject: ["person:jb-orr | JB Orr", "claim:1f2e3d4c"]
    - confirm: ["organization:acme | Acme", "claim:5b6a7988"]

A reference is an id, a name, or ``id | name``; the name still finds the entity when its id has
changed.  `` @ file`` behind a reference narrows it to what one document says.  ``reject`` and
``confirm`` are about a dispute: who disputes, then the claim.  ``same`` and ``different`` take
ids of claims and posts as well.  What an entry refers to may be gone for a while: the entry is then
passed over and holds again when it is back.

New entries are appended, so comments and order stay; :func:`add_judgement` is the way to write.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, NoReturn, get_args

import yaml

from graphkit.errors import JudgementError
from graphkit.files import write_text
from graphkit.schema import ENTITY_TYPES

Kind = Literal["same", "different", "rename", "type", "drop", "reject", "confirm"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
#: Those that are about several things.
_PAIRS: Final = ("same", "different", "reject", "confirm")
#: Those that are about a dispute.
ON_DISPUTES: Final = ("reject", "confirm")
_HEADER: Final = """\
# Judgements on who is who, honoured by every `graphkit build --judgements` of this file.
# One entry each: same, different, rename (with "to"), type (with "to"), drop, reject, confirm.
# A reference is an id, a name, or "id | name"; " @ file" narrows it to one document.
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
    if not path.exists():
        return ()
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"))
    except RecursionError:
        raise JudgementError(f"{path}: is nested too deep to be judgements") from None
    except OSError as error:
        raise JudgementError(f"{path}: cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise JudgementError(f"{path}: not YAML: {error}") from error
    if root is None:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        raise JudgementError(f"{path}:1: expected a list of judgements, each beginning with '- '")
    found = tuple(_entry(path, node) for node in root.value)
    check(found, str(path))
    return found


def _entry(path: Path, node: yaml.Node) -> Judgement:
    """One entry of the file."""
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        raise JudgementError(f"{path}:{line}: expected 'same: [A, B]', 'drop: A' or the like")
    parts: dict[str, list[str]] = {}
    for key, value in node.value:
        items = value.value if isinstance(value, yaml.SequenceNode) else [value]
        if not all(isinstance(item, yaml.ScalarNode) for item in items):
            raise JudgementError(f"{path}:{line}: {key.value!r} must be a text or a list of texts")
        parts[str(key.value)] = [str(item.value) for item in items]
    kinds = [kind for kind in KINDS if kind in parts]
    strange = sorted(set(parts) - set(KINDS) - {"to", "note"})
    if len(kinds) != 1 or strange:
        told = f"unknown {strange[0]!r}" if strange else f"needs one of {', '.join(KINDS)}"
        raise JudgementError(f"{path}:{line}: {told}")
    about = tuple(reference(text) for text in parts[kinds[0]])
    to = " ".join(parts.get("to", []))
    made = Judgement(kinds[0], about, to, " ".join(parts.get("note", [])), line)
    problem = _problem(made)
    if problem:
        raise JudgementError(f"{path}:{line}: {problem}")
    return made


def _problem(one: Judgement) -> str:
    """What is wrong with a judgement by itself, or ""."""
    if one.kind in ("same", "different") and len(one.about) < 2:
        return f"{one.kind!r} needs at least two references"
    on_dispute = one.kind in ON_DISPUTES
    if on_dispute and (len(one.about) != 2 or not one.about[1].id.startswith("claim:")):
        return f"{one.kind!r} needs who disputes, then the id of the claim"
    if one.kind in ("rename", "type", "drop") and len(one.about) != 1:
        return f"{one.kind!r} takes one reference"
    if one.kind in ("rename", "type") and not one.to.strip():
        return f"{one.kind!r} needs 'to'"
    if one.kind == "type" and one.to not in ENTITY_TYPES:
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
        if one.kind in ON_DISPUTES:
            other = "confirm" if one.kind == "reject" else "reject"
            if earlier := told.get((other, key)):
                _contradict(one, earlier, where)
            told[one.kind, key] = one
            continue
        for kind in ("drop", "rename", "type") if one.kind == "drop" else (one.kind, "drop"):
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
    before = path.read_text(encoding="utf-8") if path.exists() else _HEADER
    if before and not before.endswith("\n"):
        before += "\n"
    write_text(path, before + "".join(_lines(one) for one in new))
    return len(new)


def _identity(one: Judgement) -> tuple[str, tuple[str, ...], str]:
    keys = [_key(r) for r in one.about]
    return one.kind, tuple(keys if one.kind in ON_DISPUTES else sorted(keys)), one.to


def _quoted(text: str) -> str:
    """A text as a YAML double-quoted scalar on one line."""
    shown = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=100_000)
    return shown.strip()


def _lines(one: Judgement) -> str:
    """An entry as it is appended."""
    shown = [_quoted(str(ref)) for ref in one.about]
    value = f"[{', '.join(shown)}]" if one.kind in _PAIRS else shown[0]
    out = f"- {one.kind}: {value}\n"
    if one.to:
        out += f"  to: {_quoted(one.to)}\n"
    if one.note:
        out += f"  note: {_quoted(one.note)}\n"
    return out
