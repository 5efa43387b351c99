"""Saved posts: the archive that X gives to the owner of an account, and posts of Bluesky as JSON.

Each is a document of its own with the post that it is; its text has the post's words and a
by-line, as an article that embeds it would.  What an account reposts is a post of the other one.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from graphkit.characters import clean, printable, tidy
from graphkit.errors import InputError, Report, leaving_out
from graphkit.model import Document, Evidence, Post, Span
from graphkit.readers.inputs import Input
from graphkit.readers.json_arrays import again, objects_of
from graphkit.readers.language_codes import language_code
from graphkit.readers.text import check_length, text_hash
from graphkit.text.dates import parse_date

_ASSIGNED: Final = re.compile(rb"\s*window\.YTD\.[\w.]+\s*=\s*")
_TWEETS: Final = re.compile(r"(?:community-)?tweets?(?:-part\d+)?\.js", re.IGNORECASE)
_REPOST: Final = re.compile(r"RT @(\w{1,20}): ")
_SHORT_LINK: Final = re.compile(r"https://t\.co/\w+")
_START: Final = 4096
#: Posts of Bluesky stand in each other, and are read whole.
_LARGEST: Final = 64_000_000
_ARCHIVE: Final = "give the folder or ZIP file that X made as it is"


@dataclass(frozen=True, slots=True)
class _Saved:
    """A post as it was saved."""

    key: str
    text: str
    author: str
    handle: str
    platform: str
    published: str | None
    url: str
    language: str
    cut: bool = False


def is_x_archive(item: Input) -> bool:
    """Whether this is the file of an archive of X that has its posts."""
    return bool(_TWEETS.fullmatch(item.path.name)) and b"window.YTD." in item.start(200)


def is_bluesky(item: Input) -> bool:
    """Whether a JSON file has posts of Bluesky."""
    return b"app.bsky.feed.post" in item.start(65_536)


def read_x_archive(item: Input, report: Report) -> Iterator[Document]:
    """Yield the posts of ``tweets.js``; whose they are stands in ``account.js`` beside it."""
    account = _account(item)
    for number, entry in enumerate(_assigned(item), 1):
        where = f"{item.source}: post {number}"
        tweet = entry.get("tweet", entry) if isinstance(entry, Mapping) else None
        make = partial(_of_x, where, tweet, *account)
        yield from _told(item, where, report, make)


def _account(item: Input) -> tuple[str, str]:
    """Name and handle of the archive's owner."""
    beside = item.neighbour("account.js")
    if beside is None:
        what = "has no account.js beside it, which tells whose posts these are"
        raise InputError(item.source, what, _ARCHIVE)
    for entry in _assigned(beside):
        account = entry.get("account") if isinstance(entry, Mapping) else None
        if isinstance(account, Mapping) and isinstance(account.get("username"), str):
            return str(account.get("accountDisplayName") or ""), account["username"]
    raise InputError(beside.source, "names no account", _ARCHIVE)


def _assigned(item: Input) -> Iterator[Any]:
    """What is in the array that a file of an archive assigns to a variable, one at a time."""
    import ijson

    with item.opened() as handle:
        start = handle.read(_START)
        match = _ASSIGNED.match(start)
        rest = start[match.end() if match else 0 :]
        try:
            yield from objects_of(item, again(rest, handle))
        except ijson.JSONError as error:
            said = " ".join(str(error).split())[:120]
            what = f"is broken, or no file of an archive of X: {said}"
            raise InputError(item.source, what, _ARCHIVE) from None


def _of_x(where: str, tweet: Any, author: str, handle: str) -> _Saved:
    if not isinstance(tweet, Mapping) or not isinstance(tweet.get("full_text"), str):
        raise InputError(where, "has no full_text", _ARCHIVE)
    key = str(tweet.get("id_str") or tweet.get("id") or "")
    text = _with_links(html.unescape(tweet["full_text"]), tweet.get("entities"))
    published = parse_date(str(tweet.get("created_at") or ""))
    url = f"https://x.com/{handle}/status/{key}" if key else ""
    repost = _REPOST.match(text)
    if repost:
        # when it was posted, and where, is not told of what is reposted
        handle, author, published, url = repost[1], _mentioned(tweet, repost[1]), None, ""
        text = text[repost.end() :]
    language = language_code(str(tweet.get("lang") or ""))
    cut = text.endswith("…")
    return _Saved(key, text, author or handle, f"@{handle}", "X", published, url, language, cut)


