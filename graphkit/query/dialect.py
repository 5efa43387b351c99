"""Neo4j's Cypher as Ladybug reads it.

Both follow openCypher, and part in a few places that questions to a graph of graphkit touch:

- ``list[0]`` is the first in Neo4j, ``list[1]`` in Ladybug; ``list[..3]`` is ``list[1:3]``; a
  place behind the end is null in Neo4j, an error in Ladybug
- ``[x IN list WHERE … | …]`` is ``list_transform(list_filter(list, x -> …), x -> …)``
- ``type(r)`` and ``labels(n)`` are ``label(x)``, the condition ``n:Person`` is
  ``label(n) IN ['Person']``
- ``toString(x)`` is a cast; ``date('2025-03')`` takes whole dates only
- ``told[0].day`` is ``struct_extract(told[1], 'day')``; every text contains ""
- WITH … ORDER BY needs a LIMIT, and ORDER BY sees what was before RETURN, not what it names
- names that Ladybug keeps for itself (``from``, ``in``) need backticks
- a column without AS is called after what Ladybug makes of it

Cypher: https://neo4j.com/docs/cypher-manual/5/, https://docs.ladybugdb.com/cypher/difference/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from graphkit.errors import InputError

_TOKEN: Final = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<blank>\s+)"
    r"|(?P<text>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")|(?P<quoted>`[^`]*`)"
    r"|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<name>[^\W\d]\w*)|(?P<parameter>\$\w+)"
    r"|(?P<mark>\.\.|<-|->|<>|<=|>=|=~|.)",
    re.DOTALL,
)
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
#: Clauses that change a graph, write or read files, or load code.
FORBIDDEN: Final = frozenset(
    """
    ALTER ATTACH BEGIN CALL CHECKPOINT COMMENT COMMIT COPY CREATE DELETE DETACH DROP EXPORT
    EXTENSION FORCE FOREACH IMPORT INSTALL LOAD MERGE REMOVE ROLLBACK SET TRANSACTION UNINSTALL
    UPDATE USE
    """.split()
)
_CLAUSES: Final = frozenset(
    "MATCH OPTIONAL WHERE WITH UNWIND RETURN UNION ORDER SKIP LIMIT".split()
)
_BEGINNINGS: Final = frozenset("MATCH OPTIONAL WITH UNWIND RETURN".split())
_CONSTANTS: Final = frozenset("TRUE FALSE NULL IS CASE END STARTS ENDS CONTAINS".split())
#: Behind a column's name that hides another name.
_SHADOW: Final = "\u200b"
#: A limit that no graph of graphkit reaches.
_ALL: Final = "1000000000"
#: Stands behind a text that is asked whether it contains "".
_END: Final = "\u241f"
#: Words after which a bracket is a list and no place in one.
_OPERATORS: Final = frozenset(
    "IN AND OR XOR NOT WHERE RETURN WITH UNWIND AS THEN ELSE WHEN BY".split()
)


@dataclass
class _Group:
    """What stands between two brackets."""

    opening: str
    items: list[_Part] = field(default_factory=list)


@dataclass
class _Word:
    """A token; ``kind`` is a group's name in :data:`_TOKEN`."""

    kind: str
    text: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and self.text.upper() == other.upper()


_Part = _Group | _Word
_Parts = Sequence[_Part]


def translate(text: str) -> str:
    """The query for Ladybug.  Raises InputError for one that does not only read."""
    parts = _parts(text)
    if parts and isinstance(parts[-1], _Word) and parts[-1] == ";":
        parts = parts[:-1]
    aliases = _aliases(parts)
    _check(parts, aliases)
    return _Writer(aliases).write(_with_limits(_with_columns(parts, aliases)))


def column(name: str) -> str:
    """The name of a column as the query has it."""
    return name.removesuffix(_SHADOW)


def _parts(text: str) -> list[_Part]:
    """The query as nested brackets, without blanks and comments."""
    stack = [_Group("")]
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind in ("comment", "blank"):
            continue
        if match[0] in _CLOSING and kind == "mark":
            stack.append(_Group(match[0]))
        elif kind == "mark" and match[0] in _CLOSING.values():
            if _CLOSING.get(stack[-1].opening) != match[0]:
                raise _wrong(f"has a {match[0]} that closes nothing")
            group = stack.pop()
            stack[-1].items.append(group)
        else:
            stack[-1].items.append(_Word(kind, match[0]))
    if len(stack) > 1:
        raise _wrong(f"has a {stack[-1].opening} that nothing closes")
    return stack[0].items


def _wrong(what: str, todo: str = "") -> InputError:
    return InputError("the query", what, todo)


