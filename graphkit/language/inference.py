"""A model of natural language inference, read from a folder: can two statements both be true?

None is shipped.  A folder with ``model.onnx``, ``tokenizer.json`` and ``config.json``, as the
usual exporters of cross-encoders write them, is enough; nothing is fetched.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from graphkit.errors import ModelError

#: Wordpieces of both statements together; longer ones lose their ends.
LONGEST = 256


class Inference:
    """Called with pairs of statements, it returns for each the probability of a contradiction.

    A pair is read both ways round, and the mean is taken: who speaks first does not matter.
    """

    def __init__(self, folder: Path) -> None:
        """Load the model; raises ModelError for a folder that holds none."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        try:
            labels = json.loads((folder / "config.json").read_text("utf-8"))["id2label"]
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self.session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the libraries raise nothing narrower
            raise ModelError(
                f"no NLI model in {folder}: {error}. It needs model.onnx, "
                "tokenizer.json and config.json with id2label"
            ) from error
        names = _numbers(folder, labels)
        if "contradiction" not in names:
            raise ModelError(
                f"{folder}/config.json: id2label has no contradiction: {sorted(names)}"
            )
        self._label = names["contradiction"]
        self._inputs = {given.name for given in self.session.get_inputs()}
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The probability, 0 to 1, that the two of each pair contradict each other."""
        return [(self._one(one, other) + self._one(other, one)) / 2 for one, other in pairs]

    def _one(self, premise: str, hypothesis: str) -> float:
        encoding = self.tokenizer.encode(premise, hypothesis)
        fields = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        feed = {
            name: np.array([values], dtype=np.int64)
            for name, values in fields.items()
            if name in self._inputs
        }
        scores = [float(score) for score in self.session.run(None, feed)[0][0]]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        return powers[self._label] / sum(powers)


def _numbers(folder: Path, labels: Any) -> dict[str, int]:
    """Label in small letters → its number, from id2label; raises ModelError where it is none."""
    try:
        return {str(name).casefold(): int(number) for number, name in labels.items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise ModelError(
            f'{folder}/config.json: id2label must be like {{"0": "entailment"}}: {error}'
        ) from error
