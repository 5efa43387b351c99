"""The attribution tagger: for each word its roles, and where it points for its source and cue.

The network is described in graphkit/training/network.py and shipped as ONNX
(graphkit/data/tagger, with its model card).  It runs on onnxruntime; torch is for training only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
#: The roles in the order of the label heads; the first two are what pointers point to.
SOURCE, CUE, CONTENT = range(3)
OUT, BEGIN, IN = range(3)
#: Windows computed at once: their lengths differ little, since they are sorted.
WINDOWS_A_RUN = 4


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
    probability of OUT, BEGIN and IN, shape (words, 3 roles, 3 labels).
    """

    starts: Ints
    ends: Ints
    log: Floats
    links: tuple[Links, ...]

    def spans(self, ranges: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        """Ranges of words, end exclusive, as offsets into the text."""
        return tuple(Span(int(self.starts[low]), int(self.ends[high - 1])) for low, high in ranges)


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return out


class Tagger:
    """The network and its tokeniser, loaded once."""

    def __init__(self, folder: Path = DATA, threads: int = 0) -> None:
        """``threads``: for one product of matrices, 0 for one a core."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Threads that spin while they wait take the processor from spaCy, which runs beside.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        model = folder / "tagger.onnx"
        try:
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self.session = onnxruntime.InferenceSession(
                str(model), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise nothing narrower
            raise ModelError(f"the tagger in {folder} cannot be loaded: {error}") from error

    def tag(self, texts: Sequence[str]) -> list[Roles]:
        """The roles in each text.  Windows of all texts are computed in order of length."""
        read = [read_words(text, self.tokenizer) for text in texts]
        jobs = [(number, window) for number, words in enumerate(read) for window in windows(words)]
        jobs.sort(key=lambda job: job[1].end - job[1].start)
        logs = [np.zeros((len(words), 3, 3), dtype=np.float32) for words in read]
        links: list[list[Links]] = [[] for _ in read]
        for at in range(0, len(jobs), WINDOWS_A_RUN):
            for number, low, log, link in self._run(read, jobs[at : at + WINDOWS_A_RUN]):
                logs[number][low : low + len(log)] = log
                links[number].append(link)
        return [
            Roles(words.starts, words.ends, log, tuple(sorted(link, key=lambda part: part.low)))
            for words, log, link in zip(read, logs, links, strict=True)
        ]

    def _run(
        self, read: list[Words], jobs: list[tuple[int, Window]]
    ) -> Iterator[tuple[int, int, Floats, Links]]:
        length = 2 + max(window.end - window.start for _, window in jobs)
        pieces = np.zeros((len(jobs), length), dtype=np.int64)
        features = np.zeros((len(jobs), length, 3), dtype=np.int64)
        mask = np.zeros((len(jobs), length), dtype=np.int64)
        for row, (number, window) in enumerate(jobs):
            words, size = read[number], window.end - window.start
            pieces[row, 0], pieces[row, size + 1] = CLS, SEP
            pieces[row, 1 : size + 1] = words.pieces[window.start : window.end]
            numbers = words.piece_word[window.start : window.end]
            features[row, 1 : size + 1] = words.features[numbers]
            mask[row, : size + 2] = 1
        labels, pointers = self.session.run(
            None, {"pieces": pieces, "features": features, "mask": mask}
        )
        for row, (number, window) in enumerate(jobs):
            yield (number, *_read_window(read[number], window, labels[row], pointers[row]))


def _read_window(
    words: Words, window: Window, labels: Floats, pointers: Floats
) -> tuple[int, Floats, Links]:
    """Wordpieces to words: scores are read where a word starts, pointers summed over words."""
    numbers = words.piece_word[window.start : window.end]
    heads = np.flatnonzero(np.concatenate([[True], numbers[1:] != numbers[:-1]]))
    inside = heads[(heads >= window.low - window.start) & (heads < window.high - window.start)]
    log = _log_softmax(labels[1 + inside].reshape(-1, 3, 3))
    # A pointer may fall on any wordpiece that starts a word; padding has no mass.
    columns = np.concatenate([[0], 1 + heads])
    mass = np.exp(_log_softmax(pointers[:, 1 + inside][:, :, columns]))
    low = int(numbers[inside[0]]) if len(inside) else int(numbers[0])
    first = int(numbers[0])
    links = Links(low, low + len(inside), first, first + len(heads), mass)
    return low, log, links


@lru_cache(maxsize=2)
def load_tagger(folder: Path = DATA, threads: int = 0) -> Tagger:
    """The tagger of that folder, loaded once a process."""
    return Tagger(folder, threads)
