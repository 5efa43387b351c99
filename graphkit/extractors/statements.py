"""What posts say: each embedded post is a statement of its author, each quoted one a post.

Three things, on attributions whose speakers are known:

- an embedded post becomes an attribution to its author, a long one an attribution a sentence
  (it makes several claims; one node of two hundred words would stand for none of them);
- what somebody else is said to have said inside a post belongs to the post and ends with it;
- a post that is only quoted ('she wrote on X, "…"') becomes a Post that its attribution names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from graphkit.language import Analysis
from graphkit.model import Attribution, Document, Evidence, LocalEntity, Post, Span
from graphkit.text.stems import content_stems, normal_words

__all__ = ["find_statements"]

EXTRACTOR: Final = "posts"
#: Of what a post says: its words are whole, its author may not be who the account says.
_CONFIDENCE: Final = 0.9
#: Share of an attribution's confidence that the post it quotes has: nobody saw the post itself.
_QUOTED_POST: Final = 0.9
#: A post with more words makes a claim a sentence; embeds cut at 280 characters, which is fewer.
_LONG: Final = 60
_SHORTEST: Final = 6
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s*(?=[A-Z\"“‘@#À-Þ])|\s*[\r\n]+\s*")

_NETWORK: Final = (
    r"(?:X(?=[\s,.;:”\"’'])|Twitter|Facebook|Instagram|Truth Social|Bluesky|Threads|TikTok"
    r"|Telegram|LinkedIn|Snapchat|Gab|Parler|Gettr|social media)"
)
#: Words around a cue that say that what is quoted is a post.
_POSTED: Final = re.compile(
    rf"\b(?:(?P<tweet>(?:re)?tweet(?:ed|s|ing)?\b)|(?:post|message|statement|video|thread|comment"
    rf"|update)?\s*(?:on|to|in|via|over)\s+(?:(?:his|her|its|their|the)\s+)?"
    r"(?:(?:personal|official|verified|campaign)\s+)?"
    rf"(?:social (?:media )?(?:platform|network|site)\s+)?(?P<network>{_NETWORK})"
    r"|(?P<facebook>Facebook|Instagram|Twitter|Truth Social|X) "
    r"(?:post|message|account|page|feed|statement|thread|story))"
)
#: "she said in a post", "he posted": the network is not named.
_POST_VERB: Final = re.compile(r"\b(?:posted|reposted|in an? (?:social media )?post)\b")
#: Characters before and behind the cue that are read for it.
_AROUND: Final = 90


def find_statements(
    analysis: Analysis,
    entities: Sequence[LocalEntity],
    embedded: Sequence[Post],
    attributions: Sequence[Attribution],
) -> tuple[list[Attribution], list[Post]]:
    """All attributions with those of posts among them, in text order, and all posts."""
    text = analysis.document.text
    posts = list(embedded)
    said: list[Attribution] = []
    for attribution in attributions:
        inside = _post_around(attribution, posts)
        if inside is not None:
            clipped = _clip(text, attribution.content, posts[inside].spans)
            if clipped:
                said.append(replace(attribution, content=clipped, post=inside))
            continue
        quoted = _quoted_post(text, attribution, entities, posts)
        if quoted is not None and quoted == len(posts):
            posts.append(_prose_post(analysis.document, entities, attribution))
        said.append(attribution if quoted is None else replace(attribution, post=quoted))
    for index, post in enumerate(embedded):
        for content in _parts(text, post):
            said.append(_statement(text, entities, index, post, content))
    said.sort(key=lambda a: (a.content, a.cue, a.source))
    return said, posts


def _post_around(attribution: Attribution, posts: list[Post]) -> int | None:
    """The embedded post that an attribution begins in."""
    start = min((s for s, _ in (*attribution.content, *attribution.cue)), default=-1)
    for index, post in enumerate(posts):
        if post.embedded and any(s <= start < e for s, e in post.spans):
            return index
    return None


def _clip(text: str, content: tuple[Span, ...], spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The parts of a content that lie in a post's words, its links and by-line cut off."""
    kept = []
    for start, end in content:
        for low, high in spans:
            cut_start, cut_end = max(start, low), min(end, high)
            if content_stems(normal_words(text[cut_start:cut_end])):
                kept.append(Span(cut_start, cut_end))
    return tuple(kept)


def _parts(text: str, post: Post) -> Iterator[tuple[Span, ...]]:
    """The contents of a post's statements: the whole of it, or its sentences if it is long."""
    if len(normal_words(post.text)) <= _LONG:
        if content_stems(normal_words(post.text)):
            yield post.spans
        return
    for span in post.spans:
        for sentence in _sentences(text, span):
            words = text[sentence.start : sentence.end]
            unfinished = words.rstrip().endswith(("…", "..."))
            if len(normal_words(words)) >= _SHORTEST and not (unfinished and not post.cut):
                yield (sentence,)


