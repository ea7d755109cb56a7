"""The documentation says what the code says."""

import ast
import re
import sys
from pathlib import Path

import click
import msgspec
import pytest

from variorum import model
from variorum.cli import main as cli
from variorum.resources import subjects, table
from variorum.settings import Settings
from variorum.stages import PIPELINE

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def test_generated_parts_are_fresh():
    import docs

    assert [] == sorted(docs.stale()), "run: python scripts/docs.py"


@pytest.mark.parametrize("name", sorted(cli.list_commands(click.Context(cli))))
def test_every_command_has_an_entry(name):
    assert f"### variorum {name}" in read("docs/cli.md")


@pytest.mark.parametrize("name", [f.name for f in msgspec.structs.fields(Settings)])
def test_every_setting_has_an_entry(name):
    assert f"`{name}`" in read("docs/cli.md")


@pytest.mark.parametrize("name", [s.name for s in PIPELINE.stages])
def test_every_stage_has_an_entry(name):
    assert f"| {name} |" in read("docs/architecture.md")


@pytest.mark.parametrize(
    "kind", [k for k in vars(model).values() if isinstance(k, type) and issubclass(k, msgspec.Struct)]
)
def test_every_record_is_described(kind):
    assert kind.__doc__
    assert f"### {kind.__name__}" in read("docs/records.md")


@pytest.mark.parametrize("name", subjects())
def test_every_resource_says_where_it_comes_from(name):
    source = table(f"{name}/SOURCE.toml")

    assert {"title", "origin", "licence", "as_of", "how"} <= source.keys()
    assert f"`{name}`" in read("docs/resources.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_link_is_dead(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    local = [link for link in links if not link.startswith(("http://", "https://", "mailto:"))]

    assert [] == [link for link in local if not (page.parent / link).exists()]


def test_ci_runs_the_test_command_of_the_readme():
    assert "make test" in read("README.md")
    assert "make test" in read(".ci/run").split("\n")


@pytest.mark.parametrize("page", ["README.md", "docs/python.md"])
def test_python_in_the_docs_can_be_read(page):
    for block in re.findall(r"```python\n(.*?)```", read(page), flags=re.S):
        ast.parse(block)


@pytest.mark.model
def test_the_example_of_the_python_page_runs():
    block = re.findall(r"```python\n(.*?)```", read("docs/python.md"), flags=re.S)[0]
    names = {}
    exec(compile(block, "docs/python.md", "exec"), names)

    assert "all" == names["line"].coverage


def test_nothing_names_a_machine_or_a_registry():
    tracked = [p for p in PAGES if p.is_file()] + [ROOT / "requirements.lock", ROOT / "pyproject.toml"]
    for path in tracked:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"pypi\.org|pythonhosted|/root/|/work/|/home/", text), path
