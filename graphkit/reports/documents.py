"""Blocks as Markdown, HTML and DOCX.  What articles say never becomes mark-up."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from graphkit.errors import MissingExtraError
from graphkit.files import replacing, write_text
from graphkit.reports.blocks import Block, Heading, Item, Pair, Runs, Source, Text

#: What has a meaning in Markdown, anywhere in a line (CommonMark and GitHub's tables).
_MARKS: Final = re.compile(r"([\\`*_\[\]<>#|~&$])")
#: What has one only where a line begins.
_STARTS: Final = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))")
#: Characters that XML 1.0, and so DOCX, has no way to write.
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 Georgia, "Times New Roman", serif;
  max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { font-family: system-ui, sans-serif; line-height: 1.2; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #8888; }
h3 { margin-bottom: .3rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem;
  padding: .8rem 0; border-bottom: 1px solid #8884; }
.pair p { margin: 0 0 .4rem; }
.pair > div + div { border-left: 3px solid #d55e00; padding-left: 1rem; }
small { opacity: .75; }
li { margin: .3rem 0; }
li, p { overflow-wrap: anywhere; }
sup a { text-decoration: none; padding: 0 .1rem; }
@media (max-width: 38rem) { .pair { grid-template-columns: 1fr; } }
@media print {
  body { max-width: none; margin: 0; font-size: 10.5pt; }
  .pair, li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  a { color: inherit; }
}
"""


def write_markdown(blocks: Sequence[Block], path: Path) -> None:
    """Write the report as Markdown (CommonMark with GitHub's tables)."""
    write_text(path, markdown(blocks))


def markdown(blocks: Sequence[Block]) -> str:
    """The report as Markdown."""
    parts: list[str] = []
    previous: type[Block] | None = None
    for block in blocks:
        # the lines of one list are not apart
        if not (isinstance(block, Item | Source) and previous is type(block)):
            parts.append("")
        parts.append(_markdown(block))
        previous = type(block)
    return "\n".join(parts).lstrip("\n") + "\n"


def _markdown(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {_escaped(text)}"
        case Text(runs):
            return _markdown_runs(runs)
        case Item(runs):
            return f"- {_markdown_runs(runs)}"
        case Pair(left, right):
            cells = ("<br>".join(map(_markdown_runs, side)) for side in (left, right))
            return "| Claimed | Disputed by |\n|---|---|\n" + f"| {' | '.join(cells)} |"
        case Source(number, title, about, url):
            name = f"[{_escaped(title)}](<{_address(url)}>)" if url else _escaped(title)
            return f"{number}. {name}{f' · {_escaped(about)}' if about else ''}"


def _markdown_runs(runs: Runs) -> str:
    parts = []
    for run in runs:
        text = f"\\[{run.source}\\]" if run.source else _escaped(run.text)
        if run.bold and text.strip():
            # the stars must touch the words
            text = f"**{text.strip()}**" + (" " if text.endswith(" ") else "")
        parts.append(text)
    joined = "".join(parts).strip()
    return _STARTS.sub(r"\1\\\2", joined) if not joined[:1].isdigit() else _number(joined)


def _number(text: str) -> str:
    """A line that begins like one of a numbered list, and is none."""
    return re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", text)


def _escaped(text: str) -> str:
    """The words with nothing in them that Markdown reads; one blank stays at either end."""
    # NUL is what CommonMark takes away
    return _MARKS.sub(r"\\\1", re.sub(r"\s+", " ", text.replace("\0", "\ufffd")))


def _address(url: str) -> str:
    return re.sub(r"[<>\\\s\x00-\x1f]", lambda mark: f"%{ord(mark[0]):02X}", url)


def write_html(blocks: Sequence[Block], path: Path) -> None:
    """Write the report as one HTML file, to read and to print."""
    write_text(path, page(blocks))


def page(blocks: Sequence[Block]) -> str:
    """The report as HTML; it asks the network for nothing."""
    title = next((block.text for block in blocks if isinstance(block, Heading)), "Report")
    body: list[str] = []
    previous = ""
    for block in blocks:
        list_ = {"Item": "ul", "Source": "ol"}.get(type(block).__name__, "")
        if previous != list_:
            body += [f"</{previous}>"] * bool(previous) + [f"<{list_}>"] * bool(list_)
        previous = list_
        body.append(_html(block))
    body += [f"</{previous}>"] * bool(previous)
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _html(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level}>{_text(text)}</h{level}>"
        case Text(runs):
            return f"<p>{_html_runs(runs)}</p>"
        case Item(runs):
            return f"<li>{_html_runs(runs)}</li>"
        case Pair(left, right):
            sides = ("".join(f"<p>{_html_runs(r)}</p>" for r in side) for side in (left, right))
            return f'<div class="pair">{"".join(f"<div>{side}</div>" for side in sides)}</div>'
        case Source(number, title, about, url):
            name = f'<a href="{_text(url)}">{_text(title)}</a>' if url else _text(title)
            return f'<li id="source-{number}">{name} <small>{_text(about)}</small></li>'


def _html_runs(runs: Runs) -> str:
    parts = []
    for run in runs:
        if run.source:
            parts.append(f'<sup><a href="#source-{run.source}">[{run.source}]</a></sup>')
        elif run.text:
            tag = "b" if run.bold else "small" if run.muted else ""
            text = _text(run.text)
            parts.append(f"<{tag}>{text}</{tag}>" if tag else text)
    return "".join(parts)


def _text(text: str) -> str:
    return html.escape(_NO_XML.sub("\ufffd", text))


def write_docx(blocks: Sequence[Block], path: Path) -> None:
    """Write the report for Word and LibreOffice.  Raises MissingExtraError without python-docx."""
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("A report as DOCX", "docx") from error
    document = docx.Document()
    for block in blocks:
        match block:
            case Heading(level, text):
                document.add_heading(_NO_XML.sub("\ufffd", text), level - 1)
            case Text(runs):
                _add_runs(document.add_paragraph(), runs)
            case Item(runs):
                _add_runs(document.add_paragraph(style="List Bullet"), runs)
            case Pair(left, right):
                cells = document.add_table(rows=1, cols=2, style="Table Grid").rows[0].cells
                for cell, side in zip(cells, (left, right), strict=True):
                    _fill(cell, side)
                document.add_paragraph()
            case Source(number, title, about, url):
                words = f"[{number}] {title} · {about}{f' · {url}' if url else ''}"
                document.add_paragraph(_NO_XML.sub("\ufffd", words))
    _settle(document)
    with replacing(path) as part:
        document.save(str(part))


def _fill(cell: Any, side: Iterable[Runs]) -> None:
    for number, runs in enumerate(side):
        _add_runs(cell.add_paragraph() if number else cell.paragraphs[0], runs)


def _add_runs(paragraph: Any, runs: Runs) -> None:
    for run in runs:
        words = f"[{run.source}]" if run.source else _NO_XML.sub("\ufffd", run.text)
        added = paragraph.add_run(words)
        added.bold, added.italic = run.bold or None, run.muted or None
        added.font.superscript = bool(run.source) or None


def _settle(document: Any) -> None:
    """No date and no name of a template's maker: the same report is the same bytes."""
    from datetime import datetime

    properties = document.core_properties
    properties.author, properties.comments = "graphkit", ""
    properties.created = properties.modified = datetime(2000, 1, 1)


#: Format → how it is written.
WRITERS: Final[dict[str, Callable[[Sequence[Block], Path], None]]] = {
    "md": write_markdown,
    "html": write_html,
    "docx": write_docx,
}
