"""The tagger's network in torch: a BERT encoder, three label heads and two pointers.

Encoder: MiniLM-L6-H384-uncased (Wang et al. 2020), six layers, with three small feature
embeddings added to the wordpieces (case, gap, quotation state), zero at the start.

Label heads: B, I or O for each role at the first wordpiece of every word.

Pointers: from each word, a distribution over the words of the window for "my source" and "my
cue", the first wordpiece ([CLS]) meaning none: bilinear scores with a learnt bias by distance,
after the biaffine parsers of Dozat and Manning (2017).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from graphkit.language.features import FEATURE_SIZES

LAYERS, HIDDEN, HEADS, INNER = 6, 384, 12, 1536
VOCABULARY, POSITIONS = 30522, 512
LABELS = 9  # O, B and I for each of three roles
POINTERS = 2  # source, cue
POINTER_SIZE = 64
DISTANCES = 32
NONE = -1e4


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """``x``: (batch, length, hidden); ``bias``: (batch, 1, 1, length), NONE at padding."""
        batch, length, _ = x.shape
        q, k, v = (
            part.reshape(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2)
            for part in self.qkv(x).chunk(3, dim=-1)
        )
        if self.training:
            seen = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        else:  # spelt out, so that the exported graph has plain products only
            weights = q @ k.transpose(-1, -2) / math.sqrt(HIDDEN // HEADS) + bias
            seen = weights.softmax(dim=-1) @ v
        seen = seen.transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.norm1(x + self.dropout(self.out(seen)))
        inner = self.down(nn.functional.gelu(self.up(x)))
        return self.norm2(x + self.dropout(inner))


class Network(nn.Module):
    """Wordpieces and features to label scores and pointer scores."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.features = nn.ModuleList(nn.Embedding(size, HIDDEN) for size in FEATURE_SIZES)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.labels = nn.Linear(HIDDEN, LABELS)
        self.query = nn.Linear(HIDDEN, POINTERS * POINTER_SIZE)
        self.key = nn.Linear(HIDDEN, POINTERS * POINTER_SIZE)
        self.distance = nn.Embedding(DISTANCES, POINTERS)
        for embedding in (*self.features, self.distance):
            nn.init.zeros_(embedding.weight)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of labels (batch, length, 9) and pointers (batch, 2, length, length).

        ``pieces``: (batch, length) ids; ``features``: (batch, length, 3); ``mask``: (batch,
        length), 1 where there is a wordpiece, 0 where there is padding.
        """
        length = pieces.shape[1]
        order = torch.arange(length, device=pieces.device)
        x = self.words(pieces) + self.positions(order)
        for number, embedding in enumerate(self.features):
            x = x + embedding(features[..., number])
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * NONE
        for layer in self.layers:
            x = layer(x, bias)
        return self.labels(x), self._pointers(x, order) + bias

    def _pointers(self, x: Tensor, order: Tensor) -> Tensor:
        batch, length, _ = x.shape
        query = self.query(x).reshape(batch, length, POINTERS, POINTER_SIZE).permute(0, 2, 1, 3)
        key = self.key(x).reshape(batch, length, POINTERS, POINTER_SIZE).permute(0, 2, 3, 1)
        gap = order[None, :] - order[:, None]
        steps = (torch.log2(gap.abs().to(x.dtype) + 1.0) * 1.7).long().clamp(max=DISTANCES // 2 - 1)
        buckets = torch.where(gap < 0, steps, steps + DISTANCES // 2)
        near = self.distance(buckets).permute(2, 0, 1)
        return query @ key / math.sqrt(POINTER_SIZE) + near


def load_encoder(network: nn.Module, weights: dict[str, Tensor]) -> None:
    """Put the published weights of the encoder (Hugging Face names) into the network."""
    pick = weights.__getitem__
    with torch.no_grad():
        network.words.weight.copy_(pick("embeddings.word_embeddings.weight"))
        kind = pick("embeddings.token_type_embeddings.weight")[0]
        network.positions.weight.copy_(pick("embeddings.position_embeddings.weight") + kind)
        network.norm.weight.copy_(pick("embeddings.LayerNorm.weight"))
        network.norm.bias.copy_(pick("embeddings.LayerNorm.bias"))
        for number, layer in enumerate(network.layers):
            base = f"encoder.layer.{number}."
            parts = [base + f"attention.self.{part}." for part in ("query", "key", "value")]
            layer.qkv.weight.copy_(torch.cat([pick(part + "weight") for part in parts]))
            layer.qkv.bias.copy_(torch.cat([pick(part + "bias") for part in parts]))
            for ours, theirs in (
                (layer.out, "attention.output.dense."),
                (layer.norm1, "attention.output.LayerNorm."),
                (layer.up, "intermediate.dense."),
                (layer.down, "output.dense."),
                (layer.norm2, "output.LayerNorm."),
            ):
                ours.weight.copy_(pick(base + theirs + "weight"))
                ours.bias.copy_(pick(base + theirs + "bias"))
