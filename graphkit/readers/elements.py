"""Elements of a page's tree (lxml): their words, their paragraphs, taking them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

_BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td th tr ul".split()
)
_UNREAD: Final = frozenset({"script", "style", "noscript", "template", "svg"})
_WORD: Final = re.compile(r"\w+")


def words_of(element: Any) -> str:
    """All text of an element on one line; "" for none."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def plain(text: str) -> str:
    """The words of a text without case and marks, to know it again."""
    return " ".join(_WORD.findall(text.casefold()))


def paragraphs_of(element: Any, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the blocks of text in an element, each on one line; not those of tags ``without``."""
    lines: list[str] = [""]
    # (what is left to do, deepest last): pages may be nested deeper than Python's stack
    waiting: list[Any] = [element]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            lines[-1] += part
            continue
        if part is None:
            lines.append("")
            continue
        if part.tag in _UNREAD or part.tag in without or not isinstance(part.tag, str):
            continue
        block = part is not element and (part.tag in _BLOCKS or part.tag == "br")
        if block:
            lines.append("")
            waiting.append(None)
        for below in reversed(part):
            waiting += [below.tail or "", below]
        lines[-1] += part.text or ""
    yield from filter(None, (" ".join(line.split()) for line in lines))


def new_paragraph(like: Any, words: str, tag: str = "p") -> Any:
    """An element with nothing but these words, for the tree of ``like``."""
    element = like.makeelement(tag)
    element.text = words
    return element


def remove(element: Any) -> None:
    """Take an element out, and leave what stands behind it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def is_in(element: Any, tree: Any) -> bool:
    """Whether an element is in the tree still."""
    return element is tree or any(above is tree for above in element.iterancestors())
