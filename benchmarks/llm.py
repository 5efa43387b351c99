"""What a language model of the user's own brings, and what its errors do.

    nice python -m benchmarks.llm SHARED [--articles 45] [--wrong 0 20 50]
    nice python -m benchmarks.llm SHARED --url http://127.0.0.1:8080/v1 --model NAME

Takes articles that people marked (``SHARED/eval/disputes_train.json``, ``claims_rated.jsonl``,
``speakers_train.json``; texts in ``SHARED/polnear``), reads them with graphkit alone, and then with
a model that is played (:mod:`benchmarks.replay`): its answers are what people marked, and a share
of them is wrong.  It answers over HTTP, so that everything is as with a real one.  Prints what was
proposed, kept and dropped, and what ``score_disputes.py``, ``score_claims.py`` and
``score_speakers.py`` say of the graphs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from benchmarks.replay import Gold, Replay
from benchmarks.replay_server import Server, serving
from graphkit import pipeline
from graphkit.errors import refuse
from graphkit.exporters import write_json
from graphkit.exporters.attributions import attribution_lines
from graphkit.graph import build_graph
from graphkit.language import Analysis, analyse
from graphkit.llm.asking import Asker
from graphkit.llm.grounding import Grounds
from graphkit.model import Attribution
from graphkit.readers import read
from graphkit.reports.seen import seen_by
from graphkit.settings import Endpoint, Settings
from graphkit.text.lexicon import fold

_WHYS = {"denial verb": "denial", "contradicting content": "contradiction"}


def read_gold(shared: Path, articles: int, spoken: int) -> tuple[dict[str, Gold], dict[str, Any]]:
    """Article → what people marked; and the same as the files that the scores read."""
    evaluation = shared / "eval"
    disputes = json.loads((evaluation / "disputes_train.json").read_text("utf-8"))["articles"]
    speakers = json.loads((evaluation / "speakers_train.json").read_text("utf-8"))["articles"]
    lines = (evaluation / "claims_rated.jsonl").read_text("utf-8").splitlines()
    claims = [json.loads(line) for line in lines if line.strip()]
    rated = {one["doc"] for one in claims}
    both = [one for one in disputes if one["doc"] in rated]
    step = max(1, len(both) // articles)
    disputes, speakers = both[::step][:articles], speakers[:spoken]
    chosen = {one["doc"] for one in (*disputes, *speakers)}
    claims = [one for one in claims if one["doc"] in chosen]
    texts = shared / "polnear" / "train" / "text"
    gold = {doc: Gold((texts / f"{doc}.txt").read_bytes().decode("utf-8")) for doc in chosen}
    for one in disputes:
        _add_disputes(gold[one["doc"]], one)
    for one in speakers:
        _add_speakers(gold[one["doc"]], one)
    for one in claims:
        _add_claims(gold[one["doc"]], one)
    files = {
        "disputes": {"articles": disputes},
        "claims": claims,
        "speakers": {"articles": speakers},
    }
    return gold, files


def _add_disputes(gold: Gold, article: dict[str, Any]) -> None:
    gold.disputed = True
    order = {key: len(gold.statements) + i for i, key in enumerate(article["attributions"])}
    for said in article["attributions"].values():
        gold.statements.append({**said, "speaker": None, "better": []})
    for one in article["disputes"]:
        against = [article["attributions"][a]["content"][0] for a in one["against_attributions"]]
        words = one.get("against_text") or ""
        at = gold.text.find(words)
        if not against and words and at >= 0:
            against = [[at, at + len(words)]]
        narrator = one["by"] == "NARRATOR"
        by = None if narrator else next((order[a] for a in one["by_attributions"]), -1)
        why = "narrator" if narrator else _WHYS.get(one["why"], "label")
        gold.disputes.append({"by": by, "against": against, "cue": one["cue"] or "", "why": why})


def _add_speakers(gold: Gold, article: dict[str, Any]) -> None:
    gold.spoken = True
    order = {}
    for said in article["attributions"]:
        order[said["id"]] = len(gold.statements)
        named = said["type"] in ("Person", "Agency", "Organization", "Outlet")
        speaker = said["speaker"] if named else None
        gold.statements.append({**said, "cue": [], "speaker": speaker, "better": []})
    for entity in article["entities"]:
        for name in (entity["name"], *entity["aliases"]):
            gold.names.setdefault(fold(name), entity["name"])
    for one in article["disputes"]:
        by, against = order.get(one["by_attribution"]), order.get(one["against_attribution"])
        if by is not None and against is not None:
            spans = gold.statements[against]["content"]
            gold.disputes.append({"by": by, "against": spans, "cue": "", "why": "contradiction"})


def _add_claims(gold: Gold, claim: dict[str, Any]) -> None:
    """Texts and speaker of a rated stretch, on the statement that it is, or one of its own."""
    span = [claim["start"], claim["end"]]
    for said in gold.statements:
        if any(s < span[1] and span[0] < e for s, e in said["content"]):
            said["better"] = said["better"] + claim["better"]
            said["speaker"] = said["speaker"] or claim["speaker"]
            gold.spoken = gold.spoken or bool(claim["speaker"])
            return


def run(
    analyses: list[Analysis], endpoint: Endpoint | None, folder: Path
) -> tuple[dict[str, Any], dict[str, Any], float]:
    """Graph and predictions of the articles, written to a folder; the counts; the seconds."""
    begun = time.perf_counter()
    settings = Settings(llm=endpoint)
    asker = Asker(endpoint) if endpoint else None
    if asker:
        found = list(pipeline._extract_with(asker, iter(analyses), settings, _fail))
    else:
        found = [pipeline.extract(analysis) for analysis in analyses]
    resolution = pipeline.resolve_extractions(found, settings, asker)
    graph = build_graph(resolution)
    folder.mkdir(parents=True)
    write_json(graph, folder / "graph.json")
    lines = "".join(f"{line}\n" for line in attribution_lines(resolution))
    (folder / "predictions.jsonl").write_text(lines, "utf-8")
    tally = asker.tally.as_dict() if asker else {}
    return tally, seen_by(graph), time.perf_counter() - begun


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """Counts, by the error that a played statement has in its id, how many pass the check."""
    passed: Counter[str] = Counter()
    check = Grounds.statement

    def counted(grounds: Grounds, proposal: Mapping[str, Any]) -> Attribution | str:
        held = check(grounds, proposal)
        kind = proposal["id"].partition(" ")[2] or "right"
        passed[f"{kind}: {'kept' if isinstance(held, Attribution) else 'dropped'}"] += 1
        return held

    Grounds.statement = counted
    try:
        yield passed
    finally:
        Grounds.statement = check


def _fail(problem: Exception) -> None:
    raise problem


def scores(shared: Path, files: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What the three programs say of a folder's graph."""
    texts = shared / "polnear" / "train" / "text"
    out = {}
    for name in ("disputes", "claims", "speakers"):
        gold = folder / f"{name}.gold"
        rows = files[name]
        held = "\n".join(map(json.dumps, rows)) if name == "claims" else json.dumps(rows)
        gold.write_text(held, "utf-8")
        given = (
            ["--pred", folder / "predictions.jsonl"]
            if name == "speakers"
            else ["--graph", folder / "graph.json"]
        )
        program = shared / "eval" / f"score_{name}.py"
        command = [sys.executable, program, "--gold", gold, "--texts", texts, *given, "--json"]
        done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=True)
        out[name] = json.loads(done.stdout)
    return out


