"""Names as documents write them, and which of them are one person or body so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphkit.model import Merge
from graphkit.text.names import PersonName

#: A document and the key of a local entity in it.
Member = tuple[str, str]


@dataclass(slots=True)
class Form:
    """One name as the documents write it, and everyone who bears it."""

    name: str
    person: bool
    members: list[Member] = field(default_factory=list)
    parsed: PersonName | None = None
    #: Whether its first word is none of the name: "Team Orr".
    led: bool = False


@dataclass(slots=True)
class Cluster:
    """Forms that are one entity so far."""

    forms: list[Form]
    merges: list[Merge] = field(default_factory=list)
    #: Whom a word alone may mean where that is not clear, the likeliest first.
    may_be: list[Cluster] = field(default_factory=list)

    @property
    def size(self) -> int:
        """In how many documents it stands."""
        return sum(len(form.members) for form in self.forms)

    @property
    def docs(self) -> set[str]:
        """The documents that it stands in."""
        return {doc for form in self.forms for doc, _ in form.members}

    @property
    def people(self) -> list[PersonName]:
        """The full names of a person."""
        return [form.parsed for form in self.forms if form.parsed and form.parsed.full]
