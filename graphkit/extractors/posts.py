"""Embedded social-media posts, in the plain form that saved pages and embeds leave behind::

    Words of the post… pic.twitter.com/AbC — Name (@handle) October 5, 2025

The by-line is found by its form; where the post begins is decided by the paragraph, by other
by-lines, by the length at which embeds cut a post, and by blank lines that differ from those
around paragraphs.  A post that the article goes on with ("The rest of the post:") gets both
stretches.  Posts that are only retold ("she wrote on X") are attributions, not posts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from graphkit.language import Analysis
from graphkit.model import Evidence, Post, Span
from graphkit.text.dates import DATE, date_of

EXTRACTOR: Final = "posts"
#: That it is a post, since its by-line says so.  Set by hand: no corpus labels posts.
CONFIDENCE: Final = 0.95
_DASH: Final = "[—–―]|--"
#: "— Name (@handle) October 5, 2025": names have emoji, dots and brackets of their own.
_BYLINE: Final = re.compile(
    rf"(?:{_DASH})[ \t\u00a0]*(?P<author>[^\n—―]{{1,80}}?)[ \t\u00a0]*"
    r"\((?P<handle>@[A-Za-z0-9_.\-]{1,60}(?:@[\w.\-]+)?)\)"
    r"(?:[ \t\u00a0]*[,·|]?[ \t\u00a0]*(?=(?P<date>\S)))?"
)
#: "A post shared by Name (@handle) on Oct 5, 2025 at 3:42pm PDT" (Instagram, TikTok's like).
_SHARED: Final = re.compile(
    r"A (?:post|photo|video|reel) (?:shared|posted) by (?P<author>[^\n()@]{0,80}?)\s*"
    r"\(?(?P<handle>@[A-Za-z0-9_.\-]{1,60})\)?(?: on (?=(?P<date>\S)))?"
)
#: "Posted by Name on Sunday, October 5, 2025" (Facebook).
_POSTED: Final = re.compile(
    r"Posted by (?P<author>[A-Z][^\n()@,]{1,60}?) on (?:[A-Z][a-z]+day, )?(?=(?P<date>[A-Z\d]))"
)
_FORMS: Final = ((_BYLINE, ""), (_SHARED, "Instagram"), (_POSTED, "Facebook"))

_LINK: Final = re.compile(r"(?:https?://)?(?:pic\.twitter\.com|pic\.x\.com|t\.co)/\S*|https?://\S+")
_TRAILING_LINK: Final = re.compile(rf"(?:\s*(?:{_LINK.pattern}))+\s*$")
#: The one short link that leads to the post itself; t.co may lead anywhere.
_PICTURE: Final = re.compile(r"pic\.(?:twitter|x)\.com/\w+")
#: A corpus's or a feed's element around a post.
_TAG: Final = re.compile(r"\s*<[a-zA-Z][^<>]*>\s*")
#: An address that can only be a post's own.
_POST_ADDRESS: Final = re.compile(
    r"/(?:status|posts?|video|videos|comments)/\w|t\.me/\w+/\d|/@\w+/\d", re.I
)
#: A post of which the page has no words: "Post by Name (@handle): https://…".
_WORDLESS: Final = re.compile(
    r"^Post(?: by (?:(?P<author>[^()@\n]{1,80}) \()?(?P<handle>@[\w.@-]{1,80})\)?)?"
    r": (?P<url>https?://\S+)$",
    re.MULTILINE,
)
_STATUS: Final = re.compile(r"\s*[(\[]?(?P<url>https?://[^\s)\]]+)[)\]]?")
#: Where a platform can be read from: a link in the post or behind it, or the handle's form.
_PLATFORMS: Final = (
    (re.compile(r"bsky\.(?:app|social)", re.I), "Bluesky"),
    (re.compile(r"truthsocial\.com|\btruth social\b", re.I), "Truth Social"),
    (re.compile(r"threads\.(?:net|com)", re.I), "Threads"),
    (re.compile(r"instagram\.com", re.I), "Instagram"),
    (re.compile(r"tiktok\.com", re.I), "TikTok"),
    (re.compile(r"facebook\.com|fb\.watch", re.I), "Facebook"),
    (re.compile(r"\bt\.me/", re.I), "Telegram"),
    (re.compile(r"reddit\.com", re.I), "Reddit"),
    (re.compile(r"youtube\.com|youtu\.be", re.I), "YouTube"),
    (re.compile(r"/@\w+/\d{6,}", re.I), "Mastodon"),
    (re.compile(r"twitter\.com|\bx\.com|\bt\.co/", re.I), "X"),
    (re.compile(r"(?<!\w)@[\w.-]+@[\w-]+\.\w"), "Mastodon"),
)
_MORE: Final = re.compile(
    r"(?:(?:here(?:['’]s| is) )?(?:the )?(?:rest|remainder) of (?:the|his|her|their|its|that) "
    r"(?:(?:X|Facebook|Truth Social|social media|full|long|lengthy) )?"
    r"(?:post|tweet|thread|statement|message|caption)(?: (?:reads|read|says|said|continues|follows"
    r"|is|was)[^:\n]{0,30})?"
    r"|(?:the|his|her|their) (?:post|tweet|thread) (?:continue[sd]|goes on|went on)[^:\n]{0,30}"
    r"|(?:he|she|they) (?:continued|went on|added)(?: (?:in|with) [^:\n]{0,40})?)\s*:",
    re.IGNORECASE,
)
#: Prose that hands over to what it quotes: only what follows its colon is the post.
_LEAD_IN: Final = re.compile(
    r"\b(?:wrote|writes|posted|posts|tweeted|tweets|shared|said|says|added|replied|responded"
    r"|captioned|announced|tweet|post|message|X|Twitter|Facebook|Bluesky|Threads|Instagram)"
    r"[^:\n]{0,60}:\s+"
)
#: Embeds cut a post after 280 characters; links and a cut word make it a little more or less.
_EMBED_LENGTH: Final = 300
_CUT_FROM: Final = 225
_ELLIPSIS: Final = re.compile(r"(?:…|\.\.\.)\s*$")
_OPENING: Final = "\"“‘'"
_CLOSING: Final = "\"”’'"


class _Byline(NamedTuple):
    """A by-line as found: whose, when, and the stretch it takes."""

    start: int
    end: int
    author: str
    handle: str
    published: str | None
    platform: str
    url: str


def find_posts(analysis: Analysis) -> Iterator[Post]:
    """Yield the posts embedded in the document, in text order, or those that it was told to be."""
    known = analysis.document.posts
    yield from known or posts_of(analysis.document.id, analysis.document.text)


def posts_of(doc: str, text: str) -> Iterator[Post]:
    """Yield the posts embedded in a text; no language model is needed."""
    found = (*_worded(doc, text), *_wordless(doc, text))
    yield from sorted(found, key=lambda post: post.evidence.start)


def _wordless(doc: str, text: str) -> Iterator[Post]:
    """Posts that the page only points to: whose they are, and where."""
    for match in _WORDLESS.finditer(text):
        span = Span(*match.span())
        handle = match["handle"] or ""
        author = match["author"] or handle.removeprefix("@").partition("@")[0]
        evidence = Evidence(doc, *span, match[0], "posts", 0.95)
        known = _platform(match["url"])
        yield Post(author, handle, known, None, (span,), "", match["url"], evidence)


def _worded(doc: str, text: str) -> Iterator[Post]:
    bylines = list(_bylines(text))
    if not bylines:
        return
    lines = _Lines(text)
    previous = 0
    for number, byline in enumerate(bylines):
        span = lines.words_before(byline, previous)
        following = bylines[number + 1].start if number + 1 < len(bylines) else len(text)
        previous = byline.end
        if span is None:
            continue
        yield _post(doc, text, byline, span, lines.continued(byline.end, following))


def _bylines(text: str) -> Iterator[_Byline]:
    """All by-lines of posts, in text order; one without date needs a link before it."""
    found: dict[int, _Byline] = {}
    for form, platform in _FORMS:
        for match in form.finditer(text):
            byline = _read_byline(text, match, platform)
            if byline is not None and match["author"].count("(") == match["author"].count(")"):
                found.setdefault(byline.start, byline)
    end = 0
    for start in sorted(found):
        if start >= end:
            yield found[start]
            end = found[start].end


def _read_byline(text: str, match: re.Match[str], platform: str) -> _Byline | None:
    handle = match.groupdict().get("handle") or ""
    date = DATE.match(text, match.start("date")) if match["date"] else None
    before = text[max(0, match.start() - 120) : match.start()]
    linked = _TRAILING_LINK.search(before)
    end = date.end() if date else match.end("handle") + 1
    status = _STATUS.match(text, end)
    known_post = status is not None and _POST_ADDRESS.search(status["url"])
    if date is None and linked is None and not known_post and platform != "Instagram":
        return None
    if status:
        end = status.end()
    url = status["url"] if status else ""
    picture = _PICTURE.search(linked[0]) if linked else None
    if not url and picture:
        url = f"https://{picture[0]}"
    # the account's own server says more than what stands near
    known = platform or _platform(handle, "") or _platform(f"{before} {url}")
    author = " ".join(match["author"].split()).lstrip("—–-―").strip(" ,")
    return _Byline(match.start(), end, author, handle, date_of(date) if date else None, known, url)


def _platform(context: str, default: str = "X") -> str:
    """The platform by links or handle; the by-line's form is X's own if nothing says else."""
    for pattern, platform in _PLATFORMS:
        if pattern.search(context):
            return platform
    return default


class _Lines:
    """The non-empty lines of a text and how many line ends part them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [
            Span(m.start(), m.end()) for m in re.finditer(r"\S(?:[^\r\n\u2028\u2029]*\S)?", text)
        ]
        gaps = [self._gap(index) for index in range(1, len(self.spans))]
        #: What usually parts two paragraphs of this text.
        self.usual_gap = min(
            (gap for gap, n in Counter(gaps).items() if n == max(Counter(gaps).values())),
            default=1,
        )

    def _gap(self, index: int) -> int:
        """The line ends between a line and the one before it."""
        between = self.text[self.spans[index - 1].end : self.spans[index].start]
        return between.replace("\r\n", "\n").count("\n")

    def _at(self, place: int) -> int:
        """The line that holds a place, or the last one before it."""
        return max((i for i, span in enumerate(self.spans) if span.start <= place), default=0)

    def words_before(self, byline: _Byline, previous: int) -> Span | None:
        """The stretch of the post whose by-line this is, not reaching back before ``previous``."""
        at = self._at(byline.start)
        own_line = not self.text[self.spans[at].start : byline.start].strip(" \t\"”“'")
        if own_line and at == 0:
            return None
        last = at - 1 if own_line else at
        if self.spans[last].end <= previous:
            return None
        end = self.spans[last].end if own_line else byline.start
        first = self._first_line(last, end, previous)
        start = max(self.spans[first].start, previous)
        lead = _LEAD_IN.search(self.text, start, end)
        if lead is not None and end - lead.end() > 20:
            start = lead.end()
        return _trim(self.text, start, end)

    def _first_line(self, last: int, end: int, previous: int) -> int:
        """The line where a post that ends in line ``last`` begins.

        Lines before it belong to the post where the gap between them is not the text's usual one,
        and where an embed that was cut is of its proper length only together with them.
        """
        first = last
        cut = bool(_ELLIPSIS.search(_without_links(self.text[self.spans[last].start : end])))
        joined = True
        for before in range(last - 1, -1, -1):
            size = len(_without_links(self.text[self.spans[before].start : end]))
            line = self.text[slice(*self.spans[before])]
            if self.spans[before].start < previous or size > _EMBED_LENGTH or line.endswith(":"):
                break
            joined = joined and self._gap(before + 1) != self.usual_gap and before > 0
            length = len(_without_links(self.text[self.spans[first].start : end]))
            if joined or (cut and length < _CUT_FROM <= size):
                first = before
        return first

    def continued(self, start: int, end: int) -> Span | None:
        """The stretch behind "The rest of the post:" that follows a by-line, if there is one."""
        at = next((i for i, span in enumerate(self.spans) if span.start >= start), None)
        if at is None:
            return None
        more = _MORE.match(self.text, self.spans[at].start)
        if more is None or self.spans[at].start >= end:
            return None
        last = at
        rest = self.text[more.end() : self.spans[at].end].strip()
        if not rest:
            last = at + 1
            if last >= len(self.spans) or self.spans[last].start >= end:
                return None
        begin = more.end() if rest else self.spans[last].start
        while (
            last + 1 < len(self.spans)
            and self.spans[last + 1].end <= end
            and self._gap(last + 1) not in (self.usual_gap, 1)
        ):
            last += 1
        return _trim(self.text, begin, min(self.spans[last].end, end))


