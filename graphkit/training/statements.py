"""Train what is told of statements: claim or not, checkable or not, disputing, told untrue.

python -m graphkit.training.statements --texts polnear/train/text --rated claims_rated.jsonl
    [--more MORE.jsonl]... [--stances STANCES.jsonl]... [--disputes DISPUTES.json]...
    --out graphkit/data/statements [--validate FOLDER]

RATED and MORE have a stretch of an article a line (``doc``, ``start``, ``end``), with ``claim`` and
``checkable`` as yes or no; STANCES an attribution a line (``doc``, ``source``, ``cue``,
``content`` as spans) with its ``stance``; DISPUTES are described in ``dispute_labels.py``.

The network is the tagger's encoder as it was published (MiniLM, six layers) with an embedding for
what a wordpiece belongs to; the states of content and cue are averaged, and one linear layer gives
all scores.  Stances are learnt beside, to read cues with care; the list of cues tells them better,
so that they are not exported.  ``--validate`` trains once without each part of the articles (by
their names), prints the figures on the parts left out, and keeps each network in FOLDER.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from graphkit.errors import refuse
from graphkit.extractors import attributed
from graphkit.language import Analysis, analyse
from graphkit.language.statements import CONTENT, CUE, OUTPUTS, Pieces, Statement, encode
from graphkit.model import STANCES, Span
from graphkit.readers import read
from graphkit.settings import Settings
from graphkit.training.dispute_labels import (
    OPTIONAL,
    PARTS,
    lay,
    overlap,
    part_of,
    read_labels,
)
from graphkit.training.encoder import encoder_weights
from graphkit.training.export import compact
from graphkit.training.network import HIDDEN, NONE, POSITIONS, VOCABULARY, Layer, load_encoder

ZONES: Final = 4
EPOCHS: Final = 4
BATCH: Final = 16
RATE: Final = 6e-5
HEAD_RATE: Final = 1e-3
SEED: Final = 1
#: F1 of what is checkable is best from a chance of .38 on; half is to mean that bar.
SHIFT: Final = 0.5
LAYERS: Final = 6
#: Of the statements that dispute nothing, so many a pass are shown for each that does.
PLAIN: Final = 2.5


@dataclass(frozen=True)
class Item:
    """One labelled statement; None where nothing was told."""

    document: str
    pieces: Pieces
    claim: bool | None = None
    checkable: bool | None = None
    stance: str | None = None
    #: 0 no, 0.5 optional, 1 yes; and how much the first label counts.
    disputes: float | None = None
    counts: float = 1.0
    untrue: float | None = None

    @property
    def plain(self) -> bool:
        """Whether it was asked about disputes and has none."""
        return self.disputes == 0 and self.untrue == 0


class StatementNetwork(nn.Module):
    """Wordpieces and their parts to scores: those of ``OUTPUTS``, then one for each stance."""

    def __init__(self, dropout: float = 0.1, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.part = nn.Embedding(ZONES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.head = nn.Linear(3 * HIDDEN, len(OUTPUTS) + len(STANCES))
        nn.init.zeros_(self.part.weight)
        nn.init.zeros_(self.head.weight)

    def forward(self, pieces: Tensor, parts: Tensor) -> Tensor:
        """``pieces`` and ``parts``: (batch, length), 0 where padded; scores: (batch, outputs)."""
        real = (pieces > 0).float()
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(place)[None] + self.part(parts)
        x = self.dropout(self.norm(x))
        bias = ((1.0 - real) * NONE)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        pooled = [x[:, 0]]
        for part in (CONTENT, CUE):
            own = (parts == part).to(x.dtype)[..., None]
            pooled.append((x * own).sum(1) / own.sum(1).clamp(min=1.0))
        scores: Tensor = self.head(torch.cat(pooled, dim=-1))
        return scores


def items_of(
    analysis: Analysis, labels: Sequence[dict[str, Any]], tokenizer: Tokenizer
) -> list[Item]:
    """The labelled statements of one article as the network reads them."""
    text = analysis.document.text
    attributions = attributed(analysis).attributions
    items = []
    for label in labels:
        if "stance" in label:
            spans = (tuple(Span(*s) for s in label[p]) for p in ("content", "cue", "source"))
            one = Statement(*spans)
        else:
            start, end = label["start"], label["end"]
            best = max(attributions, key=lambda a: overlap(a.content, start, end), default=None)
            if best is None or overlap(best.content, start, end) < 0.5:
                one = Statement((Span(start, end),), (), ())
            else:
                one = Statement(best.content, best.cue, best.source)
        told = {key: label[key] == "yes" for key in ("claim", "checkable") if key in label}
        pieces = encode(text, one, tokenizer)
        items.append(Item(label["doc"], pieces, **told, stance=label.get("stance")))
    return items


def disputing_items(
    analysis: Analysis, article: Mapping[str, Any], tokenizer: Tokenizer
) -> list[Item]:
    """All statements of an article in which disputes are labelled."""
    text = analysis.document.text
    attributions = attributed(analysis).attributions
    laid = lay(article, text, attributions)
    items = []
    for i, said in enumerate(attributions):
        if said.content:
            pieces = encode(text, Statement(said.content, said.cue, said.source), tokenizer)
            item = Item(article["doc"], pieces, disputes=laid.disputes[i], untrue=laid.untrue[i])
            items.append(replace(item, counts=laid.counts[i]))
    return items


def batch_of(items: Sequence[Item]) -> tuple[Tensor, Tensor]:
    """Wordpieces and parts of several statements, padded to the longest."""
    length = max(len(item.pieces.ids) for item in items)
    ids = torch.zeros(len(items), length, dtype=torch.long)
    parts = torch.zeros(len(items), length, dtype=torch.long)
    for row, item in enumerate(items):
        ids[row, : len(item.pieces.ids)] = torch.from_numpy(item.pieces.ids)
        parts[row, : len(item.pieces.parts)] = torch.from_numpy(item.pieces.parts)
    return ids, parts


def loss_of(scores: Tensor, items: Sequence[Item]) -> Tensor:
    """The loss over what was told of each statement; checkable is asked of claims only."""
    total = scores.sum() * 0.0
    for output, told in (("claim", "claim"), ("checkable", "checkable")):
        rows = [
            i
            for i, item in enumerate(items)
            if getattr(item, told) is not None and (output == "claim" or item.claim)
        ]
        if rows:
            right = torch.tensor([float(getattr(items[i], told)) for i in rows])
            column = scores[rows, OUTPUTS.index(output)]
            total = total + nn.functional.binary_cross_entropy_with_logits(
                column, right, reduction="sum"
            )
    for output, labels, weights in (
        ("disputes", [item.disputes for item in items], [item.counts for item in items]),
        (
            "untrue",
            [item.untrue for item in items],
            [OPTIONAL if item.untrue == 0.5 else 1.0 for item in items],
        ),
    ):
        rows = [i for i, label in enumerate(labels) if label is not None]
        if rows:
            total = total + nn.functional.binary_cross_entropy_with_logits(
                scores[rows, OUTPUTS.index(output)],
                torch.tensor([float(bool(labels[i])) for i in rows]),
                weight=torch.tensor([weights[i] for i in rows]),
                reduction="sum",
            )
    rows = [i for i, item in enumerate(items) if item.stance]
    if rows:
        right = torch.tensor([STANCES.index(items[i].stance) for i in rows])
        stances = scores[rows, len(OUTPUTS) :]
        total = total + nn.functional.cross_entropy(stances, right, reduction="sum")
    return total / len(items)


def train(items: Sequence[Item], seed: int = SEED) -> StatementNetwork:
    """A network trained on these statements."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    network = StatementNetwork()
    load_encoder(network, encoder_weights()[0])
    named = list(network.named_parameters())
    groups = [
        {"params": [p for name, p in named if not name.startswith("head")], "lr": RATE},
        {"params": [p for name, p in named if name.startswith("head")], "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    plain = [item for item in items if item.plain]
    shown = [item for item in items if not item.plain]
    asked = sum(item.disputes is not None for item in shown)
    few = min(len(plain), int(asked * PLAIN))
    steps = EPOCHS * -(-(len(shown) + few) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.0, 1 - step / steps)
    )
    network.train()
    for _ in range(EPOCHS):
        # statements of about one length together, so that little is padded
        sized = sorted(
            [*shown, *order.sample(plain, few)],
            key=lambda item: len(item.pieces.ids) + 30 * order.random(),
        )
        batches = [sized[at : at + BATCH] for at in range(0, len(sized), BATCH)]
        order.shuffle(batches)
        for one in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network(*batch_of(one))
            loss = loss_of(scores.float(), one)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    network.eval()
    return network


def scores_of(network: StatementNetwork, items: Sequence[Item]) -> np.ndarray[Any, Any]:
    """The scores of statements, in their order."""
    order = sorted(range(len(items)), key=lambda i: len(items[i].pieces.ids))
    found = np.zeros((len(items), len(OUTPUTS) + len(STANCES)))
    with torch.no_grad():
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            found[rows] = network(*batch_of([items[i] for i in rows])).numpy()
    return found


def figures(scores: np.ndarray[Any, Any], items: Sequence[Item]) -> Iterable[str]:
    """F1 of claims and of checkable ones at several bars, share of stances that are right."""
    chance = 1.0 / (1.0 + np.exp(-scores[:, :2]))
    rated = np.array([item.claim is not None for item in items])
    claims = np.array([bool(item.claim) for item in items])
    checkable = np.array([bool(item.checkable) for item in items])
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        yield (
            f"bar {least}: claim F1 {f1(chance[rated, 0], claims[rated], least):.3f}, "
            f"checkable F1 {f1(chance[claims, 1], checkable[claims], least):.3f}"
        )
    told = [i for i, item in enumerate(items) if item.stance]
    stances = scores[:, len(OUTPUTS) :]
    right = sum(STANCES[int(np.argmax(stances[i]))] == items[i].stance for i in told)
    yield f"stance: {right} of {len(told)} right"
    for output in ("disputes", "untrue"):
        labels = [getattr(item, output) for item in items]
        rows = [i for i, label in enumerate(labels) if label is not None]
        precision = average_precision(
            scores[rows, OUTPUTS.index(output)], np.array([bool(labels[i]) for i in rows])
        )
        yield f"{output}: average precision {precision:.3f} of {len(rows)}"


def average_precision(points: np.ndarray[Any, Any], right: np.ndarray[Any, Any]) -> float:
    """The mean precision at each right one, the surest first."""
    ordered = right[np.argsort(-points, kind="stable")]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float((precision * ordered).sum() / max(1, ordered.sum()))


def f1(chance: np.ndarray[Any, Any], right: np.ndarray[Any, Any], least: float) -> float:
    """F1 of what reaches a bar."""
    kept = chance >= least
    return float(2 * (kept & right).sum() / max(1, kept.sum() + right.sum()))


def export(network: StatementNetwork, path: Path) -> None:
    """The network as the ONNX file that :mod:`graphkit.language.statements` runs.

    The bias of ``checkable`` is moved by :data:`SHIFT`.
    """
    import onnx

    kept = nn.Linear(3 * HIDDEN, len(OUTPUTS))
    with torch.no_grad():
        kept.weight.copy_(network.head.weight[: len(OUTPUTS)])
        kept.bias.copy_(network.head.bias[: len(OUTPUTS)] + torch.tensor([0.0, SHIFT, 0.0, 0.0]))
    network.head = kept
    sample = (torch.ones(2, 24, dtype=torch.long), torch.ones(2, 24, dtype=torch.long))
    batch, length = torch.export.Dim("batch", min=1, max=512), torch.export.Dim("length", max=512)
    whole = path.with_suffix(".whole")
    torch.onnx.export(
        network,
        sample,
        str(whole),
        input_names=["pieces", "parts"],
        output_names=["scores"],
        dynamic_shapes=[{0: batch, 1: length}] * 2,
        opset_version=18,
        dynamo=True,
        external_data=False,
    )
    beside = path.with_suffix(".part")
    beside.write_bytes(compact(onnx.load(str(whole))).SerializeToString())
    whole.unlink()
    beside.replace(path)


def labels(paths: Iterable[Path]) -> dict[str, list[dict[str, Any]]]:
    """Document → its labels, of all files."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.setdefault(row["doc"], []).append(row)
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--rated", type=Path, required=True)
    parser.add_argument("--more", type=Path, action="append", default=[])
    parser.add_argument("--stances", type=Path, action="append", default=[])
    parser.add_argument("--disputes", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--validate", type=Path, help="where the networks of the parts are put")
    options = parser.parse_args()
    told = labels([options.rated, *options.more, *options.stances])
    disputes = read_labels(options.disputes)
    paths = [options.texts / f"{name}.txt" for name in sorted({*told, *disputes})]
    tokenizer = encoder_weights()[1]
    items: list[Item] = []
    for analysis in analyse(read(paths, refuse), Settings()):
        name = Path(analysis.document.id).stem
        items += items_of(analysis, told.get(name, ()), tokenizer)
        if name in disputes:
            items += disputing_items(analysis, disputes[name], tokenizer)
    if options.validate:
        validate(items, options.validate)
    options.out.mkdir(parents=True, exist_ok=True)
    export(train(items), options.out / "statements.onnx")


def validate(items: Sequence[Item], folder: Path) -> None:
    """Train without each part, print what the parts left out get, keep each network as ONNX."""
    part = [part_of(item.document) for item in items]
    scores = np.zeros((len(items), len(OUTPUTS) + len(STANCES)))
    for left_out in range(PARTS):
        network = train([item for item, p in zip(items, part, strict=True) if p != left_out])
        held = [i for i, p in enumerate(part) if p == left_out]
        scores[held] = scores_of(network, [items[i] for i in held])
        (folder / f"{left_out}").mkdir(parents=True, exist_ok=True)
        export(network, folder / f"{left_out}" / "statements.onnx")
        done = [i for i, p in enumerate(part) if p <= left_out]
        for line in figures(scores[done], [items[i] for i in done]):
            click.echo(f"after part {left_out + 1} of {PARTS}: {line}")


if __name__ == "__main__":
    main()
