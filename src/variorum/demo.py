"""The bundled stories, invented by us, through the real pipeline."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import msgspec

from variorum.export.html import html_many
from variorum.export.listing import listing, records
from variorum.ledger import open_ledger
from variorum.model import Failure
from variorum.run import Progress


class Demo(msgspec.Struct, frozen=True):
    """Where the demo and the folders of its reports stand, the table of its stories, and failures."""

    ledger: Path
    edition: Path
    reports: tuple[Path, ...]
    summary: str
    failures: tuple[Failure, ...]


def build(folder: Path, progress: Progress = lambda what, done, total: None) -> Demo:
    """Copy the bundled stories into ``folder``, a ledger of them beside, run it, and write the edition."""
    folder.mkdir(parents=True, exist_ok=True)
    database, edition = folder / "demo.db", folder / "edition.html"
    with as_file(files("variorum.resources") / "demo") as stories, open_ledger(database) as ledger:
        bundled = [f for f in sorted(stories.iterdir()) if f.is_dir()]
        reports = tuple(shutil.copytree(f, folder / f.name, dirs_exist_ok=True) for f in bundled)
        added = ledger.add(*bundled)
        report = ledger.run(progress=progress)
        editions = [entry.collation() for entry in ledger.stories()]
        edition.write_text(html_many(editions, report.manifest), encoding="utf-8")
        summary = "".join(listing(ledger, "stories", records(ledger, "stories", {}), "table"))
    return Demo(database, edition, reports, summary, (*added.failures, *report.failures))
