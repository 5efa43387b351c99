"""Exports of news archives: each article with its fields, in the layouts that people have."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers import making

QUOTE = "“The ferry is late again,” said Jo Roe, who runs the harbour."
PARAGRAPHS = f'<p class="articleParagraph enarticleParagraph">{QUOTE}  </p>\n'

PLAIN_FACTIVA = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>Factiva</title></head><body><div id="contentLeft">
<div id="article-MARR000020260304e" class="article"><div class="article enArticle"><p></p>
<div>Harbour; 1</div><div id="hd"><span class="enHeadline">Ferry late again  </span></div>
<div class="author">By ADA QUILL and TOM ROE  </div><div>Special to the Times</div>
<div>877 words</div>
<div>4 March 2026</div><div>06:12</div><div>The Marrow Times</div><div>MARR</div>
<div>1</div><div>English</div><div>Copyright 2026 The Marrow Times.</div><p></p>
{PARAGRAPHS * 2}<p>Marrow Digital</p><p>Document MARR000020260304em34000a1</p></div></div>
<div class="article"><div class="article enArticle"><div id="hd"><span class="enHeadline">No text
</span></div><p>Document MARR000020260304em34000a2</p></div></div></div></body></html>"""

CODED_FACTIVA = f"""<html><body><div class="article enArticle"><table>
<tr><td class="index"><b>HD</b></td>
<td colspan="3"><span class="enHeadline">Ferry late again</span></td></tr>
<tr><td><b>BY</b></td><td>By Ada Quill and Tom Roe</td></tr>
<tr><td><b>WC</b></td><td>120 words</td></tr>
<tr><td><b>PD</b></td><td>4 March 2026</td></tr><tr><td><b>SN</b></td><td>The Marrow Times</td></tr>
<tr><td><b>LA</b></td><td>English</td></tr><tr><td><b>LP</b></td><td>{PARAGRAPHS}</td></tr>
<tr><td><b>TD</b></td><td>{PARAGRAPHS}</td></tr>
<tr><td><b>AN</b></td><td>Document MARR000020260304em34000a1</td></tr>
</table></div></body></html>"""

#: The lines of an export of Nexis Uni with a cover.
NEXIS = (
    *(
        "User Name: ADA",
        "Date and Time: Friday, March 6, 2026 7:11:00 PM GMT",
        "Job Number: 795650",
    ),
    *("Documents (2)", "1. Ferry late again", "Client/Matter: -None-", "2. Second article"),
    *("Ferry late again", "The Marrow Times", "March 4, 2026 Wednesday", "Late Edition - Final"),
    *("Copyright 2026 The Marrow Times All Rights Reserved", "Section: Section A; Column 0; Pg. 1"),
    *("Length: 877 words", "Byline: By Ada Quill and Tom Roe", "Dateline: MARROW", "Body"),
    *(QUOTE, QUOTE, "Graphic", "PHOTO: a ferry", "Classification", "Language: ENGLISH"),
    *("Publication-Type: Newspaper", "Load-Date: March 4, 2026", "End of Document"),
    *(
        "Second article",
        "Lode Wire",
        "5 March 2026",
        "Copyright 2026 Lode Wire",
        "Length: 90 words",
    ),
    *("Body", "It rains.", "Load-Date: March 5, 2026", "End of Document"),
)
OLD_NEXIS = f"""<HTML><BODY><!-- Hide XML section from browser
<DOC NUMBER=1>
<DOCFULL> --><DIV CLASS="c0"><P CLASS="c1"><SPAN>1 of 1 DOCUMENT</SPAN></P></DIV>
<DIV CLASS="c3"><P>The Marrow Times</P></DIV><DIV CLASS="c4"><P>March 4, 2026 Wednesday</P></DIV>
<DIV CLASS="c5"><P>Ferry late again</P></DIV>
<DIV CLASS="c6"><P>BYLINE: Ada Quill and Tom Roe</P></DIV>
<DIV CLASS="c6"><P>SECTION: HARBOUR; Pg. 1</P></DIV><DIV CLASS="c6"><P>LENGTH: 877 words</P></DIV>
<DIV CLASS="c7"><P>{QUOTE}</P><P>{QUOTE}</P></DIV>
<DIV CLASS="c6"><P>LOAD-DATE: March 4, 2026</P></DIV>
<DIV CLASS="c6"><P>LANGUAGE: ENGLISH</P></DIV><!-- Hide XML section from browser
</DOCFULL> --><!-- </DOC> --></BODY></HTML>"""

