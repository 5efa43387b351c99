"""Measures of what graphkit finds against what people marked, as the field defines them.

corpus    a labelled corpus: texts and brat standoff files, as PolNeAR comes
inline    a labelled corpus in one readable file, for samples of one's own
measures  precision, recall and F1 of attributions
"""

from graphkit.evaluation.corpus import Corpus, Labelled, Roles, parse_predictions, read_corpus
from graphkit.evaluation.measures import as_table, score

__all__ = [
    "Corpus",
    "Labelled",
    "Roles",
    "as_table",
    "parse_predictions",
    "read_corpus",
    "score",
]
