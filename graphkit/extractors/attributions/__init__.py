"""Who said what: the tagger's spans and links, each with how likely it is right.

linking      makes attributions of what the tagger sees
confidence   how likely content and source are right
sentences    gives up what lies in another sentence than its cue
transcripts  reads who speaks off the layout of lines
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.extractors.attributions.confidence import confidence, least
from graphkit.extractors.attributions.linking import link
from graphkit.extractors.attributions.sentences import within_sentences
from graphkit.extractors.attributions.transcripts import laid_out, with_laid_out
from graphkit.language import Analysis
from graphkit.model import Attribution, Span
from graphkit.text.quotes import speech_kind

__all__ = ["find_attributions"]

EXTRACTOR = "attributions"


def find_attributions(analysis: Analysis, boilerplate: Sequence[Span]) -> Iterator[Attribution]:
    """Who said what, in text order.  Boilerplate says nothing."""
    roles = analysis.roles
    quotes = analysis.text.quotes
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
    spoken = with_laid_out(within_sentences(analysis.text, tagged), laid_out(analysis.text))
    for attribution in sorted(spoken, key=lambda one: (one.content, one.cue, one.source)):
        if not any(
            span.start < other.end and other.start < span.end
            for span in attribution.content
            for other in boilerplate
        ):
            yield attribution
