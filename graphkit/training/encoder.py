"""The published weights of the encoder, from the pip package that carries them."""

from __future__ import annotations

import importlib.util
import zipfile
from pathlib import Path

import torch
from safetensors.torch import load
from tokenizers import Tokenizer

from graphkit.errors import MissingExtraError

#: MiniLM-L6-H384-uncased as tuned for sentences (Apache-2.0), 22 M parameters.
PACKAGE = "all_minilm_l6_v2"


def _archive() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise MissingExtraError("training", "train")
    return Path(spec.origin).parent / "model.zip"


def read_tokenizer() -> Tokenizer:
    """The encoder's wordpiece tokeniser, without truncation or padding."""
    with zipfile.ZipFile(_archive()) as archive:
        tokenizer = Tokenizer.from_str(archive.read("tokenizer.json").decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encoder_weights() -> tuple[dict[str, torch.Tensor], Tokenizer]:
    """The encoder's tensors by their published names, and its tokeniser."""
    with zipfile.ZipFile(_archive()) as archive:
        tensors = load(archive.read("model.safetensors"))
    return tensors, read_tokenizer()