def _check(parts: _Parts, aliases: frozenset[str]) -> None:
    first = parts[0] if parts else None
    if not isinstance(first, _Word) or first.text.upper() not in _BEGINNINGS:
        raise _wrong("has to begin with MATCH, WITH, UNWIND or RETURN", "it only reads")
    for word in _forbidden(parts, aliases):
        todo = "queries only read; change a graph by judgements, see graphkit merge --help"
        raise _wrong(f"has {word.text}", todo)


def _forbidden(parts: _Parts, aliases: frozenset[str]) -> Iterator[_Word]:
    """Words that do more than read; what is written in backticks is a name."""
    for at, part in enumerate(parts):
        if isinstance(part, _Group):
            yield from _forbidden(part.items, aliases)
        elif part == ";":
            yield part
        elif part.kind == "name" and part.text.upper() in FORBIDDEN:
            before = parts[at - 1] if at else None
            after = parts[at + 1] if at + 1 < len(parts) else None
            named = isinstance(before, _Word) and before in (".", ":", "AS")
            key = isinstance(after, _Word) and after in (":", ".")
            if not named and not key and part.text not in aliases:
                yield part


def _aliases(parts: _Parts) -> frozenset[str]:
    """Names after AS, everywhere: they are written in backticks."""
    found: set[str] = set()
    for at, part in enumerate(parts):
        if isinstance(part, _Group):
            found |= _aliases(part.items)
        elif (
            part.kind == "name"
            and at
            and isinstance(parts[at - 1], _Word)
            and parts[at - 1] == "AS"
        ):
            found.add(part.text)
    return frozenset(found)


def _with_columns(parts: list[_Part], aliases: frozenset[str]) -> list[_Part]:
    """The query where each column of RETURN has a name: its own words, where it has no AS.

    A name that something before RETURN has too gets a mark behind it, in ORDER BY as well.
    """
    made: list[_Part] = []
    before: set[str] = set()
    at = 0
    while at < len(parts):
        made.append(parts[at])
        at += 1
        if not (isinstance(made[-1], _Word) and made[-1] == "RETURN"):
            continue
        before = set(_names(made))
        if at < len(parts) and isinstance(parts[at], _Word) and parts[at] == "DISTINCT":
            made.append(parts[at])
            at += 1
        end = next((i for i in range(at, len(parts)) if _ends_return(parts[i])), len(parts))
        shadows: set[str] = set()
        for number, part in enumerate(_split(parts[at:end], ",")):
            named = _named(part)
            last = named[-1]
            if len(named) > 1 and isinstance(last, _Word) and last.text in before & aliases:
                shadows.add(last.text)
                named = [*named[:-1], _Word("quoted", f"`{last.text}{_SHADOW}`")]
            made += [_Word("mark", ",")] * bool(number) + named
        at = end
        while at < len(parts) and not (isinstance(parts[at], _Word) and parts[at] == "UNION"):
            made.append(_shadowed(parts[at], shadows))
            at += 1
    return made


def _names(parts: _Parts) -> Iterator[str]:
    for part in parts:
        if isinstance(part, _Group):
            yield from _names(part.items)
        elif part.kind == "name":
            yield part.text


def _shadowed(part: _Part, shadows: set[str]) -> _Part:
    if isinstance(part, _Group):
        return _Group(part.opening, [_shadowed(item, shadows) for item in part.items])
    shadow = part.kind == "name" and part.text in shadows
    return _Word("quoted", f"`{part.text}{_SHADOW}`") if shadow else part


def _with_limits(parts: _Parts) -> list[_Part]:
    """The query where WITH … ORDER BY has a limit that nothing reaches."""
    made: list[_Part] = []
    ordered = False
    for part in parts:
        word = part.text.upper() if isinstance(part, _Word) and part.kind == "name" else ""
        if word in ("LIMIT", "SKIP"):
            ordered = False
        elif word in _CLAUSES - {"ORDER"} and ordered:
            made += [_Word("name", "LIMIT"), _Word("number", _ALL)]
            ordered = False
        elif word == "ORDER":
            ordered = not any(isinstance(p, _Word) and p == "RETURN" for p in made)
        made.append(part)
    return made


def _ends_return(part: _Part) -> bool:
    return (
        isinstance(part, _Word)
        and part.kind == "name"
        and part.text.upper() in (*("ORDER", "SKIP", "LIMIT", "UNION"),)
    )


def _named(column: list[_Part]) -> list[_Part]:
    if any(isinstance(part, _Word) and part == "AS" for part in column):
        return column
    if len(column) == 1 and isinstance(column[0], _Word):  # a variable, or *
        return column
    return [*column, _Word("name", "AS"), _Word("quoted", f"`{_plain(column).replace('`', '')}`")]


def _plain(parts: _Parts) -> str:
    """The parts as they were written, nearly."""
    made = ""
    for part in parts:
        text = (
            f"{part.opening}{_plain(part.items)}{_CLOSING[part.opening]}"
            if isinstance(part, _Group)
            else part.text
        )
        made += (
            f" {text}" if (made[-1:].isalnum() and text[:1].isalnum()) or made[-1:] == "," else text
        )
    return made


