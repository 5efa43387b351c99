"""The parts of an article on a page: what is quoted, and what is printed beside the text.

Before trafilatura reads the page, block quotations get quotation marks (in print they are set
apart, in plain text only marks tell), captions become paragraphs, quotations in large print that
repeat the article's words go.  Afterwards the lines of captions and of links to other stories are
found again and told apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from graphkit.model import Span
from graphkit.readers.elements import (
    is_in,
    new_paragraph,
    paragraphs_of,
    plain,
    remove,
    words_of,
)
from graphkit.readers.linked_data import LinkedData, text_of

_CAPTION: Final = re.compile(
    r"(?:^|[\s_-])(?:fig)?captions?(?:$|[\s_-])|caption-?text|image-?caption|img-?cap(?:tion)?"
    r"|photo-?credit|imagecaption|mcnimagecaption",
    re.IGNORECASE,
)
_PULL: Final = re.compile(r"pull(?!-?(?:left|right|up|down|ed))", re.IGNORECASE)
#: An entry of a live blog, by the classes of Live Blog plugins and of large sites.
_ENTRY: Final = re.compile(
    r"live-?blog-?(?:post|entry|update|item)|liveblog__(?:post|entry)|lx-stream__post"
    r"|live-?post\b|live-?update(?:-item|-post)?\b|lb24-(?:component|news)|live-?feed-?item|ncpost",
    re.IGNORECASE,
)
_OPENERS: Final = "“„«\"‘'‟"
_SIGNED: Final = frozenset({"cite", "footer", "figcaption"})
_END: Final = re.compile(r"[.!?…:;][\"”’')\]]*$")
#: Words before a link to another story.
_LABEL: Final = re.compile(
    r"\W*(?:read (?:more|also|next)|see also|also read|related(?: articles?| stor(?:y|ies))?|more"
    r"|watch|listen|in pictures|explained?|opinion|don['’]t miss|editor['’]s picks?)?\W*",
    re.IGNORECASE,
)
_HOLDERS: Final = frozenset({"figure", "table", "div", "span", "center", "p"})
_PARTS: Final = frozenset({"tbody", "tr", "td", "a"})
_LEAST_WORDS: Final = 3
_LONGEST_TEASER: Final = 300
_LONGEST_QUOTE: Final = 6_000
#: A block quotation with more than this share of the page's words is the article, set apart.
_WHOLE: Final = 0.5
#: The share of the paragraphs that the element with the article's has at least.
_BODY_SHARE: Final = 0.6


@dataclass(slots=True)
class Printed:
    """What stands beside the article's text, as lines of plain words to know again."""

    beside: set[str] = field(default_factory=set)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where these lines stand in the article's text."""
        found = []
        at = 0
        for line in text.split("\n"):
            if self.beside and plain(line) in self.beside:
                start = at + len(line) - len(line.lstrip())
                found.append(Span(start, at + len(line.rstrip())))
            at += len(line) + 1
        return tuple(found)


def prepare(tree: Any, linked: LinkedData | None) -> Printed:
    """Change the page so that its text tells what its print does; return what is beside it."""
    printed = Printed()
    _open_tables(tree)
    _hoist_captions(tree, printed)
    _quote(tree)
    _note_links(tree, printed)
    _lay_out_live_blog(tree, linked)
    _name_body(tree)
    return printed


def _open_tables(tree: Any) -> None:
    """Make tables that only lay out the page (of old sites, of newsletters) what they stand for."""
    for table in tree.iter("table"):
        if table.xpath(".//p|.//h1|.//h2|.//blockquote|.//table"):
            for part in table.iter("table", "tbody", "thead", "tr", "td", "th"):
                part.tag = "div"


def _hoist_captions(tree: Any, printed: Printed) -> None:
    """Make each caption a paragraph behind its picture, which trafilatura leaves out."""
    for element in list(tree.iter("figcaption", "p", "div", "span", "td", "em", "font", "small")):
        if element.tag != "figcaption" and not _CAPTION.search(element.get("class") or ""):
            continue
        if element.getparent() is None or not is_in(element, tree):
            continue
        words = words_of(element)
        if not words or len(words) > 1000 or element.xpath(".//blockquote|.//video"):
            continue
        place = _picture(element, words)
        if place.tag == "td" or place.getparent() is None:
            continue
        printed.beside.add(plain(words))
        paragraph = new_paragraph(element, words)
        place.addnext(paragraph)
        # what stood behind the picture stands behind its caption
        paragraph.tail, place.tail = place.tail, None
        remove(element)
        if place is not element and place.tag == "table" and not words_of(place):
            remove(place)


def _picture(caption: Any, words: str) -> Any:
    """What holds a caption, its picture and nothing else; the caption itself at least."""
    place = caption
    for above in caption.iterancestors():
        room = 200 if above.tag in ("figure", "table") else 0
        if above.tag in _HOLDERS and len(words_of(above)) <= len(words) + room:
            place = above
        elif above.tag not in _PARTS:
            break
    return place


def _quote(tree: Any) -> None:
    """Set block quotations in quotation marks, and leave out what only repeats the article."""
    # what is printed: metadata in scripts repeats the whole article
    body = tree.find(".//body")
    whole = plain(" ".join(paragraphs_of(tree if body is None else body)))
    size = len(whole) or 1
    for element in list(tree.xpath("//blockquote|//q|//aside|//*[contains(@class, 'ull')]")):
        if not is_in(element, tree):
            continue
        words = plain(_unsigned(element))
        is_pull = bool(_PULL.search(element.get("class") or "")) or element.tag in ("q", "aside")
        repeated = len(words.split()) > _LEAST_WORDS and whole.count(words) > 1
        if repeated and (is_pull or element.tag == "blockquote"):
            remove(element)
        elif element.tag == "blockquote" and words and len(words) < _WHOLE * size:
            _mark(element)


