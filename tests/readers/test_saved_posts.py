"""Saved posts are posts by themselves, whoever reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit.errors import InputError
from graphkit.extractors.posts import find_posts
from graphkit.language.analysis import analyse
from graphkit.readers import read
from graphkit.settings import Settings
from tests.checked import checked
from tests.readers import making

WORDS = "The vote on the bridge is off.\n\nWe will meet again on Friday."


def tweet(key: str, text: str, **more: Any) -> dict[str, Any]:
    fields = {"id_str": key, "full_text": text, "created_at": "Wed Mar 04 10:00:00 +0000 2026"}
    return {"tweet": {**fields, "lang": "en", "entities": {"urls": []}, **more}}


def archive(*tweets: dict[str, Any]) -> dict[str, str]:
    account = {"account": {"username": "joroe", "accountDisplayName": "Jo Roe", "accountId": "1"}}
    return {
        "data/account.js": f"window.YTD.account.part0 = {json.dumps([account])}",
        "data/tweets.js": f"window.YTD.tweets.part0 = {json.dumps(list(tweets))}",
        "data/like.js": "window.YTD.like.part0 = [ ]",
        "assets/page.js": "let text = 1;",
    }


LINKED = tweet(
    "2",
    "Read this: https://t.co/a https://t.co/b",
    entities={"urls": [{"url": "https://t.co/a", "expanded_url": "https://m.example/x"}]},
)
REPOST = tweet(
    "3",
    "RT @dana: Cracks in the second pier &amp; no…",
    entities={"user_mentions": [{"screen_name": "Dana", "name": "Dana Whitlock"}]},
)


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_of_x_is_its_owners_posts(tmp_path: Path, packed: bool) -> None:
    files = archive(tweet("1", WORDS), LINKED, REPOST, tweet("4", "https://t.co/picture"))
    if packed:
        documents, problems = making.read_file(tmp_path, "x.zip", making.zipped(**files))
    else:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text)
        problems = []
        documents = list(read([tmp_path], problems.append))
    assert not problems
    assert [document.id.rpartition("#")[2] for document in documents] == ["1", "2", "3"]
    one, two, three = (document.posts[0] for document in documents)
    assert (one.author, one.handle, one.platform) == ("Jo Roe", "@joroe", "X")
    assert (one.published, one.url) == ("2026-03-04T10:00:00+00:00", "https://x.com/joroe/status/1")
    assert one.text == "The vote on the bridge is off. We will meet again on Friday."
    assert two.text == "Read this: https://m.example/x"
    assert (three.author, three.handle, three.published, three.url) == (
        "Dana Whitlock",
        "@dana",
        None,
        "",
    )
    assert three.text == "Cracks in the second pier & no…"
    assert three.cut


def view(key: str, text: str, **more: Any) -> dict[str, Any]:
    return {
        "uri": f"at://did:plc:abc/app.bsky.feed.post/{key}",
        "author": {"did": "did:plc:abc", "handle": "joroe.example", "displayName": "Jo Roe"},
        "record": {
            "$type": "app.bsky.feed.post",
            "text": text,
            "createdAt": "2026-03-04T10:00:00.000Z",
            "langs": ["en-GB"],
        },
        **more,
    }


@pytest.mark.parametrize(
    "saved",
    [
        {"feed": [{"post": view("1", WORDS)}, {"post": view("2", "Two.")}], "cursor": "c"},
        {
            "thread": {
                "post": view("1", WORDS),
                "replies": [{"post": view("2", "Two."), "parent": {"post": view("1", WORDS)}}],
            }
        },
        {"posts": [view("1", WORDS), view("2", "Two.")]},
        [view("1", WORDS), view("2", "Two."), view("3", "")],
    ],
    ids=["feed", "thread", "posts", "list"],
)
def test_posts_of_bluesky_are_found_wherever_they_stand(tmp_path: Path, saved: Any) -> None:
    (one, two), problems = making.read_file(tmp_path, "b.json", json.dumps(saved))
    assert not problems
    assert one.id == "b.json#did:plc:abc/app.bsky.feed.post/1"
    (post,) = one.posts
    assert (post.author, post.handle, post.platform) == ("Jo Roe", "@joroe.example", "Bluesky")
    assert (post.published, post.url) == (
        "2026-03-04T10:00:00.000Z",
        "https://bsky.app/profile/joroe.example/post/1",
    )
    assert (one.language, two.posts[0].text) == ("en", "Two.")


@pytest.mark.parametrize("bad", [{"tweet": {}}, {"tweet": {"full_text": 1}}, [], "x", None])
def test_a_post_that_is_none_is_told_and_the_others_go_on(tmp_path: Path, bad: Any) -> None:
    files = archive(bad, tweet("1", WORDS))
    documents, (problem,) = making.read_file(tmp_path, "x.zip", making.zipped(**files))
    assert len(documents) == 1
    assert problem.where.endswith("x.zip#data/tweets.js: post 1")
    assert "has no full_text" in problem.what


def test_a_saved_post_is_one_node_with_the_one_that_an_article_embeds(tmp_path: Path) -> None:
    saved = archive(tweet("1", making.POST))
    (tmp_path / "x.zip").write_bytes(making.zipped(**saved))
    (tmp_path / "a.txt").write_text(making.text())
    problems: list[InputError] = []
    graph = checked(graphkit.build([tmp_path], report=problems.append))
    assert not problems
    (post,) = [node for node, data in graph.nodes(data=True) if data["type"] == "SocialPost"]
    assert graph.nodes[post]["text"] == making.POST
    assert {row["doc"] for row in graph.nodes[post]["evidence"]} == {
        "a.txt",
        "x.zip#data/tweets.js#1",
    }
    authors = [
        graph.nodes[a]["name"]
        for a, _, d in graph.in_edges(post, data=True)
        if d["type"] == "POSTED"
    ]
    assert authors == ["Jo Roe"]


def test_its_evidence_is_its_text(tmp_path: Path) -> None:
    (document,), _ = making.read_file(tmp_path, "b.json", json.dumps([view("1", WORDS)]))
    (analysis,) = analyse([document], Settings())
    (post,) = find_posts(analysis)
    assert document.text[post.evidence.start : post.evidence.end] == post.evidence.quote
    (span,) = post.spans
    assert document.text[span.start : span.end] == WORDS
