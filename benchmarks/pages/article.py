"""Made-up articles that the pages of this benchmark hold: what a reader should get out of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal, get_args

Kind = Literal["p", "h", "quote", "item", "caption", "related", "pull", "post"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, block quotation, list item, caption, link to another story …"""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was written."""

    slug: str
    title: str
    standfirst: str
    authors: tuple[str, ...]
    outlet: str
    domain: str
    section: str
    published: datetime
    updated: datetime
    blocks: tuple[Block, ...]

    @property
    def url(self) -> str:
        """Its canonical address."""
        return f"https://{self.domain}/{self.slug}"

    @property
    def byline(self) -> str:
        """The authors as a line names them."""
        *first, last = self.authors
        return f"{', '.join(first)} and {last}" if first else last

    @property
    def body(self) -> tuple[str, ...]:
        """The paragraphs that the article consists of."""
        kinds = ("p", "h", "quote", "item")
        return tuple(block.text for block in self.blocks if block.kind in kinds)


def _read(path: Path) -> Article:
    """An article from its file: fields, an empty line, a block a line, ``kind: `` before most."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    known = dict(line.split(": ", 1) for line in head.splitlines())
    return Article(
        slug=known["slug"],
        title=known["title"],
        standfirst=known["standfirst"],
        authors=tuple(known["authors"].split("; ")),
        outlet=known["outlet"],
        domain=known["domain"],
        section=known["section"],
        published=datetime.fromisoformat(known["published"]),
        updated=datetime.fromisoformat(known["updated"]),
        blocks=tuple(map(_block, body.splitlines())),
    )


def _block(line: str) -> Block:
    """A line without a kind is a paragraph."""
    for kind in get_args(Kind):
        if line.startswith(f"{kind}: "):
            return Block(kind, line.removeprefix(f"{kind}: "))
    return Block("p", line)


ARTICLES: Final = tuple(map(_read, sorted(Path(__file__).with_name("articles").glob("*.txt"))))
