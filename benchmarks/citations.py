"""Whose page it is and who relies on whom, on articles that may not be committed.

    nice python -m benchmarks.citations FOLDER/polnear/train/text
    nice python -m benchmarks.citations FOLDER/polnear/train/text --draw 60 --articles 80

The first scores benchmarks/labels/outlets_train.tsv; the second prints citations drawn by lot
(embedded posts left out), each with its words, to be read.  No metadata is given: the texts alone
have to tell.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from graphkit.model import Document, Resolution
from graphkit.pipeline import extract_documents, resolve_extractions
from graphkit.settings import Settings
from graphkit.text.lexicon import fold

LABELS = Path(__file__).with_name("labels") / "outlets_train.tsv"


def _resolved(texts: Path, names: list[str]) -> Resolution:
    documents = [
        Document(name, f"{name}/{name}", (texts / f"{name}.txt").read_bytes().decode("utf-8"))
        for name in names
    ]
    return resolve_extractions(extract_documents(documents, Settings()), Settings())


def _edges(resolution: Resolution) -> list[tuple[str, str, str, str]]:
    """(document, who relies, on whom, the words), an outlet's double of its article left out."""
    names = {entity.id: entity.name for entity in resolution.entities}
    names |= {post.id: f"post by {post.author}" for post in resolution.posts}
    own = {(outlet, doc) for doc, outlet in resolution.outlet_of.items()}
    return sorted(
        (item.doc, names.get(edge.source, "the article"), names[edge.target], item.quote)
        for edge in resolution.relations
        if edge.type == "CITED"
        for item in edge.evidence
        if item.extractor != "posts" and (edge.source, item.doc) not in own
    )


def score(texts: Path) -> None:
    """Print how many labels are found, by half."""
    rows = [
        line.split("\t")
        for line in LABELS.read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    resolution = _resolved(texts, [row[0] for row in rows])
    names = {entity.id: entity.name for entity in resolution.entities}
    cited: dict[str, set[str]] = {row[0]: set() for row in rows}
    for doc, citer, target, _ in _edges(resolution):
        if citer == "the article" and not target.startswith("post by"):
            cited[doc].add(fold(target))
    for half in ("read", "kept"):
        told = [row for row in rows if row[1] == half]
        outlets = sum(
            fold(names.get(resolution.outlet_of.get(doc, ""), "-")) == fold(outlet)
            for doc, _, outlet, _ in told
        )
        gold = {doc: {fold(n) for n in who.split(";") if n != "-"} for doc, _, _, who in told}
        right = sum(len(gold[doc] & cited[doc]) for doc in gold)
        found = sum(len(cited[doc]) for doc in gold)
        wanted = sum(len(names_) for names_ in gold.values())
        print(f"{half}: outlet {outlets}/{len(told)}, cited {right} of {wanted}, {found} found")


def draw(texts: Path, edges: int, articles: int) -> None:
    """Print citations drawn by lot from articles drawn by lot."""
    labelled = {line.split("\t")[0] for line in LABELS.read_text("utf-8").splitlines()}
    names = sorted({path.stem for path in texts.glob("*.txt")} - labelled)
    chosen = random.Random(80).sample(names, articles)
    found = _edges(_resolved(texts, chosen))
    for doc, citer, target, quote in random.Random(60).sample(found, min(edges, len(found))):
        print(f"{doc}: {citer} → {target}\n    {' '.join(quote.split())}")


def main() -> None:
    """Read the arguments and do as they say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("texts", type=Path)
    parser.add_argument("--draw", type=int, default=0, help="citations to print")
    parser.add_argument("--articles", type=int, default=80, help="articles to draw them from")
    asked = parser.parse_args()
    if asked.draw:
        draw(asked.texts, asked.draw, asked.articles)
    else:
        score(asked.texts)


if __name__ == "__main__":
    main()
