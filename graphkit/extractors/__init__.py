"""Analysed text to records.  Every extractor of graphkit is named here, in the order they run.

boilerplate   stretches that are not the article: sharing bars, bios, advertising lines
posts         social-media posts embedded in the text
attributions  who said what: source, cue and content
mentions      people, agencies, organisations and outlets, one LocalEntity each
speakers      the entity behind each attribution's source
statements    what embedded posts say, and which quotes are posts
affiliations  roles of people at bodies (kept on the LocalEntity)
denials       who denies or contradicts what
claims        what each attribution claims, worded to be read alone; its stance
mastheads     words by which the page shows whose it is, or from whom it has its text
citations     who relies on whom as a source

second        what another reader sees, joined with all this, where there is one
"""

from __future__ import annotations

from dataclasses import replace

from graphkit.extractors.affiliations import find_affiliations
from graphkit.extractors.attributions import find_attributions
from graphkit.extractors.attributions.confidence import named as named_from
from graphkit.extractors.boilerplate import find_boilerplate
from graphkit.extractors.citations import find_citations
from graphkit.extractors.claims import find_claims, left_out
from graphkit.extractors.denials import Model, find_denials
from graphkit.extractors.mastheads import find_mastheads
from graphkit.extractors.mentions import find_entities
from graphkit.extractors.posts import find_posts
from graphkit.extractors.second import Second, lenient
from graphkit.extractors.speakers import find_speakers
from graphkit.extractors.speakers.nominals import Choose, surest
from graphkit.extractors.statements import find_statements
from graphkit.language import Analysis
from graphkit.language.statements import Judged, Statement, StatementReader, load_reader
from graphkit.model import Extraction, SecondReader

__all__ = ["attributed", "completed", "extract", "judge"]


def extract(
    analysis: Analysis,
    min_confidence: float = 0.0,
    reader: StatementReader | None = None,
    second: SecondReader | None = None,
) -> Extraction:
    """Everything that one document holds.  Each step is given what it reads of the ones before.

    Attributions below ``min_confidence`` are left out before anything else is read from them.
    ``reader`` judges statements; the shipped one if None.  ``second`` is asked as well, if there
    is one.
    """
    reader = reader or load_reader()
    found = attributed(analysis, min_confidence)
    if second is None:
        return completed(analysis, found, judge(reader, analysis, found), reader)
    other = Second(second)
    found = other.statements(found, min_confidence)
    found = completed(analysis, found, judge(reader, analysis, found), reader, second=other)
    return other.wordings(replace(found, citations=other.citations(found)))


def completed(
    analysis: Analysis,
    found: Extraction,
    judged: list[Judged | None],
    reader: StatementReader,
    model: Model | None = None,
    second: Second | None = None,
) -> Extraction:
    """What is made of the statements found: disputes, claims, citations.

    ``model`` tells of disputes; the shipped one if None.  ``second`` is asked about them as well,
    if there is one.
    """
    denials = find_denials(analysis, found, judged, model)
    if second is not None:
        near = find_denials(analysis, found, judged, lenient(model))
        denials = second.disputes(found, denials, near)
    claims = find_claims(analysis, found, judged, denials, reader)
    found = replace(
        found,
        attributions=claims.attributions,
        statements=claims.statements,
        denials=tuple(denials),
    )
    found = replace(found, marks=tuple(find_mastheads(analysis, found)))
    return replace(found, citations=tuple(find_citations(analysis, found)))


def judge(reader: StatementReader, analysis: Analysis, found: Extraction) -> list[Judged | None]:
    """What the network tells of each attribution; None where it is not looked at for claims."""
    text = analysis.document.text
    return [
        None
        if left_out(said, found.boilerplate)
        else reader.judge(text, [Statement(said.content, said.cue, said.source)])[0]
        for said in found.attributions
    ]


def attributed(
    analysis: Analysis, min_confidence: float = 0.0, choose: Choose = surest
) -> Extraction:
    """Who and what is named in a document, and who said what: all that claims are made of.

    ``choose`` says who of several is meant by a source that is no name.
    """
    boilerplate = tuple(find_boilerplate(analysis))
    embedded = tuple(find_posts(analysis))
    said = [a for a in find_attributions(analysis, boilerplate) if a.confidence >= min_confidence]
    sources = [a.source[0] for a in said if len(a.source) == 1 and a.confidence >= named_from()]
    named = tuple(find_entities(analysis, embedded, boilerplate, sources))
    spoken = list(find_speakers(analysis, named, said, choose))
    attributions, posts = find_statements(analysis, named, embedded, spoken)
    return Extraction(
        analysis.document,
        entities=tuple(find_affiliations(analysis, named, attributions)),
        posts=tuple(posts),
        attributions=tuple(attributions),
        boilerplate=boilerplate,
    )
