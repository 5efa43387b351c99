"""How many stances of labelled attributions are right.

python -m benchmarks.stances benchmarks/labels/stances.jsonl --texts polnear/train/text

Prints the share for all, for the articles whose labels were read once the whole was measured, and
for the others (see ``benchmarks/labels/README.md``), then what was taken for what.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from graphkit.errors import refuse
from graphkit.extractors.claims import stance_of
from graphkit.extractors.claims.clauses import Tokens
from graphkit.language import analyse
from graphkit.model import Attribution, Span
from graphkit.readers import read
from graphkit.settings import Settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("labels", type=Path)
    parser.add_argument("--texts", type=Path, required=True)
    options = parser.parse_args()
    labels: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in options.labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels[row["doc"]].append(row)
    right: dict[str, list[bool]] = defaultdict(list)
    wrong: Counter[tuple[str, str]] = Counter()
    paths = [options.texts / f"{doc}.txt" for doc in sorted(labels)]
    for analysis in analyse(read(paths, refuse), Settings()):
        doc = Path(analysis.document.id).stem
        read_part = int(hashlib.sha1(doc.encode("utf-8")).hexdigest(), 16) % 2 == 0
        for row in labels[doc]:
            parts = [tuple(Span(*s) for s in row[p]) for p in ("source", "cue", "content")]
            first = analysis.document.text[parts[2][0].start]
            kind = "direct" if first in '"“' else "indirect"
            said = Attribution(*parts, kind, 1.0, "label")
            found = stance_of(Tokens(analysis.doc), said)
            for part in ("all", "read" if read_part else "not read"):
                right[part].append(found == row["stance"])
            if found != row["stance"]:
                wrong[row["stance"], found] += 1
    for part, rows in right.items():
        print(f"{part}: {sum(rows)} of {len(rows)} right, {sum(rows) / len(rows):.3f}")
    for (told, found), times in wrong.most_common(20):
        print(f"  {told} taken for {found}: {times}")


if __name__ == "__main__":
    main()
