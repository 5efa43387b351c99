"""The attribution tagger: for each word its roles, and where it points for its source and cue.

The network is described in graphkit/training/network.py and shipped as ONNX
(graphkit/data/tagger, with its model card).  It runs on onnxruntime; torch is for training only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from graphkit.errors import ModelError
from graphkit.language.features import Ints, Window, Words, read_words, windows
from graphkit.model import Span

Floats = npt.NDArray[np.float32]

DATA = Path(__file__).parent.parent / "data" / "tagger"
CLS, SEP = 101, 102
#: Width of the encoder's states.
HIDDEN = 384
#: The roles in the order of the label heads; the first two are what pointers point to.
SOURCE, CUE, CONTENT = range(3)
OUT, BEGIN, IN = range(3)


@dataclass(frozen=True, slots=True)
class Links:
    """Pointers of the words ``low:high`` of a text over the words ``first:last`` of a window.

    ``mass[p, i, 0]`` is the probability that word ``low + i`` has no source (``p`` = SOURCE) or
    no cue (CUE), ``mass[p, i, 1 + j]`` that word ``first + j`` is part of it.
    """

    low: int
    high: int
    first: int
    last: int
    mass: Floats


@dataclass(frozen=True, slots=True)
class Roles:
    """What the tagger sees in a text.

    ``starts`` and ``ends`` are the words' code point offsets; ``log`` has the logarithm of the
    probability of OUT, BEGIN and IN, shape (words, 3 roles, 3 labels).  ``hidden`` is the
    encoder's last state at each word's first wordpiece, shape (words, 384): what small heads read.
    """

    starts: Ints
    ends: Ints
    log: Floats
    links: tuple[Links, ...]
    hidden: Floats

    def spans(self, ranges: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        """Ranges of words, end exclusive, as offsets into the text."""
        return tuple(Span(int(self.starts[low]), int(self.ends[high - 1])) for low, high in ranges)


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return out


class Tagger:
    """The network and its tokeniser, loaded once."""

    def __init__(self, folder: Path = DATA) -> None:
        """Load both from the folder; raises ModelError."""
        options = onnxruntime.SessionOptions()
        # One thread a window: several windows at once are faster than several threads on one,
        # and what is computed does not depend on how many processors there are.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        model = folder / "tagger.onnx"
        try:
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self.session = onnxruntime.InferenceSession(
                str(model), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise nothing narrower
            raise ModelError(f"the tagger in {folder} cannot be loaded: {error}") from error

    def begin(self, text: str, pool: Executor) -> Callable[[], Roles]:
        """Start tagging a text in the pool's threads; what is returned waits for its roles."""
        words = read_words(text, self.tokenizer)
        parts = [pool.submit(self._run, words, window) for window in windows(words)]

        def roles() -> Roles:
            log = np.zeros((len(words), 3, 3), dtype=np.float32)
            hidden = np.zeros((len(words), HIDDEN), dtype=np.float32)
            links = []
            for part in parts:
                low, own, states, link = part.result()
                log[low : low + len(own)] = own
                hidden[low : low + len(own)] = states
                links.append(link)
            return Roles(words.starts, words.ends, log, tuple(links), hidden)

        return roles

    def _run(self, words: Words, window: Window) -> tuple[int, Floats, Floats, Links]:
        """The first word of the window's own part, its words' labels, states and pointers.

        A window is computed alone: without padding, and always the same whatever else is read.
        """
        numbers = words.piece_word[window.start : window.end]
        size = len(numbers)
        pieces = np.zeros((1, size + 2), dtype=np.int64)
        pieces[0, 0], pieces[0, -1] = CLS, SEP
        pieces[0, 1:-1] = words.pieces[window.start : window.end]
        features = np.zeros((1, size + 2, 3), dtype=np.int64)
        features[0, 1:-1] = words.features[numbers]
        feed = {"pieces": pieces, "features": features, "mask": np.ones_like(pieces)}
        labels, pointers, hidden = self.session.run(["labels", "pointers", "hidden"], feed)
        return _read_window(words, window, labels[0], pointers[0], hidden[0])


def _read_window(
    words: Words, window: Window, labels: Floats, pointers: Floats, hidden: Floats
) -> tuple[int, Floats, Floats, Links]:
    """Wordpieces to words: scores are read where a word starts, pointers summed over words."""
    numbers = words.piece_word[window.start : window.end]
    heads = np.flatnonzero(np.concatenate([[True], numbers[1:] != numbers[:-1]]))
    inside = heads[(heads >= window.low - window.start) & (heads < window.high - window.start)]
    log = _log_softmax(labels[1 + inside].reshape(-1, 3, 3))
    # A pointer may fall on any wordpiece that starts a word.
    columns = np.concatenate([[0], 1 + heads])
    mass = np.exp(_log_softmax(pointers[:, 1 + inside][:, :, columns]))
    low = int(numbers[inside[0]]) if len(inside) else int(numbers[0])
    first = int(numbers[0])
    links = Links(low, low + len(inside), first, first + len(heads), mass)
    return low, log, hidden[1 + inside], links


@lru_cache(maxsize=2)
def load_tagger(folder: Path = DATA) -> Tagger:
    """The tagger of that folder, loaded once a process."""
    return Tagger(folder)