def _with_links(text: str, entities: Any) -> str:
    """The words with the addresses that short ones stand for, and without those of pictures."""
    links = entities.get("urls") if isinstance(entities, Mapping) else None
    known = {
        link["url"]: link["expanded_url"]
        for link in (links if isinstance(links, list) else [])
        if isinstance(link, Mapping)
        and isinstance(link.get("url"), str)
        and isinstance(link.get("expanded_url"), str)
    }
    return _SHORT_LINK.sub(lambda match: known.get(match[0], ""), text).strip()


def _mentioned(tweet: Mapping[str, Any], handle: str) -> str:
    """The name of an account that a post mentions."""
    entities = tweet.get("entities")
    users = entities.get("user_mentions") if isinstance(entities, Mapping) else None
    for user in users if isinstance(users, list) else []:
        if (
            isinstance(user, Mapping)
            and str(user.get("screen_name")).casefold() == handle.casefold()
        ):
            return str(user.get("name") or "")
    return ""


def read_bluesky(item: Input, report: Report) -> Iterator[Document]:
    """Yield the posts of a feed, thread, search or list of posts, wherever they stand in it."""
    with item.opened() as handle:
        data = handle.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise InputError(item.source, f"is larger than {_LARGEST // 10**6} MB", "split it")
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(item.source, f"is not JSON: {error}", "save the posts again") from None
    seen: set[str] = set()
    for number, view in enumerate(_views(found), 1):
        where = f"{item.source}: post {number}"
        for document in _told(item, where, report, partial(_of_bluesky, where, view)):
            if document.id not in seen:  # a thread has its first post in many places
                seen.add(document.id)
                yield document


def _views(found: Any) -> Iterator[Mapping[str, Any]]:
    """Posts with their authors, in the order of the file."""
    stack = [found]
    while stack:
        one = stack.pop()
        if isinstance(one, Mapping):
            if isinstance(one.get("author"), Mapping) and _record(one) is not None:
                yield one
            stack += [v for v in reversed(list(one.values())) if isinstance(v, Mapping | list)]
        elif isinstance(one, list):
            stack += reversed(one)


def _record(view: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What was posted: ``record`` of a post, ``value`` of one that another quotes."""
    for name in ("record", "value"):
        record = view.get(name)
        if isinstance(record, Mapping) and record.get("$type") == "app.bsky.feed.post":
            return record
    return None


def _of_bluesky(where: str, view: Mapping[str, Any]) -> _Saved:
    record, author = _record(view) or {}, view["author"]
    text, handle = record.get("text"), author.get("handle")
    if not isinstance(text, str) or not isinstance(handle, str) or not handle:
        raise InputError(where, "has no text or no author", "save the posts again")
    uri = str(view.get("uri") or "")
    key = uri.rpartition("/")[2]
    languages = record.get("langs")
    told = languages[0] if isinstance(languages, list) and languages else ""
    return _Saved(
        key=uri.removeprefix("at://"),
        text=text.strip(),
        author=str(author.get("displayName") or handle),
        handle=f"@{handle}",
        platform="Bluesky",
        published=parse_date(str(record.get("createdAt") or "")),
        url=f"https://bsky.app/profile/{handle}/post/{key}" if key else "",
        language=language_code(str(told)),
    )


def _told(
    item: Input, where: str, report: Report, make: Callable[[], _Saved]
) -> Iterator[Document]:
    """The document of a post; pictures without words are passed over."""
    with leaving_out(where, report):
        try:
            saved = make()
            if saved.text:
                yield _document(item, where, saved)
        except InputError as error:
            report(error)


def _document(item: Input, where: str, saved: _Saved) -> Document:
    words, author = clean(saved.text), tidy(saved.author)
    check_length(where, words)
    day = f" {saved.published[:10]}" if saved.published else ""
    byline = f"— {author} ({saved.handle}){day} {saved.url}".rstrip()
    text = f"{words}\n\n{byline}\n"
    key = f"{item.id}#{printable(saved.key) or text_hash(text)[:12]}"
    end = len(text) - 1
    post = Post(
        author=author,
        handle=saved.handle,
        platform=saved.platform,
        published=saved.published,
        spans=(Span(0, len(words)),),
        text=" ".join(words.split()),
        url=saved.url,
        evidence=Evidence(key, 0, end, text[:end], "posts", 1.0),
        cut=saved.cut,
    )
    return Document(
        id=key,
        source=item.source,
        text=text,
        published=saved.published,
        url=saved.url,
        language=saved.language,
        text_hash=text_hash(text),
        posts=(post,),
    )
