"""Words a second of ``extract`` beside bare spaCy, in one process and one run.

python benchmarks/speed.py FOLDER [--rounds 3]

FOLDER holds .txt files.  "spaCy" is the pipeline as its package loads it, all parts on; "extract"
is everything from text to records, of each document.  The two take turns; the best of each counts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from graphkit.extractors import extract
from graphkit.language import analyse
from graphkit.model import Document
from graphkit.settings import Settings


def seconds(work: Callable[[], None]) -> float:
    """How long it takes once."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    paths = sorted(options.folder.glob("*.txt"))
    texts = [path.read_bytes().decode("utf-8") for path in paths]
    documents = [
        Document(path.name, str(path), text) for path, text in zip(paths, texts, strict=True)
    ]
    words = sum(len(text.split()) for text in texts)
    settings = Settings()
    nlp = spacy.load(settings.spacy_model)

    def bare() -> None:
        for _ in nlp.pipe(texts):
            pass

    def whole() -> None:
        for analysis in analyse(documents, settings):
            extract(analysis)

    def language() -> None:
        for _ in analyse(documents, settings):
            pass

    ways = {"spaCy": bare, "language stage": language, "extract": whole}
    for analysis in analyse(documents[:2], settings):  # loads what is loaded once
        extract(analysis)
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(options.rounds):
        for name, work in ways.items():
            best[name] = min(best[name], seconds(work))
    for name, took in best.items():
        rate, share = words / took, best["spaCy"] / took
        sys.stdout.write(f"{name:<16}{rate:8.0f} words/s   {share:.2f} of spaCy\n")


if __name__ == "__main__":
    main()
