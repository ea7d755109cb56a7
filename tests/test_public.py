"""A small front: what is public, and what importing it costs."""

import subprocess
import sys

import pytest

import variorum

HEAVY = ("spacy", "numpy", "sqlalchemy", "trafilatura", "feedparser", "distributed", "duckdb", "jinja2")


def test_what_is_public_is_what_is_visible():
    assert sorted(variorum.__all__) == dir(variorum)


@pytest.mark.parametrize("name", variorum.__all__)
def test_what_is_listed_is_there(name):
    assert getattr(variorum, name) is not None


def test_what_is_not_listed_is_not_there():
    with pytest.raises(AttributeError, match="module 'variorum' has no attribute 'nothing'"):
        _ = variorum.nothing


def test_the_names_are_those_a_type_checker_sees():
    import ast
    import inspect

    tree = ast.parse(inspect.getsource(variorum))
    checked = next(n for n in tree.body if isinstance(n, ast.If))
    imported = [a.asname or a.name for n in checked.body if isinstance(n, ast.ImportFrom) for a in n.names]

    assert sorted(variorum.__all__) == sorted(imported)


def loaded(code):
    """The heavy modules that are loaded after some code."""
    code += f"; import sys; print(*[m for m in {HEAVY} if m in sys.modules])"
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.splitlines()[-1]


@pytest.mark.parametrize(
    "code",
    [
        "import variorum",
        "import variorum.cli",
        "import variorum.stages",
        "from variorum.cli import main; main(['--help'], standalone_mode=False)",
        "from variorum.cli import main; main(['compare', '--help'], standalone_mode=False)",
        "from variorum.cli import main; main(['explain'], standalone_mode=False)",
    ],
)
def test_no_model_and_no_database_is_loaded_before_it_is_needed(code):
    assert "" == loaded(code)


def test_reading_a_ledger_needs_no_model(tmp_path):
    import toy

    with toy.filled(tmp_path / "desk.db", toy.documents(2)) as ledger:
        toy.run(ledger)

    code = f"from variorum.cli import main; main(['--db', {str(tmp_path / 'desk.db')!r}, 'stories'], standalone_mode=False)"
    assert "sqlalchemy" == loaded(code)