def costs(server: Server) -> dict[str, tuple[int, int, int]]:
    """Kind of question → requests, tokens in, tokens out."""
    kinds = sorted({asked.kind for asked in server.asked})
    held = {kind: [asked.tokens for asked in server.asked if asked.kind == kind] for kind in kinds}
    return {k: (len(v), sum(a for a, _ in v), sum(b for _, b in v)) for k, v in held.items()}


def row(label: str, told: dict[str, Any]) -> str:
    """One line of the table: the figures that matter."""
    d, c, s = told["disputes"], told["claims"], told["speakers"]
    figures = [
        *(d["disputes"][key] for key in ("p", "r", "f1")),
        d["quiet"]["share"],
        *(c["claim"][key] for key in ("p", "r")),
        c["wording"]["mean"],
        c["speaker"]["accuracy"],
        s["speaker"]["recall"],
        s["speaker"]["accuracy_found"],
        s["unnamed_given_a_name"]["rate"],
        s["b3"]["f1"],
    ]
    return f"| {label} | " + " | ".join(f"{figure:.3f}".lstrip("0") for figure in figures) + " |"


HEAD = (
    "| | disputes P | R | F1 | quiet | claim P | R | wording | its speaker | speaker R | if found "
    "| unnamed named | b3 |\n|" + "---|" * 13
)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=45)
    parser.add_argument("--speakers", type=int, default=14, help="articles of speakers_train")
    parser.add_argument("--wrong", type=int, nargs="*", default=[0, 20, 50])
    parser.add_argument("--for", dest="use", nargs="*", default=["both"])
    parser.add_argument("--url", default="")
    parser.add_argument("--model", default="")
    parser.add_argument("--timeout", type=float, default=120)
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    gold, files = read_gold(options.shared, options.articles, options.speakers)
    texts = options.shared / "polnear" / "train" / "text"
    documents = read(tuple(texts / f"{doc}.txt" for doc in sorted(gold)), refuse)
    analyses = list(analyse(documents, Settings()))
    print(
        f"{len(analyses)} articles, {sum(len(a.document.text) for a in analyses):,} characters",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as held:
        here = Path(held)
        run(analyses, None, here / "alone")
        print(HEAD)
        print(row("graphkit alone", scores(options.shared, files, here / "alone")), flush=True)
        kinds = [options.model] if options.url else options.wrong
        for use in options.use:
            for kind in kinds:
                replay = None if options.url else Replay(list(gold.values()), kind / 100)
                label = f"{kind}, {use}" if options.url else f"{kind} % wrong, {use}"
                with serving(replay) if replay else nullcontext() as server:
                    endpoint = Endpoint(
                        server.url if server else options.url,
                        options.model or "replay",
                        cache=options.cache,
                        timeout=options.timeout,
                        extraction=use != "judging",
                        judging=use != "extraction",
                    )
                    folder = here / label.replace("/", "-").replace(" ", "-")
                    with counting() as passed:
                        tally, seen, seconds = run(analyses, endpoint, folder)
                print(row(label, scores(options.shared, files, folder)))
                print(f"    {seconds:.0f} s", json.dumps(tally), json.dumps(seen))
                if replay:
                    print("    asked", json.dumps(costs(server) if server else {}))
                    print("    statements", json.dumps(dict(sorted(passed.items()))))
                    print("    told", json.dumps(dict(sorted(replay.told.items()))))
                    print(
                        "    spoiled", json.dumps(dict(sorted(replay.spoiled.items()))), flush=True
                    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
