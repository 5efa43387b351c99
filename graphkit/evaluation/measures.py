"""Precision, recall and F1 of attributions.

All figures are micro-averaged over a corpus.  A token is a run of word characters or one other
character that is no white space; a span stands for the tokens it touches.

``content``, ``source``, ``cue``
    ``token``: tokens of the role anywhere in a document.  ``exact``: the role's tokens of one
    attribution equal those of a gold one.  ``exact_trim``: the same without punctuation at the
    two ends.
``attribution``
    Predicted and gold attributions are paired one to one, greedily, by the Jaccard index of their
    content tokens, down to 0.5.  ``content_only``: a pair is right.  ``who_said_what``: a pair is
    right if the sources share a token, or neither has one.
``quoted``, ``indirect``
    The same for gold attributions with, and without, a double quotation mark in their content.
    A prediction without a partner is quoted if a mark stands in or right beside its content.

A prediction that lies mostly in a discarded part of the text does not count, nor does any token
there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graphkit.evaluation.corpus import ROLES, Corpus, Labelled, Role, Roles
from graphkit.model import Span

__all__ = ["Figures", "Report", "as_table", "pair_up", "prepare", "score", "sources_agree"]

_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_WORD: Final = re.compile(r"\w")
_QUOTE_MARK: Final = re.compile(r"[\"“”„‟«»]|``|''")
_MIN_JACCARD: Final = 0.5

Tokens = frozenset[int]
#: Precision, recall, F1 (0 to 1) and the counts behind them.
Figures = dict[str, float | int]
#: Group → measure → figures.
Report = dict[str, dict[str, Figures]]


class TokenisedText:
    """A labelled text cut into tokens, with the tokens that are not scored."""

    def __init__(self, labelled: Labelled) -> None:
        text = labelled.text
        tokens = [match.span() for match in _TOKEN.finditer(text)]
        self.is_word = [bool(_WORD.match(text, start)) for start, _ in tokens]
        self._token_at = [-1] * len(text)
        for number, (start, end) in enumerate(tokens):
            self._token_at[start:end] = [number] * (end - start)
        self._marked = bytearray(len(text))
        for match in _QUOTE_MARK.finditer(text):
            self._marked[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        self.discard = self.tokens(labelled.discard)

    def tokens(self, spans: Iterable[Span]) -> Tokens:
        """The numbers of the tokens that the spans touch."""
        touched = {n for start, end in spans for n in self._token_at[start:end]}
        return frozenset(touched - {-1})

    def trim(self, numbers: Tokens) -> Tokens:
        """The tokens without the punctuation at their two ends."""
        words = [number for number in numbers if self.is_word[number]]
        if not words:
            return numbers
        low, high = min(words), max(words)
        return frozenset(number for number in numbers if low <= number <= high)

    def has_mark(self, spans: Iterable[Span], margin: int = 0) -> bool:
        """Whether a double quotation mark lies in the spans, or that many characters off."""
        return any(any(self._marked[max(0, start - margin) : end + margin]) for start, end in spans)


@dataclass(frozen=True, slots=True)
class Counted:
    """An attribution as the measures see it."""

    content: Tokens
    source: Tokens
    cue: Tokens
    spans: Roles

    def of(self, role: Role) -> Tokens:
        """The tokens of a role."""
        return {"content": self.content, "source": self.source, "cue": self.cue}[role]


def prepare(text: TokenisedText, attributions: Iterable[Roles]) -> list[Counted]:
    """Attributions with their scored tokens."""
    found = []
    for spans in attributions:
        of = {role: text.tokens(spans[role]) - text.discard for role in ROLES}
        found.append(Counted(of["content"], of["source"], of["cue"], spans))
    return found


def _predicted(text: TokenisedText, attributions: Iterable[Roles]) -> list[Counted]:
    """Predictions that are scored: with a span, and not mostly in what is discarded."""
    kept = []
    for spans in attributions:
        where = text.tokens(spans["content"]) or text.tokens(spans["cue"])
        if any(spans.values()) and len(where & text.discard) * 2 <= len(where):
            kept.append(spans)
    return prepare(text, kept)


def sources_agree(gold: Counted, predicted: Counted) -> bool:
    """The sources share a token, or there is none on either side."""
    one, other = gold.source, predicted.source
    return bool(one & other) or (not one and not other)


def pair_up(gold: Sequence[Counted], predicted: Sequence[Counted]) -> list[tuple[int, int]]:
    """Greedy one-to-one pairs (gold index, predicted index) by their content."""
    by_token: dict[int, list[int]] = {}
    for j, one in enumerate(predicted):
        for token in one.content:
            by_token.setdefault(token, []).append(j)
    candidates = []
    for i, one in enumerate(gold):
        shared = Counter(j for token in one.content for j in by_token.get(token, ()))
        for j, common in shared.items():
            jaccard = common / (len(one.content) + len(predicted[j].content) - common)
            if jaccard >= _MIN_JACCARD:
                candidates.append((-jaccard, not sources_agree(one, predicted[j]), i, j))
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((i, j))
    return pairs


class _Tally:
    """Counts behind one precision, recall and F1."""

    def __init__(self) -> None:
        self.gold = self.predicted = self.correct = 0

    def add(self, gold: int, predicted: int, correct: int) -> None:
        self.gold += gold
        self.predicted += predicted
        self.correct += correct

    def figures(self) -> Figures:
        precision = self.correct / self.predicted if self.predicted else 0.0
        recall = self.correct / self.gold if self.gold else 0.0
        total = precision + recall
        return {
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / total if total else 0.0,
            "gold": self.gold,
            "predicted": self.predicted,
            "correct": self.correct,
        }


_Tallies = dict[tuple[str, str], _Tally]
_SLICES: Final = ("attribution", "quoted", "indirect")


def _overlap(gold: Iterable[Tokens], predicted: Iterable[Tokens]) -> tuple[int, int, int]:
    """Sizes of two multisets of token sets that are not empty, and of what they share."""
    one, other = Counter(filter(None, gold)), Counter(filter(None, predicted))
    return one.total(), other.total(), (one & other).total()


def _count_roles(
    tallies: _Tallies, text: TokenisedText, gold: list[Counted], predicted: list[Counted]
) -> None:
    for role in ROLES:
        ours, theirs = [a.of(role) for a in gold], [a.of(role) for a in predicted]
        one: Tokens = frozenset().union(*ours)
        other: Tokens = frozenset().union(*theirs)
        tallies[role, "token"].add(len(one), len(other), len(one & other))
        tallies[role, "exact"].add(*_overlap(ours, theirs))
        trimmed = map(text.trim, ours), map(text.trim, theirs)
        tallies[role, "exact_trim"].add(*_overlap(*trimmed))


def _count_pairs(
    tallies: _Tallies, text: TokenisedText, gold: list[Counted], predicted: list[Counted]
) -> None:
    pairs = pair_up(gold, predicted)
    gold_of = {j: i for i, j in pairs}

    def part(spans: Roles, margin: int) -> str:
        return "quoted" if text.has_mark(spans["content"], margin) else "indirect"

    gold_part = [part(a.spans, 0) for a in gold]
    predicted_part = [
        gold_part[gold_of[j]] if j in gold_of else part(a.spans, 1) for j, a in enumerate(predicted)
    ]
    agreeing = [(i, j) for i, j in pairs if sources_agree(gold[i], predicted[j])]
    for measure, hits in (("content_only", pairs), ("who_said_what", agreeing)):
        tallies["attribution", measure].add(len(gold), len(predicted), len(hits))
        for name in ("quoted", "indirect"):
            correct = sum(gold_part[i] == name for i, _ in hits)
            tallies[name, measure].add(gold_part.count(name), predicted_part.count(name), correct)


def score(corpus: Corpus, predictions: Mapping[str, Iterable[Roles]]) -> Report:
    """All measures of predictions by stem; a document without any counts as one of none."""
    names: list[tuple[str, str]] = [
        (role, kind) for role in ROLES for kind in ("token", "exact", "exact_trim")
    ]
    names += [(part, kind) for part in _SLICES for kind in ("who_said_what", "content_only")]
    tallies: _Tallies = {name: _Tally() for name in names}
    for stem, labelled in corpus.documents.items():
        text = TokenisedText(labelled)
        gold = prepare(text, labelled.attributions)
        predicted = _predicted(text, predictions.get(stem, ()))
        _count_roles(tallies, text, gold, predicted)
        _count_pairs(tallies, text, gold, predicted)
    report: Report = {}
    for (group, kind), tally in tallies.items():
        report.setdefault(group, {})[kind] = tally.figures()
    return report


def as_table(report: Report) -> str:
    """The figures as lines of text, in percent."""
    head = f"{'measure':<26}{'P':>8}{'R':>8}{'F1':>8}{'gold':>8}{'found':>8}{'right':>8}"
    lines = [head]
    for group, kinds in report.items():
        for kind, value in kinds.items():
            shares = "".join(f"{100 * value[key]:8.1f}" for key in ("precision", "recall", "f1"))
            counts = "".join(f"{value[key]:8d}" for key in ("gold", "predicted", "correct"))
            lines.append(f"{group + ' ' + kind:<26}{shares}{counts}")
    return "\n".join(lines)