def _split(parts: _Parts, mark: str) -> list[list[_Part]]:
    rows: list[list[_Part]] = [[]]
    for part in parts:
        if isinstance(part, _Word) and part.kind != "text" and part == mark:
            rows.append([])
        else:
            rows[-1].append(part)
    return rows


class _Writer:
    """Writes parts as Ladybug reads them; ``aliases`` are written in backticks."""

    def __init__(self, aliases: frozenset[str]) -> None:
        self.aliases = aliases

    def write(self, parts: _Parts, *, pattern: bool = False) -> str:
        """The parts of one level; in a ``pattern`` a colon is a label's."""
        made: list[str] = []
        start = 0  # of the value that a dot or a place goes on with
        clause = ""
        at = 0
        while at < len(parts):
            part = parts[at]
            before = parts[at - 1] if at else None
            if part == "CONTAINS" and isinstance(part, _Word) and part.kind == "name":
                end = _end_of_value(parts, at + 1)
                made[start:] = [self._contains(_joined(made[start:]), parts[at + 1 : end])]
                at = end
                continue
            if not _goes_on(part, before):
                start = len(made)
            if isinstance(part, _Group) and part.opening == "[" and start < len(made):
                made[start:] = [self._place(_joined(made[start:]), part.items)]
            elif isinstance(part, _Group):
                made.append(self._group(part, before))
            elif (
                isinstance(before, _Word) and before == "." and at > 1 and _is_place(parts, at - 2)
            ):
                value = _joined(made[start:-1])
                made[start:] = [f"struct_extract({value}, '{part.text}')"]
            elif part.kind == "name" and isinstance(before, _Word) and before == ".":
                made.append(f"`{part.text}`")
            elif self._is_call(parts, at):
                group = parts[at + 1]
                assert isinstance(group, _Group)
                made.append(self._call(part.text, group.items))
                at += 1
            elif not pattern and clause != "MATCH" and self._is_label(parts, at):
                labels, at = _labels(parts, at + 2)
                made.append(f"label({self._name(part, before)}) IN [{labels}]")
            else:
                if part.kind == "name" and part.text.upper() in _CLAUSES and not _is_dotted(before):
                    clause = part.text.upper()
                made.append(self._name(part, before))
            at += 1
        return _joined(made)

    def _contains(self, left: str, right: _Parts) -> str:
        words = self.write(right)
        wanted = f"CASE WHEN {words}='' THEN '{_END}' ELSE {words} END"
        return f"(({left}+'{_END}') CONTAINS {wanted})"

    def _is_call(self, parts: _Parts, at: int) -> bool:
        part = parts[at]
        after = parts[at + 1] if at + 1 < len(parts) else None
        return (
            isinstance(part, _Word)
            and part.kind == "name"
            and isinstance(after, _Group)
            and after.opening == "("
            and part.text.upper() not in _CLAUSES | _OPERATORS
        )

    def _is_label(self, parts: _Parts, at: int) -> bool:
        if at + 2 >= len(parts) or _is_dotted(parts[at - 1] if at else None):
            return False
        colon, label = parts[at + 1], parts[at + 2]
        return (
            isinstance(colon, _Word)
            and colon == ":"
            and isinstance(label, _Word)
            and (label.kind == "name")
        )

    def _name(self, part: _Word, before: _Part | None) -> str:
        if part.kind == "name" and part.text in self.aliases and not _is_dotted(before):
            return f"`{part.text}`"
        return part.text

    def _group(self, group: _Group, before: _Part | None) -> str:
        if group.opening == "(":
            inside = self.write(group.items, pattern=_is_node(group.items))
            return f"({inside})"
        if group.opening == "{":
            return "{" + self.write(group.items, pattern=True) + "}"
        if isinstance(before, _Word) and before.kind == "mark" and before.text in ("-", "<-"):
            return f"[{self.write(group.items, pattern=True)}]"
        return self._list(group.items)

    def _place(self, value: str, items: _Parts) -> str:
        """``list[i]`` and ``list[i..j]``, counted from 1; null where the list has no such place."""
        ends = _split(items, "..")
        if len(ends) == 2:
            left, right = (self.write(end) for end in ends)
            return f"{value}[{f'({left})+1' if left else '1'}:{right}]"
        if len(items) == 1 and isinstance(items[0], _Word) and items[0].kind == "text":
            raise _wrong(
                f"asks for a property by its name in brackets: {items[0].text}",
                "write it with a dot; the engine knows a graph's own properties only",
            )
        inner = self.write(items)
        if inner.startswith("-"):  # from the end, in both
            return f"{value}[{inner}]"
        place = str(int(inner) + 1) if inner.isdigit() else f"({inner})+1"
        # both branches are worked out, and a stretch of a list is never out of range
        one = f"list_any_value({value}[{place}:{place}])"
        return f"(CASE WHEN size({value})>={place} THEN {one} END)"

    def _list(self, items: _Parts) -> str:
        """A list, or what is made of each of a list."""
        if len(items) > 2 and isinstance(items[1], _Word) and items[1] == "IN":
            name = self._name_of(items[0])
            head, *made = _split(items[2:], "|")
            from_, *where = _split(head, "WHERE")
            for part in (*where, *made):
                _check_alone(part, name)
            text = self.write(from_)
            if where:
                text = f"list_filter({text}, {name} -> {self.write(where[0])})"
            return f"list_transform({text}, {name} -> {self.write(made[0])})" if made else text
        return f"[{self.write(items)}]"

    def _name_of(self, part: _Part) -> str:
        return part.text if isinstance(part, _Word) else self.write([part])

    def _call(self, name: str, items: _Parts) -> str:
        inside = self.write(items)
        match name.lower():
            case "type":
                return f"label({inside})"
            case "labels":
                return f"[label({inside})]"
            case "tostring":
                return f"CAST({inside} AS STRING)"
            case "date" if items:
                # 2025 and 2025-03 are the first day of these
                return f"CAST(left(CAST({inside} AS STRING) + '-01-01', 10) AS DATE)"
        return f"{name}({inside})"


