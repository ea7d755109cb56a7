"""``variorum accept``, ``split``, ``merge``, ``undo``: human decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from variorum.cli.group import opened, settings_of, tell
from variorum.cli.reading import list_command

if TYPE_CHECKING:
    from variorum.model import Judgement


def judge_command(verdict: str, help_text: str) -> click.Command:
    """A command that records one kind of decision."""

    @click.pass_context
    def run_judge(ctx: click.Context, ids: tuple[str, ...], who: str | None) -> None:
        settings = settings_of(ctx, who=who)
        with opened(settings, writable=True) as ledger:
            made = ledger.judge(verdict, ids, who=settings.who)
            pairs = counted(len(made)) if verdict != "undo" else undone(made, ledger.judgements())
        click.echo(f"{made[0].decision}\t{verdict}\t{' '.join(ids)}\t{pairs}")
        tell(settings, "it takes effect with the next: variorum run")

    params: list[click.Parameter] = [
        click.Argument(["ids"], nargs=-1, required=True, metavar="ID..."),
        click.Option(["--who"], help="Who judges."),
    ]
    return click.Command(verdict, params=params, callback=run_judge, help=help_text)


def counted(pairs: int) -> str:
    return f"{pairs} pair{'' if pairs == 1 else 's'}"


def undone(made: Sequence[Judgement], every: Sequence[Judgement]) -> str:
    """What was taken back: the verdict of each decision and how many pairs it was."""
    told = []
    for back in made:
        pairs = [j for j in every if back.left in (j.decision, j.id)]
        told.append(f"{back.left} taken back: {pairs[0].verdict}, {counted(len(pairs))}")
    return "; ".join(told)


accept = judge_command("accept", "The members of a story or event belong together, as found.")
split = judge_command("split", "A member (second ID) does not belong to a story or event (first ID).")
merge = judge_command("merge", "The members of these stories or events belong together.")
undo = judge_command("undo", "Take back decisions, by the ids that were given for them.")
judgements = list_command("judgements")
