"""Train the attribution tagger from a folder like PolNeAR's ``train``.

python -m graphkit.training.train --corpus TRAIN --out DIR [--hold-out 84] [--epochs 5]

Needs the extra ``train`` (torch, and the package that carries the encoder's published weights).
Runs on two CPU cores in about an hour; the seed is fixed, one run after another on the same
machine and thread count gives the same weights.  Writes ``tagger.pt`` after every epoch;
``python -m graphkit.training.export`` makes of it what the package ships.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from graphkit.evaluation.corpus import ROLES, Labelled, read_corpus
from graphkit.language.features import LINE, Ints, Words, read_words
from graphkit.training.encoder import encoder_weights
from graphkit.training.network import Network, load_encoder

CLS, SEP, PAD = 101, 102, 0
OUT, BEGIN, IN = range(3)
IGNORE = -100
#: Longest window in wordpieces: somewhat more than the tagger reads at once later.
LONGEST = 384


@dataclass(frozen=True, slots=True)
class Example:
    """A window: ids and features by wordpiece, labels at first wordpieces, and who is whose."""

    pieces: Ints
    features: Ints
    #: (length, 3): OUT, BEGIN or IN by role, IGNORE where no word starts.
    labels: Ints
    #: (length, 2): the number of the attribution whose source or cue this word should point to,
    #: -1 for "none" (source only), IGNORE where there is nothing to learn.
    wants: Ints
    #: (length, 2): the number of the attribution whose source or cue this word is part of; a
    #: source shared by several attributions has the number of the first.
    holds: Ints


@dataclass(frozen=True, slots=True)
class Targets:
    """A whole article by word: labels and pointer targets."""

    words: Words
    labels: Ints
    wants: Ints
    holds: Ints


def label(article: Labelled, tokenizer: Tokenizer) -> Targets:
    """The article's words with labels and pointer targets."""
    words = read_words(article.text, tokenizer)
    count = len(words)
    labels = np.zeros((count, 3), dtype=np.int64)
    wants = np.full((count, 2), IGNORE, dtype=np.int64)
    holds = np.full((count, 2), IGNORE, dtype=np.int64)

    def range_of(start: int, end: int) -> tuple[int, int]:
        low = int(np.searchsorted(words.ends, start, side="right"))
        return low, int(np.searchsorted(words.starts, end, side="left"))

    shared: dict[tuple[tuple[int, int], ...], int] = {}
    for number, mark in enumerate(article.attributions):
        owner = shared.setdefault(mark["source"], number) if mark["source"] else -1
        for role, name in enumerate(ROLES):
            for start, end in mark[name]:
                low, high = range_of(start, end)
                if low >= high:
                    continue
                labels[low:high, role] = IN
                labels[low, role] = BEGIN
                if role < 2:
                    holds[low:high, role] = owner if role == 0 else number
                if role > 0:
                    wants[low:high, 0] = owner
                if role == 2:
                    wants[low:high, 1] = number
    for start, end in article.discard:
        low, high = range_of(start, end)
        labels[low:high] = IGNORE
    return Targets(words, labels, wants, holds)


def _spread(values: Ints, numbers: Ints, heads: npt.NDArray[np.bool_]) -> Ints:
    """Values of words to wordpieces: at the first of each word, IGNORE elsewhere."""
    edge = np.full((1, values.shape[1]), IGNORE, dtype=np.int64)
    return np.concatenate([edge, np.where(heads[:, None], values[numbers], IGNORE), edge])


