"""One article of our own in every format, made when a test asks for it."""

from __future__ import annotations

import html
import io
import json
import textwrap
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import read

TITLE = "Old bridge over the Lode stays closed until summer"
AUTHOR = "Ada Quill"
OUTLET = "The Marrow Times"
DAY = "2026-03-04"
URL = "https://marrow.example/bridge-vote"
POST = "The vote on the new bridge is off for now and we will meet again."
STATUS = "https://x.com/joroe/status/1"
BYLINE = f"— Jo Roe (@joroe) March 4, 2026 {STATUS}"
#: The article's paragraphs; the one with the post is told apart by its place.
BODY = (
    "The old bridge over the river Lode, which carries four thousand cars a day into Marrow, was "
    "closed to lorries and buses on Wednesday evening.",
    "“We found cracks in the second pier that were not there in autumn,” said Dana Whitlock, the "
    "chief engineer of the county. She said that re-opened files showed no earlier warning.",
    f"{POST} {BYLINE}",
    "Peter Vance, the owner of Lode Construction, denied that his company had used weak concrete. "
    "“Every load of concrete was tested by an independent laboratory,” Vance said.",
    "Mayor Jo Roe said that the council would meet again on Friday to hear from the contractor "
    "and from representatives of the neighbouring communities.",
)
AT_POST = 2
EMBED = (
    f'<blockquote class="twitter-tweet"><p lang="en">{POST}</p>&mdash; Jo Roe (@joroe) '
    f'<a href="{STATUS}">March 4, 2026</a></blockquote>'
)
HEAD = (TITLE, f"By {AUTHOR}, {OUTLET}  March 4, 2026")


def read_file(
    folder: Path, name: str, data: bytes | str
) -> tuple[list[Document], list[InputError]]:
    """What is read of a file of that name, and what is told of it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    problems: list[InputError] = []
    return list(read([path], problems.append)), problems


def fragment() -> str:
    """The article's body as a content system keeps it."""
    return "".join(
        EMBED if at == AT_POST else f"<p>{html.escape(text, quote=False)}</p>\n"
        for at, text in enumerate(BODY)
    )


def page() -> str:
    """A page with the article."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>'
        f'<meta property="og:title" content="{TITLE}"><meta property="og:site_name" '
        f'content="{OUTLET}"><meta name="author" content="{AUTHOR}">'
        f'<meta property="article:published_time" content="{DAY}T10:00:00Z">'
        f'<link rel="canonical" href="{URL}"></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{TITLE}</h1>{fragment()}</article><footer>Terms</footer></body></html>"
    )


def text() -> str:
    return "\n\n".join((*HEAD, *BODY)) + "\n"


def markdown() -> str:
    fields = f"title: {TITLE}\nauthor: {AUTHOR}\npublication: {OUTLET}\ndate: {DAY}\nurl: {URL}\n"
    parts = [EMBED if at == AT_POST else part for at, part in enumerate(BODY)]
    return f"---\n{fields}---\n\n" + "\n\n".join(parts) + "\n"


def record(key: str = "1") -> dict[str, object]:
    return {
        "id": key,
        "text": "\n\n".join(BODY),
        "title": TITLE,
        "outlet": OUTLET,
        "authors": [AUTHOR],
        "published": f"{DAY}T10:00:00Z",
        "url": URL,
    }


def jsonl() -> str:
    return json.dumps(record()) + "\n"


def feed(*more: str) -> str:
    entry = (
        f"<item><title>{TITLE}</title><link>{URL}</link><guid>{URL}</guid>"
        f"<dc:creator>{AUTHOR}</dc:creator><pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[{fragment()}]]></content:encoded></item>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{OUTLET}</title><language>en-gb</language>{entry}{''.join(more)}</channel></rss>"
    )


def letter(body: str | None = None) -> bytes:
    message = EmailMessage()
    message["From"] = f"{OUTLET} <news@marrow.example>"
    message["To"] = "readers@marrow.example"
    message["Subject"] = TITLE
    message["Date"] = "Wed, 04 Mar 2026 10:00:00 +0000"
    message["Message-ID"] = "<1@marrow.example>"
    message["Archived-At"] = f"<{URL}>"
    message.set_content("See this letter in a browser.")
    page = body or f"<html><body><p>By {AUTHOR}</p>{fragment()}</body></html>"
    message.add_alternative(page, subtype="html")
    return bytes(message)


def docx(paragraphs: Sequence[str] = (*HEAD, *BODY)) -> bytes:
    import docx as library

    file = library.Document()
    for paragraph in paragraphs:
        file.add_paragraph(paragraph)
    data = io.BytesIO()
    file.save(data)
    return data.getvalue()


def pdf(paragraphs: Sequence[str] = (*HEAD, *BODY), *, per_page: int = 18) -> bytes:
    """A printed page: lines broken at 60 characters, long words parted, running heads."""
    from reportlab.lib.pagesizes import A5
    from reportlab.pdfgen.canvas import Canvas

    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A5)
    width, height = A5
    lines = [line for paragraph in paragraphs for line in (*set_lines(paragraph), "")]
    for number, start in enumerate(range(0, len(lines), per_page), 1):
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(40, height - 24, f"Printed for the reading room {number}")
        canvas.drawCentredString(width / 2, 20, str(number))
        canvas.setFont("Times-Roman", 11)
        y = height - 60
        for line in lines[start : start + per_page]:
            canvas.drawString(40, y, line)
            y -= 14 if line else 8
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def set_lines(paragraph: str, width: int = 60) -> list[str]:
    """The lines of a paragraph, words of ten letters and more parted where they don't fit."""
    lines = [""]
    for word in paragraph.split():
        room = width - len(lines[-1]) - 1
        if len(word) <= room or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif len(word) > 9 and word.isalpha() and room > 5:
            lines[-1] += f" {word[:4]}-"
            lines.append(word[4:])
        else:
            lines.append(word)
    return lines


def blank_pdf() -> bytes:
    """A PDF of one empty page."""
    from reportlab.pdfgen.canvas import Canvas

    data = io.BytesIO()
    canvas = Canvas(data)
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def scan() -> bytes:
    """A PDF of a picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    data = io.BytesIO()
    canvas = Canvas(data)
    canvas.drawImage(ImageReader(Image.new("L", (64, 64), 200)), 50, 50, 400, 600)
    canvas.save()
    return data.getvalue()


def warc(*pages: tuple[str, bytes, str], gzip: bool = True) -> bytes:
    """A crawl of pages, each an address, its bytes and their media type."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    data = io.BytesIO()
    writer = WARCWriter(data, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("crawl.warc.gz", {"software": "own"}))
    for address, body, kind in pages:
        http = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        made = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": "2026-03-05T08:00:00Z"},
        )
        writer.write_record(made)
    return data.getvalue()


def zipped(**files: bytes | str) -> bytes:
    """A ZIP archive; a double underscore in a name stands for a dot."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return data.getvalue()


def wrapped(text: str) -> str:
    """Plain text as mail programs break it."""
    return "\n\n".join(textwrap.fill(part, 72) for part in text.split("\n\n"))
