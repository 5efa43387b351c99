"""Posts that a page embeds, each as the paragraph that a saved plain text would have of it.

``Words — Name (@handle) October 5, 2025 https://…/status/1``: the form that embeds of X leave
behind, given to all platforms, so that whoever looks for posts needs to know one form only.  Many
embeds hold no words, which a script or a frame brings later; of these it is told whose post it is
and where: ``Post by Name (@handle): https://…``.

The markup is what the networks' own embed dialogues and oEmbed services give (X, Bluesky, Mastodon,
Instagram, Threads, TikTok, Facebook, Truth Social, Telegram, Reddit, YouTube), checked against
pages that have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs, urlsplit

__all__ = ["EMBEDS", "embeds_of", "paragraph_of"]

#: Classes of the elements that sites embed posts with.
EMBEDS: Final = frozenset(
    {
        "twitter-tweet",
        "twitter-video",
        "bluesky-embed",
        "instagram-media",
        "tiktok-embed",
        "text-post-media",
        "fb-post",
        "fb-video",
        "truthsocial-embed",
        "telegram-post",
        "mastodon-embed",
        "reddit-embed-bq",
        "reddit-card",
    }
)
#: Attributes of an embedded post that hold its address.
_PERMALINKS: Final = (
    *("cite", "data-instgrm-permalink", "data-text-post-permalink", "data-href"),
    *("data-embed-url", "data-telegram-post", "src", "data-src"),
)
#: Network → how the address of a post on it looks.  A post links to others, and to what is none.
_NETWORKS: Final = {
    "X": r"(?:twitter|x)\.com/(?:(?P<at>\w+)/status(?:es)?|i/(?:web/)?status)/\d+",
    "Bluesky": r"bsky\.app/profile/(?:(?!did:)(?P<at>[\w.-]+)|did:[\w:.-]+)/post/\w+",
    "Instagram": r"instagram\.com/(?:(?!p/|reel/|tv/)(?P<at>[\w.]+)/)?(?:p|reel|tv)/[\w-]+",
    "Threads": r"threads\.(?:net|com)/@(?P<at>[\w.]+)/post/[\w-]+",
    "TikTok": r"tiktok\.com/@(?P<at>[\w.-]+)/(?:video|photo)/\d+",
    "Facebook": r"(?:facebook\.com|fb\.watch)/(?:(?:(?P<at>[\w.-]+)/)?(?:posts|videos)/(?:[\w-]+/)?"
    r"[\w.-]+|(?:permalink|story|photo)\.php\?[^\s#]+|(?:reel|watch|groups)/[^\s#]+)",
    "Truth Social": r"truthsocial\.com/@(?P<at>\w+)/(?:posts/)?\d+",
    "Telegram": r"t\.me/(?:s/)?(?P<at>\w+)/\d+",
    "Reddit": r"reddit\.com/r/\w+/comments/\w+(?:/[^\s?#]*)?",
    "YouTube": r"youtube\.com/(?:watch\?v=[\w-]+|shorts/[\w-]+|live/[\w-]+)",
    # any host may be a server of Mastodon, so it comes last
    "Mastodon": r"(?P<host>[\w.-]+)/@(?P<at>\w+)(?:@[\w.-]+)?/\d{6,}",
}
_ADDRESS: Final = {
    network: re.compile(rf"https?://(?:[\w-]+\.)*?{form}", re.IGNORECASE)
    for network, form in _NETWORKS.items()
}
#: First names of paths on Facebook that are nobody's.
_NO_ACCOUNT: Final = frozenset({"groups", "watch", "reel", "pages", "events", "media"})
#: Frames → the address of the post that they show.
_FRAMES: Final = (
    (r"youtube(?:-nocookie)?\.com/embed/(?!videoseries)([\w-]{6,})", r"youtube.com/watch?v=\1"),
    (r"youtu\.be/([\w-]{6,})", r"youtube.com/watch?v=\1"),
    (r"embed\.bsky\.app/embed/(did:[\w:]+)/app\.bsky\.feed\.post/(\w+)",
     r"bsky.app/profile/\1/post/\2"),
    (r"embed\.reddit\.com/(r/[^\s?]+)", r"www.reddit.com/\1"),
    (r"redditmedia\.com/(r/[^\s?]+)", r"www.reddit.com/\1"),
    (r"platform\.twitter\.com/embed/Tweet\.html\?(?:.*&)?id=(\d+)", r"twitter.com/i/status/\1"),
    (r"t\.me/(\w+/\d+)\?(?:.*&)?embed=1", r"t.me/\1"),
    (r"(www\.instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/[\w-]+)/embed", r"\1"),
    (r"([\w.-]+/@\w+(?:/posts)?/\d+)/embed", r"\1"),
)  # fmt: skip
#: What platforms write around a post.
_FURNITURE: Final = re.compile(
    r"\b(?:View|See) (?:this |the )?(?:post |photo |video |tweet )?on (?:Instagram|Threads|Facebook"
    r"|TikTok|Bluesky|Mastodon|X|Twitter)\b|\bView Tweet\b|^\s*Post by @[\w.@-]+|\[image or embed\]"
    r"|♬[^\n]*$|^\s*(?:Loading\W*|Reddit Post|Comment|Post|Facebook)\s*$",
)
_REDDIT: Final = re.compile(
    r"\s+by\s*u/(?P<at>[\w-]+)\s+(?:in|from discussion(?: in)?)\s*(?:r/)?\w+\s*$"
)
_SHARED: Final = re.compile(
    r"^\s*A (?:post|photo|video|reel) shared by (?P<name>[^()@]{0,80}?)\s*\(@(?P<at>[\w.]+)\)\s*$"
)
_ZONE: Final = re.compile(r"(?<=\d[ap]m) [A-Z]{2,4}$|(?<=\d [AP]M) [A-Z]{2,4}$", re.IGNORECASE)
_SIGNED: Final = re.compile(r"\(@[\w.\-]+(?:@[\w.\-]+)?\)|\bPosted by [A-Z]")
_DASHED: Final = re.compile(r"[—–][^—–]*\(@|\bshared by |\bPosted by ")
_ADDRESS_ONLY: Final = re.compile(r"https?://\S+")
_MOST: Final = 500


class _Place(NamedTuple):
    """Where a post is: its network, its account as far as the address tells, its address."""

    network: str = ""
    handle: str = ""
    url: str = ""


def embeds_of(tree: Any) -> Iterator[Any]:
    """Yield the elements that embed posts, outermost only."""
    found: list[Any] = []
    for element in tree.iter("blockquote", "div", "iframe", "script", "amp-twitter"):
        known = not EMBEDS.isdisjoint((element.get("class") or "").split())
        if element.tag == "script":
            known = bool(element.get("data-telegram-post"))
        elif element.tag == "iframe":
            known = bool(_place(element).url)
        if known and len(found) < _MOST:
            found.append(element)
    inner = {below for element in found for below in element.iterdescendants()}
    yield from (element for element in found if element not in inner)


def paragraph_of(element: Any) -> str:
    """The words of an embedded post with author, handle, date and address, where it tells them.

    One without words says "Post by …: https://…"; one that tells nothing is "".
    """
    place = _place(element)
    words = "" if element.tag in ("iframe", "script") else _words(element)
    shared = _SHARED.match(words)
    name = ""
    if shared:
        words, name = "", shared["name"]
        place = place._replace(handle=f"@{shared['at']}")
    elif place.network == "Reddit":
        signed = _REDDIT.search(words)
        handle = f"@{signed['at']}" if signed else ""
        words = words[: signed.start()] if signed else ""
        place = place._replace(handle=handle)
    if not words or words == place.url or _ADDRESS_ONLY.fullmatch(words):
        return _wordless(place, name)
    if not _SIGNED.search(words) and place.handle:
        account = place.handle.removeprefix("@")
        words = re.sub(rf"^@{re.escape(account)}\s+", "", words)
        words = f"{words} — {account} ({place.handle})"
    elif _SIGNED.search(words) and not _DASHED.search(words):
        body = " ".join(_text(part) for part in element.iter("p"))
        if body and words.startswith(body):
            words = f"{body} — {words[len(body) :].strip()}"
    words = _ZONE.sub("", words)
    return f"{words} {place.url}" if place.url else words


def _wordless(place: _Place, name: str) -> str:
    if not place.url:
        return ""
    by = f" by {name} ({place.handle})" if name else f" by {place.handle}" if place.handle else ""
    return f"Post{by}: {place.url}"


def _words(element: Any) -> str:
    return " ".join(_FURNITURE.sub(" ", _text(element)).split())


def _text(element: Any) -> str:
    """All text of an element, on one line, its by-line with usual marks."""
    words = " ".join(" ".join(element.itertext()).split())
    words = re.sub(r"\s*[—–]\s*(?=[^—–]*\(\s*@)", " — ", words)
    return re.sub(r"\(\s*@\s*([^\s()]+)\s*\)", r"(@\1)", words)


def _place(element: Any) -> _Place:
    """Where the post itself is: what its attributes say, else the last link that is a post's."""
    links = [element.get(name) or "" for name in _PERMALINKS]
    links += (frame.get("src") or "" for frame in element.iter("iframe"))
    inner = [link.get("href") or "" for link in element.iter("a")]
    is_reddit = "reddit" in (element.get("class") or "")
    links += inner if is_reddit else reversed(inner)
    is_mastodon = "mastodon" in (element.get("class") or "")
    for link in links:
        address, framed = _shown(link)
        for network, form in _ADDRESS.items():
            match = form.match(address)
            if match is None or (network == "Mastodon" and not (is_mastodon or framed)):
                continue
            at = match.groupdict().get("at") or ""
            handle = f"@{at}" if at and at not in _NO_ACCOUNT and not at.isdecimal() else ""
            if network == "Mastodon" and handle:
                handle += f"@{match['host']}"
            return _Place(network, handle, match[0].rstrip("/.,"))
    return _Place()


def _shown(link: str) -> tuple[str, bool]:
    """The address of the post that a link or frame leads to, and whether it was a frame's."""
    link = link.strip()
    if link.startswith("//"):
        link = f"https:{link}"
    if re.fullmatch(r"\w+/\d+", link):  # data-telegram-post="channel/12"
        return f"https://t.me/{link}", True
    if "/plugins/" in link:
        return next(iter(parse_qs(urlsplit(link).query).get("href", ())), ""), True
    for form, address in _FRAMES:
        match = re.match(rf"https?://(?:www\.|m\.)?{form}", link)
        if match:
            return f"https://{match.expand(address)}", True
    return link, False
