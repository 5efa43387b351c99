"""What a second small network tells of one statement: is it a claim, checkable, a dispute.

It reads the statement with a little of the text around it; each wordpiece is told whether it is
content, cue or source.  The network is described in graphkit/training/statements.py and shipped as
ONNX (graphkit/data/statements, with its model card).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from graphkit.errors import ModelError
from graphkit.language.tagger import CLS, DATA, SEP, Floats
from graphkit.model import Span

__all__ = ["OUTPUTS", "Judged", "Pieces", "Statement", "StatementReader", "encode", "load_reader"]

Ints = npt.NDArray[np.int64]

FOLDER: Final = DATA.parent / "statements"
#: What is told, in this order.
OUTPUTS: Final = ("claim", "checkable", "disputes", "untrue")
#: What a wordpiece belongs to.
OTHER, CONTENT, CUE, SOURCE = range(4)
#: Wordpieces of a statement with what stands around it, the two special ones left aside.
LONGEST: Final = 128
#: Characters before and behind that are read too, and how far off a cue or source may stand.
AROUND: Final = 120
FAR: Final = 240


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of one statement in a text: what is said, the cue, the source; any may be empty."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A statement as the network reads it: wordpieces and what each belongs to."""

    ids: Ints
    parts: Ints


@dataclass(frozen=True, slots=True)
class Judged:
    """Chances, 0 to 1."""

    #: That it is a claim, and that such a claim is checkable.
    claim: float
    checkable: float
    #: That it disputes an assertion, and that the article itself calls it untrue.
    disputes: float
    untrue: float


def encode(text: str, statement: Statement, tokenizer: Tokenizer) -> Pieces:
    """The wordpieces of a statement, from a little before its parts to a little behind them.

    Where that is too long, the end is cut off.
    """
    start, end = statement.content[0].start, statement.content[-1].end
    near = [
        span
        for span in (*statement.cue, *statement.source)
        if span.start - end <= FAR and start - span.end <= FAR
    ]
    low = max(0, min([start, *(span.start for span in near)]) - AROUND)
    high = max([end, *(span.end for span in near)]) + AROUND
    read = tokenizer.encode(text[low:high], add_special_tokens=False)
    ids = np.array([CLS, *read.ids[:LONGEST], SEP], dtype=np.int64)
    parts = np.zeros(len(ids), dtype=np.int64)
    for part, spans in (
        (CONTENT, statement.content),
        (SOURCE, statement.source),
        (CUE, statement.cue),
    ):
        for number, (first, last) in enumerate(read.offsets[:LONGEST], 1):
            if any(s < low + last and low + first < e for s, e in spans):
                parts[number] = part
    return Pieces(ids, parts)


class StatementReader:
    """The network and its tokeniser, loaded once."""

    def __init__(self, folder: Path = FOLDER, tokenizer: Path = DATA / "tokenizer.json") -> None:
        """Load both; raises ModelError.  The tokeniser is the tagger's."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        try:
            self.tokenizer = Tokenizer.from_file(str(tokenizer))
            self.session = onnxruntime.InferenceSession(
                str(folder / "statements.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise nothing narrower
            raise ModelError(f"the model in {folder} cannot be loaded: {error}") from error

    def judge(self, text: str, statements: Sequence[Statement]) -> list[Judged]:
        """What is most likely of each statement of one text.

        Each is computed alone, so that nothing depends on what else is read.
        """
        return [self._judge(encode(text, one, self.tokenizer)) for one in statements]

    def _judge(self, pieces: Pieces) -> Judged:
        feed = {"pieces": pieces.ids[None], "parts": pieces.parts[None]}
        scores: Floats = self.session.run(["scores"], feed)[0][0]
        chances = 1.0 / (1.0 + np.exp(-scores.astype(np.float64)))
        return Judged(*map(float, chances))


@lru_cache(maxsize=1)
def load_reader() -> StatementReader:
    """The reader that is shipped, loaded once a process."""
    return StatementReader()
