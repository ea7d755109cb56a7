"""Regenerate the parts of the documentation made from the code; `--check` only tells what is stale."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from variorum import model
from variorum.backends.schema import TABLES
from variorum.cli import main as cli
from variorum.resources import subjects, table
from variorum.settings import Settings
from variorum.stages import PIPELINE

ROOT = Path(__file__).resolve().parents[1]


def replaced(text: str, name: str, body: str) -> str:
    """The text with what stands between the markers of ``name`` replaced."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.S)
    if not pattern.search(text):
        raise SystemExit(f"the markers {begin} … {end} are missing")
    return pattern.sub(lambda _: f"{begin}\n{body.strip()}\n{end}", text)


def explain() -> str:
    rows = ["| stage | over | needs | makes | |", "|---|---|---|---|---|"]
    for step in PIPELINE.stages:
        needs = ", ".join(kind.__name__ for kind in step.needs)
        makes = ", ".join(kind.__name__ for kind in step.makes)
        said = (step.run.__doc__ or "").strip().splitlines()[0]
        rows.append(f"| {step.name} | {step.over} | {needs} | {makes} | {said} |")
    return "\n".join(rows)


def commands() -> str:
    """``--help`` of every command, as the terminal shows it."""
    parts = [_help(cli, "variorum", None)]
    context = click.Context(cli, info_name="variorum", **cli.context_settings)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        parts.append(_help(command, name, context))
        if isinstance(command, click.Group):
            inner = click.Context(command, info_name=name, parent=context)
            parts += [_help(command.commands[n], n, inner) for n in command.list_commands(inner)]
    return "\n\n".join(parts)


def _help(command: click.Command, name: str, parent: click.Context | None) -> str:
    width = {"max_content_width": 100, "terminal_width": 100}
    context = click.Context(command, info_name=name, parent=parent, **{**command.context_settings, **width})
    return f"### {context.command_path}\n\n```text\n{command.get_help(context)}\n```"


def settings() -> str:
    rows = ["| setting | environment | default |", "|---|---|---|"]
    for field in msgspec.structs.fields(Settings):
        default = "" if field.default is None else f"`{field.default}`"
        rows.append(f"| `{field.name}` | `VARIORUM_{field.name.upper()}` | {default} |")
    return "\n".join(rows)


def records() -> str:
    """Every record of the model: what it is, its fields, its table."""
    kinds = [
        kind
        for name, kind in sorted(vars(model).items())
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and not name.startswith("_")
    ]
    return "\n\n".join(_record(kind) for kind in kinds)


def _record(kind: Any) -> str:
    said = " ".join((kind.__doc__ or "").split())
    lines = [f"### {kind.__name__}", "", said]
    if kind in TABLES:
        lines += ["", f"Table `{TABLES[kind][0]}`."]
    lines += ["", "| field | type |", "|---|---|"]
    for field in msgspec.structs.fields(kind):
        lines.append(f"| `{field.name}` | `{_type(field.type)}` |")
    return "\n".join(lines)


def _type(found: Any) -> str:
    text = found.__name__ if isinstance(found, type) and not hasattr(found, "__args__") else str(found)
    text = re.sub(r"(typing\.|variorum\.model\.?\w*\.)", "", text).replace("NoneType", "None")
    return text.replace("|", "or")


def resources() -> str:
    rows = ["| folder | what | licence | as of | how |", "|---|---|---|---|---|"]
    for name in subjects():
        source = table(f"{name}/SOURCE.toml")
        cells = [" ".join(str(source.get(k, "")).split()) for k in ("title", "licence", "as_of", "how")]
        rows.append(f"| `{name}` | " + " | ".join(c.replace("|", "/") for c in cells) + " |")
    return "\n".join(rows)


PAGES: dict[str, dict[str, Any]] = {
    "docs/architecture.md": {"explain": explain},
    "docs/cli.md": {"commands": commands, "settings": settings},
    "docs/records.md": {"records": records},
    "docs/resources.md": {"resources": resources},
}


def stale() -> dict[str, str]:
    """By path the new text of every page whose generated parts are not what the code says."""
    found = {}
    for path, blocks in PAGES.items():
        old = (ROOT / path).read_text(encoding="utf-8")
        new = old
        for name, make in blocks.items():
            new = replaced(new, name, make())
        if new != old:
            found[path] = new
    return found


if __name__ == "__main__":
    pages = stale()
    for path, text in pages.items():
        if "--check" not in sys.argv:
            (ROOT / path).write_text(text, encoding="utf-8")
        print(f"{'stale' if '--check' in sys.argv else 'written'}: {path}")
    sys.exit(bool(pages) and "--check" in sys.argv)
