"""The command that holds the others, and what they share."""

from __future__ import annotations

import errno
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from variorum.errors import InputError, VariorumError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.ledger import Ledger
    from variorum.model import Failure, Profile
    from variorum.settings import Settings


class Commands(click.Group):
    """Known errors become one line on stderr and an exit status, never a traceback."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings: dict[str, list[click.Command]] = {}

    def add(self, heading: str, command: click.Command) -> None:
        """Add a command under a heading of the help."""
        self.headings.setdefault(heading, []).append(command)
        self.add_command(command)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, commands in self.headings.items():
            with formatter.section(heading):
                formatter.write_dl([(c.name or "", c.get_short_help_str(72)) for c in commands])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except VariorumError as error:
            remedy = error.remedy if isinstance(error, InputError) else ""
            click.echo(f"variorum: {error}" + (f" — {remedy}" if remedy else ""), err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            click.echo("variorum: interrupted; the same command again goes on where it stopped", err=True)
            ctx.exit(130)
        except OSError as error:
            if error.errno == errno.EPIPE:  # who read our output has read enough
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                ctx.exit(0)
            where = f": {os.fsdecode(error.filename)}" if error.filename else ""
            click.echo(f"variorum: {error.strerror or error}{where}", err=True)
            ctx.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--db", metavar="FILE", help="The ledger's file (variorum.db).")
@click.option("--settings", "file", type=click.Path(path_type=Path), help="A settings file (variorum.toml).")
@click.option("-q", "--quiet", is_flag=True, default=None, help="No messages and no progress.")
@click.version_option(package_name="variorum", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, db: str | None, file: Path | None, quiet: bool | None) -> None:
    """A critical edition of the news: who said and did what to whom, according to whom, on how many roots."""
    ctx.obj = {"flags": {"db": db, "quiet": quiet}, "file": file}


def settings_of(ctx: click.Context, **flags: Any) -> Settings:
    """The settings, with what this command was given."""
    from variorum.settings import load

    return load({**ctx.obj["flags"], **flags}, os.environ, ctx.obj["file"])


PROFILE = click.option("--profile", metavar="FILE", help="A profile of outlets (variorum outlets learn).")


def profile_of(settings: Settings) -> Profile | None:
    """The profile of outlets that the settings name; None when they name none."""
    from variorum.stages.article.outlets import load

    return load(Path(settings.profile)) if settings.profile else None


def database(settings: Settings) -> str:
    """The option that names the ledger, with a blank before it; empty where it is the usual one."""
    return "" if settings.db == type(settings)().db else f" --db {shlex.quote(str(settings.db))}"


@contextmanager
def opened(settings: Settings, *, writable: bool = False, start: bool = False) -> Iterator[Ledger]:
    """The ledger. To read, it stays as it is now, whatever a run does meanwhile; to write, it must be there
    unless it may ``start``, so that a mistyped name makes no empty ledger."""
    from variorum.ledger import open_ledger

    if writable and not start and not Path(settings.db).exists():
        from variorum.errors import StoreError

        raise StoreError(
            f"there is no ledger at {settings.db}; start one with: variorum{database(settings)} add"
        )
    with open_ledger(settings.db, writable=writable) as ledger:
        if writable:
            yield ledger
        else:
            with ledger.store.steady():
                yield ledger


def tell(settings: Settings, message: str) -> None:
    """A message, unless quiet."""
    if not settings.quiet:
        click.echo(message, err=True)


def list_failures(failures: Sequence[Failure]) -> None:
    """Each failure on stderr, with its remedy; they are said even when quiet."""
    for failure in failures:
        remedy = f" — {failure.remedy}" if failure.remedy else ""
        click.echo(f"failed: {failure.address}: {failure.reason}{remedy}", err=True)


def warn_of_language(name: str, language: str | None) -> None:
    """A warning of a text that says it is in a language which is not read."""
    if language and language not in ("en", "eng"):
        read = f"says its language is {language}: speech, actors and events are read in English only"
        click.echo(f"warning: {name} {read}", err=True)


def progress_of(settings: Settings) -> Callable[[str, int, int], None]:
    """Progress on stderr, where that is a terminal."""
    if settings.quiet or not sys.stderr.isatty():
        return lambda what, done, total: None

    def show(what: str, done: int, total: int) -> None:
        click.echo(f"\r\x1b[K{what} {done}/{total}", err=True, nl=done >= total)

    return show


def coloured() -> bool:
    """Whether stdout is a terminal whose user has not asked for no colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
