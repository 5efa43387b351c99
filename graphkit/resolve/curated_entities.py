"""People's judgements applied to entities: joined, parted, renamed, retyped, dropped.

Judgements are taken in the order of the file, each on what the ones before it left, so that a
reference may name what an earlier judgement made.  A reference that fits nothing is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from graphkit.curation.judgements import Judgement, Reference
from graphkit.errors import JudgementError
from graphkit.ids import entity_id
from graphkit.model import EntityType, Merge
from graphkit.resolve.forms import Member
from graphkit.text.lexicon import fold


@dataclass(slots=True)
class Group:
    """An entity in the making: its members, and what judgements say about it."""

    members: set[Member]
    merges: list[Merge] = field(default_factory=list)
    name: str = ""
    type: EntityType | None = None
    dropped: bool = False
    #: A word alone that may mean several, and one member and the name of each of them.
    word: str = ""
    may_be: list[tuple[Member, str]] = field(default_factory=list)


#: id, name and other names of a group as it is now.
Names = Callable[[Group], tuple[str, str, Sequence[str]]]
#: Names by which one member alone is known, the one it goes by first.
MemberNames = Callable[[Member], Iterable[str]]


class _State:
    """The groups, findable by id, name and alias while they change."""

    def __init__(self, groups: list[Group], names: Names, member_names: MemberNames) -> None:
        self.groups, self.names, self.member_names = groups, names, member_names
        self.by: dict[tuple[str, str], list[Group]] = defaultdict(list)
        self.known: set[int] = set()
        for group in groups:
            self.index(group)

    def index(self, group: Group) -> None:
        """Make a group findable under all that it is called now; old entries stay valid."""
        ident, name, others = self.names(group)
        kind = ident.partition(":")[0]
        keys = [("id", ident), ("name", fold(name)), *(("alias", fold(o)) for o in others)]
        keys += [("was", entity_id(kind, other)) for other in others if " " in other]
        for key in keys:
            if not any(held is group for held in self.by[key]):
                self.by[key].append(group)

    def find(self, ref: Reference) -> Group | None:
        """The one group a reference means: by id, then by name, then by an only alias."""
        tries = [("id", ref.id)] if ref.id else []
        if ref.name:
            tries += [("name", fold(ref.name)), ("alias", fold(ref.name))]
        if ref.id:
            tries.append(("was", ref.id))  # an id from before a better name was known
        for key in tries:
            held = [g for g in self.by.get(key, []) if g.members and self._holds(g, ref.doc)]
            if len(held) == 1 or (held and key[0] in ("id", "name")):
                return held[0]
        return None

    def _holds(self, group: Group, doc: str) -> bool:
        return not doc or any(member[0] == doc for member in group.members)

    def part(self, group: Group, ref: Reference) -> set[Member]:
        """The members of a group that a reference means: of its document, of its name."""
        held = {m for m in group.members if not ref.doc or m[0] == ref.doc}
        if not ref.name or ref.doc:
            return held if ref.doc else set()
        wanted = fold(ref.name)
        named = {m for m in held if fold(next(iter(self.member_names(m)))) == wanted}
        return named or {m for m in held if wanted in map(fold, self.member_names(m))}


def apply_judgements(
    groups: list[Group],
    judgements: Sequence[Judgement],
    names: Names,
    member_names: MemberNames,
) -> tuple[list[Group], list[Judgement]]:
    """The groups after all judgements, and the judgements that found nothing to judge.

    Raises :class:`JudgementError` with both lines where "same" joins what "different" parted.
    """
    state = _State(groups, names, member_names)
    apart: list[tuple[Group, Group, Judgement]] = []
    idle: list[Judgement] = []
    for one in judgements:
        if any(r.id.startswith(("claim:", "post:", "article:")) for r in one.about):
            continue
        if one.kind == "same":
            done = _join(state, one, apart)
        elif one.kind == "different":
            done = _part(state, one, apart)
        else:
            done = _mark(state, one)
        if not done:
            idle.append(one)
    return [g for g in state.groups if g.members and not g.dropped], idle


def _join(state: _State, one: Judgement, apart: list[tuple[Group, Group, Judgement]]) -> bool:
    found = [g for g in (state.find(r) for r in one.about) if g is not None]
    if len(found) < 2:
        return False
    first = found[0]
    for other in found[1:]:
        if other is first:
            continue
        for a, b, parted in apart:
            if {id(a), id(b)} == {id(first), id(other)}:
                raise JudgementError(
                    f"judgements line {one.line} (same) contradicts line {parted.line} (different):"
                    f" {', '.join(str(r) for r in one.about)}; take one of them out"
                )
        left, right = state.names(first)[1], state.names(other)[1]
        first.members |= other.members
        first.merges += [
            *other.merges,
            Merge(left, right, one.sure, one.reason),
        ]
        other.members = set()
        first.word, first.may_be = "", []  # it is known now who is meant
        apart[:] = [
            (first if a is other else a, first if b is other else b, j) for a, b, j in apart
        ]
    state.index(first)
    return True


def _part(state: _State, one: Judgement, apart: list[tuple[Group, Group, Judgement]]) -> bool:
    found = [(r, state.find(r)) for r in one.about]
    groups = [g for _, g in found if g is not None]
    if len(groups) < 2:
        return False
    held: list[Group] = []
    for ref, group in found:
        if group is None:
            continue
        if any(group is other for other in held):
            members = state.part(group, ref)
            if not members or members == group.members:
                return False
            group.members -= members
            group = Group(members)
            state.groups.append(group)
            state.index(group)
        held.append(group)
    for i, a in enumerate(held):
        apart.extend((a, b, one) for b in held[i + 1 :])
    for a in held:
        ruled_out = {member for b in held if b is not a for member in b.members}
        a.may_be = [(member, name) for member, name in a.may_be if member not in ruled_out]
    return True


def _mark(state: _State, one: Judgement) -> bool:
    ref = one.about[0]
    group = state.find(ref)
    if group is None:
        return False
    members = state.part(group, ref) if ref.doc else group.members
    if members != group.members:  # only what this document says
        group.members = group.members - members
        group = Group(members)
        state.groups.append(group)
    if one.kind == "drop":
        group.dropped = True
    elif one.kind == "rename":
        group.name = one.to
    else:
        group.type = cast("EntityType", one.to)
    state.index(group)
    return True
