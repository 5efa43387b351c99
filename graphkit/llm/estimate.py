"""What a build may cost in tokens, told before it starts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graphkit.llm.asking import OUTPUT
from graphkit.llm.budget import tokens_of
from graphkit.llm.pieces import pieces
from graphkit.llm.prompts import load_prompt
from graphkit.model import Document
from graphkit.settings import Endpoint
from graphkit.text.annotated import AnnotatedText

__all__ = ["Estimate", "estimate"]

#: Tokens of questions and of answers about doubtful findings, for one of the text: so much it was
#: for the articles of benchmarks/LLM.md.
_ASKED: Final = 4.1
_ANSWERED: Final = 0.2


@dataclass(frozen=True, slots=True)
class Estimate:
    """Articles, their size in code points, and about how many tokens they come to."""

    articles: int
    characters: int
    tokens_in: int
    tokens_out: int

    @property
    def tokens(self) -> int:
        """All that is paid for."""
        return self.tokens_in + self.tokens_out


def estimate(documents: Iterable[Document], endpoint: Endpoint) -> Estimate:
    """Look through the texts; nothing is sent.  Answers in the cache make it less."""
    articles = characters = told = answered = 0
    prompt = tokens_of(load_prompt("extract").text)
    for document in documents:
        articles += 1
        characters += len(document.text)
        text = tokens_of(document.text)
        if endpoint.extraction:
            told += text + prompt * len(pieces(AnnotatedText(document.text)))
            answered += round(OUTPUT * text)
        if endpoint.judging:
            told += round(_ASKED * text)
            answered += round(_ANSWERED * text)
    return Estimate(articles, characters, told, answered)
