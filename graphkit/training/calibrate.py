"""Fit the confidence of attributions on articles that the tagger has not learnt from.

python -m graphkit.training.calibrate --corpus TRAIN --last 84 --tagger graphkit/data/tagger

Writes ``confidence.json`` beside the tagger: a logistic regression with a quadratic penalty,
solved by Newton's method, and two floors, each by theory the chance that is half of the best F1
(Lipton, Elkan and Naryanaswamy 2014): from ``named`` on an attribution is given a speaker, from
``least`` on, where its content at least is as likely to be right, it is kept at all.
"""

from __future__ import annotations

import argparse
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graphkit.evaluation.corpus import Labelled, Roles, read_corpus
from graphkit.evaluation.measures import TokenisedText, pair_up, prepare, sources_agree
from graphkit.extractors.attributions.confidence import FEATURES, features
from graphkit.extractors.attributions.linking import Linked, link
from graphkit.language.tagger import Roles as Tagged
from graphkit.language.tagger import Tagger
from graphkit.text.quotes import find_quotes, speech_kind

PENALTY = 1.0

Matrix = npt.NDArray[np.float64]


def _roles(tagged: Tagged, linked: Linked) -> Roles:
    return {
        "source": tagged.spans(linked.source),
        "cue": tagged.spans(linked.cue),
        "content": tagged.spans(linked.content),
    }


def judge(article: Labelled, tagged: Tagged) -> list[tuple[list[float], bool, bool]]:
    """For what is found in an article: features, whether it is right, whether its content is."""
    found = link(tagged)
    text = TokenisedText(article)
    quotes = find_quotes(article.text)
    predicted = [_roles(tagged, linked) for linked in found]
    gold, ours = prepare(text, article.attributions), prepare(text, predicted)
    pairs = pair_up(gold, ours)
    contents = {j for _, j in pairs}
    right = {j for i, j in pairs if sources_agree(gold[i], ours[j])}
    rows = [
        features(linked, quoted=speech_kind(roles["content"], quotes) != "indirect")
        for linked, roles in zip(found, predicted, strict=True)
    ]
    return [(row, j in right, j in contents) for j, row in enumerate(rows)]


def fit(rows: Matrix, right: Matrix) -> tuple[float, Matrix]:
    """Bias and weights of the logistic regression."""
    design = np.concatenate([np.ones((len(rows), 1)), rows], axis=1)
    penalty = np.full(design.shape[1], PENALTY)
    penalty[0] = 0.0
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-design @ weights))
        slope = design.T @ (chance - right) + penalty * weights
        curve = design.T @ (design * (chance * (1 - chance))[:, None]) + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-9:
            break
    return float(weights[0]), weights[1:]


def best_f1(chance: Matrix, right: Matrix, gold: int) -> float:
    """The best F1 that keeping the surest attributions reaches."""
    hits = np.cumsum(right[np.argsort(-chance, kind="stable")])
    kept = np.arange(1, len(hits) + 1)
    return float((2 * hits / (kept + gold)).max())


def floor_for(chance: Matrix, right: Matrix, gold: int) -> float:
    """The chance at which what is ``right`` is as likely as half of its best F1."""
    scores = np.log(chance / (1.0 - chance))
    bias, weights = fit(scores[:, None], right)
    wanted = best_f1(chance, right, gold) / 2
    score = (np.log(wanted / (1.0 - wanted)) - bias) / weights[0]
    return round(float(1.0 / (1.0 + np.exp(-score))), 3)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--last", type=int, default=84, help="the last N articles of the corpus")
    parser.add_argument("--tagger", type=Path, required=True, help="folder with tagger.onnx")
    options = parser.parse_args()
    articles = list(read_corpus(options.corpus).documents.values())[-options.last :]
    tagger = Tagger(options.tagger)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        tagged = [tagger.begin(article.text, pool) for article in articles]
        judged = [
            one
            for article, roles in zip(articles, tagged, strict=True)
            for one in judge(article, roles())
        ]
    rows = np.array([row for row, _, _ in judged])
    right = np.array([float(is_right) for _, is_right, _ in judged])
    contents = np.array([float(is_right) for _, _, is_right in judged])
    bias, weights = fit(rows, right)
    chance = 1.0 / (1.0 + np.exp(-(bias + rows @ weights)))
    gold = sum(len(article.attributions) for article in articles)
    stored = {
        "bias": round(bias, 4),
        "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)},
        "named": round(best_f1(chance, right, gold) / 2, 3),
        "least": floor_for(chance, contents, gold),
        "fitted_on": {"articles": len(articles), "attributions": len(right)},
    }
    beside = options.tagger / "confidence.json.part"
    beside.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    beside.replace(options.tagger / "confidence.json")


if __name__ == "__main__":
    main()
