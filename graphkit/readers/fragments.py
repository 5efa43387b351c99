"""A piece of HTML that is an article already (of a feed, a letter, a record) to paragraphs.

Unlike :mod:`graphkit.readers.html`, which looks for the article in a page, nothing is left out.
Library: lxml.
"""

from __future__ import annotations

import re
from typing import Any, Final

from graphkit.characters import markup
from graphkit.readers.embeds import EMBEDS, paragraph_of

_BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody td th tr ul".split()
)
_UNSEEN: Final = frozenset(
    "head iframe noscript object script select style svg template textarea title video".split()
)
_BLANKS: Final = re.compile(r"[ \t\r\f\v\u200b]+")


def text_of(source: str) -> str:
    """The words of a piece of HTML, a blank line between paragraphs; embedded posts as one each."""
    from lxml import html

    if not source.strip():
        return ""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree = html.document_fromstring(f"<div>{markup(source)}</div>".encode(), parser=parser)
    return "\n\n".join(paragraphs_of(tree))


def paragraphs_of(tree: Any) -> list[str]:
    """The paragraphs of a tree of lxml, however deep it is."""
    from lxml import etree

    found: list[list[str]] = [[]]
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        embed = not EMBEDS.isdisjoint((element.get("class") or "").split())
        if tag in _BLOCKS or embed:
            found.append([])
        if event == "end":
            found[-1].append("\n" if tag == "br" else "")
            found[-1].append(_flat(element.tail) if element is not tree else "")
        elif embed:
            found[-1].append(paragraph_of(element))
            walk.skip_subtree()
        elif tag in _UNSEEN or not tag:
            walk.skip_subtree()
        else:
            found[-1].append(element.text or "" if tag == "pre" else _flat(element.text))
    texts = ("".join(pieces) for pieces in found)
    return [text for text in map(_tidied, texts) if text]


def _flat(text: str | None) -> str:
    """Text with each line end as a blank: in HTML it is none."""
    return (text or "").replace("\n", " ")


def _tidied(text: str) -> str:
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(lines).strip("\n ")
