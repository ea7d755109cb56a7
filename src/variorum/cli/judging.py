"""``variorum accept``, ``split``, ``merge``, ``undo``: human decisions."""

from __future__ import annotations

import click

from variorum.cli.group import opened, settings_of, tell
from variorum.cli.reading import list_command


def judge_command(verdict: str, help_text: str) -> click.Command:
    """A command that records one kind of decision."""

    @click.pass_context
    def run_judge(ctx: click.Context, ids: tuple[str, ...], who: str | None) -> None:
        settings = settings_of(ctx, who=who)
        with opened(settings, writable=True) as ledger:
            made = ledger.judge(verdict, ids, who=settings.who)
        pairs = f"{len(made)} pair{'s' if len(made) > 1 else ''}"
        click.echo(f"{made[0].decision}\t{verdict}\t{' '.join(ids)}\t{pairs}")
        tell(settings, "it takes effect with the next: variorum run")

    params: list[click.Parameter] = [
        click.Argument(["ids"], nargs=-1, required=True, metavar="ID..."),
        click.Option(["--who"], help="Who judges."),
    ]
    return click.Command(verdict, params=params, callback=run_judge, help=help_text)


accept = judge_command("accept", "The members of a story or event belong together, as found.")
split = judge_command("split", "A member (second ID) does not belong to a story or event (first ID).")
merge = judge_command("merge", "The members of these stories or events belong together.")
undo = judge_command("undo", "Take back decisions, by the ids that were given for them.")
judgements = list_command("judgements")
