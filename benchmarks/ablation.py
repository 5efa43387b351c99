"""What each rule gains: leave out one family after the other, and see what the figures do.

    python -m benchmarks.ablation --polnear POLNEAR --scorers DIR --gold DIR --cache DIR
        [--real DIR]... [--disputes N] [--claims N] [--only PATTERN]... [--together NAME,NAME]...
        [--processes N] [--out table.md]

POLNEAR has ``train`` and ``dev``; ``--gold`` holds speakers_train.json, disputes_train.json and
claims_rated.jsonl, ``--scorers`` the programs that score them: score_speakers.py and the like, with
a function ``score``.  Articles of ``--real`` have no labels: told is in how many of them anything
changes.  ``--cache`` keeps what spaCy and the tagger see of each article; made on first use.

What is left out is named in :mod:`benchmarks.ablation_switches`.  Only steps that a switch touches,
and those that read what it changed, are run again, so that a row takes seconds.  Statements,
speakers and disputes are scored article by article; speakers' ids over their articles together.

A change is the figure without the rule less the figure with it, in points (hundredths), with the
5 % and 95 % quantiles of the paired difference over articles drawn again with replacement (Efron
1979).  A rule is worth keeping where some figure falls by more than that noise.
"""

from __future__ import annotations

import argparse
import fnmatch
import gc
import importlib.util
import json
import multiprocessing
import pickle
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import networkx as nx
import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

import graphkit.extractors as extractors
from benchmarks.ablation_switches import SWITCHES, StaleError, Switch, lines_of, without
from graphkit.evaluation import Corpus, Labelled, Roles, read_corpus, score
from graphkit.exporters.attributions import attribution_lines
from graphkit.graph import build_graph
from graphkit.language import Analysis, analyse
from graphkit.language.analysis import load_spacy
from graphkit.model import Extraction
from graphkit.readers import read
from graphkit.readers.heads import read_head
from graphkit.resolve import resolve
from graphkit.settings import Settings

#: Articles at the end of PolNeAR's training part that the tagger did not learn from.
HELD_OUT: Final = 84
DRAWS: Final = 2_000
#: Not steps of the extractors: what a reader makes of a plain text's first lines, what every
#: analysis finds once in its text, and what joins and relates.
READ_HEAD: Final = "read_head"
TEXT: Final = "text"
RESOLVE: Final = "resolve"
#: The step that the tagger's output goes through.  Articles that it has learnt from are left out
#: where a switch touches it, but for the few whose speakers are marked.
LEARNT: Final = "find_attributions"

