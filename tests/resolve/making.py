"""Extractions made by hand: documents whose attributions are marked in the text.

``say("Ann Lee", "the roof burned")`` puts a statement into an article; entities are given by
name.  Used by the tests of everything that is resolved.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graphkit.ids import entity_id
from graphkit.model import (
    Attribution,
    AttributionKind,
    Document,
    EntityType,
    Evidence,
    Extraction,
    LocalEntity,
    Mention,
    Post,
    Span,
    Stance,
    Statement,
)
from graphkit.resolve.claims import content_text


@dataclass
class Article:
    """An article in the making; every call appends to its text."""

    id: str
    published: str | None = None
    outlet: str = ""
    text: str = ""
    entities: dict[str, LocalEntity] = field(default_factory=dict)
    attributions: list[Attribution] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)

    def prose(self, words: str) -> Span:
        """Append words; where they stand."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def say(
        self,
        speaker: str,
        *content: str,
        kind: AttributionKind = "direct",
        type_: EntityType = "Person",
        cue: str = "said",
        stance: Stance = "asserts",
        post: int | None = None,
    ) -> int:
        """Append a statement by a named speaker ("" leaves the speaker open); its index."""
        key = self._entity(speaker, type_) if speaker else None
        spans = []
        for part in content:
            if kind == "indirect":
                spans.append(self.prose(part))
            else:
                self.prose("“")
                spans.append(self.prose(part))
                self.prose("”")
            self.prose(" ")
        source = (self.prose(speaker or "officials"),)
        self.prose(" ")
        at = (self.prose(cue),)
        self.prose(".\n\n")
        self.attributions.append(
            Attribution(
                source=source,
                cue=at,
                content=tuple(spans),
                kind=kind,
                confidence=0.9,
                extractor="test",
                stance=stance,
                speaker=key,
                why_open="" if key else "unnamed role",
                post=post,
            )
        )
        return len(self.attributions) - 1

    def embed(
        self, author: str, handle: str, words: str, published: str | None = None, cut: bool = False
    ) -> int:
        """Append an embedded post; its index."""
        span = self.prose(words)
        self.prose(f" — {author} ({handle})\n\n")
        evidence = Evidence(self.id, span.start, span.end, words, "posts", 0.9)
        self.posts.append(
            Post(author, handle, "X", published, (span,), words, "", evidence, cut=cut)
        )
        return len(self.posts) - 1

    def _entity(self, name: str, type_: EntityType) -> str:
        if name not in self.entities:
            mention = Mention(Span(len(self.text), len(self.text)), name, type_)
            self.entities[name] = LocalEntity(name, name, type_, (mention,))
        return name

    def extraction(self) -> Extraction:
        """The article as extractors would hand it over."""
        document = Document(
            self.id, self.id, self.text, published=self.published, outlet=self.outlet
        )
        return Extraction(
            document,
            entities=tuple(self.entities.values()),
            posts=tuple(self.posts),
            attributions=tuple(self.attributions),
            statements=tuple(
                Statement(number, said.content, content_text(document, said.content), False, 0.5)
                for number, said in enumerate(self.attributions)
            ),
        )


def entities_of(*articles: Article) -> dict[tuple[str, str], str]:
    """(document, local key) → entity id, one entity a name."""
    return {
        (article.id, key): entity_id(entity.type, entity.name)
        for article in articles
        for key, entity in article.entities.items()
    }
