"""``graphkit evaluate``: how much of what people marked graphkit finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.terminal import say, say_json
from graphkit.settings import DEFAULT_SPACY_MODEL, Settings

if TYPE_CHECKING:
    from graphkit.evaluation import Corpus, Roles


@click.group("evaluate")
def evaluate_command() -> None:
    """Score graphkit on a labelled corpus.

    \b
    Example:
      graphkit evaluate attributions --corpus polnear/dev
    """


def predict(corpus: Corpus, settings: Settings) -> Iterator[tuple[str, list[Roles]]]:
    """What graphkit finds in each text of a corpus."""
    from graphkit.cli.printing import Console
    from graphkit.model import Document
    from graphkit.pipeline import extract_documents

    texts = corpus.documents.values()
    documents = (Document(one.stem, one.stem, one.text) for one in texts)
    with Console().progress("Reading articles", len(texts)) as advance:
        for found in extract_documents(documents, settings):
            advance()
            yield (
                found.document.id,
                [
                    {"source": one.source, "cue": one.cue, "content": one.content}
                    for one in found.attributions
                ],
            )


@evaluate_command.command("attributions")
@click.option(
    "--corpus",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder with text/*.txt and attributions/*.ann (brat standoff, as PolNeAR has).",
)
@click.option(
    "--predictions",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Score this output of graphkit extract (JSON Lines) instead.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Leave out attributions below this confidence.",
)
@click.option("--spacy-model", default=DEFAULT_SPACY_MODEL, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def attributions_command(
    folder: Path,
    predictions: Path | None,
    min_confidence: float,
    spacy_model: str,
    as_json: bool,
) -> None:
    """Precision, recall and F1 of who said what.

    Content, source and cue by token and by span; who_said_what counts an attribution as right
    whose content matches and whose source agrees, on all, on quoted and on indirect speech.

    \b
    Examples:
      graphkit evaluate attributions --corpus polnear/dev
      graphkit evaluate attributions --corpus polnear/dev --json
      graphkit evaluate attributions --corpus polnear/dev --predictions found.jsonl
    """
    from graphkit.evaluation import as_table, parse_predictions, read_corpus, score

    corpus = read_corpus(folder)
    if predictions is None:
        settings = Settings(spacy_model, min_confidence=min_confidence)
        found = dict(predict(corpus, settings))
    else:
        lines = predictions.read_text(encoding="utf-8").split("\n")
        found = parse_predictions(lines, corpus, str(predictions))
    report = score(corpus, found)
    documents = corpus.documents.values()
    notes = {
        "documents": len(documents),
        "several_annotators": corpus.several_annotators,
        "without_roles": corpus.without_roles,
        "gold_attributions": sum(len(one.attributions) for one in documents),
        "predicted_attributions": report["attribution"]["who_said_what"]["predicted"],
        "without_prediction": len(documents) - len(found),
    }
    if as_json:
        say_json({"corpus": notes, "scores": report})
        return
    say(
        f"{notes['documents']} documents, {notes['gold_attributions']} attributions in gold, "
        f"{notes['predicted_attributions']} found"
    )
    say()
    for line in as_table(report).splitlines():
        say(line)
