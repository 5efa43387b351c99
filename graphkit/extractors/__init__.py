"""Analysed text to records.  Every extractor of graphkit is named here, in the order they run.

boilerplate   stretches that are not the article: sharing bars, bios, advertising lines
posts         social-media posts embedded in the text
mentions      people, agencies, organisations and outlets, one LocalEntity each
attributions  who said what: source, cue and content
speakers      the entity behind each attribution's source
statements    what embedded posts say, and which quotes are posts
affiliations  roles of people at bodies (kept on the LocalEntity)
citations     who relies on whom as a source
denials       who denies or contradicts what
"""

from __future__ import annotations

from dataclasses import replace

from graphkit.extractors.affiliations import find_affiliations
from graphkit.extractors.attributions import find_attributions
from graphkit.extractors.boilerplate import find_boilerplate
from graphkit.extractors.citations import find_citations
from graphkit.extractors.denials import find_denials
from graphkit.extractors.mentions import find_entities
from graphkit.extractors.posts import find_posts
from graphkit.extractors.speakers import find_speakers
from graphkit.extractors.statements import find_statements
from graphkit.language import Analysis
from graphkit.model import Extraction

__all__ = ["extract"]


def extract(analysis: Analysis, min_confidence: float = 0.0) -> Extraction:
    """Everything that one document holds.  Each step is given what it reads of the ones before.

    Attributions below ``min_confidence`` are left out before anything else is read from them.
    """
    boilerplate = tuple(find_boilerplate(analysis))
    embedded = tuple(find_posts(analysis))
    named = tuple(find_entities(analysis, embedded, boilerplate))
    said = [a for a in find_attributions(analysis, boilerplate) if a.confidence >= min_confidence]
    spoken = list(find_speakers(analysis, named, said))
    attributions, posts = find_statements(analysis, named, embedded, spoken)
    entities = find_affiliations(analysis, named, attributions)
    found = Extraction(
        analysis.document,
        entities=tuple(entities),
        posts=tuple(posts),
        attributions=tuple(attributions),
        boilerplate=boilerplate,
    )
    return replace(
        found,
        citations=tuple(find_citations(analysis, found)),
        denials=tuple(find_denials(found)),
    )
