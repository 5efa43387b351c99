"""``graphkit build`` and ``graphkit extract``: articles in, graph, page or JSON Lines out."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.characters import printable, tidy
from graphkit.cli.llm import announce, begin, conclude, llm_options
from graphkit.cli.options import (
    STDOUT,
    Command,
    destination,
    judgements_here,
    output_folder,
    tell_judgements,
)
from graphkit.cli.printing import Console, print_summary, print_without
from graphkit.cli.terminal import say, say_json, say_json_text
from graphkit.errors import InputError
from graphkit.model import Extraction
from graphkit.settings import DEFAULT_SPACY_MODEL, Endpoint, Settings

if TYPE_CHECKING:
    from graphkit.llm.asking import Asker

_EXIT_SKIPPED = InputError.exit_code
_INPUTS = click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(path_type=Path, allow_dash=True),
)


def _settings_options(command: Command) -> Command:
    """The options that both commands have."""
    options = (
        click.option(
            "--metadata",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            help="Table (CSV, TSV): filename or url, publisher, publication_date, author, title.",
        ),
        click.option(
            "--columns",
            default="",
            metavar="FIELD=COLUMN,…",
            help="Which column of tables and records has the text, title, outlet, published, "
            "authors, url, language or id.  [default: by their names]",
        ),
        click.option(
            "--any-language",
            is_flag=True,
            help="Read articles that are not in English too; what is found in them is poor.",
        ),
        click.option(
            "--judgements",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            default=judgements_here,
            help="YAML file with your judgements on who is who; ./judgements.yaml if there.",
        ),
        click.option(
            "--min-confidence",
            type=click.FloatRange(0, 1),
            default=0.0,
            show_default=True,
            help="Leave out attributions below this confidence.",
        ),
        click.option(
            "--workers",
            type=click.IntRange(min=1),
            help="Processes that read articles.  [default: one a processor, as memory allows]",
        ),
        click.option(
            "--spacy-model",
            default=DEFAULT_SPACY_MODEL,
            show_default=True,
            help="Name or path of another English spaCy pipeline.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


class Skipped:
    """The inputs that could not be used, told as they come."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.problems: list[InputError] = []

    def __call__(self, problem: InputError) -> None:
        self.problems.append(problem)
        self.console.warn(f"skipped {problem}")


def _extractions(
    paths: tuple[Path, ...],
    metadata: Path | None,
    columns: str,
    any_language: bool,
    settings: Settings,
    skipped: Skipped,
    workers: int | None,
    asker: Asker | None = None,
    cache_at: Path | None = None,
) -> list[Extraction]:
    """What each article of the paths holds, with progress at a terminal."""
    from graphkit.pipeline import extract_documents, extraction_fingerprint
    from graphkit.readers import count_files, parse_columns, read
    from graphkit.running.cache import opened
    from graphkit.running.workers import default_workers

    documents = read(
        paths,
        skipped,
        metadata=metadata,
        columns=parse_columns(columns),
        any_language=any_language,
    )
    if asker is not None:
        documents = iter(held := list(documents))
        announce(asker.endpoint, held, skipped.console)
    processes = workers or default_workers()
    with (
        skipped.console.progress("Reading articles", count_files(paths)) as advance,
        opened(cache_at, extraction_fingerprint(settings)) if cache_at else nullcontext() as cache,
    ):
        found = []
        for extraction in extract_documents(
            documents, settings, skipped, asker, workers=processes, cache=cache
        ):
            found.append(extraction)
            advance()
    return found


def _command(paths: tuple[Path, ...], settings: Settings, metadata: Path | None) -> str:
    """How the graph was built, for the page's footer: names of inputs and what changes the graph.

    Folders above an input are left out: the page may go to others, and neither where it lies nor
    the order of the inputs may change its bytes.
    """
    words = ["graphkit", "build", *sorted(path.name or str(path) for path in paths)[:4]]
    if len(paths) > 4:
        words.append(f"… ({len(paths)} paths)")
    for option, path in (("--metadata", metadata), ("--judgements", settings.judgements)):
        words += [option, Path(path).name] if path else []
    if settings.with_texts:
        words.append("--with-texts")
    if settings.min_confidence:
        words += ["--min-confidence", f"{settings.min_confidence:g}"]
    if settings.judge:
        words += ["--judge", Path(settings.judge).name]
    return " ".join(words)


