"""One article says the same in whatever format it comes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.model import Document, Extraction
from graphkit.pipeline import extract_documents
from graphkit.settings import Settings
from tests.readers import making

FORMATS: dict[str, Callable[[], bytes | str]] = {
    "a.txt": making.text,
    "a.html": making.page,
    "a.md": making.markdown,
    "a.jsonl": making.jsonl,
    "a.xml": making.feed,
    "a.pdf": making.pdf,
    "a.docx": making.docx,
    "a.eml": making.letter,
    "a.warc.gz": lambda: making.warc((making.URL, making.page().encode(), "text/html")),
}

Said = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    folder = tmp_path_factory.mktemp("formats")
    found = {}
    for name, make in FORMATS.items():
        (found[name],), problems = making.read_file(folder, name, make())
        assert not problems
    return found


@pytest.fixture(scope="module")
def extractions(documents: dict[str, Document]) -> dict[str, Extraction]:
    found = extract_documents(documents.values(), Settings())
    return dict(zip(documents, found, strict=True))


def said(found: Extraction) -> list[Said]:
    """Who said what, in which words and how: without places, which differ."""
    names = {entity.key: entity.name for entity in found.entities}
    text = found.document.text
    rows = []
    for one in found.attributions:
        content = " ".join(" ".join(text[s:e].split()) for s, e in one.content)
        cue = " ".join(text[s:e] for s, e in one.cue)
        rows.append((names.get(one.speaker or "", ""), cue, content, one.stance))
    return rows


def claims(found: Extraction) -> list[str]:
    return [" ".join(statement.text.split()) for statement in found.statements]


@pytest.mark.parametrize("name", FORMATS)
def test_it_has_the_same_metadata(documents: dict[str, Document], name: str) -> None:
    document = documents[name]
    assert (document.title, document.outlet) == (making.TITLE, making.OUTLET)
    assert document.authors == (making.AUTHOR,)
    assert (document.published or "")[:10] == making.DAY
    assert document.language == "en"
    # what is printed has no address in it
    assert document.url == ("" if name in ("a.txt", "a.pdf", "a.docx") else making.URL)


@pytest.mark.parametrize("name", FORMATS)
def test_its_paragraphs_are_those_that_were_written(
    documents: dict[str, Document], name: str
) -> None:
    lines = {line for line in documents[name].text.splitlines() if line}
    assert set(making.BODY) <= lines
    assert lines - set(making.BODY) <= {
        *making.HEAD,
        " ".join(making.HEAD[1].split()),
        "By Ada Quill",
    }


@pytest.mark.parametrize("name", FORMATS)
def test_it_has_the_same_claims(extractions: dict[str, Extraction], name: str) -> None:
    assert len(said(extractions["a.txt"])) > 4
    assert said(extractions[name]) == said(extractions["a.txt"])
    assert claims(extractions[name]) == claims(extractions["a.txt"])


@pytest.mark.parametrize("name", FORMATS)
def test_it_has_the_same_post(extractions: dict[str, Extraction], name: str) -> None:
    (post,) = extractions[name].posts
    assert (post.author, post.handle, post.platform) == ("Jo Roe", "@joroe", "X")
    assert (post.text, post.published, post.url) == (making.POST, making.DAY, making.STATUS)


@pytest.mark.parametrize("name", FORMATS)
def test_every_quote_is_in_its_text(extractions: dict[str, Extraction], name: str) -> None:
    found = extractions[name]
    for post in found.posts:
        evidence = post.evidence
        assert found.document.text[evidence.start : evidence.end] == evidence.quote