def _unsigned(quote: Any) -> str:
    """The words of a quotation without who is named below it."""
    words = words_of(quote)
    for part in quote.iter(*_SIGNED):
        words = words.replace(words_of(part), " ", 1)
    return words


def _mark(quote: Any) -> None:
    """Make a block quotation paragraphs in quotation marks, its source behind them."""
    if quote.xpath(".//blockquote|.//table|.//h1|.//h2|.//h3"):
        return
    signed = [part for part in quote.iter() if part.tag in _SIGNED]
    source = " ".join(filter(None, map(words_of, signed)))
    for part in signed:
        remove(part)
    paragraphs = list(paragraphs_of(quote))
    if not paragraphs or sum(map(len, paragraphs)) > _LONGEST_QUOTE:
        return
    if paragraphs[0][0] not in _OPENERS:
        # a quotation over several paragraphs opens with each, and closes once
        paragraphs = [f"“{words}" for words in paragraphs]
        paragraphs[-1] += "”"
    if source:
        paragraphs[-1] += f" — {source.lstrip('—–- ')}"
    place = quote
    for above in quote.iterancestors("figure"):
        if len(plain(words_of(above))) <= len(plain(" ".join(paragraphs))) + 40:
            place = above
    for words in reversed(paragraphs):
        place.addnext(new_paragraph(quote, words))
    if place.tail:
        last = place.getnext()
        for _ in paragraphs[1:]:
            last = last.getnext()
        last.tail, place.tail = place.tail, None
    remove(place)


def _note_links(tree: Any, printed: Printed) -> None:
    """Note the paragraphs that are nothing but links to other pages."""
    for teaser in list(tree.xpath("//article//article[.//a]")):
        words = words_of(teaser)
        if is_in(teaser, tree) and len(words) <= _LONGEST_TEASER:
            # trafilatura takes what follows an article in an article for another one's
            printed.beside.add(plain(words))
            teaser.addnext(new_paragraph(teaser, words))
            remove(teaser)
    for element in tree.iter("p", "li", "h2", "h3", "h4", "h5", "div"):
        if element.tag == "div" and (len(element) > 3 or element.find(".//p") is not None):
            continue
        links = [words_of(link) for link in element.iter("a")]
        words = words_of(element)
        if not links or len(words) > 300:
            continue
        rest = words
        for link in links:
            rest = rest.replace(link, " ", 1)
        linked = " ".join(links)
        is_link = len(linked.split()) >= _LEAST_WORDS and _LABEL.fullmatch(rest.strip())
        if (is_link and not _END.search(words.rstrip("] "))) or (is_link and rest.strip(" []")):
            printed.beside.add(plain(words))


def _name_body(tree: Any) -> None:
    """Name the element that holds most of the page's paragraphs, where the page names none.

    trafilatura looks for names of such elements first, and without one it may stop in the middle.
    """
    if tree.xpath("//*[@itemprop='articleBody']"):
        return
    sizes: dict[Any, int] = {}
    for paragraph in tree.iter("p"):
        parent = paragraph.getparent()
        if parent is not None and parent.tag not in ("li", "td", "blockquote", "body"):
            sizes[parent] = sizes.get(parent, 0) + len(words_of(paragraph))
    best = max(sizes, key=lambda element: sizes[element], default=None)
    if best is not None and sizes[best] > _BODY_SHARE * sum(sizes.values()):
        best.set("itemprop", "articleBody")


def _lay_out_live_blog(tree: Any, linked: LinkedData | None) -> None:
    """Put the entries of a live blog one after the other, each under its heading and time.

    Entries that the page loads later, and has in its JSON-LD only, are added from there.
    """
    updates = linked.updates() if linked else []
    entries = [
        element
        for element in tree.iter("article", "section", "div", "li")
        if _ENTRY.search(" ".join(filter(None, (element.get("class"), element.get("data-testid")))))
        and element.find(".//p") is not None
    ]
    entries = [e for e in entries if not any(a in entries for a in e.iterancestors())]
    if len(entries) + len(updates) < 2:
        return
    article = tree.makeelement("article")
    seen = ""
    for entry in entries:
        for part in list(entry.iter("h1", "h2", "h3", "h4", "time", "p", "li")):
            words = words_of(part)
            if words and not any(a.tag in ("p", "li") for a in part.iterancestors()):
                tag = "h3" if part.tag.startswith("h") else "p"
                article.append(new_paragraph(tree, words, tag))
                seen += f" {plain(words)}"
    for update in updates:
        body = re.sub(r"<[^<>]{1,300}>", " ", text_of(update.get("articleBody")))
        if body and plain(body)[:80] not in seen:
            heading = text_of(update.get("headline"))
            time = text_of(update.get("datePublished"))
            for tag, words in (("h3", heading), ("p", time), ("p", body)):
                if words:
                    article.append(new_paragraph(tree, words, tag))
    body = tree.find(".//body")
    place = entries[0] if entries else None
    if place is not None:
        place.addprevious(article)
        for entry in entries:
            remove(entry)
    elif body is not None:
        body.append(article)
