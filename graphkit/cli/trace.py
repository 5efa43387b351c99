"""``graphkit trace``: a claim from its first source to its last repeat."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.terminal import say, say_json


@click.command("trace")
@click.argument("claim", nargs=-1, required=True)
@click.option(
    "-g",
    "--graph",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("exports/graph.json"),
    show_default=True,
    help="The graph to look in.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program.")
def trace_command(claim: tuple[str, ...], graph: Path, as_json: bool) -> None:
    """Follow CLAIM from first source to last repeat: dates, outlets, links, disputes.

    CLAIM is a claim's id or some of its words.  What is not certain is marked with "?".

    \b
    Examples:
      graphkit trace the mayor refused to open the gates
      graphkit trace claim:1f8b33e0a2c4d5e6 --graph story/graph.json
      graphkit trace "refused to assist" --json
    """
    from graphkit.exporters import read_json
    from graphkit.reports.trace import as_dict, find_claims, report, shorten

    loaded = read_json(graph)
    words = " ".join(claim)
    matches = find_claims(loaded, words)
    if not matches:
        raise click.ClickException(f"no claim in {graph} has the words {words!r}")
    node = matches[0]
    if as_json:
        say_json(as_dict(loaded, node))
        return
    for line in report(loaded, node):
        say(line)
    if len(matches) > 1:
        say(f"\n{len(matches) - 1} more claims have these words:")
        for other in matches[1:6]:
            say(f"  {other}  {shorten(loaded.nodes[other].get('text', ''), 80)}")
