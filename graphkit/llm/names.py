"""The people and bodies that an article names: the only ones that a model may speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graphkit.model import Extraction, LocalEntity, Mention, Span
from graphkit.text.lexicon import fold

__all__ = ["Names"]


class Names:
    """A document's entities, looked up by what they are called and by where they stand."""

    def __init__(self, found: Extraction) -> None:
        """Gather the names and mentions."""
        self.entities = {entity.key: entity for entity in found.entities}
        self._keys: dict[str, set[str]] = defaultdict(set)
        self.mentions: list[tuple[Mention, LocalEntity]] = sorted(
            ((m, e) for e in found.entities for m in e.mentions),
            key=lambda pair: (pair[0].span, pair[1].key),
        )
        for mention, entity in self.mentions:
            for name in (entity.name, mention.surface):
                self._keys[fold(name)].add(entity.key)

    def key(self, name: str) -> str | None:
        """The one entity that goes by a name here; None for nobody and for several."""
        keys = self._keys.get(fold(name), set())
        return next(iter(keys)) if len(keys) == 1 else None

    def within(self, spans: Iterable[Span]) -> set[str]:
        """The entities that are named in some spans."""
        held = list(spans)
        return {
            entity.key
            for mention, entity in self.mentions
            if any(s < mention.span.end and mention.span.start < e for s, e in held)
        }

    def before(self, key: str, offset: int) -> bool:
        """Whether an entity is named before an offset."""
        return any(m.span.start < offset for m in self.entities[key].mentions)

    def shown(self, spans: Iterable[Span]) -> list[str]:
        """The names of the entities named in some spans, each once, in the order of the text."""
        held = self.within(spans)
        names = dict.fromkeys(e.name for _, e in self.mentions if e.key in held)
        return list(names)
