"""``variorum outlets``: what is known of outlets, and learning the lines that are their template."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from variorum.cli.group import PROFILE, list_failures, opened, profile_of, progress_of, settings_of, tell


@click.group()
def outlets() -> None:
    """What is known of outlets, and learning which lines are their template."""


@outlets.command()
@click.argument("paths", nargs=-1)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The profile, as JSON.")
@click.pass_context
def learn(ctx: click.Context, paths: tuple[str, ...], output: Path) -> None:
    """Learn the lines that recur over pages of one outlet, from the ledger or from these files.

    A run takes them out of its articles when it is given the profile; it never learns by itself."""
    from variorum import learning
    from variorum.model import Failure
    from variorum.sources import open_sources
    from variorum.stages.article.outlets import save

    settings = settings_of(ctx)
    failures: list[Failure] = []
    if paths:
        found = open_sources(paths, stdin=sys.stdin.buffer, progress=progress_of(settings))
        profile = learning.learn(learning.of_documents(found, failures))
    else:
        with opened(settings) as ledger:
            profile = learning.learn(learning.of_ledger(ledger))
    save(profile, output)
    list_failures(failures)
    lines = sum(map(len, profile.lines.values()))
    tell(settings, f"{lines} lines of {len(profile.lines)} outlets from {sum(profile.pages.values())} pages")
    tell(settings, f"profile: {output} (sha256 {profile.digest})")
    ctx.exit(1 if failures else 0)


@outlets.command("list")
@PROFILE
@click.pass_context
def list_outlets(ctx: click.Context, profile: str | None) -> None:
    """The outlets of the ledger: reports, kind, state, template lines in the profile."""
    from variorum.export.listing import table

    settings = settings_of(ctx, profile=profile)
    learned = profile_of(settings)
    lines = learned.lines if learned else {}
    with opened(settings) as ledger:
        articles = ledger.articles()
    counts = Counter(article.outlet or "unknown" for article in articles)
    first = {article.outlet or "unknown": article for article in reversed(articles)}
    rows = [
        {
            "outlet": name,
            "reports": count,
            "kind": first[name].outlet_kind or "",
            "state": first[name].outlet_state or "",
            "owner": first[name].outlet_owner or "",
            "template lines": len(lines.get(name, ())),
        }
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    click.echo(table(rows, ("outlet", "reports", "kind", "state", "owner", "template lines"), 140), nl=False)
    if not rows:
        tell(settings, "no outlets; have you run it? (variorum run)")


@outlets.command()
@click.argument("name")
@PROFILE
@click.pass_context
def show(ctx: click.Context, name: str, profile: str | None) -> None:
    """What is known of an outlet, by its name or an address of its site, and its template lines."""
    import msgspec

    from variorum.errors import NotFoundError
    from variorum.stages.article.outlets import by_address, known

    learned = profile_of(settings_of(ctx, profile=profile))
    lines = learned.lines if learned else {}
    found = known(name, None) or by_address(name if "//" in name else f"https://{name}")
    title = found.name if found else name
    if found is None and title not in lines:
        raise NotFoundError(f"nothing is known of {name}; a site is named as it stands in addresses")
    told = {"name": title, **(msgspec.structs.asdict(found) if found else {})}
    shown = {**told, "state": found.state if found else None, "template_lines": sorted(lines.get(title, ()))}
    click.echo(msgspec.json.format(msgspec.json.encode(shown), indent=2).decode())
