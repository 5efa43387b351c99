"""Ids made from content: the same thing has the same id in every run and on every machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

#: Document ids that can stand in a node id as they are.
_PLAIN: Final = re.compile(r"[A-Za-z0-9._#/-]{1,120}")


def content_hash(*parts: str, length: int = 16) -> str:
    """Hexadecimal digest of the parts; ("ab", "c") and ("a", "bc") differ."""
    joined = "\x1f".join(parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def slug(name: str) -> str:
    """``"Tricia McLaughlin"`` → ``"tricia-mclaughlin"``; "" where no letter or digit is left."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "-", plain.replace("'", "").replace("’", "")).strip("-_")


def entity_id(entity_type: str, name: str) -> str:
    """``person:tricia-mclaughlin``; a name without letters gets a hash of itself."""
    return f"{entity_type.casefold()}:{slug(name) or content_hash(name)}"


def article_id(doc: str) -> str:
    """Node id of the article read as document ``doc``."""
    if _PLAIN.fullmatch(doc):
        return f"article:{doc}"
    return f"article:{slug(doc)[:80]}-{content_hash(doc, length=8)}"


def edge_key(edge_type: str, source: str, target: str, discriminator: str = "") -> str:
    """Key of an edge: one for each (type, source, target, discriminator)."""
    return content_hash(edge_type, source, target, discriminator)
