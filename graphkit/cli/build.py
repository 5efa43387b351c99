"""``graphkit build`` and ``graphkit extract``: articles in, graph, page or JSON Lines out."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click
from click.core import ParameterSource

from graphkit.characters import printable, tidy
from graphkit.cli.options import Command, output_folder
from graphkit.cli.printing import Console, print_summary
from graphkit.cli.terminal import say, say_json, say_json_text
from graphkit.errors import InputError
from graphkit.model import Extraction
from graphkit.settings import DEFAULT_SPACY_MODEL, Settings

_EXIT_SKIPPED = InputError.exit_code
_INPUTS = click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(path_type=Path, allow_dash=True),
)


def _judgements_here() -> Path | None:
    """The judgements that ``graphkit merge`` and its kin write by default, if there are any."""
    here = Path("judgements.yaml")
    return here if here.is_file() else None


def _settings_options(command: Command) -> Command:
    """The options that both commands have."""
    options = (
        click.option(
            "--metadata",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            help="TSV or CSV file with columns filename or url, publisher, publication_date, "
            "author, title.",
        ),
        click.option(
            "--columns",
            default="",
            metavar="FIELD=COLUMN,…",
            help="Which column of tables and records has the text, title, outlet, published, "
            "authors, url, language or id.  [default: by their names]",
        ),
        click.option(
            "--judgements",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            default=_judgements_here,
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
    settings: Settings,
    skipped: Skipped,
    workers: int | None,
    cache_at: Path | None = None,
) -> list[Extraction]:
    """What each article of the paths holds, with progress at a terminal."""
    from graphkit.pipeline import extract_documents, extraction_fingerprint
    from graphkit.readers import count_files, parse_columns, read
    from graphkit.running.cache import opened
    from graphkit.running.workers import default_workers

    documents = read(paths, skipped, metadata=metadata, columns=parse_columns(columns))
    processes = workers or default_workers()
    with (
        skipped.console.progress("Reading articles", count_files(paths)) as advance,
        opened(cache_at, extraction_fingerprint(settings)) if cache_at else nullcontext() as cache,
    ):
        found = []
        for extraction in extract_documents(
            documents, settings, skipped, workers=processes, cache=cache
        ):
            found.append(extraction)
            advance()
    return found


@click.command("build")
@_INPUTS
@output_folder("Folder for graph.json and graph.html.")
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
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def build_command(
    paths: tuple[Path, ...],
    output: Path,
    title: str,
    with_texts: bool,
    judge: str,
    cache: bool,
    metadata: Path | None,
    columns: str,
    judgements: Path | None,
    min_confidence: float,
    workers: int | None,
    spacy_model: str,
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
      graphkit build texts/ --metadata list.tsv   outlets and dates from a table
      graphkit build crawl.warc.gz dump.zip       pages of a crawl, files in an archive
      graphkit build a.csv --columns text=story   a row each; which column has the text
    """
    from graphkit.exporters import write_json
    from graphkit.files import check_writable, replacing
    from graphkit.language.judge_models import load_judge
    from graphkit.page import render_page
    from graphkit.pipeline import join
    from graphkit.reports.summary import summarise
    from graphkit.running.cache import cache_file

    if judge:
        load_judge(judge)  # what is wrong with it is better told before the reading
    check_writable(output)
    console = Console()
    skipped = Skipped(console)
    _tell_judgements(console, judgements)
    settings = Settings(spacy_model, judgements, with_texts, min_confidence, judge)
    cache_at = cache_file(output) if cache else None
    extractions = _extractions(paths, metadata, columns, settings, skipped, workers, cache_at)
    if not extractions:
        raise InputError(_named(paths), "no article could be read", "nothing was written")
    with console.progress("Resolving entities and claims", None):
        graph = join(extractions, settings)
    files = {"graph": output / "graph.json", "page": output / "graph.html"}
    heading = tidy(title) or _named(paths)
    # both or neither: a page must not show another graph than the one beside it
    with replacing(files["graph"]) as graph_file, replacing(files["page"]) as page_file:
        write_json(graph, graph_file)
        render_page(graph, page_file, title=heading, with_texts=with_texts)
    summary = summarise(graph)
    if as_json:
        rows = [{"where": p.where, "what": p.what, "todo": p.todo} for p in skipped.problems]
        names = {name: str(path) for name, path in files.items()}
        data = {**summary.as_dict(), "files": names, "skipped": rows}
        say_json(data)
    else:
        print_summary(summary)
        if skipped.problems:
            say(f"\nSkipped {len(skipped.problems)}: see the lines above.")
        say(f"\nGraph  {files['graph']}")
        say(f"Page   {files['page']}  (open it in a browser)")
        say(f"Next   graphkit stats {files['graph']}  or  graphkit push {files['graph']}")
    if skipped.problems:
        raise SystemExit(_EXIT_SKIPPED)


@click.command("extract")
@_INPUTS
@_settings_options
def extract_command(
    paths: tuple[Path, ...],
    metadata: Path | None,
    columns: str,
    judgements: Path | None,
    min_confidence: float,
    workers: int | None,
    spacy_model: str,
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

    console = Console()
    skipped = Skipped(console)
    _tell_judgements(console, judgements)
    settings = Settings(spacy_model, judgements, min_confidence=min_confidence)
    extractions = _extractions(paths, metadata, columns, settings, skipped, workers)
    resolution = resolve_extractions(extractions, settings)
    for line in attribution_lines(resolution):
        say_json_text(line)
    if skipped.problems:
        raise SystemExit(_EXIT_SKIPPED)


def _tell_judgements(console: Console, judgements: Path | None) -> None:
    """Name the file of judgements that is used because it is there: nobody asked for it."""
    source = click.get_current_context().get_parameter_source("judgements")
    if judgements and source is ParameterSource.DEFAULT:
        console.warn(
            f"using {judgements} (its decisions change the graph; --judgements names another)"
        )


def _named(paths: tuple[Path, ...]) -> str:
    """The inputs in a few words."""
    names = [printable(path.name or str(path)) for path in paths]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