RULE = "_" * 60
PROQUEST = f"""{RULE}

Report Information from ProQuest
{RULE}

Ferry late again

Author: Quill, Ada; Roe, Tom

Publication info: The Marrow Times; Marrow [Marrow]04 Mar 2026: A.1.

Abstract: None available.

Full text: {QUOTE}

Note: {QUOTE}

Subject: Ferries

Title: Ferry late again

Publication title: The Marrow Times; Marrow

Publication date: Mar 4, 2026

Language of publication: English

ProQuest document ID: 2368

Document URL: https://proquest.example/docview/2368

{RULE}

No text here

Title: No text here

Full text: Not available.

ProQuest document ID: 2369

{RULE}

Contact us at: https://proquest.example
"""
PROQUEST_XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<RECORD><Version>1</Version><GOID>2368</GOID>
<DFS><PubFrosting><Title>The Marrow Times; Marrow</Title></PubFrosting></DFS><Obj><TitleAtt>
<Title>Ferry late again</Title></TitleAtt><NumericDate>2026-03-04</NumericDate><Contributors>
<Contributor ContribRole="Author" ContribOrder="1"><Author><LastNameAtt><LastName>Quill</LastName>
</LastNameAtt><FirstNameAtt><FirstName>Ada</FirstName></FirstNameAtt></Author></Contributor>
<Contributor ContribRole="Author" ContribOrder="2"><Author><OriginalFormAtt><OriginalForm>Roe, Tom
</OriginalForm></OriginalFormAtt></Author></Contributor></Contributors><Language><RawLang>English
</RawLang></Language></Obj>
<TextInfo><Text HTMLContent="true">&lt;html&gt;&lt;body&gt;&lt;p&gt;{QUOTE}
&lt;/p&gt;&lt;p&gt;{QUOTE}&lt;/p&gt;&lt;/body&gt;&lt;/html&gt;</Text></TextInfo></RECORD>"""

#: name, file, articles, problems, key of the first article if the archive has one
EXPORTS = [
    ("factiva.html", PLAIN_FACTIVA, 1, ["article 2: is empty"], "MARR000020260304em34000a1"),
    ("factiva.htm", CODED_FACTIVA, 1, [], "MARR000020260304em34000a1"),
    ("nexis.docx", making.docx(NEXIS), 2, [], ""),
    ("nexis.html", OLD_NEXIS, 1, [], ""),
    ("proquest.txt", PROQUEST, 1, ["article 2: has no full text"], "2368"),
    ("proquest.xml", PROQUEST_XML, 1, [], "2368"),
]


@pytest.mark.parametrize(
    ("name", "data", "articles", "told", "key"), EXPORTS, ids=[e[0] for e in EXPORTS]
)
def test_an_export_is_its_articles(
    tmp_path: Path, name: str, data: bytes | str, articles: int, told: list[str], key: str
) -> None:
    documents, problems = making.read_file(tmp_path, name, data)
    assert [problem.where.partition(": ")[2] + ": " + problem.what for problem in problems] == told
    assert len(documents) == articles
    first = documents[0]
    assert first.title == "Ferry late again"
    assert first.outlet == "The Marrow Times"
    assert first.authors == ("Ada Quill", "Tom Roe")
    assert first.published == "2026-03-04"
    assert first.language == "en"
    lines = [line for line in first.text.splitlines() if line]
    assert [line.removeprefix("Note: ") for line in lines] == [QUOTE, QUOTE]
    assert first.id == f"{name}#{key or first.text_hash[:12]}"


def test_articles_of_an_export_do_not_run_together(tmp_path: Path) -> None:
    (_, second), _ = making.read_file(tmp_path, "nexis.docx", making.docx(NEXIS))
    assert (second.title, second.outlet, second.text) == (
        "Second article",
        "Lode Wire",
        "It rains.",
    )
    assert second.published == "2026-03-05"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", making.page()),
        ("a.txt", f"{RULE}\n\nNo export, only a line above an article.\n"),
        ("a.docx", making.docx(("Body", "of water", "End of Document"))),
    ],
)
def test_what_only_looks_like_an_export_is_an_article(
    tmp_path: Path, name: str, data: bytes | str
) -> None:
    (document,), problems = making.read_file(tmp_path, name, data)
    assert not problems
    assert document.id == name
