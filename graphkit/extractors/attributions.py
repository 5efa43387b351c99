"""Who said what: the tagger's spans and links, mended where quotation marks leave no doubt.

Steps, each in its own module: ``linking`` makes attributions of what the tagger sees,
``sentence_laws`` undoes what no attribution does, ``attribution_rules`` reads quotes and their
cues by rule, ``repair`` lets the marks decide where a quote begins and ends and gives quotes that
the tagger missed to whom the rules say, ``transcripts`` reads who speaks off the layout of lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.extractors.attribution_rules import attributions_by_rule
from graphkit.extractors.confidence import confidence, least
from graphkit.extractors.linking import link
from graphkit.extractors.phrases import subjects
from graphkit.extractors.places import Places
from graphkit.extractors.quotes import find_quotes, speech_kind
from graphkit.extractors.repair import repair
from graphkit.extractors.sentence_laws import keep_laws
from graphkit.extractors.transcripts import laid_out, with_laid_out
from graphkit.language import Analysis
from graphkit.model import Attribution, Extraction

__all__ = ["find_attributions"]

EXTRACTOR = "attributions"


def find_attributions(analysis: Analysis, found: Extraction) -> Iterator[Attribution]:
    """Who said what, in text order.  Boilerplate says nothing."""
    roles, text = analysis.roles, analysis.document.text
    quotes = find_quotes(text)
    tagged, doubtful = [], least()
    for linked in link(roles):
        content = roles.spans(linked.content)
        kind = speech_kind(content, quotes)
        sure = confidence(linked, quoted=kind != "indirect")
        if sure < doubtful:
            continue
        tagged.append(
            Attribution(
                source=roles.spans(linked.source),
                cue=roles.spans(linked.cue),
                content=content,
                kind=kind,
                confidence=sure,
                extractor=EXTRACTOR,
            )
        )
    by_rule = list(attributions_by_rule(analysis.doc, quotes))
    lawful = keep_laws(text, quotes, tagged, subjects(analysis.doc))
    mended = repair(text, lawful, by_rule, quotes)
    spoken = with_laid_out(text, mended, laid_out(text))
    aside = Places(found.boilerplate)
    for attribution in sorted(spoken, key=lambda one: (one.content, one.cue, one.source)):
        if not any(aside.touching(*span) for span in attribution.content):
            yield attribution