def _check_alone(parts: _Parts, name: str) -> None:
    """Refuse what looks outside of the list: Ladybug 0.22 takes another row's value there."""
    for at, part in enumerate(parts):
        before, after = (parts[i] if 0 <= i < len(parts) else None for i in (at - 1, at + 1))
        if isinstance(part, _Group):
            _check_alone(part.items, name)
        elif part.kind == "name" and part.text != name and not _is_dotted(before):
            call = isinstance(after, _Group) and after.opening == "("
            if not call and part.text.upper() not in _OPERATORS | _CONSTANTS:
                raise _wrong(
                    f"has {part.text} in a list that is made of each {name}",
                    "the engine cannot look outside of the list there; use UNWIND",
                )


def _labels(parts: _Parts, at: int) -> tuple[str, int]:
    """The labels from ``at`` on, as texts, and where the last one stands."""
    names = [parts[at]]
    while at + 2 < len(parts) and isinstance(parts[at + 1], _Word) and parts[at + 1] == "|":
        at += 2
        names.append(parts[at])
    return ", ".join(f"'{name.text}'" for name in names if isinstance(name, _Word)), at


def _goes_on(part: _Part, before: _Part | None) -> bool:
    """Whether a part belongs to the value before it: a dot, what is behind it, a place."""
    if isinstance(part, _Group):
        return part.opening == "[" and _is_value(before)
    return part == "." or (isinstance(before, _Word) and before == ".")


def _is_place(parts: _Parts, at: int) -> bool:
    part = parts[at]
    return isinstance(part, _Group) and part.opening == "[" and at > 0 and _is_value(parts[at - 1])


def _end_of_value(parts: _Parts, at: int) -> int:
    """Where the value that begins at ``at`` ends: a name with dots, a call, places."""
    at += 1
    while at < len(parts):
        part, before = parts[at], parts[at - 1]
        call = isinstance(part, _Group) and part.opening == "(" and isinstance(before, _Word)
        if not call and not _goes_on(part, before):
            break
        at += 1
    return at


def _is_dotted(before: _Part | None) -> bool:
    return isinstance(before, _Word) and before in (".", ":")


def _is_value(before: _Part | None) -> bool:
    """Whether a bracket behind it is a place in a list."""
    if isinstance(before, _Group):
        return before.opening in "(["
    return (
        isinstance(before, _Word)
        and before.kind in ("name", "quoted", "parameter")
        and before.text.upper() not in _OPERATORS
    )


def _is_node(items: _Parts) -> bool:
    """Whether what stands in parentheses is a node: a name, labels, properties."""
    marks = [part.text for part in items if isinstance(part, _Word) and part.kind == "mark"]
    names = sum(isinstance(part, _Word) and part.kind in ("name", "quoted") for part in items)
    groups = [part.opening for part in items if isinstance(part, _Group)]
    return set(marks) <= {":", "|"} and set(groups) <= {"{"} and names <= 2 + marks.count("|")


def _joined(parts: Sequence[str]) -> str:
    """The words, apart where two would run together or a word would look like a call."""
    made = ""
    for part in parts:
        ends = made[-1:].isalnum() or made[-1:] in ("_", "`", "'", '"', ")", "]", "}")
        begins = part[:1].isalnum() or part[:1] in ("_", "`", "'", '"', "$", "(", "[")
        made += f" {part}" if made and ends and begins else part
    return made
