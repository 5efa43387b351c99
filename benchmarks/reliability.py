"""How often who-said-what is right by its confidence, on articles that nothing was fitted on.

    python -m benchmarks.reliability --corpus polnear/dev --write

Prints rows of confidence, how many, how many right; ``--write`` puts them into
graphkit/data/reliability.json, from which the page explains its percentages.  The rows of disputes
there are those of QUALITY.md (``python -m benchmarks.cross_validated``).
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from graphkit.errors import refuse
from graphkit.evaluation import read_corpus
from graphkit.evaluation.measures import TokenisedText, pair_up, prepare, sources_agree
from graphkit.model import Document
from graphkit.pipeline import extract_documents
from graphkit.settings import Settings

DATA = Path(__file__).resolve().parent.parent / "graphkit" / "data" / "reliability.json"
#: Bounds in percent; below the first an attribution has no speaker and is no claim.
BINS = (40, 50, 60, 70, 80, 90, 101)


def answers(folder: Path) -> Iterator[tuple[float, bool]]:
    """Confidence of each attribution found, and whether content and source are right."""
    corpus = read_corpus(folder)
    documents = (Document(one.stem, one.stem, one.text) for one in corpus.documents.values())
    for found in extract_documents(documents, Settings(), refuse):
        labelled = corpus.documents[found.document.id]
        text = TokenisedText(labelled)
        roles = [
            {"source": one.source, "cue": one.cue, "content": one.content}
            for one in found.attributions
        ]
        gold, ours = prepare(text, labelled.attributions), prepare(text, roles)
        pairs = pair_up(gold, ours)
        right = {j for i, j in pairs if sources_agree(gold[i], ours[j])}
        for j, one in enumerate(found.attributions):
            yield one.confidence, j in right


def rows(found: list[tuple[float, bool]]) -> Iterator[list[int]]:
    """[from percent, to percent, how many, how many right]."""
    for low, high in pairwise(BINS):
        held = [right for sure, right in found if low <= round(100 * sure) < high]
        yield [low, min(100, high), len(held), sum(held)]


def main() -> None:
    """Read the options, print the rows, write them if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = list(rows(list(answers(options.corpus))))
    for low, high, held, right in found:
        print(f"{low:3} to {high:3} %  {held:5}  {right:5}  {right / max(held, 1):.2f}")
    if options.write:
        data = json.loads(DATA.read_text(encoding="utf-8"))
        data["said"]["rows"] = found
        DATA.write_text(_as_text(data), encoding="utf-8")


def _as_text(data: dict[str, dict[str, object]]) -> str:
    """JSON with one row a line."""
    text = json.dumps(data, indent=1, ensure_ascii=False)

    return re.sub(r"\[\s+(\d+),\s+(\d+),\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2, \3, \4]", text) + "\n"


if __name__ == "__main__":
    main()
