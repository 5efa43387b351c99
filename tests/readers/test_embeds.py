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
        '<script src="https://telegram.org/js/telegram-widget.js?22"></script><p>{words}</p>',
    ],
)
def test_what_names_no_account_is_no_post(tmp_path: Path, embed: str) -> None:
    text = text_of(tmp_path, embed)
    assert WORDS in text
    assert list(posts_of("d", text)) == []


SVG = '<svg viewBox="0 0 79 75"><path d="M63 45.3v-20"/></svg>'
#: Embeds as the networks' own dialogues give them, which hold no words of the post.
WORDLESS = {
    "Truth Social": (
        '<iframe src="https://truthsocial.com/@adaquill/115/embed" class="truthsocial-embed" '
        'style="max-width: 100%; border: 0" width="600" allowfullscreen="allowfullscreen"></iframe>'
        '<script src="https://truthsocial.com/embed.js" async="async"></script>',
        "@adaquill", "https://truthsocial.com/@adaquill/115",
    ),
    "Mastodon": (
        '<blockquote class="mastodon-embed" data-embed-url="https://social.example/@adaquill/'
        '114638610368343397/embed" style="margin: 0"><a href="https://social.example/@adaquill/'
        f'114638610368343397" target="_blank">{SVG}<div>Post by @adaquill@social.example</div>'
        '<div>View on Mastodon</div></a></blockquote><script data-allowed-prefixes="https://'
        'social.example/" async src="https://social.example/embed.js"></script>',
        "@adaquill@social.example", "https://social.example/@adaquill/114638610368343397",
    ),
    "Mastodon, a frame": (
        '<iframe src="https://social.example/@adaquill/111502707067824361/embed" '
        'class="mastodon-embed" width="400"></iframe>',
        "@adaquill@social.example", "https://social.example/@adaquill/111502707067824361",
    ),
    "Threads": (
        '<blockquote class="text-post-media" data-text-post-permalink="https://www.threads.com/'
        '@ada.quill/post/DVdP2d" data-text-post-version="0" id="ig-tp-DVdP2d"><a href="https://'
        f'www.threads.com/@ada.quill/post/DVdP2d" target="_blank"><div>{SVG}<div>View on Threads'
        '</div></div></a></blockquote><script async src="https://www.threads.com/embed.js">'
        '</script>',
        "@ada.quill", "https://www.threads.com/@ada.quill/post/DVdP2d",
    ),
    "Telegram": (
        '<script async src="https://telegram.org/js/telegram-widget.js?22" '
        'data-telegram-post="adaquill/12" data-width="100%"></script>',
        "@adaquill", "https://t.me/adaquill/12",
    ),
    "Instagram": (
        '<blockquote class="instagram-media" data-instgrm-captioned data-instgrm-permalink='
        '"https://www.instagram.com/reel/Cha_0K/?utm_source=ig_embed&amp;utm_campaign=loading" '
        'data-instgrm-version="14"><div><a href="https://www.instagram.com/reel/Cha_0K/?utm_source='
        'ig_embed" target="_blank"><div>View this post on Instagram</div></a><p><a href="https://'
        'www.instagram.com/reel/Cha_0K/?utm_source=ig_embed">A post shared by Ada Quill '
        "(@ada.quill)</a></p></div></blockquote>",
        "@ada.quill", "https://www.instagram.com/reel/Cha_0K",
    ),
    "Facebook": (
        '<div class="fb-post" data-href="https://www.facebook.com/adaquill/posts/123" '
        'data-width="500" data-show-text="true"></div>',
        "@adaquill", "https://www.facebook.com/adaquill/posts/123",
    ),
    "Facebook, a frame": (
        '<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com'
        '%2Fadaquill%2Fposts%2Fpfbid0FSL&width=500&show_text=true" width="500"></iframe>',
        "@adaquill", "https://www.facebook.com/adaquill/posts/pfbid0FSL",
    ),
    "TikTok": (
        '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@adaquill/video/712" '
        'data-video-id="712"><section></section></blockquote>',
        "@adaquill", "https://www.tiktok.com/@adaquill/video/712",
    ),
    "X": (
        '<blockquote class="twitter-tweet"><a href="https://twitter.com/adaquill/status/19">'
        "</a></blockquote>",
        "@adaquill", "https://twitter.com/adaquill/status/19",
    ),
    "Bluesky": (
        '<iframe src="https://embed.bsky.app/embed/did:plc:abc/app.bsky.feed.post/3lb?id=1">'
        "</iframe>",
        "", "https://bsky.app/profile/did:plc:abc/post/3lb",
    ),
    "YouTube": (
        '<figure class="wp-block-embed"><iframe title="YouTube video player" src="https://'
        'www.youtube-nocookie.com/embed/dQw4w9WgXcQ?feature=oembed"></iframe></figure>',
        "", "https://youtube.com/watch?v=dQw4w9WgXcQ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WORDLESS)
def test_an_embed_without_words_tells_whose_post_it_is_and_where(tmp_path: Path, name: str) -> None:
    embed, handle, url = WORDLESS[name]
    (post,) = posts_of("d", text_of(tmp_path, embed))
    assert (post.platform, post.handle, post.url) == (name.partition(",")[0], handle, url)
    assert post.text == ""


#: Further forms that hold words.
WORDED = {
    "Reddit": (
        '<blockquote class="reddit-embed-bq" style="height:500px" data-embed-height="500"><a '
        'href="https://www.reddit.com/r/marrow/comments/12zrxn2/the_vote/">{words}</a><br> by '
        '<a href="https://www.reddit.com/user/adaquill">u/adaquill</a> in <a href="https://www.'
        'reddit.com/r/marrow/">marrow</a></blockquote>',
        "@adaquill", "https://www.reddit.com/r/marrow/comments/12zrxn2/the_vote", None,
    ),
    "Bluesky": (
        '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abc/app.bsky.feed.post/3l"'
        ' data-bluesky-cid="bafy" data-bluesky-embed-color-mode="system"><p lang="en">{words}<br>'
        '<br><a href="https://bsky.app/profile/did:plc:abc/post/3l?ref_src=embed">[image or embed]'
        '</a></p>&mdash; <a href="https://bsky.app/profile/did:plc:abc?ref_src=embed">Ada Quill '
        '(@ada.bsky.social)</a> <a href="https://bsky.app/profile/did:plc:abc/post/3l?ref_src='
        'embed">2026-03-04T03:14:06.000Z</a></blockquote>',
        "@ada.bsky.social", "https://bsky.app/profile/did:plc:abc/post/3l",
        "2026-03-04T03:14:06.000Z",
    ),
    "TikTok": (
        '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@adaquill/video/712" '
        'data-video-id="712" data-embed-from="oembed"><section> <a target="_blank" title='
        '"@adaquill" href="https://www.tiktok.com/@adaquill?refer=embed">@adaquill</a> <p>{words} '
        '</p> <a title="♬ So Fine" href="https://www.tiktok.com/music/So-Fine-68">♬ So Fine - '
        "Trees</a> </section></blockquote>",
        "@adaquill", "https://www.tiktok.com/@adaquill/video/712", None,
    ),
    "X": (
        '<figure class="wp-block-embed is-provider-twitter"><div><blockquote class="twitter-tweet" '
        'data-dnt="true"><p lang="en" dir="ltr">{words}</p><footer>&mdash; Ada Quill (@adaquill) '
        '<a href="https://twitter.com/adaquill/status/19?ref_src=twsrc%5Etfw">March 4, 2026</a>'
        "</footer></blockquote></div></figure>",
        "@adaquill", "https://twitter.com/adaquill/status/19", "2026-03-04",
    ),
}  # fmt: skip


@pytest.mark.parametrize("platform", WORDED)
def test_further_forms_with_words(tmp_path: Path, platform: str) -> None:
    embed, handle, url, published = WORDED[platform]
    (post,) = posts_of("d", text_of(tmp_path, embed))
    assert (post.platform, post.handle, post.url) == (platform, handle, url)
    assert (post.text, post.published) == (WORDS, published)


@pytest.mark.parametrize(
    "embed",
    [
        '<iframe src="https://ads.example/frame"></iframe>',
        '<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>',
        '<div class="fb-page" data-href="https://www.facebook.com/marrow"></div>',
        '<blockquote class="text-post-media"></blockquote>',
        '<p>See <a href="https://truthsocial.com/@adaquill/115">her post</a> of Monday.</p>',
    ],
)
def test_other_frames_and_links_are_no_posts(tmp_path: Path, embed: str) -> None:
    assert list(posts_of("d", text_of(tmp_path, embed))) == []
