"""Posts that a page embeds, each as the paragraph that a saved plain text would have of it.

``Words — Name (@handle) October 5, 2025 https://…/status/1``: the form that embeds of X leave
behind, given to all platforms, so that whoever looks for posts needs to know one form only.
"""

from __future__ import annotations

import re
from typing import Any, Final

__all__ = ["EMBEDS", "paragraph_of"]

#: Classes of the block quotations that sites embed posts with.
EMBEDS: Final = frozenset(
    {
        "twitter-tweet",
        "twitter-video",
        "bluesky-embed",
        "instagram-media",
        "tiktok-embed",
        "text-post-media",
        "fb-post",
        "truthsocial-embed",
        "telegram-post",
    }
)
#: Attributes of an embedded post that hold its address.
_PERMALINKS: Final = ("cite", "data-instgrm-permalink", "data-text-post-permalink", "data-href")
#: The address of a post; what a post links to is another one.
_STATUS: Final = re.compile(
    r"https?://[\w.]+/(?:[^\s?]+/)?(?:status(?:es)?|posts?|p|reel|video|videos)/[\w.:-]+"
    r"|https?://t\.me/\w+/\d+|https?://truthsocial\.com/@\w+/\d+",
    re.IGNORECASE,
)
#: The account in the address of a post.
_ACCOUNT: Final = re.compile(
    r"(?:tiktok\.com|threads\.(?:net|com)|truthsocial\.com)/@(?P<at>[\w.]+)/|t\.me/(?P<me>\w+)/\d",
    re.IGNORECASE,
)
#: What platforms write around a post.
_FURNITURE: Final = re.compile(
    r"\bView (?:this post )?on (?:Instagram|Threads|Facebook|TikTok|Bluesky)\b"
    r"|^\s*Post by @[\w.]+|♬[^\n]*$",
)
_ZONE: Final = re.compile(r"(?<=\d[ap]m) [A-Z]{2,4}$|(?<=\d [AP]M) [A-Z]{2,4}$", re.IGNORECASE)
_SIGNED: Final = re.compile(r"\(@[\w.\-]+(?:@[\w.\-]+)?\)|\bPosted by [A-Z]")
_DASHED: Final = re.compile(r"[—–][^—–]*\(@|\bshared by |\bPosted by ")


def paragraph_of(element: Any) -> str:
    """The words of an embedded post with author, handle, date and address, where it tells them."""
    words = _FURNITURE.sub(" ", _text(element))
    words = " ".join(words.split())
    link = _link(element)
    account = _ACCOUNT.search(link)
    if not _SIGNED.search(words) and account:
        handle = account["at"] or account["me"]
        words = re.sub(rf"^@{re.escape(handle)}\s+", "", words)
        words = f"{words} — {handle} (@{handle})"
    elif _SIGNED.search(words) and not _DASHED.search(words):
        body = " ".join(_text(part) for part in element.iter("p"))
        if body and words.startswith(body):
            words = f"{body} — {words[len(body) :].strip()}"
    words = _ZONE.sub("", words)
    return f"{words} {link}" if link else words


def _text(element: Any) -> str:
    """All text of an element, on one line, its by-line with usual marks."""
    words = " ".join(" ".join(element.itertext()).split())
    words = re.sub(r"\s*[—–]\s*(?=[^—–]*\(\s*@)", " — ", words)
    return re.sub(r"\(\s*@\s*([^\s()]+)\s*\)", r"(@\1)", words)


def _link(element: Any) -> str:
    """The address of the post itself, or ""."""
    links = [element.get(name) or "" for name in _PERMALINKS]
    links += (link.get("href") or "" for link in element.iter("a"))
    link = next((link for link in reversed(links) if _STATUS.match(link)), "")
    return str(link.partition("?")[0]).rstrip("/")