Floats = npt.NDArray[np.float64]
#: Figure → counts of one article, in the order that its kind wants.
Counts = dict[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One column of the table: how it comes from the sums of articles' counts."""

    name: str
    kind: str
    #: -1 where less is better.
    sign: int = 1

    def of(self, sums: Floats) -> Floats:
        """The figure, 0 to 1, of each row of sums."""
        a = sums.T
        if self.kind == "f1":  # right, found, gold
            return _share(2 * a[0], a[1] + a[2])
        if self.kind == "ratio":
            return _share(a[0], a[1])
        # right and wrong of those found, found of gold: two ways of counting, as pairs are
        precision, recall = _share(a[0], a[0] + a[1]), _share(a[2], a[3])
        return _share(2 * precision * recall, precision + recall)


def _share(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _attribution_figures(part: str) -> list[Figure]:
    names = ("who said what", "quoted", "indirect", "content tokens")
    return [Figure(f"{part} {name}", "f1") for name in names]


#: "b3" is over articles together and has no counts: see :meth:`Bench.noise_of_clusters`.
FIGURES: Final[tuple[Figure, ...]] = (
    *_attribution_figures("dev"),
    *_attribution_figures("84"),
    Figure("speaker of found", "ratio"),
    Figure("speaker of all", "ratio"),
    Figure("pronouns", "ratio"),
    Figure("nominals", "ratio"),
    Figure("unnamed named", "ratio", -1),
    Figure("b3", "clusters"),
    Figure("entities", "f1"),
    Figure("disputes F1", "pairs"),
    Figure("disputes P", "ratio"),
    Figure("claims", "f1"),
    Figure("claims' wording", "ratio"),
    Figure("claims' split", "ratio"),
    Figure("claims' speaker", "ratio"),
)
_MEASURES: Final = (
    ("who said what", "attribution", "who_said_what"),
    ("quoted", "quoted", "who_said_what"),
    ("indirect", "indirect", "who_said_what"),
    ("content tokens", "content", "token"),
)


def load(folder: Path, name: str) -> ModuleType:
    """A scorer, which is a program outside the repository; those beside it can be imported."""
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder / name}.py: no such scorer")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def analysed(paths: Sequence[Path], cache: Path | None, settings: Settings) -> Iterator[Analysis]:
    """The analyses of files, from the cache where they are there; the cache is filled."""
    missing = [path for path in paths if cache is None or not _cached(cache, path).exists()]
    found: dict[str, Analysis] = {}
    for analysis in analyse(read(missing, print), settings) if missing else ():
        if cache is None:
            found[analysis.document.id] = analysis
            continue
        cache.mkdir(parents=True, exist_ok=True)
        kept = (analysis.document, analysis.roles, analysis.doc.to_bytes())
        (cache / f"{analysis.document.id}.pkl").write_bytes(pickle.dumps(kept))
    vocab = load_spacy(settings.spacy_model).vocab
    for path in paths:
        if path.name in found:
            yield found[path.name]
        elif cache is not None and _cached(cache, path).exists():
            document, roles, doc = pickle.loads(_cached(cache, path).read_bytes())
            yield Analysis(document, Doc(vocab).from_bytes(doc), roles)


def _cached(cache: Path, path: Path) -> Path:
    return cache / f"{path.name}.pkl"


class Steps:
    """The extractors' steps, each run again only where a switch or its input says so."""

    def __init__(self) -> None:
        self.touched: frozenset[str] = frozenset()
        self.recording = True
        #: The document that is being read.
        self.document = ""
        #: Step → documents that it is not run on, for nothing that it finds there is scored.
        self.idle: dict[str, frozenset[str]] = {}
        self._base: dict[tuple[str, str], tuple[tuple[Any, ...], Any]] = {}
        for name, step in list(vars(extractors).items()):
            if name.startswith("find_"):
                setattr(extractors, name, self._stand_in(name, step.__module__, step.__name__))

    def _stand_in(self, name: str, module: str, step: str) -> Callable[..., Any]:
        def run(*given: Any) -> Any:
            if self.document in self.idle.get(name, ()):
                return ()
            base = self._base.get((name, self.document))
            again = self.recording or name in self.touched
            if base and not again and _same(base[0], given):
                return base[1]
            # looked up anew: a switch may have put another one in its place
            found = getattr(sys.modules[module], step)(*given)
            found = tuple(found) if isinstance(found, Iterator) else found
            if self.recording:
                self._base[name, self.document] = given, found
            return base[1] if base and base[1] == found else found

        return run


def _same(ones: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    return all(one is other or one == other for one, other in zip(ones, others, strict=True))


class Bench:
    """The articles with their labels, the figures with everything, and each article's counts."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.steps = Steps()
        texts = options.polnear / "train" / "text"
        self.texts = texts
        self.scorers = {
            name: load(options.scorers, f"score_{name}")
            for name in ("speakers", "disputes", "claims")
        }
        self.speakers: list[dict[str, Any]] = json.loads(
            (options.gold / "speakers_train.json").read_text("utf-8")
        )["articles"]
        every = json.loads((options.gold / "disputes_train.json").read_text("utf-8"))["articles"]
        self.claims: dict[str, list[dict[str, Any]]] = {}
        for line in (options.gold / "claims_rated.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["doc"] in self.claims or len(self.claims) < options.claims:
                self.claims.setdefault(row["doc"], []).append(row)
        # those that are rated for claims too come first: they cost nothing more
        every.sort(key=lambda article: article["doc"] not in self.claims)
        self.disputes = {a["doc"]: a for a in every[: options.disputes]}
        dev = read_corpus(options.polnear / "dev").documents
        train = read_corpus(options.polnear / "train").documents
        last = {stem: train[stem] for stem in sorted(train)[-HELD_OUT:]}
        self.labelled: dict[str, dict[str, Labelled]] = {"dev": dict(dev), "84": last}
        wanted = {*last, *(a["doc"] for a in self.speakers), *self.disputes, *self.claims}
        paths = [options.polnear / "dev" / "text" / f"{stem}.txt" for stem in sorted(dev)]
        paths += [texts / f"{stem}.txt" for stem in sorted(wanted)]
        unlabelled = [p for folder in options.real for p in sorted(folder.iterdir()) if p.is_file()]
        self.fresh = {*dev, *last, *(article["doc"] for article in self.speakers)}
        self.analyses: dict[str, Analysis] = {}
        self.real: set[str] = set()
        for analysis in analysed([*paths, *unlabelled], options.cache, Settings()):
            stem = Path(analysis.document.id).stem
            self.analyses[stem] = analysis
            if stem not in dev and stem not in wanted:
                self.real.add(stem)
        scored = {*self.disputes, *self.real}
        self.steps.idle["find_denials"] = frozenset(
            one.document.id for stem, one in self.analyses.items() if stem not in scored
        )
        self.extractions: dict[str, Extraction] = {}
        self.counts: dict[str, Counts] = {}
        self.clusters: Floats = np.zeros(0)
        self.extractions, self.counts, self.clusters = self.measure(frozenset())
        self.steps.recording = False

    def measure(
        self, touched: frozenset[str]
    ) -> tuple[dict[str, Extraction], dict[str, Counts], Floats]:
        """Extractions and counts by article, those of the base where nothing changed; b3."""
        self.steps.touched = touched
        found = dict(self.extractions)
        # of articles that the tagger has learnt from, nothing is to be learnt about its output
        fresh = self.fresh | self.real if LEARNT in touched and self.extractions else self.analyses
        for stem in sorted(fresh):
            found[stem] = self._extract(self.analyses[stem], touched)
        for stem, base in self.extractions.items():
            if found[stem] is not base and found[stem] == base:
                found[stem] = base
        again = RESOLVE in touched
        changed = {s for s in found if again or found[s] is not self.extractions.get(s)}
        counts = {stem: dict(self.counts.get(stem, {})) for stem in found}
        for part, labelled in self.labelled.items():
            for stem in sorted(changed & set(labelled)):
                counts[stem].update(_attribution_counts(part, labelled[stem], found[stem]))
        for stem in sorted(changed & (set(self.disputes) | set(self.claims))):
            counts[stem].update(self._graph_counts(stem, found[stem]))
        clusters = self.clusters
        named = [article["doc"] for article in self.speakers]
        if changed & set(named):
            clusters = self._speaker_counts(found, counts)
        return found, counts, clusters

    def _extract(self, analysis: Analysis, touched: frozenset[str]) -> Extraction:
        if READ_HEAD in touched and analysis.document.id.endswith(".txt"):
            head = read_head(analysis.document.text)
            told = {f.name: getattr(head, f.name) for f in fields(head)}
            document = replace(analysis.document, **told)
            if document != analysis.document:
                analysis = replace(analysis, document=document)
        if TEXT in touched:
            # what is found once in a text has to be found anew
            analysis = replace(analysis)
        self.steps.document = analysis.document.id
        return extractors.extract(analysis)

    def _graph_counts(self, stem: str, found: Extraction) -> Counts:
        graph = nx.node_link_data(build_graph(resolve((found,))), edges="edges")
        counts: Counts = {}
        if stem in self.disputes:
            gold = {"articles": [self.disputes[stem]]}
            told = self.scorers["disputes"].score(gold, graph, self.texts)[0]["disputes"]
            pairs = tuple(float(told[n]) for n in ("right", "wrong", "found", "gold"))
            counts["disputes F1"] = pairs
            counts["disputes P"] = (pairs[0], pairs[0] + pairs[1])
        if stem in self.claims:
            told = self.scorers["claims"].score(self.claims[stem], graph, self.texts)[0]
            counts["claims"] = tuple(float(told["claim"][n]) for n in ("tp", "pred", "gold"))
            for name, key, share in (
                ("wording", "wording", "mean"),
                ("split", "split", "share"),
                ("speaker", "speaker", "accuracy"),
            ):
                times = told[key]["stretches"]
                counts[f"claims' {name}"] = (told[key][share] * times, times)
        return counts

    def _speaker_counts(self, found: dict[str, Extraction], counts: dict[str, Counts]) -> Floats:
        """Fill in each article's counts; b3 of all articles, then of all but each one."""
        resolution = resolve(tuple(found[article["doc"]] for article in self.speakers))
        lines = {line["doc"]: line for line in map(json.loads, attribution_lines(resolution))}
        scorer = self.scorers["speakers"].score
        for article in self.speakers:
            told = scorer({"articles": [article]}, lines, self.texts)[0]
            unnamed = told["unnamed_given_a_name"]
            counts[article["doc"]].update(
                {
                    "speaker of found": (told["speaker"]["right"], told["speaker"]["found"]),
                    "speaker of all": (told["speaker"]["right"], told["speaker"]["gold"]),
                    "pronouns": (told["pronoun"]["right"], told["pronoun"]["found"]),
                    "nominals": (told["nominal"]["right"], told["nominal"]["found"]),
                    "unnamed named": (unnamed["rate"] * unnamed["found"], unnamed["found"]),
                    "entities": tuple(told["entities"][n] for n in ("tp", "pred", "gold")),
                }
            )
        parts = [self.speakers]
        parts += [[a for a in self.speakers if a is not left] for left in self.speakers]
        b3 = [scorer({"articles": part}, lines, self.texts)[0]["b3"]["f1"] for part in parts]
        return np.array(b3)

    def value(self, figure: Figure, counts: Mapping[str, Counts], clusters: Floats) -> float:
        """A figure over all articles."""
        if figure.kind == "clusters":
            return float(clusters[0])
        rows = [one[figure.name] for one in counts.values() if figure.name in one]
        return float(figure.of(np.array([rows], dtype=np.float64).sum(axis=1))[0]) if rows else 0.0

    def change(
        self, figure: Figure, counts: Mapping[str, Counts], clusters: Floats
    ) -> tuple[float, float, float] | None:
        """How a figure changes, and its 90 % interval; None if no article's counts do."""
        if figure.kind == "clusters":
            if np.array_equal(clusters, self.clusters):
                return None
            return self.noise_of_clusters(clusters)
        stems = [stem for stem in sorted(counts) if figure.name in self.counts[stem]]
        before = np.array([self.counts[stem][figure.name] for stem in stems], dtype=np.float64)
        after = np.array([counts[stem][figure.name] for stem in stems], dtype=np.float64)
        if np.array_equal(before, after):
            return None
        one = np.ones((1, len(stems)))
        drawn = np.random.default_rng(1).multinomial(
            len(stems), np.full(len(stems), 1 / len(stems)), DRAWS
        )
        moved = float((figure.of(one @ after) - figure.of(one @ before))[0])
        moves = figure.of(drawn @ after) - figure.of(drawn @ before)
        low, high = np.quantile(moves, (0.05, 0.95))
        return moved, float(low), float(high)

    def noise_of_clusters(self, clusters: Floats) -> tuple[float, float, float]:
        """The change of b3 with its 90 % interval by the jackknife over articles."""
        moves = clusters - self.clusters
        rest = moves[1:]
        spread = 1.645 * float(np.sqrt((len(rest) - 1) * rest.var()))
        return float(moves[0]), float(moves[0] - spread), float(moves[0] + spread)


def _attribution_counts(part: str, labelled: Labelled, found: Extraction) -> Counts:
    roles: list[Roles] = [
        {"source": a.source, "cue": a.cue, "content": a.content} for a in found.attributions
    ]
    report = score(Corpus({labelled.stem: labelled}), {labelled.stem: roles})
    return {
        f"{part} {name}": tuple(
            float(report[group][kind][n]) for n in ("correct", "predicted", "gold")
        )
        for name, group, kind in _MEASURES
    }


@dataclass(frozen=True, slots=True)
class Row:
    """What one switch does."""

    name: str
    room: str
    lines: int
    #: Articles in which anything at all changes, of those with labels and of the others.
    changed: int
    changed_real: int
    changes: Mapping[str, tuple[float, float, float]]
    seconds: float
    error: str = ""

    def signed(self) -> Iterator[tuple[float, float, float]]:
        """Changes with more being better: point, low, high."""
        for figure in FIGURES:
            if figure.name in self.changes:
                moved, low, high = self.changes[figure.name]
                yield (moved, low, high) if figure.sign > 0 else (-moved, -high, -low)

    @property
    def loss(self) -> tuple[bool, float]:
        """Whether some figure falls by more than its noise, and the greatest fall of such."""
        falls = [moved for moved, _, high in self.signed() if high < 0]
        every = [moved for moved, _, _ in self.signed()]
        return bool(falls), -min(falls or every, default=0.0)

    @property
    def verdict(self) -> str:
        """Keep, delete, or why neither is plain."""
        if self.error:
            return self.error
        harms = any(low > 0 for _, low, _ in self.signed())
        if self.loss[0]:
            return "keep, but it also costs" if harms else "keep"
        if not self.changed and not self.changed_real:
            return "delete: nothing changes"
        if harms:
            return "delete: it costs more than its noise"
        if not self.changes:
            return "no figure moves"
        return "delete: gains less than its noise"


#: What the processes share: they are forked, for a switch cannot be sent.
_SHARED: list[tuple[Bench, list[Switch]]] = []


def _row(number: int) -> Row:
    bench, switches = _SHARED[0]
    switch, start = switches[number], time.perf_counter()
    head = (switch.name, switch.room, lines_of(switch))
    try:
        with without(switch):
            found, counts, clusters = bench.measure(switch.steps)
    except StaleError as error:
        return Row(*head, 0, 0, {}, 0.0, f"not measured: {error}")
    except (LookupError, TypeError, ValueError) as error:
        return Row(*head, 0, 0, {}, 0.0, f"keep: nothing runs without it ({error!r})")
    changed = {s for s in found if found[s] is not bench.extractions[s]}
    changes = {}
    for figure in FIGURES:
        if moved := bench.change(figure, counts, clusters):
            changes[figure.name] = moved
    seconds = time.perf_counter() - start
    real = len(changed & bench.real)
    return Row(*head, len(changed) - real, real, changes, seconds)


def as_markdown(bench: Bench, rows: Sequence[Row]) -> Iterator[str]:
    """The table, one line a time, worst loss first."""
    labelled = len(bench.analyses) - len(bench.real)
    yield f"Articles: {labelled} with labels, {len(bench.real)} without."
    yield ""
    yield "| figure | with everything |"
    yield "|---|---|"
    for figure in FIGURES:
        yield f"| {figure.name} | {100 * bench.value(figure, bench.counts, bench.clusters):.1f} |"
    yield ""
    shown = [f for f in FIGURES if any(f.name in row.changes for row in rows)]
    heads = ("left out", "room", "lines", "articles changed", *(f.name for f in shown), "verdict")
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in sorted(rows, key=lambda r: (not r.loss[0], -r.loss[1], r.name)):
        cells = [row.name, row.room, str(row.lines)]
        cells.append(f"{row.changed} + {row.changed_real}")
        for figure in shown:
            cells.append(_cell(row.changes.get(figure.name)))
        yield "| " + " | ".join([*cells, row.verdict]) + " |"


def _cell(change: tuple[float, float, float] | None) -> str:
    """A change with its interval, in bold where the interval leaves out nought."""
    if change is None:
        return "·"
    moved, low, high = (100 * value for value in change)
    text = f"{moved:+.2f} ({low:+.2f} to {high:+.2f})"
    return f"**{text}**" if low > 0 or high < 0 else text


def _chosen(only: Iterable[str], together: Iterable[str]) -> list[Switch]:
    patterns = list(only)
    by_name = {switch.name: switch for switch in SWITCHES}
    joined = []
    for names in together:
        parts = [by_name[name.strip()] for name in names.split(",")]
        steps = frozenset().union(*(part.steps for part in parts))
        patches = tuple(patch for part in parts for patch in part.patches)
        joined.append(Switch("together: " + ", ".join(p.name for p in parts), "", steps, patches))
    if joined and not patterns:
        return joined
    kept = [
        switch
        for pattern in patterns or ["*"]
        for switch in SWITCHES
        if fnmatch.fnmatch(switch.name, pattern) or fnmatch.fnmatch(switch.room, pattern)
    ]
    return [*joined, *dict.fromkeys(kept)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--scorers", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--real", type=Path, action="append", default=[])
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--disputes", type=int, default=80, help="articles at most")
    parser.add_argument("--claims", type=int, default=436, help="articles at most")
    parser.add_argument("--only", action="append", default=[], help="names or rooms, * and ?")
    parser.add_argument("--together", action="append", default=[], help="names, by commas")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    switches = _chosen(options.only, options.together)
    start = time.perf_counter()
    bench = Bench(options)
    _SHARED.append((bench, switches))
    print(f"{len(bench.analyses)} articles, {time.perf_counter() - start:.0f} s", file=sys.stderr)
    rows: list[Row] = []
    # what is there by now stays: looking through it for garbage would take longer than the rows
    gc.freeze()
    context = multiprocessing.get_context("fork")
    with context.Pool(max(1, options.processes)) as pool:
        for row in pool.imap_unordered(_row, range(len(switches))):
            rows.append(row)
            table = "\n".join(as_markdown(bench, rows)) + "\n"
            if options.out:
                options.out.write_text(table, encoding="utf-8")
            worst = f"{-100 * row.loss[1]:+.2f}" if row.changes else "nothing"
            told = f"{row.name}: {worst}, {row.verdict} ({row.seconds:.0f} s)"
            print(f"{len(rows)}/{len(switches)} {told}", file=sys.stderr, flush=True)
    if not options.out:
        print(table)


if __name__ == "__main__":
    main()