def _sentences(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a post; posts are not written for a sentence splitter."""
    start = span.start
    for gap in _SENTENCE_END.finditer(text, span.start, span.end):
        end = gap.start() + len(gap[0].rstrip()) if gap[0].strip() else gap.start()
        if len(text[start:end].split()) >= 3 and gap.end() < span.end:
            yield Span(start, end)
            start = gap.end()
    if start < span.end:
        yield Span(start, span.end)


def _statement(
    text: str, entities: Sequence[LocalEntity], index: int, post: Post, content: tuple[Span, ...]
) -> Attribution:
    author = _author(entities, post)
    return Attribution(
        source=_byline_name(text, post),
        cue=(),
        content=content,
        kind="direct",
        confidence=_CONFIDENCE,
        extractor=EXTRACTOR,
        speaker=author.key if author else None,
        why_open="" if author else "account owner unknown",
        post=index,
        posted=True,
    )


def _author(entities: Sequence[LocalEntity], post: Post) -> LocalEntity | None:
    """The entity whose account a post is from: by handle, else by its whole name."""
    handle = post.handle.casefold().lstrip("@")
    for entity in entities:
        if handle and handle in {h.casefold().lstrip("@") for h in entity.handles}:
            return entity
    name = post.author.casefold()
    named = [e for e in entities if name in {e.name.casefold(), *_surfaces(e)}]
    return named[0] if name and len(named) == 1 else None


def _surfaces(entity: LocalEntity) -> set[str]:
    return {mention.surface.casefold() for mention in entity.mentions}


def _byline_name(text: str, post: Post) -> tuple[Span, ...]:
    """Where a post's by-line has its author's name."""
    behind = post.spans[0].end
    at = text.find(post.author, behind, post.evidence.end) if post.author else -1
    return (Span(at, at + len(post.author)),) if at >= 0 else ()


def _quoted_post(
    text: str, attribution: Attribution, entities: Sequence[LocalEntity], posts: list[Post]
) -> int | None:
    """The index of the post that an attribution quotes, ``len(posts)`` if there is none yet."""
    if attribution.kind == "indirect" or not attribution.speaker or not attribution.cue:
        return None
    if _network(text, attribution) is None:
        return None
    words = " ".join(normal_words(_words(text, attribution)))
    for index, post in enumerate(posts):
        by_same = _author(entities, post)
        if by_same and by_same.key == attribution.speaker:
            whole = " ".join(normal_words(post.text))
            if words and (words in whole or whole in words):
                return index
    return len(posts)


def _words(text: str, attribution: Attribution) -> str:
    return " ".join(text[start:end].strip("\"“”'‘’ ") for start, end in attribution.content)


def _network(text: str, attribution: Attribution) -> str | None:
    """The network that a quote was posted on; "" if it is a post on none that is named."""
    around = _cue_words(text, attribution)
    match = _POSTED.search(around)
    if match:
        name = match["network"] or match["facebook"] or "X"
        return {"Twitter": "X", "social media": ""}.get(name, name)
    return "" if _POST_VERB.search(around) else None


def _cue_words(text: str, attribution: Attribution) -> str:
    """The words around the cue, without the paragraph before it and without what is quoted."""
    start = min(s for s, _ in (*attribution.cue, *attribution.source))
    end = max(e for _, e in (*attribution.cue, *attribution.source))
    low = max(start - _AROUND, text.rfind("\n", 0, start) + 1, 0)
    line = text.find("\n", end)
    high = min(end + _AROUND, line if line >= 0 else len(text))
    for s, e in attribution.content:
        if e <= start:
            low = max(low, e)
        if s >= end:
            high = min(high, s)
    # a sentence before the source is another matter
    sentence = max(text.rfind(mark, low, start) for mark in (". ", "? ", "! ", ".” ", '." '))
    return text[max(low, sentence + 1) : high]


def _prose_post(
    document: Document, entities: Sequence[LocalEntity], attribution: Attribution
) -> Post:
    """The post that is quoted by an attribution."""
    text = document.text
    entity = next(e for e in entities if e.key == attribution.speaker)
    start, end = attribution.content[0].start, attribution.content[-1].end
    quote = text[start:end]
    evidence = Evidence(
        document.id, start, end, quote, "quoted posts", attribution.confidence * _QUOTED_POST
    )
    return Post(
        author=entity.name,
        handle=entity.handles[0] if entity.handles else "",
        platform=_network(text, attribution) or "",
        published=None,
        spans=attribution.content,
        text=" ".join(_words(text, attribution).split()),
        url="",
        evidence=evidence,
        cut=True,
        embedded=False,
    )