def cut(article: Targets, rng: random.Random) -> Iterator[Example]:
    """Windows that cover the article once, cut at paragraphs where one starts in time."""
    words = article.words
    first = np.concatenate([[True], words.piece_word[1:] != words.piece_word[:-1]])
    room = LONGEST - 2
    low, total = 0, len(words.pieces)
    while low < total:
        # A random length moves the cuts from epoch to epoch.
        limit = min(total, low + (room if total <= room else rng.randint(room * 2 // 3, room)))
        high = limit
        if limit < total:
            starts = [
                p
                for p in range(low + (limit - low) // 2, limit + 1)
                if first[p] and words.features[words.piece_word[p], 1] >= LINE
            ]
            high = starts[-1] if starts else limit
            while not first[high]:
                high -= 1
        numbers = words.piece_word[low:high]
        heads = first[low:high]

        edge = np.zeros((1, 3), dtype=np.int64)
        yield Example(
            np.concatenate([[CLS], words.pieces[low:high], [SEP]]),
            np.concatenate([edge, words.features[numbers], edge]),
            _spread(article.labels, numbers, heads),
            _spread(article.wants, numbers, heads),
            _spread(article.holds, numbers, heads),
        )
        low = high


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples padded to one length."""

    pieces: Tensor
    features: Tensor
    mask: Tensor
    labels: Tensor
    wants: Tensor
    holds: Tensor


def collate(examples: list[Example]) -> Batch:
    """Pad to the longest example."""
    length = max(len(example.pieces) for example in examples)

    def stack(arrays: list[Ints], fill: int) -> Tensor:
        shape = (len(arrays), length, *arrays[0].shape[1:])
        out = np.full(shape, fill, dtype=np.int64)
        for row, array in zip(out, arrays, strict=True):
            row[: len(array)] = array
        return torch.from_numpy(out)

    return Batch(
        stack([e.pieces for e in examples], PAD),
        stack([e.features for e in examples], 0),
        stack([np.ones(len(e.pieces), dtype=np.int64) for e in examples], 0),
        stack([e.labels for e in examples], IGNORE),
        stack([e.wants for e in examples], IGNORE),
        stack([e.holds for e in examples], IGNORE),
    )


def batches(examples: list[Example], size: int, rng: random.Random) -> list[Batch]:
    """Shuffled batches of examples of about one length."""
    rng.shuffle(examples)
    out = []
    pool = size * 24
    for at in range(0, len(examples), pool):
        part = sorted(examples[at : at + pool], key=lambda e: len(e.pieces))
        out += [collate(part[i : i + size]) for i in range(0, len(part), size)]
    rng.shuffle(out)
    return out


def pointer_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Minus log of the probability that falls on the right words, averaged over pointing words.

    The right words are all words of the source (cue) of the word's attribution, or [CLS] where
    there is none; a word whose source lies outside the window teaches nothing.
    """
    total = scores.new_zeros(())
    for role in range(2):
        wants, holds = batch.wants[..., role], batch.holds[..., role]
        right = (wants[:, :, None] == holds[:, None, :]) & (holds[:, None, :] >= 0)
        right[:, :, 0] = wants == -1
        teaches = (wants != IGNORE) & right.any(dim=-1)
        if not teaches.any():
            continue
        log = scores[:, role].log_softmax(dim=-1)
        mass = log.masked_fill(~right, -1e9).logsumexp(dim=-1)
        total = total - mass[teaches].mean()
    return total


def role_loss(scores: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy of the three roles, averaged over words and summed over roles."""
    shape = (*scores.shape[:2], 3, 3)
    return 3 * nn.functional.cross_entropy(
        scores.reshape(shape).flatten(0, 2), labels.flatten(), ignore_index=IGNORE
    )


def parameter_groups(network: Network, rate: float, head_rate: float) -> list[dict[str, object]]:
    """The encoder at ``rate``, a little less each layer down; the new parts at ``head_rate``."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if name.startswith(("labels", "query", "key", "distance", "features")):
            lr = head_rate
        elif name.startswith("layers."):
            lr = rate * 0.93 ** (5 - int(name.split(".")[1]))
        else:
            lr = rate * 0.93**6
        decay = 0.0 if parameter.ndim == 1 else 0.01
        groups.setdefault((lr, decay), []).append(parameter)
    return [{"params": p, "lr": lr, "weight_decay": d} for (lr, d), p in groups.items()]


def train(
    articles: list[Labelled], out: Path, *, epochs: int, size: int, rate: float, seed: int
) -> None:
    """Train from the published encoder and write ``out/tagger.pt`` after every epoch."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    weights, tokenizer = encoder_weights()
    network = Network()
    load_encoder(network, weights)
    network.train()
    labelled = [label(article, tokenizer) for article in articles]
    plan = [
        batches([e for article in labelled for e in cut(article, rng)], size, rng)
        for _ in range(epochs)
    ]
    steps = sum(map(len, plan))
    optimizer = torch.optim.AdamW(parameter_groups(network, rate, 1e-3), betas=(0.9, 0.98))
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
    )
    out.mkdir(parents=True, exist_ok=True)
    began, step = time.monotonic(), 0
    for epoch, turn in enumerate(plan, 1):
        seen = [0.0, 0.0, 0]
        for batch in turn:
            scores, pointers = network(batch.pieces, batch.features, batch.mask)
            roles, links = role_loss(scores, batch.labels), pointer_loss(pointers, batch)
            loss = roles + 0.3 * links
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            seen = [seen[0] + float(roles.detach()), seen[1] + float(links.detach()), seen[2] + 1]
            if step % 20 == 0:
                spent = time.monotonic() - began
                sys.stderr.write(
                    f"epoch {epoch} step {step}/{steps} labels {seen[0] / seen[2]:.4f} "
                    f"links {seen[1] / seen[2]:.4f} {spent:.0f}s of {spent / step * steps:.0f}s\n"
                )
                seen = [0.0, 0.0, 0]
        beside = out / "tagger.pt.part"
        torch.save(network.state_dict(), beside)
        beside.replace(out / "tagger.pt")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, help="with text/, attributions/")
    parser.add_argument("--out", type=Path, required=True, help="folder for tagger.pt")
    parser.add_argument("--hold-out", type=int, default=0, help="leave out the last N articles")
    parser.add_argument("--only", type=int, default=0, help="use N articles, to try out")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--size", type=int, default=8, help="windows a step")
    parser.add_argument("--rate", type=float, default=1.6e-4, help="highest rate of the encoder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    articles = list(read_corpus(options.corpus).documents.values())
    if options.hold_out:
        articles = articles[: -options.hold_out]
    if options.only:
        articles = articles[: options.only]
    train(
        articles,
        options.out,
        epochs=options.epochs,
        size=options.size,
        rate=options.rate,
        seed=options.seed,
    )


if __name__ == "__main__":
    main()
