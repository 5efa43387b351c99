"""A model that is played: it answers with what people marked, and a share of its answers is wrong.

The errors are those that models make: a word of a quote changed, a name that is not there, a
statement given to somebody else of the article, one made up around a sentence that is there, a
dispute turned round, yes for no, an answer that breaks off.  Which answers are wrong depends on
their content alone, so that every run makes the same.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from benchmarks.replay_server import Asked, Response
from graphkit.ids import content_hash
from graphkit.llm.quotes import Quotable
from graphkit.text.lexicon import fold

#: What may be wrong with a statement.
_SPOILED = ("changed quote", "invented name", "wrong speaker", "made up", "left out")
Row = dict[str, Any]


@dataclass
class Gold:
    """What people marked in one article."""

    text: str
    #: Each with content, source, cue (spans), speaker (name or None), better (texts).
    statements: list[Row] = field(default_factory=list)
    #: Each with by (index of a statement or None), against (spans), cue, why, by_name.
    disputes: list[Row] = field(default_factory=list)
    #: All names of an entity, folded → the one it is known by.
    names: dict[str, str] = field(default_factory=dict)
    #: Whether people marked disputes, and speakers, in it at all.
    disputed: bool = False
    spoken: bool = False


def _inside(one: list[int], start: int, end: int) -> bool:
    return start <= one[0] and one[1] <= end


def _overlap(one: str, other: str) -> float:
    a, b = set(fold(one).split()), set(fold(other).split())
    return len(a & b) / max(1, min(len(a), len(b)))


class Replay:
    """Answers requests; ``wrong`` is the share of entries that are spoiled."""

    def __init__(self, articles: list[Gold], wrong: float) -> None:
        self.articles = articles
        self.wrong = wrong
        #: What was spoiled, and what was told, by kind.
        self.spoiled: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self._lock = Lock()

    def __call__(self, asked: Asked) -> Response | str:
        rng = random.Random(content_hash(asked.kind, json.dumps(asked.message, sort_keys=True)))
        if asked.kind == "extract":
            answer: Row = self._extract(asked.message, rng)
        else:
            how = getattr(self, f"_{asked.kind}")
            rows = [how(question, asked.message, rng) for question in asked.message["questions"]]
            for question, row in zip(asked.message["questions"], rows, strict=True):
                row["id"] = question["id"]
            answer = {"answers": rows}
        text = json.dumps(answer, ensure_ascii=False)
        if rng.random() < self.wrong / 10:
            self._count("a cut answer")
            return Response(text[: len(text) // 2], finish="length")
        return text

    def _count(self, what: str) -> None:
        with self._lock:
            self.spoiled[what] += 1

    def _is_wrong(self, rng: random.Random, kind: str) -> bool:
        with self._lock:
            self.told[kind] += 1
        return rng.random() < self.wrong

    def _article(self, words: str) -> tuple[Gold, int] | None:
        """The article that a passage is from, and where it starts."""
        for gold in self.articles:
            at = gold.text.find(words.partition(" […] ")[0])
            if at >= 0:
                return gold, at
        return None

    # extraction

    def _extract(self, message: Row, rng: random.Random) -> Row:
        found = self._article(message["article"])
        if found is None:
            return {"statements": [], "disputes": [], "citations": []}
        gold, start = found
        end = start + len(message["article"])
        held = {
            i: one
            for i, one in enumerate(gold.statements)
            if all(_inside(s, start, end) for s in [*one["content"], *one["source"], *one["cue"]])
        }
        statements = []
        for number, one in held.items():
            row = self._statement(gold, number, one, message["names"])
            if self._is_wrong(rng, "statement"):
                row = self._spoil(row, message, rng)
            if row:
                statements.append(row)
        disputes = list(self._told_disputes(gold, held, statements, rng))
        return {"statements": statements, "disputes": disputes, "citations": []}

    def _statement(self, gold: Gold, number: int, one: Row, names: list[str]) -> Row:
        text = gold.text
        return {
            "id": f"s{number}",
            "source": " ".join(text[s:e] for s, e in one["source"][:1]),
            "cue": " ".join(text[s:e] for s, e in one["cue"][:1]),
            "content": [text[s:e] for s, e in one["content"]],
            "speaker": _known(one["speaker"], gold, names),
            "claims": one["better"],
        }

    def _spoil(self, row: Row, message: Row, rng: random.Random) -> Row | None:
        """A statement with an error in it; None for one that is left out."""
        kind = rng.choice(
            ("changed quote", "invented name", "wrong speaker", "made up", "left out")
        )
        self._count(f"statement: {kind}")
        row = {**row, "id": f"{row['id']} {kind}"}
        others = [name for name in message["names"] if name != row["speaker"]]
        if kind == "left out":
            return None
        if kind == "changed quote":
            words = row["content"][0].split()
            words[rng.randrange(len(words))] = rng.choice(("reportedly", "never", "quietly"))
            return {**row, "content": [" ".join(words), *row["content"][1:]]}
        if kind == "invented name":
            return {**row, "speaker": "Edgar Quillfeather"}
        if kind == "wrong speaker" and others:
            return {**row, "speaker": rng.choice(others)}
        sentences = [s for s in message["article"].split(". ") if 5 < len(s.split()) < 40]
        if not sentences or not others:
            return None
        name = rng.choice(others)
        return {
            **row,
            "source": name,
            "cue": "said",
            "content": [rng.choice(sentences)],
            "speaker": name,
            "claims": [],
        }

    def _told_disputes(
        self, gold: Gold, held: dict[int, Row], statements: list[Row], rng: random.Random
    ) -> Iterator[Row]:
        text = gold.text
        ids = {int(row["id"].split()[0][1:]): row["id"] for row in statements}
        for one in gold.disputes:
            by, against = one["by"], one["against"]
            if not against or (by is not None and by not in held):
                continue
            words = one["cue"].split(" ... ")[0].split("…")[0]
            row = {
                "by": None if by is None else ids.get(by, ""),
                "why": one["why"],
                "words": words if one["why"] != "contradiction" else "",
                "assertion": text[slice(*against[0])],
            }
            if self._is_wrong(rng, "dispute"):
                kind = rng.choice(("turned round", "another assertion", "left out"))
                self._count(f"dispute: {kind}")
                if kind == "left out" or not held:
                    continue
                other = rng.choice(sorted(held))
                row["by"] = ids.get(other, "")
                row["why"] = "denial"
                row["words"] = " ".join(text[s:e] for s, e in held[other]["cue"][:1])
                if kind == "turned round" and by is not None:
                    row["assertion"] = text[slice(*held[by]["content"][0])]
            yield row

    # judging

    def _speakers(self, question: Row, message: Row, rng: random.Random) -> Row:
        found = self._article(question["passage"])
        name = None
        if found and found[0].spoken:
            name = self._speaker(*found, question, message["names"])
        if name and self._is_wrong(rng, "answer on a speaker"):
            self._count("answer on a speaker")
            name = rng.choice([one for one in message["names"] if one != name] or [name])
        return _naming(name, question["passage"])

    def _speaker(self, gold: Gold, start: int, question: Row, names: list[str]) -> str | None:
        """Who says the statement that stands where the question's does."""
        words = question["statement"].partition(" … ")[0]
        at = gold.text.find(words, start)
        if at < 0:
            return None
        asked = set(range(at, at + len(words)))
        best: tuple[float, str | None] = (0.5, None)
        for one in gold.statements:
            held = {i for s, e in one["content"] for i in range(s, e)}
            share = len(asked & held) / len(asked | held)
            if share > best[0]:
                best = share, _known(one["speaker"], gold, names)
        return best[1]

    def _disputes(self, question: Row, _: Row, rng: random.Random) -> Row:
        found = self._article(question["passage"])
        if found is None or not found[0].disputed:
            return {"answer": "unsure", "words": ""}
        gold = found[0]
        yes = any(
            _overlap(question["assertion"], gold.text[slice(*span)]) > 0.7
            and (not one["cue"] or _overlap(one["cue"], question["words"]) > 0.5)
            for one in gold.disputes
            for span in one["against"]
        )
        if self._is_wrong(rng, "answer on a dispute"):
            self._count("answer on a dispute")
            yes = not yes
        return {"answer": "yes" if yes else "no", "words": " ".join(question["words"].split()[:6])}

    def _pairs(self, *_: Any) -> Row:
        return {"answer": "unsure", "words": ""}  # nobody marked them

    def _wordings(self, question: Row, message: Row, rng: random.Random) -> Row:
        found = self._article(question["passage"])
        if found is None:
            return {"answer": "unknown", "words": ""}
        texts = [text for one in found[0].statements for text in one["better"] if "[" in text]
        best = max(texts, key=lambda text: _overlap(text, question["text"]), default="")
        if not best or _overlap(best, question["text"]) < 0.7:
            return {"answer": "unknown", "words": ""}
        name = best.partition("[")[2].partition("]")[0]
        known = _known(name, found[0], message["names"]) or name
        best = best.replace(f"[{name}]", f"[{known}]")
        if self._is_wrong(rng, "answer on a wording"):
            self._count("answer on a wording")
            other = rng.choice(message["names"] or [""])
            best = best.replace(f"[{known}]", f"[{other}]")
            known = other
        return {**_naming(known, question["passage"]), "answer": best}

    def _merges(self, question: Row, _: Row, rng: random.Random) -> Row:
        for gold in self.articles:
            first = gold.names.get(fold(question["first"]))
            second = gold.names.get(fold(question["second"]))
            if first and second:
                same = first == second
                if self._is_wrong(rng, "answer on a merge"):
                    self._count("answer on a merge")
                    same = not same
                words = question["first_in"][0].split()[:5]
                return {"answer": "same" if same else "different", "words": " ".join(words)}
        return {"answer": "unsure", "words": ""}


def _known(name: str | None, gold: Gold, names: list[str]) -> str | None:
    """The one of some names that stands for an entity of the gold, by name or by surname."""
    if not name:
        return None
    goes_by = {key for key, known in gold.names.items() if known == name} | {fold(name)}
    for held in names:
        if fold(held) in goes_by:
            return held
    last = [held for held in names if fold(held).split()[-1:] == fold(name).split()[-1:]]
    return last[0] if len(last) == 1 else name


def _naming(name: str | None, passage: str) -> Row:
    """An answer with the words of the passage that name somebody, if any do."""
    text = Quotable(passage)
    for words in (name, name.split()[-1]) if name else ():
        if text.places(words):
            return {"answer": name, "words": words}
    return {"answer": "unknown", "words": ""}
