"""``variorum check``: a writer's draft against a ledger."""

from __future__ import annotations

import sys

import click

from variorum.cli.group import coloured, opened, settings_of, warn_of_language

CONDITIONS = ("conflict", "unattested-quote", "moved-attribution", "single-root", "unsupported")


@click.command()
@click.argument("draft", metavar="DRAFT")
@click.option("--story", metavar="ID", help="Hold it against this story only.")
@click.option(
    "--published", metavar="DATE", help="The day the draft is written for, so that 'Sunday' is a date."
)
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@click.option(
    "--fail-on", metavar="LIST", default="", help=f"Exit with 3 on any of: {', '.join(CONDITIONS)}."
)
@click.pass_context
def check(
    ctx: click.Context, draft: str, story: str | None, published: str | None, as_json: bool, fail_on: str
) -> None:
    """A draft, sentence by sentence, against the ledger: which reports have it, on how many roots it rests,
    the fuller quote, what differs. DRAFT is a text or page, or - for standard input."""
    from variorum.checking import check_draft
    from variorum.cli.comparing import conditions
    from variorum.sources import open_sources
    from variorum.tables import read_data

    wanted = conditions(fail_on, CONDITIONS)
    settings = settings_of(ctx)
    data = read_data(settings.data)
    with opened(settings) as ledger:
        found = open_sources([draft], stdin=sys.stdin.buffer, published=published)
        checked = check_draft(ledger, found, story=story, data=data)
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(checked.to_dict()), indent=2).decode())
    else:
        from variorum.export.checked import text

        click.echo(text(checked, colour=coloured()), nl=False)
    warn_of_language(checked.address, checked.draft.language)
    held = {condition for sentence in checked.sentences for condition in sentence.conditions}
    ctx.exit(3 if held & set(wanted) else 0)