def _without_links(words: str) -> str:
    return _LINK.sub("", words).strip()


def _trim(text: str, start: int, end: int) -> Span | None:
    """The span without white space, links at its end, and marks that enclose all of it."""
    tag = _TAG.match(text, start, end)
    start = tag.end() if tag else start
    while start < end and text[start].isspace():
        start += 1
    linked = _TRAILING_LINK.search(text[start:end])
    if linked and linked.start() > 0:
        end = start + linked.start()
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 2 and text[start] in _OPENING and text[end - 1] in _CLOSING:
        inner = text[start + 1 : end - 1]
        if not any(mark in inner for mark in '"“”'):
            start, end = start + 1, end - 1
    return Span(start, end) if start < end else None


def _post(doc: str, text: str, byline: _Byline, span: Span, more: Span | None) -> Post:
    words = text[span.start : span.end]
    cut = bool(_ELLIPSIS.search(words))
    spans: tuple[Span, ...] = (span,)
    if more is not None:
        spans = (span, more)
        words = complete(words, text[more.start : more.end])
        cut = False
    quote = text[span.start : byline.end]
    evidence = Evidence(doc, span.start, byline.end, quote, EXTRACTOR, CONFIDENCE)
    return Post(
        author=byline.author,
        handle=byline.handle,
        platform=byline.platform,
        published=byline.published,
        spans=spans,
        text=" ".join(words.split()),
        url=byline.url,
        evidence=evidence,
        cut=cut,
    )


def complete(cut: str, rest: str) -> str:
    """A post that breaks off and its rest, which may begin with words that were already there."""
    head = " ".join(_ELLIPSIS.sub("", cut).split())
    tail = " ".join(rest.lstrip(" .…").split())
    for size in range(min(len(head), len(tail)), 7, -1):
        if head.endswith(tail[:size]):
            return head + tail[size:]
    return f"{head} {tail}"
