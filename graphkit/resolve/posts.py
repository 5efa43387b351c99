"""Embedded posts of all documents to one SocialPost each.

Two embeds are one post if they are by the same account and the words of one begin or hold those
of the other, as far as either was cut, and their dates do not contradict each other.  A post
quoted in prose has no handle: it joins the one post by its author that holds its words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graphkit.ids import content_hash
from graphkit.model import Extraction, Merge, Post, SocialPost
from graphkit.text.alignment import align
from graphkit.text.stems import normal_words

#: Words a post's id is made of: its beginning is there however it was cut.
_HEAD = 10
#: Share of the shorter text's words that have to be in the longer one.
_SAME = 0.9


@dataclass(frozen=True, slots=True)
class _Embed:
    """A post as one document has it."""

    member: tuple[str, int]
    post: Post
    words: tuple[str, ...]

    @property
    def order(self) -> tuple[bool, bool, int, tuple[str, ...], str, tuple[str, int]]:
        """Embeds with handle first, whole before cut, longest first."""
        post = self.post
        size = -len(self.words)
        return (not post.handle, post.cut, size, self.words, post.published or "", self.member)


def join_posts(
    extractions: tuple[Extraction, ...],
) -> tuple[tuple[SocialPost, ...], dict[tuple[str, int], str]]:
    """The posts, and (document id, post index) → post id."""
    blocks: dict[str, list[_Embed]] = defaultdict(list)
    handles: dict[str, set[str]] = defaultdict(set)
    embeds = [
        _Embed((found.document.id, index), post, normal_words(post.text))
        for found in extractions
        for index, post in enumerate(found.posts)
    ]
    for embed in embeds:
        if embed.post.handle:
            handles[embed.post.author.casefold()].add(_account(embed.post))
    for embed in embeds:
        known = handles[embed.post.author.casefold()]
        account = next(iter(known)) if len(known) == 1 else _account(embed.post)
        blocks[_account(embed.post) if embed.post.handle else account].append(embed)
    posts: list[SocialPost] = []
    post_of: dict[tuple[str, int], str] = {}
    taken: Counter[str] = Counter()
    for account in sorted(blocks):
        for group, merges in _groups(sorted(blocks[account], key=lambda e: e.order)):
            post = _social_post(account, group, merges, taken)
            posts.append(post)
            post_of.update(dict.fromkeys(post.members, post.id))
    return tuple(sorted(posts, key=lambda post: post.id)), post_of


def _account(post: Post) -> str:
    return (post.handle or post.author).casefold().lstrip("@")


def _groups(embeds: Iterable[_Embed]) -> list[tuple[list[_Embed], list[Merge]]]:
    """Embeds of one account that are one post, each with why it joined."""
    groups: list[tuple[list[_Embed], list[Merge]]] = []
    for embed in embeds:
        for group, merges in groups:
            score = _same_post(group[0], embed)
            if score:
                left, right = (f"{m[0]} post:{m[1]}" for m in (group[0].member, embed.member))
                reason = "same account, same words"
                group.append(embed)
                merges.append(Merge(left, right, score, reason))
                break
        else:
            groups.append(([embed], []))
    return groups


def _same_post(one: _Embed, other: _Embed) -> float:
    """How surely two embeds of one account are one post; 0 if they are not."""
    dates = [e.post.published[:10] for e in (one, other) if e.post.published]
    if len(dates) == 2 and dates[0] != dates[1]:
        return 0.0
    if not one.words or not other.words:
        # one that the page only points to is known by its address
        return 1.0 if one.post.url and one.post.url == other.post.url else 0.0
    if one.words == other.words:
        return 1.0
    whole = one.post.handle and other.post.handle and not one.post.cut and not other.post.cut
    found = align(one.words, other.words)
    share = min(found.short, found.long) if whole else found.short
    if share < _SAME or found.conflict or (len(other.words) < 4 and found.long < _SAME):
        return 0.0
    return round(share * 0.98, 4)


def _social_post(
    account: str, group: list[_Embed], merges: list[Merge], taken: Counter[str]
) -> SocialPost:
    best = group[0].post
    published = min((e.post.published for e in group if e.post.published), default=None)
    head = group[0].words[:_HEAD] or (best.url,)
    base = content_hash(account, (published or "")[:10], *head)
    taken[base] += 1
    if taken[base] > 1:
        base = content_hash(base, *group[0].words)
    return SocialPost(
        id=f"post:{base}",
        text=best.text,
        author=best.author,
        handle=best.handle,
        platform=best.platform,
        published=published,
        url=min((e.post.url for e in group if e.post.url), default=""),
        members=tuple(sorted(e.member for e in group)),
        merges=tuple(merges),
    )
