"""``variorum annotate`` and ``evaluate``: one layer over a corpus, and its score."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from variorum.cli.group import PROFILE, list_failures, profile_of, settings_of, tell


@click.command()
@click.argument("layer")
@click.argument("source", metavar="IN.jsonl")
@click.option(
    "-o", "--output", type=click.File("w", encoding="utf-8"), default="-", help="OUT.jsonl (stdout)."
)
@PROFILE
@click.option("--explain", is_flag=True, help="Also what was refused, and why (statements, events).")
@click.pass_context
def annotate(
    ctx: click.Context, layer: str, source: str, output: Any, profile: str | None, explain: bool
) -> None:
    """One layer over a JSONL corpus; LAYER is article, actors, linking, statements, circumstances,
    events, stories, lineages or values. A profile of outlets is for the layer article alone.

    A row of IN.jsonl is an article with its id. Of lineages, rows of articles give candidate pairs, rows
    with id_a, id_b and the articles a, b their relation. Of values a row has kind, a and b."""
    from variorum import resources
    from variorum.evaluate import annotate as run_annotate
    from variorum.tables import read_data

    settings = settings_of(ctx, profile=profile)
    resources.lay(read_data(settings.data).texts)
    learned = profile_of(settings) if layer == "article" else None
    failures = run_annotate(layer, source, output, learned, explain=explain)
    list_failures(failures)
    ctx.exit(1 if failures else 0)


@click.command()
@click.argument("layers", nargs=-1, metavar="[LAYER]...")
@click.option("--gold", required=True, type=click.Path(path_type=Path), help="The folder of gold sets.")
@click.option("--limit", type=int, help="The first so many rows of each set.")
@click.pass_context
def evaluate(ctx: click.Context, layers: tuple[str, ...], gold: Path, limit: int | None) -> None:
    """Score layers against gold: a table, and the worst cases."""
    from variorum.evaluate import evaluate as run_evaluate
    from variorum.evaluate.table import plain

    settings = settings_of(ctx)
    scores = run_evaluate(layers, gold, limit, lambda message: tell(settings, message))
    click.echo(plain(scores), nl=False)
