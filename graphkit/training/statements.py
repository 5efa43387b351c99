"""Train what is told of statements: a claim or not, checkable or not, the stance of the source.

python -m graphkit.training.statements --texts polnear/train/text --rated claims_rated.jsonl
    [--more MORE.jsonl]... [--stances STANCES.jsonl]... --out graphkit/data/statements
    [--folds 5 --validate FOLDER]

RATED and MORE have a stretch of an article a line (``doc``, ``start``, ``end``), with ``claim`` and
``checkable`` as yes or no; STANCES an attribution a line (``doc``, ``source``, ``cue``,
``content`` as spans) with its ``stance``.

The network is the tagger's encoder as it was published (MiniLM, six layers) with an embedding for
what a wordpiece belongs to; the states of content and cue are averaged, and one linear layer gives
all scores.  Stances are learnt beside, to read cues with care; the list of cues tells them better,
so that they are not exported.  ``--folds`` trains once a part of the articles and prints the
figures on the others.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
from graphkit.training.encoder import encoder_weights
from graphkit.training.export import compact
from graphkit.training.network import HIDDEN, NONE, POSITIONS, VOCABULARY, Layer, load_encoder

PARTS: Final = 4
EPOCHS: Final = 5
BATCH: Final = 16
RATE: Final = 6e-5
HEAD_RATE: Final = 1e-3
SEED: Final = 1
#: F1 of what is checkable is best from a chance of .38 on; half is to mean that bar.
SHIFT: Final = 0.5
LAYERS: Final = 6


@dataclass(frozen=True)
class Item:
    """One labelled statement; None where nothing was told."""

    document: str
    pieces: Pieces
    claim: bool | None = None
    checkable: bool | None = None
    stance: str | None = None


class StatementNetwork(nn.Module):
    """Wordpieces and their parts to scores: those of ``OUTPUTS``, then one for each stance."""

    def __init__(self, dropout: float = 0.1, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.part = nn.Embedding(PARTS, HIDDEN)
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


def overlap(spans: Sequence[Span], start: int, end: int) -> float:
    """Share of the shorter of two stretches that both cover."""
    shared = sum(max(0, min(e, end) - max(s, start)) for s, e in spans)
    return shared / max(1, min(sum(e - s for s, e in spans), end - start))


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
    rows = [i for i, item in enumerate(items) if item.stance]
    if rows:
        right = torch.tensor([STANCES.index(items[i].stance) for i in rows])
        total = total + nn.functional.cross_entropy(scores[rows, 2:], right, reduction="sum")
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
    steps = EPOCHS * -(-len(items) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.0, 1 - step / steps)
    )
    network.train()
    for _ in range(EPOCHS):
        # statements of about one length together, so that little is padded
        sized = sorted(items, key=lambda item: len(item.pieces.ids) + 30 * order.random())
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
    found = []
    with torch.no_grad():
        for item in items:
            found.append(network(*batch_of([item]))[0].numpy())
    return np.array(found)


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
    right = sum(STANCES[int(np.argmax(scores[i, 2:]))] == items[i].stance for i in told)
    yield f"stance: {right} of {len(told)} right"


def f1(chance: np.ndarray[Any, Any], right: np.ndarray[Any, Any], least: float) -> float:
    """F1 of what reaches a bar."""
    kept = chance >= least
    return float(2 * (kept & right).sum() / max(1, kept.sum() + right.sum()))


def folds_of(names: Iterable[str], folds: int) -> dict[str, int]:
    """Document → the part in which it is kept out."""
    shuffled = sorted(set(names))
    random.Random(SEED).shuffle(shuffled)
    return {name: number % folds for number, name in enumerate(shuffled)}


def export(network: StatementNetwork, path: Path) -> None:
    """The network as the ONNX file that :mod:`graphkit.language.statements` runs.

    The bias of ``checkable`` is moved by :data:`SHIFT`.
    """
    import onnx

    kept = nn.Linear(3 * HIDDEN, len(OUTPUTS))
    with torch.no_grad():
        kept.weight.copy_(network.head.weight[: len(OUTPUTS)])
        kept.bias.copy_(network.head.bias[: len(OUTPUTS)] + torch.tensor([0.0, SHIFT]))
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
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--validate", type=Path, help="where the networks of the parts are put")
    options = parser.parse_args()
    told = labels([options.rated, *options.more, *options.stances])
    paths = [options.texts / f"{name}.txt" for name in sorted(told)]
    tokenizer = encoder_weights()[1]
    items = [
        item
        for analysis in analyse(read(paths, refuse), Settings())
        for item in items_of(analysis, told[Path(analysis.document.id).stem], tokenizer)
    ]
    if options.folds:
        validate(items, options.folds, options.validate)
    options.out.mkdir(parents=True, exist_ok=True)
    export(train(items), options.out / "statements.onnx")


def validate(items: Sequence[Item], folds: int, folder: Path) -> None:
    """Train once a part, print what the others get, keep each network as ONNX."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folds_of((item.document for item in items), folds)
    scores = np.zeros((len(items), len(OUTPUTS) + len(STANCES)))
    for fold in range(folds):
        network = train([item for item in items if part[item.document] != fold])
        held = [i for i, item in enumerate(items) if part[item.document] == fold]
        scores[held] = scores_of(network, [items[i] for i in held])
        (folder / f"{fold}").mkdir(exist_ok=True)
        export(network, folder / f"{fold}" / "statements.onnx")
        done = [i for i, item in enumerate(items) if part[item.document] <= fold]
        for line in figures(scores[done], [items[i] for i in done]):
            click.echo(f"after part {fold + 1} of {folds}: {line}")


if __name__ == "__main__":
    main()