@click.command("build")
@_INPUTS
@output_folder("Folder for graph.json and graph.html; -: graph.json to standard output.", dash=True)
@click.option("--title", default="", help="Heading of the page.  [default: from the paths]")
@click.option("--with-texts", is_flag=True, help="Keep the articles' texts, to read in the page.")
@click.option(
    "--judge",
    default="",
    metavar="FOLDER|NAME",
    help="Ask an NLI model in FOLDER, or a plug-in, which claims contradict each other.",
)
@click.option(
    "--cache/--no-cache",
    default=True,
    show_default=True,
    help="Keep what was found in OUTPUT/.graphkit, so that a second build reads only what is new.",
)
@_settings_options
@llm_options
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_context
def build_command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    output: Path,
    title: str,
    with_texts: bool,
    judge: str,
    cache: bool,
    metadata: Path | None,
    columns: str,
    any_language: bool,
    judgements: Path | None,
    min_confidence: float,
    workers: int | None,
    spacy_model: str,
    llm: Endpoint | None,
    as_json: bool,
) -> None:
    """Read articles and write OUTPUT/graph.json and OUTPUT/graph.html.

    PATH is a file, a folder of files, or - for standard input.
    An input that cannot be used is reported and skipped; the exit status is then 2.

    \b
    Formats (docs/formats.md; those with * need an extra):
      text  Markdown  HTML  PDF*  DOCX*  EML  mbox  SRT  VTT
      JSON Lines  JSON  CSV  TSV  Parquet*  RSS  Atom
      WARC*  WACZ*  ZIP  tar  gz  bz2  xz
      exports of Factiva, LexisNexis and Nexis Uni, ProQuest
      saved posts: X archive, Bluesky JSON

    \b
    Examples:
      graphkit build story/                       a folder of saved articles
      graphkit build a.txt b.html -o out/         files, to another folder
      graphkit build news.jsonl --with-texts      a record a line; texts in the page
      graphkit build texts/ --metadata list.csv   outlets and dates from a table
      graphkit build crawl.warc.gz dump.zip       pages of a crawl, files in an archive
      graphkit build a.csv --columns text=story   a row each; which column has the text
      graphkit build story/ --llm-url http://127.0.0.1:11434/v1 --llm-model qwen3
      graphkit build story/ -o - | jq .nodes      the graph alone, to standard output
    """
    from graphkit.exporters import write_json
    from graphkit.files import check_writable, replacing
    from graphkit.language.judge_models import load_judge
    from graphkit.page import render_page
    from graphkit.pipeline import join
    from graphkit.reports.gaps import without
    from graphkit.reports.summary import summarise
    from graphkit.running.cache import cache_file

    if judge:
        load_judge(judge)  # what is wrong with it is better told before the reading
    tell_judgements(ctx, judgements)
    if output != STDOUT:
        check_writable(output)
    console = Console()
    skipped = Skipped(console)
    settings = Settings(spacy_model, judgements, with_texts, min_confidence, judge, llm)
    if output == STDOUT and as_json:
        raise click.UsageError("-o - writes graph.json to standard output, --json the summary")
    asker = begin(llm)
    # what a language model answered is kept by itself
    cache_at = cache_file(output) if cache and asker is None and output != STDOUT else None
    extractions = _extractions(
        paths, metadata, columns, any_language, settings, skipped, workers, asker, cache_at
    )
    if not extractions:
        raise InputError(_named(paths), "no article could be read", "nothing was written")
    with console.progress("Resolving entities and claims", None):
        graph = join(extractions, settings, asker)
    if output == STDOUT:
        with destination(output) as part:
            write_json(graph, part)
        raise SystemExit(_EXIT_SKIPPED if skipped.problems else 0)
    files = {"graph": output / "graph.json", "page": output / "graph.html"}
    heading = tidy(title) or _named(paths)
    # both or neither: a page must not show another graph than the one beside it
    with replacing(files["graph"]) as graph_file, replacing(files["page"]) as page_file:
        write_json(graph, graph_file)
        told = _command(paths, settings, metadata)
        render_page(graph, page_file, title=heading, with_texts=with_texts, command=told)
    summary, gaps = summarise(graph), without(graph)
    if as_json:
        rows = [{"where": p.where, "what": p.what, "todo": p.todo} for p in skipped.problems]
        names = {name: str(path) for name, path in files.items()}
        asked = {"llm": asker.tally.as_dict()} if asker else {}
        data = {**summary.as_dict(), "without": gaps, "files": names, "skipped": rows, **asked}
        say_json(data)
    else:
        print_summary(summary)
        print_without(gaps, summary.nodes["Article"])
        if skipped.problems:
            say(f"\nSkipped {len(skipped.problems)}: see the lines above.")
        say(f"\nGraph  {files['graph']}")
        say(f"Page   {files['page']}  (open it in a browser)")
        say(f"Next   graphkit stats {files['graph']}  or  graphkit push {files['graph']}")
    if asker is not None:
        conclude(asker.tally, graph, console)
    if skipped.problems:
        raise SystemExit(_EXIT_SKIPPED)


@click.command("extract")
@_INPUTS
@_settings_options
@llm_options
@click.pass_context
def extract_command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    metadata: Path | None,
    columns: str,
    any_language: bool,
    judgements: Path | None,
    min_confidence: float,
    workers: int | None,
    spacy_model: str,
    llm: Endpoint | None,
) -> None:
    """Print who said what: one JSON line a document, in the order of input.

    Offsets are code points into the article's text; speakers have the ids that graph.json has.

    \b
    Examples:
      graphkit extract article.txt
      graphkit extract story/ > attributions.jsonl
      cat article.txt | graphkit extract -
    """
    from graphkit.exporters.attributions import attribution_lines
    from graphkit.pipeline import resolve_extractions

    tell_judgements(ctx, judgements)
    skipped = Skipped(Console())
    settings = Settings(spacy_model, judgements, min_confidence=min_confidence, llm=llm)
    asker = begin(llm)
    extractions = _extractions(
        paths, metadata, columns, any_language, settings, skipped, workers, asker
    )
    resolution = resolve_extractions(extractions, settings, asker)
    for line in attribution_lines(resolution):
        say_json_text(line)
    if asker is not None:
        conclude(asker.tally, None, skipped.console)
    if skipped.problems:
        raise SystemExit(_EXIT_SKIPPED)


def _named(paths: tuple[Path, ...]) -> str:
    """The inputs in a few words."""
    names = [printable(path.name or str(path)) for path in paths]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
