"""Posts embedded in saved pages, of every platform, come out as the posts that they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.extractors.posts import posts_of
from graphkit.readers import read

PARAGRAPH = "The council of Marrow met on Monday to talk about the bridge over the river Lode. " * 3
WORDS = "The vote on the new bridge is off for now and we will meet again."
PAGE = """<!DOCTYPE html><html><head><title>Bridge vote put off</title></head><body><article>
<h1>Bridge vote put off</h1><p>{paragraph}</p>{embed}<p>“Not today,” said Jürgen Roe.</p>
</article></body></html>"""

#: platform, author, handle, date, address, embed
EMBEDS = [
    ("X", "Ada Quill", "@adaquill", "2026-03-04", "https://x.com/adaquill/status/1",
     '<blockquote class="twitter-tweet"><p lang="en">{words}</p>&mdash; Ada Quill (@adaquill) '
     '<a href="https://x.com/adaquill/status/1?ref=x">March 4, 2026</a></blockquote>'
    ),
    ("Bluesky", "Ada Quill", "@adaquill.bsky.social", "2026-03-04T09:05", "https://bsky.app/profile/did:plc:abc/post/3k",
     '<blockquote class="bluesky-embed"><p lang="en">{words}</p>&mdash; Ada Quill ('
     '<a href="https://bsky.app/profile/did:plc:abc?r=e">@adaquill.bsky.social</a>) '
     '<a href="https://bsky.app/profile/did:plc:abc/post/3k?r=e">March 4, 2026 at 9:05 AM</a>'
     '</blockquote>'
    ),
    ("Instagram", "Ada Quill", "@adaquill", "2026-03-04T02:00", "https://www.instagram.com/p/CxYz",
     '<blockquote class="instagram-media" '
     'data-instgrm-permalink="https://www.instagram.com/p/CxYz/?utm=1">'
     '<a href="https://www.instagram.com/p/CxYz/">View this post on Instagram</a><p>{words}</p>'
     '<p><a href="https://www.instagram.com/p/CxYz/">A post shared by Ada Quill (@adaquill)</a>'
     ' on <time>Mar 4, 2026 at 2:00am PST</time></p></blockquote>'
    ),
    ("Facebook", "Ada Quill", "", "2026-03-04", "https://www.facebook.com/adaquill/posts/123",
     '<div class="fb-post" data-href="https://www.facebook.com/adaquill/posts/123">'
     '<blockquote><p>{words}</p>Posted by <a href="https://fb.com/adaquill">Ada Quill</a>'
     ' on&nbsp;<a href="https://www.facebook.com/adaquill/posts/123">Wednesday, March 4, 2026'
     '</a></blockquote></div>'
    ),
    ("TikTok", "adaquill", "@adaquill", None, "https://www.tiktok.com/@adaquill/video/712",
     '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@adaquill/video/712">'
     '<section><a href="https://www.tiktok.com/@adaquill">@adaquill</a> <p>{words}</p> '
     '<a href="https://www.tiktok.com/music/x">♬ original sound - Ada Quill</a></section>'
     '</blockquote>'
    ),
    ("Threads", "adaquill", "@adaquill", None, "https://www.threads.net/@adaquill/post/C0a",
     '<blockquote class="text-post-media" '
     'data-text-post-permalink="https://www.threads.net/@adaquill/post/C0a">'
     '<div>Post by @adaquill</div><p>{words}</p>'
     '<a href="https://www.threads.net/@adaquill/post/C0a">View on Threads</a></blockquote>'
    ),
    ("Truth Social", "Ada Quill", "@adaquill", "2026-03-04", "https://truthsocial.com/@adaquill/posts/115",
     '<blockquote class="truthsocial-embed"><p>{words}</p>&mdash; Ada Quill (@adaquill) '
     '<a href="https://truthsocial.com/@adaquill/posts/115">March 4, 2026</a></blockquote>'
    ),
    ("Telegram", "Ada Quill", "@adaquill", "2026-03-04", "https://t.me/adaquill/12",
     '<blockquote class="telegram-post"><p>{words}</p>Ada Quill (@adaquill) '
     '<a href="https://t.me/adaquill/12">March 4, 2026</a></blockquote>'
    ),
]  # fmt: skip


def text_of(folder: Path, embed: str) -> str:
    page = PAGE.format(paragraph=PARAGRAPH, embed=embed.format(words=WORDS))
    (folder / "a.html").write_text(page, "utf-8")
    problems: list[InputError] = []
    (document,) = read([folder / "a.html"], problems.append)
    return document.text


@pytest.mark.parametrize(
    ("platform", "author", "handle", "published", "url", "embed"),
    EMBEDS,
    ids=[e[0] for e in EMBEDS],
)
def test_an_embed_is_a_post(
    tmp_path: Path,
    platform: str,
    author: str,
    handle: str,
    published: str | None,
    url: str,
    embed: str,
) -> None:
    (post,) = posts_of("d", text_of(tmp_path, embed))
    assert (post.platform, post.author, post.handle) == (platform, author, handle)
    assert (post.published, post.url, post.text) == (published, url, WORDS)


@pytest.mark.parametrize(
    "embed",
    [
        "<blockquote><p>{words}</p>&mdash; Ada Quill, a councillor</blockquote>",
        "<blockquote><p>{words}</p>&mdash; Ada Quill (@adaquill)</blockquote>",
        '<blockquote class="pull-quote"><p>{words}</p><a href="https://t.me/a/1">More</a></blockquote>',
        '<blockquote class="telegram-post"><p>{words}</p></blockquote>',
        '<script data-telegram-post="adaquill/12"></script><p>{words}</p>',
    ],
)
def test_what_names_no_account_is_no_post(tmp_path: Path, embed: str) -> None:
    text = text_of(tmp_path, embed)
    assert WORDS in text
    assert list(posts_of("d", text)) == []
