"""Two articles that quote one speech in different cuts: a shared sentence is one claim."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from graphkit.model import Document, Resolution
from graphkit.pipeline import extract_documents, resolve_extractions
from graphkit.settings import Settings

SPEECHES = (Path(__file__).parents[1] / "data" / "speeches.txt").read_text("utf-8").splitlines()
SPEAKERS = ("Dana Marsh", "Peter Halloran", "Susan Ortega", "Carl Reyes", "Lena Hartwell")
#: Share of the sentences that both articles quote which are one claim.
FLOOR = 0.95


def articles(number: int, speech: str) -> tuple[Document, Document]:
    """One article quotes the first two sentences, the other the last two around its cue."""
    first, second, third = (f"{part.rstrip('.')}." for part in speech.split(". "))
    speaker = SPEAKERS[number % len(SPEAKERS)]
    surname = speaker.split()[-1]
    one = f"{speaker} spoke in Ely on Monday.\n\n“{first} {second}” {surname} said.\n"
    other = (
        f"There was a long meeting in Ely.\n\n“{second.rstrip('.')},” {speaker} said on Monday. "
        f"“{third}”\n"
    )
    return Document(f"{number}-a", "a", one), Document(f"{number}-b", "b", other)


@pytest.fixture(scope="module")
def resolution() -> Resolution:
    documents = [one for n, speech in enumerate(SPEECHES) for one in articles(n, speech)]
    return resolve_extractions(extract_documents(documents, Settings()), Settings())


def sentence_claims(resolution: Resolution) -> dict[tuple[int, str, int], str]:
    """(speech, article, sentence) → claim, for each sentence of a speech that became one."""
    found = {}
    for extraction in resolution.extractions:
        number, side = extraction.document.id.split("-")
        for index, statement in enumerate(extraction.statements):
            words = " ".join(extraction.document.text[s:e] for s, e in statement.spans)
            for at, sentence in enumerate(SPEECHES[int(number)].split(". ")):
                if sentence.rstrip(".") in words:
                    claim = resolution.claim_of[extraction.document.id, index]
                    found[int(number), side, at] = claim
    return found


def test_a_sentence_that_both_quote_is_one_claim(resolution: Resolution) -> None:
    claims = sentence_claims(resolution)
    shared = [n for n in range(len(SPEECHES)) if (n, "a", 1) in claims and (n, "b", 1) in claims]
    joined = [n for n in shared if claims[n, "a", 1] == claims[n, "b", 1]]
    assert len(shared) >= FLOOR * len(SPEECHES)
    assert len(joined) >= FLOOR * len(SPEECHES), set(shared) - set(joined)


def test_no_two_different_sentences_are_one_claim(resolution: Resolution) -> None:
    claims = sentence_claims(resolution)
    for one, other in combinations(sorted(claims), 2):
        if (one[0], one[2]) != (other[0], other[2]):
            assert claims[one] != claims[other], (one, other)
